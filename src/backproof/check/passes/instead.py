"""What becomes of lines that are put in the place of others: judged by the definitions of the document, and proved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.hedges import hedge
from backproof.check.functions import activations
from backproof.check.interpretation.conventions import Court, Judged
from backproof.check.interpretation.parts import FEWEST
from backproof.check.judging.judge import Judge
from backproof.check.prepared import prepared
from backproof.check.review import varying
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.sides import Sides
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.expr.build import ZERO
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.terms import Term

Part = tuple[int, ...]
NOWHERE: Final[Mapping[int, Part]] = {}
CLAIMS: Final = frozenset({Role.CLAIM, Role.UPDATE})


def is_open(line: Line, outcome: Outcome) -> bool:
    """Whether a line claims something that nothing decides."""
    finding = outcome.finding
    open_ = finding.verdict is Verdict.UNCHECKED and not finding.held
    claims = outcome.role in CLAIMS and line.problem is None
    return open_ and claims and line.relation in DEFINES and line.side is not None and not hedge(line)


def openings(lines: Sequence[Line]) -> Sequence[Term | None]:
    """What each line is about: its own head, or that of its chain."""
    heads = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    return [line.head or (heads.get(line.chain) if line.chain is not None else None) for line in lines]


def put_in(
    document: Document, sides: Mapping[int, Term], judged: Judged, bench: Bench, parts: Mapping[int, Part] = NOWHERE
) -> Mapping[int, Sequence[Instead]]:
    """What becomes of lines, at each of their layers, with other right sides.

    Each is judged in the whole document, or alone in its ``part``; where none is given, it is tried in its section,
    too, if the document does not prove it.
    """
    found = _put_in(document, {at: side for at, side in sides.items() if at not in parts}, judged, bench)
    left = [at for at in sides if not any(each.is_right for each in found.get(at, ()))]
    alone = {at: parts.get(at, () if parts else _section(document, at)) for at in left}
    for part in {part: None for part in alone.values() if FEWEST <= len(part) < len(document.lines)}:
        places = {at: part.index(at) for at in left if alone[at] == part}
        by_itself = replace(document, lines=tuple(document.lines[at] for at in part))
        own = _put_in(by_itself, {place: sides[at] for at, place in places.items()}, judged, bench)
        proved = {at: own.get(place, ()) for at, place in places.items()}
        found |= {
            at: [replace(each, part=part) for each in several]
            for at, several in proved.items()
            if at in parts or (several and all(each.is_right for each in several))
        }
    return found


def _section(document: Document, at: int) -> Part:
    """The lines of the section of a line."""
    own = document.lines[at].section
    return tuple(each for each, line in enumerate(document.lines) if line.section == own)


def _put_in(
    document: Document, sides: Mapping[int, Term], judged: Judged, bench: Bench
) -> dict[int, Sequence[Instead]]:
    """The same in one document."""
    if not sides:
        return {}
    lines = tuple(replace(line, side=sides.get(at, line.side)) for at, line in enumerate(document.lines))
    ready = prepared(replace(document, lines=lines), labelled=activations.meanings(lines))
    court = Court.of(ready.document, bench, ready.assumed, ready.shapes, matrices=bool(ready.kinds))
    origins = {at: origin for at, origin in enumerate(ready.origins) if origin in sides}
    interpreter = court.interpreter(judged.convention)
    found: defaultdict[int, list[Instead]] = defaultdict(list)
    for at, outcome in interpreter.only(origins):
        found[origins[at]].append(Instead(at, ready.document.lines, outcome, interpreter.judge))
    return dict(found)


@final
@dataclass(frozen=True, slots=True)
class Instead:
    """What became of a line that stands in the place of another one."""

    at: int
    lines: Sequence[Line]
    outcome: Outcome
    judge: Judge
    part: Part = ()
    """The lines of the document in which it was judged, where these are not all."""

    @property
    def is_right(self) -> bool:
        """Whether it is proved as it is written, and says something: any number of times nothing is nothing."""
        sides = self._right
        return sides is not None and not self.judge.equal(replace(sides, right=ZERO))

    @property
    def proves(self) -> bool:
        """Whether it is proved as it is written, for whatever is not sure to be what the model says.

        A factor of what vanishes would be any number.
        """
        sides = self._right
        if sides is None:
            return False
        sure = tuple(each for each in sides.model if self.is_sure(each.symbol.name))
        free = replace(sides, model=replace(sides.model, definitions=sure))
        return self.judge.equal(free) and not self.judge.equal(replace(free, right=ZERO))

    @property
    def _right(self) -> Sides | None:
        """The sides of a claim that is right as it is written."""
        finding = self.outcome.finding
        return finding.sides if self.outcome.role in CLAIMS and finding.verdict is Verdict.RIGHT else None

    @property
    def letters(self) -> frozenset[str]:
        """The letters of what it rests on; words may add to the network what nothing else has in it, as a mask."""
        sides = self.outcome.finding.sides
        return frozenset() if sides is None else frozenset(map(varying.letter, frozenset().union(*sides.reached)))

    def is_sure(self, key: str) -> bool:
        """Whether the definition of a name is of the same chapter, and no other one before the line is not read."""
        book, own = self.judge.book, self.lines[self.at]
        defined = book.in_scope(key, own.section, self.at)
        written = -1 if defined is None else defined.line
        near = not 0 <= written < len(self.lines) or self.lines[written].chapter == own.chapter
        return near and not book.is_shadowed(key, self.at)
