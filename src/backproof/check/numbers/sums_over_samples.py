r"""Sums over samples in letters: ``\sum_i (\hat y^{(i)} - y^{(i)}) Z_1^{(i)}`` beside the derivative over all samples.

A page that gives ``y_1`` and ``y_2`` and computes y for each of them means the output by ``\hat y^{(1)}`` and the
target by ``y^{(1)}``. Where the numbers of all samples make such a sum something else than the derivative, it is
refuted; where they fit, it stays open, since they are those of this page only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, final

import numpy as np

from backproof.check.definitions.shape import is_constant
from backproof.check.indices.letters import number, resolved
from backproof.check.numbers.compare import PLAIN
from backproof.check.numbers.entrywise import numbers
from backproof.check.numbers.filling import Filling
from backproof.check.numbers.known import Known
from backproof.check.numbers.names import at_numbers, key_of
from backproof.check.numbers.numeric import Numeric
from backproof.check.numbers.over_samples import OverSamples
from backproof.check.numbers.products import Array
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.terms.rewriting import occurrences, rebuilt, references, renamed
from backproof.read.terms.terms import Big, Listed, Num, Plus, Ref, Term

HATTED: Final = re.compile(r"\\hat\{(.*)\}")


@final
@dataclass(frozen=True)
class SumOverSamples:
    """The sum in the line of a derivative over samples."""

    over: OverSamples
    big: Big

    @staticmethod
    def of(over: OverSamples) -> SumOverSamples | None:
        """None where the line has no sum over samples, or several."""
        side = over.line.side
        sums = list(occurrences(side, Big)) if side is not None else []
        found = [SumOverSamples(over, each) for each in sums if len(sums) == 1 and not each.conditions]
        return next((each for each in found if any(map(each.is_of_samples, references(each.big.body)))), None)

    def is_of_samples(self, ref: Ref) -> bool:
        """Whether a name counts its samples by the letter of the sum."""
        return f"({self.big.letter})" in ref.sups

    def judge(self) -> Numeric | None:
        """The sum beside the derivative; None where it may be that one, or has no value."""
        found = self.over.in_passes()
        if not found or self.big.kind != "sum" or not self.runs_over(len(found)):
            return None
        total: Array = np.sum([slopes for _, slopes in found], axis=0)
        array = self.over.array()
        if array is not None:
            total = np.sum([slopes for _, slopes in replace(self.over, head=array).in_passes()], axis=0)
        values = [value for term in self.readings() for value in self.values(term, [known for known, _ in found])]
        if not values or any(may_be(value, whole) for value in values for whole in (total, total / len(found))):
            return None
        first, shown = float(values[0].reshape(-1)[0]), float(total.reshape(-1)[0])
        elements = ", ".join(f"{each:.6g}" for each in total.reshape(-1))
        said = f"summed over {len(found)} samples with their numbers: written {_text(values[0])}, true {elements}"
        return Numeric(Verdict.WRONG, said, Counterexample({}, first, shown))

    def runs_over(self, count: int) -> bool:
        """Whether the sum may run over so many samples."""
        ledger, upper = self.over.ledger, self.big.upper
        last = None if upper is None else number(ledger.filled(upper, self.over.line.section, ledger.book.values))
        return number(self.big.lower) in {None, 1} and last in {None, count}

    def readings(self) -> Iterator[Big]:
        """The sum as it is written, and with the elements that may be meant by one of an array that is given.

        Which element is number 1 is doubtful beside a bias, and the letter of the sum may have slipped below a weight:
        that of the unit is meant then.
        """
        yield self.big
        values = self.over.ledger.book.values
        single = {ref for ref in references(self.big.body) if ref.subs and not self.is_of_samples(ref)}
        for ref in single:
            whole = replace(ref, subs=ref.subs[:-1])
            array = values.get(key_of(whole, self.over.names) or "")
            own = next((int(sub) for sub in (ref.subs[-1], *self.over.head.by.subs) if sub.isdecimal()), None)
            count = len(array.items) if isinstance(array, Listed) else 0
            for at in range(1, count + 1) if own is None else range(max(own - 1, 1), min(own + 1, count) + 1):
                other = replace(whole, subs=(*whole.subs, str(at)))
                yield replace(self.big, body=_replaced(self.big.body, ref, other))

    def values(self, big: Big, known: Sequence[Known]) -> Iterator[Array]:
        """What the side is with the numbers of each sample, in every way."""
        side = self.over.line.side
        terms = [self.of_sample(big, at + 1, each) for at, each in enumerate(known)]
        told = [term for term in terms if term is not None]
        if side is None or len(told) < len(terms):
            return
        count = Num(Fraction(len(told)), 0, big.span)
        whole = _replaced(side, self.big, Plus(tuple(told), big.span))
        if isinstance(big.upper, Ref):
            upper = big.upper
            whole = _replaced(whole, upper, count)
        filled = self.over.ledger.filled(whole, self.over.line.section, self.over.ledger.book.values)
        entrywise = replace(self.over.ledger.known.entrywise(self.over.at), bias=self.over.ledger.bias)
        for way in entrywise.ways(filled) if is_constant(filled) else ():
            if (value := numbers(way)) is not None:
                yield value

    def of_sample(self, big: Big, at: int, known: Known) -> Term | None:
        """The body of the sum for one sample, in numbers; None where a name in it has none."""
        meant: dict[str, Ref] = {}
        for ref in filter(self.is_of_samples, references(big.body)):
            name = next((each for each in self.names(ref, str(at)) if self.is_known(each, known)), None)
            if name is None:
                return None
            meant[ref.key] = name
        return self.filled(
            at_numbers(renamed(big.body, lambda ref: meant.get(ref.key, ref)), {big.letter: str(at)}), known
        )

    def filled(self, term: Term, known: Known) -> Term | None:
        """A term with the numbers of a pass; None where a name in it has none."""
        values, functions = known.book.values, known.catalogue.functions_at(self.over.at)
        filling = Filling(self.over.names, known.catalogue, values, self.over.line.section, functions=functions)
        found = filling.of(term)
        return found if is_constant(found) else None

    def names(self, ref: Ref, at: str) -> Iterator[Ref]:
        """What a name of a sample may be: itself, with its number below, a small letter, an output without its hat."""
        sample = f"({self.big.letter})"
        others = tuple(script for script in ref.sups if script != sample)
        yield replace(ref, sups=tuple(f"({at})" if script == sample else script for script in ref.sups))
        yield replace(ref, sups=others, subs=(*ref.subs, at))
        if (hatted := HATTED.fullmatch(ref.base)) is not None:
            yield replace(ref, base=ref.base, sups=others)
            yield replace(ref, base=hatted[1], sups=others)
        elif len(ref.base) == 1:
            yield from self.names(replace(ref, base=ref.base.swapcase()), at) if ref.base.isupper() else ()

    def is_known(self, ref: Ref, known: Known) -> bool:
        """Whether a name has a value or a formula of its own in a pass, and in the section of the line."""
        section, key = self.over.line.section, key_of(ref, self.over.names)
        if key is not None and key in known.book.values:
            return self.over.ledger.book.sections.get(key) == section
        formulas = known.catalogue.candidates(resolved(self.over.names, ref).key, section)
        return any(each.section == section for each in formulas) and self.filled(ref, known) is not None


def may_be(value: Array, whole: Array) -> bool:
    """Whether a value may stand for the derivative: all of it, what lies beside a bias, an element, or their sum."""
    flat, own = whole.reshape(-1), value.reshape(-1)
    if own.size == 1:
        return any(near(own, np.array([each])) for each in (*flat, flat.sum(), np.linalg.norm(flat)))
    return any(own.size == part.size and near(own, part) for part in (flat, flat[1:], flat[:-1]))


def near(one: Array, other: Array) -> bool:
    """Whether no plain difference lies between two arrays."""
    return bool(np.all(abs(one - other) <= PLAIN * np.maximum(abs(one), abs(other))))


def _replaced(term: Term, part: Term, other: Term) -> Term:
    return other if term == part else rebuilt(term, lambda each: _replaced(each, part, other))


def _text(value: Array) -> str:
    return ", ".join(f"{each:.6g}" for each in value.reshape(-1))
