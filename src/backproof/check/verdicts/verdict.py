"""What a check says of a statement, and of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import Final, final

from backproof.records import Remembering, dataclass
from backproof.source import Source, Span


class Verdict(Enum):
    """The judgement of a statement."""

    RIGHT = "right"
    RIGHT_IF = "right-if"
    WRONG = "wrong"
    FOLLOWS = "follows"
    UNCHECKED = "unchecked"


PROVED: Final = frozenset({Verdict.RIGHT, Verdict.RIGHT_IF})
REFUTED: Final = frozenset({Verdict.WRONG, Verdict.FOLLOWS})


class Role(Enum):
    """What a statement does in its document."""

    GIVEN = "given"
    DEFINITION = "definition"
    CLAIM = "claim"
    UPDATE = "update"
    NUMBER = "number"


@final
@dataclass(frozen=True, slots=True)
class Repair:
    """A small edit that makes a wrong statement true, proved before it is shown."""

    error_class: str
    correct: str
    message: str


@final
@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point at which both sides differ. Keys of ``point`` are the author's names; arrays are nested lists.

    Where a line does not fit the others, ``written`` and ``true`` are words: two ranges, two bounds.
    """

    point: Mapping[str, object]
    written: object
    true: object


@final
@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement with its verdict. ``span`` is in the document, ``latex`` is the text there."""

    id: int
    span: Span
    latex: str
    role: Role
    verdict: Verdict
    reading: str = ""
    assumes: tuple[str, ...] = ()
    reason: str = ""
    repair: Repair | None = None
    counterexample: Counterexample | None = None
    cell: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Checked(Remembering):
    """A document and the judgements of its statements, in the order of the text."""

    source: Source
    judgements: tuple[Judgement, ...]
    readings: tuple[str, ...] = field(default=())

    def count(self, verdict: Verdict) -> int:
        """The number of statements with this verdict.

        >>> Checked(Source("hw.md", ""), ()).count(Verdict.WRONG)
        0
        """
        return sum(each.verdict is verdict for each in self.judgements)
