r"""Kronecker products as what they do to a matrix: ``(A \otimes B) vec(M)`` is ``vec(B M A^T)``.

So it is where ``vec`` stacks columns; where it stacks rows, the vector is that of ``A M B^T`` (Magnus and Neudecker,
Matrix Differential Calculus, chapter 2).
"""

from __future__ import annotations

from functools import reduce
from typing import final

from backproof.read.terms.exponents import is_minus_one
from backproof.read.terms.rewriting import rebuilt
from backproof.read.terms.terms import Call, Divide, Num, Partial, Plus, Raise, Ref, Term, Times, Transposed
from backproof.read.vocabulary import DIRECTIONAL
from backproof.records import dataclass, replace

VEC = "vec"
OTIMES = "otimes"
IDENTITIES = frozenset({"I", r"\mathbf{I}", r"\mathbb{I}"})


class NoMatrix(Exception):
    """A term is no vector of the entries of a matrix, or no product that acts on one, as far as its signs say."""


@final
@dataclass(frozen=True, slots=True)
class Stacking:
    """What vectors and Kronecker products mean; ``rows``: the rows of a matrix are stacked, and not its columns."""

    rows: bool = False

    def matrix(self, term: Term) -> Term:
        r"""The matrix whose entries a term stacks: M for ``vec(M)``, ``B M A^T`` for ``(A \otimes B) vec(M)``.

        A vector alone is the matrix of one column. Raises NoMatrix where there is none.
        """
        match term:
            case Call(Ref("vec", (), ()), 0, (of, *_)):
                return of
            case Plus(terms):
                return replace(term, terms=tuple(map(self.matrix, terms)))
            case Divide(above, below):
                return Divide(self.matrix(above), below, term.span)
            case Transposed(base) if is_vectorised(base):
                return self.matrix(base)
            case Times((left, right), _, ("otimes",)):
                down, across = (left, right) if self.rows else (right, left)
                return Times((down, turned(across)), term.span)
            case Times((Transposed() as first, *middle, last)) if is_kronecker(last) and not is_kronecker(first):
                backwards = tuple(map(turned, (last, *reversed(middle), first)))
                return self.matrix(Times(backwards, term.span))
            case Times((*operators, last), _, signs) if OTIMES not in signs:
                return reduce(lambda of, operator: self.applied(operator, of), reversed(operators), self.inner(last))
            case _:
                raise NoMatrix

    def inner(self, term: Term) -> Term:
        """What the last factor of a product stacks: what is no vector of entries is a column."""
        return self.matrix(term) if is_vectorised(term) else term

    def applied(self, operator: Term, of: Term) -> Term:
        """The matrix whose entries an operator makes of those of another one; raises NoMatrix where it is none."""
        span = operator.span.join(of.span)
        match operator:
            case Times((left, right), _, ("otimes",)):
                before, behind = (left, right) if self.rows else (right, left)
                factors = (before, of, turned(behind))
                kept = tuple(each for each in factors if each is of or not is_identity(each))
                return Times(kept, span) if len(kept) > 1 else of
            case Transposed(Times((left, right), _, ("otimes",) as signs)):
                return self.applied(Times((turned(left), turned(right)), operator.span, signs), of)
            case Raise(Times((left, right), _, ("otimes",) as signs), exponent) if is_minus_one(exponent):
                both = tuple(Raise(each, exponent, each.span) for each in (left, right))
                return self.applied(Times(both, operator.span, signs), of)
            case Plus(terms):
                return Plus(tuple(self.applied(each, of) for each in terms), span)
            case Times(factors, _, signs) if OTIMES not in signs:
                return reduce(lambda inner, each: self.applied(each, inner), reversed(factors), of)
            case Divide(above, below) if is_vectorised(above):
                return Divide(self.applied(above, of), below, span)
            case Divide(Num() | Ref(), Num() | Ref()):
                return Times((operator, of), span)
            case Num() | Ref() if is_identity(operator) or _is_number(operator):
                return of if is_identity(operator) else Times((operator, of), span)
            case _:
                raise NoMatrix


def grouped(term: Term) -> Term:
    r"""A term in which a Kronecker product is one of two factors: ``A C \otimes B D`` is that of two products."""
    match rebuilt(term, grouped):
        case Times(factors, span, signs) if signs.count(OTIMES) == 1 and set(signs) <= {"", OTIMES}:
            at = signs.index(OTIMES) + 1
            sides = (factors[:at], factors[at:])
            return Times(tuple(each[0] if len(each) == 1 else Times(each, span) for each in sides), span, (OTIMES,))
        case other:
            return other


def along(slope: Partial, direction: Term) -> Term:
    r"""The change of what is differentiated along a direction: ``\partial y / \partial vec(W)`` times ``vec(V)``."""
    match slope.of:
        case Call(Ref("vec", (), ()), 0, (of,)):
            slope = replace(slope, of=of)
        case _:
            pass
    return Call(Ref(DIRECTIONAL, (), (), slope.span), 0, (slope, direction), slope.span)


def is_vectorised(term: Term) -> bool:
    """Whether a term is a vector of entries, or a product with one, or a Kronecker product."""
    match term:
        case Call(Ref("vec", (), ()), 0):
            return True
        case Times(factors, _, signs):
            return OTIMES in signs or any(map(is_vectorised, factors))
        case Plus(terms):
            return any(map(is_vectorised, terms))
        case Divide(above, _):
            return is_vectorised(above)
        case Transposed(base) | Raise(base, _):
            return is_vectorised(base)
        case _:
            return False


def is_kronecker(term: Term) -> bool:
    """Whether a term is a Kronecker product, or the transpose of one."""
    match term:
        case Transposed(base):
            return is_kronecker(base)
        case Times(_, _, signs):
            return OTIMES in signs
        case _:
            return False


def is_identity(term: Term) -> bool:
    """Whether a factor is an identity matrix, perhaps with its size."""
    match term:
        case Transposed(base) | Raise(base, _):
            return is_identity(base)
        case Ref(base):
            return base in IDENTITIES
        case _:
            return False


def turned(term: Term) -> Term:
    """The transpose of a term."""
    match term:
        case Transposed(base):
            return base
        case Num():
            return term
        case Times((left, right), span, ("otimes",) as signs):
            return Times((turned(left), turned(right)), span, signs)
        case _:
            return Transposed(term, term.span)


def _is_number(term: Num | Ref) -> bool:
    """Whether a factor is a number by its look: a small letter that is not bold."""
    return isinstance(term, Num) or (term.base.islower() and not term.base.startswith("\\mathbf"))
