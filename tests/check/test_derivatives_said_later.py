"""Errors that a line defines as a derivative, before or behind what else is said of them: the derivative holds."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.check.judging import displays, verdicts

LAYERS = displays(
    r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j", r"a^l_j = f(z^l_j)", r"C = \frac12 \sum_j (a^L_j - y_j)^2"
)
SAID = r"s^l_j = \frac{\partial C}{\partial z^l_j}"
LAST = r"s^L_j = (a^L_j - y_j) f'(z^L_j)"
BACK = r"s^l_j = f'(z^l_j) \sum_k w^{l+1}_{kj} s^{l+1}_k"
WEIGHTS = r"\frac{\partial C}{\partial w^l_{jk}} = s^l_j a^{l-1}_k"


@pytest.mark.parametrize("letters", [("s", "C"), ("n", "T"), (r"\delta", "C")])
@pytest.mark.parametrize("order", list(permutations([SAID, LAST, BACK])))
def test_errors_of_layers_are_right_in_any_order_under_any_letter(
    order: tuple[str, ...], letters: tuple[str, str]
) -> None:
    text = LAYERS + displays(*order, WEIGHTS)
    error, loss = letters
    assert verdicts(text.replace("s^", f"{error}^").replace("C", loss))[-4:] == ["right"] * 4


@pytest.mark.parametrize("letters", [("s", "C"), ("n", "T"), (r"\delta", "C")])
@pytest.mark.parametrize(
    ("written", "slip"),
    [
        (LAST, LAST.replace("f'", "f")),
        (LAST, LAST.replace("a^L_j - y_j", "y_j - a^L_j")),
        (BACK, BACK.replace("_{kj}", "_{jk}")),
        (BACK, BACK.replace("w^{l+1}", "w^l")),
    ],
)
@pytest.mark.parametrize("order", [(SAID, LAST, BACK), (LAST, SAID, BACK), (LAST, BACK, SAID)])
def test_a_slip_in_one_of_them_is_that_lines(
    order: tuple[str, ...], written: str, slip: str, letters: tuple[str, str]
) -> None:
    text = LAYERS + displays(*(slip if each == written else each for each in order), WEIGHTS)
    error, loss = letters
    found = verdicts(text.replace("s^", f"{error}^").replace("C", loss))[-4:]
    assert found[order.index(written)] in {"wrong", "unchecked"}
    assert found.count("wrong") <= 1
    assert found[order.index(SAID)] != "wrong"


UNIT = displays(r"z_k = \sum_j w_{kj} x_j", r"o_k = \sigma(z_k)", r"E = \frac12 \sum_k (o_k - t_k)^2")
ERROR = r"\delta_k = \frac{\partial E}{\partial z_k}"
STEP = r"\frac{\partial E}{\partial w_{kj}} = %s x_j"


def test_the_formula_before_its_derivative_is_the_slip() -> None:
    text = UNIT + displays(r"\delta_k = (o_k - t_k) o_k (1 + o_k)", ERROR, STEP % r"\delta_k")
    assert verdicts(text)[-3:] == ["wrong", "right", "right"]


@pytest.mark.parametrize(
    ("meant", "factor"),
    [(r"\delta_k = (t_k - o_k) o_k (1 - o_k)", r"-\delta_k"), (r"\delta_k = o_k - t_k", r"\delta_k o_k (1 - o_k)")],
)
def test_the_negative_and_the_derivative_by_the_output_keep_what_was_said_first(meant: str, factor: str) -> None:
    assert verdicts(UNIT + displays(meant, ERROR, STEP % factor))[-3:] == ["right", "wrong", "right"]


MOMENTUM = displays(r"L = \frac12 (w x - y)^2", r"g = \frac{\partial L}{\partial w}")
STEPS = displays(r"v_{t+1} = \mu v_t + g", r"w_{t+1} = w_t - \eta v_{t+1}")


@pytest.mark.parametrize(("value", "verdict"), [("(w x - y) x", "right"), ("(w x - y) w", "wrong")])
def test_the_value_of_a_gradient_in_an_item_of_its_own_is_no_definition(value: str, verdict: str) -> None:
    text = f"{MOMENTUM}\n\n(a)\n\n{displays(f'g = {value}')}{STEPS}\n\n(b)\n\n"
    found = verdicts(text + displays(r"\frac{\partial^2 L}{\partial w^2} = x^2"))
    assert found == ["right", "right", verdict, "right", "right", "right"]


def test_an_exercise_may_use_the_letter_of_a_gradient_for_what_it_differentiates() -> None:
    text = f"(1)\n\n{MOMENTUM}\n\n(2)\n\n" + displays("g = w x", r"\frac{\partial g}{\partial w} = %s", "z = 2 g")
    assert verdicts(text % "x")[2:] == ["right"] * 3
    assert verdicts(text % "w")[-2] == "wrong"
