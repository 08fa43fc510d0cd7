r"""Derivatives by a formula in place of a name: by ``\log s``, by ``y - \hat y``, by what a function is applied to.

The chain rule, ``dL/ds = dL/du \cdot du/ds``, solved for its first factor, where a name can be moved that nothing but
the formula ``u`` depends on. A product of vectors, ``\theta^T x``, is a number, by which a formula that it stands in
is differentiated as it is written, and a name as its definition says (``read/context/by_parts.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.read.terms.rewriting import alike, occurrences, references, walk
from backproof.read.terms.terms import Call, Divide, Num, Partial, Plus, Raise, Ref, Term, Times, Transposed, Unreadable
from backproof.read.terms.vectorised import VEC
from backproof.source import Span

LOGARITHMS = frozenset({"log", "ln"})
GUESSES = (r"\hat", r"\tilde", r"\bar")
"""Accents of what a network computes."""
TARGETS = ("t", "d", "y")
"""Letters of what it should be: nothing else is computed from them."""
PART = r"\partial by a part"
UNNAMED = "a derivative by something that is not a single name is not read yet"


def through(of: Term, by: Term, span: Span, below: Span, *, is_last: bool = False) -> Term:
    r"""The derivative of a term by a formula; raises Unreadable where no name of it can be moved alone.

    By what a function is applied to, ``\frac{\partial f(w^T x)}{\partial (w^T x)}``, it is the function's own. What
    definitions may tell is left to them, unless they were asked before (``is_last``).
    """
    match of:
        case Call(_, primes, (argument,)) if alike(argument, by):
            return replace(of, primes=primes + 1, span=span)
        case Call(_, primes, (argument,)) if _is_number(by) and _contains(argument, by):
            slope = replace(of, primes=primes + 1, span=span)
            return Times((slope, through(argument, by, span, below, is_last=is_last)), span)
        case _ if isinstance(by, Call) and by.name.key == VEC and isinstance(by.arguments[0], Ref):
            # By all entries of a matrix, stacked.
            return Call(by.name, 0, (Partial(of, by.arguments[0], span), by.arguments[0]), span)
        case _:
            name = moved(of, by)
    if name is not None:
        return Divide(Partial(of, name, span), Partial(by, name, by.span), span)
    if is_last or not _is_number(by):
        raise Unreadable(UNNAMED, below)
    return Call(Ref(PART, (), (), below), 0, (of, by), span)


def is_part(term: Term) -> bool:
    """Whether a term is a derivative by a part of what a document may define."""
    return isinstance(term, Call) and term.name.base == PART


def _contains(term: Term, part: Term) -> bool:
    return any(alike(each, part) for each in walk(term))


def _is_number(by: Term) -> bool:
    r"""Whether a formula is a number by its look: an inner product, ``w^T x`` or ``w \cdot x``, perhaps with a bias."""
    match by:
        case Times((Transposed(Ref() as row), Ref() as column)) | Times((Ref() as row, Ref() as column), _, ("cdot",)):
            return _is_small(row) and _is_small(column)
        case Plus(terms):
            others = [term for term in terms if not _is_number(term)]
            return len(others) < len(terms) and all(isinstance(each, Num | Ref) for each in others)
        case _:
            return False


def _is_small(name: Ref) -> bool:
    """Whether the letter of a name is a small one, as those of vectors are."""
    return name.base.rstrip("}").rpartition("{")[2].lstrip("\\").islower()


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
    if not isinstance(of, Ref) and (only := _only_name(of, terms)) is not None:
        return only
    alone = [name for term in terms if (name := _times_number(term)) and _is_once(name, terms)]
    linear = all(isinstance(term, Num) or _times_number(term) for term in terms)
    if len(names) == 1 or not isinstance(of, Ref):
        return alone[-1] if alone and (linear or not isinstance(of, Ref)) else None
    return _told(alone) if linear else None


def _only_name(of: Term, terms: Sequence[Term]) -> Ref | None:
    r"""The one name of a sum through which alone a formula depends on it: z for ``1 + e^{-z}``."""
    names = {each.key: each for term in terms for each in occurrences(term, Ref) if each.key != "e"}
    if len(names) != 1:
        return None
    ((key, name),) = names.items()
    apart = sum(each.key == key for each in occurrences(of, Ref))
    within = sum(_is_sum(each, terms) for each in occurrences(of, Plus))
    once = sum(each.key == key for term in terms for each in occurrences(term, Ref))
    return name if within and apart == within * once else None


def _is_sum(term: Plus, terms: Sequence[Term]) -> bool:
    return len(term.terms) == len(terms) and all(map(alike, term.terms, terms))


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
