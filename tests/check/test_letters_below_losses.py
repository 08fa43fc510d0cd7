"""One letter below a loss that counts nothing is part of its name: ``E_d`` is the loss of an example."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

GIVEN = (r"E_d(\vec w) = \frac12 \sum_k (t_k - o_k)^2", r"o_j = \sigma(net_j)", r"net_j = \sum_i w_{ji} x_{ji}")
STEP = r"\Delta w_{ji} = -\eta \frac{\partial E_d}{\partial w_{ji}} = \eta (t_j - o_j) o_j (1 - o_j) x_{ji}"


def test_steps_by_such_a_loss_are_judged() -> None:
    assert verdicts(displays(*GIVEN, STEP))[-2:] == ["right", "right"]
    assert verdicts(displays(*GIVEN, STEP.replace("(1 - o_j)", "(1 + o_j)")))[-1] == "wrong"
    assert verdicts(displays(*GIVEN, STEP.replace(r"= \eta", r"= -\eta")))[-1] == "wrong"


def test_a_letter_that_a_sum_binds_counts() -> None:
    losses = (r"E = \sum_d E_d", r"E_d = \frac12 (t_d - w x_d)^2")
    assert verdicts(displays(*losses, r"\frac{\partial E}{\partial w} = -\sum_d (t_d - w x_d) x_d"))[-1] == "right"
    assert verdicts(displays(*losses, r"\frac{\partial E}{\partial w} = \sum_d (t_d - w x_d) x_d"))[-1] == "wrong"
