"""The layer that a name is of, by its letter: ``a^l``, ``w^{l+1}``, ``z^{L-1}``."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences
from backproof.read.terms.terms import Call, Partial, Ref


def parsed(ref: Ref) -> tuple[str, int]:
    """The letter and the offset of a layer: ``l-1`` is (l, -1); no layer is ("", 0)."""
    for label in ref.sups:
        match = LAYER.fullmatch(label)
        if match is not None:
            return match[1], int(match[2] or 0)
    return "", 0


def is_layered(ref: Ref) -> bool:
    """Whether a name has the letter of a layer."""
    return parsed(ref)[0] != ""


def is_bare(ref: Ref) -> bool:
    """Whether a name has neither a layer nor the number or label of one: ``a``, ``a_j``; not ``a_{in}``, ``a_4``."""
    return not ref.sups and all(len(sub) == 1 and not sub.isdigit() for sub in ref.subs)


def partials(line: Line) -> Iterator[Partial]:
    """The derivatives of a line."""
    return (part for term in line.sides for part in occurrences(term, Partial))


def has_derivative(line: Line) -> bool:
    """Whether a line has a derivative."""
    return any(has(term, Partial) for term in line.sides)


def defines_total(line: Line) -> bool:
    """A loss in terms of a layer: ``C = \\frac12 \\sum_j (a_j^{l+1} - y_j)^2``."""
    head = line.head.name if isinstance(line.head, Call) else line.head
    return isinstance(head, Ref) and not is_layered(head) and not head.subs and not has_derivative(line)
