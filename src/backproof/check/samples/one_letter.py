r"""One letter for the sample and for the element: ``\sum_i (y_i^{(i)} - t_i^{(i)}) x^{(i)}``.

Such a sum would take the first element of the first sample, the second one of the second sample. Where other lines of
the document number the elements of the name by letters of their own, ``y_k^{(i)}``, no reading of it is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.names.sampling import refs_of, sample_of
from backproof.read.lines import Line, Mismatch
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Ref

FEWEST: Final = 2
"""Lines that number the elements by a letter of their own; a single one may be the slip."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines; one with such a sum says which letter stands for both."""
    crossed = {at: ref for at, line in enumerate(lines) if (ref := next(_crossed(line), None)) is not None}
    if not crossed:
        return tuple(lines)
    apart: defaultdict[tuple[str, int], dict[int, Ref]] = defaultdict(dict)
    for at, line in enumerate(lines):
        for ref in refs_of(line) if at not in crossed else ():
            if _is_apart(ref):
                apart[ref.base, len(ref.subs)][at] = ref
    found = list(lines)
    for at, ref in crossed.items():
        usual = apart.get((ref.base, len(ref.subs)), {})
        if len(usual) >= FEWEST and lines[at].problem is None and lines[at].misfit is None:
            found[at] = replace(lines[at], misfit=_mismatch(ref, next(iter(usual.values()))))
    return tuple(found)


def _crossed(line: Line) -> Iterator[Ref]:
    """The names in sums whose letter stands for the sample and for an element; the head does not have it."""
    own = {sub for ref in references(line.head) for sub in ref.subs} if line.head is not None else set()
    for part in walk(line.side) if line.side is not None else ():
        if isinstance(part, Big) and part.letter not in own:
            named = (ref for ref in references(part.body) if sample_of(ref) == part.letter)
            yield from (ref for ref in named if part.letter in ref.subs)


def _is_apart(ref: Ref) -> bool:
    """Whether a name has a letter for its sample and other ones for its elements."""
    sample = sample_of(ref)
    return sample is not None and bool(ref.subs) and all(sub.isalpha() and sub != sample for sub in ref.subs)


def _mismatch(ref: Ref, usual: Ref) -> Mismatch:
    letter = sample_of(ref)
    return Mismatch(
        f"the letter {letter} stands for the sample and for an element",
        ref.key,
        f"a letter of its own for the element, as in {usual.key}",
        certain=True,
    )
