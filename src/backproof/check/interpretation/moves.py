r"""Steps of descent in numbers: ``w = 0.2 - 0.5 \cdot 0.1``, from the value that the name has.

Many write no arrow: the value that a parameter has stands first on the right side, and the step behind it. What is
neither the step of the rule nor the same one up may follow another rule, which a document need not write.
"""

from __future__ import annotations

from enum import Enum, auto

from backproof.check.definitions.shape import is_single
from backproof.check.numbers.book import same
from backproof.read.lines import Line
from backproof.read.terms.terms import Plus, Ref, Term


class Move(Enum):
    """What a line makes of the value that its name has."""

    NONE = auto()
    """It says nothing of it."""
    STEP = auto()
    """It takes the step of its rule, or the same one up."""
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
