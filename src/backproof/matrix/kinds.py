"""Which names are numbers, columns, rows and matrices: the kinds under which most lines of a document fit."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations, product
from operator import itemgetter
from typing import final

from backproof.read.context.called import VECTOR
from backproof.read.grammar.spelling import GREEK
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

Kinds = dict[str, str]
KINDS: Mapping[str, tuple[bool, bool]] = {
    "scalar": (False, False),
    "column": (True, False),
    "row": (False, True),
    "matrix": (True, True),
}
"""Whether a kind of array has rows and columns (more than one of them)."""
ORDER = ("scalar", "column", "row", "matrix")
CAPITAL_GREEK = frozenset({"Theta", "Phi", "Psi", "Omega", "Gamma", "Xi"})
ARRAY_GREEK = frozenset({"delta", "theta", "omega", "Theta", "Delta", "Omega", "phi", "psi"})
COUNTS = frozenset("CDEFGJKLMNT")
"""Capital letters that are counts or losses as often as arrays."""
WEIGHTS = frozenset("UVW")
"""Capital letters that are matrices, bold or not; another bold one may be a vector of the data."""
INDICES = frozenset("ijklmnt")
NEVER = 12.0
CORE = re.compile(r"\\\w+\{(.*)\}")
ROUNDS = 6
MISFIT = 2.5
UNREADABLE = 1.5
"""A line that can't be read under some kinds may be under others."""
TRIED = 3
"""So many lines that misfit are taken as they fit best."""
TOGETHER = 4
"""Names of which all kinds are tried together."""
BAD = 0.8
"""A line that costs so much may have been taken wrongly."""
BIAS = 3.0
"""How unusual a matrix is for a bias: more than a gradient by it that lacks its sum over samples and does not fit."""
JOINED = 3.0
"""How unusual a number is for weights between layers of several units: more than a gradient that lacks a transpose."""
NORMED = 1.5
"""How unusual a number is for what has a norm for each of an index."""
COUNTED = 2.0
"""How unusual an array is for what a sum ends at."""
CALLED = 3.0
"""How unusual another kind is for what the words call a vector: there may be one for each sample, side by side."""
DEFINES = 2.0
"""A definition that does not fit weighs so many times what a claim does."""


def priors(
    stem: str,
    slots: frozenset[int],
    *,
    rows: bool,
    loss: bool,
    count: bool = False,
    bias: bool = False,
    weight: bool = False,
    vectors: bool = False,
    upright: bool = True,
    called: str = "",
    capitals: bool = False,
) -> Mapping[str, float]:
    """How unusual each kind is for a name by its look and the numbers of indices that it is written with.

    ``loss``: it is differentiated and named like a loss. ``count``: a sum ends at it. ``bias``: it is added to a
    product of two names; by a small letter, it is no matrix with an entry for each sample. ``weight``: layers of
    several units are joined by it. ``vectors``: it has norms, one for each of an index. ``called``: the words say that
    it is a vector, or a matrix; ``capitals``: they say of capital letters that they are vectors. ``upright``: it may be
    a column, which a bias that is added to every row of a product is not.
    """
    core = stem.rstrip("^").split("_", maxsplit=1)[0]
    bold = "\\mathbf" in core or "\\vec" in core
    while (match := CORE.fullmatch(core)) is not None:
        core = match[1]
    scalar, vector, matrix = (0.0, NEVER, NEVER) if loss else _look(core, bold=bold, capitals=capitals)
    if slots and 0 not in slots:
        # Always written with indices: a slice needs a reason of its own.
        scalar, vector, matrix = 0.0, 0.1, 0.1 if 2 in slots else 1.5
        if bold and core.islower() and slots == {1}:
            # A bold letter with one index is a vector for each of it rather than an element.
            scalar, vector, matrix = 1.0, 1.1, 0.5
    elif 2 in slots:
        scalar, vector, matrix = scalar + 4, vector + 4, min(matrix, 0.2)
    elif 1 in slots:
        # Beside the losses of all samples, that without an index is their sum.
        scalar, vector, matrix = scalar + 0.5, vector if loss else min(vector, 0.2), matrix + 1
    scalar, vector = (scalar + JOINED, vector + JOINED) if weight else (scalar, vector)
    scalar, vector, matrix = (scalar + NORMED, vector + NORMED, 0.0) if vectors else (scalar, vector, matrix)
    vector, matrix = (vector + COUNTED, matrix + COUNTED) if count else (vector, matrix)
    matrix += BIAS if bias and core.islower() and not bold else 0.0
    if called:
        scalar, vector, matrix = (scalar + CALLED, 0.0, matrix + CALLED) if called == VECTOR else (NEVER, NEVER, 0.0)
    column, row = (vector + 0.4, vector) if rows else (vector, vector + 0.4)
    column += 0.0 if upright else BIAS
    return {"scalar": scalar, "column": column, "row": row, "matrix": matrix}


