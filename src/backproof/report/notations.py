"""How the formulas of a derivation are written: in indices, or as vectors and matrices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from typing import Protocol, final

from backproof.calculus.sample import undefined_symbols
from backproof.derive.derivation import EVERY, Chain, Derivation, Words
from backproof.expr import Derivative, Expression, Index, Model, Range, Symbol, Tensor
from backproof.expr.build import ONE
from backproof.expr.walk import tensors
from backproof.matrix.raiser import MOST_AXES, NoMatrixForm
from backproof.matrix.raising import raised
from backproof.report.page import Block, Inline, Paragraph, Step
from backproof.show import show
from backproof.show.letters import name
from backproof.show.show import Ends, by_ends, unbounded
from backproof.show.trees import digits, relation, row, script
from backproof.show.trees import sign as operator
from backproof.syntax.tree import Node
from backproof.syntax.write import latex


class Notation(Protocol):
    """Writes formulas; ``axes`` are the letters that a formula leaves free, rows before columns."""

    def formula(self, expression: Expression, axes: tuple[Index, ...], *, bounded: bool = False) -> Node:
        """An expression; sums have their bounds where ``bounded``."""

    def steps(self, chain: Chain, axes: tuple[Index, ...]) -> tuple[Step, ...]:
        """The rows of a chain."""

    def local(self, chain: Chain) -> tuple[Step, ...]:
        """The rows of the derivative of one quantity by another; none where the notation has no sign for it."""

    def inline(self, words: Words) -> Inline:
        """Words with their expressions as formulas."""

    def conventions(self, derivation: Derivation) -> Iterator[Block]:
        """What has to be said before the first formula."""

    def shapes(self, symbols: Iterable[Symbol], model: Model) -> Iterator[Block]:
        """The shapes of quantities, where they have to be said."""


@final
@dataclass(frozen=True, slots=True)
class InIndices:
    """Index notation: every letter is written."""

    ends: Ends

    def formula(self, expression: Expression, axes: tuple[Index, ...], *, bounded: bool = False) -> Node:
        """The expression as it is."""
        return show(expression, bounds=by_ends(self.ends) if bounded else unbounded, ends=self.ends)

    def steps(self, chain: Chain, axes: tuple[Index, ...]) -> tuple[Step, ...]:
        """Every step."""
        rows = [(self.formula(step.side, axes), self.inline(step.reason)) for step in chain.steps]
        return _chained(self.formula(chain.head, axes), rows)

    def local(self, chain: Chain) -> tuple[Step, ...]:
        """As any other."""
        return self.steps(chain, ())

    def inline(self, words: Words) -> Inline:
        """Words with expressions in indices."""
        return tuple(word if isinstance(word, str) else self.formula(word, ()) for word in words)

    def conventions(self, derivation: Derivation) -> Iterator[Block]:
        """Letters speak for themselves."""
        yield from ()

    def shapes(self, symbols: Iterable[Symbol], model: Model) -> Iterator[Block]:
        """Letters say it."""
        yield from ()


@final
@dataclass(frozen=True, slots=True)
class InMatrices:
    """Matrix notation: vectors are columns or rows, and a derivative has the shape of what one differentiates by."""

    ends: Ends
    rows: bool = False

    def formula(self, expression: Expression, axes: tuple[Index, ...], *, bounded: bool = False) -> Node:
        """The expression without letters; in index form where it has no other."""
        if expression == ONE and len(axes) == 1:
            return name(r"\mathbf{1}")
        try:
            return raised(expression, axes, self.ends, rows=self.rows)
        except NoMatrixForm:
            return show(expression, bounds=by_ends(self.ends) if bounded else unbounded, ends=self.ends)

    def steps(self, chain: Chain, axes: tuple[Index, ...]) -> tuple[Step, ...]:
        """The steps that have a form in matrices, with the reasons of those before them that have none."""
        rows: list[tuple[Node, Inline]] = []
        reasons: list[Words] = []
        for step in chain.steps:
            reasons.append(step.reason)
            try:
                side = raised(step.side, axes, self.ends, rows=self.rows)
            except NoMatrixForm:
                continue
            reason: Words = tuple(joined.from_iterable((*each, "; ") for each in reasons if each))[:-1]
            rows.append((side, self.inline(reason)))
            reasons.clear()
        head = self.formula(chain.head, axes)
        return _chained(head, rows) if rows else InIndices(self.ends).steps(chain, axes)

    def local(self, chain: Chain) -> tuple[Step, ...]:
        """The derivative of an array by an array has more axes than a matrix, or a layout of its own."""
        return ()

    def inline(self, words: Words) -> Inline:
        """Words with whole arrays, of which no element is named."""
        kept = (word for word in words if word != EVERY)
        return tuple(word if isinstance(word, str) else self.formula(word, _own(word)) for word in kept)

    def conventions(self, derivation: Derivation) -> Iterator[Block]:
        """The layout, and the shape of every quantity; sizes that nobody gives have names."""
        yield Paragraph(
            (
                f"Vectors are {'rows' if self.rows else 'columns'}, and the derivative by an array has the shape of"
                " that array (denominator layout).",
            )
        )
        model = derivation.model
        errors = (part.error.symbol for part in derivation.parts if part.error is not None)
        yield from self.shapes((*undefined_symbols(model), *(each.symbol for each in model), *errors), model)

    def shapes(self, symbols: Iterable[Symbol], model: Model) -> Iterator[Block]:
        """The spaces of numbers, vectors and matrices."""
        letters: dict[Range, str] = {}
        for index in (index for each in model for index in (*each.indices, *_letters(each.body))):
            letters.setdefault(index.range, index.name.rstrip("'"))
        yield Paragraph(_listed([self._declared(symbol, letters) for symbol in symbols if symbol.rank <= MOST_AXES]))

    def _declared(self, symbol: Symbol, letters: Mapping[Range, str]) -> Node:
        r"""The shape of an array: ``W \in \mathbb{R}^{3 \times 4}``, ``x \in \mathbb{R}^{n_i}``."""
        sizes = [name(self._size(range_, letters)) for range_ in symbol.ranges]
        sizes = [digits("1"), *sizes] if self.rows and symbol.rank == 1 else sizes
        shape = row(*(part for size in sizes[1:] for part in (operator("times"), size)))
        axes = tuple(Index(f"i{at}", range_) for at, range_ in enumerate(symbol.ranges))
        reals = name(r"\mathbb{R}")
        space = script(reals, sup=row(sizes[0], shape) if len(sizes) > 1 else sizes[0]) if sizes else reals
        return row(raised(Tensor(symbol, axes), axes), relation("in"), space)

    def _size(self, range_: Range, letters: Mapping[Range, str]) -> str:
        end = self.ends.get(range_.name) if range_.first == 1 else None
        return f"n_{{{letters.get(range_, range_.name)}}}" if end is None else end


def _chained(head: Node, rows: Sequence[tuple[Node, Inline]]) -> tuple[Step, ...]:
    """The rows of a chain; one that looks like the row before says nothing."""
    texts = [latex(side) for side in (head, *(side for side, _ in rows))]
    told = [each for each, text, last in zip(rows, texts[1:], texts, strict=False) if text != last]
    return tuple(Step(None if at else head, "=", side, reason) for at, (side, reason) in enumerate(told))


def _letters(expression: Expression) -> Iterator[Index]:
    """The letters of the slots of an expression."""
    return (slot for tensor in tensors(expression) for slot in tensor.slots if isinstance(slot, Index))


def _listed(formulas: list[Node]) -> Inline:
    """Formulas with commas between them."""
    found: list[str | Node] = ["Here "]
    for formula in formulas:
        found += [formula, ", "]
    return (*found[:-1], ".")


def _own(word: Expression) -> tuple[Index, ...]:
    """The letters of a name or an expression in running text."""
    match word:
        case Tensor(_, slots) | Derivative(_, Tensor(_, slots)):
            return tuple(slot for slot in slots if isinstance(slot, Index))
    return tuple(sorted(word.free, key=lambda index: index.name))
