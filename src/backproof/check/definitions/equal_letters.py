r"""Letters that a line says to be another letter: ``y = z``, the output of a linear unit.

Such a line defines y where y is a quantity that other lines use and say nothing else of, and neither letter counts
anything. ``i = k`` is a condition on indices, and ``y = c`` gives the class of a label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.indices.letters import is_letter
from backproof.check.names.names import DEPENDENT
from backproof.read.lines import Line
from backproof.read.notation.assigned import WEIGHTS
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Call, Num, Ref, Term

EQUAL = frozenset({"=", ":=", "equiv", "coloneqq", "triangleq"})
AT_ONCE = "whether {0} is {1}, or has its value at first, is not written"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    r"""The lines, of which none is refuted that gives a letter another meaning than its definition: for regression,
    ``y = z``, and for classification ``y = \sigma(z)``. What nothing computes, a label, is no such meaning."""
    pairs = _pairs(lines)
    heads = _heads(lines) if pairs else Counter[str]()
    reasons = {
        at: f"{head} is defined in another way, too"
        for at, (head, side) in pairs.items()
        if heads[head] > 1 and (side in heads or side in _made_of(head, lines, at))
    }
    reasons |= {
        at: AT_ONCE.format(*pair)
        for at, pair in pairs.items()
        if heads[pair[0]] == 1 and _is_value(pair, lines) and not _in_a_circle(pair[0], dict(pairs.values()))
    }
    return tuple(
        replace(line, limited=line.limited or reasons[at]) if at in reasons else line for at, line in enumerate(lines)
    )


def defining(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that define one letter as another one."""
    pairs = _pairs(lines)
    if not pairs:
        return frozenset()
    counting = {letter for line in lines for term in line.terms for letter in _counting(term)}
    heads = _heads(lines)
    others = dict(pairs.values())
    uses = [{ref.base for term in line.sides for ref in references(term)} for line in lines]
    return frozenset(
        at
        for at, pair in pairs.items()
        if counting.isdisjoint(pair)
        and not _is_value(pair, lines)
        and heads[pair[0]] == 1
        and not _in_a_circle(pair[0], others)
        and all(any(letter in own for number, own in enumerate(uses) if number != at) for letter in pair)
    )


def given_together(lines: Sequence[Line]) -> frozenset[int]:
    r"""The lines that give elements of one letter one number: ``\theta_1 = \theta_2 = 0`` makes them no one name."""
    ends = {line.chain: line.side for line in lines if line.chain is not None}
    return frozenset(
        at
        for at, line in enumerate(lines)
        if isinstance(line.side, Ref)
        and line.chain is not None
        and isinstance(ends[line.chain], Num)
        and any(isinstance(head, Ref) and _is_sibling(head, line.side) for head in (line.head, lines[at - 1].side))
    )


def _is_sibling(one: Ref, other: Ref) -> bool:
    """Whether two names are numbered elements of one letter."""
    numbered = all(each.subs and all(map(str.isdigit, each.subs)) for each in (one, other))
    return numbered and one.base == other.base and one.subs != other.subs


def _is_value(pair: tuple[str, str], lines: Sequence[Line]) -> bool:
    """Whether two letters may be quantities of their own that have one value: a weight, or inputs of one definition."""
    if not WEIGHTS.isdisjoint(pair):
        return True
    if _heads(lines)[pair[1]]:
        return False
    defining = (line.side for line in lines if isinstance(line.head, Ref) and line.relation in EQUAL)
    return any({*pair} <= {ref.base for ref in references(side)} for side in defining if side is not None)


def _pairs(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    return {at: pair for at, line in enumerate(lines) if (pair := _letters(line)) is not None}


def _heads(lines: Sequence[Line]) -> Counter[str]:
    return Counter(base for line in lines for base in _defined(line))


def _made_of(head: str, lines: Sequence[Line], besides: int) -> frozenset[str]:
    """The letters in what other lines than one say a letter to be."""
    others = (line for at, line in enumerate(lines) if at != besides and head in _defined(line))
    return frozenset(ref.base for line in others if line.side is not None for ref in references(line.side))


def _in_a_circle(head: str, others: Mapping[str, str]) -> bool:
    """Whether a letter is another one that is, in the end, a letter of a circle: nothing says what they are."""
    passed = {head}
    while (head := others.get(head, "")) and head not in passed:
        passed.add(head)
    return head in passed


def _letters(line: Line) -> tuple[str, str] | None:
    """The letters of a line that equates two and poses no condition."""
    match line.head, line.side:
        case Ref() as head, Ref() as side if line.relation in EQUAL and is_letter(head) and is_letter(side):
            stated = not (line.conditions or line.said.hedged or line.said.posed or line.limited or line.case)
            return (head.base, side.base) if stated and head.base != side.base else None
        case _:
            return None


def _counting(term: Term) -> Iterator[str]:
    """The letters that stand in scripts, that sums bind, or that say how many terms these have."""
    for part in walk(term):
        match part:
            case Ref():
                yield from (*part.subs, *part.sups, *part.at)
            case Big(letter=letter, lower=lower, upper=upper):
                yield letter
                yield from (ref.base for bound in (lower, upper) if bound is not None for ref in references(bound))
            case _:
                pass


def _defined(line: Line) -> Iterator[str]:
    """What a line says the value of; a copy for each sample says nothing else."""
    match line.head:
        case Ref(base, sups=sups) | Call(Ref(base, sups=sups), 0) if not line.said.posed and line.relation in EQUAL:
            yield from () if DEPENDENT in sups else (base,)
        case _:
            return
