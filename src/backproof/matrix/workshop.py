"""How arrays fit each other: their axes, and how derivatives by them are laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import final

from backproof.matrix.values import Array, Axis, Jet, Misfit, Option, Ties, Value, relettered, transposed
from backproof.read.terms.terms import Big, Term, Times
from backproof.records import Hashed, dataclass

ELEMENT_BY_ELEMENT = "the derivative of one array by another is taken element by element"


@final
@dataclass(frozen=True, slots=True)
class Layout(Hashed):
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
    """What operations on arrays need: fresh letters, whether two extents can be equal, the layout of derivatives."""

    fresh: Callable[[], str]
    tie: Callable[[str, str], Ties]
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
    signs_products: bool = False
    """Whether the document has a sign for products element by element."""

    def tied(self, one: Axis, other: Axis) -> Ties | None:
        """The extents that have to be equal for two axes to fit; None where they can't be."""
        try:
            return self.tie(one.dim, other.dim)
        except Misfit:
            return None

    def summed(self, axis: Axis, body: Term) -> Term:
        """The sum of a body over an axis."""
        upper = self.bound(axis.dim)
        return Big("sum", axis.letter, None, upper, (), body, body.span)

    def aligned(self, one: Array, other: Array) -> tuple[Array, Term, Term, Ties] | None:
        """Two arrays on common axes, an axis that is one long stretched; None where they do not fit."""
        axes: list[Axis | None] = []
        letters: dict[str, str] = {}
        ties: Ties = ()
        for here, there in ((one.rows, other.rows), (one.columns, other.columns)):
            if here is not None and there is not None:
                tied = self.tied(here, there)
                if tied is None:
                    return None
                ties += tied
                letters[there.letter] = here.letter
            axes.append(here or there)
        if len(axes[0:]) == 2 and {len(one.axes), len(other.axes)} == {1} and all(axes):
            return None
        return Array(axes[0], axes[1], one.body), one.body, relettered(other.body, letters), ties

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


def times(left: Term, right: Term) -> Term:
    """The product of two terms."""
    return Times((left, right), left.span.join(right.span))


def _shape(value: Value) -> Array | None:
    """The array that a part is, where no layout changes its shape."""
    match value:
        case Array():
            return value
        case Jet(above=above, below=below) if above.is_scalar:
            return below
        case _:
            return None
