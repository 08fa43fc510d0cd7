r"""Losses that are said for each of two labels: ``L = -\log p`` if ``y = 1``, ``L = -\log(1 - p)`` if ``y = 0``.

Such a label is 0 or 1, and the two equations together are one definition by cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from backproof.check.definitions.definitions import DEFINES
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Names
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, occurrences
from backproof.read.terms.terms import Branches, Call, Compare, Num, Ref, Term

BITS = frozenset({Fraction(0), Fraction(1)})


def bits(definitions: Sequence[Defined], names: Names) -> frozenset[str]:
    """The labels that a definition by cases says something for at 0 and at 1, and that no line defines."""
    found: set[str] = set()
    for each in definitions:
        for part in occurrences(each.body, Branches):
            told = [_label(conditions) for _, conditions in part.rows]
            keys = {resolved(names, label[0]).key for label in told if label is not None}
            values = {label[1] for label in told if label is not None}
            found |= keys if len(keys) == 1 and None not in told and values == BITS else set()
    return frozenset(found - {each.key for each in definitions})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, the first of two such equations with both cases; the other one stays a claim."""
    pairs = dict(_pairs(lines))
    return tuple(_with_cases(line, lines[pairs[at]]) if at in pairs else line for at, line in enumerate(lines))


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The numbers of two lines that say the same name for the two values of a label, where no other line defines it."""
    told: defaultdict[tuple[int, Term], dict[Fraction, int]] = defaultdict(dict)
    for at, line in enumerate(lines):
        label = _label(line.conditions) if isinstance(line.head, Ref | Call) and line.relation in DEFINES else None
        if line.head is not None and line.side is not None and label is not None and line.problem is None:
            told[line.section, bare(line.head)].setdefault(label[1], at)
    heads = _defined(lines) if told else frozenset()
    for (section, head), places in told.items():
        if places.keys() == BITS and (section, head) not in heads:
            first, second = sorted(places.values())
            yield first, second


def _defined(lines: Iterable[Line]) -> frozenset[tuple[int, Term]]:
    """What lines define without a case, in each section."""
    plain = (line for line in lines if line.relation in DEFINES and not line.conditions)
    return frozenset((line.section, bare(line.head)) for line in plain if isinstance(line.head, Ref | Call))


def _with_cases(first: Line, second: Line) -> Line:
    assert first.side is not None
    assert second.side is not None
    rows = ((first.side, first.conditions), (second.side, second.conditions))
    return replace(first, side=Branches(rows, first.side.span), conditions=())


def _label(conditions: Sequence[Compare]) -> tuple[Ref, Fraction] | None:
    """The label of a case and its value; None where a case is another one."""
    match conditions:
        case (Compare("=", Ref() as label, Num(value)),):
            return label, value
        case _:
            return None
