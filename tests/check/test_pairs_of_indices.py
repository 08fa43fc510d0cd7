"""Sums over pairs of indices in brackets."""

from tests.check.judging import displays, verdicts

LOSS = r"L = \frac12 \sum_{(u,i)} (r_{ui} - p_u^\top q_i)^2 + \frac{\lambda}{2} \sum_u \|p_u\|^2"
ERROR = r"e_{ui} = r_{ui} - p_u^\top q_i"


def test_a_pair_of_indices_is_summed_over_both() -> None:
    gradient = r"\frac{\partial L}{\partial p_u} = -\sum_i e_{ui} q_i + \lambda p_u"
    assert verdicts(displays(LOSS, ERROR, gradient)) == ["right"] * 3
    assert verdicts(displays(LOSS, ERROR, gradient.replace("+", "-")))[-1] == "wrong"


def test_a_pair_of_a_sample_and_its_label_has_no_indices() -> None:
    assert verdicts(displays(r"E = \sum_{(x,y)} (w x - y)^2"))[-1] == "unchecked"
