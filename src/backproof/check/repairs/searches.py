"""The searches for what would make a refuted line true: where, with which words, against what, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check.judging.judge import Judge
from backproof.check.repairs.derived import factors_in
from backproof.check.repairs.glosses import Glossary
from backproof.check.repairs.probe import Probe
from backproof.check.repairs.proof import PROBLEMS, Prover
from backproof.check.repairs.search import Budget, Mended, Search
from backproof.check.repairs.sentences import sentence
from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.truths import Truths
from backproof.check.repairs.words import Piece, Vocabulary, free_ranges, layer_of
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.sides import Claim
from backproof.read.document import LineReader
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare
from backproof.show.text import to_latex

LIKELY = 2
"""Of the equations that a line may go on with, so many are tried with words from elsewhere."""
Stage = Callable[[Search], Iterator[Mended]]


@final
@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A claim, and the edits of its sides that make it true, as a search found them."""

    search: Search
    mended: Mended

    @property
    def prover(self) -> Prover:
        """What proves the line with the edits."""
        return self.mended.prover or self.search.prover

    @property
    def is_both(self) -> bool:
        """Whether both sides are changed."""
        return self.mended.prover is not None

    @property
    def kinds(self) -> str:
        """The classes of the edits."""
        return "+".join(dict.fromkeys(each.kind for each in self.mended.together))

    @property
    def said(self) -> str:
        """What the edits say is wrong, and what the line is read with beyond what the document says."""
        told = sentence(self.mended.together, self.gloss)
        return f"{told} ({self.prover.read_with})" if self.prover.read_with else told

    def gloss(self, change: Change) -> str:
        """What a factor is that is missing."""
        probe = self.search.probe
        if probe is None or change.factor is None or self.search.is_whole:
            return ""
        return Glossary(probe).of(change.factor)


@final
@dataclass
class Searches:
    """Searches the lines of one document, of which ``text`` is what its author wrote."""

    text: str
    lines: Sequence[Line]
    reader: LineReader
    cell: int
    truths: Truths
    _words: dict[int, tuple[Judge, Vocabulary]] = field(default_factory=dict)
    _whole: dict[int, tuple[Judge, Vocabulary]] = field(default_factory=dict)

    def words(self, outcome: Outcome, *, whole: bool = False) -> Vocabulary:
        """The words of the lines among which one was judged; ``whole``: as they are written, in matrix notation."""
        assert outcome.judge is not None
        kept = self._whole if whole else self._words
        known = kept.get(id(outcome.judge))
        if known is None:
            book = outcome.judge.book
            lines = [line for line in (self.lines if whole else outcome.lines) if line.problem is None]
            known = outcome.judge, Vocabulary.of(self.text, lines, book.names, book.ranges)
            kept[id(outcome.judge)] = known
        return known[1]

    def diagnosed(self, line: Line, outcome: Outcome) -> Iterator[Diagnosis]:
        """The small edits that make a refuted line true, the likeliest first; one of each way to search."""
        for stage, search in self.stages(line, outcome):
            if (mended := next(stage(search), None)) is not None:
                yield Diagnosis(search, mended)

    def stages(self, line: Line, outcome: Outcome) -> Iterator[tuple[Stage, Search]]:
        """What is tried, the likeliest and cheapest first."""
        budget = Budget()
        for search in self.whole(outcome, budget):
            yield from ((stage, search) for stage in (Search.small, Search.lacking, Search.large))
        usual = [*self.usual(line, outcome, budget)]
        yield from ((stage, search) for search in usual for stage in (Search.small, Search.lacking))
        usual = usual[:LIKELY]
        yield from ((stage, search) for stage in (Search.another, Search.within) for search in usual)
        if line.head is not None:
            yield from ((Search.head, search) for search in self.usual(line, outcome, budget, left=True))
        yield from ((stage, search) for stage in (Search.guided, Search.large) for search in usual)
        if line.head is not None:
            yield from ((Search.both, search) for search in usual)

    def whole(self, outcome: Outcome, budget: Budget) -> Iterator[Search]:
        """The search for edits of a line in matrix notation."""
        judge, rewriting = outcome.judge, outcome.rewriting
        if judge is None or rewriting is None:
            return
        words = self.words(outcome, whole=True)
        words = words if outcome.finding.claim is None else words.without_answers(outcome.finding.claim.left)
        site = Site(self.text, rewriting.side, rewriting.side, judge.book.names, judge.book.ranges, words)
        yield Search(site, Prover(judge, outcome.finding.claim, rewriting=rewriting), budget=budget)

    def usual(self, line: Line, outcome: Outcome, budget: Budget, *, left: bool = False) -> Iterator[Search]:
        """The searches for edits of a line with indices: one for each equation that it may go on with."""
        judge, claim = outcome.judge, outcome.finding.claim
        if judge is None or claim is None:
            return
        for each in [claim] if left else self.truths.ranked(outcome, claim, stated=line.head is not None):
            for entries in self.truths.entries(judge, each):
                with suppress(*PROBLEMS):
                    probe = Probe.of(judge, each, entries[0].way)
                    side, other = (each.left, each.right) if left else (each.right, each.left)
                    words = self.words(outcome)
                    words = replace(words, factors=(*words.factors, *self.derived_factors(judge, each)))
                    words = words.without_answers(each.left).at_layer(layer_of(each.right, self.text))
                    implied = _implied(judge, each) if entries[0].way.per_unit else {}
                    site = Site(self.text, side, other, judge.book.names, judge.book.ranges, words, implied)
                    if probe is not None:
                        yield Search(site, Prover(judge, each, left, entries=entries), probe, budget=budget)

    def derived_factors(self, judge: Judge, claim: Claim) -> Iterator[Piece]:
        """The factors of the true side, in letters that are read as they are printed."""
        true = self.truths.true(judge, claim)
        for factor in factors_in(true) if true is not None else ():
            text = to_latex(factor)
            again = self.reader.read(f"= {text}", (self.cell, 0))
            if again is not None and again.side is not None:
                term = bare(again.side)
                yield Piece(term, text, free_ranges(term, judge.book.names, judge.book.ranges))


def _implied(judge: Judge, claim: Claim) -> dict[str, str]:
    """The letters of the units that names without an index have one entry for, and their ranges."""
    units = judge.builder.attempt(claim).per_unit.values()
    return {unit.letter: judge.book.ranges.of(*unit.slot).name for unit in units}
