"""A derivation as a page: the model, the chain rule part by part, the gradient and the updates."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import repeat

from backproof.derive.derivation import Chain, Derivation, Part, Words
from backproof.expr import Index, Model, Sum, Symbol, Tensor
from backproof.expr.build import ONE, add, mul, negative
from backproof.expr.walk import tensors
from backproof.report import page
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph
from backproof.show import show
from backproof.syntax.tree import Node

RATES = (r"\eta", r"\alpha", r"\epsilon", "r")


class Detail(Enum):
    """How much of a derivation is told."""

    RESULT = "result"
    STEPS = "steps"
    ALL = "all"


def derivation_page(derivation: Derivation, detail: Detail = Detail.STEPS) -> Page:
    """The page of a derivation in index notation."""
    blocks = [*_model(derivation)]
    if detail is not Detail.RESULT:
        for part in derivation.parts:
            blocks += _part(part, derivation)
    return Page((*blocks, *_results(derivation), *_updates(derivation)))


def _model(derivation: Derivation) -> Iterator[Block]:
    yield Heading(("The gradient of ", show(derivation.of.head)), 1)
    yield Heading(("The model",))
    written = {each.symbol for each in derivation.written}
    for each in derivation.model:
        if each.symbol not in written:
            yield Paragraph(("The argument of the softmax gets a name, ", show(each.head), ":"))
        yield _formula(show(each.head), show(each.body))
    for symbol in sorted(derivation.model.assumptions.simplex, key=lambda each: each.name):
        yield Paragraph(("The labels sum to one:",))
        *others, last = letters_of(symbol, derivation.model)
        yield _formula(show(Sum(last, Tensor(symbol, (*others, last)))), show(ONE))


def letters_of(symbol: Symbol, model: Model) -> tuple[Index, ...]:
    """The letters with which a symbol is first written."""
    for tensor in (tensor for definition in model for tensor in tensors(definition.body) if tensor.symbol == symbol):
        letters = tuple(slot for slot in tensor.slots if isinstance(slot, Index))
        if len(set(letters)) == symbol.rank:
            return letters
    return tuple(Index(range_.name, range_) for range_ in symbol.ranges)


def _part(part: Part, derivation: Derivation) -> Iterator[Block]:
    yield Heading(("The derivative by ", show(part.by)), 3)
    for path in part.paths:
        if path.through != derivation.of.head and not path.held:
            yield _display(path.local)
    yield _display(part.chain)


def _results(derivation: Derivation) -> Iterator[Block]:
    yield Heading(("The gradient",))
    for part in derivation.asked:
        yield _formula(show(part.chain.head), show(part.chain.result))


def _updates(derivation: Derivation) -> Iterator[Block]:
    yield Heading(("Gradient descent",))
    rate = Tensor(Symbol(_rate(derivation)))
    yield Paragraph(("With the learning rate ", show(rate), ", which is positive, every parameter takes a step:"))
    for part in derivation.asked:
        step = add(part.by, negative(mul(rate, part.chain.result)))
        yield _formula(show(part.by), show(step), "leftarrow")


def _rate(derivation: Derivation) -> str:
    taken = {symbol.name for each in derivation.model for symbol in each.body.symbols}
    return next((name for name in RATES if name not in taken), r"\eta'")


def _formula(left: Node, right: Node, relation: str = "=") -> Display:
    return Display((page.Step(left, relation, right),))


def _display(chain: Chain) -> Display:
    heads = (show(chain.head), *repeat(None, len(chain.steps) - 1))
    rows = zip(heads, chain.steps, strict=True)
    return Display(tuple(page.Step(head, step.relation, show(step.side), inline(step.reason)) for head, step in rows))


def inline(words: Words) -> Inline:
    """Words with their expressions as formulas."""
    return tuple(word if isinstance(word, str) else show(word) for word in words)
