"""What the numbers say of a line, and what they compare it with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.terms.terms import Term


@final
@dataclass(frozen=True, slots=True)
class Numeric:
    """What the numbers say of a line; ``exact`` says of each entry of a right result whether it was not rounded.

    ``agreeing`` says of each entry of a wrong one whether it is right for itself.
    ``formula``: it follows from a wrong formula alone, and may be the right number.
    """

    verdict: Verdict
    reason: str = ""
    counterexample: Counterexample | None = None
    assumes: tuple[str, ...] = ()
    exact: tuple[bool, ...] = ()
    formula: bool = False
    agreeing: tuple[bool, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Member:
    """What a number is compared with: a side of its chain, and how that was refuted, if it was.

    ``own`` is a derivative as the head itself: what was printed for it before proves nothing, the definitions do.
    ``formula``: a formula that is refuted, or a number that follows from one and from no wrong number.
    """

    term: Term
    refuted: Verdict | None = None
    own: bool = False
    formula: bool = False


def misshapen(shapes: Counterexample | None) -> Numeric | None:
    """A line whose numbers do not fit by their shapes alone: what is printed may be right."""
    if shapes is None:
        return None
    said = f"the shapes do not fit: {shapes.written}; expected {shapes.true}"
    return Numeric(Verdict.WRONG, said, shapes, formula=True)
