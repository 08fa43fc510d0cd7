r"""Functions of a printed result: behind ``z = w x + b = 0.45``, ``h = \sigma(0.45)`` is ``\sigma(z)``.

That is taken where the number is a result of just one name, no other name is given it, and it is all that the function
is applied to: then the definition has lost no other name. A number of one digit has to be the result directly before.
The number itself is judged as it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant, is_single
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, walk
from backproof.read.terms.terms import Call, Num, Raise, Ref, Term, Times

PLAIN = frozenset(map(Fraction, (-1, 0, 1)))
"""Numbers that functions are made of: ``1 / (1 + e^{-z})``."""
SURE = 10
"""A number of fewer digits, as 0.5, may be another one by chance."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a name in the place of such a result."""
    applied = {at: number for at, line in enumerate(lines) if (number := _applied(line)) is not None}
    if not applied:
        return tuple(lines)
    results, given = _results(lines)
    symbolic = {
        line.head.key
        for line in lines
        if isinstance(line.head, Ref) and line.side is not None and not is_constant(line.side)
    }
    found = list(lines)
    for at, number in applied.items():
        line = lines[at]
        nearest = 0 if number.is_sure else at - 1
        names = {ref.key: (ref, sign) for where, ref, sign in results[number.value] if nearest <= where < at}
        sole = len(names) == 1 and number.value not in given
        if sole and isinstance(line.head, Ref) and line.head.key not in symbolic:
            ((ref, sign),) = names.values()
            named = ref if sign > 0 else Times((Num(Fraction(-1), 0, ref.span), ref), ref.span)
            found[at] = line.changed(partial(_with, number=number.value, named=named))
    return tuple(found)


@final
@dataclass(frozen=True, slots=True)
class _Applied:
    """A number to which a function is applied, and whether it has enough digits to be no other one by chance."""

    value: Fraction
    is_sure: bool


def _applied(line: Line) -> _Applied | None:
    """The one number to which a definition applies a function; None where it has others."""
    if not isinstance(line.head, Ref) or line.relation not in DEFINES or line.side is None or line.problem is not None:
        return None
    if not is_constant(line.side):
        return None
    parts = list(walk(line.side))
    inside = (part for part in parts if isinstance(part, Call) or (isinstance(part, Raise) and _is_e(part.base)))
    applied = {each.value for part in inside for each in occurrences(part, Num) if each.decimals}
    numbers = {part.value: part for part in parts if isinstance(part, Num) and part.value not in PLAIN}
    if len(numbers) != 1 or applied != numbers.keys():
        return None
    ((value, number),) = numbers.items()
    return _Applied(value, is_sure=abs(value) * 10**number.decimals >= SURE)


def _is_e(term: Term) -> bool:
    return isinstance(term, Ref) and term.key == "e"


def _results(lines: Sequence[Line]) -> tuple[Mapping[Fraction, list[tuple[int, Ref, int]]], Set[Fraction]]:
    """For each decimal, whatever its sign, the names of which it is a printed result; and those that are given."""
    heads = {line.chain: line.head for line in reversed(lines) if line.head is not None and line.chain is not None}
    results: defaultdict[Fraction, list[tuple[int, Ref, int]]] = defaultdict(list)
    given: set[Fraction] = set()
    for at, line in enumerate(lines):
        if line.side is None or not is_single(line.side):
            continue
        number = next((each for each in occurrences(line.side, Num) if each.decimals), None)
        head = heads.get(line.chain) if line.chain is not None else None
        if number is not None and line.head is not None:
            given.add(number.value)
        elif number is not None and isinstance(head, Ref):
            results[number.value].append((at, head, -1 if isinstance(line.side, Times) else 1))
    return results, given


def _with(term: Term, number: Fraction, named: Term) -> Term:
    """A term with a name in the place of a number."""
    if isinstance(term, Num) and term.decimals and term.value == number:
        return named
    return rebuilt(term, lambda part: _with(part, number, named))
