"""Edits of signs, numbers and powers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from backproof.check.repairs.factors import places
from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.text import Splice
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import NOWHERE, Big, Call, Num, Partial, Plus, Raise, Ref, Term, Times, minus
from backproof.source import Span

CONSTANTS: Final = (Fraction(2), Fraction(1, 2))
POWERS: Final = (Fraction(-1), Fraction(-1, 2), Fraction(-3, 2), Fraction(2), Fraction(3))
BEGINNINGS: Final = tuple("=(&{[,*")
"""Behind these, and behind a dot, a side or a factor begins."""


def wrong_sign(site: Site) -> Iterator[Change]:
    """A minus for a plus, or the other way round: of the side, of a term, of a factor."""
    yield negated(site, site.side)
    for part in site.parts:
        match part:
            case Plus(terms):
                yield from (negated(site, term) for term in terms)
            case Big(body=body):
                yield negated(site, body)
            case Times(factors) if part is not site.side:
                yield negated(site, part)
                yield from (negated(site, factor) for factor in factors if isinstance(factor, Plus))
            case Raise(_, exponent):
                yield negated(site, exponent)
            case Call(arguments=arguments):
                yield from (negated(site, argument) for argument in arguments)
            case _:
                pass


def negated(site: Site, term: Term) -> Change:
    """A part of the side with the other sign."""
    match term:
        case Times((Num(value), *rest)) if value == -1 and rest:
            new: Term = rest[0] if len(rest) == 1 else Times(tuple(rest), term.span)
        case _:
            new = minus(term, term.span)
    return site.changed("wrong_sign", term, new, *_signs(site, term), part=_shown(site, term))


def _shown(site: Site, term: Term) -> str:
    own = site.inside(site.place(term))
    return site.text[own.start : own.end]


def _signs(site: Site, term: Term) -> tuple[Splice, ...]:
    text, own = site.text, site.inside(site.place(term))
    if not len(own):
        return ()
    if text[own.start] == "-":
        return (Splice(Span(own.start, own.start + 1), "" if _begins(text[: own.start]) else "+"),)
    before = text[: own.start].rstrip()
    if before.endswith("-"):
        return (Splice(Span(len(before) - 1, len(before)), "" if _begins(before[:-1]) else "+"),)
    if before.endswith("+"):
        return (Splice(Span(len(before) - 1, len(before)), "-"),)
    if isinstance(term, Plus) and own == term.span:
        return (Splice(Span(own.start, own.start), "-("), Splice(Span(own.end, own.end), ")"))
    return (Splice(Span(own.start, own.start), "-"),)


def _begins(before: str) -> bool:
    """Whether what follows a text needs no plus."""
    before = before.rstrip()
    return not before or before.endswith((*BEGINNINGS, "\\cdot", "\\left("))


def wrong_constant(site: Site) -> Iterator[Change]:
    """Another number: one that is written, or one before a part of the side."""
    exponents = {id(each) for part in site.parts if isinstance(part, Raise) for each in walk(part.exponent)}
    powers = {id(part.exponent) for part in site.parts if isinstance(part, Raise)}
    for part in site.parts:
        if isinstance(part, Num) and site.is_number(part) and not part.decimals:
            for value in dict.fromkeys((part.value + 1, part.value - 1, part.value * 2, part.value / 2, Fraction(1))):
                # A power of one is no power: it is taken away.
                if value not in {part.value, 0} and not (value == 1 and id(part) in powers):
                    words = {"part": site.plain(part).strip("{ }"), "true": written(value)}
                    slip = "wrong_exponent" if id(part) in exponents else "wrong_number"
                    new = Num(value, 0, part.span)
                    yield site.changed(slip, part, new, Splice(site.inside(part.span), written(value)), **words)
    for place in {id(each): each for each in places(site)}.values():
        yield from (scaled(site, place, value) for value in CONSTANTS)


def written(value: Fraction) -> str:
    """A number in LaTeX."""
    return str(value) if value.denominator == 1 else rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


def scaled(site: Site, place: Term, value: Fraction) -> Change:
    """A part of the side times a number."""
    new, text, at = Times((Num(value, 0, NOWHERE), place), place.span), written(value), site.place(place)
    splices: tuple[Splice, ...] = ()
    if len(at) and value > 0:
        closed = isinstance(place, Plus) and at == place.span
        start = at.start + 1 if site.text[at.start] == "-" and not closed else at.start
        dot = r" \cdot" if site.text[start:].lstrip()[:1].isdigit() else ""
        splices = (Splice(Span(start, start), f"{text}{dot} {'(' if closed else ''}"),)
        splices += (Splice(Span(at.end, at.end), ")"),) if closed else ()
    return site.changed("missing_number", place, new, *splices, part=text)


def wrong_exponent(site: Site) -> Iterator[Change]:
    """A power left out, one too many, or another one."""
    tied = {id(part.by) for part in site.parts if isinstance(part, Partial)}
    for part in site.parts:
        match part:
            case Raise(base, exponent):
                yield site.changed("wrong_exponent", part, base, *_unraised(site, exponent), part=site.plain(part))
                for value in POWERS:
                    new = Raise(base, Num(value, 0, exponent.span), part.span)
                    yield site.changed(
                        "wrong_exponent", part, new, *_power(site, exponent, value), part=site.plain(part)
                    )
            case Ref() | Plus() if part is not site.side and id(part) not in tied:
                power = Raise(part, Num(Fraction(2), 0, NOWHERE), part.span)
                end = site.place(part).end
                words = {"part": site.plain(part), "true": "2"}
                yield site.changed("missing_power", part, power, Splice(Span(end, end), "^2"), **words)
            case _:
                pass


def _unraised(site: Site, exponent: Term) -> tuple[Splice, ...]:
    """A power taken away with its sign and braces."""
    if not len(exponent.span):
        return ()
    before, end = site.text[: exponent.span.start], exponent.span.end
    sign = before.rstrip().removesuffix("-").rstrip()
    if sign.endswith("{") and site.text[end : end + 1] == "}":
        sign, end = sign.removesuffix("{").rstrip(), end + 1
    return (Splice(Span(len(sign) - 1, end), ""),) if sign.endswith("^") else ()


def _power(site: Site, exponent: Term, value: Fraction) -> tuple[Splice, ...]:
    """Another exponent in the place of one, in braces."""
    if not len(exponent.span):
        return ()
    start = exponent.span.start
    decimal = "." in site.text[start : exponent.span.end] or value.denominator == 1
    text = f"{float(value):g}" if decimal else str(value)
    before = site.text[:start].rstrip()
    if before.endswith("-"):
        start = len(before) - 1
    braced = site.text[:start].rstrip().endswith("{") or site.text[start] == "{"
    return (Splice(Span(start, exponent.span.end), text if braced and site.text[start] != "{" else f"{{{text}}}"),)
