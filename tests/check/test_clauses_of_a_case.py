"""A clause that opens with a case limits the formula behind it, with nothing but room between them, in any tongue."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

NEURON = r"Let $z = w_1 x_1 + w_2 x_2 + b$, $a = \max(0, z)$ and $E = \frac{1}{2}(a - t)^2$. "


@pytest.mark.parametrize(
    "clause", ["For", "Then for", "Dann gilt für", "Damit erhält man für", "Alors pour", "Entonces para"]
)
@pytest.mark.parametrize("room", [" ", "\n", "\n\n"])
def test_a_case_limits_what_stands_behind_it(clause: str, room: str) -> None:
    right, slip = (
        f"{NEURON}{clause} $z > 0${room}$$\\frac{{\\partial E}}{{\\partial w_1}} = (a - t) x_{at}$$" for at in "12"
    )
    assert [verdicts(right)[-1], verdicts(slip)[-1]] == ["right", "wrong"]


def test_without_a_case_it_is_limited_by_nothing() -> None:
    assert verdicts(NEURON + r"Then $$\frac{\partial E}{\partial w_1} = (a - t) x_1$$")[-1] == "wrong"
