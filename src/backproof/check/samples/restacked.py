r"""Matrices of samples that lines define again, layer by layer: ``Z^{[1]} = W^{[1]} X + b^{[1]}`` beside the
``z^{[1](i)} = W^{[1]} x^{(i)} + b^{[1]}`` of one sample.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from backproof.check.names.sampling import refs_of, sample_of, unmarked, with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, renamed
from backproof.read.terms.terms import Ref, Term
from backproof.records import replace


def of(lines: Sequence[Line], capital: Callable[[str], str]) -> Mapping[str, str]:
    """The capitals of letters that lines compute for each sample, each with this letter: they stand with the same
    scripts, without an element, and no line computes them for one sample."""
    computed = {line.head.base for line in lines if isinstance(line.head, Ref) and sample_of(line.head) is not None}
    pairs = {large: small for small in computed if (large := capital(small)) and large not in computed}
    if not pairs:
        return {}
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    whole = set()
    for ref in (ref for line in lines for ref in refs_of(line)):
        scripts[ref.base].add((*ref.subs, *ref.at, *unmarked(ref).sups))
        whole |= {ref.base} if sample_of(ref) is None else set()
    return {large: small for large, small in pairs.items() if large in whole and scripts[large] <= scripts[small]}


def by_sample(line: Line, matrices: Mapping[str, str]) -> Line:
    """A line with the column of a matrix that is one sample's, ``Z^{[2](i)}``, by the letter of a sample."""

    def small(ref: Ref) -> Ref:
        return replace(ref, base=matrices[ref.base]) if ref.base in matrices and sample_of(ref) else ref

    return with_refs(line, small) if matrices else line


def are_shown(lines: Sequence[Line], matrices: Mapping[str, str]) -> bool:
    """Whether a line is, with small letters in the place of the capitals, a line about one sample."""
    single = {_one(line, {}) for line in lines if any(sample_of(ref) is not None for ref in refs_of(line))}
    return any(
        line.relation and _one(line, matrices) in single
        for line in lines
        if any(ref.base in matrices and sample_of(ref) is None for ref in refs_of(line))
    )


def _one(line: Line, matrices: Mapping[str, str]) -> tuple[Term | None, ...]:
    """Both sides of a line without samples, with small letters in the place of capitals."""

    def small(ref: Ref) -> Ref:
        return replace(unmarked(ref), base=matrices.get(ref.base, ref.base), sample=None)

    return tuple(None if side is None else bare(renamed(side, small)) for side in (line.head, line.side))
