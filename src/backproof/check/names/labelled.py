r"""Numbers whose letter is a label: the k of ``\sqrt{d_k}`` counts nothing where nothing else has it.

A letter that stands on one name only, which is never written with another one, never defined and never differentiated
by, is part of this name. Where it is an index of other names, it is so on a dimension in lines that have no other k;
a dimension may have several such letters, and stand without any: ``d``, ``d_k``, ``d_v``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Partial, Ranged, Ref, Term

DIMENSIONS = frozenset({"d", "D", "n", "N"})
NONE: frozenset[str] = frozenset()


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such names as they are, without an index."""
    labelled = _labelled(lines)
    if not labelled:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        if len(ref.subs) != 1 or ref.subs[0] not in labelled.get(ref.base, NONE):
            return ref
        return replace(ref, base=f"{letters_of(ref.base)}_{{{ref.subs[0]}}}", subs=())

    return tuple(with_refs(line, named) for line in lines)


def _labelled(lines: Sequence[Line]) -> dict[str, Set[str]]:
    """Bases with the letters that are part of them."""
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    bases: defaultdict[str, set[str]] = defaultdict(set)
    bound: set[str] = set()
    moving: set[str] = set()
    for part in _parts(lines):
        match part:
            case Big(letter="", body=body):
                # What such a sum runs over, its names have to say.
                bound.update(script for ref in references(body) for script in (*ref.subs, *ref.at))
            case Big(letter=letter):
                bound.add(letter)
            case Ranged(_, rows, columns):
                bound.update(run.letter for run in (rows, columns) if run is not None)
            case Partial(by=by):
                moving.add(by.base)
            case _:
                pass
    moving |= {ref.base for line in lines if line.head is not None for ref in references(line.head)}
    for ref in _refs(lines):
        scripts[ref.base].add(ref.subs + ref.at + ref.sups)
        for script in (*ref.subs, *ref.at, *ref.sups, ref.base):
            bases[script].add(ref.base)
    found = {base: next(iter(own)) for base, own in scripts.items() if len(own) == 1 and base not in moving}
    single = {base: {own[0]} for base, own in found.items() if len(own) == 1 and len(own[0]) == 1 and own[0].islower()}
    alone = {base for base, own in single.items() for letter in own if bases[letter] == {base} and letter not in bound}
    dimensions = {base: own for base in (scripts.keys() & DIMENSIONS) - moving if (own := _letters(scripts[base]))}
    indices = {script for ref in _refs(lines) if ref.base not in dimensions for script in (*ref.subs, *ref.at)}
    counted = {base for base in dimensions if all(_stands_alone(line, base, indices) for line in lines)}
    return {base: single[base] for base in alone - counted} | {base: dimensions[base] for base in counted}


def _letters(scripts: Set[tuple[str, ...]]) -> frozenset[str]:
    """The letters of dimensions that stand without any, too, or with one of some: ``d``, ``d_k`` and ``d_v``."""
    letters = frozenset(own[0] for own in scripts if len(own) == 1 and len(own[0]) == 1 and own[0].islower())
    return letters if all(not own or own[0] in letters for own in scripts) else frozenset()


def _stands_alone(line: Line, base: str, indices: Set[str]) -> bool:
    """Whether no other name of a line has the letter of a dimension, and no sum in it binds the letter.

    The k of ``q^T k / \\sqrt{d_k}`` is a vector where k is an index of no name in the document.
    """
    refs = [ref for term in line.sides for ref in references(term)]
    letters = {sub for ref in refs if ref.base == base for sub in ref.subs}
    others = {script for ref in refs if ref.base != base for script in (*ref.subs, *ref.at)}
    others |= {ref.base for ref in refs if not ref.subs} & indices
    others |= {part.letter for part in _parts([line]) if isinstance(part, Big)}
    return letters.isdisjoint(others)


def _refs(lines: Sequence[Line]) -> Iterator[Ref]:
    return (ref for line in lines for term in line.sides for ref in references(term))


def _parts(lines: Sequence[Line]) -> Iterator[Term]:
    return (part for line in lines for term in line.sides for part in walk(term))
