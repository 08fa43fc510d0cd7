r"""The classes of slips that people make, each as small edits of the text of a right line.

An edit replaces a range of characters, so that the rest of the document stays as it is. Whether it changes the meaning
of the line is for :mod:`tools.meaning` to say: swapped factors of a product, for one, do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import final

from backproof.check.repairs.text import latex, script_letters, unmatched, whole
from backproof.check.review.outcome import EQUALITIES
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Call, Num, Partial, Plus, Raise, Ref, Term, Times, Transposed
from backproof.source import Span

LETTER = re.compile(r"\\?[A-Za-z]+|\d")


@final
@dataclass(frozen=True, slots=True)
class Slip:
    """A class of slip, and the edit that makes it: what stands in a range of the text is replaced."""

    kind: str
    span: Span
    text: str

    def planted(self, text: str) -> str:
        """The text with the slip in it."""
        return text[: self.span.start] + self.text + text[self.span.end :]


@final
@dataclass(frozen=True)
class Site:
    """A line of a document, and the words that the document has for slips to be made of."""

    text: str
    line: Line
    side: Term
    vocabulary: Vocabulary

    def written(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def parts(self) -> list[Term]:
        """The parts of the side that have a place of their own in the text; a minus read from a sign has none."""
        return [part for part in walk(self.side) if not (isinstance(part, Num) and not self.is_number(part))]

    def is_number(self, part: Num) -> bool:
        """Whether a number stands in the text as it is."""
        return bool(re.fullmatch(r"[\d.,]+", self.written(part.span).strip()))

    def names(self) -> list[Ref]:
        """The plain names of the side, those of functions left out."""
        return [part for part in self.parts() if isinstance(part, Ref)]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The index letters of the line."""
        names = (ref for term in (self.line.head, self.side) if term is not None for ref in references(term))
        return frozenset(script for ref in names for script in ref.subs if script in INDEX_LETTERS)

    def whole(self, span: Span) -> Span:
        """The span with the brackets that belong to it."""
        return whole(self.text, span)


@final
@dataclass(frozen=True)
class Vocabulary:
    """What a document writes: names as they stand in it, sums by their letter, bounds, index letters."""

    names: tuple[tuple[Ref, str], ...]
    sums: dict[str, str]
    bounds: tuple[str, ...]
    letters: tuple[str, ...]
    defined: frozenset[str]

    @staticmethod
    def of(text: str, lines: Sequence[Line]) -> Vocabulary:
        """Collect the words of a document."""
        terms = [term for line in lines for term in line.sides]
        parts = [part for term in terms for part in walk(term)]
        inside = {argument for part in parts if isinstance(part, Call) for argument in map(_key, part.arguments)}
        names = {
            part.key: (part, text[part.span.start : part.span.end])
            for line in lines
            if line.side is not None and line.relation in EQUALITIES and not isinstance(line.head, Call)
            for part in walk(line.side)
            if isinstance(part, Ref) and _is_quantity(part) and part.key not in inside
        }
        plain = (part for part in parts if isinstance(part, Big) and part.kind == "sum" and not part.conditions)
        sums = {part.letter: text[part.span.start : part.body.span.start] for part in plain}
        uppers = (part.upper for part in parts if isinstance(part, Big) and part.upper is not None)
        bounds = dict.fromkeys(text[upper.span.start : upper.span.end] for upper in uppers)
        used = {script for term in terms for ref in references(term) for script in ref.subs}
        return Vocabulary(
            tuple(names.values()),
            {letter: written for letter, written in sums.items() if not unmatched(written)},
            tuple(bounds),
            tuple(sorted(used & INDEX_LETTERS)),
            frozenset(line.head.base for line in lines if isinstance(line.head, Ref)),
        )


Rule = Callable[[Site], Iterator[Slip]]


def wrong_sign(site: Site) -> Iterator[Slip]:
    """A plus for a minus, a minus too many or too few."""
    sums = [part for part in site.parts() if isinstance(part, Plus)]
    for term in (term for part in sums for term in part.terms[1:]):
        before = re.search(r"[+-]\s*$", site.text[: site.whole(term.span).start])
        if before:
            other = "-" if before[0].startswith("+") else "+"
            yield Slip("wrong_sign", Span(before.start(), before.start() + 1), other)
    starts = [site.whole(part.terms[0].span) for part in sums]
    for start in [*starts, *([] if isinstance(site.side, Plus) else [site.whole(site.side.span)])]:
        before = re.search(r"-\s*$", site.text[: start.start])
        yield Slip("wrong_sign", Span(before.start() if before else start.start, start.start), "" if before else "-")


