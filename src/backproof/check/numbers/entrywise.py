"""Terms -> arrays of expressions, entry by entry: what a term says where the sizes of all arrays are known.

Nothing here has an index: an array is its entries, so every rule of `calculus/` holds for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain, islice, product
from typing import final

import numpy as np

from backproof.calculus.differentiate import differential
from backproof.calculus.equal import compare
from backproof.calculus.evaluate import evaluate
from backproof.calculus.outcome import Equal
from backproof.check.elaboration.elaborate import DEFAULTS, PAIRS
from backproof.check.numbers.products import (
    Array,
    added,
    augmented,
    determinant,
    entries,
    entry,
    joined,
    multiplied,
    powers,
    rows_of,
    scalar,
)
from backproof.expr import (
    Apply,
    Cases,
    CompareValues,
    Constant,
    Expression,
    Function,
    IllFormed,
    Indicator,
    Number,
    Symbol,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, add, apply, divide, mul, number, power
from backproof.expr.walk import map_parts
from backproof.read.terms.rewriting import substituted
from backproof.read.terms.terms import (
    Big,
    Branches,
    Call,
    Compare,
    Divide,
    Entries,
    Listed,
    Num,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import FUNCTION_WORDS, SUM_NORM
from backproof.rules import AXIS_RULES, RULES, partial
from backproof.source import BackproofError

MOST_WAYS = 8
"""A term has at most so many meanings as an array; further ones are not tried."""
LARGEST = 400
"""Entries of an array."""
PARAMETER = Symbol("\\cdot")


@final
@dataclass(frozen=True, slots=True)
class Entrywise:
    """Builds arrays: ``symbols`` are names that stay symbols; ``functions`` those that the document defines.

    ``sigma`` is what sigma means where nothing defines it, ``softmaxes`` are names of the softmax;
    vectors may lack the 1 for the bias at the end that ``bias`` names.
    """

    functions: Mapping[str, tuple[tuple[str, ...], Term]] = field(default_factory=dict)
    sigma: str = "sigmoid"
    symbols: Mapping[str, Array] = field(default_factory=dict)
    softmaxes: frozenset[str] = frozenset()
    bias: str = ""

    def ways(self, term: Term) -> list[Array]:
        """What a term can mean, likeliest first; nothing where a name has no value or shapes do not fit."""
        return [way for way in islice(self._ways(term), MOST_WAYS) if way.size <= LARGEST]

    def _ways(self, term: Term) -> Iterator[Array]:
        match term:
            case Num(value):
                yield scalar(Number(value))
            case Ref("e" | "pi" as name, (), ()) if name not in self.symbols:
                yield scalar(apply("exp", ONE) if name == "e" else Constant("pi"))
            case Ref():
                yield from (array for key, array in self.symbols.items() if key == term.key)
            case Plus(terms):
                yield from self.folded(terms, [""] * len(terms), lambda left, right, _: added(left, right))
            case Times(factors, signs=signs):
                yield from self.folded(
                    factors, signs or [""] * len(factors), augmented(self.bias) if self.bias else multiplied
                )
            case Divide(above, below):
                yield from self.elementwise(divide, above, below)
            case Raise(base, exponent):
                yield from self.raised(base, exponent)
            case Transposed(base):
                # A list has no orientation, so neither has its transpose.
                yield from (way.T for way in self._ways(base))
            case Listed(None, items):
                yield from self.collected(items, joined)
            case Entries(rows):
                widths = {len(row) for row in rows}
                width = widths.pop() if len(widths) == 1 else 0
                if not width:
                    return
                flat = [each for row in rows for each in row]
                yield from self.collected(
                    flat, lambda parts: rows_of([parts[at : at + width] for at in range(0, len(parts), width)])
                )
            case Call():
                yield from self.called(term)
            case Compare() | Branches():
                yield from self.conditional(term)
            case _:
                return

    def folded(
        self,
        parts: Iterable[Term],
        signs: Iterable[str],
        combine: Callable[[Array, Array, str], Iterator[Array]],
    ) -> Iterator[Array]:
        """Parts combined from the left, in every way."""
        first, *rest = (self.ways(part) for part in parts)

        def step(found: list[Array], more: tuple[list[Array], str]) -> list[Array]:
            pairs = product(found, more[0])
            return list(islice(chain.from_iterable(combine(a, b, more[1]) for a, b in pairs), MOST_WAYS))

        yield from reduce(step, zip(rest, signs, strict=False), first)

    def elementwise(self, change: Callable[..., Expression], *terms: Term) -> Iterator[Array]:
        """A function of one or two arrays, entry by entry."""
        yield from entries(change, product(*(self.ways(term) for term in terms)))

    def raised(self, base: Term, exponent: Term) -> Iterator[Array]:
        """A power of a square matrix, or of each entry; a reciprocal of each is no inverse."""
        every = [*product(self.ways(base), self.ways(exponent))]
        pairs = [pair for pair in every if pair[1].ndim == 0]
        whole = [way for array, times in pairs for way in powers(array, times.item())]
        if not any(times.item() == MINUS_ONE for _, times in pairs) or not whole:
            yield from entries(power, every)
        yield from whole

    def collected(self, items: Iterable[Term], join: Callable[[list[Array]], Array | None]) -> Iterator[Array]:
        """Elements in brackets."""
        for parts in islice(product(*(self.ways(item) for item in items)), MOST_WAYS):
            whole = join(list(parts))
            if whole is not None:
                yield whole

    # -- functions -----------------------------------------------------------------------------------------------

    def called(self, call: Call) -> Iterator[Array]:
        """A function of the document, of the table, or of a whole vector."""
        base = call.name.base if not (call.name.subs or call.name.sups) else call.name.key
        word = FUNCTION_WORDS.get(call.name.base, self.sigma if call.name.base == "sigma" else call.name.base)
        count = len(call.arguments)
        if base in self.functions:
            yield from self.own(call, *self.functions[base])
        elif call.name.base in {"log", "ln"} and call.name.subs in {("2",), ("10",)} and not call.primes:
            logarithm = Function(f"log{call.name.subs[0]}", 1)
            yield from self.elementwise(lambda x: Apply(logarithm, (x,)), *call.arguments)
        elif base in self.softmaxes and count == 1 and not call.primes:
            yield from (way for each in self.ways(call.arguments[0]) for way in over_all("softmax", each))
        elif base != call.name.base:
            return
        elif (word in AXIS_RULES or word == SUM_NORM) and count == 1 and not call.primes:
            yield from (way for each in self.ways(call.arguments[0]) for way in over_all(word, each))
        elif word in AXIS_RULES and word not in PAIRS and not call.primes:
            whole = self.collected(call.arguments, joined)
            yield from (way for each in whole if each.ndim == 1 for way in over_all(word, each))
        elif word in PAIRS and count == 2 and not call.primes:
            yield from self.elementwise(lambda x, y: Apply(Function(PAIRS[word], 2), (x, y)), *call.arguments)
        elif word in PAIRS and count > 2 and not call.primes:
            yield from self.folded(call.arguments, [word] * count, paired)
        elif word == "det" and count == 1:
            square = (each.tolist() for each in self.ways(call.arguments[0]) if each.ndim == 2)
            yield from (scalar(found) for rows in square if (found := determinant(rows)) is not None)
        elif word in RULES and call.primes < 2:
            yield from self.known(word, call)
            if word == "abs" and count == 1 and not call.primes:
                yield from (way for each in self.ways(call.arguments[0]) for way in within_bars(each))

    def known(self, word: str, call: Call) -> Iterator[Array]:
        """A function of the table, or its derivative."""
        more = DEFAULTS.get(word, ())[len(call.arguments) - 1 :]
        function = Function(word, len(call.arguments) + len(more))
        if function.arity != RULES[word].arity or len(call.arguments) > 2:
            return

        def change(*entries: Expression) -> Expression:
            arguments = (*entries, *more)
            return partial(function, arguments, 0) if call.primes else Apply(function, arguments)

        yield from self.elementwise(change, *call.arguments)

    def own(self, call: Call, parameters: tuple[str, ...], body: Term) -> Iterator[Array]:
        """A function that the document defines; a prime differentiates it by its one parameter."""
        if len(parameters) != len(call.arguments) or call.primes > 1 or (call.primes and len(parameters) > 1):
            return
        if not call.primes:
            try:
                value = substituted(body, dict(zip(parameters, call.arguments, strict=True)))
            except Unreadable:
                return
            yield from self._ways(value)
            return
        inner = replace(self, symbols={parameters[0]: scalar(Tensor(PARAMETER))})
        for way in inner.ways(body) if self.functions.get(call.name.base) else []:
            if way.ndim == 0:
                slope = differential(entry(way), {PARAMETER: lambda _: ONE})
                yield from self.elementwise(lambda x, slope=slope: _replaced(slope, x), *call.arguments)

    def conditional(self, term: Compare | Branches) -> Iterator[Array]:
        """Cases of numbers."""
        compares = [term] if isinstance(term, Compare) else [each for _, told in term.rows for each in told]
        sides = [self.ways(side) for each in compares for side in (each.left, each.right)]
        if any(len(found) != 1 or found[0].ndim for found in sides):
            return
        plain = [entry(found[0]) for found in sides]
        conditions = [
            CompareValues(each.relation, left, right)
            for each, left, right in zip(compares, plain[::2], plain[1::2], strict=True)
        ]
        if isinstance(term, Compare):
            yield scalar(Indicator(conditions[0]))
            return
        values = [self.ways(value) for value, _ in term.rows]
        told = [len(conditions) for _, conditions in term.rows]
        if any(len(found) != 1 or found[0].ndim for found in values) or any(count > 1 for count in told):
            return
        pending = iter(conditions)
        branches = [(next(pending), entry(found[0])) for found, count in zip(values, told, strict=True) if count]
        rest = [entry(found[0]) for found, count in zip(values, told, strict=True) if not count]
        if branches and len(rest) < 2:
            yield scalar(Cases(tuple(branches), rest[0] if rest else None))


def paired(left: Array, right: Array, word: str) -> Iterator[Array]:
    """The greater or the smaller of two, entry by entry."""
    return entries(lambda x, y: Apply(Function(PAIRS[word], 2), (x, y)), [(left, right)])


def within_bars(array: Array) -> Iterator[Array]:
    """The length of a list, the determinant of a square matrix."""
    if array.ndim == 1:
        yield from over_all("norm", array)
    elif array.ndim == 2 and len(array) > 1 and (found := determinant(array.tolist())) is not None:
        yield scalar(found)


def over_all(word: str, array: Array) -> Iterator[Array]:
    """A function of all entries of a vector."""
    flat = list(array.reshape(-1))
    if array.ndim == 2 and 1 not in array.shape and word != "norm":
        return
    match word:
        case "softmax" | "log_softmax":
            exponentials = [apply("exp", each) for each in flat]
            shares = [divide(each, add(*exponentials)) for each in exponentials]
            kept = np.empty(len(flat), dtype=object)
            kept[:] = shares if word == "softmax" else [apply("log", each) for each in shares]
            yield kept.reshape(array.shape)
        case "logsumexp":
            yield scalar(apply("log", add(*(apply("exp", each) for each in flat))))
        case "norm1" if array.ndim < 2 or 1 in array.shape:
            yield scalar(add(*(apply("abs", each) for each in flat)))
        case "norm":
            yield scalar(apply("sqrt", add(*(power(each, number(2)) for each in flat))))
        case "prod":
            yield scalar(mul(*flat))
        case "max" | "min":
            yield scalar(reduce(lambda a, b: Apply(Function(PAIRS[word], 2), (a, b)), flat))
        case _:
            return


def softmaxes(lines: Iterable[tuple[Term | None, Term | None]]) -> frozenset[str]:
    """Functions that a document defines as an exponential by a sum of exponentials: ``\\sigma_M(z_k) = ...``."""
    found = set()
    for head, side in lines:
        match head, side:
            case (
                Call(name=name, primes=0),
                Divide(Call(name=Ref("exp")), Big("sum", body=Call(name=Ref("exp")))),
            ) if name.subs:
                found.add(name.key)
            case _:
                pass
    return frozenset(found)


def _replaced(expression: Expression, value: Expression) -> Expression:
    """The expression with the parameter replaced by a value."""
    if isinstance(expression, Tensor):
        return value if expression.symbol == PARAMETER else expression
    return map_parts(expression, lambda part: _replaced(part, value))


def numbers(array: Array, at: Mapping[Symbol, float] | None = None) -> Array | None:
    """The values of the entries, or None where one of them has none."""
    found = np.empty(array.shape)
    try:
        for place, each in np.ndenumerate(array):
            found[place] = float(evaluate(each, at or {}))
    except (BackproofError, IllFormed, TypeError, OverflowError, RecursionError, ValueError):
        return None
    return found if np.isfinite(found).all() else None


def slopes(array: Array, symbols: Array) -> Array:
    """The derivatives of the entries by symbols: the axes of the array, then those of the symbols."""
    found = np.empty((*array.shape, *symbols.shape), dtype=object)
    for place, each in np.ndenumerate(array):
        for by, symbol in np.ndenumerate(symbols):
            found[(*place, *by)] = differential(each, {symbol.symbol: lambda _: ONE})
    return found


def is_everywhere(slope: Expression, symbol: Tensor) -> bool:
    """Whether a derivative is the same for all values of a name: what saturates or has cases may be so at some only."""
    other = Tensor(Symbol(f"another {symbol.symbol.name}"))
    return symbol.symbol not in slope.symbols or isinstance(compare(slope, _with(slope, symbol, other)), Equal)


def _with(expression: Expression, name: Tensor, other: Tensor) -> Expression:
    """The expression with one name for another."""
    return other if expression == name else map_parts(expression, lambda part: _with(part, name, other))
