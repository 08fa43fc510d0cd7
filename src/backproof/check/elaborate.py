"""Terms -> expressions: every letter gets its range, every name its symbol, under one reading of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import final

from backproof.calculus.differentiate import differential
from backproof.check.letters import Tied, Use, bound_of, is_kronecker, is_letter, is_quantity, number, uses
from backproof.check.names import Name, Names
from backproof.check.ranges import Extent, Ranges
from backproof.expr import (
    Apply,
    Cases,
    CompareIndices,
    CompareValues,
    Condition,
    Constant,
    Delta,
    Derivative,
    Expression,
    Function,
    Index,
    Indicator,
    Number,
    Over,
    Power,
    Range,
    Slot,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, add, divide, mul
from backproof.expr.walk import map_parts
from backproof.read.lexicon import FUNCTION_WORDS
from backproof.read.terms import (
    Big,
    Branches,
    Call,
    Compare,
    Divide,
    Listed,
    Num,
    Partial,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    Unreadable,
    rebuilt,
)
from backproof.rules import AXIS_RULES, RULES, partial
from backproof.source import Span


class IllTyped(Exception):
    """The parts of a line cannot fit: what contradicts what."""


@final
@dataclass(frozen=True, slots=True)
class PerUnit:
    """A reading: a name without an index is one entry for each unit; it takes the letter of its own definition."""

    slot: tuple[str, int]
    letter: str


@final
@dataclass(frozen=True)
class Reading:
    """How the ambiguous parts of a line are taken.

    ``local``: a derivative holds the quantities that its numerator names. ``outer``: the letter of a derivative inside a sum is the outer one. ``supply``: sums over the letters of bare arrays
    may be supplied. ``per_unit``: names that carry no index but have one entry for each unit. ``aliases``: other names
    of the same thing (``w_{0j}`` for a bias). ``wide``: bounds may exceed the extents of the rest of the document. ``functions`` are those that the document defines,
    ``bare`` those of them that are meant where their name stands alone, ``home`` the letters that suppressed indices have in definitions, ``sigma`` what sigma means where nothing defines it, ``einstein``
    whether letters that stand twice in a product are summed.
    """

    outer: bool = False
    supply: bool = False
    wide: bool = False
    per_unit: Mapping[str, PerUnit] = field(default_factory=dict)
    aliases: Mapping[tuple[str, int], str] = field(default_factory=dict)
    functions: Mapping[str, tuple[tuple[str, ...], Term]] = field(default_factory=dict)
    home: Mapping[str, str] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    sigma: str = "sigmoid"
    local: bool = False
    einstein: bool = False


PLAIN = Reading()
HOME_BASES = {"pi": "pi"}
MATRIX_LETTERS = frozenset("ABDHKPQRSUVWXYZ")


@final
class Elaborator:
    """Turns the terms of one line into expressions. Letters that are free in the line are the same on both sides."""

    def __init__(
        self,
        names: Names,
        ranges: Ranges,
        reading: Reading,
        *terms: Term,
        head_letters: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:
        self.names = names
        self.ranges = ranges
        self.reading = reading
        self.free: dict[str, Index] = {}
        self.taken: set[str] = set()
        self.kept: set[str] = set()
        self.bare: set[Index] = set()
        self.notes: set[str] = set()
        self._type_free_letters(terms, head_letters or {})

    # -- letters -------------------------------------------------------------------------------------------------

    def _type_free_letters(self, terms: tuple[Term, ...], head: Mapping[str, tuple[str, int]]) -> None:
        places: dict[str, tuple[Range, str]] = {}
        for letter, (key, slot) in head.items():
            self._note_place(places, letter, self.ranges.of(key, slot), key)
        ties: list[Tied] = []
        for term in terms:
            for use in uses(term, self.names):
                match use:
                    case Use(str() as letter, key, slot, None):
                        self._note_place(places, letter, self.ranges.of(key, slot), key)
                    case Tied():
                        ties.append(use)
                    case _:
                        pass
        for tied in ties:
            for one, other in ((tied.left, tied.right), (tied.right, tied.left)):
                if one in places and other not in places and (tied.right_binder or tied.left_binder) is None:
                    places[other] = places[one]
        self.free = {letter: Index(letter, range_) for letter, (range_, _) in places.items()}
        self.taken = set(self.free)

    def _note_place(self, places: dict[str, tuple[Range, str]], letter: str, range_: Range, what: str) -> None:
        known, where = places.setdefault(letter, (range_, what))
        if known != range_ and not self.ranges.apart(known, range_):
            raise Unreadable(
                f"whether {letter} runs over the same range in {where} and in {what} is not clear", Span(0, 0)
            )
        if known != range_:
            raise IllTyped(
                f"the index {letter} runs over {self.describe(known)} in {where} and over {self.describe(range_)} in {what}"
            )

    def describe(self, range_: Range) -> str:
        """A range in the author's terms: its usual letter, with its bounds where they are known."""
        extent = self.ranges.extents.get(range_.name, Extent(None, None))
        letter = self.ranges.letters.get(range_.name, range_.name)
        if extent.last is None:
            holder = next((key for (key, _), each in self.ranges.slots.items() if each == range_), letter)
            return f"the range of {holder}"
        return f"{letter} = {extent.first}..{extent.last}"

    def fresh(self, letter: str, range_: Range) -> Index:
        name = letter
        while name in self.taken:
            name += "'"
        self.taken.add(name)
        return Index(name, range_)

    # -- terms ---------------------------------------------------------------------------------------------------

    def expression(self, term: Term, bound: Mapping[str, Index] | None = None) -> Expression:
        """The expression that a term stands for, with the letters that sums around it bind."""
        bound = bound or {}
        match term:
            case Num(value):
                return Number(value)
            case Plus(terms):
                return add(*(self.expression(part, bound) for part in terms))
            case Times(factors):
                return self.product(factors, bound)
            case Divide(numerator, denominator):
                return divide(self.expression(numerator, bound), self.expression(denominator, bound))
            case Raise(base, exponent):
                return Power(self.expression(base, bound), self.expression(exponent, bound))
            case Ref():
                return self.reference(term, bound)
            case Call():
                return self.call(term, bound)
            case Big():
                return self.big(term, bound)
            case Partial():
                return self.partial(term, bound)
            case Compare():
                return Indicator(self.condition(term, bound))
            case Branches(rows):
                return self.branches(rows, bound)
            case Listed(_, _, span):
                raise Unreadable("a list of elements is not read here yet", span)

    def product(self, factors: tuple[Term, ...], bound: Mapping[str, Index]) -> Expression:
        inner, summed = self.jacobian_letters(factors, bound)
        parts = [self.expression(factor, inner if isinstance(factor, Partial) else bound) for factor in factors]
        whole = mul(*parts)
        for index in (*summed, *self.supplied_sums(parts, bound)):
            whole = Sum(index, whole)
        return whole

    def supplied_sums(self, parts: list[Expression], bound: Mapping[str, Index]) -> list[Index]:
        """Letters of bare arrays that another factor has too and the other side has not, under a reading that supplies sums."""
        if not (self.reading.supply or self.reading.einstein):
            return []
        counts = Counter(index for part in parts for index in part.free)
        around = {index.name for index in bound.values()} | self.kept
        twice = [index for index, count in counts.items() if count > 1 and index.name not in around]
        found = [index for index in twice if self.reading.einstein or index in self.bare]
        if not self.reading.einstein:
            self.notes.update(f"a sum over {index.name} is meant" for index in found)
        return sorted(found, key=lambda index: index.name)

    def jacobian_letters(
        self, factors: tuple[Term, ...], bound: Mapping[str, Index]
    ) -> tuple[Mapping[str, Index], list[Index]]:
        """Between derivatives a product contracts over the bare array that one is by and the next is of."""
        above = [self.bare_array(factor.of) for factor in factors if isinstance(factor, Partial)]
        below = [self.bare_array(factor.by) for factor in factors if isinstance(factor, Partial)]
        inner, summed = dict(bound), []
        for key in above:
            if key is not None and key in below:
                index = self.fresh(self.ranges.letters.get(self.ranges.of(key, 0).name, "n"), self.ranges.of(key, 0))
                inner[f"={key}"] = index
                summed.append(index)
        return inner, summed

    def bare_array(self, term: Term) -> str | None:
        if not isinstance(term, Ref):
            return None
        name = self.names.resolve(term)
        return name.key if not name.slots and self.ranges.arity(name.key) == 1 else None

    # -- names ---------------------------------------------------------------------------------------------------

    def head(self, key: str, letters: tuple[str | int, ...], span: Span) -> Tensor:
        """The left side of a definition."""
        return self.tensor(Name(key, letters), span, {})

    def reference(self, ref: Ref, bound: Mapping[str, Index]) -> Expression:
        name = self.names.resolve(ref)
        if is_kronecker(name, self.names):
            return Delta(self.slot(name.slots[0], bound, None), self.slot(name.slots[1], bound, None))
        size = self.size(name.key) if not name.slots else None
        if size is not None:
            return size
        if not name.slots and name.key == "e" and not self.ranges.arity("e"):
            return Constant("e")
        if not name.slots and ref.key in self.reading.bare and not self.ranges.arity(name.key):
            return self.user_quantity(ref.key, bound)
        if name.updated or name.change:
            raise Unreadable(f"{ref.base} as an updated value is read only on the left of an update", ref.span)
        return self.tensor(name, ref.span, bound)

    def size(self, key: str) -> Expression | None:
        """``m`` in ``\\frac1m \\sum_{i=1}^m`` counts the elements of a range: a sum of ones over it."""
        for name, extent in self.ranges.extents.items():
            if isinstance(extent.last, str) and (extent.first, extent.last) in {(1, key), (0, f"{key}-1")}:
                range_ = next((each for each in self.ranges.slots.values() if each.name == name), None)
                if range_ is not None:
                    return Sum(self.fresh("n", range_), ONE)
        return None

    def tensor(self, name: Name, span: Span, bound: Mapping[str, Index]) -> Tensor:
        """One element of a symbol; slots that the author left out take the letter of their range."""
        if (
            name.slots
            and isinstance(name.slots[0], int)
            and (alias := self.reading.aliases.get((name.key, name.slots[0])))
        ):
            self.notes.add(f"{name.key} with index {name.slots[0]} is the bias {alias}")
            name = Name(alias, name.slots[1:])
        per_unit = self.reading.per_unit.get(name.key)
        if per_unit is not None and not name.slots:
            range_ = self.ranges.of(*per_unit.slot)
            return Tensor(Symbol(name.key, (range_,)), (self.unit_letter(per_unit.letter, range_, bound),))
        arity = self.ranges.arity(name.key)
        if not name.slots and arity == 0:
            self.refuse_matrices(name.key, span)
            return Tensor(Symbol(name.key))
        ranges = tuple(self.ranges.of(name.key, at) for at in range(arity or len(name.slots)))
        if not name.slots:
            slots = tuple(self.bare_slot(name.key, range_, bound) for range_ in ranges)
        else:
            slots = tuple(self.slot(slot, bound, range_) for slot, range_ in zip(name.slots, ranges, strict=True))
        for slot, range_ in zip(slots, ranges, strict=True):
            self.check_element(name.key, slot, range_)
        return Tensor(Symbol(name.key, ranges), slots)

    def refuse_matrices(self, key: str, span: Span) -> None:
        plain = key.split("_", maxsplit=1)[0].split("^", maxsplit=1)[0]
        if plain in MATRIX_LETTERS or plain.startswith(("\\mathbf", "\\vec")):
            raise Unreadable(f"{key} without indices is matrix notation, which is not read yet", span)

    def check_element(self, key: str, slot: Slot, range_: Range) -> None:
        if isinstance(slot, int) and (slot < range_.first or (range_.last is not None and slot > range_.last)):
            raise IllTyped(f"{key} has elements {range_.first} to {range_.last}; element {slot} was written")
        if isinstance(slot, Index) and slot.range != range_ and not self.ranges.apart(slot.range, range_):
            raise Unreadable(f"whether {slot.name} runs over the range of {key} is not clear", Span(0, 0))
        if isinstance(slot, Index) and slot.range != range_:
            raise IllTyped(
                f"the index {slot.name} runs over {self.describe(slot.range)}, {key} over {self.describe(range_)}"
            )

    def unit_letter(self, letter: str, range_: Range, bound: Mapping[str, Index]) -> Index:
        known = bound.get(letter) or self.free.get(letter)
        if known is not None and known.range == range_:
            return known
        return self.free.setdefault(f"{letter}*", self.fresh(letter, range_))

    def bare_slot(self, key: str, range_: Range, bound: Mapping[str, Index]) -> Index:
        """The letter that a suppressed slot takes: that of a contraction, of a sum around, or of the line."""
        if f"={key}" in bound:
            return bound[f"={key}"]
        around = [index for letter, index in bound.items() if index.range == range_ and not letter.startswith("=")]
        if around:
            return around[-1]
        there = [index for index in self.free.values() if index.range == range_]
        home = self.reading.home.get(key)
        there.sort(key=lambda index: index.name != home)
        if there:
            index = there[0]
        else:
            letter = self.ranges.letters.get(range_.name, "n")
            index = self.free[f"{range_.name}*"] = self.fresh(letter, range_)
        self.bare.add(index)
        return index

    def slot(self, slot: str | int, bound: Mapping[str, Index], range_: Range | None) -> Slot:
        if isinstance(slot, int):
            return slot
        index = bound.get(slot) or self.free.get(slot)
        if index is None:
            if range_ is None:
                raise Unreadable(f"nothing says what the index {slot} runs over", Span(0, 0))
            index = self.free[slot] = self.fresh(slot, range_)
        return index

    # -- functions -----------------------------------------------------------------------------------------------

    def call(self, call: Call, bound: Mapping[str, Index]) -> Expression:
        if is_quantity(call, self.names):
            return self.reference(call.name, bound)
        base = call.name.base if not (call.name.subs or call.name.sups) else call.name.key
        if base in self.reading.functions:
            return self.user_function(call, base, bound)
        word = FUNCTION_WORDS.get(call.name.base, self.reading.sigma if call.name.base == "sigma" else call.name.base)
        plain = base == call.name.base
        if word in AXIS_RULES and not call.primes:
            return self.over_axis(word, call, bound)
        arguments = tuple(self.expression(argument, bound) for argument in call.arguments)
        if plain and word in RULES:
            return self.known_function(word, arguments, call)
        if call.primes and len(arguments) != 1:
            raise Unreadable("a prime on a function of several arguments is not read", call.span)
        if (
            any(self.bare_array(argument) for argument in call.arguments if isinstance(argument, Ref))
            and len(arguments) > 1
        ):
            raise Unreadable(f"{base} of whole arrays is not read yet", call.span)
        return Apply(Function(base, len(arguments), (call.primes,) if call.primes else ()), arguments)

    def known_function(self, word: str, arguments: tuple[Expression, ...], call: Call) -> Expression:
        if len(arguments) != 1:
            raise Unreadable(f"{word} of {len(arguments)} arguments is not read yet", call.span)
        if call.primes == 1:
            return partial(Function(word, 1), arguments, 0)
        if call.primes:
            raise Unreadable("second derivatives are not read yet", call.span)
        return Apply(Function(word, 1), arguments)

    def user_function(self, call: Call, base: str, bound: Mapping[str, Index]) -> Expression:
        """A function of the document at its arguments; a prime differentiates its body by its one parameter."""
        parameters, body = self.reading.functions[base]
        if len(parameters) != len(call.arguments):
            raise Unreadable(
                f"{base} is defined with {len(parameters)} arguments, {len(call.arguments)} were written", call.span
            )
        values = dict(zip(parameters, call.arguments, strict=True))
        if not call.primes:
            return self.expression(_substituted(body, values), bound)
        if call.primes > 1 or len(parameters) > 1:
            raise Unreadable(f"this derivative of {base} is not read yet", call.span)
        dummy = Symbol(f"{base}()")
        inner = self.expression(_substituted(body, {parameters[0]: Ref(DUMMY, (), (), call.span)}), {**bound})
        slope = differential(_renamed(inner, Symbol(DUMMY), dummy), {dummy: lambda _: ONE})
        return _replaced(slope, dummy, self.expression(call.arguments[0], bound))

    def user_quantity(self, key: str, bound: Mapping[str, Index]) -> Expression:
        """A function named without its arguments: ``f`` in ``\\partial f / \\partial x`` for ``f(x, y) = ...``."""
        return self.expression(self.reading.functions[key][1], bound)

    def over_axis(self, word: str, call: Call, bound: Mapping[str, Index]) -> Expression:
        """``softmax(z)_k``, ``softmax(z_k)``, ``softmax(z_k, z)``: element k of a function of the whole axis."""
        argument = call.arguments[0]
        letters = [use for use in uses(argument, self.names) if isinstance(use, Use) and use.binder is None]
        written = sorted({use.letter for use in letters if isinstance(use.letter, str)})
        if word in {"max", "min"} or len(call.arguments) > 2:
            raise Unreadable(f"{word} is not read yet", call.span)
        if len(written) == 1:
            at = self.slot(written[0], bound, None)
            assert isinstance(at, Index)
            index = self.fresh(at.name + "'", at.range)
            body = self.expression(argument, {**bound, written[0]: index})
            return Over(word, index, body, at)
        key = self.bare_array(argument)
        if written or key is None:
            raise Unreadable(f"the axis of {word} is not clear here", call.span)
        range_ = self.ranges.of(key, 0)
        index = self.fresh(self.ranges.letters.get(range_.name, "n") + "'", range_)
        at_slot: Slot = (
            self.slot(call.name.subs[0], bound, range_) if call.name.subs else self.bare_slot(key, range_, bound)
        )
        return Over(word, index, Tensor(Symbol(key, (range_,)), (index,)), at_slot)

    # -- sums, derivatives, cases --------------------------------------------------------------------------------

    def big(self, big: Big, bound: Mapping[str, Index]) -> Expression:
        if big.kind != "sum":
            raise Unreadable("products over an index are not read yet", big.span)
        range_ = self.range_of(big, bound)
        index = self.fresh(big.letter, range_)
        inner = {**{letter: kept for letter, kept in bound.items() if letter != big.letter}, big.letter: index}
        if self.reading.outer:
            inner[f"^{big.letter}"] = (
                bound.get(big.letter) or self.free.get(big.letter) or self.outer_letter(big.letter, range_)
            )
        conditions = [Indicator(self.condition(each, inner)) for each in big.conditions]
        conditions += [Indicator(each) for each in self.bounds(big, index, inner)]
        return Sum(index, mul(*conditions, self.expression(big.body, inner)))

    def outer_letter(self, letter: str, range_: Range) -> Index:
        self.free[letter] = index = self.fresh(letter, range_)
        return index

    def range_of(self, big: Big, bound: Mapping[str, Index]) -> Range:
        """The range that the slots filled by the letter of a sum agree on."""
        places: dict[str, tuple[Range, str]] = {}
        inside = (big.body, *big.conditions)
        for part in inside:
            for use in uses(part, self.names, (big,)):
                match use:
                    case Use(str() as letter, key, slot, binder) if binder is big:
                        self._note_place(places, letter, self.ranges.of(key, slot), key)
                    case Tied(left, left_binder, right, right_binder) if (left_binder is big) != (right_binder is big):
                        other = right if left_binder is big else left
                        known = bound.get(other) or self.free.get(other)
                        if known is not None:
                            self._note_place(places, big.letter, known.range, other)
                    case _:
                        pass
        if big.letter in places:
            return places[big.letter][0]
        same = [name for name, extent in self.ranges.extents.items() if extent.last == self.upper(big) is not None]
        named = next((each for each in self.ranges.slots.values() if each.name in same), None)
        if named is None:
            raise Unreadable(f"nothing says what the index {big.letter} of the sum runs over", big.span)
        return named

    @staticmethod
    def upper(big: Big) -> int | str | None:
        return bound_of(big.upper)

    def bounds(self, big: Big, index: Index, inner: Mapping[str, Index]) -> Iterator[Condition]:
        """Conditions for bounds inside the range; a bound outside it contradicts the rest of the document."""
        extent = self.ranges.extents.get(index.range.name, Extent(None, None))
        lower, upper = number(big.lower), self.upper(big)
        if isinstance(upper, int) and isinstance(extent.last, int):
            if upper > extent.last and not self.reading.wide:
                raise IllTyped(f"the sum over {big.letter} ends at {upper}, but {self.describe(index.range)}")
            if upper < extent.last:
                if index.range.last is None:
                    raise Unreadable("a partial sum over so long a range is not checked", big.span)
                yield CompareIndices("<=", index, upper)
        if lower is not None and extent.first is not None and lower != extent.first:
            if lower < extent.first and not self.reading.wide:
                raise IllTyped(f"the sum over {big.letter} begins at {lower}, but {self.describe(index.range)}")
            if lower > extent.first:
                yield CompareIndices(">=", index, lower)
        if big.lower is not None and lower is None:
            raise Unreadable("this lower bound is not read yet", big.lower.span)
        if isinstance(upper, str) and extent.last is not None and upper != extent.last:
            raise Unreadable(f"the sum ends at {upper}, other lines end at {extent.last}", big.span)

    def partial(self, term: Partial, bound: Mapping[str, Index]) -> Expression:
        """``by`` may mean the letter outside of the sum around: index capture, a reading of its own."""
        by_bound = dict(bound)
        if self.reading.outer:
            for letter in term.by.subs:
                if f"^{letter}" in bound:
                    by_bound[letter] = bound[f"^{letter}"]
        by = self.reference(term.by, by_bound)
        if not isinstance(by, Tensor):
            raise Unreadable("a derivative by this is not read yet", term.by.span)
        return Derivative(self.expression(term.of, bound), by, self.reading.local)

    def condition(self, compare: Compare, bound: Mapping[str, Index]) -> Condition:
        left, right = self.index_side(compare.left, bound), self.index_side(compare.right, bound)
        if left is not None and right is not None and not (isinstance(left, int) and isinstance(right, int)):
            for one, other in ((left, right), (right, left)):
                if isinstance(one, Index) and isinstance(other, Index) and one.range != other.range:
                    raise IllTyped(f"{one.name} and {other.name} are compared but run over different ranges")
            return CompareIndices(compare.relation, left, right)
        if compare.relation == "=" and _same_symbol(compare):
            self.notes.add("the condition compares values where indices are meant")
        return CompareValues(
            compare.relation, self.expression(compare.left, bound), self.expression(compare.right, bound)
        )

    def index_side(self, term: Term, bound: Mapping[str, Index]) -> Slot | None:
        match term:
            case Ref() if is_letter(term):
                return bound.get(term.base) or self.free.get(term.base)
            case Num(value) if value.denominator == 1:
                return int(value)
            case _:
                return None

    def branches(self, rows: tuple[tuple[Term, tuple[Compare, ...]], ...], bound: Mapping[str, Index]) -> Expression:
        told = [(value, conditions) for value, conditions in rows if conditions]
        rest = [value for value, conditions in rows if not conditions]
        if len(rest) > 1 or any(len(conditions) != 1 for _, conditions in told):
            raise Unreadable("these cases are not read yet", rows[0][0].span)
        cases = tuple(
            (self.condition(conditions[0], bound), self.expression(value, bound)) for value, conditions in told
        )
        return Cases(cases, self.expression(rest[0], bound) if rest else None)


