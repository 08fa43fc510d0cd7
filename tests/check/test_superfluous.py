"""A term or a factor too many: a line that holds for nothing but zero or one of a name is a slip, whatever that is."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SLOPE = r"\frac{\partial z_j}{\partial w_{ij}} = x_i"
LAYER = (r"z_j = \sum_i w_{ij} x_i + b_j", SLOPE)
ERRORS = (
    r"a_j = \sigma(z_j)",
    r"L = \frac12 \sum_j (a_j - t_j)^2",
    r"\delta_j = \frac{\partial L}{\partial z_j}",
    r"\delta_j = (a_j - t_j) a_j (1 - a_j)",
)


def page(*claims: str) -> str:
    return f"# The layer\n\n{displays(*LAYER, *claims)}\n# Errors\n\n{displays(*ERRORS)}"


@pytest.mark.parametrize("more", [r" + \delta_j", r" \delta_j", " a_j", r" - a_j"])
def test_what_only_a_later_section_computes_is_neither_zero_nor_one(more: str) -> None:
    found = judged(page(SLOPE + more))[2]
    assert found.verdict.value == "wrong"
    assert found.counterexample is not None
    assert found.counterexample.written != found.counterexample.true


def test_a_difference_that_remains_without_the_name_may_lie_in_what_is_not_known() -> None:
    assert verdicts(page(r"\frac{\partial z_j}{\partial w_{ij}} = x_i^2 \delta_j"))[2] == "unchecked"


def test_a_name_that_nothing_is_said_of_may_be_a_constant() -> None:
    assert verdicts(page(SLOPE + " q_j"))[2] == "unchecked"


def test_the_input_of_a_bias_may_be_called_like_the_units_before_it() -> None:
    biased = displays(r"z_j = \sum_{i=1}^n w_{ij} a_i + b_j", r"\frac{\partial z_j}{\partial b_j} = a_0")
    later = displays(r"a_j = \sigma(z_j)", r"\frac{\partial a_j}{\partial z_j} = a_j (1 - a_j)")
    assert verdicts(f"# Biases\n\n{biased}\n# All layers\n\n{later}")[1] == "unchecked"


def test_a_side_that_is_nothing_but_the_name_may_say_what_it_is() -> None:
    slopes = displays("z = w x + b", r"\frac{\partial z}{\partial b} = g")
    gates = displays(r"g = \tanh(u)")
    found = [
        verdicts(f"# Slopes\n\n{said}\n# Gates\n\n{gates}")[1] for said in (slopes, slopes.replace("g$", "1 + g$"))
    ]
    assert found == ["unchecked", "wrong"]


LOGISTIC = (
    r"\frac{\partial C}{\partial w} = \frac{\partial a}{\partial w} \frac{\partial C}{\partial a}",
    r"\sigma(z) = \frac{1}{1 + e^{-z}}",
)


@pytest.mark.parametrize(
    ("side", "said"),
    [
        (r"\sigma(z)(1 - \sigma(z))", "right"),
        (r"\sigma(z)(1 - \sigma(z a))", "wrong"),
        (r"\sigma(z)(1 - \sigma(z)) + w", "wrong"),
        (r"\sigma(z)(1 - \sigma(z)) w", "unchecked"),
        (r"\sigma(z)(1 - \sigma(z)) + q", "unchecked"),
    ],
)
def test_no_term_of_a_slope_is_a_quantity_that_the_document_varies(side: str, said: str) -> None:
    """A weight may be one, as the input of a bias is; of q nothing is said."""
    assert verdicts(displays(*LOGISTIC, rf"\sigma'(z) = {side}"))[-1] == said


def test_words_may_add_to_a_network_what_no_line_has() -> None:
    layer = (r"z_j = \sum_i w_{ji} x_i", r"L = \frac12 \sum_j (z_j - t_j)^2")
    slope = r"\frac{\partial L}{\partial w_{ji}} = (z_j - t_j) x_i"
    other = r"\frac{\partial E}{\partial v_{ji}} = w_{ji}"
    assert verdicts(displays(*layer, slope, slope + " + v_{ji}", other))[2:4] == ["right", "unchecked"]
