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

    ``formula``: it follows from a wrong formula alone, and may be the right number.
    """

    verdict: Verdict
    reason: str = ""
    counterexample: Counterexample | None = None
    assumes: tuple[str, ...] = ()
    exact: tuple[bool, ...] = ()
    formula: bool = False


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
