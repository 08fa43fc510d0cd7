"""Edits of letters: another index, another bound, two indices the wrong way round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from backproof.check.indices.letters import Use, number, uses
from backproof.check.repairs.site import Change, Site, put
from backproof.check.repairs.text import Splice, latex
from backproof.check.repairs.words import LAYER, STEP, shifted
from backproof.read.terms.terms import Big, Num, Ref, Term
from backproof.source import Span

END = re.compile(r"(?P<name>[A-Za-z]+|\d+)(?:_\{?(?P<script>\w+)\}?)?")
"""A bound that is a plain name or a number."""


def wrong_index(site: Site) -> Iterator[Change]:
    """Another letter: in all names, in those that have it for one range, in those of one base, in one; under a sum."""
    groups: dict[tuple[object, ...], tuple[str, Sequence[Ref]]] = {}
    for letter, refs in _holders(site).items():
        for chosen in _together(site, letter, refs):
            groups.setdefault((letter, *map(id, chosen)), (letter, chosen))
    for letter, chosen in groups.values():
        for other in _others(site, letter):
            yield _renamed(site, chosen, letter, other)
    for big in site.sums:
        for other in site.letters:
            if other != big.letter:
                place = _letter_of(site, big)
                splices = (Splice(place, latex(other)),) if place is not None else ()
                words = {"part": latex(big.letter), "true": latex(other)}
                yield site.changed("wrong_sum_index", big, replace(big, letter=other), *splices, **words)


def _holders(site: Site) -> dict[str, list[Ref]]:
    """The letters and numbers in subscripts, with the names that have them."""
    found = defaultdict[str, list[Ref]](list)
    for ref in site.refs:
        for sub in dict.fromkeys(ref.subs):
            if len(sub) == 1 or sub in site.letters:
                found[sub].append(ref)
    return found


def _together(site: Site, letter: str, refs: list[Ref]) -> Iterator[Sequence[Ref]]:
    """Names in which a letter is changed at once."""
    slots, bases = defaultdict[str, list[Ref]](list), defaultdict[str, list[Ref]](list)
    for ref in refs:
        bases[ref.base].append(ref)
        for use in uses(ref, site.names):
            if isinstance(use, Use) and str(use.letter) == letter and use.slot >= 0:
                slots[site.ranges.of(use.key, use.slot).name].append(ref)
    yield from (refs, *slots.values(), *bases.values(), *([ref] for ref in refs))


def _others(site: Site, letter: str) -> Sequence[str]:
    numbers = ("0", "1") if letter.isdigit() else ()
    return [other for other in (*site.letters, *numbers) if other != letter]


def _renamed(site: Site, refs: Sequence[Ref], letter: str, other: str) -> Change:
    new = {id(ref): replace(ref, subs=tuple(other if sub == letter else sub for sub in ref.subs)) for ref in refs}
    places = [span for ref in refs for sign, span in site.scripts(ref) if sign == letter]
    splices = tuple(Splice(span, latex(other)) for span in dict.fromkeys(places)) if len(places) >= len(refs) else None
    names = ", ".join(dict.fromkeys(f"`{site.plain(ref)}`" for ref in refs))
    words = {"part": latex(letter), "true": latex(other), "what": names}
    return Change("wrong_index", put(site.side, new), splices, words)


def _letter_of(site: Site, big: Big) -> Span | None:
    """Where the letter of a sum stands, under its sign."""
    start = big.span.start
    head = site.text[start : big.body.span.start]
    at = head.find("_")
    place = head.find(latex(big.letter), at) if at >= 0 else -1
    return Span(start + place, start + place + len(latex(big.letter))) if place >= 0 else None


def exchanged(site: Site) -> Iterator[Change]:
    """Two letters of the other side, each written for the other one in all names."""
    for one, other in combinations([letter for letter in site.goal if letter in site.free], 2):
        swap = {one: other, other: one}
        refs = [ref for ref in site.refs if swap.keys() & set(ref.subs)]
        new = {id(ref): replace(ref, subs=tuple(swap.get(sub, sub) for sub in ref.subs)) for ref in refs}
        places = [(sign, span) for ref in refs for sign, span in site.scripts(ref) if sign in swap]
        splices = tuple(Splice(span, latex(swap[sign])) for sign, span in dict.fromkeys(places)) or None
        yield Change("exchanged", put(site.side, new), splices, {"part": latex(one), "true": latex(other)})


def as_elsewhere(site: Site) -> Iterator[Change]:
    """A name of several letters with those that it has in another line: one letter alone is a choice."""
    words = [(piece.term, piece.text.strip("()")) for piece in site.vocabulary.factors]
    known = {term: text for term, text in words if isinstance(term, Ref) and not any(map(str.isdigit, term.subs))}
    for ref in (each for each in site.refs if len(each.subs) > 1):
        for other, text in known.items():
            if _bare_name(other) == _bare_name(ref) and len(other.subs) == len(ref.subs) and other.subs != ref.subs:
                splices = (Splice(ref.span, text),) if text and len(ref.span) else ()
                new = replace(other, span=ref.span)
                yield site.changed("wrong_indices", ref, new, *splices, part=site.plain(ref), true=text or other.key)


def _bare_name(ref: Ref) -> tuple[object, ...]:
    return ref.base, ref.sups, ref.sample


def wrong_layer(site: Site) -> Iterator[Change]:
    """A name of the layer before or behind."""
    for ref in site.refs:
        for at, sup in enumerate(ref.sups):
            number = sup.strip("()")
            for step in (-1, 1) if number.isdigit() else ():
                now = f"{int(number) + step}"
                sups = (*ref.sups[:at], sup.replace(number, now), *ref.sups[at + 1 :])
                text = _at_layer(site.plain(ref), number, now, step)
                splices = (Splice(ref.span, text),) if text and len(ref.span) else ()
                new = replace(ref, sups=sups)
                yield site.changed("wrong_layer", ref, new, *splices, part=site.plain(ref), true=text or new.key)


def _at_layer(text: str, number: str, now: str, step: int) -> str:
    """A name as it is written for another layer or step, by its number or a letter; empty where it is not."""
    for letter in (LAYER, STEP):
        if letter.search(text):
            return letter.sub(lambda found: shifted(found, step), text, count=1)
    written = re.compile(rf"\^\s*(\{{?\s*\(?\s*|\[)?{number}(?!\d)")
    return written.sub(lambda found: found[0].removesuffix(number) + now, text, count=1) if written.search(text) else ""


def wrong_bound(site: Site) -> Iterator[Change]:
    """Another first or last element of a sum: the end of its range, a bound of another sum, a number beside it."""
    for big in site.sums:
        for bound, what in ((big.upper, "ends"), (big.lower, "begins")):
            if bound is None or not len(bound.span):
                continue
            for other, text in _bounds(site, big, bound):
                first, last = (big.lower, other) if what == "ends" else (other, big.upper)
                if _rises(first, last):
                    words = {"part": latex(big.letter), "what": what, "true": text}
                    new = replace(big, lower=first, upper=last)
                    yield site.changed("wrong_bound", big, new, _in_place(site, bound, text), **words)


def _bounds(site: Site, big: Big, bound: Term) -> Iterator[tuple[Term, str]]:
    ends = site.ranges.ends_as_written()
    ranges = {range_ for letter, range_ in site.free_in(big.body) if letter == big.letter}
    for end in dict.fromkeys(ends[range_] for range_ in sorted(ranges) if range_ in ends):
        if (found := END.fullmatch(end)) is not None:
            name = Ref(found["name"], (found["script"],) if found["script"] else (), (), bound.span)
            yield Num(Fraction(end), 0, bound.span) if end.isdigit() else name, end
    others = ((term, text.strip("{}")) for term, text in site.vocabulary.bounds if text != site.plain(bound))
    yield from ((term, text) for term, text in others if "=" not in text)
    if isinstance(bound, Num):
        for value in (int(bound.value) - 1, int(bound.value) + 1):
            if value >= 0:
                yield Num(Fraction(value), 0, bound.span), str(value)


def _rises(first: Term | None, last: Term | None) -> bool:
    """Whether a sum between two bounds has several elements, as far as they are numbers."""
    one, other = number(first), number(last)
    return one is None or other is None or one < other


def _in_place(site: Site, bound: Term, text: str) -> Splice:
    """Another bound in the place of one; in braces where it needs them."""
    start, end = bound.span.start, bound.span.end
    if site.text[start] == "{":
        return Splice(Span(start + 1, end - 1), text)
    return Splice(bound.span, f"{{{text}}}" if site.text[start - 1] == "^" and len(text) > 1 else text)


def transposed(site: Site) -> Iterator[Change]:
    """Two indices of a name the wrong way round."""
    for ref in site.refs:
        for at, to in combinations(range(len(ref.subs)), 2):
            if ref.subs[at] == ref.subs[to]:
                continue
            subs = list(ref.subs)
            subs[at], subs[to] = subs[to], subs[at]
            places = dict(site.scripts(ref))
            one, other = places.get(ref.subs[at]), places.get(ref.subs[to])
            splices = (Splice(one, latex(ref.subs[to])), Splice(other, latex(ref.subs[at]))) if one and other else ()
            new = replace(ref, subs=tuple(subs))
            yield site.changed("transposed_indices", ref, new, *splices, part=site.plain(ref))
