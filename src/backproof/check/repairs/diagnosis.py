"""Refuted lines of a document with what would make them true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import final

from backproof.calculus.equal import Different, Equal, compare
from backproof.calculus.resolve import needed
from backproof.check.interpret import Outcome
from backproof.check.judge import Finding, Judge
from backproof.check.letters import resolved
from backproof.check.repairs.compared import differences
from backproof.check.repairs.derived import derived, factors_in
from backproof.check.repairs.printed import Ledger
from backproof.check.repairs.probe import Probe
from backproof.check.repairs.proof import PROBLEMS, Prover
from backproof.check.repairs.search import SINGLES, SMALL, Mended, Search, edits
from backproof.check.repairs.site import Site
from backproof.check.repairs.text import spliced
from backproof.check.repairs.words import Piece, Vocabulary, free_ranges, layer_of
from backproof.check.sides import Claim
from backproof.check.verdict import Repair, Role, Verdict
from backproof.expr import Expression
from backproof.read.document import LineReader
from backproof.read.lines import Line
from backproof.read.rewriting import bare, references
from backproof.read.terms import Partial
from backproof.show.text import to_latex

HEADS = 6
"""So many equations that a line may go on with are tried."""
LIKELY = 2
"""Of these, so many are tried with words from elsewhere."""
RELATION = re.compile(r":=|\\coloneqq|\\leftarrow|\\gets|\\equiv|\\triangleq|\\approx|\\propto|=")
Recast = Callable[[int, Line], list[Line]]
"""From a line and its number to the lines that it is judged as."""
Renumbered = Callable[[int, Line], Finding | None]
"""From a line and its number to what the numbers of the document say of it."""


@final
@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A claim, and the edits of one of its sides that make it true."""

    prover: Prover
    mended: Mended


