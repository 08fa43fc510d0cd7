"""Random well-formed expressions and models, over two small ranges."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from backproof.calculus.named import Array
from backproof.expr import (
    Add,
    Cases,
    CompareIndices,
    CompareValues,
    Definition,
    Delta,
    Expression,
    Index,
    Indicator,
    Model,
    Mul,
    Number,
    OfMatrix,
    Over,
    Power,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import add, apply, mul

ROWS, COLUMNS = Range("rows", size=2), Range("columns", first=0, size=3)
I, J, K, M = Index("i", ROWS), Index("j", ROWS), Index("k", COLUMNS), Index("m", COLUMNS)
LETTERS = {ROWS: (I, J), COLUMNS: (K, M)}
SYMBOLS = (
    Symbol("s"),
    Symbol("x", (ROWS,)),
    Symbol("y", (COLUMNS,)),
    Symbol("w", (ROWS, COLUMNS)),
    Symbol(r"\gamma", (ROWS, ROWS)),
)
SMOOTH = ("sin", "tanh", "sigmoid", "softplus", "arctan", "unknown")


def slots(range_: Range) -> st.SearchStrategy[Index | int]:
    return st.one_of(st.sampled_from(LETTERS[range_]), st.just(range_.first))


@st.composite
def tensors(draw: st.DrawFn, symbols: tuple[Symbol, ...]) -> Tensor:
    symbol = draw(st.sampled_from(symbols))
    return Tensor(symbol, tuple(draw(slots(range_)) for range_ in symbol.ranges))


def numbers() -> st.SearchStrategy[Number]:
    return st.sampled_from([Fraction(n, d) for n in (-2, -1, 0, 1, 3) for d in (1, 2)]).map(Number)


def deltas() -> st.SearchStrategy[Expression]:
    ranges = st.sampled_from([ROWS, COLUMNS])
    pairs = ranges.flatmap(lambda range_: st.tuples(slots(range_), slots(range_)))
    return pairs.flatmap(
        lambda pair: st.sampled_from(
            [Delta(*pair), Indicator(CompareIndices("!=", *pair)), Indicator(CompareIndices("<=", *pair))]
        )
    )


def _wholes(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    few = st.lists(parts, min_size=2, max_size=3).map(tuple)
    letters = st.sampled_from([I, J, K, M])
    reduced = st.sampled_from(["logsumexp", "prod"])
    return st.one_of(
        few.map(Add),
        few.map(Mul),
        st.builds(Power, parts, st.sampled_from([Number(Fraction(n)) for n in (-1, 0, 1, 2, 3)])),
        st.builds(apply, st.sampled_from(SMOOTH), parts),
        st.builds(Sum, letters, parts),
        st.builds(Over, reduced, letters, parts),
        st.builds(lambda at, body: Over("softmax", M, body, at), st.sampled_from([K, M, 1]), parts),
        st.builds(lambda a, b: Cases(((CompareIndices("=", I, J), a),), b), parts, parts),
        st.builds(lambda c, a, b: Cases(((CompareValues("<", c, Number(Fraction(0))), a),), b), parts, parts, parts),
    )


def expressions(symbols: tuple[Symbol, ...] = SYMBOLS, leaves: int = 8) -> st.SearchStrategy[Expression]:
    """Expressions over the symbols, with any of the four letters free."""
    return st.recursive(st.one_of(tensors(symbols), tensors(symbols), numbers(), deltas()), _wholes, max_leaves=leaves)


def with_matrices() -> st.SearchStrategy[Expression]:
    """Expressions with determinants and inverses in them as well, which programs do not have."""
    leaves = st.one_of(tensors(SYMBOLS), tensors(SYMBOLS), numbers(), deltas())
    return st.recursive(leaves, lambda parts: st.one_of(_wholes(parts), _of_matrices(parts)), max_leaves=8)


def _of_matrices(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    def shifted(body: Expression, rows: Index, columns: Index) -> Expression:
        return add(body, mul(Number(Fraction(3)), Delta(rows, columns)))

    at = st.tuples(*2 * [st.sampled_from([K, M, 0, 1])])
    return st.one_of(
        parts.map(lambda body: OfMatrix("det", I, J, shifted(body, I, J))),
        st.builds(lambda body, at: OfMatrix("inverse", K, M, shifted(body, K, M), at), parts, at),
    )


def closed(body: Expression, keep: tuple[Index, ...]) -> Expression:
    """The expression summed over its free letters but those to keep."""
    for index in sorted(body.free - set(keep), key=lambda each: each.name):
        body = Sum(index, body)
    return body


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A vector, a matrix and a scalar loss, each in terms of the symbols and of what comes before."""
    symbols: tuple[Symbol, ...] = SYMBOLS
    definitions: list[Definition] = []
    for symbol, letters in ((Symbol("h", (ROWS,)), (I,)), (Symbol("q", (ROWS, COLUMNS)), (J, K)), (Symbol("L"), ())):
        body = closed(draw(expressions(symbols, leaves=5)), letters)
        if draw(st.booleans()) and definitions:
            body = closed(Mul((body, Tensor(definitions[-1].symbol, definitions[-1].indices))), letters)
        definitions.append(Definition(symbol, letters, body))
        symbols = (*symbols, symbol)
    return Model(tuple(definitions))


def point(seed: int) -> dict[Symbol, Array]:
    """Exact values for the symbols."""
    random = np.random.default_rng(seed)

    def values(symbol: Symbol) -> Array:
        shape = tuple(range_.size or 0 for range_ in symbol.ranges)
        data = np.empty(shape, dtype=object)
        for place in np.ndindex(shape):
            data[place] = Fraction(int(random.integers(200, 1500)) * int(random.choice([-1, 1])), 1000)
        return data

    return {symbol: values(symbol) for symbol in SYMBOLS}
