r"""Limits: ``\lim_{h \to 0} \frac{f(x + h) - f(x)}{h}`` is the derivative of f by x; else it is the value at 0.

A numerator that vanishes with h, and has h in ``x + h`` and ``x - h`` only, changes with h as with x.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from backproof.read.grammar.nodes import is_kind, items, name_of
from backproof.read.grammar.reader import Reader
from backproof.read.terms.rewriting import bare, rebuilt, references, substituted, walk
from backproof.read.terms.terms import (
    Call,
    Divide,
    Listed,
    Num,
    Partial,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    Unreadable,
    minus,
)
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.source import Span
from backproof.syntax.tree import Atom, Kind, Node, Script

TENDS = frozenset({"to", "rightarrow", "longrightarrow"})
CHANGE = "\\Delta "
LIMIT = "this limit is not read yet"


def is_limit(node: Node | None) -> bool:
    r"""Whether a limit begins here: ``\lim_{h \to 0}``."""
    match node:
        case Script(base=Atom() as base, sub=sub) if name_of(base) == "lim" and sub is not None:
            return any(isinstance(part, Atom) and part.text in TENDS for part in items(sub))
        case _:
            return False


def limit(reader: Reader, node: Script) -> Term:
    """The value of a limit, as a derivative or with what its variable tends to put in."""
    assert node.sub is not None
    parts = tuple(part for part in items(node.sub) if not is_kind(part, Kind.SPACE))
    at = next(at for at, part in enumerate(parts) if isinstance(part, Atom) and part.text in TENDS)
    variable = reader.read(parts[:at])
    if not isinstance(variable, Ref) or any(name_of(part) == "infty" for part in parts):
        raise Unreadable(LIMIT, node.span)
    value = reader.read(parts[at + 1 :])
    reader.at += 1
    return tending(reader.product(), variable, value, node.span)


def tending(body: Term, variable: Ref, value: Term, span: Span) -> Term:
    """What a term tends to as a name in it tends to a value; raises Unreadable where that is not known."""
    match body:
        case Divide(Ref(base), Ref() as below) if _is_change(base, below, variable):
            change = body.numerator
            assert isinstance(change, Ref)
            return Partial(_changed(change), _changed(below), body.span)
        case Divide(above, below) if _has(below, variable):
            rest = _without(below, variable)
            shared = [_divided(each, variable) for each in (above.terms if isinstance(above, Plus) else (above,))]
            if all(each is not None for each in shared):
                left = Plus(tuple(each for each in shared if each is not None), above.span)
                return Divide(substituted(left, {variable.key: value}), rest, body.span)
            return _quotient(_applied(above), rest, variable, body.span)
        case _ if any(isinstance(part, Divide) and _has(part.denominator, variable) for part in walk(body)):
            raise Unreadable(LIMIT, span)
        case _:
            return substituted(body, {variable.key: value})


def _is_change(base: str, below: Ref, variable: Ref) -> bool:
    return base.startswith(CHANGE) and below.base.startswith(CHANGE) and below.key == variable.key


def _changed(change: Ref) -> Ref:
    return Ref(change.base.removeprefix(CHANGE), change.subs, change.sups, change.span)


def _has(term: Term, variable: Ref) -> bool:
    return any(isinstance(part, Ref) and part.key == variable.key for part in walk(term))


def _without(below: Term, variable: Ref) -> Term:
    """What a denominator has beside the variable: 2 of ``2 h``."""
    factors = below.factors if isinstance(below, Times) else (below,)
    own = [each for each in factors if isinstance(each, Ref) and each.key == variable.key]
    rest = tuple(each for each in factors if each not in own)
    if len(own) != 1 or any(_has(each, variable) for each in rest):
        raise Unreadable(LIMIT, below.span)
    return Times(rest, below.span) if len(rest) > 1 else rest[0] if rest else Num(Fraction(1), 0, below.span)


def _divided(term: Term, variable: Ref) -> Term | None:
    """A product without one of its factors h, or with one power less; None where it has none."""
    factors = term.factors if isinstance(term, Times) else (term,)
    for at, each in enumerate(factors):
        match each:
            case Ref() if each.key == variable.key:
                less: tuple[Term, ...] = ()
            case Raise(Ref() as base, Num(power)) if base.key == variable.key and power > 1 and power.denominator == 1:
                less = (Raise(base, Num(power - 1, 0, each.span), each.span),)
            case Times() if (inner := _divided(each, variable)) is not None:
                less = (inner,)
            case _:
                continue
        return Times((Num(Fraction(1), 0, term.span), *factors[:at], *less, *factors[at + 1 :]), term.span)
    return None


def _quotient(above: Term, below: Term, variable: Ref, span: Span) -> Term:
    """The derivative that a quotient of differences tends to; raises where its numerator may not vanish."""
    slopes: list[Term] = []
    values: Counter[Term] = Counter()
    for sign, term in _signed(above):
        places = {place for part in walk(term) if (place := _shifted(part, variable)) is not None}
        still = _unshifted(term, variable)
        values[bare(still)] += sign
        if _has(still, variable) or len(places) > 1:
            raise Unreadable(LIMIT, span)
        for name, direction in places:
            # Along e_i it is the derivative by an element, which the plain name in the argument does not show.
            shown = name.key in {ref.key for ref in references(still)}
            slope = Partial(still.name if isinstance(still, Call) and not shown else still, name, span)
            slopes.append(slope if sign * direction > 0 else minus(slope, span))
    if any(values.values()) or not slopes:
        raise Unreadable("whether this limit exists is not clear", span)
    alike = len({bare(each) for each in slopes}) == 1
    if alike and isinstance(below, Num) and below.value == len(slopes):
        return slopes[0]
    total = slopes[0] if len(slopes) == 1 else Plus(tuple(slopes), span)
    return Divide(total, below, span)


def _applied(term: Term) -> Term:
    """``E (w + h)`` as what the loss E is at that value, whatever defines it."""
    match term:
        case Times((Ref(base) as of, Plus() | Ref() as value)) if base in LOSS_LETTERS:
            return Call(of, 0, (value,), term.span)
        case Times((Ref(base) as of, Listed(None, items))) if base in LOSS_LETTERS:
            return Call(of, 0, items, term.span)
        case _:
            return rebuilt(term, _applied)


def _signed(term: Term) -> Iterator[tuple[int, Term]]:
    for each in term.terms if isinstance(term, Plus) else (term,):
        match each:
            case Times((Num(value), inner)) if value == -1:
                yield -1, inner
            case _:
                yield 1, each


def _shifted(part: Term, variable: Ref) -> tuple[Ref, int] | None:
    """The name and the direction of ``x + h`` and ``x - h``; of ``x + h e_i`` the name is that of the element."""
    match part:
        case Plus((Ref() as one, other)) if (found := _direction(other, variable)) is not None:
            name, (direction, at) = one, found
        case Plus((other, Ref() as one)) if (found := _direction(other, variable)) is not None:
            name, (direction, at) = one, found
        case _:
            return None
    return Ref(name.base, (*name.subs, *at), name.sups, Span(0, 0), name.at, name.sample), direction


def _direction(term: Term, variable: Ref) -> tuple[int, tuple[str, ...]] | None:
    """The sign of a shift, and the index of the vector of the standard basis along which it goes."""
    found: Sequence[tuple[int, Term]] = tuple(_signed(term))
    (sign, inner), *others = found
    match inner:
        case _ if others:
            return None
        case Ref() if inner.key == variable.key:
            return sign, ()
        case Times((Ref() as small, Ref("e" | "\\mathbf{e}", subs=(at,)))) if small.key == variable.key:
            return sign, (at,)
        case _:
            return None


def _unshifted(term: Term, variable: Ref) -> Term:
    """A term with x for ``x + h``."""
    match term:
        case Plus(parts) if _shifted(term, variable) is not None:
            return next(part for part in parts if isinstance(part, Ref))
        case _:
            return rebuilt(term, lambda part: _unshifted(part, variable))
