"""The words that a document has for mending its lines: its factors, terms, sums and bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise, product
from typing import Final, final

from backproof.check.indices.letters import Use, uses
from backproof.check.indices.ranges import Ranges
from backproof.check.names.names import Names
from backproof.check.repairs.text import SIGN, unmatched, whole
from backproof.expr import Function
from backproof.read.grammar.spelling import GREEK
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import NOWHERE, Big, Call, Num, Partial, Plus, Ref, Term, Times
from backproof.rules import rule_of

LAYER: Final = re.compile(r"\^\s*(?:([A-Za-z])|\{\s*(\(?)([A-Za-z])\s*([+-]\s*\d+)?\s*\)?\s*\})")
"""A letter for a layer, perhaps with a number, as a superscript."""
STEP: Final = re.compile(LAYER.pattern.replace(r"\^", "_", 1))
"""The same for a step, as a subscript."""
TRANSPOSE: Final = re.compile(
    r"\s*\^\s*\{?\s*(?:T|t|\\top|\\intercal|\\(?:mathsf|mathrm|mathbf|text)\s*\{?T\}?)\s*\}?\s*$"
)
"""The mark of a transpose, which a name may stand before."""
PLAIN: Final = frozenset({"exp", "log", "ln", "softmax"})
"""Functions whose derivatives nobody writes with a prime."""
LONGEST: Final = 80
"""Characters of a piece: what is longer is no factor that somebody forgets."""


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula of the document, to be put in elsewhere; ``ranges`` are those of its free letters."""

    term: Term
    text: str
    ranges: tuple[tuple[str, str], ...]
    layer: int | None = None
    """The layer that a letter for one stands for in the text."""

    def at_layer(self, layer: int) -> Piece:
        """The piece as a line of another layer writes it: ``w^{l+1}`` where its own line has ``w^l``."""
        if self.layer is None or self.layer == layer:
            return self
        shift = self.layer - layer
        text = LAYER.sub(lambda found: shifted(found, shift), self.text)
        return replace(self, text=text, layer=layer)

    def lettered(self, letters: Mapping[str, str]) -> Piece:
        """The piece with other letters."""
        if all(one == other for one, other in letters.items()):
            return self
        text = SIGN.sub(lambda sign: letters.get(sign[0], sign[0]), self.text)
        ranges = tuple((letters.get(letter, letter), range_) for letter, range_ in self.ranges)
        return Piece(relettered(self.term, letters), text, ranges, self.layer)

    def fitting(self, known: Mapping[str, str]) -> Iterator[Piece]:
        """The piece with known letters for its own, each of the same range; its own letters first."""
        choices = [
            sorted((other for other, its in known.items() if its == range_), key=lambda other: other != letter)
            for letter, range_ in self.ranges
        ]
        for letters in product(*choices):
            if len(set(letters)) == len(letters):
                yield self.lettered(dict(zip((letter for letter, _ in self.ranges), letters, strict=True)))

    @property
    def factor(self) -> str:
        """The piece as a factor, in brackets where it needs them."""
        open_ = self.text[:1] in "-+" or (isinstance(self.term, Plus) and self.text[:1] not in "([\\")
        return f"({self.text})" if open_ else self.text


def shifted(found: re.Match[str], shift: int) -> str:
    """A script with another number behind its letter."""
    letter, number = found[1] or found[3], int((found[4] or "0").replace(" ", "")) + shift
    inside, mark = f"{letter}{number:+d}" if number else letter, found[0][0]
    return f"{mark}{{({inside})}}" if found[2] else f"{mark}{{{inside}}}" if number else f"{mark}{letter}"


def layer_of(term: Term, text: str) -> int | None:
    """The layer that a letter stands for in a part of a formula that is written out for one; None where none does."""
    for ref in references(term):
        found = LAYER.search(text[ref.span.start : ref.span.end]) if len(ref.span) else None
        number = ref.sups[0].strip("()") if ref.sups else ""
        if found is not None and number.isdigit():
            return int(number) - int((found[4] or "0").replace(" ", ""))
    return None


def side_by_side(one: Piece, other: Piece) -> Piece:
    """Two pieces as a product."""
    text = f"{one.factor} {other.factor}" if one.text and other.text else ""
    return Piece(Times((one.term, other.term), NOWHERE), text, (*one.ranges, *other.ranges), one.layer)


