"""The nodes that bind letters: sums, and functions of a whole axis or of a whole matrix."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, final

from backproof.expr.indices import Index, Slot
from backproof.expr.known import Bound, Free, IllFormed, Known, Symbols, check_letters, know
from backproof.records import dataclass

if TYPE_CHECKING:
    from backproof.expr.nodes import Expression


@final
@dataclass(frozen=True, slots=True)
class Sum(Known):
    """The sum of ``body`` over the whole range of ``index``, which it binds.

    A sum over a part of the range multiplies its body by an :class:`Indicator`.
    """

    index: Index
    body: Expression
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # `index` need not occur: a sum of a constant counts the elements.
        check_letters(self.body.free | {self.index})
        know(self, self.body.free - {self.index}, self.body.symbols, self.body.bound | {self.index.name})


@final
@dataclass(frozen=True, slots=True)
class Over(Known):
    """A function of a whole axis: ``function`` names a rule of the table, ``index`` binds the axis in ``body``.

    ``at`` is the element of the result where the result has the same axis (softmax, log-softmax), and None where
    the axis is reduced (log-sum-exp, product, max, norm).

    >>> from backproof.expr import Range, Symbol, Tensor
    >>> k, m = Index("k", Range("classes")), Index("m", Range("classes"))
    >>> z = Symbol("z", (Range("classes"),))
    >>> [index.name for index in Over("softmax", m, Tensor(z, (m,)), k).free]
    ['k']
    """

    function: str
    index: Index
    body: Expression
    at: Slot | None = None
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_letters(self.body.free | {self.index})
        free = self.body.free - {self.index}
        if isinstance(self.at, Index):
            if self.at.range != self.index.range:
                over = f"its element {self.at.name} over {self.at.range.name}"
                raise IllFormed(f"{self.function} runs over {self.index.range.name}, {over}")
            free = free | {self.at}
        know(self, check_letters(free), self.body.symbols, self.body.bound | {self.index.name})


@final
@dataclass(frozen=True, slots=True)
class OfMatrix(Known):
    """A function of a whole square matrix: ``function`` names a rule of the table, ``rows`` and ``columns`` bind the
    axes of the matrix in ``body``.

    ``at`` is the element of the result where that is a matrix again (inverse), and empty where it is a number
    (determinant).

    >>> from backproof.expr import Range, Symbol, Tensor
    >>> n = Range("n")
    >>> i, j, k, m = (Index(letter, n) for letter in "ijkm")
    >>> inverse = OfMatrix("inverse", i, j, Tensor(Symbol("A", (n, n)), (i, j)), (k, m))
    >>> sorted(index.name for index in inverse.free)
    ['k', 'm']
    """

    function: str
    rows: Index
    columns: Index
    body: Expression
    at: tuple[Slot, ...] = ()
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows, columns = self.rows, self.columns
        if rows.range != columns.range or rows.name == columns.name:
            axes = f"{rows.name} over {rows.range.name} and {columns.name} over {columns.range.name}"
            raise IllFormed(f"{self.function} is that of a square matrix, and it was given {axes}")
        check_letters(self.body.free | {rows, columns})
        letters = frozenset(slot for slot in self.at if isinstance(slot, Index))
        for letter in letters:
            if letter.range != rows.range:
                over = f"its element {letter.name} over {letter.range.name}"
                raise IllFormed(f"{self.function} runs over {rows.range.name}, {over}")
        free = check_letters((self.body.free - {rows, columns}) | letters)
        know(self, free, self.body.symbols, self.body.bound | {rows.name, columns.name})

    @property
    def binds(self) -> tuple[Index, Index]:
        """The letters of the rows and of the columns of the matrix."""
        return self.rows, self.columns
