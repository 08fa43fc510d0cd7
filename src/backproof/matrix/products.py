"""Products and sums of arrays: every way that fits, with how unusual it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import final

from backproof.matrix.jets import through
from backproof.matrix.names import is_letter
from backproof.matrix.values import Array, Block, Jet, Option, Value, relettered, transposed, with_letters
from backproof.matrix.workshop import Workshop, times
from backproof.read.terms.exponents import is_minus_one
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Big, Call, Plus, Raise, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.records import dataclass, replace
from backproof.source import Span

Rows = tuple[tuple[Term, ...], ...]
KEPT = 8
"""So many ways of taking a part are followed, the usual ones first."""
ELEMENTWISE_SIGNS = frozenset({"odot", "circ", "*", "ast"})
DOTS = frozenset({"cdot", "bullet"})
HADAMARD = "matrices side by side are multiplied element by element"
UNSIGNED = "vectors side by side are multiplied element by element, which has a sign elsewhere"
POWER = "the power of a matrix is that of each of its elements"
NORM = "the square of a matrix is that of its norm"
KRONECKER = "the sign \\otimes between matrices is their product element by element"
"""It is their Kronecker product as often, which no difference to this one refutes."""
MATRICES = 4
"""How many axes two matrices have."""
BARE = "the element of a vector is meant that is added to a number with an index"
INNER = "a product of two vectors without a transpose is their inner product"
OUTER = "a product of two vectors without a transpose is their outer product"
SPREAD = "a vector multiplies each column or row of an outer product"
TURNED = "a row stands for a column"


def _is_capital(body: Term) -> bool:
    return isinstance(body, Ref) and len(body.base) == 1 and body.base.isupper()


def multiply(left: Option, right: Option, sign: str, shop: Workshop) -> list[Option]:
    """The products of two parts."""
    found: list[Option] = []
    for one, other in _pairs(shop.laid_out(left), shop.laid_out(right)):
        found.extend(_arrays(one, other, sign, shop))
    if isinstance(left.value, Jet) or isinstance(right.value, Jet):
        found.extend(through(left, right, shop))
    return found


def _arrays(left: Option, right: Option, sign: str, shop: Workshop) -> Iterator[Option]:
    match left.value, right.value:
        case Array() as one, Array() as other if one.is_scalar or other.is_scalar:
            wide = other if one.is_scalar else one
            # ``a \cdot b \cdot c`` is hardly an inner product times a vector.
            dotted = sign in DOTS and isinstance(one.body, Big) and other.is_vector
            yield left.joined(right, wide.holding(times(one.body, other.body)), 0.4 * dotted)
        case Array() as one, Array() as other:
            yield from _Product(left, right, one, other).ways(sign, shop)
        case Array() as one, Block(rows) if one.is_scalar:
            yield left.joined(right, Block(_each(rows, lambda entry: times(one.body, entry))))
        case Block(rows), Array() as other if other.is_scalar:
            yield left.joined(right, Block(_each(rows, lambda entry: times(entry, other.body))))
        case Block(rows), Block(others):
            yield from _blocks(left, right, rows, others, sign)
        case _:
            return


def _blocks(left: Option, right: Option, rows: Rows, others: Rows, sign: str) -> Iterator[Option]:
    if len(rows[0]) == len(others) and sign not in {"odot", "circ"}:
        columns = tuple(zip(*others, strict=True))
        entries = tuple(
            tuple(_added([times(a, b) for a, b in zip(row, column, strict=True)]) for column in columns) for row in rows
        )
        yield left.joined(right, Block(entries))
    if len(rows) == len(others) and len(rows[0]) == len(others[0]):
        entries = tuple(
            tuple(times(a, b) for a, b in zip(row, more, strict=True)) for row, more in zip(rows, others, strict=True)
        )
        yield left.joined(right, Block(entries), 0.0 if sign in ELEMENTWISE_SIGNS else 0.9)


@final
@dataclass(frozen=True, slots=True)
class _Product:
    """Two parts that are ``one`` array and an ``other``, neither of them a number."""

    left: Option
    right: Option
    one: Array
    other: Array

    def ways(self, sign: str, shop: Workshop) -> Iterator[Option]:
        """What they may be multiplied to with a sign."""
        one, other, elementwise = self.one, self.other, sign in ELEMENTWISE_SIGNS
        if sign == "otimes" and len(one.axes) + len(other.axes) == MATRICES:
            noted = replace(self, left=replace(self.left, notes=(*self.left.notes, KRONECKER)))
            yield from noted.elementwise(0.3, shop, wide=True)
            return
        if sign not in {"odot", "circ"}:
            yield from self.matrix_product(0.5 if elementwise else 0.0, shop)
            yield from self.inner(sign, shop)
        if sign == "otimes":
            yield from self.outer()
        if not (sign or shop.transposes or self.turned):
            yield from self.outer(0.35, OUTER)
        usual = 0.3 if one.is_vector and other.is_vector else 0.9
        yield from self.elementwise(0.0 if elementwise else usual, shop, wide=elementwise)

    @property
    def turned(self) -> bool:
        """Whether a column stands beside a row."""
        return (self.one.rows is None) != (self.other.rows is None)

    def joined(self, value: Value, cost: float = 0.0, *notes: str) -> Option:
        """What the parts are together."""
        return self.left.joined(self.right, value, cost, *notes)

    def matrix_product(self, cost: float, shop: Workshop) -> Iterator[Option]:
        """The sum over the columns of the one and the rows of the other, where both have them."""
        one, other = self.one, self.other
        if one.columns is None and other.rows is None:
            yield self.joined(Array(one.rows, other.columns, times(one.body, other.body)), cost)
        elif one.columns is not None and other.rows is not None:
            ties = shop.tied(one.columns, other.rows)
            if ties is not None:
                moved = with_letters(other, one.columns.letter, None)
                body = shop.summed(one.columns, times(one.body, moved.body))
                yield self.joined(Array(one.rows, other.columns, body), cost).tied(ties)

    def inner(self, sign: str, shop: Workshop) -> Iterator[Option]:
        """Two vectors of the same kind: their inner product, by a dot or (sloppily) without one."""
        one, other = self.one, self.other
        if not (one.is_vector and other.is_vector) or self.turned:
            return
        if sign not in DOTS and any(_is_capital(each.body) for each in (one, other)):
            # A matrix times a vector, of which the transpose may be lost: ``A s``.
            return
        ties = shop.tied(one.axes[0], other.axes[0])
        if ties is not None:
            body = times(one.body, relettered(other.body, {other.axes[0].letter: one.axes[0].letter}))
            summed = Array(None, None, shop.summed(one.axes[0], body))
            sloppy = 0.8 if _is_logarithm(other.body) else 1.2
            yield (self.joined(summed, 0.3) if sign in DOTS else self.joined(summed, sloppy, INNER)).tied(ties)

    def outer(self, cost: float = 0.0, *notes: str) -> Iterator[Option]:
        """Two vectors: a row for each element of the one, a column for each of the other."""
        one, other = self.one, self.other
        if one.is_vector and other.is_vector:
            yield self.joined(Array(one.axes[0], other.axes[0], times(one.body, other.body)), cost, *notes)

    def elementwise(self, cost: float, shop: Workshop, *, wide: bool) -> Iterator[Option]:
        """The products of equal places; where the sign is ``wide``, a vector goes with each column or row."""
        if wide and self.one.is_vector and self.other.is_vector and self.turned:
            noted = replace(self.left, notes=(*self.left.notes, TURNED))
            yield from _Product(noted, self.right, self.one, transposed(self.other)).elementwise(
                cost + 1.0, shop, wide=wide
            )
            return
        narrow = len(self.one.axes) != len(self.other.axes)
        both = shop.aligned(self.one, self.other) if wide or not narrow else None
        if both is not None:
            shape, first, second, ties = both
            notes = (HADAMARD,) if not wide and len(shape.axes) > 1 else ()
            if shop.signs_products and not (wide or notes or _is_logarithm(self.other.body)):
                notes = (UNSIGNED,)
            if narrow and _is_outer(max(self.one, self.other, key=lambda array: len(array.axes))):
                notes = (*notes, SPREAD)
            yield self.joined(shape.holding(times(first, second)), cost + 0.6 * narrow, *notes).tied(ties)


def _is_logarithm(term: Term) -> bool:
    r"""Whether a term is a logarithm: ``y \log p`` in a loss is a sum, with or without a transpose."""
    return isinstance(term, Call) and FUNCTION_WORDS.get(term.name.base) == "log"


def add(left: Option, right: Option, shop: Workshop) -> list[Option]:
    """The sums of two parts: of equal shapes, with a number, or with a vector for each column or row."""
    found: list[Option] = []
    for one, other in _pairs(shop.laid_out(left), shop.laid_out(right)):
        match one.value, other.value:
            case Array() as first, Array() as second if first.is_scalar or second.is_scalar:
                wide = second if first.is_scalar else first
                cost = 0.0 if first.is_scalar == second.is_scalar else _spread_cost(first, second)
                found.append(one.joined(other, wide.holding(_plus(first.body, second.body)), cost))
                if (element := _element(first, second)) is not None:
                    found.append(one.joined(other, element, 0.9, BARE))
            case Array() as first, Array() as second:
                both = shop.aligned(first, second)
                if both is not None:
                    shape, here, there, ties = both
                    cost = 0.2 if len(first.axes) != len(second.axes) else 0.0
                    whole = one.joined(other, shape.holding(_plus(here, there)), cost)
                    found.append(whole.tied(ties))
            case Block(rows), Block(others) if len(rows) == len(others) and len(rows[0]) == len(others[0]):
                entries = tuple(
                    tuple(_plus(a, b) for a, b in zip(row, more, strict=True))
                    for row, more in zip(rows, others, strict=True)
                )
                found.append(one.joined(other, Block(entries)))
            case _:
                pass
    return found


def _spread_cost(first: Array, second: Array) -> float:
    """How unusual it is that a number is added to each element: less for ``1 - y`` than for one with a name."""
    number = first if first.is_scalar else second
    if _are_elements(first, second) or _is_inverse(number.body):
        return 1.6
    return 0.4 if any(True for _ in references(number.body)) else 0.2


def _is_inverse(body: Term) -> bool:
    """Whether a number is one over a capital letter: added to an array, that is the inverse of a matrix."""
    match body:
        case Raise(Ref() as ref, exponent):
            return is_minus_one(exponent) and _is_capital(ref)
        case _:
            return False


def _element(first: Array, second: Array) -> Array | None:
    """``w_k^T x + b`` for a vector b: its element k added to the number, where this has no other index."""
    number, vector = (first, second) if first.is_scalar else (second, first)
    bound = {part.letter for part in occurrences(number.body, Big)}
    letters = {script for ref in references(number.body) for script in ref.subs if is_letter(script)} - bound
    if not vector.is_vector or len(letters) != 1 or not isinstance(vector.body, Ref):
        return None
    element = relettered(vector.body, {vector.axes[0].letter: letters.pop()})
    terms = (number.body, element) if number is first else (element, number.body)
    return Array(None, None, _plus(*terms))


def _are_elements(first: Array, second: Array) -> bool:
    """Whether two parts name elements by one letter: of ``y_i - t_i`` neither is a row of a matrix."""
    own, others = (
        {sub for ref in references(each.body) for sub in ref.subs} - {axis.letter for axis in each.axes}
        for each in (first, second)
    )
    return bool(own & others)


def _is_outer(array: Array) -> bool:
    """Whether a matrix is the product of a column and a row: no factor has both of its letters."""
    if array.rows is None or array.columns is None or not isinstance(array.body, Times):
        return False
    return not any({array.rows.letter, array.columns.letter} <= {*ref.subs} for ref in references(array.body))


def best(options: Iterable[Option]) -> list[Option]:
    """The usual ways first, not too many of them."""
    found = list(options)
    return sorted(found, key=attrgetter("cost"))[:KEPT] if len(found) > 1 else found


def _pairs(left: Sequence[Option], right: Sequence[Option]) -> Iterator[tuple[Option, Option]]:
    return ((one, other) for one in left for other in right)


def _each(rows: tuple[tuple[Term, ...], ...], change: Callable[[Term], Term]) -> tuple[tuple[Term, ...], ...]:
    return tuple(tuple(change(entry) for entry in row) for row in rows)


def _added(terms: list[Term]) -> Term:
    return terms[0] if len(terms) == 1 else Plus(tuple(terms), terms[0].span.join(terms[-1].span))


def _plus(left: Term, right: Term) -> Term:
    return Plus((left, right), left.span.join(right.span))


def letter(name: str, span: Span) -> Ref:
    """A letter as a term."""
    return Ref(name, (), (), span)


def describe(value: Value) -> str:
    """The shape of a part in words."""
    match value:
        case Array():
            return value.shape()
        case Block(rows):
            return f"{len(rows)} x {len(rows[0])}"
        case Jet(above=above, below=below):
            return f"the derivative of {above.shape()} by {below.shape()}"
