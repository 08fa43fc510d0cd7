r"""Derivatives at a point in numbers: ``\frac{dz}{dx} \Big|_{x = 3} = 18`` has no bar behind ``x = 3``."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from backproof.calculus.bench import Bench
from backproof.check.definitions.shape import is_constant
from backproof.check.interpretation.conventions import Convention, Court
from backproof.check.layers import steps
from backproof.check.layers.step_rules import Recurrences
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Verdict
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, occurrences, put_in, rebuilt, references
from backproof.read.terms.terms import At, Partial, Ref, Term
from backproof.records import replace

Point = tuple[tuple[str, Term], ...]
Placed = tuple[Line, int | None]
"""A line, and the number that it has in the document, if it stands there."""
MOST = 8
"""So many points of a document are tried, each of them with all of its numbers."""


def settled(document: Document, outcomes: Sequence[Outcome], convention: Convention, bench: Bench) -> list[Outcome]:
    """The outcomes, with what the numbers say of the open chains whose derivatives stand at a point."""
    points = dict(_points(document.lines, outcomes))
    found: dict[int | None, Outcome] = {}
    for point in [*dict.fromkeys(points.values())][:MOST]:
        placed = list(_placed(document.lines, point, {at for at, each in points.items() if each == point}))
        plain = replace(document, lines=tuple(steps.refused(line) for line, _ in placed))
        worked = Court.of(plain, bench).worked(convention, {}, Recurrences(plain.lines)).outcomes()
        known = {placed[at][1]: outcome for at, outcome in worked.items()}
        found |= {at: known[at] for at, each in points.items() if each == point and at in known}
    return [found.get(at, outcome) for at, outcome in enumerate(outcomes)]


def _points(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> Iterator[tuple[int, Point]]:
    """The lines of such chains, with the point of each."""
    chain, point = None, None
    for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True)):
        if line.head is not None or line.chain is None or line.chain != chain:
            point = _point(line) if outcome.finding.verdict is Verdict.UNCHECKED else None
            chain = line.chain
        if point is not None:
            yield at, point


def _point(line: Line) -> Point | None:
    """The point in numbers at which a line takes its derivatives; None where there is none, or more than one."""
    found = [part for side in line.sides for part in occurrences(side, At)]
    if any(len(part.names) != len(part.values) for part in found):
        return None
    points = {tuple(zip(part.names, map(bare, part.values), strict=True)) for part in found}
    if line.head is None or len(points) != 1 or not any(has(part.base, Partial) for part in found):
        return None
    (point,) = points
    return point if point and all(is_constant(value) for _, value in point) else None


def _placed(lines: Sequence[Line], point: Point, asked: Container[int]) -> Iterator[Placed]:
    """The lines, with the numbers of the point before each chain that it is for."""
    named = {ref.key: ref for line in lines for side in line.sides for ref in references(side)}
    for at, line in enumerate(lines):
        if at not in asked:
            yield line, at
            continue
        for name, value in point if line.head is not None else ():
            head = named.get(name, Ref(name, (), (), line.span))
            yield replace(line, head=head, relation="=", side=replace(value, span=line.span), chain=None), None
        yield line.changed(put_in).changed(_without_points), at


def _without_points(term: Term) -> Term:
    match term:
        case At(base):
            return _without_points(base)
        case _:
            return rebuilt(term, _without_points)