def missing_factor(site: Site) -> Iterator[Slip]:
    """A factor left out, and what the chain rule multiplies with as ``missing_derivative``."""
    for product in (part for part in site.parts() if isinstance(part, Times)):
        factors = [each for each in product.factors if not (isinstance(each, Num) and not site.is_number(each))]
        for at, factor in enumerate(factors if len(factors) > 1 else ()):
            own = site.whole(factor.span)
            start = site.whole(factors[at - 1].span).end if at else own.start
            end = own.end if at else site.whole(factors[1].span).start
            kind = "missing_derivative" if isinstance(factor, Partial) else "missing_factor"
            if len(own) and start < end:
                yield Slip(kind, Span(start, end), " ")


def extra_factor(site: Site) -> Iterator[Slip]:
    """A factor too many: one of the document's names, or a number."""
    for ref in _outer_names(site):
        for other, written in site.vocabulary.names:
            if set(other.subs) & INDEX_LETTERS <= site.letters and other.key != ref.key:
                yield Slip("extra_factor", Span(ref.span.end, ref.span.end), f" {written}")
        yield Slip("extra_factor", Span(ref.span.start, ref.span.start), "2 ")


def wrong_constant(site: Site) -> Iterator[Slip]:
    """A number by one off, a printed result with a wrong digit (``arithmetic``), an exponent (``wrong_exponent``)."""
    exponents = {id(part.exponent) for part in site.parts() if isinstance(part, Raise)}
    for part in site.parts():
        if isinstance(part, Num) and part.decimals:
            yield from _wrong_digits(site, part)
        elif isinstance(part, Num):
            kind = "wrong_exponent" if id(part) in exponents else "wrong_constant"
            yield Slip(kind, part.span, str(int(part.value) + 1))
            if part.value > 1:
                yield Slip(kind, part.span, str(int(part.value) - 1))


def _wrong_digits(site: Site, part: Num) -> Iterator[Slip]:
    """Any digit but the last ones, which rounding may change."""
    written = site.written(part.span)
    places = [at for at, sign in enumerate(written) if sign.isdigit()]
    significant = [at for at in places if written[: at + 1].strip("0.") != ""]
    for at in significant[:-2] or significant[:1]:
        for step in (1, 4):
            digit = str((int(written[at]) + step) % 10)
            yield Slip("arithmetic", part.span, written[:at] + digit + written[at + 1 :])


def missing_sum(site: Site) -> Iterator[Slip]:
    """A sum left out, its body kept."""
    for part in site.parts():
        if isinstance(part, Big) and part.kind == "sum":
            start = site.whole(part.body.span).start
            if part.span.start < start:
                yield Slip("missing_sum", Span(part.span.start, start), "")


def extra_sum(site: Site) -> Iterator[Slip]:
    """A sum over a letter of the line that should stay free."""
    start = site.whole(site.side.span).start
    for letter in sorted(site.letters):
        written = site.vocabulary.sums.get(letter, rf"\sum_{{{latex(letter)}}} ")
        yield Slip("extra_sum", Span(start, start), written)


def wrong_bound(site: Site) -> Iterator[Slip]:
    """Another first or last element of a sum."""
    for part in site.parts():
        if not isinstance(part, Big):
            continue
        for bound in (part.lower, part.upper):
            match bound:
                case Num() if site.is_number(bound):
                    yield Slip("wrong_bound", bound.span, str(int(bound.value) + 1))
                    if bound.value > 0:
                        yield Slip("wrong_bound", bound.span, str(int(bound.value) - 1))
                case Ref():
                    yield Slip("wrong_bound", bound.span, f"{site.written(bound.span)}-1")
                    for other in site.vocabulary.bounds:
                        if other != site.written(bound.span):
                            yield Slip("wrong_bound", bound.span, other)
                case _:
                    pass


def wrong_index(site: Site) -> Iterator[Slip]:
    """Another letter of the document in a subscript."""
    for ref in site.names():
        for letter, span in _script_letters(site, ref):
            for other in site.vocabulary.letters:
                if other != letter:
                    yield Slip("wrong_index", span, f" {latex(other)}" if other in {"ell"} else other)


def transposed(site: Site) -> Iterator[Slip]:
    """Two subscripts, or two factors of a matrix product, the wrong way round; a transpose left out."""
    for part in site.parts():
        match part:
            case Ref():
                places = list(_script_letters(site, part))
                if len(places) == 2 and places[0][0] != places[1][0]:
                    (_, first), (_, second) = places
                    between = site.text[first.end : second.start]
                    swapped = f"{site.written(second)}{between}{site.written(first)}"
                    yield Slip("transposed", first.join(second), swapped)
            case Transposed(base):
                end = site.whole(base.span).end
                if end < part.span.end:
                    yield Slip("transposed", Span(end, part.span.end), "")
            case Times(factors) if any(isinstance(each, Transposed) for each in factors):
                yield from _swapped(site, factors)
            case _:
                pass


