"""Sheets of exercises, each of which introduces its letters anew."""

from __future__ import annotations

import re

import pytest

from backproof.check.document import check_source
from backproof.check.interpretation.exercises import exercises
from backproof.read.document import read_document
from backproof.source import Source

SHEET = r"""# Exercises

1. A single weight.

$$z = w x + b \qquad \frac{\partial z}{\partial w} = x$$

2. Least squares for a row of data.

$$z = w^T x \qquad E = \frac{1}{2} (z - y)^2$$

$$\frac{\partial E}{\partial w} = (z - y) x$$

3. A layer.

$$z = W x \qquad E = \frac{1}{2} (y - z)^T (y - z)$$

$$\frac{\partial E}{\partial z} = z - y$$

4. The logistic function.

$$z = \frac{1}{1 + e^{-x}} \qquad E = -\log z$$

$$\frac{\partial E}{\partial x} = z - 1$$

5. What follows from it for a weight $x = w h$:

$$\frac{\partial E}{\partial w} = (z - 1) h$$
"""

SLIPS = [
    (r"\frac{\partial z}{\partial w} = x", r"\frac{\partial z}{\partial w} = w"),
    (r"\frac{\partial E}{\partial w} = (z - y) x", r"\frac{\partial E}{\partial w} = 2 (z - y) x"),
    (r"\frac{\partial E}{\partial z} = z - y", r"\frac{\partial E}{\partial z} = y - z"),
    (r"\frac{\partial E}{\partial x} = z - 1", r"\frac{\partial E}{\partial x} = 1 - z"),
    (r"\frac{\partial E}{\partial w} = (z - 1) h", r"\frac{\partial E}{\partial w} = (z + 1) h"),
]


def verdicts(text: str) -> list[str]:
    return [each.verdict.value for each in check_source(Source("sheet.md", text)).judgements]


def test_each_exercise_is_judged_with_its_own_letters() -> None:
    lines = read_document(Source("sheet.md", SHEET)).lines
    assert [(each.own, each.taken) for each in exercises(lines)] == [
        ((0, 1), ()), ((2, 3, 4), ()), ((5, 6, 7), ()), ((8, 9, 10, 11, 12), ()),
    ]  # fmt: skip
    assert set(verdicts(SHEET)) <= {"right", "right-if"}


@pytest.mark.parametrize(("line", "slip"), SLIPS)
def test_a_slip_in_an_exercise_is_wrong_and_spoils_no_other(line: str, slip: str) -> None:
    assert line in SHEET
    found = verdicts(SHEET.replace(line, slip))
    assert found.count("wrong") == 1
    assert set(found) <= {"right", "right-if", "wrong"}


NAMED = (
    "**Problem A. TITLE** We differentiate.",
    "**Exercise 1**: TITLE",
    r"\noindent\textbf{Task A.} TITLE",
    r"{\bf Aufgabe 1} TITLE",
)
"""How bold words at the beginning of a paragraph name an exercise."""


def named(heading: str, sheet: str = SHEET) -> str:
    """The sheet with other headings of its exercises, without the last one, which goes on with that before it."""

    def anew(item: re.Match[str]) -> str:
        letter = "ABCDE"[int(item[1]) - 1]
        return heading.replace(" A.", f" {letter}.").replace(" 1", f" {item[1]}").replace("TITLE", item[2])

    return re.sub(r"(?m)^(\d)\. (.*)$", anew, sheet.partition("\n5. ")[0])


@pytest.mark.parametrize("heading", NAMED)
def test_bold_words_that_name_an_exercise_begin_it(heading: str) -> None:
    assert named(heading) != SHEET
    lines = read_document(Source("sheet.md", named(heading))).lines
    assert [each.own for each in exercises(lines)] == [(0, 1), (2, 3, 4), (5, 6, 7), (8, 9, 10)]
    assert set(verdicts(named(heading))) <= {"right", "right-if"}


@pytest.mark.parametrize("heading", NAMED)
@pytest.mark.parametrize(("line", "slip"), SLIPS[:4])
def test_a_slip_below_bold_words_is_wrong_and_spoils_no_other(heading: str, line: str, slip: str) -> None:
    found = verdicts(named(heading, SHEET.replace(line, slip)))
    assert found.count("wrong") == 1
    assert set(found) <= {"right", "right-if", "wrong"}


@pytest.mark.parametrize(
    "words",
    [
        "As in **Problem B.** the loss is",
        "It is the loss in\nProblem B. Now",
        "**Task losses** are",
        "**A problem** is that",
        "Problem A of the book has",
        r"We go on from \textbf{Exercise 2.} Now",
    ],
)
def test_words_that_only_speak_of_an_exercise_begin_none(words: str) -> None:
    lines = read_document(Source("sheet.md", f"$$u = v$$\n\n{words}\n\n$$w = z$$\n")).lines
    assert lines[0].item == lines[-1].item


