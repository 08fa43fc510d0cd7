"""The identity matrix, which nobody defines: equations are proved with it, and none is refuted by it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

FORWARD = (r"\mathbf{z} = \mathbf{W} \mathbf{x}", r"\mathbf{a} = \mathbf{z} + \mathbf{x}")


@pytest.mark.parametrize("letter", [r"\mathbf{I}", "I"])
def test_a_derivative_may_be_the_identity(letter: str) -> None:
    claims = (
        rf"\frac{{\partial \mathbf{{a}}}}{{\partial \mathbf{{z}}}} = {letter}",
        rf"\frac{{\partial \mathbf{{a}}}}{{\partial \mathbf{{x}}}} = \mathbf{{W}} + {letter}",
    )
    assert verdicts(displays(*FORWARD, *claims))[-2:] == ["right", "right"]


def test_what_is_not_the_identity_is_not_proved() -> None:
    claim = r"\frac{\partial \mathbf{a}}{\partial \mathbf{x}} = \mathbf{I}"
    found = judged(displays(*FORWARD, claim))[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == "whether I is the identity matrix is not written"


@pytest.mark.parametrize("forward", [r"\mathbf{z} = \mathbf{W} \mathbf{I}", r"\mathbf{I} = \mathbf{W} \mathbf{x}"])
def test_an_input_or_a_defined_name_is_no_identity(forward: str) -> None:
    claim = r"\frac{\partial \mathbf{z}}{\partial \mathbf{z}} = \mathbf{I}"
    assert verdicts(displays(r"\mathbf{z} = \mathbf{W} \mathbf{x}", forward, claim))[-1] != "right"


ONES = r"$x \in \mathbb{R}^{3}$, $W \in \mathbb{R}^{3 \times 2}$, $z = W^\top x$, $L = \mathbf{1}^{\top} \sigma(z)$"


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        (r"\frac{\partial L}{\partial z} = \sigma(z) \odot (\mathbf{1} - \sigma(z))", "right"),
        (r"\frac{\partial L}{\partial z} = \sigma(z) \odot (\mathbb{1} - \sigma(z))", "right"),
        (r"\frac{\partial L}{\partial z} = \sigma(z) \odot (\mathbf{1} + \sigma(z))", "wrong"),
    ],
)
def test_a_bold_one_is_the_vector_of_ones(written: str, verdict: str) -> None:
    assert judged(f"{ONES}\n\n$${written}$$")[-1].verdict.value == verdict


ROWS = r"""
$W \in \mathbb{R}^{3 \times 2}$, $x \in \mathbb{R}^{1 \times 3}$, $z = x W$, $L = \frac12 \mathbf{1}(z \odot z)^\top$
"""


@pytest.mark.parametrize(("slope", "verdict"), [("z", "right"), ("2 z", "wrong")])
def test_a_row_of_ones_may_stand_before_parentheses(slope: str, verdict: str) -> None:
    claim = rf"$$\frac{{\partial L}}{{\partial W}} = x^\top z$$ and $$\frac{{\partial L}}{{\partial z}} = {slope}$$"
    assert judged(ROWS + claim)[-1].verdict.value == verdict


PENALISED = (
    r"L = \frac{1}{N} \| X w - y \|^2 + \lambda \| w \|^2",
    r"\nabla_w L = \frac{2}{N} X^T (X w - y) + 2 \lambda w",
)


@pytest.mark.parametrize("identity", ["I", r"\mathbf{I}"])
@pytest.mark.parametrize(("size", "verdict"), [(r"2 \lambda", "right"), (r"\lambda", "unchecked")])
def test_an_identity_in_a_closed_form_is_one_in_the_second_derivative(identity: str, size: str, verdict: str) -> None:
    second = rf"\nabla_w^2 L = \frac{{2}}{{N}} X^T X + {size} {identity}"
    closed = rf"w^* = (X^T X + N \lambda {identity})^{{-1}} X^T y"
    assert verdicts(displays(*PENALISED, second, closed)) == ["right", "right", verdict, "right"]
