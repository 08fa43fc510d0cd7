"""Lists and matrices of names alone: nothing is claimed by them, unless they go on with an equation."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize(
    "expression",
    [
        r"\begin{bmatrix} \frac{\partial y}{\partial w_1} \\ \vdots \\ \frac{\partial y}{\partial w_n} \end{bmatrix}",
        r"\begin{bmatrix} 1 \\ x_1 \\ \vdots \\ x_n \end{bmatrix}",
        r"\begin{bmatrix} x_1 & \dots & x_n \\ y_1 & \dots & y_n \end{bmatrix}",
        r"\nabla f(x, y)",
    ],
)
def test_names_alone_claim_nothing(expression: str) -> None:
    (found,) = judged(displays(expression))
    assert (found.verdict.value, found.reason) == ("right", "nothing is claimed here")


def test_what_goes_on_with_an_equation_is_judged() -> None:
    chain = r"y = w^T x$$ $$\nabla_w y = \begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}"
    assert verdicts(displays(chain)) == ["right", "right"]
    assert verdicts(
        displays(chain.replace(r"\begin{bmatrix} x_1 \\ \vdots \\ x_n", r"\begin{bmatrix} w_1 \\ \vdots \\ w_n"))
    ) == [
        "right",
        "wrong",
    ]


@pytest.mark.parametrize(("entry", "verdict"), [("1 - a_{}", "right"), ("1 + a_{}", "wrong")])
def test_a_diagonal_may_be_listed_with_dots(entry: str, verdict: str) -> None:
    first, last = (f"a_{each} ({entry.format(each)})" for each in ("1", "m"))
    line = rf"\frac{{\partial a}}{{\partial z}} = \mathrm{{diag}}({first}, \ldots, {last})"
    assert verdicts(displays(r"z = W x", r"a = \sigma(z)", line)) == ["right", "right", verdict]


def test_a_vector_with_an_entry_before_its_dots_is_not_read_yet() -> None:
    row = r"\begin{bmatrix} b & w_1 & \dots & w_n \end{bmatrix}"
    (found,) = judged(displays(rf"y = {row} \begin{{bmatrix}} 1 \\ x_1 \\ \vdots \\ x_n \end{{bmatrix}}"))
    assert found.reason == "entries beside others with dots between them are not read in matrix notation yet"


def test_an_expression_in_names_of_its_own_beside_given_numbers_claims_nothing() -> None:
    (given, found) = judged(displays(r"w = [0.1, 0.2, 0.3] \quad b_0 + b_1 x_1 + b_2 x_2"))
    assert (given.verdict.value, found.verdict.value, found.reason) == ("right", "right", "nothing is claimed here")


def test_an_expression_beside_an_equation_claims_what_it_equals() -> None:
    assert verdicts(displays(r"z = a w + b \quad a w + c")) == ["right", "unchecked"]
    assert verdicts(displays(r"a = b^2", r"\frac{d a}{d b}", "3 b"))[-1] != "right"
