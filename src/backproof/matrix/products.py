"""Products, sums and derivatives of arrays: every way that fits, with how unusual it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import final

from backproof.matrix.names import is_letter
from backproof.matrix.values import Array, Axis, Block, Jet, Misfit, Option, Value, relettered, transposed, with_letters
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Plus, Ref, Term, Times
from backproof.source import Span

Rows = tuple[tuple[Term, ...], ...]
KEPT = 8
"""So many ways of taking a part are followed, the usual ones first."""
ELEMENTWISE_SIGNS = frozenset({"odot", "circ", "*", "ast"})
DOTS = frozenset({"cdot", "bullet"})
HADAMARD = "matrices side by side are multiplied element by element"
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
ELEMENT_BY_ELEMENT = "the derivative of one array by another is taken element by element"


@final
@dataclass(frozen=True, slots=True)
class Layout:
    """How derivatives are laid out: ``gradient`` has the shape of its variable, or (False) the transposed one;
    ``jacobian`` has a row for each element of the numerator, or (False) of the denominator. ``weights``: gradients by
    matrices have their shape, whatever those by vectors have."""

    gradient: bool = True
    jacobian: bool = True
    weights: bool = False

    def keeps(self, variable: Array) -> bool:
        """Whether the gradient by a variable has its shape."""
        return self.gradient or (self.weights and len(variable.axes) > 1)


@final
@dataclass(frozen=True, slots=True)
class Workshop:
    """What operations need: fresh letters, whether two extents can be equal, the layout of derivatives."""

    fresh: Callable[[], str]
    tie: Callable[[str, str], tuple[tuple[str, str], ...]]
    """The extents that have to be equal for two axes to fit; raises Misfit where they can't be."""
    bound: Callable[[str], Term | None]
    """The upper bound of a sum over an extent, where the document names it."""
    layout: Layout
    rows_first: bool = False
    """Whether vectors are rows."""
    softmax_of_rows: bool = False
    """Whether the softmax of a matrix is that of each of its rows."""
    lists_are_rows: bool = False
    """Whether the document transposes lists in brackets to make columns of them."""
    transposes: bool = True
    """Whether the document writes transposes; where it writes none, they are left out of outer products."""

    # -- products ------------------------------------------------------------------------------------------------

    def multiply(self, left: Option, right: Option, sign: str) -> list[Option]:
        """The products of two parts."""
        found: list[Option] = []
        for one, other in _pairs(self.laid_out(left), self.laid_out(right)):
            found.extend(self._arrays(one, other, sign))
        found.extend(self._through(left, right))
        return found

    def _arrays(self, left: Option, right: Option, sign: str) -> Iterator[Option]:
        match left.value, right.value:
            case Array() as one, Array() as other if one.is_scalar or other.is_scalar:
                wide = other if one.is_scalar else one
                # ``a \cdot b \cdot c`` is hardly an inner product times a vector.
                dotted = sign in DOTS and isinstance(one.body, Big) and other.is_vector
                yield left.joined(right, wide.holding(_times(one.body, other.body)), 0.4 * dotted)
            case Array() as one, Array() as other:
                elementwise = sign in ELEMENTWISE_SIGNS
                if sign == "otimes" and len(one.axes) + len(other.axes) == MATRICES:
                    noted = replace(left, notes=(*left.notes, KRONECKER))
                    yield from self._elementwise(noted, right, one, other, 0.3, wide=True)
                    return
                if sign not in {"odot", "circ"}:
                    yield from self._matrix_product(left, right, one, other, 0.5 if elementwise else 0.0)
                    yield from self._inner(left, right, one, other, sign)
                if sign == "otimes":
                    yield from self._outer(left, right, one, other)
                if not (sign or self.transposes or (one.rows is None) != (other.rows is None)):
                    yield from self._outer(left, right, one, other, 0.35, OUTER)
                usual = 0.3 if one.is_vector and other.is_vector else 0.9
                yield from self._elementwise(left, right, one, other, 0.0 if elementwise else usual, wide=elementwise)
            case Array() as one, Block(rows) if one.is_scalar:
                yield left.joined(right, Block(_each(rows, lambda entry: _times(one.body, entry))))
            case Block(rows), Array() as other if other.is_scalar:
                yield left.joined(right, Block(_each(rows, lambda entry: _times(entry, other.body))))
            case Block(rows), Block(others):
                yield from self._blocks(left, right, rows, others, sign)
            case _:
                return

    @staticmethod
    def _blocks(left: Option, right: Option, rows: Rows, others: Rows, sign: str) -> Iterator[Option]:
        if len(rows[0]) == len(others) and sign not in {"odot", "circ"}:
            columns = tuple(zip(*others, strict=True))
            entries = tuple(
                tuple(_added([_times(a, b) for a, b in zip(row, column, strict=True)]) for column in columns)
                for row in rows
            )
            yield left.joined(right, Block(entries))
        if len(rows) == len(others) and len(rows[0]) == len(others[0]):
            entries = tuple(
                tuple(_times(a, b) for a, b in zip(row, more, strict=True))
                for row, more in zip(rows, others, strict=True)
            )
            yield left.joined(right, Block(entries), 0.0 if sign in ELEMENTWISE_SIGNS else 0.9)

    def _matrix_product(self, left: Option, right: Option, one: Array, other: Array, cost: float) -> Iterator[Option]:
        if one.columns is None and other.rows is None:
            yield left.joined(right, Array(one.rows, other.columns, _times(one.body, other.body)), cost)
        elif one.columns is not None and other.rows is not None:
            ties = self._tied(one.columns, other.rows)
            if ties is not None:
                shared = one.columns
                moved = with_letters(other, shared.letter, None)
                body = self.summed(shared, _times(one.body, moved.body))
                whole = left.joined(right, Array(one.rows, other.columns, body), cost)
                yield whole.tied(ties)

    def _inner(self, left: Option, right: Option, one: Array, other: Array, sign: str) -> Iterator[Option]:
        """Two vectors of the same kind: their inner product, by a dot or (sloppily) without one."""
        if not (one.is_vector and other.is_vector) or (one.rows is None) != (other.rows is None):
            return
        ties = self._tied(one.axes[0], other.axes[0])
        if ties is not None:
            body = _times(one.body, relettered(other.body, {other.axes[0].letter: one.axes[0].letter}))
            summed = self.summed(one.axes[0], body)
            notes = () if sign in DOTS else (INNER,)
            whole = left.joined(right, Array(None, None, summed), 0.3 if not notes else 1.2, *notes)
            yield whole.tied(ties)

    @staticmethod
    def _outer(
        left: Option, right: Option, one: Array, other: Array, cost: float = 0.0, *notes: str
    ) -> Iterator[Option]:
        if one.is_vector and other.is_vector:
            yield left.joined(right, Array(one.axes[0], other.axes[0], _times(one.body, other.body)), cost, *notes)

    def _elementwise(
        self, left: Option, right: Option, one: Array, other: Array, cost: float, *, wide: bool
    ) -> Iterator[Option]:
        narrow = len(one.axes) != len(other.axes)
        if narrow and not wide:
            return
        if wide and one.is_vector and other.is_vector and (one.rows is None) != (other.rows is None):
            left, other, cost = replace(left, notes=(*left.notes, TURNED)), transposed(other), cost + 1.0
        both = self.aligned(one, other)
        if both is not None:
            shape, first, second, ties = both
            unsaid = not wide and len(shape.axes) > 1
            notes = (HADAMARD,) if unsaid else ()
            if narrow and _is_outer(max(one, other, key=lambda array: len(array.axes))):
                notes = (*notes, SPREAD)
            whole = left.joined(right, shape.holding(_times(first, second)), cost + 0.6 * narrow, *notes)
            yield whole.tied(ties)

    def aligned(self, one: Array, other: Array) -> tuple[Array, Term, Term, tuple[tuple[str, str], ...]] | None:
        """Two arrays on common axes, an axis that is one long stretched; None where they do not fit."""
        axes: list[Axis | None] = []
        letters: dict[str, str] = {}
        ties: tuple[tuple[str, str], ...] = ()
        for here, there in ((one.rows, other.rows), (one.columns, other.columns)):
            if here is not None and there is not None:
                tied = self._tied(here, there)
                if tied is None:
                    return None
                ties += tied
                letters[there.letter] = here.letter
            axes.append(here or there)
        if len(axes[0:]) == 2 and {len(one.axes), len(other.axes)} == {1} and all(axes):
            return None
        return Array(axes[0], axes[1], one.body), one.body, relettered(other.body, letters), ties

    # -- sums ----------------------------------------------------------------------------------------------------

    def add(self, left: Option, right: Option) -> list[Option]:
        """The sums of two parts: of equal shapes, with a number, or with a vector for each column or row."""
        found: list[Option] = []
        for one, other in _pairs(self.laid_out(left), self.laid_out(right)):
            match one.value, other.value:
                case Array() as first, Array() as second if first.is_scalar or second.is_scalar:
                    wide = second if first.is_scalar else first
                    cost = 0.0 if first.is_scalar == second.is_scalar else 1.6 if _are_elements(first, second) else 0.4
                    found.append(one.joined(other, wide.holding(_plus(first.body, second.body)), cost))
                    if (element := _element(first, second)) is not None:
                        found.append(one.joined(other, element, 0.9, BARE))
                case Array() as first, Array() as second:
                    both = self.aligned(first, second)
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

    def summed(self, axis: Axis, body: Term) -> Term:
        """The sum of a body over an axis."""
        upper = self.bound(axis.dim)
        return Big("sum", axis.letter, None, upper, (), body, body.span)

    # -- derivatives ---------------------------------------------------------------------------------------------

    def laid_out(self, option: Option) -> list[Option]:
        """A derivative as an array, where it has at most two axes; other parts as they are."""
        if not isinstance(option.value, Jet):
            return [option]
        jet = option.value
        above, below = jet.above.axes, jet.below.axes
        found: list[Option] = []
        if not above:
            array = jet.below.holding(jet.body)
            found.append(option.taken(array if self.layout.keeps(array) else transposed(array)))
        elif not below:
            found.append(option.taken(jet.above.holding(jet.body)))
        elif len(above) == len(below) == 1:
            jacobian = Array(above[0], below[0], jet.body)
            found.append(option.taken(jacobian if self.layout.jacobian else transposed(jacobian)))
        return [*found, *self._diagonal(option, jet)]

    def _diagonal(self, option: Option, jet: Jet) -> Iterator[Option]:
        """The derivatives of the elements of an array by the same elements of another one."""
        if not jet.above.axes or len(jet.above.axes) != len(jet.below.axes):
            return
        both = self.aligned(jet.above.holding(jet.body), jet.below)
        if both is None:
            return
        letters = {there.letter: here.letter for here, there in zip(jet.above.axes, jet.below.axes, strict=True)}
        array = jet.above.holding(relettered(jet.body, letters))
        yield Option(array, option.cost + 0.8, option.ties + both[3], (*option.notes, ELEMENT_BY_ELEMENT))

    def chained(self, left: Option, right: Option) -> Option | None:
        """Two derivatives that share a variable, contracted over it; None where they share none."""
        for first, second in ((left, right), (right, left)):
            match first.value, second.value:
                case Jet() as outer, Jet() as inner if outer.by == inner.of:
                    return self._contracted(first, second, outer, inner)
                case _:
                    pass
        return None

    def _contracted(self, first: Option, second: Option, outer: Jet, inner: Jet) -> Option | None:
        if len(outer.below.axes) != len(inner.above.axes):
            return None
        letters: dict[str, str] = {}
        ties: tuple[tuple[str, str], ...] = ()
        for here, there in zip(outer.below.axes, inner.above.axes, strict=True):
            tied = self._tied(here, there)
            if tied is None:
                return None
            ties += tied
            letters[there.letter] = here.letter
        body = _times(outer.body, relettered(inner.body, letters))
        for axis in outer.below.axes:
            body = self.summed(axis, body)
        whole = first.joined(second, Jet(outer.of, outer.above, inner.by, inner.below, body))
        return whole.tied(ties)

    def _through(self, left: Option, right: Option) -> Iterator[Option]:
        """A vector of errors times the derivative of what they belong to: ``\\delta \\, \\partial z / \\partial W``."""
        for first, second in ((left, right), (right, left)):
            match first.value, second.value:
                case Array() as error, Jet() as jet if error.axes and len(error.axes) == len(jet.above.axes):
                    letters: dict[str, str] = {}
                    ties: tuple[tuple[str, str], ...] = ()
                    for here, there in zip(error.axes, jet.above.axes, strict=True):
                        tied = self._tied(here, there)
                        if tied is None:
                            return
                        ties += tied
                        letters[there.letter] = here.letter
                    body = _times(error.body, relettered(jet.body, letters))
                    for axis in error.axes:
                        body = self.summed(axis, body)
                    scalar = Array(None, None, body)
                    whole = first.joined(second, Jet(None, scalar, jet.by, jet.below, body), 0.3)
                    yield whole.tied(ties)
                case _:
                    pass

    def is_certain(self, parts: Sequence[Sequence[Option]], *, added: bool = False) -> bool:
        """Whether parts that do not fit can't be meant otherwise.

        A matrix is among them, or all are vectors of different extents (declared ones where they are ``added``: a
        row may stand for a column). Between a vector and a number an index may have been left out.
        """
        shapes = [_shape(option.value) for options in parts for option in options]
        if any(shape is None for shape in shapes):
            return False
        arrays = [shape for shape in shapes if shape is not None]
        declared = all(self.bound(axis.dim) is not None for array in arrays for axis in array.axes)
        vectors = all(array.axes for array in arrays) and (declared or not added)
        return any(len(array.axes) > 1 for array in arrays) or vectors

    def _tied(self, one: Axis, other: Axis) -> tuple[tuple[str, str], ...] | None:
        try:
            return self.tie(one.dim, other.dim)
        except Misfit:
            return None


def _element(first: Array, second: Array) -> Array | None:
    """``w_k^T x + b`` for a vector b: its element k added to the number, where this has no other index."""
    number, vector = (first, second) if first.is_scalar else (second, first)
    bound = {part.letter for part in walk(number.body) if isinstance(part, Big)}
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


def _times(left: Term, right: Term) -> Term:
    return Times((left, right), left.span.join(right.span))


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


def _shape(value: Value) -> Array | None:
    """The array that a part is, where no layout changes its shape."""
    match value:
        case Array():
            return value
        case Jet(above=above, below=below) if above.is_scalar:
            return below
        case _:
            return None
