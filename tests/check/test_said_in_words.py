"""What stands in an equation in words, without an argument, or behind a bar."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


def test_words_on_both_sides_are_prose() -> None:
    (found,) = judged(displays(r"\text{Bias} = \text{first term}"))
    assert (found.role.value, found.verdict.value) == ("given", "right")
    assert found.reason == "what this is equal to is said in words"


@pytest.mark.parametrize("name", [r"\theta", r"\text{loss}", r"\text{net}", "n", "z^{(l)}_j"])
def test_what_a_name_stands_for_in_words_is_given(name: str) -> None:
    (found,) = judged(displays(rf"{name} = \text{{what we want}}"))
    assert (found.role.value, found.verdict.value) == ("given", "right")


@pytest.mark.parametrize("claim", ["2 + 2", r"\frac{\partial L}{\partial a}", "(a - y)^2"])
def test_what_is_claimed_in_words_stays_open(claim: str) -> None:
    assert verdicts(displays(rf"{claim} = \text{{what we want}}")) == ["unchecked"]
    assert verdicts(displays(r"L \leq \text{the bound}")) == ["unchecked"]


def test_words_define_nothing_and_hide_no_slip() -> None:
    text = displays(r"L = \text{squared error}", r"\frac{\partial L}{\partial a} = a - y", r"2 + 2 = \text{five}")
    assert verdicts(text) == ["right", "unchecked", "unchecked"]


def test_what_words_say_of_a_name_leaves_its_equation_as_it_is() -> None:
    legend = r"where $a = \text{predicted value}$, $y = \text{true label}$ and $x = \text{input vector}$"
    model = displays(r"a = w x, \quad L = \frac12 (a - y)^2")
    for text in (f"{model}\n\n{legend}", f"{legend}\n\n{model}"):
        right = verdicts(text + "\n\n" + displays(r"\frac{\partial L}{\partial w} = (a - y) x"))
        assert right == ["right"] * 6
        assert verdicts(text + "\n\n" + displays(r"\frac{\partial L}{\partial w} = (a - y) w"))[-1] == "wrong"


def test_a_name_goes_on_with_its_formula_behind_words() -> None:
    loss = r"L = \text{squared error} = (a - y)^2"
    text = displays(loss, r"\frac{\partial L}{\partial a} = 2 (a - y)", r"\frac{\partial L}{\partial a} = a - y")
    assert verdicts(text) == ["right", "right", "right", "wrong"]


def test_a_list_of_words_claims_nothing() -> None:
    (found,) = judged(displays(r"\begin{array}{l} \text{step} \\ \tanh \end{array}"))
    assert (found.verdict.value, found.reason) == ("right", "nothing is claimed here")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"\text{sigmoid} = \frac{1}{1 + e^{-z}}", "right"),
        (r"\tanh = \frac{e^u - e^{-u}}{e^u + e^{-u}}", "right"),
        (r"\text{sigmoid} = \frac{1}{1 + e^{z}}", "wrong"),
        (r"\text{sigmoid} = \frac{a}{1 + e^{-z}}", "unchecked"),
    ],
)
def test_a_function_without_its_argument_is_one_of_the_only_name(text: str, verdict: str) -> None:
    assert verdicts(displays(text)) == [verdict]


@pytest.mark.parametrize("operation", [r"\exp(\dots)", r"\cdot 2", ": x", r"-\log y"])
def test_what_is_done_to_both_sides_stands_behind_a_bar(operation: str) -> None:
    assert verdicts(displays(rf"a = b^2 \quad | {operation}", r"\frac{da}{db} = 2 b", r"\frac{da}{db} = b")) == [
        "right",
        "right",
        "wrong",
    ]


def test_bars_around_a_value_and_behind_a_derivative_stay() -> None:
    assert verdicts(displays(r"a = b^2, \quad |b| = \sqrt{a}"))[0] == "right"
    assert len(judged(displays(r"a = b^2, \quad |b| = \sqrt{a}"))) == 2


LOGISTIC = (r"P = \frac{e^z}{1 + e^z}",)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (r"P = e^z (1 - P) = e^z - e^z P", ["right", "right"]),
        (r"P = \frac{e^z}{1 - P} = e^z + P", ["wrong", "wrong"]),
        (r"P = \frac{P}{1 - P}", ["unchecked"]),
    ],
)
def test_a_name_on_both_sides_of_an_equation_that_goes_on(line: str, found: list[str]) -> None:
    assert verdicts(displays(*LOGISTIC, line))[1:] == found


def test_an_indicator_beside_nothing_else_that_is_given_is_refuted() -> None:
    product = r"l = \log \prod_{i=1}^m \prod_{j=1}^k p(y^{(i)} = j | x^{(i)})"
    assert verdicts(displays(product, r"= \sum_{i=1}^m \sum_{j=1}^k \log p(y^{(i)} = j | x^{(i)})"))[1] == "right"
    chosen = r"= \sum_{i=1}^m \sum_{j=1}^k 1(y^{(i)} = j) \log p(y^{(i)} = j | x^{(i)})"
    assert verdicts(displays(product, chosen))[1] == "wrong"
