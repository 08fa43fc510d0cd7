r"""Derivatives by a part of what the document defines: ``\frac{\partial h}{\partial (\theta^T x)}``, h its sigmoid.

The part is a number that stands in one definition alone: what depends on it does so through that definition, whose own
derivative by it is that of a formula (``read/grammar/by_formulas.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.read.grammar.by_formulas import is_part, through
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, rebuilt, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term, Times, Unreadable


def settled(lines: Sequence[Line]) -> list[Line]:
    """The lines with derivatives by names in the place of those by parts; what no definition tells is not read."""
    if not any(is_part(call) for line in lines for side in line.sides for call in occurrences(side, Call)):
        return list(lines)
    defining = [(line.head, line.side) for line in lines if line.relation in {"=", ":="} and line.side is not None]
    found = [(head, side) for head, side in defining if isinstance(head, Ref | Call) and not is_part(head)]
    return [_settled(line, found) for line in lines]


def _settled(line: Line, definitions: Sequence[tuple[Term, Term]]) -> Line:
    try:
        return line.changed(lambda side: _resolved(side, definitions))
    except Unreadable as problem:
        return replace(line, side=None, problem=problem.with_traceback(None))


def _resolved(term: Term, definitions: Sequence[tuple[Term, Term]]) -> Term:
    match rebuilt(term, lambda part: _resolved(part, definitions)):
        case Call(_, 0, (of, by)) as call if is_part(call):
            return _by(of, by, call, definitions)
        case other:
            return other


def _by(of: Term, by: Term, call: Call, definitions: Sequence[tuple[Term, Term]]) -> Term:
    """The derivative by the name of the part where it has one, else through what alone is computed from it."""
    names = [head for head, side in definitions if isinstance(head, Ref) and alike(side, by)]
    if names:
        return Partial(of, names[0], call.span)
    heads = list(_computed(by, definitions))
    if heads and all(alike(head, heads[0][0]) for head, _ in heads):
        head, side = heads[0]
        slope = through(side, by, call.span, call.name.span)
        if alike(head, of):
            return slope
        if isinstance(head, Ref):
            return Times((Partial(of, head, call.span), slope), call.span)
    return through(of, by, call.span, call.name.span, is_last=True)


def _computed(by: Term, definitions: Sequence[tuple[Term, Term]]) -> Iterator[tuple[Term, Term]]:
    """The definitions in which a part stands; of one that is written as a chain the first."""
    for head, side in definitions:
        if any(alike(part, by) for part in walk(side)):
            yield head, side
