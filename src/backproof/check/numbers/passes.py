r"""Passes: what a page computes for one sample after the other, under the same names.

``y = 0.6``, ``L = 0.16``, then y and L again for the next sample: a derivative of L behind them may be that of the sum
of the losses, or of their mean. Each pass keeps the values that the names had in it, and the formulas
that only it has for them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, final

from backproof.check.definitions.put_in import joined
from backproof.check.definitions.shape import is_printed
from backproof.check.definitions.told import Values, signed
from backproof.check.names.names import Names
from backproof.check.numbers.ledger import Ledger
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

FEWEST: Final = 2
"""One pass is that of the definitions as they stand."""
MOST: Final = 20
"""Samples that a page computes by hand."""
SUMMED: Final = "the derivative is that of the sum over the samples"
AVERAGED: Final = "the derivative is that of the mean over the samples"

DIGITS: Final = 3
"""A number with fewer may be a wrong result by chance."""

Place = tuple[int, str]
"""A section, and the key of a name."""
Formulas = Mapping[str, tuple[Ref, Term]]
"""What names are, with their heads, by the keys of these."""


@final
@dataclass(frozen=True, slots=True)
class Pass:
    """One pass: the values of names in it, and the ``formulas`` that are its own, by the keys of their heads."""

    values: Mapping[str, Term]
    formulas: Formulas
    computed: Term | None = None
    """What the quantity was computed from."""
    slipped: bool = False
    """Whether that is a result which was wrong before."""


@final
@dataclass
class Passes:
    """The passes of one document: ``asked`` are the quantities that it computes several times and differentiates."""

    names: Names
    asked: frozenset[Place]
    numbers: Values
    _formulas: dict[Place, tuple[Ref, Term]] = field(default_factory=dict)
    _found: defaultdict[Place, dict[int, Pass]] = field(default_factory=lambda: defaultdict(dict))
    """The passes of each quantity, by the line that begins its chain."""

    @staticmethod
    def of(lines: Sequence[Line], names: Names) -> Passes:
        """The passes of some lines, of which none is made yet."""
        heads = Counter((line.section, line.head.key) for line in lines if isinstance(line.head, Ref) and line.side)
        asked = {
            (line.section, line.head.of.key)
            for line in lines
            if isinstance(line.head, Partial) and isinstance(line.head.of, Ref)
        }
        several = frozenset(place for place in asked if heads[place] >= FEWEST)
        return Passes(names, several, Values(frozenset(joined(lines)) if several else frozenset()))

    def apart(self) -> Passes:
        """A copy, in which lines can be noted that this one never sees."""
        found = defaultdict[Place, dict[int, Pass]](dict, {place: dict(each) for place, each in self._found.items()})
        return replace(self, numbers=self.numbers.apart(), _formulas=dict(self._formulas), _found=found)

    def give(self, head: Term | None, side: Term, section: int) -> None:
        """A name with the number that it has now."""
        if self.asked and isinstance(head, Ref) and is_printed(side):
            self.numbers.forget(head, section)
            self.numbers.put(head, side, section)

    def define(self, line: Line) -> None:
        """A name with the formula that it has now."""
        if self.asked and isinstance(line.head, Ref) and line.side is not None:
            self._formulas[line.section, line.head.key] = line.head, line.side

    def compute(self, opening: int, head: Term | None, line: Line, ledger: Ledger, *, defined: bool) -> None:
        """A number that a name has, or is computed to have; ``defined``: letters say what it is.

        ``opening`` is the line that begins its chain.
        """
        side, section = line.side, line.section
        if not self.asked or not isinstance(head, Ref) or side is None:
            return
        place = section, head.key
        if not is_printed(side) and not defined:
            told = self.numbers.so_far(section, loss=head.base in LOSS_LETTERS).told(signed(side))
            named = {ref.key for ref in references(told)} if told is not None else set[str]()
            self._formulas.pop(place, None)
            if told is not None and named and head.key not in named:
                self._formulas[place] = head, told
        if place in self.asked and opening not in self._found[place]:
            own = {key: formula for (where, key), formula in self._formulas.items() if where == section}
            computed, slipped = None if is_printed(side) else side, ledger.book.carried(side, DIGITS)
            self._found[place][opening] = Pass(dict(ledger.book.values), own, computed, slipped)
        self.give(head, side, section)

    def made(self, head: Partial, section: int) -> list[Pass]:
        """The passes in which a section computes what a derivative is of."""
        return list(self._found.get((section, head.of.key), {}).values()) if isinstance(head.of, Ref) else []
