"""Conditions in the words of several languages hold for the formula beside them, and excuse no slip in it."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

HINGE = "$H = \\max(0, 1 - t s)$.\n\n"
SLOPE = "$\\frac{\\partial H}{\\partial s} = -t$"
SLIP = "$\\frac{\\partial H}{\\partial s} = t$"
FLAT = "$\\frac{\\partial H}{\\partial s} = 0$"
NEAR, FAR = "$t s < 1$", "$t s > 1$"
BEHIND = (
    "{} falls {}, {} falls {}.",
    "Es ist {}, wenn {}, und {}, wenn {}.",
    "{} si {}, {} si {}.",
    "On a {} lorsque {} et {} lorsque {}.",
    "{} cuando {}, {} cuando {}.",
    "{} quando {}, {} quando {}.",
    "{}, если {}, {}, если {}.",
    "{} als {}, {} als {}.",
    "{}, gdy {}, oraz {}, gdy {}.",
    "{}, pokud {}, {}, pokud {}.",
    "{} om {}, {} om {}.",
    "{}, når {}, {}, når {}.",
    "{}, kun {}, {}, kun {}.",
    "{} dacă {}, {} dacă {}.",
    "{}, якщо {}, {}, якщо {}.",
    "{} όταν {}, {} όταν {}.",
    "{} jika {}, {} jika {}.",
)


@pytest.mark.parametrize("words", BEHIND)
def test_words_behind_a_formula_limit_it_to_a_condition(words: str) -> None:
    assert "wrong" not in verdicts(HINGE + words.format(SLOPE, NEAR, FLAT, FAR))
    assert verdicts(HINGE + words.format(SLIP, NEAR, FLAT, FAR)).count("wrong") == 1


@pytest.mark.parametrize(
    "words",
    [
        "Als {}, dan {}.",
        "Jeśli {}, to {}.",
        "Pokud {}, pak {}.",
        "Om {}, så {}.",
        "Hvis {}, så {}.",
        "Якщо {}, то {}.",
        "Αν {}, τότε {}.",
        "Nếu {} thì {}.",
        "Eğer {} ise {} olur.",
        "{} ise {} olur.",
        "{} のとき {} である。",
        "当 {} 时，{}。",
        "{}일 때 {}이다.",
    ],
)
def test_a_condition_before_a_formula_holds_for_it(words: str) -> None:
    assert verdicts(HINGE + words.format(NEAR, SLOPE))[1:] == ["right", "right"]
    assert verdicts(HINGE + words.format(NEAR, SLIP))[1:] == ["right", "wrong"]


@pytest.mark.parametrize("words", ["{} für {}, dann {}.", "Es gilt {}, wenn {}, dann {}.", "It is {}, if {}, then {}."])
def test_a_condition_that_leads_on_to_another_formula_is_one_of_that(words: str) -> None:
    squares = "$H = \\frac12 s^2$.\n\n"
    right, slip = "$\\frac{\\partial H}{\\partial s} = s$", "$\\frac{\\partial H}{\\partial s} = 2 s$"
    assert verdicts(squares + words.format(right, "$s > 0$", slip)) == ["right", "right", "right", "wrong"]


@pytest.mark.parametrize(("word", "other"), [("gdy", "w przeciwnym razie"), ("pokud", "jinak"), ("om", "annars")])
def test_cases_with_a_brace_are_read_in_these_tongues(word: str, other: str) -> None:
    slope, cases = "\\frac{{\\partial H}}{{\\partial s}} = ", "{} & \\text{{{} }} t s < 1 \\\\ 0 & \\text{{{}}}"
    rows = f"{slope}\\begin{{{{cases}}}} {cases} \\end{{{{cases}}}}"
    for value, verdict in (("-t", "right"), ("t", "wrong")):
        assert verdicts(f"{HINGE}$${rows.format(value, word, other)}$$") == ["right", verdict]


def test_words_for_or_and_not_leave_a_case_open() -> None:
    for word in ("lub", "nebo", "eller", "veya"):
        case = f"\\begin{{cases}} t & t s < 1 \\text{{ {word} }} t s > 1 \\\\ 0 & t s = 1 \\end{{cases}}"
        assert verdicts(f"{HINGE}$$\\frac{{\\partial H}}{{\\partial s}} = {case}$$")[-1] == "unchecked"


@pytest.mark.parametrize("name", ["**Zadanie {}.**", "**Soru {}.**", "**問題 {}**", "**Задача {}.**"])
def test_exercises_are_named_in_these_tongues_and_each_has_its_own_letters(name: str) -> None:
    first = "$E = \\frac12 (y - d)^2$, $\\frac{\\partial E}{\\partial y} = y - d$"
    second = "$y = w x$, $E = y^4$, $\\frac{\\partial E}{\\partial y} = "
    text = f"{name.format(1)} {first}\n\n{name.format(2)} {second}"
    assert verdicts(f"{text}4 y^3$")[1:] == ["right", "right", "right", "right"]
    assert verdicts(f"{text}3 y^3$")[1:] == ["right", "right", "right", "wrong"]


def test_exercises_may_be_numbered_by_two_numbers() -> None:
    first = "$$2.1) \\quad P_k = \\frac{e^{s_k}}{\\sum_j e^{s_j}}, \\quad L = -\\sum_k y_k \\ln P_k$$\n\n"
    second = "\n\n$$2.2) \\quad J = \\frac{1}{N} \\sum_{n=1}^N (y_n - t_n)^2, \\quad y_n = w x_n + b$$"
    for slope, verdict in (("P_j - y_j", "right"), ("P_j + y_j", "wrong")):
        assert verdicts(f"{first}$$\\frac{{\\partial L}}{{\\partial s_j}} = {slope}$${second}")[2] == verdict
