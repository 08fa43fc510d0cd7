r"""Determinants without brackets: ``\log\det S`` is no product with a number of that name."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Call, Partial, Ref, Term, Unreadable
from backproof.read.vocabulary import FUNCTION_WORDS

REACH = "how far det reaches is not clear"
UNCLEAR = "whether these bars make a determinant is not clear"
CAPITALS = frozenset({"Sigma", "Lambda", "Phi", "Psi", "Gamma", "Omega", "Theta", "Xi", "Pi", "Delta", "det"})
"""Greek letters of matrices, and the name of what is made of one."""


def refuse_determinants(factors: Sequence[Term]) -> None:
    """Raise Unreadable where a product has a determinant of what stands behind it.

    >>> from backproof.read.terms.terms import NOWHERE
    >>> refuse_determinants([Ref("det", (), (), NOWHERE)])
    >>> refuse_determinants([Ref("det", (), (), NOWHERE), Ref("S", (), (), NOWHERE)])
    Traceback (most recent call last):
    ...
    backproof.read.terms.terms.Unreadable: how far det reaches is not clear
    """
    for factor in factors[:-1]:
        if isinstance(factor, Ref) and factor.base == "det" and not factor.subs and not factor.sups:
            raise Unreadable(REACH, factor.span)


def magnitude_in_logarithm(call: Call) -> Term | None:
    r"""What stands between the bars of ``\log|\Sigma|``, where that may be a matrix; None for anything else."""
    match call:
        case Call(Ref(word, (), ()), 0, (Call(Ref("abs", (), ()), 0, (inside,)),)):
            return inside if FUNCTION_WORDS.get(word) == "log" and may_be_matrix(inside) else None
        case _:
            return None


def may_be_matrix(term: Term) -> bool:
    r"""Whether bars around a term may make a determinant: ``\log|\Sigma|``, ``\log|\partial f/\partial x|``."""
    return has(term, Partial) or any(is_matrix(ref.base) for ref in references(term))


def is_matrix(base: str) -> bool:
    """Whether a name may be a matrix by its look: a capital letter, in bold or not."""
    return base.strip("\\{}")[-1:].isupper() or base in CAPITALS
