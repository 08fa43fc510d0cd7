"""Terms in matrix notation -> terms with indices: every way that a term can be taken, the usual ones first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import cached_property
from typing import Final, final

from backproof.matrix import blocks, functions, losses, powers, ranged, squares, unindexed
from backproof.matrix.elementwise import Build, together
from backproof.matrix.factors import is_number, multiplied
from backproof.matrix.jets import along
from backproof.matrix.kept import Kept
from backproof.matrix.misfits import misfit, refused
from backproof.matrix.nablas import Nablas
from backproof.matrix.names import Spelling, is_letter
from backproof.matrix.products import add, best, describe
from backproof.matrix.references import References
from backproof.matrix.values import Array, Block, Jet, Misfit, Option, Value, relettered, transposed
from backproof.matrix.workshop import Workshop
from backproof.read.terms import dots
from backproof.read.terms.determinants import refuse_determinants
from backproof.read.terms.rewriting import children, has, references
from backproof.read.terms.terms import (
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
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS
from backproof.records import Remembering, dataclass, replace
from backproof.source import Span

BESIDE_DOTS = "entries beside others with dots between them are not read in matrix notation yet"
MOST_FACTORS: Final = 60
"""Of more factors nothing is written out: each is a depth of terms."""


@final
@dataclass(frozen=True, slots=True)
class Lowering(Remembering):
    """Lowers terms when the kind of every name is known.

    ``kinds`` are those of stems; ``dims`` the extents of the rows and columns of a key where they are known by
    another name; ``nablas`` is what its gradients without a variable mean.
    """

    spelling: Spelling
    kinds: Mapping[str, str]
    shop: Workshop
    nablas: Nablas
    identities: frozenset[str] = frozenset()
    """The letters of identity matrices."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Which slot one index alone fills, of matrices of which the letters do not say it."""
    inverted: frozenset[str] = frozenset()
    """The stems of names of which there is a determinant or an inverse somewhere."""
    flat: bool = False
    """Whether a row of a matrix may stand as a row."""
    kept: Kept | None = None
    """What was found of the parts of an equation under other kinds."""

    @cached_property
    def refs(self) -> References:
        """The ways to take names."""
        return References(self.spelling, self.kinds, self.shop, self.identities, self.places, self.flat)

    def options(self, term: Term) -> list[Option]:
        """Every way to take a term; raises Misfit where there is none."""
        return self._found(term) if self.kept is None else self.kept.options(term, self.kinds, self.shop, self._found)

    def _found(self, term: Term) -> list[Option]:
        found = best(self._options(term))
        if not found:
            raise refused(term, list(self._parts(term)))
        return found

    def _parts(self, term: Term) -> Iterator[list[Option]]:
        """The ways to take the parts of a term that have one."""
        inside = (term.of, term.by) if isinstance(term, Partial) else children(term)
        for part in inside:
            with suppress(Misfit, Unreadable):
                yield self.options(part)

    def _options(self, term: Term) -> Sequence[Option]:
        match term:
            case Num():
                return [Option(Array(None, None, term))]
            case Ref():
                return list(self.refs.options(term))
            case Element(base, at):
                return list(self.element_of(base, at))
            case Transposed(Ref() as ref) if self.refs.is_entry(ref):
                parts = self.spelling.parts(ref)
                return list(self.element_of(Transposed(parts.ref, term.span), parts.slots))
            case Transposed(base):
                laid = self.laid_out(base)
                return [
                    replace(each, value=_turned(each.value), cost=each.cost + 2.0 * is_number(each)) for each in laid
                ]
            case Times(factors, _, signs):
                refuse_determinants(factors)
                return self.product(factors, signs or ("",) * (len(factors) - 1))
            case Plus(terms):
                return self.sum(terms)
            case Divide(above, below):
                return self.quotient(above, below, term)
            case Raise(base, exponent):
                return list(self.power(base, exponent, term))
            case Call():
                return list(self.call(term))
            case Big("sum", "", body=body):
                return list(unindexed.options(term, self.laid_out(body), self.shop))
            case Big(body=body, conditions=conditions):
                where = tuple(map(self.condition, conditions))
                return self.together((body,), lambda parts: replace(term, body=parts[0], conditions=where))
            case Partial(of, by):
                return list(self.derivative(of, by, term))
            case Compare(_, left, right):
                return self.together((left, right), lambda parts: replace(term, left=parts[0], right=parts[1]))
            case Branches(rows):
                return self.branches(rows, term)
            case Entries(rows) if any(isinstance(entry, Ranged) for row in rows for entry in row):
                raise Unreadable(BESIDE_DOTS, term.span)
            case Entries(rows):
                return self.entered(rows, term.span)
            case Ranged():
                return list(ranged.options(term, self.laid_out(term.body), self.shop))
            case Nabla():
                return list(self.gradient(term))
            case Listed(None, items) if any(map(dots.stands_for_more, items)):
                raise Unreadable(dots.UNCLEAR, term.span)
            case Listed(None, items) if any(isinstance(item, Ranged) for item in items):
                raise Unreadable(BESIDE_DOTS, term.span)
            case Listed(None, items):
                found = self.entered(tuple((item,) for item in items), term.span, listed=True)
                return [replace(each, cost=each.cost + 0.2) for each in found]
            case _:
                raise Unreadable("this is not read in matrix notation yet", term.span)

    def laid_out(self, term: Term) -> list[Option]:
        """Every way to take a term, derivatives as arrays."""
        return [each for option in self.options(term) for each in self.shop.laid_out(option)]

    def together(self, terms: tuple[Term, ...], build: Build) -> list[Option]:
        """Several parts of one shape put together element by element."""
        return together([self.options(term) for term in terms], build, self.shop)

    def entered(self, rows: tuple[tuple[Term, ...], ...], span: Span, *, listed: bool = False) -> list[Option]:
        """A matrix that is entered by its entries, its columns or its rows; a list of vectors may be either."""
        try:
            return [Option(Block(tuple(tuple(self.scalar(entry) for entry in row) for row in rows)))]
        except Misfit:
            if len(rows) > 1 < len(rows[0]):
                raise
        parts = [self.laid_out(entry) for row in rows for entry in row]
        found = list(blocks.columns(parts, self.shop, span)) if listed or len(rows) == 1 else []
        return found or list(blocks.rows(parts, self.shop, span))

    def scalar(self, term: Term) -> Term:
        """A term that is one number; raises Misfit where it is none."""
        if isinstance(term, Compare):
            raise Unreadable("an entry that is an equation is not read here yet", term.span)
        every = self.laid_out(term)
        for laid in every:
            if isinstance(laid.value, Array) and laid.value.is_scalar:
                return laid.value.body
        raise misfit("an entry is no single number", [every], "1 x 1")

    def condition(self, compare: Compare) -> Compare:
        """A condition of a sum, with its products of arrays as numbers: ``y_i w^T x_i < 1``."""
        sides = (compare.left, compare.right)
        if not any(has(side, Transposed) for side in sides):
            return compare
        left, right = map(self.scalar, sides)
        return replace(compare, left=left, right=right)

    # -- elements ------------------------------------------------------------------------------------------------

    def element_of(self, base: Term, at: tuple[str, ...]) -> Iterator[Option]:
        """An element of an array: its axes take the letters of the script."""
        for each in self.laid_out(base):
            if isinstance(each.value, Array) and len(each.value.axes) == len(at):
                letters = {axis.letter: script for axis, script in zip(each.value.axes, at, strict=True)}
                yield replace(each, value=Array(None, None, relettered(each.value.body, letters)))

    # -- products and sums ---------------------------------------------------------------------------------------

    def product(self, factors: tuple[Term, ...], signs: Sequence[str]) -> list[Option]:
        """A product: derivatives that share a variable first, then what stands between elementwise signs."""
        if len(factors) > MOST_FACTORS:
            raise Unreadable(f"a product of more than {MOST_FACTORS} factors is not read", factors[0].span)
        return multiplied([self.options(factor) for factor in factors], signs, self.shop)

    def is_jacobian(self, term: Term) -> bool:
        """Whether a term is the derivative of one vector by another."""
        match term:
            case Partial() | Times((Num(), Partial())):
                pass
            case _:
                return False
        found = (each.value for each in self.laid_out(term))
        return any(isinstance(each, Array) and len(each.axes) > 1 for each in found)

    def sum(self, terms: tuple[Term, ...]) -> list[Option]:
        """Terms added; the 1 beside a Jacobian is the identity to some authors."""
        if any(isinstance(each, Num) for each in terms) and any(map(self.is_jacobian, terms)):
            raise Unreadable("whether a number beside a Jacobian is the identity matrix is not written", terms[0].span)
        lowered = [self.options(term) for term in terms]
        found = lowered[0]
        for options in lowered[1:]:
            added = best(each for left in found for right in options for each in add(left, right, self.shop))
            if not added:
                certain = self.shop.is_certain([found, options], added=True)
                raise misfit("the shapes of the terms do not fit", [found, options], "equal shapes", certain=certain)
            found = added
        return found

    def quotient(self, above: Term, below: Term, term: Divide) -> list[Option]:
        """Division by a number, or element by element."""
        if isinstance(below, Ref) and self.is_square(below):
            raise Unreadable(squares.DIVIDED, below.span)
        return self.together((above, below), lambda parts: replace(term, numerator=parts[0], denominator=parts[1]))

    def power(self, base: Term, exponent: Term, term: Raise) -> Iterator[Option]:
        """A power, element by element; the square of a norm needs no root."""
        match base, exponent:
            case Call(name=Ref("norm")), Num(value) if value == 2:
                yield from functions.norm_squared(self.laid_out(base.arguments[0]), base.span, self.shop)
                return
            case _:
                pass
        yield from powers.power(term, self.scalar(exponent), self.laid_out(base), self.shop)

    # -- functions -----------------------------------------------------------------------------------------------

    def call(self, call: Call) -> Iterator[Option]:
        """A function: of matrices, along an axis, of a loss, or element by element."""
        base = call.name.base
        if base in LOSS_LETTERS | QUANTITY_WORDS and not call.primes:
            yield Option(Array(None, None, call.name if losses.is_of_its_own(call) else call))
            return
        argument = call.arguments[0]
        word = FUNCTION_WORDS.get(base, base)
        if (square := squares.meant(call, self.is_inverted)) is not None:
            kind, of = square
            yield from squares.options(kind, self.laid_out(of), call.span, self.shop)
            return
        match word:
            case "norm":
                yield from functions.norm(self.laid_out(argument), call.span, self.shop)
            case "norm1":
                yield from functions.sum_norm(self.laid_out(argument), call.span, self.shop)
            case "tr" | "trace" | "Tr" | "Trace":
                yield from functions.trace(self.laid_out(argument), self.shop)
            case "sum":
                yield from functions.total(self.laid_out(argument), self.shop)
            case "diag" | "Diag":
                named = [self.spelling.parts(ref) for ref in references(argument)]
                spread = functions.spread(self.options(argument), named, self.kinds, self.shop)
                yield from functions.diagonal(spread, call.span, self.shop)
            case "prod" if len(call.arguments) > 1:
                yield from self.product(call.arguments, ("",) * (len(call.arguments) - 1))
            case "along":
                yield from along(self.options(argument), self.options(call.arguments[-1]), self.shop)
            case "vec":
                raise Unreadable(f"{base} is not read yet", call.span)
            case "log" | "exp" | "sqrt" if isinstance(argument, Ref) and self.is_square(argument):
                raise Unreadable(squares.OF_ELEMENTS, call.span)
            case _ if self.takes_element(call):
                yield Option(Array(None, None, call))
            case _ if functions.is_along(call):
                yield from functions.along(word, call, self.options(argument), self.shop)
            case _:
                yield from self.together(call.arguments, lambda parts: replace(call, arguments=parts))

    def is_inverted(self, ref: Ref) -> bool:
        """Whether some line has the inverse or the determinant of a name."""
        return self.spelling.parts(ref).stem in self.inverted

    def is_square(self, ref: Ref) -> bool:
        """Whether a name is a matrix of which some line has the inverse or the determinant."""
        return self.is_inverted(ref) and not self.is_number(ref)

    def takes_element(self, call: Call) -> bool:
        """``S(z)_j``: one element of a function of a whole vector."""
        slots = [script for script in call.name.subs if is_letter(script) or script.isdigit()]
        return bool(slots) and any(isinstance(each, Ref) and self.refs.is_whole(each) for each in call.arguments)

    # -- derivatives ---------------------------------------------------------------------------------------------

    def derivative(self, of: Term, by: Ref, term: Partial) -> Iterator[Option]:
        """A derivative of whatever stands above by the array, or the part of one, that stands below."""
        above_name = self.name(of) if isinstance(of, Ref | Call) else None
        for below in self.refs.options(by):
            assert isinstance(below.value, Array)
            for above in self.options(of):
                for laid in self.shop.laid_out(above):
                    if isinstance(laid.value, Array) and isinstance(below.value.body, Ref):
                        body = Partial(laid.value.body, below.value.body, term.span)
                        jet = Jet(above_name, laid.value, self.name(by), below.value, body)
                        yield laid.joined(below, jet)

    def name(self, term: Ref | Call) -> str:
        """The name of a whole array, or of the element that is written."""
        parts = self.spelling.parts(term) if isinstance(term, Ref) else None
        return parts.key if parts is not None and not parts.slots else _key(term)

    def gradient(self, term: Nabla) -> Iterator[Option]:
        """The derivative that a nabla means."""
        of, by, samples = self.nablas.meant(term, self.kinds)
        for option in self.derivative(of, by, Partial(of, by, term.span)):
            assert isinstance(option.value, Jet)
            body = option.value.body
            whole = body if samples is None else Times((samples, body), term.span)
            yield replace(option, value=replace(option.value, body=whole))

    def is_number(self, ref: Ref) -> bool:
        """Whether a name is no array and no element of one."""
        return self.kinds.get(self.spelling.parts(ref).stem, "scalar") == "scalar"

    # -- cases -----------------------------------------------------------------------------------------------------

    def branches(self, rows: tuple[tuple[Term, tuple[Compare, ...]], ...], term: Branches) -> list[Option]:
        """Cases, element by element."""
        values = tuple(value for value, _ in rows)
        conditions = tuple(condition for _, told in rows for condition in told)

        def build(parts: tuple[Term, ...]) -> Term:
            rest = iter(parts[len(values) :])
            told = [tuple(part for _ in each if isinstance(part := next(rest), Compare)) for _, each in rows]
            return replace(term, rows=tuple(zip(parts[: len(values)], told, strict=True)))

        return self.together((*values, *conditions), build)


def _turned(value: Value) -> Array | Block:
    match value:
        case Array():
            return transposed(value)
        case Block(rows):
            return Block(tuple(zip(*rows, strict=True)))
        case _:
            raise Misfit("the transpose of more than two axes", describe(value), "rows and columns")


def _key(term: Ref | Call) -> str:
    ref = term.name if isinstance(term, Call) else term
    return f"{ref.key}{''.join(f'[{at}]' for at in ref.at)}"
