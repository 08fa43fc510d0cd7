r"""Sums over pairs: ``E = -\sum_{i<j} w_{ij} s_i s_j`` is over both letters, where nothing else binds the second one.

Letters that only differ, ``\sum_{i \neq j}``, are both summed where a name has the two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import Big, Call, Compare, Ref, Term

ORDERS = frozenset({"<", ">", "<=", ">="})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with both letters of such pairs summed; only what defines a quantity as a whole sums over pairs."""
    return tuple(map(_settled, lines))


def _settled(line: Line) -> Line:
    if not isinstance(line.head, Ref | Call) or line.side is None or not _limits(line.side):
        return line
    said = (part for ref in references(line.head) for part in (ref.base, *ref.subs, *ref.sups, *ref.at))
    side = _paired(line.side, frozenset(said))
    return line if side is line.side else replace(line, side=side)


def _limits(side: Term) -> bool:
    return any(each.conditions for each in occurrences(side, Big))


def _paired(term: Term, bound: frozenset[str]) -> Term:
    """A term with a sum over each second letter of a pair that is not ``bound`` around it."""
    if not isinstance(term, Big):
        return rebuilt(term, lambda part: _paired(part, bound))
    body = _paired(term.body, bound | {term.letter})
    inner = term if body is term.body else replace(term, body=body)
    other = next((letter for each in term.conditions if (letter := _second(each, term)) not in {"", *bound}), None)
    return inner if other is None else Big(term.kind, other, None, None, (), inner, term.span)


def _second(compare: Compare, big: Big) -> str:
    """The other letter of a pair, of which the body has both; empty where the condition is none of a pair."""
    match compare.left, compare.right:
        case (Ref(base=one, subs=(), sups=()), Ref(base=other, subs=(), sups=())) if big.letter in {one, other}:
            second = other if one == big.letter else one
            scripts = [frozenset(ref.subs) for ref in references(big.body)]
            # What ends a sum is no index in it: \sum_{i < n} x_i.
            alone = compare.relation in ORDERS and any(second in each for each in scripts)
            joined = any({big.letter, second} <= each for each in scripts)
            return second if second in INDEX_LETTERS and (alone or joined) else ""
        case _:
            return ""
