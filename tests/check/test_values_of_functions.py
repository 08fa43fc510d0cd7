r"""Functions that stand for their values, letters for their numbers, and losses behind formulas and other losses."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

DEEP = r"f_2(w_2, f_1(w_1, x^{(i)}))"
LOSS = rf"L = \frac12 \sum_{{i=1}}^m (y^{{(i)}} - {DEEP})^2"
LINKS = r"\frac{\partial f_2}{\partial f_1} \frac{\partial f_1}{\partial w_1}"
RULE = rf"\frac{{\partial L}}{{\partial w_1}} = \frac{{\partial L}}{{\partial f_2}} {LINKS}"


def slope(sign: str, links: str, variable: str = "w_1") -> str:
    return rf"\frac{{\partial L}}{{\partial {variable}}} = {sign} \sum_{{i=1}}^m (y^{{(i)}} - {DEEP}) {links}"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (slope("-", LINKS), "right-if"),
        (slope("-", r"\frac{\partial f_2}{\partial w_2}", "w_2"), "right-if"),
        (slope("", LINKS), "wrong"),
        (slope("-", r"\frac{\partial f_1}{\partial w_1}"), "wrong"),
        (slope("-", r"\frac{\partial f_2}{\partial w_2}"), "wrong"),
    ],
)
def test_a_function_alone_is_its_value_where_it_is_applied_to_one_thing(line: str, verdict: str) -> None:
    assert verdicts(displays(LOSS, RULE, line)) == ["right", "right", verdict]


def test_a_function_of_one_weight_twice_has_no_slope_by_it() -> None:
    loss = r"L = (y - f_2(w, f_1(w, x)))^2"
    claim = r"\frac{\partial L}{\partial w} = -2 (y - f_2(w, f_1(w, x))) \frac{\partial f_2}{\partial w}"
    assert verdicts(displays(loss, claim))[-1] == "unchecked"


def test_a_function_with_a_definition_is_no_value() -> None:
    given = r"f_2(w, u) = w u, \quad f_1(v, x) = v x, \quad L = (y - f_2(w, f_1(v, x)))^2"
    claim = r"\frac{\partial L}{\partial w} = -2 (y - f_2(w, f_1(v, x))) v x"
    assert verdicts(displays(given, claim))[-1] in {"right", "right-if"}
    assert verdicts(displays(given, claim.replace("v x$", "x$").replace(") v x", ") x")))[-1] == "wrong"


def lettered(text: str) -> str:
    """The text with letters for the numbers of its functions and weights, but for the outer function."""
    for number in (r"f_1", r"w_1", r"w_2"):
        text = text.replace(number, f"{number[0]}_i")
    return text


def test_letters_of_samples_on_functions_stand_for_numbers_that_stand_there_elsewhere() -> None:
    plain = displays(rf"M = y {DEEP}")
    found = judged(plain + "\n\n" + displays(*map(lettered, (LOSS, RULE, slope("-", LINKS), slope("", LINKS)))))
    assert [each.verdict.value for each in found[1:]] == ["right-if", "right-if", "right-if", "wrong"]
    assert "i stands for the numbers of f_{2}, which is written with them elsewhere" in found[3].assumes
    alone = verdicts(displays(*map(lettered, (LOSS, RULE, slope("-", LINKS), slope("", LINKS)))))
    assert set(alone[2:]) == {"unchecked"}


def test_a_loss_may_stand_behind_its_formula() -> None:
    given = r"\hat y = w x, \quad \frac12 (y - \hat y)^2 = L"
    by = r"\frac{\partial L}{\partial \hat y} = \hat y - y"
    assert verdicts(displays(given, by)) == ["right"] * 3
    assert verdicts(displays(given, by.replace(r"\hat y - y", r"y - \hat y")))[-1] == "wrong"


def test_what_comes_out_to_a_loss_before_is_no_definition_of_it() -> None:
    given = r"\hat y = w x, \quad L = \frac12 (y - \hat y)^2"
    assert verdicts(displays(given, r"\frac12 (y^2 - 2 y \hat y + \hat y^2) = L"))[-1] == "right"
    assert verdicts(displays(given, r"\frac12 (y^2 - y \hat y + \hat y^2) = L"))[-1] == "wrong"


SQUARED = r"\hat y = w x, \quad L = \frac12 (y - \hat y)^2, \quad \frac{\partial L}{\partial \hat y} = \hat y - y"
ENTROPY = r"L = -y \log \hat y"
BY_ENTROPY = r"\frac{\partial L}{\partial \hat y} = -\frac{y}{\hat y}"


def test_a_loss_with_logarithms_behind_one_without_is_another_one() -> None:
    assert verdicts(displays(SQUARED, ENTROPY, BY_ENTROPY))[-2:] == ["right", "right"]
    slip = BY_ENTROPY.replace("= -", "= ")
    assert verdicts(displays(SQUARED, ENTROPY, slip))[-2:] == ["right", "wrong"]


def test_a_slip_in_writing_a_loss_again_is_no_other_loss() -> None:
    again = r"L = \frac12 (y + \hat y)^2"
    found = verdicts(displays(SQUARED, again, r"\frac{\partial L}{\partial \hat y} = y + \hat y"))
    assert found[-2:] == ["unchecked", "unchecked"]


PRODUCT = r"1. $f(x, y, z) = (x + y) z$ with $x = -2$, $y = 5$, $z = -4$."
SLOPE = r"\frac{\partial f}{\partial x} = \frac{\partial f}{\partial q} \frac{\partial q}{\partial x}"


def test_an_argument_with_a_number_is_no_function_of_another_item() -> None:
    found = verdicts(f"{PRODUCT}\n\n$${SLOPE} = -4 \\cdot 1 = -4$$\n\n2. $y = \\sqrt{{1 + x^4}}$")
    assert "wrong" not in found
    alone = verdicts(PRODUCT + r" $$\frac{\partial f}{\partial x} = -3$$")
    assert alone[-1] == "wrong"
