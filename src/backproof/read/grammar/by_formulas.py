r"""Derivatives by a formula in place of a name: by ``\log s``, by ``y - \hat y``, by what a function is applied to.

The chain rule, ``dL/ds = dL/du \cdot du/ds``, solved for its first factor, where a name can be moved that nothing but
the formula ``u`` depends on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.read.terms.rewriting import alike, references
from backproof.read.terms.terms import Call, Divide, Num, Partial, Plus, Raise, Ref, Term, Times, Unreadable
from backproof.read.terms.vectorised import VEC
from backproof.source import Span

LOGARITHMS = frozenset({"log", "ln"})
GUESSES = (r"\hat", r"\tilde", r"\bar")
"""Accents of what a network computes."""
TARGETS = ("t", "d", "y")
"""Letters of what it should be: nothing else is computed from them."""
UNNAMED = "a derivative by something that is not a single name is not read yet"


def through(of: Term, by: Term, span: Span, below: Span) -> Term:
    """The derivative of a term by a formula; raises Unreadable where no name of it can be moved alone.

    By what a function is applied to, ``\\frac{\\partial f(w^T x)}{\\partial (w^T x)}``, it is the function's own.
    """
    match of:
        case Call(_, primes, (argument,)) if alike(argument, by):
            return replace(of, primes=primes + 1, span=span)
        case _ if isinstance(by, Call) and by.name.key == VEC and isinstance(by.arguments[0], Ref):
            # By all entries of a matrix, stacked.
            return Call(by.name, 0, (Partial(of, by.arguments[0], span), by.arguments[0]), span)
        case _:
            name = moved(of, by)
    if name is None:
        raise Unreadable(UNNAMED, below)
    return Divide(Partial(of, name, span), Partial(by, name, by.span), span)


def moved(of: Term, by: Term) -> Ref | None:
    """The name by which both are differentiated."""
    match by:
        case Call(Ref(name), 0, (argument,)) if name in LOGARITHMS:
            return argument if isinstance(argument, Ref) else moved(of, argument)
        case Raise(Ref() as name, Num()):
            return name
        case Plus(terms):
            return _of_sum(of, terms)
        case _:
            return None


def _of_sum(of: Term, terms: Sequence[Term]) -> Ref | None:
    """One name, or of several one that the rest of a network does not depend on.

    A bias may be that of other layers or times too, and what is added to a residual is computed from it. In a formula
    that is written out everything that depends on a name is seen.
    """
    names = {each.key: each for term in terms for each in references(term)}
    alone = [name for term in terms if (name := _times_number(term)) and _is_once(name, terms)]
    linear = all(isinstance(term, Num) or _times_number(term) for term in terms)
    if len(names) == 1 or not isinstance(of, Ref):
        return alone[-1] if alone and (linear or not isinstance(of, Ref)) else None
    return _told(alone) if linear else None


def _told(names: Sequence[Ref]) -> Ref | None:
    r"""Of ``y - \hat y`` the guess, of ``o - t`` the target."""
    guesses = [name for name in names if name.base.startswith(GUESSES)]
    if len(guesses) == 1:
        return guesses[0]
    return next((name for letter in TARGETS for name in names if name.base == letter), None)


def _times_number(term: Term) -> Ref | None:
    """The name that a term is, but for a number."""
    match term:
        case Ref():
            return term
        case Times((Num(), rest)) | Divide(rest, Num()):
            return _times_number(rest)
        case _:
            return None


def _is_once(name: Ref, terms: Sequence[Term]) -> bool:
    return sum(each.key == name.key for term in terms for each in references(term)) == 1
