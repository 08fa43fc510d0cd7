"""Derivatives as fractions, upright or on one line; every other fraction is a quotient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.read.grammar.by_formulas import UNNAMED, through
from backproof.read.grammar.nodes import is_kind, is_space, items, name_of, starts_derivative
from backproof.read.grammar.reader import Reader
from backproof.read.terms.terms import (
    Divide,
    Element,
    Entries,
    Partial,
    Ref,
    Term,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script

COUNTING = frozenset("ijklmn")
"""Letters of places: ``\\partial_i f``."""
DEVIATIONS = frozenset({"sigma", "tau", "s"})
"""Letters of standard deviations."""
HIGHEST = 9
"""Orders above this are no derivative that a person writes."""


def fraction(reader: Reader, node: Fraction) -> Term:
    """A derivative of what stands above, or of the product that follows; else a quotient."""
    reader.at += 1
    above, below = items(node.numerator), items(node.denominator)
    if not starts_derivative(above, below):
        return Divide(reader.inner(node.numerator), reader.inner(node.denominator), node.span)
    if (jacobian := lists(reader, above, below, node)) is not None:
        return jacobian
    times = order(above[0])
    parts = list(_split(below))
    # As many names as the order says: the square is one of them in \partial \mu \partial \sigma^2.
    single = len(parts) == times > 1 and any(map(_is_variance, parts))
    names = [variable(reader, each, node) for each in parts] if single else list(variables(reader, parts, node))
    if len(names) != times:
        raise Unreadable("a derivative whose order is not the number of its variables is not read", node.span)
    term = reader.read(above[1:]) if above[1:] else reader.factor() if _is_of_factor(reader) else reader.product()
    span = node.span.join(term.span) if not above[1:] else node.span
    for by in reversed(names):
        term = Partial(term, by, span) if isinstance(by, Ref) else through(term, by, span, node.denominator.span)
    return term


def _is_of_factor(reader: Reader) -> bool:
    r"""Whether a sign of differentiation goes no further than to the factor behind it.

    So it does to a loss that is multiplied by elements, as a number is not, ``\frac{\partial}{\partial h} E \odot h``,
    and to brackets before a derivative in a chain: ``\frac{\partial}{\partial b} (b + h) \frac{dL}{dz}``.
    """
    reader.skip_space()
    match reader.parts[reader.at : reader.at + 2]:
        case (name, Atom(Kind.OPERATOR, "odot" | "circ")):
            return name_of(name.base if isinstance(name, Script) else name) in LOSS_LETTERS
        case (Fence("(" | "["), Fraction(above, below)):
            return len(items(above)) > 1 and starts_derivative(items(above), items(below))
        case _:
            return False


def lists(reader: Reader, above: tuple[Node, ...], below: tuple[Node, ...], node: Fraction) -> Term | None:
    r"""``\frac{\partial (u, v)}{\partial (x, y)}``: a row of derivatives for each of the first list."""
    match above, below:
        case (_, Fence("(", _, ")") as over), (_, Fence("(", _, ")") as under):
            functions, letters = reader.arguments(over), reader.arguments(under)
            names = [each for each in letters if isinstance(each, Ref)]
            if len(letters) == 1 or len(names) < len(letters):
                return None
            rows = (tuple(Partial(of, by, node.span) for by in names) for of in functions)
            return Entries(tuple(rows), node.span)
        case _:
            return None


def order(sign: Node) -> int:
    r"""How often ``\partial^2`` differentiates."""
    match sign:
        case Script(sup=Atom(Kind.NUMBER, power)) if power.isdigit():
            return int(power)
        case _:
            return 1


def variables(reader: Reader, below: Sequence[tuple[Node, ...]], node: Fraction) -> Iterator[Term]:
    r"""What a derivative is by, a name or a function of one: ``\partial w_i \partial w_j``; ``dx^2`` has x twice."""
    twice = order(items(node.numerator)[0]) > 1
    for parts in below:
        match parts:
            case (Script(base, sub, Atom(Kind.NUMBER, power), 0, span),) if twice and power.isdigit():
                yield from [variable(reader, (Script(base, sub, None, 0, span),), node)] * min(int(power), HIGHEST)
            case _:
                yield variable(reader, parts, node)


def _is_variance(parts: tuple[Node, ...]) -> bool:
    """Whether what a derivative is by is the square of a standard deviation, which is a quantity of its own."""
    match parts:
        case (Script(Atom(Kind.LETTER, letter), sup=Atom(Kind.NUMBER, "2")),):
            return letter in DEVIATIONS
        case _:
            return False


def _split(below: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """What stands behind each sign of differentiation, all of them like the first."""
    sign, start = below[0], 1
    assert isinstance(sign, Atom)
    for at, part in enumerate(below[1:], 1):
        if isinstance(part, Atom) and part.text == sign.text and at > start:
            yield below[start:at]
            start = at + 1
    yield below[start:]


def variable(reader: Reader, parts: tuple[Node, ...], node: Fraction) -> Term:
    """One of the names, or functions of one, that a derivative is by."""
    term = reader.read(parts)
    if order(items(node.numerator)[0]) > 1 and isinstance(term, Transposed) and isinstance(term.base, Ref):
        # \partial x \partial x^T names x twice.
        return term.base
    return single_name(term, node.denominator.span) if isinstance(term, Element) else term


def single_name(term: Term, span: Span) -> Ref:
    """A name, or an element of one that stands in brackets: ``[W]_{ij}``."""
    match term:
        case Ref():
            return term
        case Element(Ref(at=()) as name, at):
            return replace(name, at=at, span=term.span)
        case _:
            raise Unreadable(UNNAMED, span)


def braced(reader: Reader, node: Row) -> Term:
    r"""``{\\partial L}/{\\partial w}``: a fraction whose parts stand in braces; any other row is what is in it."""
    match reader.parts[reader.at + 1 : reader.at + 3]:
        case (Atom(Kind.OPERATOR, "/"), Row() as below) if starts_derivative(items(node), items(below)):
            reader.at += 2
            return fraction(reader, Fraction(node, below, node.span.join(below.span)))
        case _:
            reader.at += 1
            return reader.inner(node)


def slashed(reader: Reader, sign: Atom) -> Term:
    r"""``\partial L / \partial w`` and ``dL/dw`` on one line."""
    reader.at += 1
    of = reader.factor()
    reader.skip_space()
    if reader.sign("/") is None:
        raise Unreadable(r"\partial is not read here yet", sign.span)
    reader.at += 1
    reader.skip_space()
    match reader.here:
        case Atom(Kind.LETTER, text) if text == sign.text:
            reader.at += 1
        case _:
            raise Unreadable(r"\partial is not read here yet", sign.span)
    by = reader.factor()
    return Partial(of, single_name(by, by.span), sign.span.join(by.span))


def subscripted(reader: Reader, sub: Node, power: Node | None) -> Term:
    r"""``\partial_w E`` and ``\partial_w^2 E``: the derivative of the factor that follows.

    Below a letter that counts stands the place of a variable whose name is not written.
    """
    sign = reader.here
    assert sign is not None
    by = reader.inner(sub)
    if isinstance(by, Ref) and by.base in COUNTING and not by.subs:
        raise Unreadable("by which variable this derivative is taken is not written", sign.span)
    by = single_name(by, sub.span)
    times = int(power.text) if isinstance(power, Atom) and power.text.isdigit() else 1
    reader.at += 1
    reader.skip_space()
    of = reader.factor()
    span = sign.span.join(of.span)
    for _ in range(min(times, HIGHEST)):
        of = Partial(of, by, span)
    return of


def begins_slashed(reader: Reader) -> bool:
    """Whether a d begins ``dL/dw``: as a factor it would leave open how far the slash reaches."""
    match [part for part in reader.parts[reader.at :] if not is_space(part)][:5]:
        case [_, of, Atom(Kind.OPERATOR, "/"), Atom(Kind.LETTER, "d"), by]:
            return not any(is_kind(part, Kind.OPERATOR, Kind.RELATION, Kind.PUNCTUATION) for part in (of, by))
        case _:
            return False