DUMMY = "\\cdot"


def _renamed(expression: Expression, before: Symbol, after: Symbol) -> Expression:
    return _replaced(expression, before, Tensor(after))


def _replaced(expression: Expression, symbol: Symbol, value: Expression) -> Expression:
    """The expression with a scalar symbol replaced; letters bound inside are fresh, so nothing is captured."""
    if isinstance(expression, Tensor):
        return value if expression.symbol == symbol else expression
    return map_parts(expression, lambda part: _replaced(part, symbol, value))


def _same_symbol(compare: Compare) -> bool:
    """``x_i = x_k``: two elements of one array."""
    match compare.left, compare.right:
        case Ref(base, subs), Ref(other, other_subs):
            return base == other and subs != other_subs
        case _:
            return False


def _substituted(term: Term, values: Mapping[str, Term]) -> Term:
    """A term with names replaced by terms, in conditions too."""
    match term:
        case Ref():
            return values.get(term.key, term)
        case Branches(rows):
            told = [
                (_substituted(value, values), tuple(_compared(each, values) for each in conditions))
                for value, conditions in rows
            ]
            return replace(term, rows=tuple(told))
        case _:
            return rebuilt(term, lambda part: _substituted(part, values))


def _compared(condition: Compare, values: Mapping[str, Term]) -> Compare:
    return replace(condition, left=_substituted(condition.left, values), right=_substituted(condition.right, values))
