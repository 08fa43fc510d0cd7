"""Documents with their judgements, made by hand: what the checker hands to reports, tools and the command line."""

from __future__ import annotations

from fractions import Fraction

from backproof.check.verdicts.verdict import Checked, Counterexample, Judgement, Repair, Role, Verdict
from backproof.read.extract.extract import extract
from backproof.read.extract.pieces import Formula
from backproof.source import Source, Span

HOMEWORK = """\
# Homework

$$y = w x$$ and so

$$\\frac{dy}{dx} = x$$ and $$L = (y - t)^2$$
$$\\frac{dL}{dy} = y - t$$ $$\\oops$$
"""

RIGHT = r"y = w x"
WRONG = r"\frac{dy}{dx} = x"
RIGHT_IF = r"L = (y - t)^2"
FOLLOWS = r"\frac{dL}{dy} = y - t"
UNCHECKED = r"\oops"


def judgement(text: str, latex: str, verdict: Verdict, number: int = 1, role: Role = Role.CLAIM) -> Judgement:
    """A judgement of the first place where the formula stands in the text."""
    start = text.index(latex)
    return Judgement(number, Span(start, start + len(latex)), latex, role, verdict)


def homework(name: str = "hw.md") -> Checked:
    """A document with each verdict once."""
    source = Source(name, HOMEWORK)
    refuted = Judgement(
        2,
        _span(WRONG),
        WRONG,
        Role.CLAIM,
        Verdict.WRONG,
        reading=r"\frac{dy}{dx} = x",
        reason="the sides differ",
        repair=Repair("wrong_variable", r"\frac{dy}{dx} = w", "x stands where w belongs"),
        counterexample=Counterexample({"w": [1.5, Fraction(1, 4)], "x": 2}, 2.0, 1 / 3),
    )
    assumed = Judgement(
        3, _span(RIGHT_IF), RIGHT_IF, Role.CLAIM, Verdict.RIGHT_IF, reading="L", assumes=("L is a mean", "t is one-hot")
    )
    return Checked(
        source,
        (
            judgement(HOMEWORK, RIGHT, Verdict.RIGHT, 1, Role.DEFINITION),
            refuted,
            assumed,
            judgement(HOMEWORK, FOLLOWS, Verdict.FOLLOWS, 4),
            judgement(HOMEWORK, UNCHECKED, Verdict.UNCHECKED, 5),
        ),
        readings=("log is natural",),
    )


def all_right(name: str = "fine.md") -> Checked:
    """A document in which nothing is wrong."""
    return Checked(Source(name, HOMEWORK), (judgement(HOMEWORK, RIGHT, Verdict.RIGHT),))


def marked(source: Source) -> Checked:
    """Every formula of a document judged wrong, whatever it says."""
    formulas = [each for each in extract(source) if isinstance(each, Formula)]
    judgements = (
        Judgement(number, each.span, each.text, Role.CLAIM, Verdict.WRONG, cell=each.cell)
        for number, each in enumerate(formulas, 1)
    )
    return Checked(source, tuple(judgements))


def _span(latex: str) -> Span:
    start = HOMEWORK.index(latex)
    return Span(start, start + len(latex))
