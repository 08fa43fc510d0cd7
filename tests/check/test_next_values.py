"""Values after a step that have names of their own, and samples that are given one after the other."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

GIVEN = r"Let $x = 1$, $t = 1$, $w = 0.5$, $\eta = 0.1$, $y = w x$, $L = \frac12 (y - t)^2$. "
SLOPE = r"So $\frac{dL}{dw} = (0.5 - 1) \cdot 1 = -0.5$, "


@pytest.mark.parametrize("name", ["w_{new}", "w^{(1)}", "w_1", "w^+", "w'", "w_{t+1}"])
def test_behind_a_step_to_another_name_the_old_value_refutes_no_derivative(name: str) -> None:
    """The second pass is at the value after the step; before that step, a slip is refuted."""
    step = rf"${name} = 0.5 + 0.1 \cdot 0.5 = 0.55$. "
    second = r"$$\frac{dL}{dw} = (0.55 - 1) \cdot 1 = -0.45$$"
    assert not {"wrong", "follows"} & set(verdicts(GIVEN + SLOPE + step + second))
    assert verdicts(GIVEN + second)[-2:] == ["wrong", "follows"]


@pytest.mark.parametrize(("slope", "verdict"), [("0.55 - 1", "right-if"), ("1 - 0.55", "wrong"), ("0.65 - 1", "wrong")])
def test_a_value_at_a_step_needs_no_step_before_it(slope: str, verdict: str) -> None:
    """What no value that w has had gives is no derivative by it."""
    page = GIVEN + SLOPE + rf"$w^{{(1)}} = 0.55$, $$\frac{{dL}}{{dw}} = ({slope}) \cdot 1$$"
    assert verdicts(page)[-1] == verdict


NAMES = ["w_{new}", "w^{(1)}", "w_1", "w^+", "w(1)", r"\hat w", r"\tilde w", "w^{[1]}", "w^*", r"w_{\text{next}}", "w'"]


@pytest.mark.parametrize("name", NAMES)
def test_a_step_to_another_name_goes_down(name: str) -> None:
    """From the value that the parameter has; it was a value that the document gives, whatever its sign."""
    step = rf"${name} = 0.5 - 0.1 \cdot (-0.5) = 0.55$. "
    assert verdicts(GIVEN + SLOPE + step)[-2:] == ["right", "right"]
    assert verdicts(GIVEN + SLOPE + step.replace("- 0.1", "+ 0.1").replace("55", "45"))[-2:] == ["wrong", "follows"]


@pytest.mark.parametrize("name", ["w", *NAMES])
def test_the_second_pass_goes_on_with_the_next_value(name: str) -> None:
    """Its gradient is that of the parameter as it is now, and a slip in it is one."""
    step = rf"${name} = 0.5 - 0.1 \cdot (-0.5) = 0.55$. Then $y = 0.55 \cdot 1$, "
    slope = r"$\frac{dL}{dw} = (0.55 - 1) \cdot 1 = -0.45$"
    assert verdicts(GIVEN + SLOPE + step + slope)[-2:] == ["right", "right"]
    slip = slope.replace("0.55 - 1", "1 - 0.55").replace("-0.45", "0.45")
    assert verdicts(GIVEN + SLOPE + step + slip)[-2:] == ["wrong", "follows"]


@pytest.mark.parametrize(("side", "verdict"), [("0.6 (1 - 0.6)", "unchecked"), ("0.6 (1 + 0.6)", "unchecked")])
def test_a_prime_on_a_given_value_may_be_a_slope(side: str, verdict: str) -> None:
    assert verdicts(rf"Let $a = 0.6$. Then $a' = {side}$.")[-1] == verdict


@pytest.mark.parametrize("name", ["w^{(NUMBER)}", "w_NUMBER", "w(NUMBER)", "w^{[NUMBER]}"])
def test_steps_are_counted(name: str) -> None:
    first, second = (name.replace("NUMBER", number) for number in "12")
    step = rf"${first} = 0.5 - 0.1 \cdot (-0.5) = 0.55$. Then $y = 0.55 \cdot 1$, $\frac{{dL}}{{dw}} = -0.45$, "
    again = rf"${second} = 0.55 - 0.1 \cdot (-0.45) = 0.595$"
    assert verdicts(GIVEN + SLOPE + step + again)[-2:] == ["right", "right"]
    slip = again.replace("- 0.1", "+ 0.1").replace("595", "505")
    assert verdicts(GIVEN + SLOPE + step + slip)[-2:] == ["wrong", "follows"]


@pytest.mark.parametrize("name", ["w^{(1)}", "w_1", r"\hat w"])
def test_a_step_in_symbols_is_no_label_of_a_gradient(name: str) -> None:
    """Where the next pass computes with its result, the loss rests on it, too."""
    step = rf"${name} = w - \eta \frac{{dL}}{{dw}} = 0.5 - 0.1 \cdot (-0.5) = 0.55$, $y = {name} x = 0.55$."
    assert verdicts(GIVEN + SLOPE + step)[-5:-2] == ["right"] * 3


def test_what_goes_on_with_a_wrong_step_follows() -> None:
    step = r"$w = 0.5 + 0.1 \cdot (-0.5) = 0.45$. $\frac{dL}{dw} = (0.45 - 1) \cdot 1 = -0.55$"
    assert verdicts(GIVEN + SLOPE + step)[-4:] == ["wrong", "follows", "follows", "follows"]


@pytest.mark.parametrize(("result", "verdict"), [("0.55", "right-if"), ("0.65", "wrong")])
def test_outputs_behind_a_step_are_those_of_the_next_value(result: str, verdict: str) -> None:
    page = GIVEN + rf"$w^{{(1)}} = 0.5 + 0.1 \cdot 0.5 = 0.55$, $y = {result} \cdot 1$."
    assert verdicts(page)[-1] == verdict


@pytest.mark.parametrize(("step", "verdict"), [("1 + 0.1", "right"), ("1 - 0.1", "wrong")])
def test_a_step_of_another_parameter_is_measured_at_the_values_before_all_steps(step: str, verdict: str) -> None:
    page = r"Let $x = 1$, $t = 1$, $v = 0.5$, $w = 1$, $\eta = 0.1$, $h = v x$, $y = w h$, $L = \frac12 (y - t)^2$. "
    steps = rf"$$v_{{new}} = 0.5 + 0.1 \cdot 0.5 = 0.55$$ $$w_{{new}} = {step} \cdot 0.25$$"
    assert verdicts(page + steps)[-1] == verdict


TWO = r"Let $y = 3 x$ and $(x, t) = (1, 2)$, so that $y = 3$. "


@pytest.mark.parametrize(("pair", "verdict"), [("(x, t) = (3, 5)", "right"), ("(y, t) = (4, 2)", "wrong")])
def test_a_second_sample_is_given_as_the_first_one_was(pair: str, verdict: str) -> None:
    """What the document computes is not given, beside another name or alone."""
    assert verdicts(rf"{TWO}Now ${pair}$.")[-1] == verdict


@pytest.mark.parametrize(("result", "verdict"), [("9", "right"), ("8", "unchecked")])
def test_results_go_on_with_the_second_sample(result: str, verdict: str) -> None:
    assert verdicts(rf"{TWO}Now $(x, t) = (3, 5)$, so that $y = {result}$.")[-1] == verdict


VECTOR = r"Let $x = (1, 2)$, $w = (0.5, -0.5)$, $t = 1$, $\eta = 0.1$, $y = w \cdot x$, $L = \frac12 (y - t)^2$. "


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        ("(0.5, -0.5) - 0.1", "right"),
        ("(0.5, -0.5) + 0.1", "wrong"),
        ("(0.5, -0.5) - 0.01", "unchecked"),
    ],
)
def test_a_step_of_a_vector_goes_from_its_last_value(step: str, verdict: str) -> None:
    """A step by another number than the rate may follow another rule."""
    page = VECTOR + r"$\nabla_w L = -1.5 \cdot (1, 2) = (-1.5, -3)$. "
    assert verdicts(page + rf"So $w = {step} \cdot (-1.5, -3)$.")[-1] == verdict


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"-0.5 + 0.1 \cdot 1.5", "right"),
        (r"0.5 + 0.1 \cdot 1.5", "unchecked"),
        (r"0.5 + 0.01", "right"),
    ],
)
def test_a_step_by_the_rate_from_another_value_is_not_given(step: str, verdict: str) -> None:
    """A lost sign before the old value; another value without the rate is given."""
    page = GIVEN.replace("0.5", "-0.5") + r"$\frac{dL}{dw} = -1.5$. "
    assert verdicts(page + f"So $w = {step}$.")[-1] == verdict


def test_numbers_are_put_in_for_no_gradient_that_nobody_wrote() -> None:
    """What is not measured, because another name has the next value already, is open."""
    step = r"$w^{(1)} = 0.5 + 0.1 \cdot 0.5 = 0.55$, not $w_{new} = 0.5 - 0.1 \cdot 0.5 = 0.45$"
    assert verdicts(GIVEN + step)[-2] == "unchecked"
