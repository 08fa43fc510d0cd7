"""Edits of matrix notation: transposes and the order of factors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from backproof.check.repairs.factors import slip_of
from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.text import Splice
from backproof.check.repairs.words import TRANSPOSE, Piece
from backproof.read.terms.terms import NOWHERE, Big, Call, Num, Partial, Plus, Ref, Term, Times, Transposed
from backproof.source import Span

ELEMENTWISE = "odot"
ELEMENTWISES = frozenset({"odot", "circ"})


def transposed(site: Site) -> Iterator[Change]:
    """A transpose left out or too many, two factors the wrong way round, and both."""
    for part in site.parts:
        match part:
            case Transposed(base):
                yield _without(site, part, base)
            case Ref() | Plus() | Call() | Partial() if not _is_transposed(site, part):
                yield _with(site, part)
            case _:
                pass
    for part in site.parts:
        if isinstance(part, Times):
            yield from _swapped(site, part)
    yield from _reversed(site)


def _is_transposed(site: Site, part: Term) -> bool:
    tied = [part for each in site.parts if isinstance(each, Partial) for part in (each.by, each.of)]
    tied += [bound for each in site.parts if isinstance(each, Big) for bound in (each.lower, each.upper) if bound]
    under = (each.base for each in site.parts if isinstance(each, Transposed))
    return any(part is each for each in (*tied, *under))


def _without(site: Site, part: Transposed, base: Term) -> Change:
    found = TRANSPOSE.search(site.plain(part))
    start = part.span.start
    cut = (Splice(Span(start + found.start(), start + found.end()), ""),) if found is not None else ()
    return site.changed("transposed", part, base, *cut, part=site.plain(part))


def _with(site: Site, part: Term) -> Change:
    return site.changed(
        "missing_transpose", part, Transposed(part, part.span), *_marked(site, part), part=site.plain(part)
    )


def _marked(site: Site, part: Term) -> tuple[Splice, ...]:
    """The mark of a transpose behind a part, with brackets where it needs them."""
    own = site.place(part)
    if not len(own):
        return ()
    bare = isinstance(part, Ref) and not part.sups and "^" not in site.text[own.start : own.end]
    if bare or site.text[own.start] in "([":
        return (Splice(Span(own.end, own.end), "^T"),)
    return (Splice(Span(own.start, own.start), "("), Splice(Span(own.end, own.end), ")^T"))


def _swapped(site: Site, part: Times) -> Iterator[Change]:
    factors = part.factors
    for at, (one, other) in enumerate(pairwise(factors)):
        if isinstance(one, Num) or isinstance(other, Num):
            continue
        new = Times((*factors[:at], other, one, *factors[at + 2 :]), part.span, part.signs)
        words = {"part": site.plain(one), "true": site.plain(other)}
        yield site.changed("swapped", part, new, *_exchanged(site, one, other), **words)
        for flip in (one, other, None):
            pair = tuple(_flipped(each) if flip in (each, None) else each for each in (other, one))
            both = Times((*factors[:at], *pair, *factors[at + 2 :]), part.span, part.signs)
            texts = [_flipped_text(site, each) if flip in (each, None) else site.written(each) for each in (other, one)]
            first, second = site.place(one), site.place(other)
            fits = len(first) and len(second) and first.end <= second.start and all(texts)
            splices = (Splice(first, texts[0]), Splice(second, texts[1])) if fits else ()
            yield site.changed("swapped", part, both, *splices, **words)


def _exchanged(site: Site, one: Term, other: Term) -> tuple[Splice, ...]:
    first, second = site.place(one), site.place(other)
    if not (len(first) and len(second) and first.end <= second.start):
        return ()
    return Splice(first, site.written(other)), Splice(second, site.written(one))


def _flipped(term: Term) -> Term:
    return term.base if isinstance(term, Transposed) else Transposed(term, term.span)


def _flipped_text(site: Site, term: Term) -> str:
    text = site.written(term)
    if isinstance(term, Transposed):
        return TRANSPOSE.sub("", text)
    return f"{text}^T" if "^" not in text or text[:1] in "([" else f"({text})^T"


def _reversed(site: Site) -> Iterator[Change]:
    """The transpose of the whole side."""
    side = site.side
    if isinstance(side, Times | Ref):
        own = site.place(side)
        splices = (Splice(Span(own.start, own.start), "("), Splice(Span(own.end, own.end), ")^T")) if len(own) else ()
        new = Transposed(side, side.span)
        yield site.changed("missing_transpose", side, new, *splices, part=site.written(side))


def missing_factor(site: Site) -> Iterator[Change]:
    """A factor of the document left out: before, behind, or element by element; names first, and their transposes."""
    for piece in sorted(_either_way(site), key=lambda piece: not isinstance(piece.term, Ref | Transposed)):
        yield from _times(site, piece)


def missing_in_column(site: Site) -> Iterator[Change]:
    r"""A factor left out in the column of an outer product: ``(\delta \odot f) x^T``."""
    for piece in site.vocabulary.factors:
        if piece.text and not isinstance(piece.term, Transposed):
            yield from _before_outer(site, piece)


def _either_way(site: Site) -> Iterator[Piece]:
    """The factors of the document, and its names with and without a transpose."""
    known = {piece.term: piece for piece in site.vocabulary.factors if piece.text}
    for piece in list(known.values()):
        if isinstance(piece.term, Ref) and all(map(str.isdigit, piece.term.subs)) and "^" not in piece.text:
            flipped = Transposed(piece.term, NOWHERE)
            known.setdefault(flipped, Piece(flipped, f"{piece.text}^T", piece.ranges))
    yield from known.values()


def wrong_variable(site: Site) -> Iterator[Change]:
    """Another name of the document, with or without a transpose."""
    names = [piece for piece in _either_way(site) if isinstance(piece.term, Ref | Transposed)]
    called = {id(part.name) for part in site.parts if isinstance(part, Call)}
    under = {id(part.base) for part in site.parts if isinstance(part, Transposed)}
    tied = {id(part.by) for part in site.parts if isinstance(part, Partial)}
    for part in site.parts:
        if isinstance(part, Ref | Transposed) and id(part) not in called | under:
            own = _name(part)
            alike = sorted(names, key=lambda piece: _name(piece.term) != own)
            for piece in alike if id(part) not in tied else [each for each in alike if isinstance(each.term, Ref)]:
                splices = (Splice(part.span, piece.text),) if len(part.span) else ()
                words = {"part": site.plain(part), "true": piece.text}
                if piece.text != site.plain(part):
                    yield site.changed("wrong_variable", part, piece.term, *splices, **words)


def _name(term: Term) -> str:
    """The name of what may be transposed, whatever its scripts."""
    inside = term.base if isinstance(term, Transposed) else term
    return inside.base if isinstance(inside, Ref) else ""


def _times(site: Site, piece: Piece) -> Iterator[Change]:
    side, own = site.side, site.place(site.side)
    behind = Splice(Span(own.end, own.end), f" {piece.text}")
    before = Splice(Span(own.start, own.start), f"{piece.text} ")
    odot = Splice(Span(own.end, own.end), rf" \odot {piece.text}")
    slip, words = slip_of(piece.term), {"part": piece.text}
    if isinstance(piece.term, Call):
        # What a function is applied to element by element is multiplied so.
        yield site.changed(slip, side, Times((side, piece.term), NOWHERE, (ELEMENTWISE,)), odot, **words)
    yield site.changed(slip, side, Times((side, piece.term), NOWHERE), behind, **words)
    yield site.changed(slip, side, Times((piece.term, side), NOWHERE), before, **words)
    yield site.changed(slip, side, Times((side, piece.term), NOWHERE, (ELEMENTWISE,)), odot, **words)


def _before_outer(site: Site, piece: Piece) -> Iterator[Change]:
    r"""A factor of the column of an outer product, ``(\delta \odot f) x^T``, where it has the shape that it needs."""
    match site.side:
        case Times((*column, Transposed() as row)) if column and not ELEMENTWISES.intersection(site.side.signs):
            first, last = site.place(column[0]), site.place(column[-1])
        case _:
            return
    inner = column[0] if len(column) == 1 else Times(tuple(column), NOWHERE)
    new = Times((Times((inner, piece.term), NOWHERE, (ELEMENTWISE,)), row), site.side.span)
    splices: tuple[Splice, ...] = ()
    if len(first) and len(last) and last.end <= site.place(row).start:
        closed = len(column) == 1 and site.text[last.end - 1] == ")"
        if closed:
            splices = (Splice(Span(last.end - 1, last.end - 1), rf" \odot {piece.text}"),)
        else:
            opened, behind = Span(first.start, first.start), Span(last.end, last.end)
            splices = (Splice(opened, "("), Splice(behind, rf" \odot {piece.text})"))
    yield site.changed(slip_of(piece.term), site.side, new, *splices, part=piece.text)
