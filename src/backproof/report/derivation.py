"""A derivation as a page: the model, the chain rule part by part, the gradient and the updates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import repeat
from typing import final

from backproof.derive.derivation import Chain, Derivation, Part, Words
from backproof.expr import Expression, Index, Model, Sum, Symbol, Tensor
from backproof.expr.build import ONE, add, mul, negative
from backproof.expr.walk import tensors
from backproof.report import page
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph
from backproof.show import show
from backproof.show.show import NO_ENDS, Ends
from backproof.syntax.tree import Node

RATES = (r"\eta", r"\alpha", r"\epsilon", "r")


class Detail(Enum):
    """How much of a derivation is told."""

    RESULT = "result"
    STEPS = "steps"
    ALL = "all"


def derivation_page(derivation: Derivation, detail: Detail = Detail.STEPS, ends: Ends = NO_ENDS) -> Page:
    """The page of a derivation in index notation; ``ends`` are the last elements of ranges as the author has them."""
    return Page(tuple(_Writer(derivation, ends).blocks(detail)))


@final
@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the blocks with the author's letters and bounds."""

    derivation: Derivation
    ends: Ends

    def show(self, expression: Expression, *, bounded: bool = False) -> Node:
        return show(expression, ends=self.ends, bounded=bounded)

    def blocks(self, detail: Detail) -> Iterator[Block]:
        yield Heading(("The gradient of ", self.show(self.derivation.of.head)), 1)
        yield from self.model()
        if detail is not Detail.RESULT:
            for part in self.derivation.parts:
                yield from self.part(part)
        yield from self.results()
        yield from self.updates()

    def model(self) -> Iterator[Block]:
        yield Heading(("The model",))
        written = {each.symbol for each in self.derivation.written}
        for each in self.derivation.model:
            if each.symbol not in written:
                yield Paragraph(("The argument of the softmax gets a name, ", self.show(each.head), ":"))
            yield _formula(self.show(each.head), self.show(each.body, bounded=True))
        for symbol in sorted(self.derivation.model.assumptions.simplex, key=lambda each: each.name):
            yield Paragraph(("The labels sum to one:",))
            *others, last = letters_of(symbol, self.derivation.model)
            total = Sum(last, Tensor(symbol, (*others, last)))
            yield _formula(self.show(total, bounded=True), self.show(ONE))

    def part(self, part: Part) -> Iterator[Block]:
        yield Heading(("The derivative by ", self.show(part.by)), 3)
        for path in part.paths:
            if path.through != self.derivation.of.head and not path.held:
                yield self.display(path.local)
        yield self.display(part.chain)

    def results(self) -> Iterator[Block]:
        yield Heading(("The gradient",))
        for part in self.derivation.asked:
            yield _formula(self.show(part.chain.head), self.show(part.chain.result))

    def updates(self) -> Iterator[Block]:
        if self.derivation.of.symbol.rank:
            return
        yield Heading(("Gradient descent",))
        rate, loss = Tensor(Symbol(_rate(self.derivation))), self.derivation.of.head
        yield Paragraph(("A step of gradient descent makes ", self.show(loss), " smaller, where the rate ",
                         self.show(rate), " is positive and small:"))  # fmt: skip
        for part in self.derivation.asked:
            step = add(part.by, negative(mul(rate, part.chain.result)))
            yield _formula(self.show(part.by), self.show(step), "leftarrow")

    def display(self, chain: Chain) -> Display:
        heads = (self.show(chain.head), *repeat(None, len(chain.steps) - 1))
        steps = (
            page.Step(head, step.relation, self.show(step.side), self.inline(step.reason))
            for head, step in zip(heads, chain.steps, strict=True)
        )
        return Display(tuple(steps))

    def inline(self, words: Words) -> Inline:
        """Words with their expressions as formulas."""
        return tuple(word if isinstance(word, str) else self.show(word) for word in words)


def letters_of(symbol: Symbol, model: Model) -> tuple[Index, ...]:
    """The letters with which a symbol is first written."""
    for tensor in (tensor for definition in model for tensor in tensors(definition.body) if tensor.symbol == symbol):
        letters = tuple(slot for slot in tensor.slots if isinstance(slot, Index))
        if len(set(letters)) == symbol.rank:
            return letters
    return tuple(Index(range_.name, range_) for range_ in symbol.ranges)


def _rate(derivation: Derivation) -> str:
    taken = {symbol.name for each in derivation.model for symbol in each.body.symbols}
    return next((name for name in RATES if name not in taken), r"\eta'")


def _formula(left: Node, right: Node, relation: str = "=") -> Display:
    return Display((page.Step(left, relation, right),))
