"""What a line itself says against reading it as an identity, or for refuting it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from backproof.check.doubts.finding import Finding, Kind, Reason
from backproof.check.layers import dropped
from backproof.check.numbers import APPROXIMATE
from backproof.check.steps import updates
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.lines import Line, Mismatch
from backproof.read.terms.rewriting import alike, occurrences, walk
from backproof.read.terms.terms import Big, Partial, Plus, Ref, Term

OWN_NAME = "the name on the left stands on the right too"
ONE_SAMPLE = "a step on one sample is none on the whole loss"
ON_DIAGONAL = "whether the array that it is by has as many rows as columns is not written"
ON_SIDE: Final[Mapping[str, str]] = {
    "active": "it holds where a hinge is active, as the words beside it say, and which one is not clear",
    "idle": "it holds where a hinge is zero, as the words beside it say, and which one is not clear",
}
KINDS: Final[Mapping[str, Kind]] = {
    dropped.UNSAID: Kind.WRITTEN_OTHERWISE,
    ON_SIDE["active"]: Kind.ACTIVE,
    ON_SIDE["idle"]: Kind.IDLE,
}
"""What hedges are about."""


def doubt(claim: Claim) -> Reason | None:
    """Why a difference would refute nothing, by what the line of a claim says."""
    if claim.hedge:
        return Reason(claim.hedge, KINDS.get(claim.hedge))
    return Reason(ON_DIAGONAL, None) if _is_on_diagonal(claim.left) else None


def _is_on_diagonal(head: Term) -> bool:
    r"""Whether a head is a derivative by an element with the same letter twice: ``\\partial L/\\partial w_{ii}``."""
    match head:
        case Partial(by=Ref(subs=(str() as row, str() as column))):
            return row == column and row.isalpha()
        case _:
            return False


def hedge(line: Line) -> str:
    """Why a difference would refute nothing, by the signs and the words of a line; empty where it would."""
    if line.relation in APPROXIMATE:
        return "an approximation is not an identity"
    if line.said.hedged:
        return ON_SIDE.get(line.said.side) or "it holds under a condition in the words beside it, which are not read"
    if line.limited:
        return line.limited
    if updates.assigns(line):
        return ONE_SAMPLE if line.side is not None and line.head is not None and _names_one_sample(line) else ""
    own = (
        isinstance(line.head, Ref)
        and line.side is not None
        and any(isinstance(part, Ref) and part.key == line.head.key for part in walk(line.side))
    )
    return OWN_NAME if own or _adds_up(line) else ""


def hands_on(opening: Line, line: Line) -> str:
    r"""Why a member of a chain refutes nothing where an arrow gives a name what its old value is part of.

    ``g \\leftarrow \\nabla_h J = W^T g`` says the new g by the one before.
    """
    head, side = opening.head, line.side
    if opening.relation != "leftarrow" or not isinstance(head, Ref) or side is None:
        return ""
    return OWN_NAME if any(isinstance(part, Ref) and part.key == head.key for part in walk(side)) else ""


def _adds_up(line: Line) -> bool:
    """``dC = dC + dh \\odot o``: a gradient to which further parts are added, as programs do."""
    match line.head, line.side:
        case Partial() as head, Plus(terms):
            return any(alike(head, each) for each in terms)
        case _:
            return False


def misfit(mismatch: Mismatch, hedged: str) -> Finding:
    """Shapes that do not fit refute a line that can't be meant otherwise."""
    shapes = f": {mismatch.written}; expected {mismatch.true}" if mismatch.written else ""
    said = f"{mismatch.reason}{shapes}"
    if hedged or not mismatch.certain:
        return Finding(Verdict.UNCHECKED, hedged or said)
    return Finding(Verdict.WRONG, said, counterexample=Counterexample({}, mismatch.written, mismatch.true))


def _names_one_sample(line: Line) -> bool:
    """Whether the step of an update names a sample that no sum binds."""
    assert line.side is not None
    bound = {part.letter for part in occurrences(line.side, Big)}
    named = {part.sample for part in occurrences(line.side, Ref) if part.sample is not None}
    return bool({sample for sample in named if sample.startswith("(")} - bound)