@final
@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document multiplies, adds and sums over."""

    factors: tuple[Piece, ...] = ()
    terms: tuple[Piece, ...] = ()
    sums: Mapping[str, tuple[Big, str]] = field(default_factory=dict)
    bounds: tuple[tuple[Term, str], ...] = ()

    @staticmethod
    def of(text: str, lines: Sequence[Line], names: Names, ranges: Ranges) -> Vocabulary:
        """Collect the words of a document."""
        sides = [side for line in lines for side in line.sides if line.problem is None]
        parts = [part for side in sides for part in walk(side)]
        plain = (part for part in parts if isinstance(part, Big) and part.kind == "sum" and not part.conditions)
        sums = {part.letter: (part, text[part.span.start : whole(text, part.body.span).start]) for part in plain}
        bounds = (bound for part in parts if isinstance(part, Big) for bound in (part.lower, part.upper) if bound)
        known = {bare(bound): text[bound.span.start : bound.span.end] for bound in bounds}
        make = partial(_pieces, text=text, names=names, ranges=ranges)
        return Vocabulary(
            (*make(_factors(parts)), *_slopes(parts, text, names, ranges)),
            make(_terms(parts, sides)),
            {letter: (big, sign) for letter, (big, sign) in sums.items() if sign.strip() and not unmatched(sign)},
            tuple(known.items()),
        )

    def without_answers(self, asked: Term) -> Vocabulary:
        """The words without the derivatives and the name that a left side is: they would say it by itself."""
        slopes = {(_base(part.of), part.by.base) for part in occurrences(asked, Partial)}
        name = next((_scripted(ref) for ref in references(asked)), None) if isinstance(asked, Ref | Call) else None

        def answers(piece: Piece) -> bool:
            named = any(_scripted(ref) == name for ref in references(piece.term))
            inside = occurrences(piece.term, Partial)
            return named or any((_base(part.of), part.by.base) in slopes for part in inside)

        kept = (tuple(each for each in pieces if not answers(each)) for pieces in (self.factors, self.terms))
        return replace(self, factors=next(kept), terms=next(kept))

    def at_layer(self, layer: int | None) -> Vocabulary:
        """The words as a line of a layer writes them."""
        if layer is None:
            return self
        factors, terms = (tuple(each.at_layer(layer) for each in pieces) for pieces in (self.factors, self.terms))
        return replace(self, factors=factors, terms=terms)


NO_WORDS: Final = Vocabulary()


def _scripted(ref: Ref) -> tuple[object, ...]:
    """A name with its layer or step: the error of the next layer says nothing of that of this one."""
    return ref.base, ref.sups


def _base(term: Term) -> str:
    """The name that a quantity begins with: ``CE`` for ``CE(l, O)``."""
    return next((ref.base for ref in references(term)), "")


def _factors(parts: Iterable[Term]) -> Iterator[tuple[Term, ...]]:
    """The factors of all products, alone and with their neighbours."""
    for part in parts:
        if isinstance(part, Times):
            plain = [each for each in part.factors if not isinstance(each, Num)]
            yield from ((each,) for each in plain)
            yield from pairwise(plain)
    yield from ((part,) for part in parts if isinstance(part, Ref | Partial))


def _slopes(parts: Iterable[Term], text: str, names: Names, ranges: Ranges) -> Iterator[Piece]:
    """The derivatives of the functions that a document applies to one argument: what the chain rule multiplies with."""
    for part in {bare(part): part for part in parts if isinstance(part, Call)}.values():
        name, written = part.name, text[part.span.start : part.span.end]
        known = rule_of(Function(name.base.removeprefix("\\"))) is not None or len(name.base) == 1 or name.base in GREEK
        if len(part.arguments) != 1 or part.primes or not known or name.base.removeprefix("\\") in PLAIN:
            continue
        at = name.span.end - part.span.start
        slope = bare(replace(part, primes=1))
        if written and not unmatched(written) and len(written) <= LONGEST:
            yield Piece(
                slope, f"{written[:at]}'{written[at:]}", free_ranges(slope, names, ranges), layer_of(part, text)
            )


def _terms(parts: Iterable[Term], sides: Iterable[Term]) -> Iterator[tuple[Term, ...]]:
    for part in parts:
        if isinstance(part, Plus):
            yield from ((each,) for each in part.terms)
    yield from ((side,) for side in sides)


def _pieces(found: Iterable[tuple[Term, ...]], text: str, names: Names, ranges: Ranges) -> tuple[Piece, ...]:
    pieces: dict[Term, Piece] = {}
    for terms in found:
        if any(isinstance(part, Ref) and part.base.startswith("\\Delta ") for term in terms for part in walk(term)):
            continue
        term = bare(terms[0] if len(terms) == 1 else Times(terms, NOWHERE))
        first, last = whole(text, terms[0].span), whole(text, terms[-1].span)
        if term in pieces or not len(first) or first.start > last.start or last.end - first.start > LONGEST:
            continue
        written = text[first.start : last.end].strip()
        if isinstance(term, Ref) and not term.sups:
            written = TRANSPOSE.sub("", written)
        layer = layer_of(terms[0], text)
        pieces[term] = Piece(term, "" if unmatched(written) else written, free_ranges(term, names, ranges), layer)
    return tuple(pieces.values())


def free_ranges(term: Term, names: Names, ranges: Ranges) -> tuple[tuple[str, str], ...]:
    """The free letters of a term, with the names of the ranges of their slots."""
    found: dict[str, str] = {}
    for use in uses(term, names):
        if isinstance(use, Use) and isinstance(use.letter, str) and use.binder is None and use.slot >= 0:
            found.setdefault(use.letter, ranges.of(use.key, use.slot).name)
    return tuple(found.items())


def relettered(term: Term, letters: Mapping[str, str]) -> Term:
    """The term with other letters in the scripts of its names."""
    match term:
        case Ref():
            return _relettered(term, letters)
        case Partial(of, by):
            return replace(term, of=relettered(of, letters), by=_relettered(by, letters))
        case Call(name=name, arguments=arguments):
            inside = tuple(relettered(each, letters) for each in arguments)
            return replace(term, name=_relettered(name, letters), arguments=inside)
        case Big(letter=letter):
            inner = {one: other for one, other in letters.items() if one != letter}
            return rebuilt(term, lambda part: relettered(part, inner))
        case _:
            return rebuilt(term, lambda part: relettered(part, letters))


def _relettered(ref: Ref, letters: Mapping[str, str]) -> Ref:
    return replace(ref, subs=tuple(letters.get(sub, sub) for sub in ref.subs))
