r"""Numbers whose letter is a label: the k of ``\sqrt{d_k}`` counts nothing where nothing else has it.

A letter that stands on one name only, which is never written with another one, never defined and never differentiated
by, is part of this name. Where it is an index of other names, it is so on a dimension in lines that have no other k.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Partial, Ref, Term

DIMENSIONS = frozenset({"d", "D", "n", "N"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such names as they are, without an index."""
    labelled = _labelled(lines)
    if not labelled:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        if ref.base not in labelled or ref.subs != (labelled[ref.base],):
            return ref
        return replace(ref, base=f"{letters_of(ref.base)}_{{{labelled[ref.base]}}}", subs=())

    return tuple(with_refs(line, named) for line in lines)


def _labelled(lines: Sequence[Line]) -> dict[str, str]:
    """Bases with the letter that is part of them."""
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
            case Partial(by=by):
                moving.add(by.base)
            case _:
                pass
    moving |= {ref.base for line in lines if line.head is not None for ref in references(line.head)}
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        scripts[ref.base].add(ref.subs + ref.at + ref.sups)
        for script in (*ref.subs, *ref.at, *ref.sups, ref.base):
            bases[script].add(ref.base)
    found = {base: next(iter(own)) for base, own in scripts.items() if len(own) == 1 and base not in moving}
    single = {base: own[0] for base, own in found.items() if len(own) == 1 and len(own[0]) == 1 and own[0].islower()}
    alone = {base for base, letter in single.items() if bases[letter] == {base} and letter not in bound}
    alone |= {base for base in single.keys() & DIMENSIONS if all(_stands_alone(line, base) for line in lines)}
    return {base: single[base] for base in alone}


def _stands_alone(line: Line, base: str) -> bool:
    """Whether no other name of a line has the letter of a dimension, and no sum in it binds the letter."""
    refs = [ref for term in line.sides for ref in references(term)]
    letters = {sub for ref in refs if ref.base == base for sub in ref.subs}
    others = {script for ref in refs if ref.base != base for script in (*ref.subs, *ref.at, ref.base)}
    others |= {part.letter for part in _parts([line]) if isinstance(part, Big)}
    return letters.isdisjoint(others)


def _parts(lines: Sequence[Line]) -> Iterator[Term]:
    return (part for line in lines for term in line.sides for part in walk(term))
