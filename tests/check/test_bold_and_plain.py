r"""A bold letter for a vector beside the plain one for a number: targets ``\mathbf{t}`` and the time t."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"\mathbf{y} = W \mathbf{x}", r"E = \frac12 \|\mathbf{y} - \mathbf{t}\|^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial \mathbf{y}} = \mathbf{y} - \mathbf{t}", "right"),
        (r"\frac{\partial E}{\partial \mathbf{y}} = \mathbf{y} + \mathbf{t}", "wrong"),
        (r"\frac{df}{dt} = 2 t", "right"),
        (r"\frac{df}{dt} = t", "wrong"),
    ],
)
def test_a_letter_that_is_given_a_number_is_not_the_bold_one(claim: str, verdict: str) -> None:
    assert verdicts(displays("t = 3", *NETWORK, "f = t^2", claim)) == ["right"] * 4 + [verdict]


def test_what_nothing_calls_an_array_may_be_a_number() -> None:
    given = (r"\mathbf{y} = g(\mathbf{x}), \quad z = f(\mathbf{y})", "x = f(w), \\quad y = f(x), \\quad z = f(y)")
    claim = r"\frac{\partial z}{\partial w} = f'(y) f'(x) f'(w)"
    assert verdicts(displays(*given, claim))[-1] != "wrong"
