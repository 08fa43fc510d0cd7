"""Edits of sums: one left out or too many, a term left out or too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.check.repairs.factors import factors_of, places
from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.text import Splice, latex
from backproof.check.repairs.words import Piece
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import NOWHERE, Big, Plus, Ref, Term, Times, minus
from backproof.source import Span


def missing_sum(site: Site) -> Iterator[Change]:
    """A sum left out: over a letter that the other side lacks, first of all."""
    letters = [letter for letter in site.free if letter not in site.goal]
    letters += [letter for letter in site.letters if letter not in letters]
    for letter in letters:
        for place in {id(each): each for each in places(site)}.values():
            # Summed once more, what is summed already would only be counted.
            if not any(isinstance(part, Big) and part.letter == letter for part in walk(place)):
                yield summed(site, place, letter)


def summed(site: Site, term: Term, letter: str) -> Change:
    """A part of the side, summed: a product from its first factor with the letter on."""
    before, body = _tail(site, term, letter)
    span = Span(min(body.span.start, term.span.end), term.span.end)
    big = Big("sum", letter, None, None, (), body, span)
    new: Term = Times((*before, big), term.span) if before else big
    at = site.place(body.factors[0] if isinstance(body, Times) else body)
    at = Span(_past_space(site.text, at), at.end) if len(at) else at
    splices: tuple[Splice, ...] = ()
    if len(at):
        closed = isinstance(body, Plus) and site.place(body) == body.span
        splices = (Splice(Span(at.start, at.start), f"{site.sum_over(letter)} {'(' if closed else ''}"),)
        splices += (Splice(Span(body.span.end, body.span.end), ")"),) if closed else ()
    return site.changed("missing_sum", term, new, *splices, part=latex(letter))


def _past_space(text: str, span: Span) -> int:
    return span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())


def _tail(site: Site, term: Term, letter: str) -> tuple[tuple[Term, ...], Term]:
    """The factors before the first one with a letter, and the product of the others."""
    if not isinstance(term, Times):
        return (), term
    flat = tuple(factors_of(term))
    at = next((at for at, each in enumerate(flat) if letter in dict(site.free_in(each))), 0)
    at = max(at, 1) if site.is_sign(flat[0]) and len(flat) > 1 else at
    rest = flat[at:]
    span = Span(min(rest[0].span.start, term.span.end), term.span.end)
    return flat[:at], rest[0] if len(rest) == 1 else Times(rest, span)


def extra_sum(site: Site) -> Iterator[Change]:
    """A sum too many."""
    for big in site.sums:
        start = site.place(big.body).start
        cut = (Splice(Span(big.span.start, start), ""),) if big.span.start < start else ()
        if big.kind == "sum":
            yield site.changed("extra_sum", big, big.body, *cut, part=latex(big.letter))


def extra_term(site: Site) -> Iterator[Change]:
    """A term too many."""
    for part in site.parts:
        for at, term in enumerate(part.terms) if isinstance(part, Plus) else ():
            assert isinstance(part, Plus)
            rest = part.terms[:at] + part.terms[at + 1 :]
            new = rest[0] if len(rest) == 1 else replace(part, terms=rest)
            yield site.changed("extra_term", part, new, *_cut(site, part, at), part=site.written(term))


def _cut(site: Site, part: Plus, at: int) -> tuple[Splice, ...]:
    own = site.place(part.terms[at])
    if not len(own):
        return ()
    if at:
        before = site.text[: own.start].rstrip()
        start = len(before) - 1 if before.endswith(("+", "-")) else own.start
        return (Splice(Span(start, own.end), ""),)
    behind = site.text[own.end :]
    skipped = len(behind) - len(behind.lstrip())
    return (Splice(Span(own.start, own.end + skipped + behind.lstrip().startswith("+")), ""),)


def dropped_term(site: Site) -> Iterator[Change]:
    """A term left out of a factor inside of a sum: a name of the document."""
    plain = [piece for piece in site.vocabulary.factors if isinstance(piece.term, Ref)]
    for factor in (factor for big in site.sums for factor in factors_of(big.body) if not site.is_sign(factor)):
        for piece in (fitted for each in plain for fitted in each.fitting(site.known)):
            yield from (addition(site, factor, piece, sign) for sign in "-+")


def addition(site: Site, place: Term, piece: Piece, sign: str) -> Change:
    """A part of the side with a term more."""
    own = place.terms if isinstance(place, Plus) else (place,)
    added = piece.term if sign == "+" else minus(piece.term, NOWHERE)
    new = Plus((*own, added), place.span)
    last = own[-1].span if place is not site.side else site.place(own[-1])
    signed = piece.text[:1] == "-"
    splices: tuple[Splice, ...] = ()
    if len(last) and piece.text and not (signed and sign == "-"):
        text = f" {piece.text}" if signed else f" {sign} {piece.text}"
        splices = (Splice(Span(last.end, last.end), text),)
        if place is not site.side and site.place(place) == place.span:
            start = place.span.start
            splices = (Splice(Span(start, start), "("), Splice(Span(last.end, last.end), f"{text})"))
    return site.changed("dropped_term", place, new, *splices, part=piece.text)