def is_array(base: str) -> bool:
    """Whether a name without indices is an array by its look: bold, or a capital letter that is no count or loss."""
    bold = "\\mathbf" in base or "\\vec" in base
    return bold or (len(base) == 1 and base.isupper() and base not in COUNTS | LOSS_LETTERS)


def is_small(stem: str) -> bool:
    r"""Whether a name is a small bold letter, ``\\mathbf{u}``: that of a vector to everybody."""
    core = stem.rstrip("^").split("_", maxsplit=1)[0]
    bold = "\\mathbf" in core or "\\vec" in core
    while (match := CORE.fullmatch(core)) is not None:
        core = match[1]
    return bold and core.islower() and core not in CAPITAL_GREEK


def _look(core: str, *, bold: bool, capitals: bool) -> tuple[float, float, float]:
    if core in LOSS_LETTERS | QUANTITY_WORDS and not bold:
        return 0.0, 3.0, 4.0
    if core in CAPITAL_GREEK:
        return (0.8, 0.6, 0.2)
    if core in GREEK:
        return (0.5, 0.3, 1.0) if bold or core in ARRAY_GREEK else (0.0, 1.2, 2.0)
    if core.lower().endswith("matrix"):
        return NEVER, NEVER, 0.0
    if core.lower().endswith("vector"):
        return NEVER, 0.0, NEVER
    if len(core) > 1:
        return (1.0, 0.0, 0.5) if bold else (0.0, 1.0, 1.0)
    if core.isupper():
        if capitals and core not in COUNTS | WEIGHTS:
            return 2.8, 0.0, 0.4
        vector = 0.8 if bold and core not in WEIGHTS else 2.8
        return (0.1, 0.8, 0.4) if core in COUNTS and not bold else (2.8, vector, 0.0)
    if bold:
        return 2.5, 0.0, 1.5
    if core in INDICES:
        return 0.0, 1.0, 2.0
    return 0.3, 0.3, 0.5 if core == "w" else 1.5


