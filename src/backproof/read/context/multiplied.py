r"""Products that go on in the next display: ``$$a = b$$`` and below it ``$$\cdot c = d$$``.

What begins with a sign of a product has no other meaning; where a sum stands before it, how much of it is multiplied
is not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from backproof.read.context.following import EQUALITIES, UNFINISHED, adjacent
from backproof.read.extract.pieces import Piece
from backproof.read.grammar.grammar import PRODUCT_SIGNS
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import is_kind, is_space, items
from backproof.read.lines import Line, read_lines
from backproof.read.terms.terms import Big, Plus, Term, Times
from backproof.source import Span
from backproof.syntax.tree import Atom, Grid, Kind, Node, Row


def multiplied(
    before: Sequence[Line], found: Sequence[Line], tree: Node, lexicon: Lexicon, chains: int
) -> tuple[list[Line], list[Line]]:
    """The lines up to a display, the last of them with the factor that it begins with, and the lines of the display.

    Where it is nothing but factors, it states what the line before it does, and which of the two is wrong is not said
    of that line.
    """
    last, opened = before[-1] if before else None, _opened(tree)
    if last is None or opened is None or last.limited != UNFINISHED or last.side is None or last.problem is not None:
        return list(before), list(found)
    sign, rest = opened
    again = read_lines(rest, lexicon, display=True, section=last.section, next_chain=chains)
    if not again or len(again) != len(found):
        return list(before), list(found)
    first, factor = again[0], again[0].head or again[0].side
    whole = None if factor is None or first.problem is not None else times(last.side, factor, sign)
    if whole is None or (first.relation and first.relation not in EQUALITIES):
        return list(before), list(found)
    run = list(takewhile(lambda each: each is last or _goes_on(each, last), reversed(before)))
    known = [replace(each, side=whole) for each in reversed(run)]
    if first.relation:
        # It is the next member of the chain whose member before it is the product.
        known = [replace(each, limited="") for each in known]
        again = [replace(each, chain=last.chain) if each.chain == first.chain else each for each in again]
        again[0] = replace(again[0], head=None)
    else:
        again[0] = replace(first, relation=last.relation, chain=last.chain, side=whole)
    return [*before[: -len(run)], *known], [_as_read(*each, last) for each in zip(found, again, strict=True)]


def _as_read(line: Line, again: Line, last: Line) -> Line:
    """A line with what was read behind the sign; what stands around it is known of it."""
    conditions = line.conditions or last.conditions if again.chain == last.chain else line.conditions
    read = replace(line, head=again.head, relation=again.relation, side=again.side, chain=again.chain)
    return replace(read, conditions=conditions, problem=again.problem)


def _opened(tree: Node) -> tuple[str, Row] | None:
    """The sign of a product that a display begins with, and what stands behind it."""
    match [part for part in items(tree) if not is_space(part)]:
        case [Atom(Kind.OPERATOR, text), *rest] if text in PRODUCT_SIGNS and rest:
            return text, Row(tuple(rest), rest[0].span.join(rest[-1].span))
        case _:
            return None


def _goes_on(line: Line, last: Line) -> bool:
    """Whether a line is an earlier part of the same product."""
    return line.limited == UNFINISHED and line.chain is not None and line.chain == last.chain


def times(side: Term, factor: Term, sign: str) -> Term | None:
    """A side with a further factor at its end: in the body of a sum; None behind what is added."""
    match side:
        case Plus():
            return None
        case Big(body=body):
            inner = times(body, factor, sign)
            return None if inner is None else replace(side, body=inner)
        case Times((*factors, Big() as last)):
            inner = times(last, factor, sign)
            return None if inner is None else replace(side, factors=(*factors, inner))
        case Times(factors, span, signs):
            known = signs or ("",) * (len(factors) - 1)
            return Times((*factors, factor), span, (*known, sign))
        case _:
            return Times((side, factor), side.span, (sign,))


def carried(trees: Mapping[int, Node], pieces: Sequence[Piece]) -> dict[int, Node]:
    r"""The displays with the sign that one ends with at the beginning of the next: ``$$a = b \cdot$$`` and ``$$c$$``.

    One that states something of its own is not what such a sign was waiting for.
    """
    found = dict(trees)
    for at, tree in trees.items():
        behind = found.get(at + 1)
        if behind is None or not adjacent(pieces, at + 1):
            continue
        match [part for part in items(tree) if not is_space(part)]:
            case [*parts, Atom(Kind.OPERATOR, text) as sign] if parts and text in {"+", *PRODUCT_SIGNS}:
                rest = [part for part in items(behind) if not is_space(part)]
                if not rest or any(is_kind(part, Kind.RELATION) or isinstance(part, Grid) for part in rest):
                    continue
                begins = isinstance(rest[0], Atom) and is_kind(rest[0], Kind.OPERATOR)
                if begins and rest[0] != replace(sign, span=rest[0].span):
                    continue
                found[at] = Row(tuple(parts), parts[0].span.join(parts[-1].span))
                first = rest[0].span
                opens = replace(sign, span=Span(first.start, first.start))
                found[at + 1] = behind if begins else Row((opens, *rest), first.join(rest[-1].span))
            case _:
                pass
    return found
