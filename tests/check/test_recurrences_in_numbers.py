"""Numbers of steps whose rule is written for any step: momentum, Adam, recurrent networks."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

MOMENTUM = r"""Let $\beta = 0.9$, $\eta = 0.1$, $w_0 = 4$, $v_0 = 0$, with
$$v_{t+1} = \beta v_t + g_t$$ $$w_{t+1} = w_t - \eta v_{t+1}$$
$g_0 = 4$, $v_1 = 0.9 \cdot 0 + 4 = 4$, $w_1 = 4 - 0.1 \cdot 4 = 3.6$, $g_1 = 3.6$, """
ADAM = r"""Let $\beta_1 = 0.9$, $\beta_2 = 0.999$, $m_0 = 0$, $s_0 = 0$, $g_1 = 2$, with
$$m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t$$ $$s_t = \beta_2 s_{t-1} + (1 - \beta_2) g_t^2$$
"""
RECURRENT = r"""Let $h_0 = 0$, $u = 0.5$, $r = 2$, $x_1 = 1$, $x_2 = -1$, with $$h_t = \tanh(u x_t + r h_{t-1})$$
$h_1 = \tanh(0.5) = 0.4621$, """


@pytest.mark.parametrize(
    ("page", "line", "slip"),
    [
        (MOMENTUM, r"$v_2 = 0.9 \cdot 4 + 3.6 = 7.2$", r"$v_2 = 0.9 \cdot 4 - 3.6 = 0$"),
        (MOMENTUM, r"$w_2 = 3.6 - 0.1 \cdot 7.2 = 2.88$", r"$w_2 = 3.6 + 0.1 \cdot 7.2 = 4.32$"),
        (ADAM, r"$m_1 = 0.9 \cdot 0 + 0.1 \cdot 2 = 0.2$", r"$m_1 = 0.1 \cdot 0 + 0.9 \cdot 2 = 1.8$"),
        (ADAM, r"$s_1 = 0.001 \cdot 4 = 0.004$", r"$s_1 = 0.001 \cdot 2 = 0.002$"),
        (RECURRENT, r"$h_2 = \tanh(-0.5 + 0.9242) = 0.4005$", r"$h_2 = \tanh(-0.5 + 0.4621) = -0.0379$"),
    ],
)
def test_a_number_of_a_step_is_measured_by_the_rule(page: str, line: str, slip: str) -> None:
    """It was a value that the document gives."""
    before = r"$v_2 = 0.9 \cdot 4 + 3.6 = 7.2$, " if "w_2" in line else ""
    assert verdicts(page + before + line)[-2:] == ["right", "right"]
    assert verdicts(page + before + slip)[-2:] == ["wrong", "follows"]


def test_where_a_recurrence_begins_is_given() -> None:
    page = ADAM.replace("$m_0 = 0$, $s_0 = 0$, ", "")
    assert verdicts(page + "$m_1 = 0.5$")[-1] == "right"


@pytest.mark.parametrize("sign", "+-")
def test_what_a_rule_without_numbers_gives_is_open(sign: str) -> None:
    page = r"Let $v = 0$, $g = 2$, $\beta = 0.9$, with $v \leftarrow \beta v + g$. "
    assert verdicts(page + rf"$v_1 = 0.9 \cdot 0 {sign} 2$")[-1] == "unchecked"
