"""Lines that give numbers."""

from __future__ import annotations

from backproof.check.numbers import is_constant
from backproof.read.lines import Line
from backproof.read.terms.terms import Num, Ref


def gives_number(line: Line) -> bool:
    """``\\alpha = 0.1``; a unit that is 1 for the bias gives none."""
    plain = isinstance(line.side, Num) and line.side.value in {0, 1}
    return isinstance(line.head, Ref) and line.side is not None and is_constant(line.side) and not plain


def gives_value(line: Line) -> bool:
    """Whether a line gives its head a number; a unit with the number 0 is the one of the bias."""
    unit = isinstance(line.head, Ref) and "0" in line.head.subs
    return line.side is not None and is_constant(line.side) and not unit
