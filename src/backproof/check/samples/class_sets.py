r"""Sums and products over the samples of a class: ``\prod_{x^{(i)} \in C_1} p_i`` is ``\prod_i p_i^{y^{(i)}}``.

A label that is 1 or 0 chooses its samples as a factor, or as a power. The number of a set says which samples it has;
the label is the only one that the section names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, final

from backproof.check.names.sampling import refs_of, sample_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt
from backproof.read.terms.terms import Big, Compare, Num, Plus, Raise, Ref, Term, Times, minus

LABELS: Final = frozenset({"y", "t", "c", "d", "r"})
CLASSES: Final = frozenset({"0", "1"})
SAID: Final = "{} has the samples with label {}"
BINARY: Final = "the labels are 0 or 1"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with sums and products over all samples."""
    sections = {line.section for line in lines}
    labels = {section: _label([line for line in lines if line.section == section]) for section in sections}
    sets = _sets(lines)
    return tuple(
        line if (label := labels[line.section]) is None else _over_all(line, Chosen(label, sets)) for line in lines
    )


def _label(lines: Sequence[Line]) -> str | None:
    """The only label that some lines name with a sample."""
    found = {ref.base for line in lines for ref in refs_of(line) if ref.base in LABELS and sample_of(ref) is not None}
    return found.pop() if len(found) == 1 else None


def _sets(lines: Sequence[Line]) -> frozenset[str]:
    """The names of sets of which there is one for each of two classes."""
    numbers: dict[str, set[str]] = {}
    for line in lines:
        for big in _bigs(line):
            match big:
                case Big(lower=None, upper=Ref(base, (number,), ())) if number in CLASSES:
                    numbers.setdefault(base, set()).add(number)
                case _:
                    pass
    return frozenset(base for base, found in numbers.items() if found == CLASSES)


def _bigs(line: Line) -> Iterator[Big]:
    return (part for term in line.sides for part in occurrences(term, Big))


@final
@dataclass(frozen=True, slots=True)
class Chosen:
    """The label of a section, and the names of the sets of its samples."""

    label: str
    sets: frozenset[str]

    def over_all(self, term: Term) -> Term:
        """A term with sums and products over all samples."""
        inner = rebuilt(term, self.over_all)
        match inner:
            case Big(kind, letter, body=body) if (number := self.number(inner)) is not None:
                weight = self.weight(letter, number, inner)
                chosen = Raise(body, weight, body.span) if kind == "prod" else Times((weight, body), body.span)
                return replace(inner, upper=None, conditions=(), body=chosen)
            case _:
                return inner

    def number(self, big: Big) -> str | None:
        """The number of the class whose samples a sum or a product runs over."""
        match big:
            case Big("sum" | "prod", _, None, Ref(base, (number,), ()), ()) if base in self.sets:
                return number
            case Big("sum" | "prod", letter, None, None, (Compare("=", Ref(base, (), (mark,)), Num(value)),)):
                own = base == self.label and mark == f"({letter})"
                return str(value) if own and str(value) in CLASSES else None
            case _:
                return None

    def weight(self, letter: str, number: str, big: Big) -> Term:
        """The label for class 1, one minus it for class 0."""
        label = Ref(self.label, (), (f"({letter})",), big.span)
        one = Num(Fraction(1), 0, big.span)
        return label if number == "1" else Plus((one, minus(label, big.span)), big.span)

    def said(self, line: Line) -> Iterator[str]:
        """What the sets of a line are taken for."""
        for big in _bigs(line):
            number = self.number(big)
            if number is not None:
                yield SAID.format(big.upper.key, number) if isinstance(big.upper, Ref) else BINARY


def _over_all(line: Line, chosen: Chosen) -> Line:
    said = tuple(dict.fromkeys(chosen.said(line)))
    if not said:
        return line
    return replace(line.changed(chosen.over_all), assumes=(*line.assumes, *said))
