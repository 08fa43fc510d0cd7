r"""``L(Y, \hat Y)`` is the loss of the elements that its formula adds up, whatever it is called in between."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SOFTMAX = r"\hat y_c = \frac{e^{z_c}}{\sum_{d=1}^C e^{z_d}}"
FORMULA = r"-\sum_{n=1}^N \sum_{c=1}^C y_{nc} \log(\hat y_{nc})"
SLOPE = r"\frac{\partial L}{\partial z_j} = \hat y_j - y_j"
LOSSES = [
    rf"L(Y, \hat Y) = {FORMULA}",
    rf"L(\mathbf{{Y}}, \hat{{\mathbf{{Y}}}}) = {FORMULA}",
    rf"L(Y, \hat Y) = \sum_{{n=1}}^N L(\mathbf{{y}}_n, \hat{{\mathbf{{y}}}}_n) = {FORMULA}",
]


@pytest.mark.parametrize("loss", LOSSES)
def test_its_slope_is_that_of_one_sample(loss: str) -> None:
    found = verdicts(displays(SOFTMAX, loss, SLOPE))
    assert {*found} <= {"right", "right-if"}


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(
    "slip",
    [SLOPE.replace("- y_j", "+ y_j"), SLOPE.replace(r"\hat y_j - y_j", r"y_j - \hat y_j")],
)
def test_a_slip_in_it_is_not_right(loss: str, slip: str) -> None:
    assert (
        verdicts(displays(SOFTMAX, loss, SLOPE, SLOPE.replace("z_j", "z_i").replace("y_j", "y_i"), slip))[-1] == "wrong"
    )


def test_a_loss_that_adds_up_another_one_is_not_defined_by_itself() -> None:
    page = displays(SOFTMAX, LOSSES[2].replace("L(\\mathbf", "2 L(\\mathbf"))
    assert verdicts(page)[1] != "right"
