"""A formula as a Python object: evaluate it, differentiate it, print it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.api import reading
from backproof.api.binding import bind, demand
from backproof.api.spelling import find, merged, spellings
from backproof.calculus.differentiate import by_element, differential, letters_of
from backproof.calculus.evaluate import evaluate
from backproof.calculus.resolve import depends, resolve
from backproof.calculus.sample import smallest_sizes, undefined_symbols
from backproof.calculus.simplify import simplify
from backproof.check.indices.ranges import Ranges
from backproof.expr import Apply, Delta, Derivative, Expression, Index, Model, Over, Symbol, Tensor, fresh
from backproof.expr.walk import tensors, walk
from backproof.rules import rule_of
from backproof.show import to_latex, to_unicode
from backproof.source import BackproofError, Diagnostic

_LETTERS = "ijklmnpqrst"


def parse(latex: str) -> Formula:
    r"""The formula that LaTeX stands for, in index form.

    Subscripts that are letters are indices; letters that fill the same slot of an array run over the same range. A
    ``\sigma`` is the logistic function, ``e^x`` the exponential function, ``\delta_{ij}`` Kronecker's delta.

    Raises :class:`~backproof.source.BackproofError` with the place and the cause where LaTeX is broken, where a part
    isn't read, and where the letters contradict each other.

    >>> loss = parse(r"(y - \sum_i w_i x_i)^2")
    >>> print(loss)
    (y − ∑_i w_i x_i)²
    >>> float(loss.evaluate(y=1, w=[1, 2], x=[3, 1]))
    16.0
    >>> print(loss.derivative("w"))
    2(∑_{i′} w_{i′} x_{i′} − y)x_i
    """
    parsed = reading.formula(latex)
    return Formula(parsed.expression, parsed.ranges)


@final
class Formula:
    """An expression with the ranges of its letters. Formulas are made by :func:`parse` and :meth:`derivative`."""

    def __init__(
        self,
        expression: Expression,
        ranges: Ranges,
        axes: tuple[Index, ...] | None = None,
        known: tuple[Symbol, ...] = (),
    ) -> None:
        self.expression = expression
        self._ranges = ranges
        self._axes = _axes(expression) if axes is None else axes
        # A derivative takes the values of all that the formula has, because they give the sizes.
        self._known = tuple(dict.fromkeys((*self._inputs(), *known)))

    @property
    def latex(self) -> str:
        r"""The formula in LaTeX; parsing it gives an equal formula.

        >>> parse(r"\frac{a_i}{2} + 1").latex
        '\\frac{a_{i}}{2} + 1'
        """
        return to_latex(self.expression)

    @property
    def free(self) -> tuple[str, ...]:
        r"""The index letters that no sum binds: the dimensions of the value, in the order of their first appearance.

        >>> parse(r"\sum_j w_{ij} x_j + b_i").free
        ('i',)
        """
        return tuple(axis.name for axis in self._axes)

    @property
    def names(self) -> tuple[str, ...]:
        r"""What :meth:`evaluate` needs values for, as Python spells it.

        >>> parse(r"\gamma_j H_j + b_{bias}").names
        ('gamma', 'H', 'b_bias')
        """
        return tuple(spellings(self._inputs()).values())

    def evaluate(self, values: Mapping[str, object] | None = None, /, **named: object) -> NDArray[Any]:
        r"""The value as a float64 array with a dimension for each letter of :attr:`free`.

        Each array has one dimension for each of its indices; their sizes say what the indices run over. Names that are
        no identifiers come in a mapping. What is undefined in real numbers is NaN or infinite, as NumPy has it.

        >>> parse(r"\sum_i X_i w_{ij}").evaluate(X=[1, 2], w=[[1, 0, 2], [0, 1, 3]]).tolist()
        [1.0, 2.0, 8.0]
        >>> float(parse(r"w^{(2)} + 1").evaluate({r"w^{(2)}": 3}))
        4.0
        """
        expression = self._carried_out()
        inputs = self._inputs()
        bound = bind(merged(values, named), self._known, self._ranges)
        refuse_unknown_functions(expression)
        sized = smallest_sizes(Model(), expression)
        demand(bound, inputs, sized, self._ranges)
        return np.array(evaluate(expression, bound.values, bound.sizes, self._axes))

    def derivative(self, name: str) -> Formula:
        r"""The derivative by an array, simplified: one more dimension for each index of that array.

        >>> print(parse(r"\sigma(x)").derivative("x"))
        σ(x)(1 − σ(x))
        """
        symbol = find(name, self._known, "quantity")
        expression = self._carried_out()
        letters = self._letters_for(symbol, expression)
        change = differential(expression, by_element(symbol, letters), letters_of(letters))
        return Formula(simplify(change), self._ranges, self._axes + letters, self._known)

    def _letters_for(self, symbol: Symbol, expression: Expression) -> tuple[Index, ...]:
        """The letters of the first use, or others of the usual ones where those are free in the formula."""
        taken = set(self.free)
        uses = [use for use in tensors(expression) if use.symbol == symbol]
        first = uses[0].slots if uses else ()
        letters: list[Index] = []
        for slot, range_ in zip(first or symbol.ranges, symbol.ranges, strict=True):
            written = slot.name if isinstance(slot, Index) else self._ranges.letters.get(range_.name, _LETTERS[0])
            choices = [letter for letter in (written, *_LETTERS) if letter not in taken]
            letters.append(Index(choices[0], range_) if choices else fresh(Index(written, range_), frozenset(taken)))
            taken.add(letters[-1].name)
        return tuple(letters)

    def _inputs(self) -> tuple[Symbol, ...]:
        return undefined_symbols(Model(), self.expression)

    def _carried_out(self) -> Expression:
        """The expression without derivative symbols."""
        for part in walk(self.expression):
            if isinstance(part, Derivative) and not depends(part.of, part.by.symbol, Model()):
                of, by = to_unicode(part.of), part.by.symbol.name
                raise BackproofError(
                    Diagnostic(
                        f"nothing says how {of} depends on {by}",
                        written=to_latex(part),
                        expected=f"an expression with {by} in it, or a model with a definition of {of}",
                        advice="use Model(...) and its method gradient",
                    )
                )
        return resolve(self.expression, Model())[0]

    def __str__(self) -> str:
        return to_unicode(self.expression)

    def __repr__(self) -> str:
        return f"Formula({self.latex!r})"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"


def refuse_unknown_functions(*expressions: Expression) -> None:
    """A function that nobody defines has no value; a proof may choose one, an evaluation may not."""
    for each in expressions:
        for part in walk(each):
            if isinstance(part, Apply) and rule_of(part.function) is None:
                raise BackproofError(
                    Diagnostic(
                        f"the function {part.function.name} has no definition",
                        written=to_unicode(part),
                        expected="a function of the table, such as exp, tanh or sigmoid",
                        advice=f"define it in a model, for example {part.function.name}(x) = x^2",
                    )
                )


def _axes(expression: Expression) -> tuple[Index, ...]:
    """The free letters in the order of their first appearance."""
    order: dict[Index, None] = {}
    for part in walk(expression):
        match part:
            case Tensor(_, slots):
                order |= dict.fromkeys(slot for slot in slots if isinstance(slot, Index))
            case Delta(left, right):
                order |= dict.fromkeys(slot for slot in (left, right) if isinstance(slot, Index))
            case Over(at=Index() as at):
                order[at] = None
    order |= dict.fromkeys(sorted(expression.free, key=lambda index: index.name))
    return tuple(index for index in order if index in expression.free)
