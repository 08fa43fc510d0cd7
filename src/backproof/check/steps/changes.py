r"""Changes that a document defines and then adds: ``w \leftarrow w + \Delta w`` behind ``\Delta w = -\eta \dots``.

What the change is, the line that says so proves or not; added to the name it is as right as that. Such a line is never
refuted by itself, since another author takes the change away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike
from backproof.read.terms.terms import Num, Plus, Ref, Term, Times

CHANGE = "\\Delta "
ELSEWHERE = "another line says what the change is"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such changes written out."""
    if not any(_change(line) for line in lines):
        return tuple(lines)
    said = _said(lines)
    return tuple(_written_out(line, said) for line in lines)


def _said(lines: Sequence[Line]) -> Mapping[str, Term]:
    """What the changes are that lines define, each in one way."""
    found: dict[str, Term] = {}
    disputed: set[str] = set()
    for line in lines:
        if isinstance(line.head, Ref) and line.head.base.startswith(CHANGE) and line.side is not None:
            known = found.setdefault(line.head.key, line.side)
            if not alike(known, line.side):
                disputed.add(line.head.key)
    return {key: side for key, side in found.items() if key not in disputed}


def _written_out(line: Line, said: Mapping[str, Term]) -> Line:
    change = _change(line)
    if change is None or change.key not in said or not isinstance(line.side, Plus):
        return line
    body = said[change.key]
    terms = tuple(_put(term, change, body) for term in line.side.terms)
    return replace(line, side=Plus(terms, line.side.span), limited=line.limited or ELSEWHERE)


def _put(term: Term, change: Ref, body: Term) -> Term:
    match term:
        case Ref() if term.key == change.key:
            return body
        case Times((Num() as sign, Ref() as ref)) if ref.key == change.key:
            return Times((sign, body), term.span)
        case _:
            return term


def _change(line: Line) -> Ref | None:
    """The change of its own head that a line adds."""
    match line.head, line.side:
        case Ref() as head, Plus(terms):
            names = (ref for term in terms for ref in _alone(term))
            return next((ref for ref in names if ref.base == f"{CHANGE}{head.base}" and ref.subs == head.subs), None)
        case _:
            return None


def _alone(term: Term) -> Iterator[Ref]:
    match term:
        case Ref():
            yield term
        case Times((Num(), Ref() as ref)):
            yield ref
        case _:
            return
