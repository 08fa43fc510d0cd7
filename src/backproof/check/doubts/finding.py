"""What was found of a line: the verdict, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final, final

from backproof.calculus.outcome import Different
from backproof.check.elaboration.builder import ENDLESS
from backproof.check.indices.suppressed import Defined
from backproof.check.verdicts.crossing import Letters
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.expr import Expression, IllFormed
from backproof.read.terms.terms import About, Unreadable
from backproof.records import dataclass, replace
from backproof.show.text import to_unicode
from backproof.source import BackproofError, Span


class Kind(Enum):
    """What the reason of a finding is about, where what comes later depends on it."""

    ONE_OR_ALL = auto()
    """Whether one sample is meant or all of them is not written."""
    UNDETERMINED = auto()
    """The document does not say how quantities depend on each other."""
    UNDEFINED = auto()
    """It rests on a name that no line defines."""
    AT_NUMBERS = auto()
    """It may hold for the numbers alone that the document gives."""
    COUNTED = auto()
    """It holds where a name is how many terms the sums have."""
    SUM_TO_ONE = auto()
    """It holds for labels that sum to one."""
    SIGMOID = auto()
    """It holds for the sigmoid of what a name is defined as."""
    SUPPOSED = auto()
    """It holds for a value that the text gives where it defines a name."""
    BIASED = auto()
    """It holds where the input with the number 0 is 1."""
    ONE_STEP = auto()
    """It holds for one step of a recurrence alone."""
    ACTIVE = auto()
    """Words limit it to where a hinge is active."""
    IDLE = auto()
    """Words limit it to where a hinge is zero."""
    NO_VALUE = auto()
    """A part of it has no value at the points that were tried."""
    LOOSE_RANGES = auto()
    """Its letters run over different ranges, as far as these are sure beside rows or columns of matrices."""
    NO_CHAIN = auto()
    """What it continues is a guess."""
    WHOLE_ARRAYS = auto()
    """A name without indices is an array by its look."""
    LATER = auto()
    """A name of it is defined in a later section only."""
    UNREAD = auto()
    """The line that defines a name of it is not read."""
    SAME_LETTERS = auto()
    """It holds where two of its letters are the same."""
    ELEMENTS = auto()
    """Whether a small letter names the elements of a capital is not written."""
    WRITTEN_OTHERWISE = auto()
    """A name stands elsewhere with its step, its layer or its indices, and without, or the other way round."""
    BOUND = auto()
    """A sum ends elsewhere than those of other lines."""
    BY_NUMBERS = auto()
    """The numbers behind it say something else than its letters."""


ABOUT: Final[Mapping[About | None, Kind]] = {
    About.WHOLE_ARRAYS: Kind.WHOLE_ARRAYS,
    About.WRITTEN_OTHERWISE: Kind.WRITTEN_OTHERWISE,
    About.BOUND: Kind.BOUND,
}


@final
@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing is decided, in a sentence."""

    said: str
    kind: Kind | None = None

    def finding(self) -> Finding:
        """What is left open for it."""
        return Finding(Verdict.UNCHECKED, self.said, kind=self.kind)


@final
@dataclass(frozen=True, slots=True)
class Excuse:
    """The sides of a refuted line as they may be meant, and what is said of the line where they are equal."""

    said: str
    sides: Sides
    kind: Kind | None = None


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, with what it rests on.

    ``kind`` is that of the reason. ``sides`` are what was compared, ``difference`` a point at which they differ:
    :func:`.shown.shown` makes the reading and the counterexample of them, once for each line. ``claim`` is what was
    proved or refuted, ``defined`` a definition that is not well-formed, ``root`` the place of the line that this one
    follows from.
    """

    verdict: Verdict
    reason: str = ""
    assumes: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    reading: str = ""
    sides: Sides | None = None
    difference: Different | None = None
    claim: Claim | None = None
    defined: Defined | None = None
    root: Span | None = None
    kind: Kind | None = None
    held: bool = False
    """Whether the sides are equal, though that proves nothing: no other meaning of the line refutes it."""

    def excused(self, excuse: Excuse) -> Finding:
        """The same line left open: it holds as it may be meant."""
        return replace(self, verdict=Verdict.UNCHECKED, reason=excuse.said, kind=excuse.kind, held=True)


def unread(problem: Unreadable) -> Finding:
    """What is not read."""
    return Finding(Verdict.UNCHECKED, problem.reason, kind=ABOUT.get(problem.about))


def guarded(judge: Callable[[], Finding]) -> Finding:
    """A judgement that never raises: what can't be decided is unchecked, with the reason."""
    try:
        return judge()
    except Unreadable as problem:
        return unread(problem)
    except (IllTyped, IllFormed, BackproofError) as problem:
        return Finding(Verdict.UNCHECKED, str(problem))
    except RecursionError:
        return Finding(Verdict.UNCHECKED, ENDLESS)


def says_more(finding: Finding, before: Finding) -> bool:
    """Whether what is said of a line against one head says more than against another one: letters that clash with those
    of a head, or that it lacks, may continue another equation; values that differ are compared with one that fits."""
    if finding.verdict is not Verdict.WRONG:
        return False
    if before.verdict is not Verdict.WRONG or before.difference is None:
        return before.verdict is Verdict.UNCHECKED or finding.difference is not None
    return _fits(finding) and not _fits(before)


def _fits(finding: Finding) -> bool:
    """Whether the left side that values were compared with has all indices of the right one."""
    sides = finding.sides
    return finding.difference is not None and sides is not None and sides.right.free <= sides.left.free


def crossed(sides: Sides, letters: Letters) -> Finding:
    """The finding where a letter of the right side has no place on a left side whose values are not known."""
    reason = "the right side varies with {}, and the left side has {} in its place".format(*letters)
    return Finding(Verdict.WRONG, reason, counterexample=Counterexample({}, *letters), sides=sides)


def undecided(reason: str, part: Expression | None) -> str:
    """A reason on one line, with the part that it is about."""
    said = " ".join(reason.split())
    return said if part is None else f"{said}: {to_unicode(part)}"
