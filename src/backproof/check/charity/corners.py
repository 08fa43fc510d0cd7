r"""Derivatives of which a document says two cases apart: ``\partial p_i/\partial z_i``, ``\partial p_i/\partial z_j``.

Beside a line about equal letters, one about different ones is about these: it is ``right-if`` they differ. So is one
about a pair, by one of the two: ``\partial d_{ij}/\partial x_i`` of ``d_{ij} = \|x_i - x_j\|^2``. Where two lines say
something else of the same derivative, words tell the cases apart that are not read: each is open where it holds in one
of them.

Of whole arrays that are computed element by element, ``\partial z/\partial w = f'(x) f'(w)`` names the diagonal alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import final

from backproof.calculus.resolve import needed
from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Delta, Derivative, Expression, Index, Tensor
from backproof.expr.build import ONE, mul, subtract
from backproof.expr.walk import substitute, walk
from backproof.matrix.workshop import ELEMENT_BY_ELEMENT
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
    pairs = _of_pair(sides)
    if not pairs:
        found = _letters(sides)
        if found is None or found[0] not in known.diagonal:
            return None
        _, one, other = found
        return f"{one.name} and {other.name} differ", _where(sides, subtract(ONE, Delta(one, other)))
    named = (sorted((one.name, other.name)) for one, other in pairs)
    said = ", and ".join(f"{one} and {other} differ" for one, other in named)
    letters = sorted({letter for pair in pairs for letter in pair}, key=lambda letter: letter.name)
    numbers = {letter: letter.range.first + at for at, letter in enumerate(letters)}
    placed = (substitute(side, numbers) for side in (sides.left, sides.right))
    return said, replace(sides, left=next(placed), right=next(placed))


def of_elements(claim: Claim, sides: Sides) -> tuple[str, Sides] | None:
    """The sides for equal letters, where no line writes one, and the other side has that of the first array only."""
    found = _letters(sides) if claim.whole and not claim.conditions else None
    if found is None:
        return None
    _, one, other = found
    is_diagonal = one in sides.right.free and other not in sides.right.free
    return (ELEMENT_BY_ELEMENT, replace(sides, right=mul(Delta(one, other), sides.right))) if is_diagonal else None


def excuses(sides: Sides, known: Corners) -> Iterator[Excuse]:
    """The sides in each case, where two lines disagree."""
    found = _letters(sides)
    if found is not None and found[0] in known.twice:
        _, one, other = found
        same = Delta(one, other)
        yield Excuse(f"it holds where {one.name} and {other.name} differ", _where(sides, subtract(ONE, same)))
        said = f"it holds where {one.name} and {other.name} are the same"
        yield Excuse(said, _where(sides, same), Kind.SAME_LETTERS)


def _letters(sides: Sides) -> tuple[Pair, Index, Index] | None:
    """What is differentiated by what on the left, with two letters of one range."""
    match sides.left:
        case Derivative(Tensor(of, (*_, Index() as one)), Tensor(by, (*_, Index() as other))) if (
            one != other and one.range == other.range
        ):
            return (of.name, by.name), one, other
        case _:
            return None


def _of_pair(sides: Sides) -> tuple[tuple[Index, Index], ...]:
    """The letters of what is differentiated, with those that the variable has of them; none where it compares them."""
    match sides.left:
        case Derivative(Tensor(_, own), Tensor(_, slots)):
            by = [slot for slot in slots if isinstance(slot, Index) and slot in own]
            others = [slot for slot in own if isinstance(slot, Index) and slot not in slots]
            pairs = tuple((one, other) for one in by for other in others if one.range == other.range)
        case _:
            return ()
    bodies = [each.body for each in needed(sides.model, sides.left)] if pairs else []
    return () if any(isinstance(part, Delta) for body in bodies for part in walk(body)) else pairs


def _where(sides: Sides, case: Expression) -> Sides:
    return replace(sides, left=mul(case, sides.left), right=mul(case, sides.right))
