r"""Samples by a bare letter above, which a sum goes over: the n of ``E = \sum_n (y^n - t^n)^2``.

Such a letter is no power, as the reading of powers has left it to the name, and no label, as it takes many values. In
what follows it marks the sample as ``y^{(n)}`` does. The letters of layers and of steps stay: ``\sum_l \|W^l\|^2``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from backproof.check.names.sampling import is_data, refs_of, with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Partial, Ref
from backproof.records import replace

OTHERS: Final = frozenset({"l", "L", "t", "T", r"\ell"})
"""Letters of layers, of steps, and of the transpose."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such letters as the marks of samples that they are."""
    letters = {letter for line in lines for letter in _summed(line)}
    names = [ref for line in lines for ref in _names(line)] if letters else []
    letters = {letter for letter in letters if all(_may_be_sample(ref, letter) for ref in names)}
    return tuple(with_refs(line, lambda ref: _marked(ref, letters)) for line in lines) if letters else tuple(lines)


def _names(line: Line) -> Iterator[Ref]:
    """The names of a line, those of what it differentiates by among them."""
    yield from refs_of(line)
    yield from (part.by for term in line.terms for part in occurrences(term, Partial))


def _summed(line: Line) -> Iterator[str]:
    """The letters of sums in which each name that has the letter has it above, and data do."""
    for part in (part for term in line.terms for part in walk(term)):
        if not isinstance(part, Big) or part.kind != "sum" or part.letter in OTHERS:
            continue
        inside = [ref for ref in references(part.body) if part.letter in (*ref.subs, *ref.at, *ref.sups)]
        if inside and all(ref.sups == (part.letter,) for ref in inside) and any(is_data(ref.base) for ref in inside):
            yield part.letter


def _may_be_sample(ref: Ref, letter: str) -> bool:
    """Whether a name has the letter of a sample alone above, if it has it there, and never with an offset."""
    if any(sup.startswith((f"{letter}+", f"{letter}-")) for sup in ref.sups):
        return False
    return letter not in ref.sups or (ref.sups == (letter,) and letter not in (*ref.subs, *ref.at))


def _marked(ref: Ref, letters: set[str]) -> Ref:
    return replace(ref, sups=(f"({ref.sups[0]})",)) if len(ref.sups) == 1 and ref.sups[0] in letters else ref
