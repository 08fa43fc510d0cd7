"""Two addends of the same quantities, one as definitions have it and one as a line does: what tells them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Final, final

from backproof.check.doubts.finding import Finding
from backproof.check.losses.combinations import Addend, Over
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.terms.terms import Ref

WEIGHTS: Final = frozenset({"lambda", "alpha", "beta", "gamma", "eta", "mu", "rho", "nu", "kappa", "tau"})
"""Letters of the weights of a sum, which depend on nothing."""
COUNTS: Final = frozenset({"N", "n", "M", "m", "K", "B", "T"})
"""Letters of how many samples there are."""
STYLED: Final = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec)\{(.*)\}")
VALUES: Final = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
"""What numbers and sizes are put in for in a counterexample: no two products of them are equal."""

Name = tuple[str, tuple[str, ...], tuple[str, ...], int]
"""A name without its letters and its style: its numbers and labels, what stands above it, and how many letters."""


@final
@dataclass(frozen=True)
class Names:
    """The letters of a document that count, and its names of what may depend on something."""

    letters: Set[str]
    varying: Set[Name]

    def name(self, ref: Ref) -> Name:
        """A name without its letters and its style."""
        return named(ref, self.letters)

    def is_constant(self, ref: Ref) -> bool:
        """Whether a name is a number of which nothing says that it depends on something."""
        return self.name(ref) not in self.varying and not lettered(ref, self.letters)


def named(ref: Ref, letters: Set[str]) -> Name:
    """A name without its letters and its style."""
    styled = STYLED.fullmatch(ref.base)
    own = lettered(ref, letters)
    labels = tuple(each for each in (*ref.subs, *ref.at) if each not in letters)
    above = tuple(each for each in ref.sups if each.strip("()") not in own)
    return (ref.base if styled is None else styled[1], labels, above, len(own))


def lettered(ref: Ref, letters: Set[str]) -> tuple[str, ...]:
    """The letters of a name, those of samples above it included."""
    samples = (sup[1:-1] for sup in ref.sups if sup.startswith("("))
    return tuple(each for each in (*ref.subs, *ref.at, *samples) if each in letters)


@final
@dataclass(frozen=True)
class Pair:
    """An addend of a true combination and the written one of the same quantities, in the letters of the first."""

    true: Addend
    written: Addend
    names: Names
    astray: tuple[str, str] | None = None
    """The letter of a sum that has nothing of it inside, and the one that stands there free in its place."""

    @classmethod
    def of(cls, true: Addend, written: Addend, names: Names) -> Pair | None:
        """The two, where letters and sizes of their sums fit together."""
        known = {names.name(ref): lettered(ref, names.letters) for ref in true.factors}
        meant: dict[str, str] = {}
        for ref in written.factors:
            own = lettered(ref, names.letters)
            for letter, other in zip(own, known.get(names.name(ref), own), strict=True):
                if meant.setdefault(letter, other) != other:
                    return None
        sums = tuple(replace(over, letter=meant.get(over.letter, over.letter)) for over in written.sums)
        sizes = {over.letter: over.size for over in true.sums}
        if any(over.size and sizes.get(over.letter, over.size) not in {None, over.size} for over in sums):
            return None
        # Letters that no sum binds stand for one thing on both sides.
        free = {letter for letter in meant if letter not in {over.letter for over in written.sums}}
        if any(meant[letter] != letter and meant[letter] not in sizes for letter in free):
            return None
        idle = [over.letter for over in written.sums if over.letter not in meant]
        placed = sorted(letter for letter in free if meant[letter] in sizes and letter not in sizes)
        astray = (idle[0], placed[0]) if idle and placed else None
        return cls(true, replace(written, sums=sums), names, astray)

    @property
    def constants(self) -> frozenset[str]:
        """The letters of the numbers in it."""
        factors = chain(self.true.factors, self.written.factors)
        return frozenset(ref.base for ref in factors if self.names.is_constant(ref))

    @property
    def is_same(self) -> bool:
        """Whether nothing tells them apart."""
        return self._ratio == 1 and not (self._powers or self._lost or self._extra or self.astray)

    def refuted(self, *, by_parameter: bool, letters_of_variable: Set[str]) -> Finding | None:
        """What shows that they differ whatever the quantities are, if anything does.

        A sum may be lost for good reason where the variable is of one sample or one unit: ``by_parameter`` says that
        it is not. Numbers of samples may be left out on purpose.
        """
        if self.astray is not None:
            # The variable may have the letter, and single the term out that has it.
            return None if self.astray[1] in letters_of_variable else self._misplaced(*self.astray)
        powers = {ref.base for ref in self._powers}
        if self._ratio < 0 and powers <= COUNTS | self._sizes:
            return self._apart()
        if self._extra:
            return None
        if not self._lost:
            lost = powers and powers <= WEIGHTS and all(self._is_left_out(ref) for ref in self._powers)
            return self._apart() if lost or (self._ratio != 1 and not powers) else None
        letters = {letter for _, letter in self._lost}
        if powers or not by_parameter or letters & letters_of_variable:
            return None
        own = {letter for ref in self.true.factors for letter in lettered(ref, self.names.letters)}
        return self._unbound(*sorted(letters & own)) if letters & own else self._apart()

    @property
    def _ratio(self) -> Fraction:
        return self.written.number / self.true.number if self.true.number else Fraction(0)

    @property
    def _powers(self) -> Mapping[Ref, int]:
        """The numbers by which they differ, with their powers."""
        true, written = (
            {ref: power for ref, power in each.powers if self.names.is_constant(ref)}
            for each in (self.true, self.written)
        )
        every = (true | written).keys()
        return {ref: power for ref in every if (power := written.get(ref, 0) - true.get(ref, 0))}

    def _is_left_out(self, ref: Ref) -> bool:
        return ref not in self.true.factors or ref not in self.written.factors

    @property
    def _sizes(self) -> frozenset[str]:
        sums = chain(self.true.sums, self.written.sums)
        return frozenset(over.size.base for over in sums if isinstance(over.size, Ref))

    @property
    def _lost(self) -> frozenset[tuple[str, str]]:
        return frozenset(_over(self.true) - _over(self.written))

    @property
    def _extra(self) -> frozenset[tuple[str, str]]:
        return frozenset(_over(self.written) - _over(self.true))

    def _apart(self) -> Finding:
        """The two at small numbers, where every derivative of the quantities is 1."""
        point = self._point()
        written, true = (float(_value(each, point)) for each in (self.written, self.true))
        quantities = " ".join(ref.key for ref in self.true.factors if not self.names.is_constant(ref))
        values = ", ".join(f"{name} = {value}" for name, value in point.items())
        where = f"every derivative of {quantities} is 1" + (f", {values}" if values else "")
        reason = f"both sides differ where {where}: written {written:g}, true {true:g}"
        return Finding(Verdict.WRONG, reason, counterexample=Counterexample(dict(point), written, true))

    def _point(self) -> Mapping[str, int]:
        """Numbers for sizes and weights."""
        sums = dict.fromkeys(_size(over) for each in (self.true, self.written) for over in each.sums)
        others = (ref.key for each in (self.true, self.written) for ref in each.factors if self.names.is_constant(ref))
        return dict(zip(dict.fromkeys((*sums, *others)), VALUES, strict=False))

    def _unbound(self, letter: str, *_: str) -> Finding:
        """A letter that is summed over on one side and stands for nothing on the other."""
        reason = f"{letter} is summed over on the left side, and the right side has it without a sum"
        return Finding(Verdict.WRONG, reason, counterexample=Counterexample({}, letter, f"a sum over {letter}"))

    @staticmethod
    def _misplaced(bound: str, free: str) -> Finding:
        """A sum that adds one and the same thing, of which the letter stands for nothing on the other side."""
        reason = f"the sum over {bound} adds what has no {bound} in it, and {free} stands for nothing on the left side"
        return Finding(Verdict.WRONG, reason, counterexample=Counterexample({}, free, bound))


def _over(addend: Addend) -> Counter[tuple[str, str]]:
    return Counter((over.kind, over.letter) for over in addend.sums)


def _size(over: Over) -> str:
    """What is said of how many terms a sum has."""
    return over.size.key if isinstance(over.size, Ref) else f"the number of terms over {over.letter}"


def _value(addend: Addend, point: Mapping[str, int]) -> Fraction:
    sizes = (Fraction(point.get(_size(over), 1)) for over in addend.sums if over.kind == "sum")
    powers = (Fraction(point[ref.key]) ** power for ref, power in addend.powers if ref.key in point)
    found = addend.number
    for each in chain(sizes, powers):
        found *= each
    return found
