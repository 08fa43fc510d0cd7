"""Tables of expressions, and functions with such values: applied, composed, differentiated, added and multiplied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import final

from backproof.calculus.differentiate import by_element, differential
from backproof.check.numbers.products import determinant
from backproof.expr import Apply, Expression, Symbol, Tensor
from backproof.expr.build import add, mul
from backproof.expr.walk import map_parts, tensors, walk
from backproof.records import dataclass
from backproof.rules import RULES

Rows = tuple[tuple[Expression, ...], ...]


class Unknown(Exception):
    """A part that is not understood here."""


class Miscounted(Unknown):
    """A function of another number of arguments than it is applied to."""


class Clash(Exception):
    """Shapes that do not fit together: both of them, in words."""

    def __init__(self, message: str, written: str, true: str) -> None:
        super().__init__(message)
        self.written = written
        self.true = true


@final
@dataclass(frozen=True, slots=True)
class Table:
    """Entries in rows. A ``listed`` one is a list between brackets, a column here: it is a row just as well."""

    rows: Rows
    listed: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    @property
    def is_scalar(self) -> bool:
        return self.shape == (1, 1)

    @property
    def is_vector(self) -> bool:
        return 1 in self.shape

    @property
    def entries(self) -> tuple[Expression, ...]:
        return tuple(entry for row in self.rows for entry in row)

    def scalar(self) -> Expression:
        """The one entry; raises Unknown where there are more."""
        if not self.is_scalar:
            raise Unknown("this is no single number")
        return self.rows[0][0]

    def each(self, change: Callable[[Expression], Expression]) -> Table:
        """The table with each entry changed."""
        return Table(tuple(tuple(change(entry) for entry in row) for row in self.rows), self.listed)

    def transposed(self) -> Table:
        """Rows and columns exchanged."""
        return self if self.listed else Table(tuple(zip(*self.rows, strict=True)))

    def said(self) -> str:
        """The shape in words."""
        rows, columns = self.shape
        return f"{rows} x {columns}"


@final
@dataclass(frozen=True, slots=True)
class Map:
    """A function of several numbers."""

    parameters: tuple[Symbol, ...]
    table: Table

    def at(self, arguments: Sequence[Table]) -> Table:
        """Its value; one argument may be a vector of as many entries as there are parameters."""
        if len(arguments) == 1 and arguments[0].is_vector:
            given = arguments[0].entries
        else:
            given = tuple(each.scalar() for each in arguments)
        if len(given) != len(self.parameters):
            raise Miscounted(f"a function of {len(self.parameters)} arguments is applied to {len(given)}")
        values = dict(zip(self.parameters, given, strict=True))
        return self.table.each(lambda entry: put_in(entry, values))

    def after(self, inner: Map) -> Map:
        """The composition: this function of the values of another one."""
        return Map(inner.parameters, self.at([inner.table]))

    def jacobian(self) -> Map:
        """A row for each entry, a column for each parameter; the gradient of a number is a list."""
        if not self.table.is_vector:
            raise Unknown("the derivative of a matrix by a vector has more than two axes")
        rows = tuple(tuple(slope(entry, each) for each in self.parameters) for entry in self.table.entries)
        if len(rows) == 1:
            return Map(self.parameters, Table(tuple((entry,) for entry in rows[0]), listed=True))
        return Map(self.parameters, Table(rows))

    def partial(self, by: Symbol) -> Map:
        """The derivative of each entry by one of the parameters."""
        if by not in self.parameters:
            raise Unknown(f"this function does not have the argument {by.name}")
        return Map(self.parameters, self.table.each(lambda entry: slope(entry, by)))


Value = Table | Map


def single(value: Expression) -> Table:
    """A number as a table."""
    return Table(((value,),))


def column(entries: Sequence[Expression], *, listed: bool) -> Table:
    """A vector."""
    return Table(tuple((entry,) for entry in entries), listed and len(entries) > 1)


def slope(entry: Expression, by: Symbol) -> Expression:
    """The derivative of an expression by a number."""
    return differential(entry, by_element(by, ()))


def put_in(expression: Expression, values: Mapping[Symbol, Expression]) -> Expression:
    """The expression with numbers replaced, all at once."""
    if isinstance(expression, Tensor):
        return values.get(expression.symbol, expression)
    return map_parts(expression, lambda part: put_in(part, values))


def names_in(table: Table) -> Iterator[Symbol]:
    """The names that the entries depend on."""
    return (tensor.symbol for entry in table.entries for tensor in tensors(entry))


def functions_in(table: Table) -> frozenset[str]:
    """The functions in the entries that no table of rules knows."""
    applied = (part.function for entry in table.entries for part in walk(entry) if isinstance(part, Apply))
    return frozenset(function.name for function in applied if function.name not in RULES)


def added(one: Table, other: Table) -> Table:
    """The sum of two tables of one shape."""
    one, other = alike(one, other)
    if one.shape != other.shape:
        raise Clash("the shapes of the terms do not fit", f"{one.said()}, {other.said()}", "equal shapes")
    rows = tuple(tuple(map(add, row, more)) for row, more in zip(one.rows, other.rows, strict=True))
    return Table(rows, one.listed and other.listed)


def multiplied(one: Table, other: Table, sign: str) -> Table:
    """A product: by a number, element by element where the sign says so, of matrices, or of two lists."""
    if one.is_scalar:
        return other.each(lambda entry: mul(one.scalar(), entry))
    if other.is_scalar:
        return one.each(lambda entry: mul(entry, other.scalar()))
    if sign in {"odot", "circ"}:
        one, other = alike(one, other)
        if one.shape != other.shape:
            raise Clash("the shapes of the factors do not fit", f"{one.said()}, {other.said()}", "equal shapes")
        rows = tuple(tuple(map(mul, row, more)) for row, more in zip(one.rows, other.rows, strict=True))
        return Table(rows, one.listed and other.listed)
    if one.listed and (other.listed or len(other.rows) == 1) and sign not in {"cdot", "bullet"}:
        raise Unknown("which product of two vectors is meant is not clear")
    left = one.rows if not one.listed or len(one.rows) != len(other.rows) else tuple(zip(*one.rows, strict=True))
    right = other.rows if not other.listed or len(left[0]) == len(other.rows) else tuple(zip(*other.rows, strict=True))
    if len(left[0]) != len(right):
        raise Clash(
            "the shapes of the factors do not fit", f"{one.said()}, {other.said()}", "shapes that have a product"
        )
    columns = tuple(zip(*right, strict=True))
    rows = tuple(tuple(add(*map(mul, row, each)) for each in columns) for row in left)
    listed = (one.listed or other.listed) and 1 in {len(rows), len(rows[0])} and (len(rows), len(rows[0])) != (1, 1)
    return Table(rows if not listed or len(rows[0]) == 1 else tuple(zip(*rows, strict=True)), listed)


def determined(table: Table) -> Table:
    """The determinant of a matrix, as a number."""
    found = determinant(table.rows)
    if found is None:
        raise Unknown("this determinant is not read")
    return single(found)


def alike(one: Table, other: Table) -> tuple[Table, Table]:
    """Two tables, a list laid as the other one is."""
    if one.listed != other.listed:
        if one.listed and one.shape == other.shape[::-1]:
            return Table(tuple(zip(*one.rows, strict=True))), other
        if other.listed and other.shape == one.shape[::-1]:
            return one, Table(tuple(zip(*other.rows, strict=True)))
    return one, other
