"""What words leave out of a model, hold fixed or say of another one: no difference from what is written refutes it."""

from __future__ import annotations

import pytest

from backproof.read.context import left_out
from tests.check.judging import displays, verdicts

RIDGE = displays(r"L = \frac12 (y - w^T x)^2 + \frac{\lambda}{2} \|w\|^2")
PLAIN = r"\frac{\partial L}{\partial w} = -(y - w^T x) x"
NETWORK = r"$y_k = \sigma(a_k)$, $a_k = \sum_j v_{kj} h_j$; $E = \frac12 \sum_k (y_k - t_k)^2$."
DERIVED = displays(r"\delta_k = \frac{\partial E}{\partial a_k}")
ERROR = displays(r"\delta_k = \frac{\partial E}{\partial a_k} = (y_k - t_k) y_k (1 - y_k)")


@pytest.mark.parametrize(
    "words",
    [
        "Without regularization,",
        "Ignoring the second term, we get",
        "We drop the penalty here. Then",
        "The penalty is small, so that",
        "Ohne Regularisierung ist",
        "En ignorant le second terme,",
        "忽略正则项，",
    ],
)
def test_what_words_leave_out_is_not_missing(words: str) -> None:
    assert verdicts(f"{RIDGE}\n\n{words}\n{displays(PLAIN)}")[-1] == "unchecked"


@pytest.mark.parametrize(
    "words", ["Without further ado,", "Ignoring the index of the sample,", "We dropped the penalty before. Now,"]
)
def test_other_words_excuse_no_lost_term(words: str) -> None:
    assert verdicts(f"{RIDGE}\n\n{words}\n{displays(PLAIN)}")[-1] == "wrong"


def test_they_hold_to_the_end_of_their_row_of_displays() -> None:
    text = f"{RIDGE}\n\nWithout regularization,\n{displays(PLAIN, PLAIN)}\n\nThe gradient is\n{displays(PLAIN)}"
    assert verdicts(text)[1:] == ["unchecked", "unchecked", "wrong"]


@pytest.mark.parametrize("words", ["The target is a constant (stop gradient).", "This is a semi-gradient method."])
def test_a_path_that_no_gradient_goes_along_is_not_missing_in_its_section(words: str) -> None:
    lines = displays(r"d = r + w s - w x", r"L = \frac12 d^2", r"\frac{\partial L}{\partial w} = -d x")
    assert verdicts(f"# One\n\n{words}\n\n{lines}")[-1] == "unchecked"
    assert verdicts(f"# One\n\n{words}\n\n# Two\n\n{lines}")[-1] == "wrong"


def test_a_factor_that_the_rate_takes_up_is_not_missing_in_a_step() -> None:
    lines = displays(r"L = (w x - y)^2", r"\frac{\partial L}{\partial w} = 2 (w x - y) x")
    step = displays(r"w \leftarrow w - \eta (w x - y) x")
    assert verdicts(f"{lines}\n\nThe factor 2 is absorbed into the learning rate:\n{step}")[-1] == "unchecked"
    assert verdicts(f"{lines}\n\nA step with the learning rate:\n{step}")[-1] == "wrong"


@pytest.mark.parametrize(
    "words",
    ["With the cross-entropy we get", "If instead the outputs are linear,", "Now suppose the units are linear."],
)
def test_an_error_of_another_model_says_nothing_of_this_one(words: str) -> None:
    text = f"{NETWORK}\n{ERROR}\n\n{words}\n"
    assert verdicts(text + displays(r"\delta_k = y_k - t_k"))[3:] == ["right", "right", "unchecked"]
    assert verdicts(text + displays(r"\delta_k = (y_k - t_k) y_k (1 - y_k)"))[-1] == "right"


def test_two_of_them_do_not_outvote_what_the_error_is() -> None:
    other = displays(r"\delta_k = y_k - t_k")
    text = f"{NETWORK}\n{ERROR}\n\nIf instead the outputs are linear,\n{other}\nand with the cross-entropy\n{other}"
    assert verdicts(text)[3:] == ["right", "right", "unchecked", "unchecked"]


@pytest.mark.parametrize("words", ["Let us now use the chain rule:", "Now consider the outputs:", ""])
def test_no_words_make_a_new_definition_of_what_is_said_of_an_error_again(words: str) -> None:
    text = f"{NETWORK}\n{DERIVED}\n\n{words}\n"
    assert verdicts(text + displays(r"\delta_k = (y_k - t_k) y_k (1 - y_k)"))[-1] == "right"
    assert verdicts(text + displays(r"\delta_k = (y_k - t_k) y_k"))[-1] == "wrong"


def test_what_is_left_out_of_the_notation_alone_changes_no_value() -> None:
    assert not left_out.reason("we omit the layer index and write")
    assert left_out.reason("we omit the factor and write") == left_out.SAID


UNIT = displays("h = g(z)", r"\frac{\partial h}{\partial z} = g'(z)")
PASSED = r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial h}"


@pytest.mark.parametrize(
    "words",
    [
        "For linear output units,",
        "An active unit hands its gradient on:",
        "Through the shortcut alone the gradient arrives unchanged,",
        "Where the scale is one, this is",
        "Für lineare Ausgaben ist",
    ],
)
def test_a_special_case_refutes_nothing(words: str) -> None:
    assert verdicts(f"{UNIT}\n\n{words}\n{displays(PASSED)}")[-1] == "unchecked"


@pytest.mark.parametrize("words", ["For the units of a linear layer,", "For each unit,", "Some units are linear. Now,"])
def test_words_about_units_as_such_excuse_no_lost_slope(words: str) -> None:
    assert verdicts(f"{UNIT}\n\n{words}\n{displays(PASSED)}")[-1] == "wrong"


def test_a_definition_behind_the_words_for_a_special_case_is_one() -> None:
    network = "The network has linear output units " + displays("y = w x", r"E = \frac12 (y - t)^2")
    assert verdicts(network + displays(r"\frac{\partial E}{\partial w} = (y - t) x"))[-1] == "right"
    assert verdicts(network + "Then\n" + displays(r"\frac{\partial E}{\partial w} = (y - t)"))[-1] == "wrong"
