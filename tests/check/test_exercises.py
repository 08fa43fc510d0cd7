"""Numbered paragraphs, such as exercises, may give a name a meaning of their own."""

from __future__ import annotations

from tests.check.judging import verdicts

SHEET = r"""
1. $$E = (y - w x)^2$$

$$\frac{\partial E}{\partial w} = -2 x (y - w x)$$

2. $$y = a + b$$

$$a = c^2, \quad E = y^3$$

$$\frac{\partial E}{\partial y} = 3 y^2$$

$$\frac{\partial E}{\partial c} = %s$$
"""


def test_each_exercise_is_judged_with_its_own_names() -> None:
    assert [verdicts(SHEET % side)[-1] for side in ("6 c y^2", "6 y^2")] == ["right", "wrong"]


def test_a_time_is_no_argument_of_a_function_of_the_field() -> None:
    found = verdicts(r"$\sigma'(t) = \sigma(t) (1 - \sigma(t))$ and $\sigma'(t) = \sigma(t) (1 + \sigma(t))$")
    assert found == ["right", "wrong"]


def test_a_definition_from_before_a_part_proves_nothing_of_what_the_part_defines_anew() -> None:
    sheet = r"""
1. The output is $a = h$ with $h_j = \sigma(u_j^T x)$

2. The hidden layer is $h = \sigma(u^T x)$, and now $a = \sigma(v^T h)$

$$\frac{\partial a}{\partial h_j} = \sigma(v^T h)(1 - \sigma(v^T h)) v_j$$

$$\frac{\partial h_j}{\partial u_j} = %s (1 - %s) x$$
"""
    assert verdicts(sheet % ("h_j", "h_j"))[-1] == "right"
    assert verdicts(sheet % ("a_j", "a_j"))[-1] not in {"right", "right-if"}
