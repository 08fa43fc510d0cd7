r"""Layers by a letter below, in a text that numbers them: ``\delta_k = \delta_{k+1} W_{k+1}^T`` beside ``z_1 = X W_1``.

Worked examples end with the formulas for all layers. Such a line is one for each number at which all its names exist.
What the first layer has in the place of ``a_0`` is the input, as the definitions of the first two layers show.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.check.layers.layers import Instance
from backproof.check.names.sampling import refs_of, with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, children, renamed, walk
from backproof.read.terms.terms import Big, Ref, Term, Transposed

OFFSET: Final = re.compile(r"([a-z])([+-]\d)?")
FEWEST: Final = 2
"""So many names with numbers have to have the letter, and so many numbers one of them."""

Numbers = Mapping[str, Set[int]]
"""The numbers that names have below them."""


def written_out(lines: Sequence[Line]) -> list[Instance]:
    """All lines, those of a layer by a letter for each layer; the others stay as they are."""
    inputs = dict(_inputs(lines))
    # Beside layers that are computed alike a letter needs no offset.
    letters = sorted(_letters(lines, alone=bool(inputs)))
    numbers = _numbers(lines) if letters else {}
    letter = next((each for each in letters if _counts_layers(each, lines, numbers)), "")
    if not letter or _is_turned(lines):
        return [Instance(line, at) for at, line in enumerate(lines)]
    found: list[Instance] = []
    chains: dict[tuple[int, int], int] = {}
    taken = max((line.chain for line in lines if line.chain is not None), default=0) + 1
    for at, line in enumerate(lines):
        written = list(_at_layers(line, letter, numbers, inputs))
        for place, (number, each) in enumerate(written):
            chain = each.chain
            if chain is not None and place:
                chain = chains.setdefault((chain, number), taken + len(chains))
            found.append(Instance(replace(each, chain=chain), at))
        if not written:
            found.append(Instance(line, at))
    return found


def _numbers(lines: Sequence[Line]) -> Numbers:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for ref in (ref for line in lines for ref in refs_of(line)):
        if len(ref.subs) == 1 and ref.subs[0].isdigit() and not ref.sups:
            found[ref.base].add(int(ref.subs[0]))
    return found


def _letters(lines: Sequence[Line], *, alone: bool) -> set[str]:
    """The letters with an offset somewhere, or ``alone``, too."""
    scripts = (sub for line in lines for ref in refs_of(line) for sub in ref.subs)
    marks = (OFFSET.fullmatch(sub) for sub in scripts)
    return {mark[1] for mark in marks if mark is not None and (alone or mark[2])}


def _counts_layers(letter: str, lines: Sequence[Line], numbers: Numbers) -> bool:
    """Whether a letter stands for numbers of names, and for nothing else."""
    lettered = [ref for line in lines for ref in refs_of(line) if any(_mark(sub, letter) for sub in ref.subs)]
    bound = any(
        isinstance(part, Big) and part.letter == letter for line in lines for term in line.sides for part in walk(term)
    )
    bases = {ref.base for ref in lettered}
    alone = all(len(ref.subs) == 1 and not ref.sups and ref.base in numbers for ref in lettered)
    several = len(bases) >= FEWEST and any(len(numbers.get(base, ())) >= FEWEST for base in bases)
    return alone and several and not bound


def _mark(sub: str, letter: str) -> re.Match[str] | None:
    found = OFFSET.fullmatch(sub)
    return found if found is not None and found[1] == letter else None


def _at_layers(line: Line, letter: str, numbers: Numbers, inputs: Mapping[str, Ref]) -> Iterator[tuple[int, Line]]:
    """A line at each layer where all its names exist; nothing where it has no layer by a letter."""
    offsets = [
        (ref.base, int(mark[2] or 0)) for ref in refs_of(line) for sub in ref.subs if (mark := _mark(sub, letter))
    ]
    if not offsets:
        return
    first = {base for base, offset in offsets if 1 + offset == 0 and 0 not in numbers[base]}
    unsaid = tuple(f"{base}_{{0}} is the input, and the first layer is as the others" for base in first - inputs.keys())
    for number in sorted({number for base, _ in offsets for number in numbers[base]}):
        exists = all(number + offset in numbers[base] or number + offset == 0 for base, offset in offsets)
        if exists and (number > 1 or first <= inputs.keys()):
            written = with_refs(line, partial(_named, letter=letter, number=number, inputs=inputs))
            yield number, replace(written, assumes=(*line.assumes, *unsaid))


def _named(ref: Ref, letter: str, number: int, inputs: Mapping[str, Ref]) -> Ref:
    """A name at a layer."""
    marks = [_mark(sub, letter) for sub in ref.subs]
    if len(marks) != 1 or marks[0] is None:
        return ref
    at = number + int(marks[0][2] or 0)
    return replace(inputs[ref.base], span=ref.span) if at == 0 and ref.base in inputs else replace(ref, subs=(str(at),))


def _inputs(lines: Sequence[Line]) -> Iterator[tuple[str, Ref]]:
    """The names that stand in the first layer for what others take from the one below."""
    for pairs in _of_two_layers(lines):
        match pairs:
            case [(Ref(name, ("0",), ()), Ref() as other)]:
                yield name, other
            case _:
                pass


def _is_turned(lines: Sequence[Line]) -> bool:
    """Whether one layer has a transpose where another has none: then a letter stands for neither."""
    both = ((one, other) for pairs in _of_two_layers(lines) for pair in pairs for one, other in (pair, pair[::-1]))
    return any(isinstance(one, Transposed) and alike(one.base, other) for one, other in both)


def _of_two_layers(lines: Sequence[Line]) -> Iterator[list[tuple[Term, Term]]]:
    """Where the definitions of the first two layers differ, the second one with the numbers of the first."""
    defined = ((line.head, line.side) for line in lines if line.relation == "=")
    bodies = {(head.base, head.subs): side for head, side in defined if isinstance(head, Ref) and side is not None}
    for (base, subs), body in bodies.items():
        first = bodies.get((base, ("1",)))
        if subs == ("2",) and first is not None:
            yield list(_apart(renamed(body, _lower), first))


def _lower(ref: Ref) -> Ref:
    """A name of the layer below."""
    number = len(ref.subs) == 1 and not ref.sups and ref.subs[0].isdigit()
    return replace(ref, subs=(str(int(ref.subs[0]) - 1),)) if number else ref


def _apart(one: Term, other: Term) -> Iterator[tuple[Term, Term]]:
    """Where two terms differ: their smallest parts that do."""
    inside, beside = children(one), children(other)
    if alike(one, other):
        return
    if type(one) is not type(other) or isinstance(one, Ref) or not inside or len(inside) != len(beside):
        yield one, other
        return
    for pair in zip(inside, beside, strict=True):
        yield from _apart(*pair)
