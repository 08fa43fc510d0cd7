"""One line may say something of all elements that others write out one by one."""

import pytest

from tests.check.judging import displays, verdicts

FILTER = r"y_1 = w_1 x_1 + w_2 x_2, \quad y_2 = w_1 x_2 + w_2 x_3"
LOSS = r"L = \frac12 (y_1 - t_1)^2 + \frac12 (y_2 - t_2)^2, \quad e_i = y_i - t_i"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial y_1} = e_1", "right"),
        (r"\frac{\partial L}{\partial y_2} = e_2", "right"),
        (r"\frac{\partial L}{\partial y_2} = e_1", "wrong"),
        (r"\frac{\partial L}{\partial w_1} = e_1 x_1 + e_2 x_2", "right"),
        (r"\frac{\partial L}{\partial w_2} = e_1 x_2 + e_2 x_2", "wrong"),
        (r"\frac{\partial L}{\partial x_2} = e_1 w_2 + e_2 w_1", "right"),
    ],
)
def test_an_error_of_each_element_is_that_of_the_elements(claim: str, verdict: str) -> None:
    assert verdicts(displays(FILTER, LOSS, claim)) == ["right"] * 4 + [verdict]


def test_what_is_claimed_of_any_element_is_not_proved_by_the_first_one() -> None:
    claims = (r"\frac{\partial L}{\partial y_i} = y_1 - t_1", r"\frac{\partial L}{\partial y_i} = e_1")
    assert all(verdicts(displays(FILTER, LOSS, claim))[-1] not in {"right", "right-if"} for claim in claims)


def test_layers_with_numbers_are_no_elements() -> None:
    layers = r"z_1 = w_1 x, \quad z_2 = w_2 z_1, \quad e_i = z_i - t_i, \quad L = \frac12 (z_2 - t_2)^2"
    assert verdicts(displays(layers, r"\frac{\partial L}{\partial z_2} = t_2 - z_2"))[-1] not in {"right", "right-if"}
