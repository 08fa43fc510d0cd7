r"""Sums over the units of a layer by its letter: ``\sum_o \delta_o w_o`` beside ``out_{o1}`` and ``out_{o2}``.

The letter is none that counts: it stands for o1 and o2, with which the document names its units elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references, renamed, walk
from backproof.read.terms.terms import Big, Plus, Ref, Term

FEWEST = 2
"""A layer with fewer units is not summed over."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such sums written out."""
    parts = (part for line in lines for term in line.sides for part in walk(term))
    letters = {part.letter for part in parts if isinstance(part, Big) and _is_over_units(part)}
    units = _units(lines, letters) if letters else {}
    if not units:
        return tuple(lines)
    change = partial(_written_out, units)
    return tuple(line.changed(change) for line in lines)


def _is_over_units(part: Term) -> bool:
    match part:
        case Big("sum", letter, None, None, (), body):
            named = any(letter in ref.subs for ref in references(body))
            return len(letter) == 1 and letter.isalpha() and letter not in INDEX_LETTERS and named
        case _:
            return False


def _units(lines: Sequence[Line], letters: set[str]) -> Mapping[str, Mapping[str, set[str]]]:
    """The numbers behind each letter, for each name that has them: 1 and 2 of ``out_{o1}`` and ``out_{o2}``."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        match ref.subs:
            case (letter, number) if letter in letters and number.isdigit():
                found[letter][ref.base].add(number)
            case _:
                pass
    return found


def _written_out(units: Mapping[str, Mapping[str, set[str]]], term: Term) -> Term:
    """A term with its sums over units as sums of terms; a sum that names anything else with its letter stays."""
    inner = rebuilt(term, partial(_written_out, units))
    match inner:
        case Big(letter=letter, body=body) if _is_over_units(inner) and letter in units:
            own = [ref for ref in references(body) if letter in (*ref.subs, *ref.sups, *ref.at, ref.base)]
            numbers = sorted(set().union(*(units[letter].get(ref.base, ()) for ref in own)), key=int)
            if len(numbers) < FEWEST or any((ref.subs, ref.sups, ref.at) != ((letter,), (), ()) for ref in own):
                return inner
            return Plus(tuple(renamed(body, partial(_of_unit, letter, number)) for number in numbers), inner.span)
        case _:
            return inner


def _of_unit(letter: str, number: str, ref: Ref) -> Ref:
    return replace(ref, subs=(letter, number)) if ref.subs == (letter,) else ref
