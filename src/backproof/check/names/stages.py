r"""Weights named after what they belong to: the e and d of ``h = \sigma(W_e x + b_e)`` and ``\hat x = W_d h + b_d``.

Matrices of one letter that multiply whole vectors, in definitions of several such letters, are told apart by these. A
letter that a sum binds, that stands beside another one or at a name with other indices counts something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from backproof.check.names.names import labelled
from backproof.check.names.sampling import refs_of, with_refs
from backproof.check.names.unbound import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, walk
from backproof.read.terms.terms import Big, Call, Compare, Element, Ref, Times

FEWEST = 2
"""So many letters or numbers tell matrices apart; a single one may be that of a row."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such letters as a part of the names that they stand at."""
    letters = _letters(lines)
    if not letters:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        own = len(ref.subs) == 1 and ref.subs[0] in letters
        return replace(ref, base=labelled(ref.base, ref.subs), subs=()) if own else ref

    return tuple(with_refs(line, named) for line in lines)


def _letters(lines: Sequence[Line]) -> Set[str]:
    """The letters of such matrices, where none of them counts anything."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for base, letter in _weighing(line):
            found[base].add(letter)
    letters = {letter for own in found.values() if len(own) >= FEWEST for letter in own if letter.isalpha()}
    return letters if letters and letters.isdisjoint(_counting(lines, letters)) else set()


def _weighing(line: Line) -> Iterator[tuple[str, str]]:
    """The matrices with a letter that multiply whole vectors in a definition, where no name in it has another index."""
    match line:
        case Line(head=Ref() as head, side=side) if side is not None and line.relation in DEFINES:
            for product in occurrences(side, Times):
                match product.factors:
                    case (Ref(base, (letter,), (), at=()), Ref(subs=()) as whole) if _is_matrix(base, letter):
                        scripts = {script for ref in refs_of(line) for script in (*ref.subs, *ref.at)} - {letter}
                        alone = all(script.isdigit() for script in scripts)
                        if alone and whole.base != head.base:
                            yield base, letter
                    case _:
                        pass
        case _:
            return


def _is_matrix(base: str, letter: str) -> bool:
    """Whether a name is a capital, bold perhaps, with one small letter or digit."""
    plain = base.removeprefix(r"\mathbf{").removesuffix("}")
    return len(plain) == 1 and plain.isupper() and len(letter) == 1 and (letter.islower() or letter.isdigit())


def _counting(lines: Sequence[Line], letters: Set[str]) -> Iterator[str]:
    """What sums bind and cases compare, and those of the letters that stand beside an index, or in the place of one."""
    for part in (part for line in lines for term in line.terms for part in walk(term)):
        match part:
            case Big(letter=letter):
                yield letter
            case Compare(_, left, right):
                yield from (side.base for side in (left, right) if isinstance(side, Ref))
            case Call(name=Ref(subs=below)):
                yield from below
            case Element(_, at):
                yield from at
            case _:
                pass
    for scripts in _scripts(lines).values():
        own = {script for each in scripts for script in each}
        # What stands whole, too, is an array of which these may be elements.
        others = {script for script in own - letters if not script.isdigit()}
        if own & letters and (others or any(len(each) != 1 for each in scripts)):
            yield from own & letters


def _scripts(lines: Sequence[Line]) -> Mapping[str, Set[tuple[str, ...]]]:
    """All indices with which each name stands."""
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in (ref for line in lines for ref in refs_of(line)):
        found[ref.base].add((*ref.subs, *ref.at))
    return found
