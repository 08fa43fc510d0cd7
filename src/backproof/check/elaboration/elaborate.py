"""Terms -> expressions: every letter gets its range, every name its symbol, under one reading of the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import final

from backproof.check.elaboration.conditions import Conditions
from backproof.check.elaboration.contracted import Contracted
from backproof.check.elaboration.tensors import Tensors
from backproof.check.indices.axes import Axes
from backproof.check.indices.implied import beside
from backproof.check.indices.lettering import Around, Lettering
from backproof.check.indices.letters import SAMPLE, Use, is_quantity, uses
from backproof.check.indices.ranges import Ranges, SlotOf
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Name, Names
from backproof.check.names.primes import PARAMETER, primed, replaced
from backproof.check.verdicts.reading import Reading
from backproof.expr import (
    Apply,
    Cases,
    Derivative,
    Expression,
    Function,
    Index,
    Indicator,
    Number,
    OfMatrix,
    Over,
    Power,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, add, all_of, apply, divide, mul
from backproof.expr.build import number as number_of
from backproof.read.grammar.scripts import WHOLE
from backproof.read.terms.determinants import UNCLEAR, magnitude_in_logarithm, refuse_determinants
from backproof.read.terms.rewriting import children, has, occurrences, substituted, walk
from backproof.read.terms.terms import (
    At,
    Big,
    Branches,
    Call,
    Compare,
    Divide,
    Element,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ranged,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import DETERMINANT, FUNCTION_WORDS, NORM, NORMS, OF_SQUARES, SUM_NORM
from backproof.records import replace
from backproof.rules import AXIS_RULES, RULES
from backproof.source import Span

HERE = Around()
PAIRS: Mapping[str, str] = {"max": "max2", "min": "min2"}
DEFAULTS: Mapping[str, tuple[Expression, ...]] = {"leaky_relu": (number_of("0.01"),), "elu": (ONE,)}
"""The last arguments of functions that people write with one."""
NESTED = 3
MATRIX_SIGNS = frozenset({"odot", "circ", "otimes"})


@final
class Elaborator:
    """Turns the terms of one line into expressions: one method for each kind of term."""

    def __init__(
        self,
        names: Names,
        ranges: Ranges,
        reading: Reading,
        *terms: Term,
        head_letters: Mapping[str, SlotOf] | None = None,
    ) -> None:
        self.letters = Lettering(names, ranges, reading, terms, head_letters or {})
        self.tensors = Tensors(self.letters)
        self.axes = Axes(self.letters)
        self.shared = Contracted(self.letters, self.tensors)
        self.names = names
        self.ranges = ranges
        self.reading = reading
        self.inside = False
        """Whether a derivative stands inside of a sum."""
        self._numbered = None if head_letters is None else frozenset(head_letters)
        """The letters of what a definition defines."""

    @property
    def conditions(self) -> Conditions:
        """The conditions of the line."""
        return Conditions(self.letters, self.expression)

    def head(self, defined: Defined, span: Span) -> Tensor:
        """The left side of a definition."""
        return self.tensors.tensor(Name(defined.key, defined.letters, sample=defined.sample), span, HERE)

    def expression(self, term: Term, around: Around = HERE) -> Expression:
        """The expression that a term stands for, inside of the sums around it."""
        match term:
            case Num(value):
                return Number(value)
            case Plus(terms):
                # Sums that are left out belong to each term alone.
                apart = [(part, around) for part in terms] if self.reading.supply else self.side_by_side(terms, around)
                return add(*(self.closed(part, each) for part, each in apart))
            case Times(_, span, signs) if MATRIX_SIGNS & frozenset(signs):
                raise Unreadable("this product of matrix notation is not read here yet", span)
            case Times(factors):
                return self.product(factors, around)
            case Divide(numerator, denominator):
                return divide(*(self.closed(*each) for each in self.side_by_side((numerator, denominator), around)))
            case Raise(base, exponent):
                return Power(self.raised(base, around), self.expression(exponent, around))
            case Ref():
                return self.reference(term, around)
            case Call():
                return self.call(term, around)
            case Big():
                return self.big(term, around)
            case Partial():
                return self.partial(term, around)
            case Compare():
                return Indicator(self.conditions.condition(term, around))
            case Branches(rows):
                return self.branches(rows, around)
            case Listed(_, _, span) | Entries(_, span):
                raise Unreadable("a list of elements is not read here yet", span)
            case Ranged(_, _, _, span):
                raise Unreadable("entries with dots between them are not read here yet", span)
            case Transposed(_, span):
                raise Unreadable("transposes are not read here yet", span)
            case At(_, _, _, span):
                raise Unreadable("a value at this point is not read yet", span)
            case Element(_, _, span):
                raise Unreadable("a script on this is not read here yet", span)
            case Nabla(_, span):
                raise Unreadable("\\nabla is not read here yet", span)

    def reference(self, ref: Ref, around: Around) -> Expression:
        """A name; that of a function alone stands for its body: ``f`` in ``\\partial f / \\partial x``."""
        if WHOLE in ref.subs:
            raise Unreadable("a row or a column is not read here yet", ref.span)
        if ref.key in self.reading.bare and not self.ranges.arity(self.names.resolve(ref).key):
            return self.expression(self.reading.functions[ref.key][1], around)
        return self.tensors.reference(ref, around)

    # -- products ------------------------------------------------------------------------------------------------

    def product(self, factors: tuple[Term, ...], around: Around) -> Expression:
        """A product; between derivatives it contracts over the bare array that one is by and the next is of."""
        refuse_determinants(factors)
        contracted, samples = self.shared.arrays(factors, around), self.shared.samples(factors)
        found, known = (contracted, samples), (around.contracted, around.samples)
        inner = around if found == known else replace(around, contracted=contracted, samples=samples)
        parts = [
            self.expression(factor, replace(inner, outside=each.outside) if isinstance(factor, Partial) else each)
            for factor, each in self.side_by_side(factors, around)
        ]
        shared = self.letters.supplied(parts, around)
        own = (index for index in contracted.values() if index not in around.bound.values())
        over = (*own, *samples.values(), *shared)
        within = around.beside(frozenset(index.name for index in over))
        return self.summed(mul(*(self.summed(part, self.letters.left_over(part, within)) for part in parts)), over)

    def closed(self, term: Term, around: Around) -> Expression:
        """A part that has a value of its own: letters that are left over are summed here."""
        whole = self.expression(term, around)
        return self.summed(whole, self.letters.left_over(whole, around))

    def raised(self, base: Term, around: Around) -> Expression:
        """The base of a power: a sum that is left out stands inside of ``(e^{x_m})^2``, and outside of ``x_m^2``."""
        applied = has(base, Call)
        return self.closed(base, around) if applied else self.expression(base, around)

    @staticmethod
    def summed(body: Expression, over: Iterable[Index]) -> Expression:
        """Sums over indices."""
        for index in over:
            body = Sum(index, body)
        return body

    def side_by_side(self, parts: tuple[Term, ...], around: Around) -> list[tuple[Term, Around]]:
        """Terms or factors, each with the letters of those beside it where sums are implied."""
        if not self.reading.einstein:
            return [(part, around) for part in parts]
        return [(part, around.beside(each)) for part, each in zip(parts, beside(parts, self.names), strict=True)]

    # -- functions -----------------------------------------------------------------------------------------------

    def call(self, call: Call, around: Around) -> Expression:
        """A quantity with its arguments, a function of the document, of the table, of an axis, or an unknown one."""
        if is_quantity(call, self.names):
            return self.reference(call.name, around)
        if magnitude_in_logarithm(call) is not None:
            raise Unreadable(UNCLEAR, call.span)
        if call.name.key == DETERMINANT and DETERMINANT not in self.reading.functions:
            raise Unreadable("a determinant of what is no matrix is not read", call.span)
        base = call.name.base if not (call.name.subs or call.name.sups) else call.name.key
        if base in self.reading.functions:
            if self.is_factor(call, base):
                return self.product((call.name, *call.arguments), around)
            return self.user_function(call, base, around)
        meant = self.reading.sigma if call.name.base == "sigma" else call.name.base
        word = FUNCTION_WORDS.get(call.name.base, meant)
        if word in PAIRS and len(call.arguments) == 2 and not call.primes:
            return Apply(Function(PAIRS[word], 2), tuple(self.expression(each, around) for each in call.arguments))
        if call.name.base in {"log", "ln"} and call.name.subs in {("2",), ("10",)}:
            return Apply(Function(f"log{call.name.subs[0]}", 1), (self.expression(call.arguments[0], around),))
        if word in RULES and base != call.name.base:
            raise Unreadable(f"scripts on {word} are not read yet", call.span)
        if (word in AXIS_RULES or word == SUM_NORM) and not call.primes:
            return self.over_axis(word, call, around)
        arguments = tuple(self.expression(argument, around) for argument in call.arguments)
        if base == call.name.base and word in RULES:
            return self.known_function(word, arguments, call)
        return self.unknown_function(base, arguments, call)

    def is_factor(self, call: Call, base: str) -> bool:
        """``g(1 - g)`` beside ``g(w, x) = ...``: where a function stands alone, it is its value times what follows."""
        named = any(isinstance(part, Ref) and part.key == base for each in call.arguments for part in walk(each))
        return named and base in self.reading.bare and not call.primes and len(call.arguments) == 1

    @staticmethod
    def known_function(word: str, arguments: tuple[Expression, ...], call: Call) -> Expression:
        """A function of the table, or its derivative."""
        arguments += DEFAULTS.get(word, ())[len(arguments) - 1 :]
        if len(arguments) != RULES[word].arity:
            raise Unreadable(f"{word} of {len(arguments)} arguments is not read yet", call.span)
        function = Function(word, len(arguments))
        return primed(lambda inner: Apply(function, (inner, *arguments[1:])), arguments[0], call.primes)

    def unknown_function(self, base: str, arguments: tuple[Expression, ...], call: Call) -> Expression:
        """A function that nothing defines: any smooth one."""
        if len(arguments) != 1 and call.primes:
            raise Unreadable("a prime on a function of several arguments is not read", call.span)
        if len(arguments) > 1 and any(self.tensors.bare_array(argument) for argument in call.arguments):
            raise Unreadable(f"{base} of whole arrays is not read yet", call.span)
        return Apply(Function(base, len(arguments), (call.primes,) if call.primes else ()), arguments)

    def user_function(self, call: Call, base: str, around: Around) -> Expression:
        """A function of the document at its arguments; a prime differentiates its body by its one parameter."""
        parameters, body = self.reading.functions[base]
        if len(parameters) != len(call.arguments):
            counts = f"{len(parameters)} arguments, {len(call.arguments)} were written"
            raise Unreadable(f"{base} is defined with {counts}", call.span)
        same = all(
            isinstance(each, Ref) and each.key == key for each, key in zip(call.arguments, parameters, strict=True)
        )
        quantities = [part for part in occurrences(body, Call) if is_quantity(part, self.names)]
        # log l(x) depends on x through a quantity, in which no argument takes the place of x.
        if (call.primes or not same) and any(_names(part, parameters) for part in quantities):
            raise Unreadable(f"{base} at another argument, or its slope, is not read yet", call.span)
        if not call.primes:
            return self.expression(substituted(body, dict(zip(parameters, call.arguments, strict=True))), around)
        if len(parameters) > 1:
            raise Unreadable(f"this derivative of {base} is not read yet", call.span)
        inner = self.expression(substituted(body, {parameters[0]: Ref(PARAMETER, (), (), call.span)}), around)
        argument = self.expression(call.arguments[0], around)
        return primed(lambda at: replaced(inner, Symbol(PARAMETER), at), argument, call.primes)

    def over_axis(self, word: str, call: Call, around: Around) -> Expression:
        """``softmax(z)_k``, ``softmax(z_k)``, ``softmax(z_k, z)``: element k of a function of the whole axis."""
        argument = call.arguments[0]
        letters = [use for use in uses(argument, self.names) if isinstance(use, Use) and use.binder is None]
        written = sorted({use.letter for use in letters if isinstance(use.letter, str)})
        if word in PAIRS and len(call.arguments) == 1 and call.name.subs in {(each,) for each in written}:
            range_ = next(self.ranges.of(use.key, use.slot) for use in letters if (use.letter,) == call.name.subs)
            index = self.letters.fresh(call.name.subs[0], range_)
            return Over(word, index, self.expression(argument, around.binding(call.name.subs[0], index)))
        if word in PAIRS or len(call.arguments) > 2:
            raise Unreadable(f"{word} is not read yet", call.span)
        if len(call.arguments) == 2:
            self.letters.notes.add(f"{word} of an element and its vector is that element of the {word} of the vector")
        if word in NORMS and written and isinstance(argument, Plus):
            # The letter of x - c_j numbers vectors: what the norm goes over is not written.
            indexed = [any(isinstance(use, Use) for use in uses(each, self.names)) for each in argument.terms]
            if not all(indexed):
                raise Unreadable(f"the axis of {word} is not clear here", call.span)
        if len(written) == 1 and (word not in NORMS or (word == NORM and self._goes_over(written[0], around))):
            at = self.letters.slot(written[0], around)
            assert isinstance(at, Index)
            index = self.letters.fresh(at.name + "'", at.range)
            return Over(word, index, self.expression(argument, around.binding(written[0], index)), at)
        arrays = self.arrays_in(argument)
        over = {self.ranges.of(key, 0) for key in arrays}
        if word in NORMS and not written and not arrays:
            return Apply(Function("abs", 1), (self.expression(argument, around),))
        if written or len(over) != 1:
            raise Unreadable(f"the axis of {word} is not clear here", call.span)
        range_ = next(iter(over))
        index = self.letters.fresh(self.letters.usual(range_) + "'", range_)
        body = self.expression(argument, replace(around, contracted=dict.fromkeys(arrays, index)))
        if word == SUM_NORM:
            return Sum(index, apply("abs", body))
        if not AXIS_RULES[word].keeps:
            return Over(word, index, body)
        subs = call.name.subs
        element = self.letters.slot(subs[0], around, range_) if subs else self.letters.suppressed("", range_, around)
        return Over(word, index, body, element)

    def _goes_over(self, letter: str, around: Around) -> bool:
        r"""Whether a norm goes over a letter: the j of ``L = \|a_j - y_j\|^2``, and not one of the head or of a sum."""
        return self._numbered is not None and letter not in self._numbered and letter not in around.bound

    def arrays_in(self, term: Term) -> list[str]:
        """The whole vectors that a term names without their index."""
        return [key for part in walk(term) if (key := self.tensors.bare_array(part)) is not None]

    # -- sums ----------------------------------------------------------------------------------------------------

    def big(self, big: Big, around: Around) -> Expression:
        """A sum or a product over the range that its letter fills; bounds inside of it become conditions."""
        if big.kind in OF_SQUARES:
            return self.of_matrix(big, around)
        range_ = self.axes.range_of(big, around)
        index = self.letters.fresh(big.letter, range_)
        outer = self.outside(big.letter, range_, around) if self.reading.outer else None
        inner = around.binding(big.letter, index, outer)
        conditions = [self.conditions.condition(each, inner) for each in big.conditions]
        conditions += self.axes.bounds(big, index)
        body = self.expression(big.body, inner)
        if big.kind == "mean":
            return divide(Sum(index, body), Sum(self.letters.fresh("n", range_), ONE))
        if big.kind == "prod":
            chosen = all_of(conditions) if conditions else None
            return Over("prod", index, body if chosen is None else Cases(((chosen, body),), ONE))
        return Sum(index, mul(*(Indicator(each) for each in conditions), body))

    def of_matrix(self, big: Big, around: Around) -> Expression:
        """A function of a square matrix, whose letters two binders have, with the element that conditions name."""
        inner = big.body
        if not isinstance(inner, Big):  # another one of matrices is in the place of its columns
            raise Unreadable("this function of a matrix is not read here yet", big.span)
        rows = self.letters.fresh(big.letter, self.axes.range_of(big, around))
        inside = around.binding(big.letter, rows)
        columns = self.letters.fresh(inner.letter, self.axes.range_of(inner, inside))
        body = self.expression(inner.body, inside.binding(inner.letter, columns))
        *places, _ = (each.right for each in inner.conditions)
        slots = [self.letters.slot(each.base, around, rows.range) for each in places if isinstance(each, Ref)]
        return OfMatrix(big.kind, rows, columns, body, tuple(slots))

    def outside(self, letter: str, range_: Range, around: Around) -> Index:
        """The index that a letter means outside of the sum that binds it."""
        known = self.letters.find(letter, around)
        return known or self.letters.free.setdefault(letter, self.letters.fresh(letter, range_))

    # -- derivatives and cases -----------------------------------------------------------------------------------

    def partial(self, term: Partial, around: Around) -> Expression:
        """A derivative; the letter of ``by`` may mean the one outside of the sum around: a reading of its own."""
        if _nesting(term) > NESTED:
            raise Unreadable(f"more than {NESTED} derivatives inside of each other are not checked", term.span)
        self.inside |= bool(around.bound)
        by, moved = self.moved(term, around)
        if not isinstance(by, Tensor):
            raise Unreadable("a derivative by this is not read yet", term.by.span)
        of = self.expression(term.of, around)
        of = self.summed(of, self.letters.traced(of, around))
        held = self.reading.local and isinstance(of, Tensor) and (of.symbol.name, by.symbol.name) in self.reading.inner
        slope = Derivative(of, by, held)
        return slope if moved is None else Sum(moved, slope)

    def moved(self, term: Partial, around: Around) -> tuple[Expression, Index | None]:
        """What a derivative is by; in the reading that moves it in all samples alike, with the letter of these."""
        name = self.shared.unnamed_sample(term.by) if self.reading.alike else None
        if name is None or name.key in around.samples:
            return self.reference(term.by, around.captured() if self.reading.outer else around), None
        index = self.letters.fresh("s", self.ranges.of(name.key, SAMPLE))
        return self.reference(term.by, replace(around, samples={name.key: index})), index

    def branches(self, rows: tuple[tuple[Term, tuple[Compare, ...]], ...], around: Around) -> Expression:
        """A definition by cases."""
        told = [(value, conditions) for value, conditions in rows if conditions]
        rest = [value for value, conditions in rows if not conditions]
        if len(rest) > 1 or not told:
            raise Unreadable("these cases are not read yet", rows[0][0].span)
        conditions = (all_of(self.conditions.condition(each, around) for each in compares) for _, compares in told)
        values = (self.expression(value, around) for value, _ in told)
        return Cases(tuple(zip(conditions, values, strict=True)), self.expression(rest[0], around) if rest else None)


def _names(call: Call, keys: tuple[str, ...]) -> bool:
    """Whether an argument names one of these."""
    return any(isinstance(part, Ref) and part.key in keys for each in call.arguments for part in walk(each))


def _nesting(term: Term) -> int:
    below = max((_nesting(part) for part in children(term)), default=0)
    return below + isinstance(term, Partial)
