"""Documents in matrix notation: every line of them is right, and a planted slip is wrong."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

COLUMNS = displays(
    r"z = W x + b", r"h = \sigma(z)", r"o = V h + c", r"L = \frac12 \|o - y\|^2",
    r"\frac{\partial L}{\partial o} = o - y",
    r"\frac{\partial L}{\partial V} = (o-y) h^T",
    r"\frac{\partial L}{\partial h} = V^T (o-y)",
    r"\frac{\partial L}{\partial z} = V^T (o-y) \odot \sigma'(z)",
    r"\frac{\partial L}{\partial z} = V^T (o-y) \odot h \odot (1 - h)",
    r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top",
    r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial z}",
    r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \frac{\partial z}{\partial x}"
    r" = W^T \frac{\partial L}{\partial z}",
    r"\frac{\partial o}{\partial h} = V",
    r"\frac{\partial h}{\partial z} = \mathrm{diag}(\sigma'(z))",
    r"L = \frac12 (o-y)^T (o-y)",
)  # fmt: skip

ROWS = r"""
Row vectors: $X \in \mathbb{R}^{N \times D}$, $W_1 \in \mathbb{R}^{D \times H}$, $W_2 \in \mathbb{R}^{H \times C}$.

""" + displays(
    r"Z_1 = X W_1 + b_1", r"H = \max(0, Z_1)", r"S = H W_2 + b_2",
    r"\frac{\partial L}{\partial W_2} = H^\top \frac{\partial L}{\partial S}",
    r"\frac{\partial L}{\partial H} = \frac{\partial L}{\partial S} W_2^\top",
    r"\frac{\partial L}{\partial Z_1} = \frac{\partial L}{\partial H} \odot \mathbb{1}(Z_1 > 0)",
    r"\frac{\partial L}{\partial W_1} = X^\top \frac{\partial L}{\partial Z_1}",
    r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Z_1} W_1^\top",
)  # fmt: skip

LAYERS = displays(
    r"z^l = w^l a^{l-1} + b^l", r"a^l = \sigma(z^l)", r"C = \frac{1}{2} \|y - a^L\|^2",
    r"\delta^L = \nabla_a C \odot \sigma'(z^L)",
    r"\delta^L = (a^L - y) \odot \sigma'(z^L)",
    r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",
    r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
    r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j",
    r"\frac{\partial C}{\partial w^l} = \delta^l (a^{l-1})^T",
)  # fmt: skip

REGRESSION = r"""
$X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$, $w \in \mathbb{R}^d$

