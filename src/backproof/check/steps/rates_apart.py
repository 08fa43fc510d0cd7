r"""Rates by a letter that has an index elsewhere: the ``\eta`` of a step beside scores ``\eta_i = \beta^\top x_i``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.check.steps.rates import USUAL_RATES, is_rate
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Num, Plus, Ref, Term, Times

BOLD = r"\mathbf{%s}"
"""How the array is called of which such letters with an index are the elements."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such scores as elements of an array of their own; where other lines write that array without its
    index, a letter stays what it is."""
    heads = (line.head for line in lines if isinstance(line.head, Ref))
    indexed = {head.base for head in heads if head.base in USUAL_RATES and head.subs}
    apart = {base for base in indexed if _is_rate_alone(base, lines)}
    if not apart:
        return tuple(lines)

    def with_own_name(ref: Ref) -> Ref:
        return replace(ref, base=BOLD % ref.base) if ref.base in apart and ref.subs else ref

    return tuple(with_refs(line, with_own_name) for line in lines)


def _is_rate_alone(base: str, lines: Sequence[Line]) -> bool:
    """Whether a letter without an index stands in front of steps, or for a number, and nowhere else."""
    plain = [line for line in lines if any(ref.base == base and is_rate(ref) for ref in _names(line))]
    return bool(plain) and all(_steps_by(base, line) or _gives(base, line) for line in plain)


def _names(line: Line) -> Iterator[Ref]:
    return (ref for side in line.sides for ref in references(side))


def _gives(base: str, line: Line) -> bool:
    return is_rate(line.head) and isinstance(line.side, Num) and {ref.base for ref in _names(line)} == {base}


def _steps_by(base: str, line: Line) -> bool:
    """Whether a line adds a product with the letter to the old value of a name."""
    match line:
        case Line(head=Ref() as head, side=Plus((Ref() as old, *steps))) if head.base == old.base != base:
            return any(_is_factor(base, step) for step in steps)
        case _:
            return False


def _is_factor(base: str, step: Term) -> bool:
    match step:
        case Times(factors):
            return any(_is_factor(base, each) for each in factors)
        case _:
            return is_rate(step) and isinstance(step, Ref) and step.base == base
