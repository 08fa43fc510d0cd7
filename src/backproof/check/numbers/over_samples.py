"""A derivative over all samples of a page, beside a number: the sum of those in each pass, or their mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final, final

import numpy as np

from backproof.check.definitions import definitions as defining
from backproof.check.definitions.shape import is_constant, is_single
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Names
from backproof.check.numbers.another_sample import of_another_sample
from backproof.check.numbers.book import Book, same
from backproof.check.numbers.compare import Difference, Match
from backproof.check.numbers.derivatives import PASSED_ON, Derivatives
from backproof.check.numbers.filling import Filling
from backproof.check.numbers.gradients import Gradients, written
from backproof.check.numbers.known import Known
from backproof.check.numbers.ledger import Ledger
from backproof.check.numbers.names import key_of, wholes
from backproof.check.numbers.numeric import Numeric
from backproof.check.numbers.passes import Formulas, Pass, Passes
from backproof.check.numbers.products import Array
from backproof.check.numbers.rounding import Result
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, references, walk
from backproof.read.terms.terms import Partial, Plus, Ref, Term
from backproof.records import replace

FEWEST: Final = 2
"""One pass is that of the definitions as they stand."""
MOST: Final = 20
"""Samples that a page computes by hand."""
FEW: Final = 4
"""Of so many samples a batch may have any."""
SUMMED: Final = "the derivative is that of the sum over the samples"
AVERAGED: Final = "the derivative is that of the mean over the samples"


def over_samples(passes: Passes, ledger: Ledger, at: int, line: Line, head: Term | None) -> OverSamples | None:
    """The derivative that a line says something of, over the samples of the page; None where there is none.

    Steps of training begin passes of another kind.
    """
    if not passes.asked or ledger.book.moved or ledger.book.handed or ledger.book.primed:
        return None
    if not isinstance(head, Partial):
        return None
    made = passes.made(head, line.section)
    return OverSamples(passes.names, ledger, at, line, head, made) if len(made) >= FEWEST else None


@final
@dataclass(frozen=True)
class OverSamples:
    """The derivative ``head`` of a line over the samples of a page, beside the number in that line."""

    names: Names
    ledger: Ledger
    at: int
    line: Line
    head: Partial
    passes: Sequence[Pass]

    def judge(self) -> Numeric | None:
        """Whether the number is the sum over the passes, or their mean; refuted where no way of reading gives it."""
        found = [slopes for _, slopes in self.in_passes()]
        if not found:
            return None
        total: Array = np.sum(found, axis=0)
        for whole, assumed in ((total, SUMMED), (total / len(found), AVERAGED)):
            if isinstance(self.beside(whole), Match):
                return Numeric(Verdict.RIGHT_IF, assumes=(assumed,))
        apart = [difference for way in (total, *chosen(found)) for difference in self.against(way)]
        if not all(isinstance(each, Difference) and each.is_plain for each in apart):
            return None
        first = apart[0]
        assert isinstance(first, Difference)
        if self.is_single and total.size > 1:
            elements = ", ".join(f"{each:.6g}" for each in total.reshape(-1))
            said = f"no element of the derivative of the definitions, summed over {len(found)} samples: {elements}"
        else:
            said = f"the derivative of the definitions at these numbers, summed over {len(found)} samples: {first}"
        if (array := self.array()) is not None and replace(self, head=array).judge() is None:
            return None
        return Numeric(Verdict.WRONG, said, Counterexample({}, first.written, first.true))

    def array(self) -> Partial | None:
        """The derivative by the whole array of an element, where a bias makes it doubtful which element is number 1."""
        given = {key for key, section in self.ledger.book.sections.items() if section == self.line.section}
        arrays = {whole.key: whole for whole, _ in wholes(self.head.by) if key_of(whole, self.names) in given}
        sums = (part for each in self.passes for _, body in each.formulas.values() for part in walk(body))
        alone = (term for part in sums if isinstance(part, Plus) for term in part.terms if isinstance(term, Ref))
        biased = self.ledger.bias or any(whole.key in arrays for term in alone for whole, _ in wholes(term))
        return replace(self.head, by=next(iter(arrays.values()))) if arrays and biased else None

    @cached_property
    def result(self) -> Result:
        """The number of the line."""
        assert self.line.side is not None
        return Result.of(self.line.side, self.ledger.known.rounding(self.at, self.line.relation))

    @property
    def is_single(self) -> bool:
        """Whether it is one number: by an array, it may be any element of the derivative."""
        return any(way.size == 1 for way in self.result.ways)

    def against(self, value: Array) -> Iterator[Match | Difference | None]:
        """The number beside a value; one beside an array may be any element of it, their sum, or its length."""
        if self.is_single and value.size > 1:
            single: Array = np.append(value, (value.sum(), np.linalg.norm(value)))
            yield from (self.beside(np.asarray(each)) for each in single)
        else:
            yield self.beside(value)

    def beside(self, value: Array) -> Match | Difference | None:
        """The number beside a value."""
        return self.result.against(written(value, self.line.span), PASSED_ON)

    def in_passes(self) -> list[tuple[Known, Array]]:
        """What is known in each pass, and the derivative in it.

        Nothing where one of them has none, or where the numbers of the last one are no longer those of the page.
        """
        different = list(self.different(self.passes))
        if len(different) < FEWEST or not all(map(self.is_fixed, different)):
            return []
        known = [self.known(each) for each in self.completed(different)]
        for each in known:
            self.forget_computed(each.book.values, each)
        latest = self.ledger.book.values
        last = known[len(different) - 1]
        reached, _ = self.reached(last)
        if any(
            key not in latest or not same(last.book.values[key], latest[key]) for key in reached & {*last.book.values}
        ):
            return []
        firm = all(Derivatives(each).is_sure(self.head, self.line.section, self.at) for each in known)
        found = [(each, slopes) for each in known if firm and (slopes := self.slope(each)) is not None]
        return found if len(found) == len(known) and len({slopes.shape for _, slopes in found}) == 1 else []

    def forget_computed(self, values: dict[str, Term], known: Known) -> None:
        """Lets names have their formulas alone: one that was computed wrong in a pass has the value of another.

        So do the elements of arrays. What is one number has none: beside an output y, ``y_1`` is something else.
        """
        _, computed = self.reached(known)
        arrays = {key.partition("[")[0] for key in computed if key not in values or not is_single(values[key])}
        for key in [key for key in values if key in computed or key.partition("[")[0] in arrays]:
            del values[key]

    def slope(self, known: Known) -> Array | None:
        """The derivative in one pass."""
        section, functions = self.line.section, known.catalogue.functions_at(self.at)
        filling = Filling(self.names, known.catalogue, known.book.values, section, functions=functions)
        entrywise = replace(known.entrywise(self.at), bias=self.ledger.bias)
        found = Gradients(filling, entrywise).jacobian(self.head.of, self.head.by)
        return None if found is None or found.above else found.slopes

    def is_fixed(self, own: Pass) -> bool:
        """Whether what the derivative is by is given, with the value that it has now."""
        keys = [key_of(each, self.names) for each in (self.head.by, *(whole for whole, _ in wholes(self.head.by)))]
        known = [key for key in keys if key is not None and key in own.values]
        values = self.ledger.book.values
        return bool(known) and all(key in values and same(own.values[key], values[key]) for key in known)

    def reached(self, known: Known) -> tuple[set[str], set[str]]:
        """The keys of what the quantity rests on, and the keys of those among them that formulas compute."""
        waiting, keys, computed = [*references(self.head.of)], set[str](), set[str]()
        while waiting:
            ref = waiting.pop()
            key = key_of(ref, self.names)
            if key is None or key in keys:
                continue
            keys.add(key)
            body = known.body(ref, self.line.section)
            if body is not None and not is_constant(body):
                computed.add(key)
                waiting += references(body)
            else:
                waiting += (whole for whole, _ in wholes(ref))
        return keys, computed

    def different(self, passes: Sequence[Pass]) -> Iterator[Pass]:
        """The passes without those that say again what one before them has said."""
        seen: list[Term] = []
        for each in passes:
            value = self.known(each).filled(self.head.of, self.line.section, each.values, self.at)
            computed = each.computed or value
            if not any(alike(computed, other) for other in seen):
                seen.append(computed)
                yield each

    def completed(self, every: Sequence[Pass]) -> Sequence[Pass]:
        """The passes, and those of further samples that the page gives, where the first two differ by their numbers.

        One of these stands for a pass with numbers of which it is not clear what they are, or with a wrong result.
        """
        assert isinstance(self.head.of, Ref)
        told = [each for each in every if self.head.of.key in each.formulas]
        told = [each for at, each in enumerate(told) if at < FEWEST or not each.slipped]
        first, second = [each.formulas for each in (*told, *every)[:FEWEST]]
        further = list(self.further(first, second, len(told))) if len(told) >= FEWEST else []
        return [*told, *further] if len(told) + len(further) >= len(every) else every

    def further(self, first: Formulas, second: Formulas, count: int) -> Iterator[Pass]:
        """The passes of the samples behind the first ones, ``count`` of them, as many as have values."""
        keys = self.used(first)
        if all(key in second and alike(first[key][1], second[key][1]) for key in keys):
            return
        for number in range(count + 1, MOST):
            formulas = dict(first)
            for key in keys:
                head, one = first[key]
                turned = of_another_sample(one, second[key][1], number) if key in second else None
                own = {ref.key for ref in references(one)}
                if turned is None or not all(ref.key in own or self.is_known(ref) for ref in references(turned)):
                    return
                formulas[key] = head, turned
            yield Pass(dict(self.ledger.book.values), formulas)

    def used(self, formulas: Formulas) -> list[str]:
        """The keys of those formulas that the quantity rests on."""
        waiting, found = [ref.key for ref in references(self.head.of)], list[str]()
        while waiting:
            key = waiting.pop()
            if key in formulas and key not in found:
                found.append(key)
                waiting += (ref.key for ref in references(formulas[key][1]))
        return found

    def is_known(self, ref: Ref) -> bool:
        """Whether a name has a value or a formula."""
        known = self.ledger.known
        keys = (key_of(each, self.names) for each in (ref, *(whole for whole, _ in wholes(ref))))
        return any(key in known.book.values for key in keys) or known.body(ref, self.line.section) is not None

    def known(self, own: Pass) -> Known:
        """What is known in a pass, in which each name has one value."""
        known = self.ledger.known
        lines = [replace(self.line, head=head, side=body, relation="=") for head, body in own.formulas.values()]
        found = defining.find(lines, self.names)
        keys = {each.key for each in found}
        others = [each for each in known.catalogue.definitions if not self.is_own(each, keys)]
        put_in = [each for each in known.catalogue.put_in if not self.is_own(each, keys)]
        catalogue = replace(known.catalogue, definitions=(*found, *others), put_in=put_in)
        return replace(known, catalogue=catalogue, book=Book(self.names, dict(own.values)))

    def is_own(self, defined: Defined, keys: set[str]) -> bool:
        """Whether a pass has a formula in the place of a definition."""
        return defined.key in keys and defined.section == self.line.section


def chosen(found: Sequence[Array]) -> Iterator[Array]:
    """The sums and the means over some of the samples: any of a few, else those that stand one after the other."""
    every = range(len(found))
    few = (some for count in every for some in combinations(found, count + 1))
    rows = (found[first : last + 1] for first in every for last in every[first:])
    for some in few if len(found) <= FEW else rows:
        total: Array = np.sum(some, axis=0)
        yield total
        yield total / len(some)
