"""Expressions as text."""

from __future__ import annotations

from backproof.expr import Expression
from backproof.show.letters import Letters
from backproof.show.show import NO_ENDS, NO_LETTERS, Ends, show
from backproof.syntax.unicode import unicode
from backproof.syntax.write import latex


def to_latex(expression: Expression, letters: Letters = NO_LETTERS, ends: Ends = NO_ENDS) -> str:
    r"""The expression in LaTeX.

    >>> from backproof.expr.build import divide, number
    >>> from backproof.expr import Symbol, Tensor
    >>> to_latex(divide(number(1), Tensor(Symbol("x"))))
    '\\frac{1}{x}'
    """
    return latex(show(expression, letters, ends=ends))


def to_unicode(expression: Expression, letters: Letters = NO_LETTERS, ends: Ends = NO_ENDS) -> str:
    """The expression as plain text with mathematical signs."""
    return unicode(show(expression, letters, ends=ends))