LATER = r"""HEADING 1.} A linear model has the output $\hat y = W x$ and the loss $L = \frac12\|\hat y - y\|^2$.

$$\frac{\partial L}{\partial W} = (\hat y - y) x^\top$$

HEADING 2.} Let $y = f(x) = x^2 e^{-x}$ for a number $x$.

$$\frac{dy}{dx} = (2 x - x^2) e^{-x}$$

Put $z = \log y$ for $x > 0$.

$$\frac{dz}{dx} = \frac{2}{x} - 1$$

HEADING 3.} The softmax of $z \in \mathbb{R}^K$ is $a_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}$.

$$\frac{\partial a_i}{\partial z_j} = a_i(\delta_{ij} - a_j)$$

HEADING 4.} A layer is $z = W x + b$ and $a = \max(0, z)$, with $g = \frac{\partial L}{\partial a}$.

$$\frac{\partial L}{\partial W} = (g \odot \mathbf{1}[z > 0]) x^\top$$
"""


@pytest.mark.parametrize(("begin", "end"), [(r"\textbf{Exercise", "}"), ("**Exercise", "**")])
def test_what_a_later_exercise_says_of_a_letter_refutes_nothing_before_it(begin: str, end: str) -> None:
    sheet = LATER.replace("HEADING", begin).replace(".}", f".{end}")
    assert "wrong" not in verdicts(sheet)
    slips = (r"(\hat y - y) x", r"(y - \hat y) x"), ("2 x - x^2", "2 x + x^2"), ("- a_j", "+ a_j"), ("[z > 0", "[z < 0")
    for line, slip in slips:
        assert verdicts(sheet.replace(line, slip)).count("wrong") == 1


def test_an_exercise_by_name_may_begin_with_its_parts() -> None:
    layer = "**Problem {}.** Two parts.\n\n(a) Let {}.\n\n$${}$$\n\n(b) So\n\n$${}$$\n\n"
    first = layer.format("A", "$y = u^2$ and $u = 3 x$", r"\frac{dy}{du} = 2 u", r"\frac{dy}{dx} = 6 u")
    second = layer.format("B", "$y = \\sin u$ and $u = x^2$", r"\frac{dy}{du} = \cos u", r"\frac{dy}{dx} = 2 x \cos u")
    assert set(verdicts(first + second)) == {"right"}
    for slip in (first.replace("6 u", "3 u") + second, first + second.replace(r"2 x \cos u", r"2 \cos u")):
        assert verdicts(slip).count("wrong") == 1


def test_an_exercise_by_name_takes_over_a_function_and_no_slope_for_it() -> None:
    again = (
        "**Problem A.** Let $f(x) = x^2$ and $y = 3 x$.\n\n$$f'(x) = 2 x$$\n\n**Problem B.** With the same $f$, let "
        "$g(x) = f(x)^2$.\n\n$$g'(x) = 4 x^3$$\n\n**Problem C.** Let $y = 5 x$. Again\n\n$$g'(x) = 4 x^3$$\n\n"
    )
    end = "**Problem D.** Let $y = 7 x$.\n\n$$\\frac{dy}{dx} = 7$$\n"
    lines = read_document(Source("sheet.md", again + end)).lines
    assert len(exercises(lines, frozenset(line.item for line in lines))) == 4
    assert set(verdicts(again + end)) == {"right"}
    slipped = verdicts(again.removesuffix("4 x^3$$\n\n") + "2 x^3$$\n\n" + end)
    assert (slipped.count("wrong"), slipped[-3]) == (1, "wrong")


def test_tasks_of_one_network_are_judged_together() -> None:
    network = (
        "**Task A. Forward.** Let $z = w^T x$, $a = \\sigma(z)$ and $L = \\frac12 (a - y)^2$.\n\n"
        "**Task B. Output.** Then\n\n$$\\frac{\\partial a}{\\partial z} = a (1 - a)$$\n\n"
        "**Task C. Weights.** So\n\n$$\\frac{\\partial L}{\\partial w} = (a - y) a (1 - a) x$$\n"
    )
    assert set(verdicts(network)) == {"right"}
    assert verdicts(network.replace("a (1 - a) x", "a x"))[-1] == "wrong"
    assert verdicts(network.replace("a (1 - a)$$", "a (1 + a)$$"))[-2] == "wrong"


