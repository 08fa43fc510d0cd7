"""Numbers may go by what an earlier section defines, though a later one has put something else in its place."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

FIRST = displays(
    r"o_k = \sum_{j=1}^{M} v_{kj} h_j, \qquad y_k = \sigma(o_k)", r"E = \frac{1}{2} \sum_{k=1}^{K} (t_k - y_k)^2"
)
SECOND = displays(r"y_k = \frac{e^{o_k}}{\sum_{m=1}^{K} e^{o_m}}, \qquad E = -\sum_{k=1}^{K} t_k \ln y_k")
GIVEN = r"$h_1 = 1$, $h_2 = 2$, $v_{11} = 0.5$, $v_{12} = -0.5$, $v_{21} = 1$, $v_{22} = 0.5$, $t_1 = 1$, $t_2 = 0$"
SCORES = displays("o_1 = 0.5 - 1 = -0.5", "o_2 = 1 + 1 = 2")


def numbers(*lines: str) -> list[str]:
    """The verdicts on numbers of the third section, two for each of these lines."""
    text = f"## 1\n\n{FIRST}\n\n## 2\n\n{SECOND}\n\n## 3\n\n{GIVEN}\n\n{SCORES}\n\n{displays(*lines)}"
    return verdicts(text)[-2 * len(lines) :]


LOGISTIC = (r"y_1 = \sigma(-0.5) = 0.378", r"y_2 = \sigma(2) = 0.881")
LOSS = r"E = \frac12 (0.622^2 + 0.881^2) = 0.582"
SLOPE = r"\frac{\partial E}{\partial v_{11}} = -0.622 \cdot 0.378 \cdot 0.622 \cdot 1 = -0.146"


def test_the_first_number_by_a_replaced_definition_is_open_and_further_ones_hold_by_it() -> None:
    found = numbers(*LOGISTIC, LOSS, SLOPE)
    assert found[0] == "unchecked"
    assert {*found[1:]} <= {"right", "right-if"}


def test_the_definitions_in_force_go_first() -> None:
    softmax = r"y_1 = \frac{e^{-0.5}}{e^{-0.5} + e^{2}} = 0.076"
    assert numbers(softmax, r"E = -\ln 0.076 = 2.577") == ["right"] * 4


def test_a_single_number_by_a_replaced_definition_is_not_right() -> None:
    assert numbers(LOGISTIC[0], r"E = -\ln 0.378 = 0.973")[0] == "unchecked"


def test_what_neither_definition_gives_is_wrong() -> None:
    assert numbers(r"y_1 = \sigma(0.5) = 0.622")[0] == "wrong"
    assert numbers(*LOGISTIC, r"E = \frac12 (0.622^2 + 0.881^2) = 0.682")[-1] == "wrong"


def test_numbers_that_a_chain_puts_in_are_no_others() -> None:
    # The logistic function of 2 is 0.881; the numbers that are put in say that the softmax is meant.
    assert numbers(r"y_2 = \frac{e^{2}}{e^{-0.5} + e^{2}} = 0.881")[-1] == "wrong"


def test_a_slope_that_no_definition_gives_is_not_right() -> None:
    assert numbers(*LOGISTIC, LOSS, SLOPE.replace("v_{11}", "v_{12}"))[-2] in {"wrong", "unchecked"}
