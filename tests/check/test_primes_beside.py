"""A prime on a name that stands beside the name without it is part of the name: the value of the next state."""

import pytest

from tests.check.judging import verdicts

CRITIC = r"$$v = \theta^T \phi, \quad v' = \theta^T \phi', \quad d = r + \gamma v' - v, \quad L = \frac12 d^2$$"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial L}{\partial v} = -d", "right"),
        (r"\frac{\partial L}{\partial v'} = d", "wrong"),
        (r"\nabla_\theta L = d (\gamma \phi' - \phi)", "right"),
        (r"\nabla_\theta L = d (\phi - \gamma \phi')", "wrong"),
    ],
)
def test_values_of_two_states_are_two_quantities(claim: str, expected: str) -> None:
    assert verdicts(f"{CRITIC}$${claim}$$")[-1] == expected


def test_a_capital_with_a_factor_is_no_transpose_beside_itself() -> None:
    text = (
        r"$$V = v^T x, \quad d = r + \gamma V' - V, \quad L = \frac12 d^2, \quad \frac{\partial L}{\partial v} = -d x$$"
    )
    assert verdicts(text)[-1] == "right"


def test_a_capital_without_a_factor_is_its_transpose() -> None:
    text = r"$$f(x) = x^T A x, \quad \nabla f(x) = (A + A') x$$"
    assert verdicts(text)[-1] == "right"


def test_a_state_is_defined_by_another_one() -> None:
    text = (
        r"$$c' = f \odot c + i \odot g, \quad h' = o \odot \tanh(c')$$"
        r"$$\frac{\partial h'}{\partial c'} = o \odot (1 - \tanh^2(c'))$$"
        r"$$\frac{\partial h'}{\partial c'} = o \odot (1 - \tanh(c'))$$"
    )
    assert verdicts(text)[-2:] == ["right", "wrong"]