def test_an_exercise_takes_over_what_it_does_not_say_itself() -> None:
    again = (
        SHEET
        + "\n6. With two units\n\n$$z = v w \\qquad E = z^2 + y$$\n\n$$\\frac{\\partial E}{\\partial w} = 2 v^2 w$$\n"
    )
    again += "\n7. Back to the data\n\n$$q = 2 E$$\n\n$$\\frac{\\partial q}{\\partial w} = 4 v z$$\n"
    lines = read_document(Source("sheet.md", again)).lines
    assert exercises(lines)
    assert verdicts(again)[-3:] == ["right", "right", "right"]
    assert verdicts(again.replace("= 4 v z", "= 2 v z"))[-1] == "wrong"


def test_a_network_with_several_losses_is_no_sheet() -> None:
    network = "# One network\n\n$$z = w^T x \\qquad a = \\sigma(z)$$\n"
    losses = (r"\frac{1}{2} (a - y)^2", r"-y \log a", r"(a - y)^4", r"a^2")
    for number, loss in enumerate(losses, 1):
        network += f"\n{number}. Another loss\n\n$$L = {loss}$$\n"
    assert exercises(read_document(Source("net.md", network)).lines) == ()


@pytest.mark.parametrize(
    ("display", "is_label"),
    [
        (r"7) \quad y = x", True),
        (r"(12) z = x", True),
        (r"3b. w = x", True),
        ("0.5 x = y", False),
        ("(1) + (1) = 2", False),
    ],
)
def test_a_display_may_begin_with_the_number_of_its_exercise(display: str, is_label: bool) -> None:
    lines = read_document(Source("sheet.md", f"$$u = v$$\n\n$${display}$$\n")).lines
    assert (lines[0].item != lines[-1].item) is is_label


def test_functions_that_are_given_anew_begin_an_exercise() -> None:
    functions = ("x^2", "x^3 + 1", r"\sin x", "4 x")
    slopes = ("2 x", "3 x^2", r"\cos x", "4")
    sheet = "".join(
        f"{number}. Differentiate\n\n$$f(x) = {body}$$\n\n$$f'(x) = {slope}$$\n\n"
        for number, (body, slope) in enumerate(zip(functions, slopes, strict=True), 1)
    )
    assert [each.own for each in exercises(read_document(Source("sheet.md", sheet)).lines)] == [
        (0, 1), (2, 3), (4, 5), (6, 7),
    ]  # fmt: skip
    assert verdicts(sheet) == ["right"] * 8
    slip = verdicts(sheet.replace("3 x^2", "2 x^2"))
    assert (slip.count("right"), slip[3]) == (7, "wrong")


def test_all_that_an_item_says_of_a_name_is_taken_over() -> None:
    spelt = "\n6. Two units\n\n$$z_1 = v_{11} x_1 + v_{12} x_2$$\n\n$$z_2 = v_{21} x_1 + v_{22} x_2$$\n"
    again = (
        SHEET
        + spelt
        + "\n7. Their sum\n\n$$q = z_1 + z_2$$\n\n$$\\frac{\\partial q}{\\partial x_1} = v_{11} + v_{21}$$\n"
    )
    lines = read_document(Source("sheet.md", again)).lines
    assert exercises(lines)
    assert verdicts(again)[-1] == "right"
    assert verdicts(again.replace("= v_{11} + v_{21}", "= v_{11} + v_{12}"))[-1] == "wrong"


SHORT = r"""1. Least squares.

$$y = u, \quad u = \sigma(w x), \quad E = \frac12 (y - t)^2$$

2. A linear output.

$$y = v u, \quad u = \tanh(w x), \quad E = \frac14 (y - t)^4$$

$$\frac{\partial E}{\partial v} = (y - t)^3 u$$

3. A logistic output.

$$y = \sigma(v u), \quad u = \sigma(w x), \quad E = -t \log y - (1 - t) \log (1 - y)$$

$$\frac{\partial u}{\partial w} = u (1 - u) x$$
"""


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        (r"\frac{\partial u}{\partial w} = u (1 - u) x", r"\frac{\partial u}{\partial w} = y (1 - y) x"),
        (r"\frac{\partial E}{\partial v} = (y - t)^3 u", r"\frac{\partial E}{\partial v} = (y - t) u"),
    ],
)
def test_three_exercises_are_a_sheet_in_which_none_is_read_with_what_another_one_says(line: str, slip: str) -> None:
    assert {"wrong", "follows"}.isdisjoint(verdicts(SHORT))
    assert verdicts(SHORT.replace(line, slip)).count("wrong") == 1


def test_an_exercise_takes_over_nothing_that_goes_in_a_circle() -> None:
    text = (
        SHEET
        + r"""
6. A layer that gives $h_j = \sigma(w_j^T x)$ and $E = \frac12 \sum_j (y_j - h_j)^2$.

$$\frac{\partial E}{\partial w_j} = (h_j - y_j) h_j (1 - h_j) x$$
"""
    )
    assert exercises(read_document(Source("sheet.md", text)).lines)[-1].taken == ()
    assert verdicts(text)[-3:] == ["right"] * 3


