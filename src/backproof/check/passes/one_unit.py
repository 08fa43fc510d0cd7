r"""Lines that are open for what an index, a sample or a transpose in them means, and that no meaning of it makes true.

Each stands for a formula of numbers where every layer has one unit and there is one sample. Such a network is one of
those that the line speaks of: what is refuted for it is refuted, whichever index, sum or sample the author meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Final

from backproof.calculus.bench import Bench
from backproof.check.definitions.definitions import DEFINES, defines
from backproof.check.interpretation.conventions import Convention, Court, Judged
from backproof.check.prepared import prepared
from backproof.check.review.outcome import Outcome
from backproof.check.samples.one_unit import lines_of_one_unit
from backproof.check.verdicts.verdict import PROVED, REFUTED, Role, Verdict
from backproof.expr import Apply, Expression
from backproof.expr.build import ONE, subtract
from backproof.expr.walk import walk
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences
from backproof.read.terms.terms import Num, Ref, Times

NETWORK: Final = "with one unit in each layer and one sample already"
MOST: Final = 3
"""What rests on a name with more definitions that disagree is left open."""


def refuted(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with the open lines that one unit and one sample refute."""
    return replace(judged, outcomes=_refuted(document, judged.outcomes, judged.convention, bench))


def refuted_in_items(document: Document, judged: Judged, bench: Bench) -> Judged:
    """The same for a sheet, of which each numbered item may have a network of its own that only its words describe."""
    found: list[Outcome] = []
    for _, group in groupby(zip(document.lines, judged.outcomes, strict=True), key=lambda each: _item(each[0])):
        lines, own = zip(*group, strict=True)
        found += _refuted(replace(document, lines=lines), own, judged.convention, bench)
    return replace(judged, outcomes=found)


def _item(line: Line) -> tuple[int, int]:
    return line.section, line.item


def _refuted(document: Document, outcomes: Sequence[Outcome], convention: Convention, bench: Bench) -> list[Outcome]:
    single = lines_of_one_unit(document.lines)
    asked = {
        at
        for at, (line, each, outcome) in enumerate(zip(document.lines, single, outcomes, strict=True))
        if _is_open(outcome) and each.problem is None and line.sides != each.sides and _has_head(line)
    }
    if not asked:
        return list(outcomes)
    numbers = replace(convention, single=True)
    judged = _judged(document, single, asked, numbers, bench)
    if not judged:
        return list(outcomes)
    refuted = {at: outcome for at, outcome in judged.items() if outcome.finding.verdict in REFUTED}
    found = {at: outcome for at, outcome in refuted.items() if at in asked and not _lacks_sigmoid(outcome)}
    layers = tuple(_layers_of_several(single)) if found else ()
    found = {at: outcome for at, outcome in found.items() if not any(_rests_on(outcome, key) for key in layers)}
    for key, known in _disputed(single, judged).items():
        resting = {at for at, outcome in found.items() if _rests_on(outcome, key)}
        for at in resting:
            # The definitions of a section go before those of others.
            places = [place for place in known if single[place].section == single[at].section] or known
            variants = _variants(single, known, places) if len(places) <= MOST else ()
            others = (_judged(document, lines, {at}, numbers, bench).get(at) for lines in variants)
            if len(places) > MOST or not all(each and each.finding.verdict in REFUTED for each in others):
                del found[at]
    return [_instead(outcome, found.get(at)) for at, outcome in enumerate(outcomes)]


def _is_open(outcome: Outcome) -> bool:
    claims = outcome.role in {Role.CLAIM, Role.UPDATE}
    return claims and outcome.finding.verdict is Verdict.UNCHECKED and not outcome.finding.held


def _has_head(line: Line) -> bool:
    """Whether a line says itself what it is equal to: without indices, other chains would fit it as well."""
    return line.head is not None or line.chain is not None


def _lacks_sigmoid(outcome: Outcome) -> bool:
    r"""Whether what is refuted takes the logarithms of p and ``1 - p`` for a p that no function makes a probability."""
    sides = outcome.finding.sides
    bodies = () if sides is None else (body for side in sides.resting for body in side)
    applied = (part for body in bodies for part in walk(body) if isinstance(part, Apply))
    logs = {part.arguments[0] for part in applied if part.function.name == "log"}
    shares = [inside for inside in logs if subtract(ONE, inside) in logs]
    defined: dict[Expression, Expression] = {} if sides is None else {each.head: each.body for each in sides.model}
    return any(not any(isinstance(part, Apply) for part in walk(defined.get(each, each))) for each in shares)


def _judged(
    document: Document, lines: tuple[Line, ...], asked: Container[int], convention: Convention, bench: Bench
) -> Mapping[int, Outcome]:
    """The outcomes of lines in which every name is a number; none where nothing refutes those that are asked about."""
    ready = prepared(replace(document, lines=lines), numbers=True)
    own = {at for at, origin in enumerate(ready.origins) if origin in asked}
    judged = Court.of(ready.document, bench, ready.assumed).judged_against(own, convention)
    return {} if judged is None else dict(zip(ready.origins, judged.outcomes, strict=False))


def _disputed(lines: Sequence[Line], judged: Mapping[int, Outcome]) -> Mapping[str, Sequence[int]]:
    """The names with definitions that are not proved to be the same, each with the lines of these."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if isinstance(line.head, Ref) and line.relation in DEFINES and (line.problem is not None or defines(line)):
            found[line.head.key].append(at)
    return {
        key: places
        for key, (first, *others) in found.items()
        if (places := [first, *(at for at in others if not _same(lines[first], lines[at], judged[at]))])[1:]
    }


def _layers_of_several(lines: Sequence[Line]) -> Iterator[str]:
    """The units of layers that have several: ``h_1 = ...`` and ``h_2 = ...`` with a factor h that no line defines."""
    heads = {line.head.key: line.head for line in lines if isinstance(line.head, Ref) and defines(line)}
    products = {part for line in lines for term in line.sides for part in occurrences(term, Times)}
    whole = {each.base for part in products for each in part.factors if isinstance(each, Ref) and not each.subs}
    units: defaultdict[str, list[str]] = defaultdict(list)
    for key, head in heads.items():
        if head.base in whole and head.base not in heads and all(map(str.isdigit, head.subs)):
            units[head.base].append(key)
    yield from (key for several in units.values() if len(several) > 1 for key in several)


def _same(first: Line, other: Line, outcome: Outcome) -> bool:
    if first.side is not None and other.side is not None and alike(first.side, other.side):
        return True
    return outcome.finding.verdict in PROVED and outcome.role is Role.CLAIM


def _rests_on(outcome: Outcome, key: str) -> bool:
    sides = outcome.finding.sides
    return sides is None or any(key in side for side in sides.reached)


def _variants(lines: Sequence[Line], known: Sequence[int], places: Sequence[int]) -> Iterator[tuple[Line, ...]]:
    """The lines with one of the definitions at some places, all others that are known being of other names."""
    for kept in places:
        yield tuple(_of_another(line) if at in known and at != kept else line for at, line in enumerate(lines))


def _of_another(line: Line) -> Line:
    assert isinstance(line.head, Ref)
    # What it is computed from is no matter then.
    return replace(line, head=replace(line.head, base=f"{line.head.base}'"), side=Num(Fraction(1), 0, line.span))


def _instead(outcome: Outcome, refuted: Outcome | None) -> Outcome:
    """A refuted line: its repairs would have no indices, so that none is looked for."""
    return outcome if refuted is None else replace(refuted, role=outcome.role, claims=(), network=NETWORK)
