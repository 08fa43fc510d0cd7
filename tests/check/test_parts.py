"""The parts of a document that are judged alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backproof.check.doubts.finding import Finding
from backproof.check.interpretation.parts import parts, reads_well
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.read.document import read_document
from backproof.read.terms.terms import Unreadable
from backproof.source import Source
from tests.check.judging import displays, verdicts

TEXT = """# One unit

$$z = w x$$

$$\\frac{\\partial z}{\\partial w} = x$$

$$\\frac{\\partial z}{\\partial x} = w$$

## With a bias

$$z = w x + b$$

$$\\frac{\\partial z}{\\partial b} = 1$$

$$\\frac{\\partial z}{\\partial x} = w$$

$$z = w x - b$$

$$\\frac{\\partial z}{\\partial b} = -1$$

$$\\frac{\\partial z}{\\partial x} = w$$

## After it

$$z = 2 x$$

$$\\frac{\\partial z}{\\partial x} = 2$$

$$y = z + 1$$
"""


def test_sections_and_examples_are_parts_and_none_comes_twice() -> None:
    lines = read_document(Source("hw.md", TEXT)).lines
    sections, examples = [(0, 1, 2), (3, 4, 5, 6, 7, 8), (9, 10, 11)], [(3, 4, 5), (6, 7, 8)]
    assert list(parts(lines)) == sections + examples


CHAPTERS = """\
# A layer

$$z = w x, \\quad a = \\sigma(z)$$

## Its error

$$\\frac{\\partial a}{\\partial z} = a (1 - a)$$

## Another layer

$$z = w^2 x$$

$$\\frac{\\partial z}{\\partial w} = 2 w x$$
"""


def test_a_topic_is_of_sections_that_go_on_and_ends_where_a_name_is_defined_anew() -> None:
    lines = read_document(Source("hw.md", CHAPTERS)).lines
    assert (0, 1, 2) in parts(lines)


def test_a_chapter_is_what_stands_below_a_heading_of_the_highest_level() -> None:
    text = f"{CHAPTERS}\n# Another page\n\n$$u = v$$\n\n$$w = u$$\n\n$$p = w$$\n"
    lines = read_document(Source("hw.md", text)).lines
    assert (0, 1, 2, 3, 4) in parts(lines)


@pytest.mark.parametrize(
    ("verdicts", "well"),
    [("right right right", True), ("right unchecked", False), ("right wrong right right", False)],
)
def test_a_part_that_the_document_reads_well_is_not_judged_again(verdicts: str, well: bool) -> None:
    line = read_document(Source("hw.md", TEXT)).lines[1]
    unread = replace(line, problem=Unreadable("what this is", line.span))
    outcomes = [Outcome(Role.CLAIM, Finding(Verdict(each))) for each in verdicts.split()]
    assert reads_well(outcomes, [line] * len(outcomes)) is well
    # A line that is not read is no better read in a part.
    behind = Outcome(Role.CLAIM, Finding(Verdict.UNCHECKED))
    assert reads_well([*outcomes, behind, behind], [*[line] * len(outcomes), unread, unread]) is well


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("**Q2.** Let", True),
        ("**Problem 2** Let", True),
        ("Exercise 2: let", True),
        ("Aufgabe 2. Es sei", True),
        ("The second problem 2", False),
        ("Problems", False),
    ],
)
def test_a_problem_begins_with_its_number(title: str, begins: bool) -> None:
    lines = read_document(Source("hw.md", f"$z = w x$\n\n{title} $y = z^2$\n")).lines
    assert (lines[0].item < lines[1].item) == begins


def test_one_output_before_several_of_the_same_letter_is_read_as_one() -> None:
    one = (
        r"o = \sum_j w_j h_j",
        r"L = \frac1m \sum_{k=1}^m (o^{(k)} - t^{(k)})^2",
        r"\frac{\partial L}{\partial w_j} = \frac2m \sum_{k=1}^m (o^{(k)} - t^{(k)}) h_j^{(k)}",
        r"\frac{\partial L}{\partial w_j} = \frac2m \sum_{k=1}^m (o^{(k)} + t^{(k)}) h_j^{(k)}",
    )
    several = (
        r"o_k = \sum_j w_{jk} h_j",
        r"E = \sum_k (o_k - t_k)^2",
        r"\frac{\partial E}{\partial h_j} = 2 \sum_k (o_k - t_k) w_{jk}",
        r"\frac{\partial E}{\partial h_j} = 2 (o_k - t_k) w_{jk}",
    )
    found = verdicts(displays(*one, *several))
    assert found == ["right-if", "right", "right", "wrong", "right", "right", "right", "wrong"]
