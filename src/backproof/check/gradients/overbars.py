r"""Bars for gradients, as automatic differentiation writes them: ``\bar y = \frac{dL}{dy}``, ``\overline{z_i} = ...``.

A document says so by one such equation, by a loss whose own gradient is one, ``\bar{L} = 1``, or by the last of its
numbered nodes, ``\bar v_5 = 1``. Then a bar over any name that it has without one is the gradient of that loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from backproof.check.gradients import accumulated
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references
from backproof.read.terms.terms import Num, Partial, Ref, Term, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS

BAR = re.compile(r"\\bar\{(.*)\}")
NUMBER = re.compile(r"-?\d+")
FEWEST = 2
"""So many further bars, or nodes with a number, make a list of nodes."""
OF_ANY = "it is about any node of a list, and which lead to it is not written"
Nodes = Mapping[str, Sequence[str]]
"""The numbers of the nodes that a document defines, by their letter."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such gradients as what they are."""
    nodes = _nodes(lines)
    told = {at: loss for at in range(len(lines)) if (loss := _told(lines, at, nodes)) is not None}
    if not told:
        return tuple(lines)
    meant = below(lines)
    lines = accumulated.settle(lines, meant)
    losses = [told[max((each for each in told if each <= at), default=min(told))] for at in range(len(lines))]
    return tuple(
        with_gradients(_of_one(line, nodes, meant), meant, loss) for line, loss in zip(lines, losses, strict=True)
    )


def below(lines: Sequence[Line]) -> dict[str, str]:
    """The name below each bar, where the document has it without one, too."""
    names = {ref.base for line in lines for term in line.sides for ref in references(term)}
    names |= {part.by.base for line in lines for term in line.sides for part in occurrences(term, Partial)}
    return {base: found[1] for base in names if (found := BAR.fullmatch(base)) is not None and found[1] in names}


def _nodes(lines: Sequence[Line]) -> Nodes:
    """The nodes of a list: a letter of which a document defines several by number."""
    found: dict[str, list[str]] = {}
    for line in lines:
        match line.head:
            case Ref(base, (number,), ()) if NUMBER.fullmatch(number) and not BAR.fullmatch(base):
                found.setdefault(base, []).append(number)
            case _:
                pass
    return {base: sorted(numbers, key=int) for base, numbers in found.items() if len(numbers) >= FEWEST}


def _told(lines: Sequence[Line], at: int, nodes: Nodes) -> Ref | None:
    """The loss of which a line says that bars are gradients; None for any other line."""
    line = lines[at]
    match line.head, line.side:
        case Ref(base) as head, Partial(Ref() as loss, by) if (found := BAR.fullmatch(base)) is not None:
            return loss if (found[1], head.subs, head.sups) == (by.base, by.subs, by.sups) else None
        case Ref(base) as head, Num(value) if value == 1 and (found := BAR.fullmatch(base)) is not None:
            last = _is_last(found[1], head, nodes) and _is_list(lines, base)
            return replace(head, base=found[1]) if last or found[1] in LOSS_LETTERS else None
        case Ref(base), Ref(of) as head if _is_one(lines, at) and (found := BAR.fullmatch(of)) is not None:
            node = BAR.fullmatch(base)
            ends = found[1] not in nodes or _is_last(found[1], head, nodes)
            return replace(head, base=found[1]) if ends and node is not None and node[1] in nodes else None
        case _:
            return None


def _is_last(letter: str, name: Ref, nodes: Nodes) -> bool:
    """Whether a name has the number of the last node under a letter; the derivatives by others may be one, too."""
    return letter in nodes and name.subs == (nodes[letter][-1],)


def _is_list(lines: Sequence[Line], bar: str) -> bool:
    """Whether further bars over the same letter are said by bars, or one by derivatives of the nodes."""
    sides = [line.side for line in lines if isinstance(line.head, Ref) and line.head.base == bar and line.side]
    by_bars = [side for side in sides if any(BAR.fullmatch(ref.base) for ref in references(side))]
    return len(by_bars) >= FEWEST or any(has(side, Partial) for side in by_bars)


def _is_one(lines: Sequence[Line], at: int) -> bool:
    """Whether a chain goes on behind a line and ends with one: ``\\bar v_5 = \\bar y = 1``."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    goes_on = after is not None and after.head is None and after.chain is not None and after.chain == lines[at].chain
    return goes_on and after is not None and isinstance(after.side, Num) and after.side.value == 1


def _of_one(line: Line, nodes: Nodes, meant: Mapping[str, str]) -> Line:
    r"""A line about any node ``v_i`` of a list: for the first one; with a sum over nodes it is not read."""
    refs = [ref for term in line.sides for ref in _all_references(term)]
    own = [ref for ref in refs if meant.get(ref.base, ref.base) in nodes]
    letters = {letter for ref in own for letter in ref.subs if not NUMBER.fullmatch(letter)}
    if not letters or not any(ref.base in meant for ref in refs):
        return line
    if len(letters) > 1 or line.side is None or line.problem is not None:
        return replace(line, head=None, side=None, problem=line.problem or Unreadable(OF_ANY, line.span))
    (letter,) = letters
    number = nodes[next(meant.get(ref.base, ref.base) for ref in own if letter in ref.subs)][0]
    return line.changed(partial(_numbered, letter, number))


def _all_references(term: Term) -> list[Ref]:
    return [*references(term), *(part.by for part in occurrences(term, Partial))]


def _numbered(letter: str, number: str, term: Term) -> Term:
    match term:
        case Ref(subs=subs) if letter in subs:
            return replace(term, subs=tuple(number if each == letter else each for each in subs))
        case Partial(of, by):
            named = _numbered(letter, number, by)
            return replace(term, of=_numbered(letter, number, of), by=named if isinstance(named, Ref) else by)
        case _:
            return rebuilt(term, partial(_numbered, letter, number))


def with_gradients(line: Line, meant: Mapping[str, str], loss: Ref) -> Line:
    """A line with the gradients of a loss in the place of names with a bar."""

    def change(term: Term) -> Term:
        match term:
            case Ref(base=base) if base in meant:
                return Partial(replace(loss, span=term.span), replace(term, base=meant[base]), term.span)
            case Partial(of, by):
                return replace(term, of=change(of), by=by)
            case _:
                return rebuilt(term, change)

    return line.changed(change)
