r"""Shares of a whole as they are printed, ``p = (0.0900, 0.2447, 0.6652)``: a softmax gave them, with more digits.

Nobody sets a task with shares of three decimals or more. What rests on them is computed from the printed ones, or from
those behind them. One that a logarithm is taken of is such a share, too: ``-\log 0.6652``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from backproof.check.definitions.shape import entries
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Call, Num, Ref, Term

DIGITS: Final = 3
"""Shares with fewer decimals are those of an example that somebody thought of."""


def are_rounded(side: Term) -> bool:
    """Whether a list is one of shares that add up to one but for their rounding.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> texts = "p = (0.0900, 0.2447, 0.6652)", "p = (0.7, 0.2, 0.1)", "x = (0.125, 0.250, 0.315)"
    >>> [are_rounded(read_document(Source("hw.md", f"$${text}$$")).lines[0].side) for text in texts]
    [True, False, False]
    """
    parts = list(entries(side))
    numbers = [part for part in parts if isinstance(part, Num) and 0 < part.value < 1]
    decimals = {part.decimals for part in numbers}
    if len(numbers) < max(2, len(parts)) or len(decimals) > 1 or not any(map(_is_fine, numbers)):
        return False
    unit = Fraction(1, 10 ** min(decimals))
    whole = sum((part.value for part in numbers), Fraction(0))
    return abs(whole - 1) <= len(numbers) * unit / 2


def logged(term: Term) -> Iterator[Num]:
    """The shares that logarithms are taken of."""
    for part in occurrences(term, Call):
        match part:
            case Call(Ref("log" | "ln"), 0, (Num() as share,)) if 0 < share.value < 1 and _is_fine(share):
                yield share
            case _:
                pass


def _is_fine(share: Num) -> bool:
    """Whether a share has decimals that nobody would think of."""
    return share.decimals >= DIGITS and share.value * 10 ** (share.decimals - 1) % 1 != 0
