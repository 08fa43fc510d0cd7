"""How many elements of the arrays in a sum have values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backproof.check.names.names import Names
from backproof.check.numbers.names import LONGEST_SUM, at_numbers, element, found, key_of
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Big, Entries, Listed, Ref, Term

SIGNS = re.compile(r"\W")
AXES = 2


def extent(big: Big, names: Names, values: Mapping[str, Term]) -> int | None:
    """How many elements have values, the same number of each array in a sum; not all of those that are given whole."""
    indexed = {ref for ref in references(big.body) if _has(ref, big.letter)}
    counts = [_known(ref, big.letter, names, values) for ref in indexed]
    whole = {count for count, given in counts if given}
    single = {count for count, given in counts if count and not given}
    if len(whole) == 1 and max(single, default=0) <= max(whole):
        return whole.pop()
    return single.pop() if len(single) == 1 and not whole else None


def length(body: Term, letter: str, names: Names, values: Mapping[str, Term]) -> int | None:
    """How many elements a vector has of which this is element ``letter``: as many as each array with that letter.

    None where one of them has no value, or where the letter stands in a place such as ``i + k``.
    """
    indexed = {ref for ref in references(body) if any(letter in SIGNS.split(script) for script in ref.subs)}
    found = {_along(ref, letter, names, values) for ref in indexed}
    return found.pop() if len(found) == 1 else None


def _along(ref: Ref, letter: str, names: Names, values: Mapping[str, Term]) -> int | None:
    """How many elements an array that is given whole has along the axis of a letter."""
    key = key_of(Ref(ref.base, (), ref.sups, ref.span), names)
    array = found(key, values) if key is not None else None
    if ref.at or ref.subs.count(letter) != 1 or len(ref.subs) > AXES:
        return None
    match array, ref.subs.index(letter):
        case Listed(None, items), 0 if len(ref.subs) == 1:
            return len(items)
        case Entries(rows), 0 if len(ref.subs) == AXES:
            return len(rows)
        case Entries(rows), 0 if len(rows[0]) == 1:
            return len(rows)
        case Entries(rows), 1:
            return len(rows[0])
        case _:
            return None


def _has(ref: Ref, letter: str) -> bool:
    return not {letter, f"({letter})"}.isdisjoint((*ref.subs, *ref.sups, *ref.at))


def _known(ref: Ref, letter: str, names: Names, values: Mapping[str, Term]) -> tuple[int, bool]:
    """How many elements of an array have values, and whether they have them as an array that is given whole."""
    whole = False
    for count in range(LONGEST_SUM):
        at = at_numbers(ref, {letter: str(count + 1)})
        key = key_of(at, names)
        assert isinstance(at, Ref)
        if key is not None and found(key, values) is not None:
            continue
        if element(at, names, values) is None:
            return count, whole
        whole = True
    return LONGEST_SUM, whole
