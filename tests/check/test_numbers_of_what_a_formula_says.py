"""A name with a formula and a number is held to its formula: the δ of a derivation with an example behind it."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

UNIT = r"""
$$s = v_1 h_1 + v_2 h_2 + c, \quad y = \sigma(s), \quad E = \frac12 (y - t)^2$$

$$\delta = \frac{\partial E}{\partial s} = (y - t) y (1 - y)$$

$$\frac{\partial E}{\partial c} = %s, \quad \frac{\partial E}{\partial v_1} = %s$$

Let $y = 0.5182$, $t = 1$ and $c = 0$. $\delta = (0.5182 - 1) \cdot 0.5182 \cdot 0.4818 = -0.1203$.
"""


def test_derivatives_by_it_are_proved_beside_its_number() -> None:
    assert verdicts(UNIT % (r"\delta", r"\delta h_1"))[5:7] == ["right", "right"]


@pytest.mark.parametrize(("bias", "weight"), [(r"2 \delta", r"\delta h_2"), ("-\\delta", r"\delta v_1")])
def test_and_refuted(bias: str, weight: str) -> None:
    assert verdicts(UNIT % (bias, weight))[5:7] == ["wrong", "wrong"]


def test_what_numbers_alone_say_is_no_formula_of_names() -> None:
    text = r"""
| $x_1$ | $x_2$ | $t$ |
|---|---|---|
| 1 | 0 | 1 |

$h = \sigma(1 \cdot 0.5 + 0 \cdot 0.3 + 0.1) = \sigma(0.6) = 0.6457$

$o = \sigma(0.6457 \cdot 0.8 - 0.2) = \sigma(0.3166) = 0.5785$

$\delta_o = (t - o) o (1 - o) = 0.4215 \cdot 0.5785 \cdot 0.4215 = 0.1028$

$\delta_h = \delta_o \cdot 0.8 \cdot h (1-h) = 0.1028 \cdot 0.8 \cdot 0.2288 = 0.0188$

$\Delta w_{ho} = 0.5 \cdot 0.1028 \cdot 0.6457 = 0.0332$
"""
    assert not {"wrong", "follows"} & {*verdicts(text)}