""" + displays(
    r"J(w) = \frac{1}{2} \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2",
    r"\nabla_w J = X^T (X w - y) + \lambda w",
    r"\nabla J(w) = X^T X w - X^T y + \lambda w",
    r"w \leftarrow w - \eta X^T (Xw - y) - \eta \lambda w",
)  # fmt: skip

BATCH = displays(
    r"Z^{[1]} = W^{[1]} X + b^{[1]}", r"A^{[1]} = g^{[1]}(Z^{[1]})",
    r"Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]}", r"A^{[2]} = \sigma(Z^{[2]})",
    r"dW^{[2]} = \frac{1}{m} dZ^{[2]} A^{[1]T}",
    r"db^{[2]} = \frac{1}{m} \sum_{i=1}^{m} dZ^{[2](i)}",
    r"dZ^{[1]} = W^{[2]T} dZ^{[2]} * g^{[1]'}(Z^{[1]})",
    r"dW^{[1]} = \frac{1}{m} dZ^{[1]} X^T",
)  # fmt: skip

ATTENTION = displays(
    r"S = \frac{Q K^T}{\sqrt{d}}", r"A = \mathrm{softmax}(S)", r"O = A V",
    r"\frac{\partial L}{\partial V} = A^T \frac{\partial L}{\partial O}",
    r"\frac{\partial L}{\partial A} = \frac{\partial L}{\partial O} V^T",
    r"\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K",
    r"\frac{\partial L}{\partial K} = \frac{1}{\sqrt{d}} \left(\frac{\partial L}{\partial S}\right)^T Q",
)  # fmt: skip

HYPOTHESIS = displays(
    r"h_\theta(x) = \sigma(\theta^T x)",
    r"\ell(\theta) = \sum_{i=1}^m y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)}))",
    r"\frac{\partial \ell}{\partial \theta_j} = \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x_j^{(i)} \quad \star",
    r"\nabla_\theta \ell = \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x^{(i)}",
)  # fmt: skip

IDENTITIES = displays(
    r"f = x^T A x", r"\frac{\partial f}{\partial x} = (A + A^T) x",
    r"g = a^T x", r"\frac{\partial g}{\partial x} = a",
    r"h = \mathrm{tr}(A B)", r"\frac{\partial h}{\partial A} = B^T",
    r"y = A x", r"\frac{\partial y}{\partial x} = A",
)  # fmt: skip

ENTRIES = displays(
    r"\begin{bmatrix} z_1 \\ z_2 \end{bmatrix} = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}"
    r" \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}",
    r"z_1 = w_{11} x_1 + w_{12} x_2",
    r"\frac{\partial z_1}{\partial x_2} = w_{12}",
)  # fmt: skip


@pytest.mark.parametrize(
    "document", [COLUMNS, ROWS, LAYERS, REGRESSION, BATCH, ATTENTION, HYPOTHESIS, IDENTITIES],
    ids="columns rows layers regression batch attention hypothesis identities".split(),
)  # fmt: skip
def test_every_line_of_a_right_document_in_matrix_notation_is_right(document: str) -> None:
    assert [each.latex for each in judged(document) if each.verdict.value != "right"] == []


SLIPS = [
    (COLUMNS, "(o-y) h^T", "h (o-y)^T", "shapes"),
    (COLUMNS, "(o-y) h^T", "(y-o) h^T", "differ"),
    (COLUMNS, "partial h} = V^T (o-y)", "partial h} = V (o-y)", "shapes"),
    (COLUMNS, "(o-y) \\odot h \\odot", "(o-y) \\odot", "differ"),
    (COLUMNS, r"z} x^\top", "z} x", "shapes"),
    (COLUMNS, "= W^T \\frac", "= W \\frac", "shapes"),
    (ROWS, r"H^\top \frac{\partial L}{\partial S}", r"\frac{\partial L}{\partial S} H^\top", "shapes"),
    (ROWS, r"S} W_2^\top", "S} W_2", "shapes"),
    (ROWS, r" \odot \mathbb{1}(Z_1 > 0)", "", "differ"),
    (ROWS, r"\mathbb{1}(Z_1 > 0)", r"\mathbb{1}(Z_1 < 0)", "differ"),
    (LAYERS, r"= (a^L - y) \odot", r"= (y - a^L) \odot", "differ"),
    (LAYERS, "a^{l-1}_k \\delta^l_j", "a^{l}_k \\delta^l_j", "runs over"),
    (LAYERS, "\\delta^l (a^{l-1})^T", "\\delta^l a^{l-1}", "shapes"),
    (REGRESSION, "_w J = X^T (X w - y)", "_w J = X^T (y - X w)", "differ"),
    (REGRESSION, "_w J = X^T (X w - y)", "_w J = X (X w - y)", "shapes"),
    (REGRESSION, "X^T y + \\lambda w", "X^T y + 2 \\lambda w", "differ"),
    (BATCH, r"\frac{1}{m} dZ^{[2]} A^{[1]T}", r"dZ^{[2]} A^{[1]T}", "differ"),
    (BATCH, "= W^{[2]T} dZ^{[2]} *", "= W^{[2]} dZ^{[2]} *", "shapes"),
    (BATCH, r" * g^{[1]'}(Z^{[1]})", "", "differ"),
    (ATTENTION, r"\frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K", r"\frac{\partial L}{\partial S} K", "differ"),
    (ATTENTION, r"\right)^T Q", r"\right) Q", "shapes"),
    (ATTENTION, r"A^T \frac{\partial L}{\partial O}", r"\frac{\partial L}{\partial O} A^T", "shapes"),
    (HYPOTHESIS, "ell = \\sum_{i=1}^m (y^{(i)} -", "ell = \\sum_{i=1}^m (y^{(i)} +", "differ"),
    (HYPOTHESIS, "x^{(i)})) x_j^{(i)}", "x^{(i)}))", "differ"),
    (IDENTITIES, "(A + A^T) x", "2 A x", "differ"),
    (IDENTITIES, "A} = B^T", "A} = B", "differ"),
    (ENTRIES, "= w_{12}$", "= w_{21}$", "differ"),
]


@pytest.mark.parametrize(("document", "right", "slip", "reason"), SLIPS)
def test_a_slip_in_matrix_notation_is_wrong_and_no_other_line_is(
    document: str, right: str, slip: str, reason: str
) -> None:
    assert document.count(right) == 1
    wrong = [each for each in judged(document.replace(right, slip)) if each.verdict.value == "wrong"]
    assert len(wrong) == 1
    assert reason in wrong[0].reason
    assert wrong[0].counterexample is not None


def test_a_row_for_a_column_is_a_reading() -> None:
    document = REGRESSION + "\n\n" + displays(r"\nabla_w J = (X w - y)^T X + \lambda w^T")
    last = judged(document)[-1]
    assert (last.verdict.value, last.assumes) == ("right-if", ("a row stands for a column",))


def test_derivatives_element_by_element_are_a_convention_where_two_lines_write_them() -> None:
    network = displays(r"h = \sigma(z)", r"z = W^T x", r"o = \tanh(u)", r"u = V^T h")
    one, other = r"\frac{\partial h}{\partial z} = \sigma'(z)", r"\frac{\partial o}{\partial u} = 1 - o \odot o"
    alone, both = judged(network + "\n\n" + displays(one))[-1], judged(network + "\n\n" + displays(one, other))[-1]
    assert alone.verdict.value == "right-if"
    assert "element by element" in alone.assumes[0]
    assert both.verdict.value == "right"


def test_bold_and_plain_letters_name_one_array() -> None:
    document = displays(
        r"\mathbf{y} = \mathbf{W} \mathbf{x}", r"L = \frac12 \|\mathbf{y} - \mathbf{t}\|^2",
        r"\frac{\partial L}{\partial x_i} = \sum_j (y_j - t_j) W_{ji}",
    )  # fmt: skip
    assert [each.verdict.value for each in judged(document)] == ["right"] * 3


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"w = (X^T X)^{-1/2} X^T y", "this inverse of a matrix is not read yet"),
        (r"\frac{\partial L}{\partial w} = \mathrm{vec}(X)", "vec is not read yet"),
    ],
)
def test_what_is_not_read_in_matrix_notation_says_so(latex: str, reason: str) -> None:
    last = judged(REGRESSION + "\n\n" + displays(latex))[-1]
    assert (last.verdict.value, last.reason) == ("unchecked", reason)


NOTES = "\n\n".join(
    [
        displays(
            r"z = W x", r"\frac{\partial z}{\partial x} = W", r"J = a^T z", r"\frac{\partial J}{\partial W} = a x^T"
        ),
        displays(
            r"z = x W", r"\frac{\partial z}{\partial x} = W^T", r"J = z a^T", r"\frac{\partial J}{\partial W} = x^T a"
        ),
    ]
)


def test_examples_that_use_a_name_for_something_else_are_judged_on_their_own() -> None:
    assert [each.verdict.value for each in judged(NOTES)].count("right") >= 7
    slip = NOTES.replace("W} = x^T a$", "W} = a^T x$")
    assert [each.verdict.value for each in judged(slip)].count("wrong") <= 1
    assert judged(slip)[-1].verdict.value != "right"


def test_a_command_that_is_used_like_a_letter_is_a_name() -> None:
    document = displays(r"\out = \weights \data", r"\frac{\partial \out}{\partial \data} = \weights", r"q = \qux{a}")
    assert [each.verdict.value for each in judged(document)] == ["right", "right", "unchecked"]


NUMBERED = (
    r"A = X W_1", r"Z_2 = A W_2", r"P_{nc} = \frac{e^{Z_{2,nc}}}{\sum_{k} e^{Z_{2,nk}}}",
    r"L = -\sum_{n} \sum_{c} Y_{nc} \log P_{nc}",
)  # fmt: skip
"""A network of which one line names the entries of a numbered matrix."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial Z_2} = P - Y", "right"),
        (r"\frac{\partial L}{\partial Z_{2,nc}} = P_{nc} - Y_{nc}", "right"),
        (r"\frac{\partial L}{\partial W_2} = A^\top (P - Y)", "right"),
        (r"\frac{\partial L}{\partial Z_2} = Y - P", "wrong"),
        (r"\frac{\partial L}{\partial Z_{2,nc}} = P_{nc} + Y_{nc}", "wrong"),
        (r"\frac{\partial L}{\partial W_2} = A^\top (P + Y)", "wrong"),
    ],
)
def test_three_scripts_name_the_entries_of_a_numbered_matrix(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NUMBERED, claim))[-1] == verdict


