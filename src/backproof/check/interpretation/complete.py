"""Exercises that say themselves what all is that they differentiate: they compute their own outputs.

Two exercises under any headings may each have a network of their own. That the second one begins afresh is seen in what
it differentiates: all of it is defined there, and so is the way to all that it is differentiated by. One derivation
that goes on under several headings, as from a forward pass to a backward pass, differentiates what is said before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Nabla, Partial, Term
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS, LOSS_LETTERS

Given = Mapping[str, Sequence[Term]]

FUNCTIONS: Final = FUNCTION_WORDS.keys() | FUNCTION_LETTERS
FEWEST: Final = 2
"""An output is computed from so many names: a weight and an input."""


def is_complete(lines: Sequence[Line], own: Sequence[int], given: Given) -> bool:
    """Whether some lines differentiate, and ``given``, which they say themselves, has all that they differentiate.

    A loss that another part defines is none of its own. Units with labels, as ``out_{o1}``, are those of one network,
    which an example in numbers goes through section by section.
    """
    if any(len(sub) > 1 for at in own for term in lines[at].sides for ref in references(term) for sub in ref.subs):
        return False
    leads = {name: given.keys() | _leaves_to(name, given) for name in given}
    found = list(_derivatives(lines, own))
    return bool(found) and all(of in leads and (by is None or by in leads[of]) for of, by in found)


def computes_outputs(given: Given) -> bool:
    """Whether something that is no loss is computed from several names."""
    names = (({ref.base for side in sides for ref in references(side)}, name) for name, sides in given.items())
    return any(len(rests - {name} - FUNCTIONS) >= FEWEST and name not in LOSS_LETTERS for rests, name in names)


def differentiates(lines: Sequence[Line], own: Sequence[int]) -> bool:
    """Whether a derivative stands in some lines."""
    return any(has(term, Partial, Nabla) for at in own for term in lines[at].sides)


def are_several(given: Sequence[Given]) -> bool:
    """Whether one of several exercises computes what another one has as an input, or computes otherwise."""
    return any(_differ(one, other) for one, other in pairwise(given))


def _differ(one: Given, other: Given) -> bool:
    """Whether one of two computes a name that stands in the other, with another meaning or with none."""
    named = {*_named(one), *one}, {*_named(other), *other}
    return any(other.get(name) != sides for name, sides in one.items() if name in named[1]) or any(
        one.get(name) != sides for name, sides in other.items() if name in named[0]
    )


def _named(given: Given) -> set[str]:
    """The names that stand on the right of definitions."""
    return {ref.base for sides in given.values() for side in sides for ref in references(side)}


def _leaves_to(name: str, given: Given) -> set[str]:
    """All that a name is computed from."""
    found: set[str] = set()
    left = [name]
    while left:
        for side in given.get(left.pop(), ()):
            new = {ref.base for ref in references(side)} - found
            found |= new
            left += new
    return found


def _derivatives(lines: Sequence[Line], own: Sequence[int]) -> Iterator[tuple[str, str | None]]:
    """What is differentiated in some lines, and by what; nothing where a gradient is by whatever it depends on."""
    for term in (term for at in own for term in lines[at].sides):
        for part in occurrences(term, Partial):
            yield from ((ref.base, part.by.base) for ref in references(part.of))
        for nabla in occurrences(term, Nabla):
            yield from ((ref.base, None) for ref in references(nabla.of))
