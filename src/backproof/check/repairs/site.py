"""A side of a refuted line, and the edits that are made in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import final

from backproof.check.indices.letters import Use, number, uses
from backproof.check.indices.ranges import Ranges
from backproof.check.names.names import Names
from backproof.check.repairs.catalogue import CATALOGUE
from backproof.check.repairs.text import Splice, latex, script_letters, whole
from backproof.check.repairs.words import Vocabulary, free_ranges
from backproof.expr import Range
from backproof.read.terms.rewriting import has, occurrences, rebuilt, walk
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Ref, Term
from backproof.source import Span


@final
@dataclass(frozen=True, slots=True)
class Change:
    """One edit: its slip in the catalogue, the side after it, how it is made in the text (None: not), its words."""

    slip: str
    side: Term
    splices: tuple[Splice, ...] | None
    words: Mapping[str, str]
    factor: Term | None = None
    """The factor that is put in."""

    @property
    def kind(self) -> str:
        """The class of the repair."""
        return CATALOGUE[self.slip].kind

    @property
    def inverse(self) -> bool:
        """Whether what is put in divides by a name: it may take away what is written beside it."""
        below = [part.denominator for part in occurrences(self.factor, Divide)] if self.factor else []
        return any(has(each, Ref) for each in below)

    @property
    def said(self) -> str:
        """What the edit says is wrong, in the author's letters."""
        return CATALOGUE[self.slip].sentence.format(**{name: word.strip() for name, word in self.words.items()})


def put(term: Term, new: Mapping[int, Term]) -> Term:
    """The term with some of its nodes, by their identity, replaced."""
    if id(term) in new:
        return new[id(term)]
    match term:
        case Partial(of, by):
            other = put(by, new)
            return replace(term, of=put(of, new), by=other if isinstance(other, Ref) else by)
        case Call(name=name, arguments=arguments):
            called = put(name, new)
            called = called if isinstance(called, Ref) else name
            return replace(term, name=called, arguments=tuple(put(each, new) for each in arguments))
        case Big(lower=lower, upper=upper, body=body):
            below, above = (None if bound is None else put(bound, new) for bound in (lower, upper))
            return replace(term, lower=below, upper=above, body=put(body, new))
        case _:
            return rebuilt(term, lambda part: put(part, new))


@final
@dataclass(frozen=True)
class Site:
    """A side of a claim to be changed, beside the ``other`` one, in the text and with the words of its document."""

    text: str
    side: Term
    other: Term
    names: Names
    ranges: Ranges
    vocabulary: Vocabulary = field(repr=False)
    implied: Mapping[str, str] = field(default_factory=dict)
    """Letters that names without an index are read with, and their ranges."""

    def changed(self, slip: str, old: Term, new: Term, *splices: Splice, **words: str) -> Change:
        """The side with a node replaced."""
        return Change(slip, put(self.side, {id(old): new}), splices or None, words)

    # -- parts and letters ---------------------------------------------------------------------------------------

    @cached_property
    def parts(self) -> tuple[Term, ...]:
        """Everything in the side."""
        return tuple(walk(self.side))

    @cached_property
    def sums(self) -> tuple[Big, ...]:
        """The sums and products of the side."""
        return tuple(part for part in self.parts if isinstance(part, Big))

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """The names of the side."""
        called = (part.name for part in self.parts if isinstance(part, Call))
        return (*(part for part in self.parts if isinstance(part, Ref)), *called)

    @cached_property
    def free(self) -> dict[str, str]:
        """The free letters of the side, with their ranges."""
        return dict(self.free_in(self.side))

    @cached_property
    def goal(self) -> dict[str, str]:
        """The free letters of the other side."""
        return {**dict(self.free_in(self.other)), **self.implied}

    @cached_property
    def known(self) -> dict[str, str]:
        """The letters of the claim that a part of the side may have, with their ranges."""
        inside = (pair for big in self.sums for pair in self.free_in(big.body))
        return {**dict(inside), **self.free, **self.goal}

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """All letters of the claim, those of the other side first."""
        return tuple(dict.fromkeys((*self.goal, *self.free, *(big.letter for big in self.sums))))

    def free_in(self, term: Term) -> tuple[tuple[str, str], ...]:
        """The free letters of a part, with their ranges."""
        return free_ranges(term, self.names, self.ranges)

    def range_of(self, letter: str) -> Range | None:
        """What a free letter of the side runs over."""
        for use in uses(self.side, self.names):
            if isinstance(use, Use) and use.letter == letter and use.binder is None and use.slot >= 0:
                return self.ranges.of(use.key, use.slot)
        return None

    def sum_over(self, letter: str) -> str:
        """The sign of a sum over a letter, as the document writes it where its bounds are those of the letter."""
        known, range_ = self.vocabulary.sums.get(letter), self.range_of(letter)
        if known is None or range_ is None:
            return rf"\sum_{{{latex(letter)}}}"
        big, sign = known
        fits = number(big.lower) in {None, range_.first} and number(big.upper) in {None, range_.last}
        return sign.strip() if fits else rf"\sum_{{{latex(letter)}}}"

    # -- the text ------------------------------------------------------------------------------------------------

    def place(self, term: Term) -> Span:
        """The place of a node, with its brackets; empty where it has none of its own."""
        return whole(self.text, term.span) if len(term.span) else term.span

    def written(self, term: Term) -> str:
        """The text of a node, with its brackets; empty where it has none."""
        span = self.place(term)
        return self.text[span.start : span.end]

    def plain(self, term: Term) -> str:
        """The text of a node without what is around it."""
        return self.text[term.span.start : term.span.end] or (term.key if isinstance(term, Ref) else "")

    def is_number(self, part: Num) -> bool:
        """Whether a number stands in the text as it is."""
        return self.plain(part).strip("{ }").replace(".", "").replace(",", "").isdigit()

    def inside(self, span: Span) -> Span:
        """A range without the braces around it, which group and say nothing."""
        braced = self.text[span.start : span.start + 1] == "{" and self.text[span.end - 1 : span.end] == "}"
        return Span(span.start + 1, span.end - 1) if braced else span

    def is_sign(self, part: Term) -> bool:
        """Whether a number is what a minus was read as."""
        return isinstance(part, Num) and not self.is_number(part)

    def scripts(self, ref: Ref) -> Iterator[tuple[str, Span]]:
        """The letters in the subscript of a name, with their places."""
        return script_letters(self.text, ref) if len(ref.span) else iter(())
