r"""Samples in subscripts that some lines leave out: ``E_n = -\sum_k t_{nk} \ln y_{nk}``, then ``y_k - t_k``.

Texts write the sample before the unit in the loss, and leave it out where a line is about one sample (Bishop 2006,
section 5.3). Where a name stands both with such a letter and without it, and everything else that has the letter is
data, computed, or a loss, it is the mark of a sample in each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import is_data, refs_of, sample_of, with_refs
from backproof.matrix.names import is_letter
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Partial, Ref, Times, Transposed
from backproof.read.vocabulary import LOSS_LETTERS

TIME = "t"
FEATURES = frozenset({"phi", "varphi", r"\mathbf{phi}"})
"""What is computed from the inputs of a sample, in a way that texts leave open."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such letters as the marks of samples that they are."""
    names = [ref for line in lines for ref in _names(line)]
    letters = {letter for letter in _left_out(names) | _of_pairs(names, lines) if _counts_samples(letter, names, lines)}
    return tuple(with_refs(line, lambda ref: _marked(ref, letters)) for line in lines) if letters else tuple(lines)


def _names(line: Line) -> Iterator[Ref]:
    """The names of a line, those of what it differentiates by among them."""
    yield from refs_of(line)
    yield from (part.by for term in line.terms for part in occurrences(term, Partial))


def _left_out(names: Sequence[Ref]) -> set[str]:
    """The letters before the unit of a name that stands without them, too: ``t_{nk}`` and ``t_k``."""
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in names:
        if not (ref.at or ref.sups):
            scripts[ref.base].add(ref.subs)
    return {
        subs[0]
        for base, own in scripts.items()
        if is_data(base)
        for subs in own
        if len(subs) > 1 and subs[0] != TIME and is_letter(subs[0]) and _stands_without(subs[0], len(subs) - 1, own)
    }


def _of_pairs(names: Sequence[Ref], lines: Sequence[Line]) -> set[str]:
    """The one letter of inputs and outputs that stand together without it in other lines: ``y_i`` and ``x_i``."""
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in names:
        scripts[ref.base].add((*ref.subs, *ref.at, *ref.sups))
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    for base, own in scripts.items():
        marked = [subs for subs in own if subs]
        if is_data(base) and () in own and len(marked) == 1 and len(marked[0]) == 1 and is_letter(marked[0][0]):
            pairs[marked[0][0]].add(base)
    wholes = {base for base in scripts if base.isupper() and base.lower() in scripts}
    return {
        letter
        for letter, bases in pairs.items()
        if letter != TIME and len(bases) > 1 and wholes.isdisjoint(map(str.upper, bases)) and _apart(bases, lines)
        if any(_weighs(letter, bases, line) for line in lines)
    }


def _weighs(letter: str, bases: set[str], line: Line) -> bool:
    r"""Whether a whole parameter is multiplied with the input of a sample: ``w^T x_i``. An element has its own."""
    products = (part for term in line.sides for part in occurrences(term, Times))
    return any(
        isinstance(one, Transposed) and isinstance(other, Ref) and other.base in bases and other.subs == (letter,)
        for part in products
        for one, other in pairwise(part.factors)
    )


def _apart(bases: set[str], lines: Sequence[Line]) -> bool:
    """Whether some line has all of some names without a script, and none has one with and without."""
    together = False
    for line in lines:
        own = {(ref.base, bool(ref.subs)) for ref in _names(line) if ref.base in bases}
        plain, marked = ({base for base, has in own if has == wanted} for wanted in (False, True))
        if plain and marked:
            return False
        together = together or plain == bases
    return together


def _stands_without(letter: str, units: int, own: set[tuple[str, ...]]) -> bool:
    """Whether each use of a name either begins with a letter or lacks it, and some use with letters lacks it."""
    plain = [subs for subs in own if subs[:1] != (letter,)]
    return all(len(subs) == units for subs in plain) and any(all(map(is_letter, subs)) for subs in plain)


def _counts_samples(letter: str, names: Sequence[Ref], lines: Sequence[Line]) -> bool:
    """Whether a letter stands first on losses and on what differs from sample to sample, and nowhere else."""
    having = [ref for ref in names if letter in (*ref.subs, *ref.at, *ref.sups)]
    if any(ref.base == letter for ref in names) or not all(_is_first(letter, ref) for ref in having):
        return False
    if any(_is_of_none(letter, line) for line in lines):
        return False
    bases = {ref.base for ref in having}
    computed = {line.head.base for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES}
    if not all(is_data(base) or base in computed | LOSS_LETTERS | FEATURES for base in bases):
        return False
    if any(sample_of(ref) is not None for ref in names if ref.base in bases):
        return False
    return any(base in LOSS_LETTERS for base in bases) or any(_sums(letter, line) for line in lines)


def _is_first(letter: str, ref: Ref) -> bool:
    return ref.subs[:1] == (letter,) and letter not in (*ref.subs[1:], *ref.at, *ref.sups) and not ref.at


def _is_of_none(letter: str, line: Line) -> bool:
    r"""``E_n = -\sum_n ...``: whether a line says what a sample has by a sum over all of them."""
    own = line.head is not None and any(letter in ref.subs for ref in references(line.head))
    return own and any(isinstance(part, Big) and part.letter == letter for term in line.sides for part in walk(term))


def _sums(letter: str, line: Line) -> bool:
    """Whether a line says what a loss is by a sum over a letter."""
    if not isinstance(line.head, Ref) or line.head.base not in LOSS_LETTERS:
        return False
    return any(isinstance(part, Big) and part.letter == letter for term in line.terms for part in walk(term))


def _marked(ref: Ref, letters: set[str]) -> Ref:
    """A name with its sample above it."""
    if not ref.subs or ref.subs[0] not in letters:
        return ref
    return replace(ref, subs=ref.subs[1:], sups=(*ref.sups, f"({ref.subs[0]})"))