BIASED = ("A = X W + b", "P = A V + c", r"L = \sum_n \sum_k P_{nk}^2", r"\frac{\partial L}{\partial P} = 2 P")
"""A network with a sample in each row."""


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [(r"\sum_n 2 P_{nk}", "right"), (r"\sum_n P_{nk}", "wrong"), (r"2 P_{nk}", "wrong")],
)
def test_a_bias_beside_data_on_the_left_is_one_row_for_all_samples(slope: str, verdict: str) -> None:
    assert verdicts(displays(*BIASED, rf"\frac{{\partial L}}{{\partial c_k}} = {slope}"))[-1] == verdict


def test_what_is_called_a_matrix_is_one() -> None:
    out, scores, values = r"\mathrm{outMatrix}", r"\mathrm{scoreMatrix}", r"\mathrm{valueMatrix}"
    forward = rf"{out} = {scores} {values}"
    slope = rf"\frac{{\partial L}}{{\partial {values}}} ="
    by_out = rf"\frac{{\partial L}}{{\partial {out}}}"
    assert verdicts(displays(forward, rf"{slope} {scores}^\top {by_out}"))[-1] == "right"
    assert verdicts(displays(forward, rf"{slope} {by_out} {scores}^\top"))[-1] in {"wrong", "unchecked"}


