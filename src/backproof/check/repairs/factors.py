"""Edits of products: a factor left out or too many, another name, a prime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.text import Splice
from backproof.check.repairs.words import Piece
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Plus, Ref, Term, Times
from backproof.source import Span


def places(site: Site) -> Iterator[Term]:
    """Where a factor or a sum may be missing: the side, the terms of sums, the bodies of sums, numerators."""
    yield site.side
    for part in site.parts:
        match part:
            case Plus(terms):
                yield from terms
            case Big(body=body):
                yield body
            case Divide(numerator, _):
                yield numerator
            case _:
                pass


def factors_of(term: Term) -> Iterator[Term]:
    """The factors of a product, and of the products in it."""
    for factor in term.factors if isinstance(term, Times) else (term,):
        if isinstance(factor, Times):
            yield from factors_of(factor)
        else:
            yield factor


def missing_factor(site: Site) -> Iterator[Change]:
    """A factor of the document that is left out inside of a sum."""
    for big in site.sums:
        known = {**site.free, **site.goal, **dict(site.free_in(big.body))}
        for piece in site.vocabulary.factors:
            for fitted in piece.fitting(known):
                if any(letter == big.letter for letter, _ in fitted.ranges):
                    yield times(site, big.body, fitted)


def slip_of(term: Term) -> str:
    """The slip of leaving a factor out: what the chain rule multiplies with is a derivative."""
    slopes = (isinstance(part, Partial) or (isinstance(part, Call) and part.primes) for part in walk(term))
    return "missing_derivative" if any(slopes) else "missing_factor"


def times(site: Site, place: Term, piece: Piece) -> Change:
    """A part of the side, multiplied by a piece; nobody writes the factor one."""
    at = site.place(place)
    if isinstance(place, Num) and place.value == 1:
        instead = (Splice(at, piece.factor),) if piece.text and len(at) else ()
        changed = site.changed(slip_of(piece.term), place, piece.term, *instead, part=piece.factor)
        return replace(changed, factor=piece.term)
    own = place.factors if isinstance(place, Times) and not place.signs else (place,)
    new = Times((*own, piece.term), place.span)
    splices: tuple[Splice, ...] = ()
    if piece.text and len(at):
        closing = f" {piece.factor}"
        splices = (Splice(Span(at.end, at.end), closing),)
        if isinstance(place, Plus) and at == place.span:
            splices = (Splice(Span(at.start, at.start), "("), Splice(Span(at.end, at.end), f"){closing}"))
    return replace(site.changed(slip_of(piece.term), place, new, *splices, part=piece.factor), factor=piece.term)


def replaced(site: Site, product: Times, group: tuple[Term, ...], piece: Piece) -> Change:
    """A product with a piece in the place of some factors that stand together."""
    at = next(number for number, factor in enumerate(product.factors) if factor is group[0])
    factors = (*product.factors[:at], piece.term, *product.factors[at + len(group) :])
    first, last = site.place(group[0]), site.place(group[-1])
    fits = len(first) and len(last) and first.start <= last.start and piece.text
    splices = (Splice(Span(first.start, last.end), piece.factor),) if fits else ()
    words = {"part": site.text[first.start : last.end], "true": piece.factor}
    return site.changed("wrong_factor", product, Times(factors, product.span), *splices, **words)


def wrong_factor(site: Site) -> Iterator[Change]:
    """Another factor of the same names for one inside of a sum, or for two that stand together."""
    for big in site.sums:
        for product in (part for part in occurrences(big.body, Times) if not part.signs):
            for group in (*((each,) for each in product.factors), *pairwise(product.factors)):
                own = _names(*group)
                for piece in (each for each in site.vocabulary.factors if own and _names(each.term) == own):
                    yield from (replaced(site, product, group, fitted) for fitted in piece.fitting(site.known))


def _names(*terms: Term) -> frozenset[str]:
    return frozenset(ref.base for term in terms for ref in references(term))


def extra_factor(site: Site) -> Iterator[Change]:
    """A factor or a denominator that does not belong there."""
    for part in site.parts:
        match part:
            case Times(factors):
                for at, factor in enumerate(factors):
                    rest = factors[:at] + factors[at + 1 :]
                    # A product in a product is one only as it was read: its own factors are what may be too many.
                    if isinstance(factor, Times) or site.is_sign(factor) or all(map(site.is_sign, rest)):
                        continue
                    signs = part.signs[: max(at - 1, 0)] + part.signs[max(at, 1) :]
                    new = rest[0] if len(rest) == 1 else Times(rest, part.span, signs)
                    slip = "extra_number" if isinstance(factor, Num) else "extra_factor"
                    yield site.changed(slip, part, new, *_cut(site, factors, at), part=site.written(factor))
            case Divide(numerator, denominator):
                above = site.plain(numerator)
                whole = Splice(part.span, f"({above})" if isinstance(numerator, Plus) else above)
                slip = "extra_number" if isinstance(denominator, Num) else "extra_factor"
                yield site.changed(slip, part, numerator, whole, part=rf"1/{site.plain(denominator)}")
            case _:
                pass


def _cut(site: Site, factors: tuple[Term, ...], at: int) -> tuple[Splice, ...]:
    own = site.place(factors[at])
    before = site.place(factors[at - 1]) if at else own
    after = site.place(factors[at + 1]) if at + 1 < len(factors) else own
    start, end = own.start, own.end
    if at and len(before) and before.end <= own.start:
        start = before.end
    elif len(after) and own.end <= after.start:
        end = after.start
    return (Splice(Span(start, end), " "),) if len(own) and start < end else ()


def wrong_variable(site: Site) -> Iterator[Change]:
    """Another name of the document, in the letters of the line."""
    known = [piece for piece in site.vocabulary.factors if isinstance(piece.term, Ref)]
    called = {id(part.name) for part in site.parts if isinstance(part, Call)}
    for ref in (each for each in site.refs if id(each) not in called):
        for fitted in (fitted for piece in known for fitted in piece.fitting(site.known)):
            new = fitted.term
            if not isinstance(new, Ref) or (new.base, new.sups) == (ref.base, ref.sups):
                continue
            splices = (Splice(ref.span, fitted.text),) if fitted.text and len(ref.span) else ()
            words = {"part": site.plain(ref), "true": fitted.text or new.key}
            yield site.changed("wrong_variable", ref, replace(new, span=ref.span), *splices, **words)


def wrong_prime(site: Site) -> Iterator[Change]:
    """A prime left out, or one too many."""
    for part in site.parts:
        if not isinstance(part, Call):
            continue
        end, words = part.name.span.end, {"part": site.plain(part)}
        new = replace(part, primes=part.primes + 1)
        yield site.changed("missing_prime", part, new, Splice(Span(end, end), "'"), **words)
        if part.primes:
            at = site.text.find("'", part.name.span.start, part.span.end)
            cut = (Splice(Span(at, at + 1), ""),) if at >= 0 else ()
            yield site.changed("extra_prime", part, replace(part, primes=part.primes - 1), *cut, **words)
