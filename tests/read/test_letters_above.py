r"""Letters above a name that is defined with several of them are part of the name: ``z^h = W x`` and ``z^o = V h``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"z^h = W x, \quad h = \sigma(z^h)",
    r"z^o = V h, \quad o = \sigma(z^o)",
    r"E = \frac12 \sum_k (o_k - t_k)^2",
)
ERRORS = (r"\delta^o = (o - t) \odot o \odot (1 - o)", r"\delta^h = V^T \delta^o \odot h \odot (1 - h)")


def test_they_may_be_names_of_quantities_too() -> None:
    assert set(verdicts(displays(*NETWORK, *ERRORS))) == {"right"}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial W} = \delta^h x^T", "right"),
        (r"\frac{\partial E}{\partial V} = \delta^o h^T", "right"),
        (r"\frac{\partial E}{\partial V} = \delta^h h^T", "wrong"),
        (r"\frac{\partial E}{\partial z^o} = (o - t) \odot z^o \odot (1 - z^o)", "wrong"),
    ],
)
def test_lines_are_held_to_what_they_are(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, *ERRORS, claim))[-1] == verdict


def test_a_power_that_alone_is_said_stays_a_power() -> None:
    assert verdicts(displays(r"a = 2, \quad h = 3", r"a^h = 8")) == ["right", "right", "right"]
    assert verdicts(displays(r"a = 2, \quad h = 3", r"a^h = 9"))[-1] == "wrong"
