"""The search for the kinds of names: from a few starts downhill, one or two names changed at a time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations, product
from operator import itemgetter
from typing import Final, final

from backproof.matrix.kinds import BAD, MISFIT, ORDER, Kinds

ROUNDS: Final = 6
TRIED: Final = 3
"""So many lines that misfit are taken as they fit best."""
UNLIKELY: Final = 2.0
"""What is so much less usual as a matrix is none to begin with."""
TOGETHER: Final = 4
"""Names of which all kinds are tried together."""


@final
@dataclass(frozen=True, slots=True)
class Asked:
    """What a climb asks about: all names and lines at first, then those beside a name that has become another kind.

    Anything else would give the same answer as before.
    """

    names: set[str]
    lines: set[int]


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
        self._worst = [0.0 for _ in self.stems]
        self._kinds_of = [_getter(sorted(named)) for named in self.stems]
        self._lines: defaultdict[str, set[int]] = defaultdict(set)
        for at, named in enumerate(self.stems):
            for stem in named:
                self._lines[stem].add(at)
        self._beside = {stem: self._named(lines) for stem, lines in self._lines.items()}

    def run(self) -> tuple[Kinds, float]:
        """The kinds, and what they cost in all: climbed to from names that are arrays, and from numbers; from matrices,
        too, where a line does not fit.

        A line that does not fit then is taken as it fits best, and the names of the others follow: some of them may be
        what they are only all together.
        """
        starts = (ORDER,) if self.near else (("column", "row", "matrix", "scalar"), ORDER)
        found = min((self._climbed(self._start(start)) for start in starts), key=itemgetter(1))
        misfitting = () if self.near else self._misfitting(found[0])
        if misfitting:
            found = min(found, self._climbed(self._arrays()), key=lambda each: round(each[1], 9))
        for at in misfitting:
            for held in self._fitting(at, found[0]):
                kinds, _ = self._climbed({**found[0], **held}, frozenset(held))
                found = min(found, self._climbed(kinds), key=lambda each: round(each[1], 9))
        return found

    def _start(self, order: Sequence[str]) -> Kinds:
        known = {**self.near, **self.fixed}
        return {stem: known.get(stem) or min(order, key=each.__getitem__) for stem, each in self.priors.items()}

    def _arrays(self) -> Kinds:
        """All names as matrices that may be: ``x_n`` is a vector of each sample then, in every line at once."""
        kinds = self._start(ORDER)
        return kinds | {
            stem: "matrix"
            for stem, prior in self.priors.items()
            if stem not in self.fixed and prior["matrix"] < prior[kinds[stem]] + UNLIKELY
        }

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
        asked = Asked(set(kinds), set(range(len(self.stems))))
        changed, rounds = True, 0
        while changed and rounds < ROUNDS:
            free = (stem for stem in kinds if stem not in kept and stem in asked.names)
            better = sum(self._better(stem, kinds, asked) for stem in free)
            changed = self._pairs(kinds, kept, asked) or better > 0
            rounds += 1
        unusual = sum(self.priors[stem][kind] for stem, kind in kinds.items())
        return kinds, self._total(range(len(self.stems)), kinds) + unusual

    def _better(self, stem: str, kinds: Kinds, asked: Asked) -> bool:
        """The best kind for one name while the others stay; whether it is another one."""
        lines, own, tried = self._lines[stem], self.priors[stem], dict(kinds)
        chosen, least = kinds[stem], self._total(lines, kinds) + own[kinds[stem]] - 1e-9
        for kind in ORDER:
            tried[stem] = kind
            cost = self._total(lines, tried, least - own[kind]) + own[kind]
            if cost < least:
                chosen, least = kind, cost
        changed = chosen != kinds[stem]
        if changed:
            kinds[stem] = chosen
            self._ask_beside(stem, asked)
        asked.names.discard(stem)
        return changed

    def _ask_beside(self, stem: str, asked: Asked) -> None:
        """What is asked again where a name has changed."""
        asked.names.update(self._beside[stem])
        asked.lines.update(at for other in self._beside[stem] for at in self._lines[other])

    def _named(self, lines: Iterable[int]) -> frozenset[str]:
        """The names of some lines."""
        return frozenset().union(*(self.stems[at] for at in lines))

    def _pairs(self, kinds: Kinds, kept: Set[str], asked: Asked) -> bool:
        """Two names of one misfitting line changed together, where that mends it."""
        changed = False
        for at, named in enumerate(self.stems):
            if at not in asked.lines:
                continue
            asked.lines.remove(at)
            if self._of(at, kinds) < BAD and not any(self._is_unusual(stem, kinds) for stem in named):
                continue
            free = [stem for stem in named if stem not in kept and stem in kinds]
            best: tuple[float, Kinds] | None = None
            for one, other in combinations(sorted(free), 2):
                best = self._pair(one, other, kinds, best)
            if best is not None:
                for stem in [stem for stem, kind in best[1].items() if kinds[stem] != kind]:
                    self._ask_beside(stem, asked)
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
        tried = dict(kinds)
        for kind, more in product(ORDER, ORDER):
            apart = first[kind] + second[more]
            room = now - apart - (best[0] if best is not None else 1e-9)
            if room > 0:
                tried[one], tried[other] = kind, more
                together = self._total(both, tried, room)
                best = (now - apart - together, dict(tried)) if together < room else best
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
        """What lines cost together, counted until it is ``enough``: first what is known, then what cost most before."""
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
        for at in sorted(unknown, key=self._worst.__getitem__, reverse=True):
            if total >= enough:
                break
            total += self._of(at, kinds)
        return total

    def _of(self, at: int, kinds: Mapping[str, str]) -> float:
        known, own = self._known[at], self._kinds_of[at](kinds)
        if own not in known:
            known[own] = self.cost(at, kinds)
            self._worst[at] = max(self._worst[at], known[own])
        return known[own]


def _getter(stems: Sequence[str]) -> Callable[[Mapping[str, str]], tuple[str, ...]]:
    """What takes the kinds of some names out of those of all."""
    return itemgetter(*stems) if len(stems) > 1 else lambda kinds: tuple(kinds[stem] for stem in stems)
