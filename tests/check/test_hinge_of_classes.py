"""The hinge loss of several classes: sums and claims over all classes but the true one."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

LOSS = r"L_i = \sum_{j \ne y_i} \max(0, s_{ij} - s_{i y_i} + 1)"
OTHERS = r"\frac{\partial L_i}{\partial s_{ij}} = \mathbb{1}(s_{ij} - s_{i y_i} + 1 > 0), \quad j \ne y_i"
TRUE = r"\frac{\partial L_i}{\partial s_{i y_i}} = -\sum_{j \ne y_i} \mathbb{1}(s_{ij} - s_{i y_i} + 1 > 0)"


def test_its_derivatives_by_the_scores_are_read() -> None:
    assert verdicts(displays(LOSS, OTHERS, TRUE)) == ["right"] * 3


def test_slips_in_them_are_refuted() -> None:
    assert verdicts(displays(LOSS, OTHERS.replace(r"= \math", r"= -\math")))[-1] == "wrong"
    assert verdicts(displays(LOSS, TRUE.replace("> 0", "< 0")))[-1] == "wrong"


def test_the_condition_is_behind_the_comma() -> None:
    # For the true class it is another derivative.
    assert verdicts(displays(LOSS, OTHERS.partition(",")[0]))[-1] != "right"


def test_an_update_is_by_the_gradient_of_the_loss_of_all() -> None:
    page = (
        r"s = X W, \quad L = \frac{1}{N} \sum_i L_i + \frac12 \lambda \sum_k \sum_l W_{kl}^2",
        LOSS,
        OTHERS,
        TRUE,
        r"dW = X^T \frac{\partial L}{\partial s} + \lambda W",
        r"W \leftarrow W - \eta \, dW",
        r"W \leftarrow W + \eta \, dW",
    )
    assert verdicts(displays(*page))[-2:] == ["right", "wrong"]
