"""Mathematics that prose has without LaTeX: tags of HTML, inline code, conditions on letters."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = displays(r"p_k = \frac{e^{z_k}}{\sum_i e^{z_i}}")
UNEQUAL = displays(r"\frac{\partial p_i}{\partial z_j} = -p_i p_j")
EQUAL = displays(r"\frac{\partial p_i}{\partial z_j} = p_i (1 - p_j)")


def test_equations_with_tags_of_html_are_read() -> None:
    found = judged(
        "The unit is z<sub>1</sub> = w<sub>1</sub>x + b, its loss L = (z<sub>1</sub> - y)<sup>2</sup>.\n\n"
        "So ∂L/∂w<sub>1</sub> = 2(z<sub>1</sub> - y)x, and by a slip ∂L/∂b = z<sub>1</sub> - y.\n"
    )
    assert [each.verdict.value for each in found] == ["right", "right", "right", "wrong"]
    assert found[0].latex == "z<sub>1</sub> = w<sub>1</sub>x + b"


@pytest.mark.parametrize(
    "written",
    [
        "&part;z<sub>j</sub>/&part;w<sub>j</sub> = x<sub>j</sub>",
        "u<sub>j</sub> = a<sub>j</sub> &minus; y",
        "v = &sigma;(z)/&kappa;u<sub>1</sub> = 2",
    ],
)
def test_the_rest_of_a_formula_with_signs_that_are_not_read_states_nothing(written: str) -> None:
    assert verdicts(f"Here {written} holds.\n") == []


def test_tags_in_prose_state_nothing() -> None:
    assert verdicts("The error E<sub>n</sub> and CO<sub>2</sub> = carbon dioxide; footnote<sup>1</sup>.\n") == []


def test_a_name_with_tags_defines_what_displays_are_about() -> None:
    derivative = displays(r"\frac{\partial u}{\partial a_0} = e^{a_0}", r"\frac{\partial u}{\partial a_1} = e^{a_0}")
    assert verdicts(f"ここでu=exp(a<sub>0</sub>)+exp(a<sub>1</sub>)とおくと\n\n{derivative}") == [
        "right",
        "right",
        "wrong",
    ]


def test_inline_code_with_signs_of_mathematics_is_a_formula() -> None:
    code = "`z = w·x`, `∂z/∂w = x`, `∂z/∂x = x` and `loss = model(x)`"
    assert verdicts(f"{displays('z = w x')}\n\n{code}\n") == ["right", "right", "right", "wrong"]


@pytest.mark.parametrize("words", ["For i ≠ j we have", "For i != j:", "また、i≠jの時は", "For $i \\neq j$"])
def test_a_condition_that_is_typed_in_prose_holds_for_the_formula_behind_it(words: str) -> None:
    assert verdicts(f"{SOFTMAX}\n\n{words}\n\n{UNEQUAL}")[-1] == "right"
    assert verdicts(f"{SOFTMAX}\n\n{words}\n\n{EQUAL}")[-1] == "wrong"


@pytest.mark.parametrize(
    "words", ["and for i = j", "Case 1: i = j", "**Case 1:** i = j", "- i = j:", "### Case i == j"]
)
def test_words_make_two_equal_letters_a_condition(words: str) -> None:
    assert verdicts(f"{SOFTMAX}\n\n{words}\n\n{EQUAL}")[-1] == "right"
    assert verdicts(f"{SOFTMAX}\n\n{words}\n\n{UNEQUAL}")[-1] == "wrong"


def test_other_words_do_not() -> None:
    for words in ("with m = n", "for i = m to n"):
        assert len(verdicts(f"{SOFTMAX}\n\n{words}\n\n{EQUAL}")) == len(verdicts(f"{SOFTMAX}\n\n{EQUAL}"))


def test_elements_that_are_written_out_may_be_those_of_the_array() -> None:
    lines = (
        r"u = e^{a_0} + e^{a_1}",
        r"\frac{\partial y_i}{\partial a_0} = \frac{\partial}{\partial a_0} \frac{e^{a_i}}{u}",
        r"\frac{\partial y_0}{\partial a_0} = y_0 (1 - y_0)",
        r"a_0 = v_{00} z_0 + v_{01} z_1",
    )
    assert "wrong" not in verdicts(displays(*lines))
