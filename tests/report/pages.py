"""A page with a block of every type, and how formulas are written in tests."""

from __future__ import annotations

from backproof.report.page import Display, Heading, Page, Paragraph, Picture, Step, Table
from backproof.syntax.latex import parse
from backproof.syntax.tree import Node

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="60" viewBox="0 0 220 60">'
    '<g fill="none" stroke="currentColor"><circle cx="30" cy="30" r="16"/><circle cx="190" cy="30" r="16"/>'
    '<path d="M46 30 H174"/></g><text x="26" y="35">x</text><text x="184" y="35">L</text></svg>'
)
HOSTILE = (
    "</script><img src=x onerror=alert(1)> costs $5 and $6, \\input{/etc/passwd} \\(x = y\\) `a = b` a_b_c _d_ *e* "
    "[f](http://g.example/) # h | i ~ j ^ k % l & m {n} for i ≠ j <!-- o --> \\begin{align} p = q \\end{align} 误 σ é"
)


def step(left: str | None, right: str, *reason: str | Node, relation: str = "=") -> Step:
    """A step from LaTeX."""
    return Step(None if left is None else parse(left), relation, parse(right), reason)


def squared_error() -> Page:
    """The gradient of a linear neuron: every line of it is right."""
    return Page(
        (
            Heading(("Squared error of ", parse("O = w x")), 1),
            Paragraph(("The model is linear, and the label ", parse("y"), " is given.")),
            Display((step("O", "w x"), step("L", "(y - O)^2", "the loss is the squared distance"))),
            Heading(("The gradient",)),
            Paragraph(("The chain rule goes along the only path from ", parse("L"), " to ", parse("w"), ".")),
            Display(
                (
                    step(
                        r"\frac{\partial L}{\partial w}",
                        r"\frac{\partial L}{\partial O} \frac{\partial O}{\partial w}",
                        "the chain rule",
                    ),
                    step(None, r"-2 (y - O) \frac{\partial O}{\partial w}", "a square has twice its base"),
                    step(None, "-2 (y - O) x", parse("O"), " is linear in ", parse("w")),
                )
            ),
            Table((("quantity",), ("shape",)), ((("the weight ", parse("w")), ("a number",)),)),
            Picture(SVG, "From x to L."),
        )
    )


def softmax() -> Page:
    """The gradient of a softmax regression, with all that formulas have: cases, sums, alphabets, long rows."""
    long = " + ".join(
        rf"\frac{{\partial L}}{{\partial y_{k}}} \frac{{\partial y_{k}}}{{\partial z_j}}" for k in range(1, 9)
    )
    return Page(
        (
            Heading(("Softmax regression",), 1),
            Paragraph(
                (
                    "Scores ",
                    parse("z_k"),
                    ", probabilities ",
                    parse("y_k"),
                    " and a one-hot label ",
                    parse(r"\mathbf{t} \in \mathbb{R}^K"),
                    ". The loss is the cross-entropy, and every derivative below is written out for one sample.",
                )
            ),
            Display(
                (
                    step("z_k", r"\sum_i w_{ik} x_i + b_k"),
                    step("y_k", r"\frac{e^{z_k}}{\sum_j e^{z_j}}", "the softmax"),
                    step("L", r"-\sum_{k=1}^{K} t_k \log y_k", "the cross-entropy"),
                )
            ),
            Heading(("The derivative of the softmax",)),
            Display(
                (
                    step(
                        r"\frac{\partial y_k}{\partial z_j}",
                        r"\begin{cases} y_k (1 - y_k) & \text{if } k = j \\ -y_k y_j & \text{otherwise} \end{cases}",
                        "the quotient rule, where the denominator always depends on ",
                        parse("z_j"),
                        " and the numerator only where ",
                        parse("k = j"),
                    ),
                    step(None, r"y_k (\mathbb{1}[k = j] - y_j)"),
                )
            ),
            Heading(("The gradient",)),
            Display(
                (
                    step(r"\frac{\partial L}{\partial z_j}", long, "every probability depends on ", parse("z_j")),
                    step(None, r"\sum_k \frac{\partial L}{\partial y_k} \frac{\partial y_k}{\partial z_j}"),
                    step(None, r"-\sum_k \frac{t_k}{y_k} y_k (\mathbb{1}[k = j] - y_j)", "the two derivatives above"),
                    step(None, r"-t_j + y_j \sum_k t_k", "the indicator picks one term of the sum"),
                    step(None, r"y_j - t_j", "labels sum to one"),
                )
            ),
            Heading(("The update",), 3),
            Display((step("w_{ij}", r"w_{ij} - \eta (y_j - t_j) x_i", relation="leftarrow"),)),
            Table(
                (("",), (parse("z"),), (parse("y"),), (parse("t"),)),
                tuple(((f"class {k}",), (parse(z),), (parse(y),), (parse(t),)) for k, z, y, t in
                      ((1, "1.5", "0.629", "1"), (2, "-0.3", "0.104", "0"), (3, "0.65", "0.267", "0"))),
            ),
            Picture(SVG, "The path that the chain rule follows."),
        )
    )  # fmt: skip
