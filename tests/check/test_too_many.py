"""Names that a line has too many, in a form in which nothing says what they are: without them it is proved."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYER = (
    r"z_j = \sum_i w_{ji} x_i + b_j",
    r"a_j = \sigma(z_j)",
    r"L = \frac12 \sum_j (a_j - t_j)^2",
    r"\delta_j = \frac{\partial L}{\partial z_j}",
    r"\frac{\partial L}{\partial b_j} = \delta_j",
)
WEIGHT = r" \mathbf{w}"
SLOPE = r"\frac{\partial L}{\partial w_{ji}} = \delta_j x_i"


@pytest.mark.parametrize("more", [r" \boldsymbol{\delta}^T", r" + \boldsymbol{\delta}", r" \mathbf{w}^{(2)}"])
def test_a_line_is_refuted_that_holds_without_a_name_that_is_nowhere_else_written_so(more: str) -> None:
    found = judged(displays(*LAYER, SLOPE + more))[-1]
    assert found.verdict.value == "wrong"
    assert found.reason.startswith("it holds without ")
    assert found.counterexample is not None
    assert found.counterexample.written != found.counterexample.true


def test_a_line_that_does_not_hold_without_the_name_stays_open() -> None:
    assert verdicts(displays(*LAYER, SLOPE.replace("= ", "= 2 ") + WEIGHT))[-1] == "unchecked"


def test_a_letter_that_is_nothing_in_the_document_may_be_a_constant() -> None:
    assert verdicts(displays(*LAYER, SLOPE + r" \mathbf{I}"))[-1] == "unchecked"
    assert verdicts(displays(*LAYER, SLOPE + r" \mathbf{q}"))[-1] == "unchecked"


def test_what_the_network_has_nothing_of_may_be_added_to_it_in_words() -> None:
    mask = (r"m_j = r_j / q", r"\frac{\partial m_j}{\partial r_j} = 1 / q")
    slope = r"\frac{\partial L}{\partial z_j} = (a_j - t_j) a_j (1 - a_j)"
    more = (r" \mathbf{m}", r" \boldsymbol{\delta}")
    text = displays(*LAYER, *mask) + "With dropout, each unit is multiplied by its mask.\n\n"
    found = {each: verdicts(text + displays(slope + each))[-1] for each in more}
    assert found == dict(zip(more, ("unchecked", "wrong"), strict=True))


def test_what_another_chapter_defines_proves_nothing_too_many() -> None:
    text = f"# One\n\n{displays(*LAYER)}\n# Two\n\nNow each output is scaled.\n\n{displays(SLOPE + WEIGHT)}"
    assert verdicts(text)[-1] == "unchecked"


def test_a_step_goes_on_from_the_value_before_it() -> None:
    step = (r"w(t+1) = w(t) - \eta v", r"v = \frac{\partial E}{\partial w}")
    assert "wrong" not in verdicts(displays(*step))


def test_the_line_itself_is_right() -> None:
    assert verdicts(displays(*LAYER, SLOPE)) == ["right"] * (len(LAYER) + 1)


MOMENTS = (
    r"\mu = \frac1m \sum_{i=1}^m x_i",
    r"v = \frac1m \sum_{i=1}^m (x_i - \mu)^2",
    r"u_i = \frac{x_i - \mu}{\sqrt{v}}",
    r"\frac{\partial f}{\partial x_i} = \frac{\partial f}{\partial u_i} \frac{\partial u_i}{\partial x_i}"
    r" + \frac{\partial f}{\partial \mu} \frac{\partial \mu}{\partial x_i}"
    r" + \frac{\partial f}{\partial v} \frac{\partial v}{\partial x_i}",
)
MEAN = (
    r"\frac{\partial f}{\partial \mu} = \sum_{i=1}^m \frac{\partial f}{\partial u_i} \frac{-1}{\sqrt{v}}"
    r" + \frac{\partial f}{\partial v} \frac1m \sum_{i=1}^m (-2) (x_i - \mu)"
)


def test_a_name_beside_its_own_elements_is_one_too_many() -> None:
    """x beside x_i has one name with it, so that zero for x is zero for all of them."""
    assert verdicts(displays(*MOMENTS, MEAN)) == ["right"] * 5
    assert verdicts(displays(*MOMENTS, MEAN.replace(r"\mu)", r"\mu + x)")))[-1] == "wrong"


def test_a_whole_array_beside_its_elements_stays_where_the_line_needs_it() -> None:
    weighted = (r"z_i = w x_i", r"E = \sum_i c_i z_i", r"\frac{\partial E}{\partial w} = \sum_i c_i x_i")
    for line in (r"\frac{\partial E}{\partial w} = c^T x", r"\frac{\partial z}{\partial w} = x"):
        assert verdicts(displays(*weighted, line)) == ["right"] * 4


STEP = r"w_{ji}^{new} = w_{ji} - \eta \frac{\partial L}{\partial w_{ji}}"


@pytest.mark.parametrize("more", [r" w_{ji}^{new}", r" + w_{ji}^{new}"])
def test_a_gradient_has_the_new_value_of_its_step_one_too_many(more: str) -> None:
    assert verdicts(displays(*LAYER, STEP, SLOPE))[-1] == "right"
    assert verdicts(displays(*LAYER, STEP, SLOPE + more))[-1] == "wrong"


@pytest.mark.parametrize(
    "line",
    [
        r"\frac{\partial u_j}{\partial x_i} = w_{ji}^{new}",
        r"\frac{\partial L}{\partial x_i} = \sum_j \delta_j w_{ji}^{new}",
    ],
)
def test_a_pass_with_the_new_values_has_them(line: str) -> None:
    again = r"u_j = \sum_i w_{ji}^{new} x_i"
    assert verdicts(displays(*LAYER, STEP, again, line))[-1] == "unchecked"
