r"""Arrays of which one element is defined, as an example: ``s_1 = u_{11} h_1 + u_{12} h_2`` beside ``s_k`` and others.

The number of the element stands for the letter that the document has in its place: in a row or a column of a matrix
``u_{kj}``, and nowhere else for another one. What is defined by such arrays alone, ``y_1 = \tanh(s_1)``, is an example
as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.layers.spelt import Uses, defines_element, names_element, with_sums
from backproof.check.names.patterns import Array, array_of
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, renamed
from backproof.read.terms.terms import Ref

AXES = 2


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a letter for the number in such definitions."""
    if not any(map(names_element, lines)):
        return tuple(lines)
    uses = Uses.of(lines)
    lengths = Counter(line.chain for line in lines)
    heads = Counter(array_of(line.head) for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES)
    single = {
        at: line
        for at, line in enumerate(lines)
        if isinstance(line.head, Ref)
        and uses.is_element(line.head)
        and heads[array_of(line.head)] == 1
        and lengths[line.chain] == 1
        and defines_element(line)
    }
    found: dict[int, Line] = {}
    known: set[Array] = set()
    while more := {
        at: general
        for at, line in single.items()
        if at not in found and (general := _general(line, uses, known)) is not None
    }:
        found |= more
        known |= {array_of(line.head) for line in more.values() if isinstance(line.head, Ref)}
    return tuple(found.get(at, line) for at, line in enumerate(lines))


def _general(line: Line, uses: Uses, known: Set[Array]) -> Line | None:
    """The definition of an array by that of one of its elements, or None where this is no example."""
    line = with_refs(line, uses.spread)
    assert isinstance(line.head, Ref)
    assert line.side is not None
    letter, number = uses.letters.get((array_of(line.head), 0)), line.head.subs[0]
    rows = 0
    for ref in references(line.side):
        array = array_of(ref)
        for at, sub in enumerate(ref.subs):
            usual = uses.letters.get((array, at))
            if sub == letter or (usual is None and sub == number) or (usual == letter and sub not in {number, letter}):
                return None
            rows += usual == letter and sub == number and (len(ref.subs) == AXES or array in known)
    if letter is None or not rows:
        return None

    def lettered(ref: Ref) -> Ref:
        usual = [uses.letters.get((array_of(ref), at)) for at in range(len(ref.subs))]
        own = (letter if each == letter and sub == number else sub for each, sub in zip(usual, ref.subs, strict=True))
        return replace(ref, subs=tuple(own))

    head, side = replace(line.head, subs=(letter,)), renamed(line.side, lettered)
    return with_sums(replace(line, head=head, side=side), uses)
