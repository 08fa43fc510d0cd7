"""What stands in an equation in words, without an argument, or behind a bar."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


def test_words_on_both_sides_are_prose() -> None:
    (found,) = judged(displays(r"\text{Bias} = \text{first term}"))
    assert (found.role.value, found.verdict.value) == ("given", "right")
    assert found.reason == "what this is equal to is said in words"


@pytest.mark.parametrize("name", [r"\theta", r"\text{loss}", r"\text{net}"])
def test_what_a_quantity_is_in_words_stays_open(name: str) -> None:
    assert verdicts(displays(rf"{name} = \text{{what we want}}")) == ["unchecked"]


def test_words_define_nothing_and_hide_no_slip() -> None:
    text = displays(r"L = \text{squared error}", r"\frac{\partial L}{\partial a} = a - y", r"2 + 2 = \text{five}")
    assert verdicts(text) == ["unchecked", "unchecked", "unchecked"]


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
