"""Inequalities: which of them only state a range, and which are shown for all values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backproof.calculus.bench import Bench
from backproof.calculus.bounds import bounds
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different, Equal
from backproof.calculus.resolve import expand, resolve
from backproof.check.doubts.doubt import Doubt
from backproof.check.doubts.finding import Finding, Kind
from backproof.check.elaboration.builder import Attempt
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Sides
from backproof.check.verdicts.verdict import Verdict
from backproof.expr import CompareValues, Indicator
from backproof.expr.build import ONE, subtract
from backproof.read.terms.terms import Divide, Num, Ref, Term, Times

OPPOSITE: Mapping[str, str] = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "!=": "="}


def states_range(left: Term, right: Term, section: int, book: Book) -> bool:
    r"""``i \neq k``, ``\alpha > 0``, ``n \leq N``: numbers and names that nothing defines, as a document sets them."""
    return all(_is_set(side, section, book) for side in (left, right)) and not (_fixed(left) and _fixed(right))


def _is_set(term: Term, section: int, book: Book) -> bool:
    match term:
        case Ref():
            return book.in_scope(resolved(book.names, term).key, section) is None
        case _:
            return _fixed(term)


def _fixed(term: Term) -> bool:
    match term:
        case Num():
            return True
        case Times(parts):
            return all(map(_fixed, parts))
        case Divide(above, below):
            return _fixed(above) and _fixed(below)
        case _:
            return False


def shown(relation: str, sides: Sides) -> bool:
    """Whether the sides differ in the way of a relation for all values."""
    left, model = resolve(sides.left, sides.model)
    right, model = resolve(sides.right, model)
    left, right = expand(left, model), expand(right, model)
    more, less = bounds(subtract(left, right)), bounds(subtract(right, left))
    match relation:
        case ">":
            return more.is_positive
        case ">=":
            return more.is_nonnegative
        case "<":
            return less.is_positive
        case "<=":
            return less.is_nonnegative
        case "!=":
            return more.is_positive or less.is_positive
        case _:
            return False


def finding(attempt: Attempt, relation: str, doubt: Doubt, bench: Bench) -> Finding:
    """Right where the sides are shown to differ that way for all values, wrong where they are for none."""
    claim, sides = attempt.claim, attempt.sides(TABLE[0])
    if sides is None or sides.vacuous or sides.opaque:
        reason = "the document does not determine the sides of this inequality"
        return Finding(Verdict.UNCHECKED, reason, kind=Kind.UNDETERMINED)
    holds = Indicator(CompareValues(relation, sides.left, sides.right))
    asked = replace(sides, left=holds, right=ONE)
    match compare(asked.left, asked.right, asked.model, bench=bench):
        case Equal() if shown(relation, sides):
            return Finding(Verdict.RIGHT, sides=asked)
        case Different() as outcome if shown(OPPOSITE[relation], sides):
            # Shown for all values: what the names mean makes no difference.
            doubted = claim.hedge or doubt.unread(claim, sides)
            return Finding(Verdict.UNCHECKED if doubted else Verdict.WRONG, doubted, sides=asked, difference=outcome)
        case Equal():
            return Finding(Verdict.UNCHECKED, "it holds at all points that were tried, which shows nothing more")
        case _:
            return Finding(Verdict.UNCHECKED, "it holds for some values only, and may be a condition")
