r"""Which of the two numbers of ``w_{12}`` is that of the unit, beside ``z_j = f(w_j^T x)``: what the lines say of it.

It is the second one in ``\partial z_2/\partial w_{12}``, in a derivative by ``w_{12}`` that has x_1 or z_2 in it, in
``w_{11} x_1 + w_{21} x_2``, and in ``w_{02}``, whose 0 counts a bias as an input.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from backproof.matrix.numbered import families, inner_products, is_mixed, is_pair
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Partial, Plus, Ref, Term, Times

CLEAR = 3
"""So many say the same where one says otherwise, which is a slip then."""

Equation = tuple[Term, Term]
Vote = tuple[str, int]
"""The base of a family, and the place of the unit in its elements."""


def unit_places(terms: Sequence[Term], equations: Sequence[Equation]) -> dict[str, int]:
    """The place of the unit's number, 0 or 1, for the families of vectors of which the lines show it."""
    own = families(terms)
    inputs: defaultdict[str, set[str]] = defaultdict(set)
    for row, column in inner_products(terms):
        inputs[row.base].add(column.base)
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    found = [
        *_of_slopes(terms, own),
        *_in_sums(terms, own, inputs),
        *_of_derivatives(equations, own, inputs, _units(equations, own)),
        *_of_biases(terms, own),
    ]
    for base, place in found:
        votes[base][place] += 1
    agreed = {base: _agreed(counts) for base, counts in votes.items()}
    return {base: place for base, place in agreed.items() if place is not None}


def _agreed(counts: Counter[int]) -> int | None:
    (place, most), *others = counts.most_common()
    return place if not others or (others[0][1] == 1 and most >= CLEAR) else None


def _of_slopes(terms: Sequence[Term], own: Set[str]) -> Iterator[Vote]:
    r"""``\partial z_2/\partial w_{12}``."""
    for part in (part for term in terms for part in walk(term)):
        match part:
            case Partial(Ref(subs=(unit,)), Ref() as by) if by.base in own and is_mixed(by) and unit in by.subs[0]:
                yield by.base, by.subs[0].index(unit)
            case _:
                pass


def _of_derivatives(
    equations: Sequence[Equation], own: Set[str], inputs: Mapping[str, Set[str]], units: Mapping[str, Set[str]]
) -> Iterator[Vote]:
    """What stands beside a derivative by an element: an input, or a unit, with one of its numbers."""
    for left, right in equations:
        entries = {ref for ref in references(right) if len(ref.subs) == 1}
        for by in (part.by for part in occurrences(left, Partial)):
            if by.base in own and is_mixed(by):
                places = {number: place for place, number in enumerate(by.subs[0])}
                of_inputs = {ref.subs[0] for ref in entries if ref.base in inputs.get(by.base, ())}
                of_units = {ref.subs[0] for ref in entries if ref.base in units.get(by.base, ())}
                yield from ((by.base, 1 - places[number]) for number in of_inputs & places.keys())
                yield from ((by.base, places[number]) for number in of_units & places.keys())


def _units(equations: Sequence[Equation], own: Set[str]) -> Mapping[str, Set[str]]:
    """What each unit of a family computes: z in ``z_j = f(w_j^T x)``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for head, side in equations:
        if isinstance(head, Ref) and len(head.subs) == 1 and head.subs[0].isalpha():
            for ref in references(side):
                if ref.base in own and ref.subs == head.subs:
                    found[ref.base].add(head.base)
    return found


def _in_sums(terms: Sequence[Term], own: Set[str], inputs: Mapping[str, Set[str]]) -> Iterator[Vote]:
    """``w_{11} x_1 + w_{21} x_2``: one of the numbers is that of the input in every term."""
    for part in (part for term in terms for part in occurrences(term, Plus)):
        pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for term in part.terms:
            match term:
                case Times((Ref(base, (numbers,)), Ref(column, (number,)))) if (
                    base in own and is_pair(numbers) and column in inputs.get(base, ())
                ):
                    pairs[base].append((numbers, number))
                case _:
                    pass
        for base, found in pairs.items():
            if len({number for _, number in found}) > 1:
                places = [place for place in (0, 1) if all(numbers[place] == number for numbers, number in found)]
                yield from ((base, 1 - place) for place in places[:1])


def _of_biases(terms: Sequence[Term], own: Set[str]) -> Iterator[Vote]:
    """``w_{01}`` and ``w_{02}``: the number 0 is that of an input, unless it stands in both places."""
    zeros: defaultdict[str, set[int]] = defaultdict(set)
    for ref in _names(terms):
        if ref.base in own and is_mixed(ref) and "0" in ref.subs[0]:
            zeros[ref.base].add(ref.subs[0].index("0"))
    yield from ((base, 1 - place) for base, (place, *others) in zeros.items() if not others)


def _names(terms: Sequence[Term]) -> Iterator[Ref]:
    for term in terms:
        yield from references(term)
        yield from (part.by for part in occurrences(term, Partial))
