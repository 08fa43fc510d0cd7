r"""Derivatives of which a document says two cases apart: ``\partial p_i/\partial z_i``, ``\partial p_i/\partial z_j``.

Beside a line about equal letters, one about different ones is about these: it is ``right-if`` they differ. Where two
lines say something else of the same derivative, words tell the cases apart that are not read: each is open where it
holds in one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check.indices.letters import resolved
from backproof.check.judging.finding import Excuse
from backproof.check.names.names import Names
from backproof.check.verdicts.sides import Sides
from backproof.expr import Delta, Derivative, Expression, Index, Tensor
from backproof.expr.build import ONE, mul, subtract
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, references
from backproof.read.terms.terms import Compare, Partial, Ref, Term

Pair = tuple[str, str]


@final
@dataclass(frozen=True)
class Corners:
    """What is differentiated by what, where a line says it for equal letters, and where two lines disagree."""

    diagonal: frozenset[Pair] = field(default_factory=frozenset)
    twice: frozenset[Pair] = field(default_factory=frozenset)


def corners(lines: Sequence[Line], names: Names) -> Corners:
    """The cases that the lines of a document tell apart."""
    diagonal: set[Pair] = set()
    said: defaultdict[Pair, set[Term]] = defaultdict(set)
    for line in lines:
        match line.head, line.side:
            case Partial(Ref(subs=(*_, one)) as of, Ref(subs=(*_, other)) as by), side if side is not None:
                pair = (resolved(names, of).key, resolved(names, by).key)
                if one == other:
                    diagonal.add(pair)
                elif not line.conditions and line.case is None and not _tells_cases(side):
                    said[pair].add(bare(side))
            case _:
                pass
    return Corners(frozenset(diagonal), frozenset(pair for pair, sides in said.items() if len(sides) > 1) - diagonal)


def _tells_cases(side: Term) -> bool:
    """Whether a side says both cases at once: with an indicator, cases or Kronecker's delta."""
    deltas = (ref for ref in references(side) if ref.base == "delta" and len(ref.subs) > 1)
    return has(side, Compare) or any(True for _ in deltas)


def apart(sides: Sides, known: Corners) -> tuple[str, Sides] | None:
    """The sides for different letters, where another line speaks of equal ones."""
    found = _letters(sides)
    if found is None or found[0] not in known.diagonal:
        return None
    _, one, other = found
    return f"{one.name} and {other.name} differ", _where(sides, subtract(ONE, Delta(one, other)))


def excuses(sides: Sides, known: Corners) -> Iterator[Excuse]:
    """The sides in each case, where two lines disagree."""
    found = _letters(sides)
    if found is not None and found[0] in known.twice:
        _, one, other = found
        same = Delta(one, other)
        yield Excuse(f"it holds where {one.name} and {other.name} differ", _where(sides, subtract(ONE, same)))
        yield Excuse(f"it holds where {one.name} and {other.name} are the same", _where(sides, same))


def _letters(sides: Sides) -> tuple[Pair, Index, Index] | None:
    """What is differentiated by what on the left, with two letters of one range."""
    match sides.left:
        case Derivative(Tensor(of, (*_, Index() as one)), Tensor(by, (*_, Index() as other))) if (
            one != other and one.range == other.range
        ):
            return (of.name, by.name), one, other
        case _:
            return None


def _where(sides: Sides, case: Expression) -> Sides:
    return replace(sides, left=mul(case, sides.left), right=mul(case, sides.right))
