r"""Steps of descent in numbers: ``w = 0.2 - 0.5 \cdot 0.1``, from the value that the name has.

Many write no arrow: the value that a parameter has stands first on the right side, and the step behind it. What is no
product of the rate with a number, nor the value of the step, may follow another rule, which a document need not write.
"""

from __future__ import annotations

from enum import Enum, auto

from backproof.check.definitions.shape import is_single
from backproof.check.numbers.book import same
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Num, Plus, Ref, Term, Times


class Move(Enum):
    """What a line makes of the value that its name has."""

    NONE = auto()
    """It says nothing of it."""
    STEP = auto()
    """It takes a step of its rule."""
    OTHER = auto()
    """It adds something else: a step by another rule, or a small change."""


def goes_on(line: Line, value: Term) -> bool:
    r"""Whether a line goes on from the ``value`` that its name has.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> lines = read_document(Source("hw.md", r"$w = 0.2$ $w = 0.2 - 0.5 \cdot 0.1$ $w = 0.3 + 0.01$")).lines
    >>> [goes_on(line, lines[0].side) for line in lines]
    [False, True, False]
    """
    match line.head, line.side:
        case Ref(), Plus((first, *_)):
            return is_single(first) and same(first, value)
        case _:
            return False


def is_by_rate(line: Line, rate: Term) -> bool:
    r"""Whether a line adds one product of numbers, the learning ``rate`` among them, and nothing else.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> text = r"$\eta = 0.5$ $w = 0.2 - 0.5 \cdot 0.1$ $w = 0.2 - 0.5 \cdot \frac{4}{\sqrt{2}}$"
    >>> lines = read_document(Source("hw.md", text)).lines
    >>> [is_by_rate(line, lines[0].side) for line in lines]
    [False, True, False]
    """
    match line.side, rate:
        case Plus((_, Times() as change)), Num(value):
            parts = tuple(walk(change))
            numbers = {abs(part.value) for part in parts if isinstance(part, Num)} - {1}
            return value in numbers and len(numbers) > 1 and all(isinstance(part, Num | Times) for part in parts)
        case _:
            return False
