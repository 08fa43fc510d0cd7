"""What was found of a line: the verdict, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from backproof.calculus.equal import Different
from backproof.check.indices.suppressed import Defined
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.expr import IllFormed
from backproof.read.terms.terms import Unreadable
from backproof.source import BackproofError, Span


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, with what it rests on.

    ``sides`` are what was compared, ``difference`` a point at which they differ: :meth:`completed` makes the
    reading and the counterexample of them, once for each line. ``claim`` is what was
    proved or refuted, ``defined`` a definition that is not well-formed, ``root`` the place of the line that
    this one follows from.
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
    held: bool = False
    """Whether the sides are equal, though that proves nothing: no other meaning of the line refutes it."""


def guarded(judge: Callable[[], Finding]) -> Finding:
    """A judgement that never raises: what can't be decided is unchecked, with the reason."""
    try:
        return judge()
    except Unreadable as problem:
        return Finding(Verdict.UNCHECKED, problem.reason)
    except (IllTyped, IllFormed, BackproofError) as problem:
        return Finding(Verdict.UNCHECKED, str(problem))
    except RecursionError:
        return Finding(Verdict.UNCHECKED, "this rests on a longer chain of definitions than can be followed")
