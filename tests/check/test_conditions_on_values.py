"""Conditions on values beside a claim, in signs and in words; equations that words set, and what these give."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = "Let $L = \\max(0, z)$ with $z = w x$.\n\n"
SLOPE = r"$\frac{\partial L}{\partial w} = %s$"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SLOPE % "x" + " if $z > 0$.", ["right", "right"]),
        (SLOPE % "2 x" + " if $z > 0$.", ["wrong", "right"]),
        (SLOPE % "x" + " if $z < 0$.", ["wrong", "right"]),
        ("For $w x > 0$ we have " + SLOPE % "x" + ".", ["right", "right"]),
        ("For $w x > 0$ we have " + SLOPE % "w" + ".", ["right", "wrong"]),
        ("If $z > 0$, then\n\n$" + SLOPE % "x" + "$", ["right", "right"]),
        # A display may follow the condition without a word between them.
        ("Then for $z > 0$\n\n$" + SLOPE % "x" + "$", ["right", "right"]),
        ("Then for $z > 0$\n\n$" + SLOPE % "2 x" + "$", ["right", "wrong"]),
        ("Then for $z < 0$\n\n$" + SLOPE % "x" + "$", ["right", "wrong"]),
        # A condition that closes a sentence is not that of the display behind it.
        ("The cost grows for $z > 0$\n\n$" + SLOPE % "x" + "$", ["right", "wrong"]),
        # What another sentence needs is no condition here.
        ("We need $z > 0$. Now " + SLOPE % "x", ["unchecked", "wrong"]),
        # A condition that never holds proves nothing.
        (SLOPE % "5 x" + " if $z^2 < -1$.", ["unchecked", "right"]),
        ("When the input is positive, " + SLOPE % "x", ["unchecked"]),
    ],
)
def test_a_claim_is_judged_where_its_condition_holds(text: str, expected: list[str]) -> None:
    assert verdicts(LOSS + text)[2:] == expected


@pytest.mark.parametrize(
    ("loss", "case", "slope", "expected"),
    [
        # The letter of a margin or of a score counts nothing, and a capital one is no number of elements.
        (r"\max(0, m - d)^2", "d < m", r"\frac{\partial L}{\partial d} = -2 (m - d)", "right"),
        (r"\max(0, m - d)^2", "d < m", r"\frac{\partial L}{\partial d} = 2 (m - d)", "wrong"),
        (r"\max(0, m - d)^2", "d > m", r"\frac{\partial L}{\partial d} = -2 (m - d)", "wrong"),
        (r"\max(0, m - D)^2", "D < m", r"\frac{\partial L}{\partial D} = -2 (m - D)", "right-if"),
        (r"\max(0, s)", "s > 0", r"\frac{\partial L}{\partial s} = 1", "right"),
        (r"\max(0, s)", "s < 0", r"\frac{\partial L}{\partial s} = 1", "unchecked"),
        (r"\max(0, s)", "s > 0", r"\frac{\partial L}{\partial s} = 2", "unchecked"),
    ],
)
@pytest.mark.parametrize("words", ["For $%s$ we have", "If $%s$,", "When $%s$:"])
def test_quantities_that_are_compared_pose_a_case(words: str, loss: str, case: str, slope: str, expected: str) -> None:
    text = f"$$L = {loss}$$\n\n{words % case} $${slope}$$"
    assert verdicts(text)[-1] == expected


@pytest.mark.parametrize("case", ["t < T", "t > 0", r"1 \leq t", "T > t"])
def test_letters_that_count_pose_no_case_of_values(case: str) -> None:
    network = displays(r"y_t = w x_t", r"L = \sum_{t=1}^T (y_t - d_t)^2")
    text = network + f"\n\nFor ${case}$ we have\n\n" + displays(r"\frac{\partial L}{\partial y_t} = %s (y_t - d_t)")
    assert verdicts(text % "2")[-1] == "right"
    assert verdicts(text % "3")[-1] == "wrong"


def test_a_condition_in_a_sentence_claims_nothing() -> None:
    assert verdicts(LOSS + SLOPE % "x" + " if $z > 0$.") == ["right"] * 4


@pytest.mark.parametrize("words", ["Setting $%s = 0$ gives", "We set $%s = 0$ and obtain", "**(b)** Put $%s = 0$:"])
def test_what_is_set_to_zero_is_no_claim(words: str) -> None:
    loss = displays(r"J = (a w - y)^2 + \lambda w^2") + "\n\n"
    slope = r"\frac{dJ}{dw}"
    text = loss + words % slope + "\n\n" + displays(r"(a^2 + \lambda) w = a y") + "\n\n"
    assert verdicts(text) == ["right", "right", "unchecked"]
    assert verdicts(text + displays(slope + r" = 2 a (a w - y)"))[-1] == "wrong"
    assert verdicts(loss + f"We see that ${slope} = 0$.")[-1] == "wrong"


@pytest.mark.parametrize(("factor", "verdict"), [("", "right"), ("2 ", "unchecked")])
def test_a_number_times_i_beside_a_matrix_is_the_identity(factor: str, verdict: str) -> None:
    lines = (
        r"J(w) = \frac{1}{2} \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2",
        r"\nabla_w^2 J = " + factor + r"X^T X + \lambda I",
    )
    declared = r"$X \in \mathbb{R}^{n \times d}$ and $y \in \mathbb{R}^n$." + "\n\n"
    assert verdicts(declared + displays(*lines))[-1] == verdict


def test_a_case_in_words_before_displays_in_a_row_is_that_of_each_of_them() -> None:
    loss = displays(r"L = \max(0, (a - p)^2 - (a - n)^2 + m)")
    row = displays(r"\frac{\partial L}{\partial a} = 2 (n - p)", r"\frac{\partial L}{\partial n} = 2 (a - n)")
    assert verdicts(loss + "\n\nWhere the margin is violated:\n\n" + row)[-2:] == ["right"] * 2
    assert verdicts(loss + "\n\nTherefore:\n\n" + row)[-2:] == ["wrong"] * 2
    ended = row.replace("$$\n\n$$", "$$\n\nThis holds everywhere:\n\n$$")
    assert verdicts(loss + "\n\nWhere the margin is violated:\n\n" + ended)[-2:] == ["right", "wrong"]


TRIPLET = r"$$L = \max(0, \|a - p\|^2 - \|a - n\|^2 + m)$$" + "\n\nIf $L > 0$,\n\n"
ROW = (r"\frac{\partial L}{\partial a} = 2(n - p)", r"\frac{\partial L}{\partial p} = 2(p - a)")
PLANTED = (r"\frac{\partial L}{\partial p} = 2(a - p)", r"\frac{\partial L}{\partial n} = 2(n - a)")


def test_a_condition_before_displays_in_a_row_holds_for_all_of_them() -> None:
    found = judged(TRIPLET + displays(*ROW, *PLANTED))
    assert [each.verdict.value for each in found[2:]] == ["right", "right", "wrong", "wrong"]


def test_a_condition_ends_where_words_stand_between_displays() -> None:
    found = judged(f"{TRIPLET}$${ROW[0]}$$\n\nFor other triplets it is something else:\n\n$${ROW[1]}$$\n")
    assert found[-1].verdict.value != "right"


SOFTMAX = displays(
    r"P(o \mid c) = \frac{\exp(u_o^T v_c)}{\sum_{w \in V} \exp(u_w^T v_c)}",
    r"J = -\log P(o \mid c)",
)


@pytest.mark.parametrize("behind", ["where $w \\neq o$.", "for $w \\neq o$."])
def test_words_behind_a_display_limit_it_to_other_words_of_the_vocabulary(behind: str) -> None:
    found = judged(f"{SOFTMAX}\n\n" + r"$$\frac{\partial J}{\partial u_w} = P(w \mid c) v_c$$" + f"\n\n{behind}\n")
    assert found[2].verdict.value == "right"


def test_such_words_excuse_no_slip() -> None:
    slip = r"$$\frac{\partial J}{\partial u_w} = (P(w \mid c) - 1) v_c$$"
    assert judged(f"{SOFTMAX}\n\n{slip}\n\nwhere $w \\neq o$.\n")[2].verdict.value == "wrong"
