r"""Optima that are said to be at the same place: ``\arg\max_\theta \prod_i p_i = \arg\min_\theta -\sum_i \log p_i``.

A positive factor, a constant addend and a logarithm move no optimum (Boyd, Vandenberghe, Convex Optimization, 4.1.3).
What differs otherwise may have the same one all the same, so that a difference refutes nothing; two directions for one
quantity do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backproof.read.grammar.optima import Optimum
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, occurrences, references
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Ref, Term, Times, minus
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.records import replace

UNDECIDED = "whether both have their optimum at the same place is not decided"


def compared(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; one that says an optimum once more compares what is optimised."""
    before: Optimum | None = None
    first: dict[tuple[str, int], Optimum] = {}
    for line in lines:
        match line.problem:
            case Optimum() as here:
                known = first.setdefault((line.head.key, line.section), here) if isinstance(line.head, Ref) else before
                yield line if known is here or known is None else _once_more(line, known, here)
                before = here
            case _:
                yield line
                before = None


def _once_more(line: Line, known: Optimum, here: Optimum) -> Line:
    """A line as the claim that two optima are the same; it is not read where they are of another kind."""
    alike = known.is_place == here.is_place and {each.key for each in known.by} == {each.key for each in here.by}
    if known.of is None or here.of is None or not alike or not here.by:
        return replace(line, head=None)
    one, is_least = _plain(known.of, is_least=known.is_least, place=known.is_place)
    other, least = _plain(here.of, is_least=here.is_least, place=here.is_place)
    limited = "" if bare(one) == bare(other) else UNDECIDED
    if is_least != least:
        other = minus(other, other.span)
    if here.is_place:
        one, other = _logarithm(one, other), _logarithm(other, one)
    if isinstance(one, Ref) or (isinstance(one, Call) and one.name.base not in FUNCTION_WORDS):
        # As it stands it would define the name.
        if len(here.by) > 1:
            return replace(line, head=None)
        one, other = (Partial(each, here.by[0], each.span) for each in (one, other))
    return replace(line, head=one, side=other, problem=None, limited=limited)


def _plain(of: Term, *, is_least: bool, place: bool) -> tuple[Term, bool]:
    """What is optimised, without a minus, and without positive numbers where only the place counts."""
    match of:
        case Times((Num(value), rest)) if value < 0 and (place or value == -1):
            return _plain(rest, is_least=not is_least, place=place)
        case Times((Num(value), *rest)) if value > 0 and place and rest:
            return _plain(rest[0] if len(rest) == 1 else Times(tuple(rest), of.span), is_least=is_least, place=place)
        case Times((Divide(Num(value), below), *rest)) if value > 0 and place and rest and _is_count(below, of):
            return _plain(rest[0] if len(rest) == 1 else Times(tuple(rest), of.span), is_least=is_least, place=place)
        case _:
            return of, is_least


def _is_count(below: Term, of: Term) -> bool:
    """Whether something is a positive number, or what a sum ends with."""
    ends = {bare(each.upper) for each in occurrences(of, Big) if each.upper is not None}
    return (isinstance(below, Num) and below.value > 0) or bare(below) in ends


def _logarithm(one: Term, other: Term) -> Term:
    """The logarithm of a product beside a side that has logarithms."""
    words = {"log", "ln"}
    logs = [any(ref.base in words for ref in references(each)) for each in (one, other)]
    product = isinstance(one, Big) and one.kind == "prod"
    return Call(Ref("log", (), (), one.span), 0, (one,), one.span) if product and logs == [False, True] else one
