"""Refuted lines of a document with what would make them true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import final

from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different, Equal
from backproof.check.doubts.finding import Finding
from backproof.check.judging.shown import shown
from backproof.check.repairs.compared import differences
from backproof.check.repairs.figures import Figures, PutIn
from backproof.check.repairs.printed import Ledger
from backproof.check.repairs.proof import PROBLEMS, Prover
from backproof.check.repairs.search import SINGLES, SMALL, edits
from backproof.check.repairs.searches import Diagnosis, Searches
from backproof.check.repairs.site import Site
from backproof.check.repairs.text import spliced
from backproof.check.repairs.truths import Truths
from backproof.check.repairs.words import NO_WORDS
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Repair, Role, Verdict
from backproof.expr import Expression
from backproof.read.document import LineReader
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare
from backproof.read.terms.terms import Partial, Ref
from backproof.show.text import to_latex

FOUND = 3
"""So many ways to mend a line are written down before it is left."""
RELATION = re.compile(r":=|\\coloneqq|\\leftarrow|\\gets|\\equiv|\\triangleq|\\approx|\\propto|=")
SIGNS = re.compile(r"[\s{}&]|\\(?:cdot|left|right)(?![A-Za-z])")
"""What may be written or left out, and changes nothing."""
Recast = Callable[[int, Line], list[Line]]
"""From a line and its number to the lines that it is judged as."""
Renumbered = Callable[[int, Line], Finding | None]
"""From a line and its number to what the numbers of the document say of it."""


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
    truths: Truths
    _meant: dict[int, Claim] = field(default_factory=dict)
    """The equations that repaired lines go on with."""
    searches: Searches = field(init=False)

    def __post_init__(self) -> None:
        self.searches = Searches(self.text, self.lines, self.reader, self.cell, self.truths)

    def repaired(self, at: int, outcome: Outcome) -> Repair | None:
        """What would make a refuted line true, proved; None where nothing is found."""
        line = self.lines[at]
        if outcome.role is Role.NUMBER and outcome.finding.claim is None:
            return self.recounted(at, line, outcome.finding)
        if outcome.finding.defined is not None:
            return self.redefined(line, outcome)
        for found in islice(self.searches.diagnosed(line, outcome), FOUND):
            for text in self.texts(line, found, outcome):
                if says_more(text, line, self.text) and self.holds(text, at, outcome, found.prover, both=found.is_both):
                    if found.prover.claim is not None:
                        self._meant[at] = found.prover.claim
                    return Repair(found.kinds, text, found.said)
        return self.derived(at, outcome)

    def recounted(self, at: int, line: Line, finding: Finding) -> Repair | None:
        """What makes a line of numbers agree with those before it: its digits, or one edit of what is put in."""
        judged, reread = partial(self.renumbered, at), partial(self.reread, line=line)
        found = Ledger(self.text, judged, reread).repaired(line, finding)
        book = self.truths.book
        if found is not None or line.side is None or book is None:
            return found
        site = Site(self.text, line.side, line.side, book.names, book.ranges, NO_WORDS)
        figures = Figures(self.text, self.lines[:at])
        return PutIn(site, figures, judged, reread, figures.formula(line)).repaired(line, finding)

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
        return shown(replace(outcome.finding, claim=claim, sides=sides, difference=different), judge.bench)

    # -- the corrected line --------------------------------------------------------------------------------------

    def texts(self, line: Line, found: Diagnosis, outcome: Outcome) -> Iterator[str]:
        """The corrected line as its author would write it: with the edits in it, or its side printed anew."""
        changes = found.mended.changes
        if all(change.splices for change in changes):
            splices = [splice for change in changes for splice in change.splices or ()]
            text = spliced(self.text, line.span, splices)
            if text is not None:
                yield text
        sides = found.prover.sides(found.mended.side)
        if sides is not None and not found.prover.left and not found.is_both:
            yield from self.anew(line, outcome, sides.left, sides.right)

    def anew(self, line: Line, outcome: Outcome, left: Expression, right: Expression) -> Iterator[str]:
        """The line with another right side; in indices on both sides where it is in matrix notation."""
        if outcome.rewriting is None:
            yield self.with_side(line, to_latex(right))
        elif isinstance(line.head, Ref | Partial):
            yield f"{to_latex(left)} = {to_latex(right)}"

    def with_side(self, line: Line, side: str) -> str:
        """The line with another right side."""
        start = line.span.start if line.side is None else line.side.span.start
        before = list(RELATION.finditer(self.text, line.span.start, max(start, line.span.start)))
        head = self.text[line.span.start : before[-1].end()] if before else "="
        return f"{head} {side}"

    def holds(self, text: str, at: int, outcome: Outcome, prover: Prover, *, both: bool = False) -> bool:
        """Whether a corrected line, when it is read, is right: as it stands, or as the document is read around it.

        ``both``: its left side is another one, too.
        """
        line, again = self.lines[at], self.reread(text, self.lines[at])
        if again is None or again.side is None:
            return False
        if both:
            asked = None if prover.claim is None else bare(prover.claim.left)
            return again.head is not None and bare(again.head) == asked and prover.proves(again.side)
        side = again.head if prover.left else again.side
        if side is None or (prover.left and line.head is None):
            return False
        # Letters that a side brings along may be taken in matrix notation: there the whole document is asked.
        if prover.rewriting is not None and not prover.left:
            side = prover.rewriting.spelt(side)
        lettered = outcome.rewriting is not None and prover.rewriting is None
        if not (outcome.instances or lettered) and prover.proves(side):
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
        site = Site(self.text, defined.body, defined.head, book.names, book.ranges, self.searches.words(outcome))
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
        claim = self.truths.ranked(outcome, claim, stated=line.head is not None)[0]
        prover = Prover(judge, claim)
        true = self.truths.true(judge, claim)
        if true is None:
            return None
        sides = prover.sides(claim.right)
        text = next(self.anew(line, outcome, true if sides is None else sides.left, true), None)
        if text is None or not self.holds(text, at, outcome, prover):
            return None
        found = differences(claim.right, true, judge.book.names, line.side or claim.right)
        kinds = "+".join(dict.fromkeys(each.kind for each in found)) or "other"
        self._meant[at] = claim
        return Repair(kinds, text, ", and ".join(each.said for each in found) or "the derivative is another one")


def says_more(text: str, line: Line, written: str) -> bool:
    """Whether a corrected line is another one than was written, and says more than that something is itself."""
    new, old = (SIGNS.sub("", each) for each in (text, written[line.span.start : line.span.end]))
    sides = RELATION.split(new)
    return new.replace("--", "") != old and not (len(sides) > 1 and all(each == sides[0] for each in sides))


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