@final
@dataclass
class Search:
    """Hill climbing over the kinds of all names; ``cost`` says how badly a line fits under some of them."""

    stems: Sequence[frozenset[str]]
    """The stems that each line names."""
    cost: Callable[[int, Mapping[str, str]], float]
    priors: Mapping[str, Mapping[str, float]]
    fixed: Mapping[str, str]
    near: Mapping[str, str] = field(default_factory=dict)
    """Where the search begins, if it is known: the kinds in the document of which this is a part."""

    def __post_init__(self) -> None:
        # For each line its costs by the kinds of its stems.
        self._known: list[dict[tuple[str, ...], float]] = [{} for _ in self.stems]
        self._kinds_of = [_getter(sorted(named)) for named in self.stems]
        self._lines: defaultdict[str, set[int]] = defaultdict(set)
        for at, named in enumerate(self.stems):
            for stem in named:
                self._lines[stem].add(at)

    def run(self) -> tuple[Kinds, float]:
        """The kinds, and what they cost in all: climbed to from names that are arrays, and from numbers.

        A line that does not fit then is taken as it fits best, and the names of the others follow: some of them may be
        what they are only all together.
        """
        starts = (ORDER,) if self.near else (("column", "row", "matrix", "scalar"), ORDER)
        found = min((self._climbed(self._start(start)) for start in starts), key=itemgetter(1))
        for at in () if self.near else self._misfitting(found[0]):
            for held in self._fitting(at, found[0]):
                kinds, _ = self._climbed({**found[0], **held}, frozenset(held))
                found = min(found, self._climbed(kinds), key=lambda each: round(each[1], 9))
        return found

    def _start(self, order: Sequence[str]) -> Kinds:
        known = {**self.near, **self.fixed}
        return {stem: known.get(stem) or min(order, key=each.__getitem__) for stem, each in self.priors.items()}

    def _misfitting(self, kinds: Kinds) -> list[int]:
        """The lines that fit worst."""
        costs = {at: self._of(at, kinds) for at in range(len(self.stems))}
        return sorted((at for at, cost in costs.items() if cost > MISFIT), key=lambda at: -costs[at])[:TRIED]

    def _fitting(self, at: int, kinds: Kinds) -> list[Kinds]:
        """The most usual kinds for the names of a line under which it fits, if there are few names."""
        free = sorted(stem for stem in self.stems[at] if stem not in self.fixed)
        if len(free) > TOGETHER:
            return []
        every = (dict(zip(free, chosen, strict=True)) for chosen in product(ORDER, repeat=len(free)))
        fitting = (each for each in every if self._of(at, {**kinds, **each}) < BAD)
        return sorted(fitting, key=lambda each: self._prior(each, *free))[:1]

    def _climbed(self, kinds: Kinds, held: Set[str] = frozenset()) -> tuple[Kinds, float]:
        kinds, kept = dict(kinds), held | self.fixed.keys()
        changed, rounds = True, 0
        while changed and rounds < ROUNDS:
            better = sum(self._better(stem, kinds) for stem in kinds if stem not in kept)
            changed = self._pairs(kinds, kept) or better > 0
            rounds += 1
        unusual = sum(self.priors[stem][kind] for stem, kind in kinds.items())
        return kinds, self._total(range(len(self.stems)), kinds) + unusual

    def _better(self, stem: str, kinds: Kinds) -> bool:
        """The best kind for one name while the others stay; whether it is another one."""
        lines = self._lines[stem]
        own = self.priors[stem]
        chosen, least = kinds[stem], self._total(lines, kinds) + own[kinds[stem]] - 1e-9
        for kind in ORDER:
            cost = self._total(lines, {**kinds, stem: kind}, least - own[kind]) + own[kind]
            if cost < least:
                chosen, least = kind, cost
        changed = chosen != kinds[stem]
        kinds[stem] = chosen
        return changed

    def _pairs(self, kinds: Kinds, kept: Set[str]) -> bool:
        """Two names of one misfitting line changed together, where that mends it."""
        changed = False
        for at, named in enumerate(self.stems):
            if self._of(at, kinds) < BAD and not any(self._is_unusual(stem, kinds) for stem in named):
                continue
            free = [stem for stem in named if stem not in kept and stem in kinds]
            best: tuple[float, Kinds] | None = None
            for one, other in combinations(sorted(free), 2):
                best = self._pair(one, other, kinds, best)
            if best is not None:
                kinds.update(best[1])
                changed = True
        return changed

    def _pair(self, one: str, other: str, kinds: Kinds, best: tuple[float, Kinds] | None) -> tuple[float, Kinds] | None:
        """The gain by the best kinds for two names, where it is more than that of ``best``."""
        both = self._lines[one] & self._lines[other]
        now = self._total(self._lines[one] | self._lines[other], kinds) + self._prior(kinds, one, other)
        gain = best[0] if best is not None else 1e-9
        # Counted until no kind of the other one makes up for it.
        first = self._alone(one, both, kinds, now - gain - min(self.priors[other].values()))
        second = self._alone(other, both, kinds, now - gain - min(first.values()))
        for kind, more in product(ORDER, ORDER):
            apart = first[kind] + second[more]
            room = now - apart - (best[0] if best is not None else 1e-9)
            if room > 0:
                tried = {**kinds, one: kind, other: more}
                together = self._total(both, tried, room)
                best = (now - apart - together, tried) if together < room else best
        return best

    def _alone(self, stem: str, without: Set[int], kinds: Kinds, room: float) -> dict[str, float]:
        """What a name costs by its kinds in all lines but some, each counted until it takes all ``room``."""
        lines, own, tried = self._lines[stem] - without, self.priors[stem], dict(kinds)
        costs = {}
        for kind in ORDER:
            tried[stem] = kind
            costs[kind] = self._total(lines, tried, room - own[kind]) + own[kind]
        return costs

    def _is_unusual(self, stem: str, kinds: Mapping[str, str]) -> bool:
        own = self.priors[stem]
        return stem not in self.fixed and own[kinds[stem]] > min(own.values()) + 0.5

    def _prior(self, kinds: Mapping[str, str], *stems: str) -> float:
        return sum(self.priors[stem][kinds[stem]] for stem in stems)

    def _total(self, lines: Iterable[int], kinds: Mapping[str, str], enough: float = math.inf) -> float:
        """What lines cost together, counted until it is ``enough``: what is known first."""
        total, unknown = 0.0, []
        if enough <= 0.0:
            return total
        known, kinds_of = self._known, self._kinds_of
        for at in lines:
            cost = known[at].get(kinds_of[at](kinds))
            if cost is None:
                unknown.append(at)
            else:
                total += cost
        for at in unknown:
            if total >= enough:
                break
            total += self._of(at, kinds)
        return total

    def _of(self, at: int, kinds: Mapping[str, str]) -> float:
        known, own = self._known[at], self._kinds_of[at](kinds)
        if own not in known:
            known[own] = self.cost(at, kinds)
        return known[own]


def _getter(stems: Sequence[str]) -> Callable[[Mapping[str, str]], tuple[str, ...]]:
    """What takes the kinds of some names out of those of all."""
    return itemgetter(*stems) if len(stems) > 1 else lambda kinds: tuple(kinds[stem] for stem in stems)