@final
@dataclass
class Clinic:
    """Diagnoses the refuted lines of one document, of which ``text`` is what its author wrote."""

    text: str
    lines: Sequence[Line]
    reader: LineReader
    cell: int
    recast: Recast
    renumbered: Renumbered
    _meant: dict[int, Claim] = field(default_factory=dict)
    """The equations that repaired lines go on with."""
    _words: dict[int, tuple[Judge, Vocabulary]] = field(default_factory=dict)
    _true: dict[Claim, Expression | None] = field(default_factory=dict)
    _whole: dict[int, tuple[Judge, Vocabulary]] = field(default_factory=dict)

    def repaired(self, at: int, outcome: Outcome) -> Repair | None:
        """What would make a refuted line true, proved; None where nothing is found."""
        line = self.lines[at]
        if outcome.role is Role.NUMBER and outcome.finding.claim is None:
            ledger = Ledger(self.text, partial(self.renumbered, at), partial(self.reread, line=line))
            return ledger.repaired(line, outcome.finding)
        if outcome.finding.defined is not None:
            return self.redefined(line, outcome)
        found = self.diagnosed(line, outcome)
        if found is not None and outcome.judge is not None:
            kinds = "+".join(dict.fromkeys(each.kind for each in found.mended.together))
            said = ", and ".join(each.said for each in found.mended.together)
            for text in self.texts(line, found):
                if self.holds(text, at, outcome, found.prover):
                    if found.prover.claim is not None:
                        self._meant[at] = found.prover.claim
                    return Repair(kinds, text, said)
        return self.derived(at, outcome)

    def held_against(self, at: int, outcome: Outcome) -> Finding | None:
        """The finding against the equation by which a line was repaired, where it is another one than was refuted."""
        claim, judge = self._meant.get(at), outcome.judge
        known = outcome.finding.claim
        if claim is None or judge is None or known is None or claim.left == known.left or claim.right != known.right:
            return None
        sides = Prover(judge, claim).sides(claim.right)
        different = None if sides is None else judge.compared(sides)
        if not isinstance(different, Different):
            return None
        return judge.completed(replace(outcome.finding, claim=claim, sides=sides, difference=different))

    # -- the corrected line --------------------------------------------------------------------------------------

    def texts(self, line: Line, found: Diagnosis) -> Iterator[str]:
        """The corrected line as its author would write it: with the edits in it, or its side printed anew."""
        changes = found.mended.changes
        if all(change.splices for change in changes):
            splices = [splice for change in changes for splice in change.splices or ()]
            text = spliced(self.text, line.span, splices)
            if text is not None:
                yield text
        sides = found.prover.sides(found.mended.side)
        if sides is not None and not found.prover.left:
            yield self.with_side(line, to_latex(sides.right))

    def with_side(self, line: Line, side: str) -> str:
        """The line with another right side."""
        start = line.span.start if line.side is None else line.side.span.start
        before = list(RELATION.finditer(self.text, line.span.start, max(start, line.span.start)))
        head = self.text[line.span.start : before[-1].end()] if before else "="
        return f"{head} {side}"

    def holds(self, text: str, at: int, outcome: Outcome, prover: Prover) -> bool:
        """Whether a corrected line, when it is read, is right: as it stands, or as the document is read around it."""
        line, again = self.lines[at], self.reread(text, self.lines[at])
        if again is None or again.side is None:
            return False
        side = again.head if prover.left else again.side
        if side is None or (prover.left and line.head is None):
            return False
        if not outcome.instances and prover.proves(side):
            return True
        head = None if line.head is None else again.head
        return not prover.left and self.recast_holds(replace(line, head=head, side=again.side), at, outcome)

    def recast_holds(self, line: Line, at: int, outcome: Outcome) -> bool:
        """Whether a line in the place of a refuted one is right for all its layers."""
        known = outcome.instances or (outcome,)
        with suppress(*PROBLEMS):
            found = self.recast(at, line)
            if len(known) > len(found):
                return False
            # What a slip has no layer for, the corrected line may have one for: it holds there, too.
            proved = [_proves(each, now) for each, now in zip(known, found, strict=False) if _is_judged(each)]
            more = (_proves(replace(known[0], finding=_own(known[0], now)), now) for now in found[len(known) :])
            return bool(proved) and all(proved) and all(more)
        return False

    def reread(self, text: str, line: Line) -> Line | None:
        """A text as a line of the document."""
        return self.reader.read(text, (self.cell, line.span.start))

    # -- definitions ---------------------------------------------------------------------------------------------

    def redefined(self, line: Line, outcome: Outcome) -> Repair | None:
        """What makes a definition well-formed that is not: the one that the other lines are judged by, as an edit."""
        judge, defined = outcome.judge, outcome.finding.defined
        if judge is None or defined is None:
            return None
        book = judge.book
        known = book.build(defined, book.reading(defined.line)).definition
        site = Site(self.text, defined.body, defined.head, book.names, book.ranges, self.words(outcome))
        for change in islice(edits(site, SMALL), SINGLES) if known is not None else ():
            with suppress(*PROBLEMS):
                made = book.formed(defined, change.side)
                if made is None or known is None or not change.splices:
                    continue
                text = spliced(self.text, line.span, change.splices)
                again = self.reread(text, line) if text is not None else None
                if again is None or again.side is None or text is None or bare(again.side) != bare(change.side):
                    continue
                model, _ = book.model((made.body, known.body), defined.section, book.reading(defined.line))
                if isinstance(compare(made.body, known.body, model, bench=judge.bench), Equal):
                    return Repair(change.kind, text, change.said)
        return None

    # -- where no small edit is found ----------------------------------------------------------------------------

    def derived(self, at: int, outcome: Outcome) -> Repair | None:
        """The true side itself, where the line can be held against a derivative."""
        line = self.lines[at]
        judge, claim = outcome.judge, outcome.finding.claim
        if judge is None or claim is None:
            return None
        prover = Prover(judge, claim)
        true = self.true(judge, claim)
        if true is None:
            return None
        text = self.with_side(line, to_latex(true))
        if not self.holds(text, at, outcome, prover):
            return None
        found = differences(claim.right, true, judge.book.names)
        kinds = "+".join(dict.fromkeys(each.kind for each in found)) or "other"
        return Repair(kinds, text, ", and ".join(each.said for each in found) or "the derivative is another one")

    # -- the search ----------------------------------------------------------------------------------------------

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

    def diagnosed(self, line: Line, outcome: Outcome) -> Diagnosis | None:
        """The small edits that make a refuted line true, or None."""
        whole, usual = [*self.whole(outcome)], [*self.usual(outcome)]
        own = [*self.usual(outcome, left=True)] if line.head is not None else []
        first, then = (Search.small, Search.lacking), (Search.another, Search.within)
        stages = [(stage, search) for search in whole for stage in (*first, Search.large)]
        stages += [(stage, search) for search in usual for stage in first]
        usual = usual[:LIKELY]
        stages += [(stage, search) for stage in then for search in usual]
        stages += [(Search.head, search) for search in own]
        stages += [(stage, search) for stage in (Search.guided, Search.large) for search in usual]
        for stage, search in stages:
            if (mended := next(stage(search), None)) is not None:
                return Diagnosis(search.prover, mended)
        return None

    def whole(self, outcome: Outcome) -> Iterator[Search]:
        """The search for edits of a line in matrix notation."""
        judge, rewriting = outcome.judge, outcome.rewriting
        if judge is None or rewriting is None:
            return
        words = self.words(outcome, whole=True)
        words = words if outcome.finding.claim is None else words.without_answers(outcome.finding.claim.left)
        site = Site(self.text, rewriting.side, rewriting.side, judge.book.names, judge.book.ranges, words)
        yield Search(site, Prover(judge, outcome.finding.claim, rewriting=rewriting))

    def usual(self, outcome: Outcome, *, left: bool = False) -> Iterator[Search]:
        """The searches for edits of a line with indices: one for each equation that it may go on with."""
        judge, claim = outcome.judge, outcome.finding.claim
        if judge is None or claim is None:
            return
        for each in [claim] if left else self.ranked(outcome, claim):
            with suppress(*PROBLEMS):
                probe = Probe.of(judge, each)
                side, other = (each.left, each.right) if left else (each.right, each.left)
                words = self.words(outcome)
                words = replace(words, factors=(*words.factors, *self.derived_factors(judge, each)))
                words = words.without_answers(each.left).at_layer(layer_of(each.right, self.text))
                site = Site(self.text, side, other, judge.book.names, judge.book.ranges, words)
                if probe is not None:
                    yield Search(site, Prover(judge, each, left), probe)

    def derived_factors(self, judge: Judge, claim: Claim) -> Iterator[Piece]:
        """The factors of the true side, in letters that are read as they are printed."""
        true = self.true(judge, claim)
        for factor in factors_in(true) if true is not None else ():
            text = to_latex(factor)
            again = self.reader.read(f"= {text}", (self.cell, 0))
            if again is not None and again.side is not None:
                term = bare(again.side)
                yield Piece(term, text, free_ranges(term, judge.book.names, judge.book.ranges))

    def true(self, judge: Judge, claim: Claim) -> Expression | None:
        """The true side of a claim, carried out."""
        if claim not in self._true:
            sides = Prover(judge, claim).sides(claim.left)
            self._true[claim] = derived(sides) if sides is not None else None
        return self._true[claim]

    def ranked(self, outcome: Outcome, claim: Claim) -> list[Claim]:
        """What a line may be taken for: equations whose true side names what the line names first."""
        judge = outcome.judge
        assert judge is not None
        claims = [claim, *(each for each in outcome.claims if each != claim)][:HEADS]
        if len(claims) == 1:
            return claims
        named = {resolved(judge.book.names, ref).key for ref in references(claim.right)}
        return sorted(claims, key=lambda each: len(named - self.reached(judge, each)))

    def reached(self, judge: Judge, claim: Claim) -> frozenset[str]:
        """The names that the true side of a claim rests on."""
        true = self.true(judge, claim)
        sides = Prover(judge, claim).sides(claim.left) if true is not None else None
        if sides is None or true is None:
            return frozenset()
        below = (symbol for each in needed(sides.model, true) for symbol in (each.symbol, *each.body.symbols))
        return frozenset(symbol.name for symbol in (*true.symbols, *below))


def _is_judged(outcome: Outcome) -> bool:
    return outcome.finding.verdict is not Verdict.UNCHECKED


def _own(outcome: Outcome, line: Line) -> Finding:
    """A finding about what a line itself has on its left, where that is a derivative; else about nothing."""
    claim = outcome.finding.claim
    if claim is None or not isinstance(line.head, Partial):
        return replace(outcome.finding, claim=None)
    return replace(outcome.finding, claim=replace(claim, left=line.head))


def _proves(outcome: Outcome, line: Line) -> bool:
    """Whether a line is right where another one was judged."""
    if outcome.judge is None or outcome.finding.claim is None or line.side is None:
        return False
    return Prover(outcome.judge, outcome.finding.claim).proves(line.side)
