"""What a factor is that is missing: the derivative of a function at a unit, or of a quantity by another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import final

from backproof.calculus.named import Axes
from backproof.calculus.recognise import recognised
from backproof.check.repairs.probe import Array, Probe, agree
from backproof.expr import Apply, Definition, Derivative, Expression, Index, Model, Tensor
from backproof.expr.walk import substitute, tensors
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Call, Partial, Term
from backproof.rules import rule_of
from backproof.show.text import to_latex


@final
@dataclass(frozen=True, slots=True)
class Slope:
    """A derivative in the letters of a definition, and how it is said in other ones."""

    value: Expression
    said: str
    parts: tuple[Expression, ...]

    def lettered(self, letters: dict[Index, Index]) -> tuple[Expression, str]:
        """The derivative and its words with other letters."""
        words = (f"`{to_latex(substitute(part, letters))}`" for part in self.parts)
        units = {index.name: letter.name for index, letter in letters.items()}
        return substitute(self.value, letters), self.said.format(*words, **units)


@final
@dataclass(frozen=True)
class Glossary:
    """Says what factors are, by their values at the point of a claim."""

    probe: Probe

    def of(self, factor: Term) -> str:
        """What a factor is in the chain rule of the document; empty where its own signs say so, or nothing does."""
        if any(isinstance(part, Partial) or (isinstance(part, Call) and part.primes) for part in walk(factor)):
            return ""
        written = self.probe.expression(factor)
        axes = () if written is None else tuple(sorted(written.free, key=_name))
        values = None if written is None else self.probe.value(written, axes)
        if values is None or values.size < 2 or agree(values, values.flat[0] + 0 * values):
            return ""
        model = recognised(self.probe.given)
        slopes = [*(slope for each in model for slope in functions(each, model)), *paths(model)]
        return next((said for each in slopes for said in self._said(each, values, axes)), "")

    def _said(self, slope: Slope, values: Array, axes: Axes) -> Iterator[str]:
        """The words for a derivative in each choice of letters in which it has these values."""
        own = sorted({*slope.value.free, *(letter for part in slope.parts for letter in part.free)}, key=_name)
        choices = [[each for each in axes if each.range == letter.range] for letter in own]
        for letters in product(*choices):
            if len(set(letters)) == len(letters):
                value, said = slope.lettered(dict(zip(own, letters, strict=True)))
                found = self.probe.value(value, axes)
                if found is not None and agree(found, values):
                    yield said


def _name(index: Index) -> str:
    return index.name


def functions(definition: Definition, model: Model) -> Iterator[Slope]:
    """The derivative of a function of the table that gives a unit its value."""
    match definition.body:
        case Apply(function, (argument,)) if (rule := rule_of(function)) is not None:
            value = rule.partials[0](argument)
            if len(definition.indices) == 1:
                kind = "hidden unit" if is_hidden(definition, model) else "unit"
                at = f"{kind} {{{definition.indices[0].name}}}"
                yield Slope(value, f"the derivative of the {rule.spoken} at {at}", ())
            elif isinstance(argument, Tensor):
                yield Slope(value, f"the derivative of the {rule.spoken} at {{}}", (argument,))
        case _:
            pass


def is_hidden(definition: Definition, model: Model) -> bool:
    """Whether something but the last quantity of the model is computed from what a definition gives."""
    users = [each for each in model if definition.symbol in each.body.symbols]
    return any(each.symbol in other.body.symbols for each in users for other in model)


def paths(model: Iterable[Definition]) -> Iterator[Slope]:
    """The derivatives of quantities by what stands in their definitions."""
    for each in model:
        head = Tensor(each.symbol, each.indices)
        for by in dict.fromkeys(tensors(each.body)):
            if all(isinstance(slot, Index) for slot in by.slots) and len(set(by.slots)) == len(by.slots):
                yield Slope(Derivative(head, by, True), "the derivative of {} by {}", (head, by))
