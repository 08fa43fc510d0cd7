r"""Determinants without brackets: ``\log\det S`` is no product with a number of that name."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Partial, Ref, Term, Unreadable

CAPITALS = frozenset({"Sigma", "Lambda", "Phi", "Psi", "Gamma", "Omega", "Theta", "Xi", "Pi", "Delta", "det"})
"""Greek letters of matrices, and the name of what is made of one."""


def refuse_determinants(factors: Sequence[Term]) -> None:
    """Raise Unreadable where a product has a determinant of what stands behind it.

    >>> from backproof.read.terms.terms import NOWHERE
    >>> refuse_determinants([Ref("det", (), (), NOWHERE)])
    >>> refuse_determinants([Ref("det", (), (), NOWHERE), Ref("S", (), (), NOWHERE)])
    Traceback (most recent call last):
    ...
    backproof.read.terms.terms.Unreadable: det is not read yet
    """
    for factor in factors[:-1]:
        if isinstance(factor, Ref) and factor.base == "det" and not factor.subs and not factor.sups:
            raise Unreadable("det is not read yet", factor.span)


def may_be_matrix(term: Term) -> bool:
    r"""Whether bars around a term may make a determinant: ``\log|\Sigma|``, ``\log|\partial f/\partial x|``."""
    return has(term, Partial) or any(
        ref.base.strip("\\{}")[-1:].isupper() or ref.base in CAPITALS for ref in references(term)
    )