MAPS = (r"F(x, y) = [x y \quad x - y]^T", r"G(x, y) = [x + y \quad x]^T", r"(F \circ G)(x, y) = F(G(x, y))")


@pytest.mark.parametrize(
    ("entries", "verdict"), [(r"x^2 + x y \\ y", "right"), (r"x^2 + x y \\ x", "wrong"), (r"x y (x + y) \\ y", "wrong")]
)
def test_a_circle_between_functions_is_no_product(entries: str, verdict: str) -> None:
    document = displays(*MAPS, rf"(F \circ G)(x, y) = \begin{{bmatrix}} {entries} \end{{bmatrix}}")
    assert verdicts(document)[-1] == verdict


def test_a_circle_between_functions_of_which_nothing_is_known_is_not_read() -> None:
    found = judged(displays("F(x) = A x", "G(x) = B x", r"(F \circ G) = A B", r"(F \circ G)^T = B^T A^T"))
    assert not {"wrong"} & {each.verdict.value for each in found}


@pytest.mark.parametrize("sign", ["T", r"\top", r"\intercal"])
def test_a_transpose_behind_the_argument_of_a_function_is_that_of_its_value(sign: str) -> None:
    given = (r"h = \sigma(W x + b)", r"f = V h", r"L = \frac12 \|f - y\|^2")
    claim = rf"\frac{{\partial L}}{{\partial V}} = (f - y) \sigma(W x + b)^{{{sign}}}"
    assert verdicts(displays(*given, claim))[-1] == "right"
    assert verdicts(displays(*given, claim.replace("f - y", "y - f")))[-1] == "wrong"


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        (r"(\delta \odot f \odot (1 - f)) x^T", "right"),
        (r"\delta \odot f \odot (1 - f) x^T", "right"),
        (r"(\delta \odot f) x^T \odot (1 - f)", "right-if"),
        (r"\delta x^T \odot f \odot (1 - f)", "right-if"),
        (r"\delta x^T \odot f \odot f", "wrong"),
    ],
)
def test_a_vector_beside_an_outer_product_multiplies_its_columns_if_so_meant(side: str, expected: str) -> None:
    given = r"$W \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$" + "\n\n"
    lines = (r"f = \sigma(W x)", r"L = \frac12 \|f - y\|^2", r"\delta = f - y")
    assert verdicts(given + displays(*lines, rf"\frac{{\partial L}}{{\partial W}} = {side}"))[-1] == expected
