"""A derivative of a total is not proved by one of its addends where nothing is said of the other one."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

TOTAL = r"""
$$E_{total} = E_{o1} + E_{o2}$$

$$E_{o1} = \frac12 (t_1 - o_1)^2$$

$$o_1 = \sigma(w_5 h_1 + w_6 h_2)$$

"""


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial E_{total}}{\partial h_1} = \frac{\partial E_{o1}}{\partial h_1}",
        r"\frac{\partial E_{total}}{\partial h_1} = -(t_1 - o_1) o_1 (1 - o_1) w_5",
    ],
)
def test_an_addend_that_is_never_explained_may_vary_too(claim: str) -> None:
    assert verdicts(f"{TOTAL}$${claim}$$")[-1] == "unchecked"


def test_an_addend_that_is_explained_counts() -> None:
    other = "$$E_{o2} = \\frac12 (t_2 - o_2)^2$$\n\n$$o_2 = \\sigma(w_7 h_1 + w_8 h_2)$$\n\n"
    half = r"\frac{\partial E_{total}}{\partial h_1} = \frac{\partial E_{o1}}{\partial h_1}"
    assert verdicts(f"{TOTAL}{other}$${half}$$")[-1] == "wrong"
    assert verdicts(f"{TOTAL}{other}$${half} + \\frac{{\\partial E_{{o2}}}}{{\\partial h_1}}$$")[-1] == "right"


def test_what_an_addend_alone_names_is_its_own() -> None:
    assert verdicts(rf"{TOTAL}$$\frac{{\partial E_{{total}}}}{{\partial o_1}} = -(t_1 - o_1)$$")[-1] == "right"
    assert verdicts(rf"{TOTAL}$$\frac{{\partial E_{{total}}}}{{\partial o_1}} = t_1 - o_1$$")[-1] == "wrong"


@pytest.mark.parametrize("penalty", ["R", r"\lambda R", r"\lambda \Omega"])
def test_a_penalty_beside_a_cost_may_vary_with_the_weights(penalty: str) -> None:
    text = rf"$$J = C + {penalty}$$" "\n\n" r"$$\frac{\partial J}{\partial w} = \frac{\partial C}{\partial w}$$"
    assert verdicts(text)[-1] == "unchecked"


def test_a_constant_beside_a_cost_does_not() -> None:
    text = r"$$J = C + b$$" "\n\n" r"$$\frac{\partial J}{\partial w} = \frac{\partial C}{\partial w}$$"
    assert verdicts(text)[-1] == "right"


def test_an_update_by_such_a_gradient_is_not_refuted_as_something_else() -> None:
    text = rf"{TOTAL}$$w_5^{{+}} = w_5 - \eta \cdot \frac{{\partial E_{{total}}}}{{\partial w_5}}$$"
    assert verdicts(text)[-1] != "wrong"