def _swapped(site: Site, factors: tuple[Term, ...]) -> Iterator[Slip]:
    for left, right in pairwise(factors):
        one, other = site.whole(left.span), site.whole(right.span)
        if len(one) and len(other) and one.end <= other.start:
            between = site.text[one.end : other.start]
            yield Slip("transposed", one.join(other), f"{site.written(other)}{between or ' '}{site.written(one)}")


def wrong_variable(site: Site) -> Iterator[Slip]:
    """Another name of the document with the same indices; what is differentiated is another one that it defines."""
    numerators = {id(part.of) for part in site.parts() if isinstance(part, Partial)}
    for ref in site.names():
        for other, written in site.vocabulary.names:
            if id(ref) in numerators and other.base not in site.vocabulary.defined:
                continue
            if other.base != ref.base and other.subs == ref.subs and len(other.sups) == len(ref.sups):
                yield Slip("wrong_variable", ref.span, f"{written} ")


def missing_derivative(site: Site) -> Iterator[Slip]:
    """A prime left out."""
    for part in site.parts():
        if isinstance(part, Call) and part.primes:
            prime = re.search(r"'|\^\s*\\prime|\^\s*\{\\prime\}", site.written(part.span))
            if prime:
                start = part.span.start + prime.start()
                yield Slip("missing_derivative", Span(start, start + len(prime[0])), "")


def dropped_term(site: Site) -> Iterator[Slip]:
    """A term of a sum left out."""
    for part in site.parts():
        for at, term in enumerate(part.terms if isinstance(part, Plus) else ()):
            own = site.whole(term.span)
            before = re.search(r"[+-]?\s*$", site.text[: own.start])
            after = re.compile(r"\s*\+").match(site.text, own.end)
            start = before.start() if before else own.start
            yield Slip("dropped_term", Span(start, own.end if at or not after else after.end()), "")


def extra_term(site: Site) -> Iterator[Slip]:
    """A term too many: one of the document's names, or a number."""
    ends = {site.whole(part.terms[-1].span).end for part in site.parts() if isinstance(part, Plus)}
    for end in sorted({*ends, site.whole(site.side.span).end}):
        for other, written in site.vocabulary.names:
            if set(other.subs) & INDEX_LETTERS <= site.letters:
                yield Slip("extra_term", Span(end, end), f" + {written}")
        yield Slip("extra_term", Span(end, end), " + 1")


RULES: tuple[Rule, ...] = (
    wrong_sign,
    missing_factor,
    extra_factor,
    wrong_constant,
    missing_sum,
    extra_sum,
    wrong_bound,
    wrong_index,
    wrong_variable,
    transposed,
    missing_derivative,
    dropped_term,
    extra_term,
)


def slips(site: Site) -> Iterable[Slip]:
    """Every slip of every class that can be planted in a line, each once."""
    return dict.fromkeys(slip for rule in RULES for slip in rule(site) if not _breaks_layout(site, slip))


def _breaks_layout(site: Site, slip: Slip) -> bool:
    """Whether an edit takes half of a pair of brackets or a mark of the layout away, or nothing but blanks."""
    was = site.written(slip.span)
    broken = bool(unmatched(was) or unmatched(slip.text)) or _breaks_groups(site.text, slip)
    return broken or not site.line.span.covers(slip.span) or was.split() == slip.text.split()


def _breaks_groups(text: str, slip: Slip) -> bool:
    """Whether an edit comes between the arguments of a command, or takes the braces of a script away."""
    before, behind = text[: slip.span.start].rstrip(), text[slip.span.end :].lstrip()
    between = slip.text.strip() and before.endswith("}") and behind.startswith("{")
    one = re.fullmatch(r"\s*(.?|\\[a-zA-Z]+|\{.*\})\s*", slip.text) if len(slip.span) else None
    script = before.endswith(("^", "_")) and one is None
    return bool(between or script)


def _outer_names(site: Site) -> Iterator[Ref]:
    """The names that stand as factors: not those under a derivative, in an exponent or in a bound."""
    inner = {id(ref) for part in site.parts() for held in _held(part) for ref in references(held)}
    return (ref for ref in site.names() if id(ref) not in inner)


def _held(part: Term) -> tuple[Term, ...]:
    match part:
        case Partial(of, by):
            return (of, by)
        case Raise():
            return (part,)
        case Big(lower=lower, upper=upper):
            return tuple(bound for bound in (lower, upper) if bound is not None)
        case _:
            return ()


def _script_letters(site: Site, ref: Ref) -> Iterator[tuple[str, Span]]:
    """The index letters in the subscript of a name, with their places."""
    return ((letter, span) for letter, span in script_letters(site.text, ref) if letter in INDEX_LETTERS)


def _is_quantity(name: Ref) -> bool:
    """Whether a name is no plain index letter and no change of another one."""
    return not name.base.startswith("\\Delta") and (bool(name.subs) or name.base not in INDEX_LETTERS)


def _key(term: Term) -> str:
    return term.key if isinstance(term, Ref) and not term.subs else ""
