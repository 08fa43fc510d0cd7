"""The definitions of a document, by name and by section.

A section may redefine a letter. A line sees the definitions of its own section, then those of the sections before it,
nearest first, then those that come later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import final

from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.read.terms.rewriting import counts, has, occurrences
from backproof.read.terms.terms import Big, Divide, Nabla, Partial, Ref, Term, Times


@final
@dataclass(frozen=True)
class Catalogue:
    """What a document defines: names and functions, in the order of the text.

    ``put_in``: what numbers define that are put in for names, which only their own section sees.
    """

    definitions: Sequence[Defined]
    functions: Sequence[UserFunction] = ()
    put_in: Sequence[Defined] = ()
    by_key: dict[str, list[Defined]] = field(init=False, repr=False, compare=False)
    _candidates: dict[tuple[str, int, int | None], list[Defined]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_key: defaultdict[str, list[Defined]] = defaultdict(list)
        for each in self.definitions:
            by_key[each.key].append(each)
        object.__setattr__(self, "by_key", dict(by_key))

    @cached_property
    def _bodies(self) -> tuple[Term, ...]:
        return (*(each.body for each in self.definitions), *(each.body for each in self.functions))

    @cached_property
    def divisors(self) -> frozenset[str]:
        r"""The names that definitions divide by, which no matrix is: D for ``\frac1D \sum_i x_i``."""
        below = [part.denominator for body in self._bodies for part in occurrences(body, Divide)]
        factors = (factor for each in below for factor in (each.factors if isinstance(each, Times) else (each,)))
        return frozenset(each.key for each in factors if isinstance(each, Ref))

    @cached_property
    def counting(self) -> frozenset[str]:
        r"""The letters of sums that are numbers in their bodies: i for ``\sum_i i x_i``."""
        sums = (part for body in self._bodies for part in occurrences(body, Big))
        return frozenset(big.letter for big in sums if counts(big.letter, big.body))

    def in_scope(self, key: str, section: int) -> Defined | None:
        """The definition of a key that a line of this section sees."""
        return next(iter(self.candidates(key, section)), None)

    def candidates(self, key: str, section: int, line: int | None = None) -> list[Defined]:
        """All definitions of a key, the one in scope first; of examples, and in an item, the last one before a line."""
        asked = (key, section, line)
        if asked not in self._candidates:
            own = [each for each in self.put_in if each.key == key and each.section == section]
            self._candidates[asked] = self._ordered([*self.by_key.get(key, []), *own], section, line)
        return self._candidates[asked]

    @staticmethod
    def _ordered(found: list[Defined], section: int, line: int | None) -> list[Defined]:
        here = [each for each in found if each.section == section]
        last = [each for each in here if line is not None and each.is_meant_at(line)][-1:]
        here = [*last, *(each for each in here if each not in last)]
        before = sorted((each for each in found if each.section < section), key=_nearest)
        after = [each for each in found if each.section > section]
        return here + before + after

    def functions_at(self, line: int) -> dict[str, tuple[tuple[str, ...], Term]]:
        """The functions that a line sees: of each name the last one defined up to it, else the first one after it."""
        found = {each.key: (each.parameters, each.body) for each in reversed(self.functions) if each.line > line}
        return found | {each.key: (each.parameters, each.body) for each in self.functions if each.line <= line}

    def labels(self, key: str, line: int) -> bool:
        """Whether the function defined last before a line has this letter and a label: f for ``f_c``."""
        before = [each for each in self.functions if each.line <= line]
        last = max(before, key=lambda each: each.line).key if before else ""
        return last != key and last.split("_", maxsplit=1)[0] == key

    def written_with(self, section: int, line: int) -> dict[str, tuple[tuple[str, ...], Term]]:
        """The quantities that are written as functions of what they depend on (``f(x, y) = x y``)."""
        found = {key: self.candidates(key, section, line)[0] for key in self.by_key}
        return {key: (each.parameters, each.body) for key, each in found.items() if each.parameters}


def _nearest(defined: Defined) -> tuple[int, bool, int]:
    """The last section first; in it the first definition, which its own lines see, and the last one of examples.

    What a gradient comes to goes before what it is the gradient of.
    """
    handed = has(defined.body, Partial, Nabla)
    return -defined.section, handed, -defined.line if defined.example else defined.line