def test_vectors_of_a_fixed_choice_are_those_of_an_exercise() -> None:
    text = (
        SHEET
        + r"""
6. One unit of a layer, $h = \sigma(w_j^T x)$ and $E = \frac12 (y - h)^2$.

$$\frac{\partial E}{\partial w_j} = \frac{\partial E}{\partial h} \cdot \frac{\partial h}{\partial w_j}$$

hidden

$$- (y - h) \sigma(w_j^T x) (1 - \sigma(w_j^T x)) x$$

7. A layer of them, $h_j = \sigma(w_j^T x)$ and $E = \frac12 \sum_j (y_j - h_j)^2$.

$$\frac{\partial E}{\partial w_j} = (h_j - y_j) h_j (1 - h_j) x$$
"""
    )
    assert set(verdicts(text)) <= {"right", "right-if"}


NETWORK = r"""

# A network

$$o = v^T h, \quad h_j = \sigma(r_j^T u)$$

$$\frac{\partial L}{\partial v} = \frac{\partial L}{\partial o} \frac{\partial o}{\partial v}$$
"""


def test_a_loss_of_other_outputs_is_no_loss_of_an_exercise_below_another_heading() -> None:
    text = SHEET + "\n6. A general loss $L = \\frac12 (f(r, u) - t)^2$." + NETWORK
    found = exercises(read_document(Source("sheet.md", text)).lines)
    assert len(found[-1].own) == 3
    assert found[-1].taken == ()
    tied = SHEET + "\n6. A loss $L = \\frac12 (o - t)^2$ of an output." + NETWORK
    assert len(exercises(read_document(Source("sheet.md", tied)).lines)[-1].lines) == 4


def test_a_number_is_not_refuted_by_a_formula_of_a_later_item() -> None:
    number = "Let $x = [2, 1]$.\n\n$$g = 0.5 - 0.4 + 0.1 = 0.2$$\n\n"
    formula = r"Let $g(x_1, x_2) = 2 + 3 x_1 - 4 x_2$." + "\n\n"
    assert "wrong" not in verdicts(f"1. {number}2. {formula}")
    assert verdicts(f"1. {formula}{number}").count("wrong") == 1


def sheet(word: str, slope: str) -> str:
    """Two exercises of which the second has numbers, and names for them that are arrays in the first."""
    first = (
        "$z = W x + b$, $a = \\tanh(z)$, $p = v^T a$, $L = \\frac12 (p - y)^2$.\n\n"
        "$$\\frac{\\partial L}{\\partial z} = (p - y) v \\odot (1 - a^2)$$\n\n"
        "$$\\frac{\\partial L}{\\partial W} = [(p - y) v \\odot (1 - a^2)] x^T$$\n\n"
        f"$$\\frac{{\\partial L}}{{\\partial x}} = {slope} [(p - y) v \\odot (1 - a^2)]$$"
    )
    second = "For $x = 1$, $w = 0.6$ and $b = 0$ let $z = w x + b$, $p = \\sigma(z)$. $$z = 0.6 \\cdot 1 + 0 = 0.6$$"
    return f"# Sheet\n\n## {word} 1\n\nLet {first}\n\n## {word} 2\n\n{second}\n"


@pytest.mark.parametrize("word", ["Problem", "Aufgabe", "Soru", "Zadanie"])
def test_headings_that_name_exercises_part_a_sheet_where_one_gives_names_anew(word: str) -> None:
    assert verdicts(sheet(word, "W^T"))[:7] == ["right"] * 7
    assert verdicts(sheet(word, "W"))[:7] == ["right"] * 6 + ["wrong"]


@pytest.mark.parametrize(("slope", "verdict"), [("2 (0.668 - 1)", "right"), ("0.668 - 1", "wrong")])
def test_numbers_of_an_exercise_are_those_of_its_own_definitions(slope: str, verdict: str) -> None:
    text = (
        "**Problem 1.** Let $y = \\sum_j v_j h_j$ and $Q = \\frac12 (y - d)^2$. Then"
        " $\\frac{\\partial Q}{\\partial y} = y - d$.\n\n"
        "**Problem 2.** Let $w = 0.3$, $x = 2$, $b = 0.1$, $d = 1$, $s = w x + b$, $y = \\sigma(s)$, $Q = (y - d)^2$."
        "\n\n$$s = 0.3 \\cdot 2 + 0.1 = 0.7, \\quad y = \\sigma(0.7) = 0.668$$\n\n"
        f"$$\\frac{{dQ}}{{dy}} = {slope}$$"
    )
    assert verdicts(text)[-1] == verdict
