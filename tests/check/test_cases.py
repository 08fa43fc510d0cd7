"""Values by cases: what stands beside a value is its condition, however it is written."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

RECTIFIED = r"a_i = \max(0, x_i)"


def slope(*rows: str) -> str:
    cases = r" \\ ".join(rows)
    return displays(RECTIFIED, rf"\frac{{\partial a_i}}{{\partial x_j}} = \begin{{cases}} {cases} \end{{cases}}")


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ((r"1 & \text{if } i = j \text{ and } x_i > 0", r"0 & \text{otherwise}"), "right"),
        ((r"1 \quad \text{if $i = j$ and $x_j > 0$}", r"0 \quad \text{if otherwise}"), "right"),
        ((r"1 & \text{if } i = j, x_i > 0", r"0 & \text{if } i = j, x_i < 0", r"0 & \text{otherwise}"), "right"),
        ((r"1 & \text{if } i = j \text{ and } x_i < 0", r"0 & \text{otherwise}"), "wrong"),
        ((r"1 \quad \text{if $i \neq j$ and $x_i > 0$}", r"0 \quad \text{if otherwise}"), "wrong"),
        ((r"1 \quad \text{if $i = j$}", r"0 \quad \text{if otherwise}"), "wrong"),
    ],
)
def test_conditions_hold_together(rows: tuple[str, ...], verdict: str) -> None:
    assert verdicts(slope(*rows)) == ["right", verdict]


@pytest.mark.parametrize("words", [" or ", " unless ", " and not "])
def test_words_that_turn_a_condition_are_not_read(words: str) -> None:
    rows = (rf"1 & \text{{if }} i = j \text{{{words}}} x_i > 0", r"0 & \text{otherwise}")
    assert verdicts(slope(*rows)) == ["right", "unchecked"]


HINGE = r"L = \max(0, 1 - y x)"


@pytest.mark.parametrize(
    ("claim", "at"),
    [
        (r"\frac{\partial L}{\partial x} = -y \quad \text{if } y x < 1", 1),
        (r"\frac{\partial L}{\partial x} = -y, \quad y x < 1", 1),
        (r"\frac{\partial L}{\partial x} = -y \quad (y x < 1)", -1),
    ],
)
def test_an_inequality_behind_a_claim_limits_it(claim: str, at: int) -> None:
    found = judged(displays(HINGE, claim))[at]
    assert (found.verdict.value, found.reason) == (
        "unchecked",
        "it holds under a condition in the words beside it, which are not read",
    )


def test_what_holds_where_the_inequality_does_not_makes_it_whole() -> None:
    claim = r"\frac{\partial L}{\partial x} = -y \text{ if } y x < 1 \text{ and } 0 \text{ otherwise}"
    assert verdicts(displays(HINGE, claim))[-1] == "right"
    assert verdicts(displays(HINGE, claim.replace("<", ">")))[-1] == "wrong"


def test_without_the_inequality_it_is_refuted() -> None:
    assert verdicts(displays(HINGE, r"\frac{\partial L}{\partial x} = -y"))[-1] == "wrong"


@pytest.mark.parametrize("condition", ["l = j", "t = c"])
def test_letters_that_the_words_compare_claim_nothing(condition: str) -> None:
    loss = "$$L = -\\sum_c t_c \\log y_c$$\n\n$$g_{lj} = \\delta_{lj} y_j$$\n\n"
    assert verdicts(f"{loss}This is one where ${condition}$ and zero elsewhere.")[-1] == "right"
    assert verdicts(f"{loss}It is $$L = -\\sum_c y_c$$ where ${condition}$.")[-2] != "right"


def test_a_label_that_is_defined_is_no_class() -> None:
    assert verdicts("$$z = 2 x$$\n\n$$L = \\sum_c y_c$$\n\nSo $z = c$ holds.")[-1] != "right"


def paragraph(words: str, *lines: str) -> str:
    softmax = displays(r"S_j = \frac{e^{a_j}}{\sum_{k=1}^N e^{a_k}}")
    return f"{softmax}\n\n{words}\n\n{displays(*lines)}"


@pytest.mark.parametrize(
    ("words", "line", "verdict"),
    [
        ("Let us start with $i = j$. By the quotient rule for $S_i$:", "S_i (1 - S_j)", "right"),
        (r"Consider the case $i \neq j$, where the numerator of $S_i$ is fixed.", "-S_i S_j", "right"),
        ("Beginnen wir mit $i = j$; dann ist $a_j$ auch im Zähler.", "S_i (1 - S_j)", "right"),
        ("Let us start with $i = j$. By the quotient rule for $S_i$:", "S_i (1 + S_j)", "wrong"),
        ("Let us start with $i = j$. By the quotient rule for $S_i$:", "-S_i S_j", "wrong"),
        ("We saw $i = j$ above. By the quotient rule for $S_i$:", "S_i (1 - S_j)", "wrong"),
    ],
)
def test_a_paragraph_goes_on_with_the_case_that_it_starts_with(words: str, line: str, verdict: str) -> None:
    page = paragraph(words, rf"\frac{{\partial S_i}}{{\partial a_j}} = {line}")
    assert [each.verdict.value for each in judged(page) if each.latex.startswith(r"\frac{\partial S_i}")] == [verdict]


def test_words_name_a_sum() -> None:
    words = r"To be short, $\Sigma$ stands for $\sum_{k=1}^N e^{a_k}$."
    lines = (r"\frac{\partial \Sigma}{\partial a_j} = e^{a_j}", r"\frac{\partial \Sigma}{\partial a_j} = \Sigma")
    assert verdicts(paragraph(words, *lines))[-2:] == ["right", "wrong"]
