"""Derivatives as fractions, upright or on one line; every other fraction is a quotient."""

from __future__ import annotations

from backproof.read.lexicon import items
from backproof.read.nodes import starts_derivative
from backproof.read.reader import Reader
from backproof.read.terms import Divide, Partial, Ref, Term, Unreadable
from backproof.syntax.tree import Atom, Fraction, Kind, Node


def fraction(reader: Reader, node: Fraction) -> Term:
    """A derivative of what stands above, or of the product that follows; else a quotient."""
    reader.at += 1
    above, below = items(node.numerator), items(node.denominator)
    if not starts_derivative(above, below):
        return Divide(reader.inner(node.numerator), reader.inner(node.denominator), node.span)
    by = variable(reader, below[1:], node)
    of = above[1:]
    if of:
        return Partial(reader.read(of), by, node.span)
    body = reader.product()
    return Partial(body, by, node.span.join(body.span))


def variable(reader: Reader, parts: tuple[Node, ...], node: Fraction) -> Ref:
    """The name that a derivative is by."""
    if any(isinstance(part, Atom) and part.text == "partial" for part in parts):
        raise Unreadable("second derivatives are not read yet", node.span)
    term = reader.read(parts)
    if not isinstance(term, Ref):
        raise Unreadable("a derivative by something that is not a single name is not read yet", node.denominator.span)
    return term


def slashed_partial(reader: Reader, sign: Atom) -> Term:
    """``\\partial L / \\partial w`` on one line."""
    reader.at += 1
    of = reader.factor()
    if reader.sign("/") is None:
        raise Unreadable("\\partial is not read here yet", sign.span)
    reader.at += 1
    match reader.here:
        case Atom(Kind.LETTER, "partial"):
            reader.at += 1
        case _:
            raise Unreadable("\\partial is not read here yet", sign.span)
    by = reader.factor()
    if not isinstance(by, Ref):
        raise Unreadable("a derivative by something that is not a single name is not read yet", by.span)
    return Partial(of, by, sign.span.join(by.span))
