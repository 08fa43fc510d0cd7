"""A worked example as a page: the model, the values, forward, backward, the step, and forward again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

import numpy as np

from backproof.derive.elements import elements
from backproof.derive.kinks import Kink, kinks
from backproof.derive.trace import Descent, Trace
from backproof.expr import Symbol, Tensor
from backproof.expr.build import add, mul, subtract
from backproof.report.page import Block, Display, Heading, Inline, Page, Paragraph, Step
from backproof.report.worked import MOST_ELEMENTS, Pen
from backproof.show.decimals import decimal, given
from backproof.syntax.tree import Node

RATES: Final = (r"\eta", r"\alpha", r"\epsilon", r"\rho", r"\eta'")
"""Letters for the learning rate; the first one that the model does not use."""
FINEST: Final = 15
"""The most decimals that a loss is compared with."""


def page(trace: Trace, decimals: int = 4) -> Page:
    """The page of a worked example, its results rounded to so many decimals."""
    return Page(tuple(_blocks(trace, Pen(trace, decimals, trace.values, frozenset(trace.given)))))


def _blocks(trace: Trace, pen: Pen) -> Iterator[Block]:
    yield Heading(("A worked example",), 1)
    yield Heading(("The model",))
    yield from (pen.general(definition) for definition in trace.model)
    yield Heading(("The values",))
    yield from _arrays("Data:", [each for each in trace.given if each not in trace.parameters], pen)
    yield from _arrays("Parameters:", trace.parameters, pen)
    yield Heading(("Forward",))
    for definition in trace.model:
        yield from pen.quantity(definition)
    yield Heading(("Gradients",))
    yield Paragraph(("Backwards from ", pen.tree(Tensor(trace.of)), ", by the chain rule:"))
    for definition in trace.adjoints:
        if definition.symbol != trace.derivative(trace.of):
            yield from pen.quantity(definition)
    yield from (_note(kink, pen) for kink in kinks(trace))
    if trace.step is not None:
        yield from _step(trace, trace.step, pen)


def _note(kink: Kink, pen: Pen) -> Paragraph:
    """What is taken for a derivative that does not exist."""
    slopes = " and ".join(str(decimal(each, pen.decimals)) for each in kink.slopes)
    return Paragraph(
        (
            "In ", pen.tree(kink.definition.head), ", ", pen.tree(kink.function),
            f" stands at a kink, where it has no derivative: {slopes} is taken for it.",
        )
    )  # fmt: skip


def _arrays(words: str, symbols: Sequence[Symbol], pen: Pen) -> Iterator[Block]:
    if symbols:
        yield Paragraph((words,))
    for symbol in symbols:
        yield from pen.array(symbol)


def _step(trace: Trace, step: Descent, pen: Pen) -> Iterator[Block]:
    """Each parameter moves against its gradient; then everything is computed once more."""
    names = {symbol.name for symbol in trace.values}
    rate = Symbol(next(each for each in RATES if each not in names))
    yield Heading(("The step",))
    way = "Gradient ascent: each parameter moves along" if step.up else "Gradient descent: each parameter moves against"
    yield Paragraph((f"{way} its gradient, with the learning rate",))
    yield Display((Step(pen.whole(rate), "=", given(float(step.rate)).tree),))
    frozen = [pen.whole(symbol) for symbol in trace.parameters if symbol in step.frozen]
    if frozen:
        yield Paragraph((*_enumerated(frozen), " keep their values." if len(frozen) > 1 else " keeps its value."))
    before = replace(pen, values={**pen.values, rate: np.array(float(step.rate))}, exact=pen.exact | {rate})
    after = replace(pen, values=trace.values_after, exact=pen.exact - trace.updated.keys())
    for symbol in trace.updated:
        yield from _update(trace, symbol, Tensor(rate), before, after)
    yield Heading(("After the step",))
    for definition in trace.model:
        yield from after.quantity(definition)
    yield _comparison(trace, pen)


def _update(trace: Trace, symbol: Symbol, rate: Tensor, before: Pen, after: Pen) -> Iterator[Block]:
    r"""``w_{12} \leftarrow w_{12} - \eta \frac{\partial L}{\partial w_{12}} = 0.3 - 0.5 \cdot 0.1 = 0.25``"""
    slope = trace.derivative(symbol)
    move = add if trace.step is not None and trace.step.up else subtract
    if after.count(symbol) > MOST_ELEMENTS:
        letters = next(each.indices for each in trace.adjoints if each.symbol == slope)
        head = Tensor(symbol, letters)
        formula = move(head, mul(rate, Tensor(slope, letters)))
        yield Display((Step(after.tree(head), "leftarrow", after.tree(formula)),))
        yield from after.table(symbol)
        return
    for place in elements(symbol.ranges, trace.extent):
        head = Tensor(symbol, place)
        formula = move(head, mul(rate, Tensor(slope, place)))
        yield before.chain(head, "leftarrow", formula, after.printed(head))


def _comparison(trace: Trace, pen: Pen) -> Paragraph:
    """The loss before and after, with as many decimals as it takes to tell them apart."""
    before, after = trace.forward[trace.of].item(), trace.after[trace.of].item()
    told = ("", "")
    for decimals in range(pen.decimals, max(FINEST, pen.decimals + 1)):
        told = (str(decimal(before, decimals)), str(decimal(after, decimals)))
        if Decimal(told[0]) != Decimal(told[1]):
            break
    loss = pen.tree(Tensor(trace.of))
    if before == after:
        return Paragraph((loss, f" stays at {told[0]}."))
    return Paragraph((loss, f" {'falls' if after < before else 'rises'} from {told[0]} to {told[1]}."))


def _enumerated(trees: Sequence[Node]) -> Inline:
    """``a, b and c``"""
    parts: list[str | Node] = []
    for at, tree in enumerate(trees):
        parts += [] if not at else [" and "] if at == len(trees) - 1 else [", "]
        parts.append(tree)
    return tuple(parts)
