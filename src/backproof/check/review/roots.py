"""Where an error was made that a line carries forward: the first refuted line that does not follow itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import REFUTED, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Num, Partial, Ref, Term

FEWEST = 2
"""A number with fewer decimals stands in many places by chance."""
LONG = 3
"""A number with so many significant digits comes from where it stood before."""


def roots(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> dict[int, int]:
    """The line that each one that follows has its error from, by what they write; some can't be told."""
    found: dict[int, int] = {}
    heads = _heads(lines)
    for at, outcome in enumerate(outcomes):
        if outcome.finding.verdict is Verdict.FOLLOWS:
            sources = (found.get(source, source) for source in _sources(at, lines, outcomes, heads))
            root = next((each for each in sources if outcomes[each].finding.verdict is Verdict.WRONG), None)
            if root is not None:
                found[at] = root
    return found


def _sources(at: int, lines: Sequence[Line], outcomes: Sequence[Outcome], heads: Sequence[str]) -> Iterator[int]:
    """Refuted lines before, the likeliest first: as it was found, by a long number, one of its chain, or a name."""
    span = outcomes[at].finding.root
    if span is not None:
        yield from (other for other in range(at) if lines[other].span == span)
        return
    earlier = [other for other in reversed(range(at)) if outcomes[other].finding.verdict in REFUTED]
    own, used = _numbers(lines[at]), _used(at, lines)
    shared = {other: own & _numbers(lines[other]) for other in earlier}
    # Where a long number stood first it was computed; the others took it from there.
    yield from (other for other in reversed(earlier) if any(digits >= LONG for _, digits in shared[other]))
    chained = [other for other in earlier if lines[other].chain == lines[at].chain is not None]
    yield from (other for other in chained if _numbers(lines[other]))
    yield from (other for other in earlier if heads[other] in used)
    yield from (other for other, numbers in shared.items() if numbers)
    yield from chained


def _heads(lines: Sequence[Line]) -> list[str]:
    """What each line says the value of: the head of its chain, empty where it has none."""
    opened: dict[int | None, str] = {}
    found = []
    for line in lines:
        own = _name(line.head) if line.head is not None else ""
        found.append(opened.setdefault(line.chain, own) if line.chain is not None else own)
    return found


def _used(at: int, lines: Sequence[Line]) -> frozenset[str]:
    """The quantities that a line, and its chain before it, is computed from."""
    chained = (line for line in lines[: at + 1] if line is lines[at] or line.chain == lines[at].chain is not None)
    sides = (line.side for line in chained if line.side is not None)
    return frozenset(name for side in sides for part in walk(side) if (name := _name(part)))


def _name(term: Term) -> str:
    """A quantity, or a derivative of one by another, as two lines have it in common; empty for anything else."""
    match term:
        case Ref():
            return term.key
        case Partial(Ref() as of, by):
            return f"{of.key} by {by.key}"
        case _:
            return ""


def _numbers(line: Line) -> frozenset[tuple[Fraction, int]]:
    """The printed numbers of a line, each with how many significant digits it has."""
    parts = walk(line.side) if line.side is not None else ()
    printed = (part for part in parts if isinstance(part, Num) and part.decimals >= FEWEST)
    return frozenset((part.value, len(str(abs(int(part.value * 10**part.decimals))))) for part in printed)
