"""A derivation as a page: the model, the chain rule part by part, the gradient and the updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, final

from backproof.derive.derivation import Chain, Derivation, Part, Path
from backproof.derive.lemmas import lemmas
from backproof.derive.naming import names_in, unused
from backproof.derive.parameters import is_loss
from backproof.derive.reasons import at_kinks
from backproof.derive.second import Second
from backproof.expr import Derivative, Expression, Index, Model, Sum, Symbol, Tensor
from backproof.expr.build import ONE, ZERO, add, mul, negative
from backproof.expr.walk import tensors
from backproof.report.notations import Notation
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph, Step
from backproof.show import show
from backproof.syntax.latex import parse

RATES: Final = (r"\eta", r"\alpha", r"\epsilon", "r")


class Detail(Enum):
    """How much of a derivation is told: the gradient; the way to it; each rule as it is carried out, too."""

    RESULT = "result"
    STEPS = "steps"
    ALL = "all"


def derivation_page(derivation: Derivation, notation: Notation, detail: Detail = Detail.STEPS) -> Page:
    """The page of a derivation."""
    return Page(tuple(_Writer(derivation, notation).blocks(detail)))


def second_page(
    derivation: Derivation, found: Iterable[Second], notation: Notation, detail: Detail = Detail.STEPS
) -> Page:
    """The page of a derivation with second derivatives behind it."""
    blocks = [*_Writer(derivation, notation).blocks(detail), Heading(("Second derivatives",))]
    for each in found:
        writer = _Writer(each.derivation, notation)
        blocks.append(Paragraph(notation.inline(("The gradient is a quantity itself, ", each.gradient.head, ":"))))
        blocks += notation.shapes(each.named, each.derivation.model)
        of = Derivative(derivation.of.head, each.part.by)
        blocks.append(writer.formula(each.gradient.head, of, each.part.at))
        blocks.append(writer.formula(each.gradient.head, each.gradient.body, each.part.at))
        if each.along is not None:
            blocks.append(
                Paragraph(("Its sum with a vector has the product of the Hessian and the vector as gradient:",))
            )
            blocks.append(writer.formula(each.along.head, each.along.body, ()))
        if detail is not Detail.RESULT:
            for part in each.derivation.parts:
                if part.symbol != each.gradient.symbol:
                    blocks += writer.part(part, detail)
        blocks += map(writer.gradient, each.derivation.asked)
    return Page(tuple(blocks))


@final
@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the blocks in a notation."""

    derivation: Derivation
    notation: Notation

    def blocks(self, detail: Detail) -> Iterator[Block]:
        yield Heading(("The gradient of ", *self.notation.inline((self.derivation.of.head,))), 1)
        yield from self.model()
        if detail is not Detail.RESULT:
            yield from self.lemmas()
            for part in self.derivation.parts:
                yield from self.part(part, detail)
        yield from self.results(named=detail is Detail.RESULT)
        yield from self.updates()

    def model(self) -> Iterator[Block]:
        yield Heading(("The model",))
        if self.derivation.notes:
            yield Paragraph((f"Read with: {'; '.join(self.derivation.notes)}.",))
        yield from self.notation.conventions(self.derivation)
        if self.derivation.generic:
            yield Paragraph(("The layers are counted from 1 to ", show(Tensor(Symbol("L"))), "; in every one of them, ",
                             show(Tensor(Symbol("l"))), ":"))  # fmt: skip
        written = {each.symbol for each in self.derivation.written}
        for each in self.derivation.model:
            if each.symbol not in written:
                yield Paragraph(self.notation.inline(("The argument gets a name, ", each.head, ":")))
            if each.symbol in self.derivation.open:
                yield Paragraph(
                    (*self.notation.inline((each.head, " is any smooth function of ")), *self.inputs(each.symbol), ".")
                )
            else:
                yield self.formula(each.head, each.body, each.indices, bounded=True)
        for symbol in sorted(self.derivation.model.assumptions.simplex, key=lambda each: each.name):
            yield Paragraph(("The labels sum to one:",))
            *others, last = letters_of(symbol, self.derivation.model)
            yield self.formula(Sum(last, Tensor(symbol, (*others, last))), ONE, tuple(others), bounded=True)
        for words in at_kinks(self.derivation.model):
            yield Paragraph(self.notation.inline(words))

    def lemmas(self) -> Iterator[Block]:
        """The derivatives of the functions of the model, with their proofs."""
        for lemma in lemmas(self.derivation.model):
            yield Heading((lemma.title,), 3)
            yield Display(tuple(
                Step(parse(each.left) if each.left else None, "=", parse(each.right), (each.reason,))
                for each in lemma.claims
            ))  # fmt: skip

    def inputs(self, symbol: Symbol) -> Inline:
        """The inputs of a quantity that is not known, as whole arrays."""
        names = [show(Tensor(Symbol(tensor.symbol.name))) for tensor in self.derivation.open[symbol]]
        return tuple(part for at, name in enumerate(names) for part in ((" and ", name) if at else (name,)))

    def part(self, part: Part, detail: Detail) -> Iterator[Block]:
        steps = self.notation.steps(self.told(part.chain, detail), self.derivation.axes(part))
        if not steps:
            return
        what = "The derivative by " if part.error is None else "The error at "
        yield Heading(self.notation.inline((what, part.by)), 3)
        for path in part.paths:
            if path.through != self.derivation.of.head and not path.held:
                yield from self.local(path, detail)
        yield Display(steps)

    def told(self, chain: Chain, detail: Detail) -> Chain:
        """The steps of a chain that are told."""
        return chain if detail is Detail.ALL else chain.brief

    def local(self, path: Path, detail: Detail) -> Iterator[Block]:
        """The derivative of one quantity by another, in notations that have a sign for it."""
        steps = self.notation.local(self.told(path.local, detail))
        if steps:
            yield Display(steps)

    def results(self, *, named: bool) -> Iterator[Block]:
        """The errors and the gradients; ``named``: what the errors are is said here."""
        yield Heading(("The gradient",))
        for part in self.derivation.parts:
            if part.error is not None:
                if named:
                    yield self.formula(part.error, part.chain.steps[0].side, part.at)
                yield self.formula(part.error, part.chain.result, part.at)
        for part in self.derivation.asked:
            yield self.gradient(part)

    def gradient(self, part: Part) -> Display:
        """The derivative by one symbol, and what it is."""
        head = Derivative(self.derivation.of.head, part.by)
        return self.formula(head, part.chain.result, self.derivation.axes(part))

    def updates(self) -> Iterator[Block]:
        loss = self.derivation.of.head
        moved = [part for part in self.derivation.updated if part.chain.result != ZERO]
        if loss.slots or not moved or (loss.symbol in self.derivation.open and not is_loss(loss.symbol)):
            return
        yield Heading(("Gradient descent",))
        rate = Tensor(Symbol(_rate(self.derivation)))
        words = (
            "A step of gradient descent makes ",
            loss,
            " smaller, where the rate ",
            rate,
            " is positive and small:",
        )
        yield Paragraph(self.notation.inline(words))
        for part in moved:
            step = add(part.by, negative(mul(rate, part.chain.result)))
            yield self.formula(part.by, step, part.at, "leftarrow")

    def formula(
        self, left: Expression, right: Expression, axes: tuple[Index, ...], sign: str = "=", *, bounded: bool = False
    ) -> Display:
        """One formula as a display of its own."""
        sides = (self.notation.formula(side, axes, bounded=bounded) for side in (left, right))
        return Display((Step(next(sides), sign, next(sides)),))


def letters_of(symbol: Symbol, model: Model) -> tuple[Index, ...]:
    """The letters with which a symbol is first written."""
    for tensor in (tensor for definition in model for tensor in tensors(definition.body) if tensor.symbol == symbol):
        letters = tuple(slot for slot in tensor.slots if isinstance(slot, Index))
        if len(set(letters)) == symbol.rank:
            return letters
    return tuple(Index(range_.name, range_) for range_ in symbol.ranges)


def _rate(derivation: Derivation) -> str:
    return next(unused(RATES, names_in(derivation.model)))
