r"""Errors of two layers under one letter: ``\delta = \hat y - y``, and "for the hidden layer ``\delta = W^T d``".

Words that name a layer give the letter its meaning up to where they name another one. On the right side of such a line
stands the error of the layer before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.check.definitions.definitions import ERRORS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references, renamed
from backproof.read.terms.terms import Partial, Ref

ANEW: Final = "{0}_{{{1}}}"
"""What the error of the second layer is called, and that of the third."""
OUTPUT: Final = "output"
"""The layer of an error that comes first and names none."""


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with another name for such an error from the second layer on."""
    if not any(line.said.of_layer for line in lines):
        return lines
    places = {(line.section, line.head.base) for line in lines if line.said.of_layer and isinstance(line.head, Ref)}
    for section, base in sorted(places):
        own = [line for line in lines if line.section == section]
        if base in ERRORS and not _is_told_apart(base, own):
            lines = _told_apart(lines, section, base)
    return lines


def _is_told_apart(base: str, lines: Sequence[Line]) -> bool:
    """Whether an error has indices or numbers, or is what a derivative says of every layer."""
    names = (ref for line in lines for term in line.sides for ref in references(term))
    scripted = any(ref.base.startswith(f"{base}_") or (ref.base == base and (ref.subs or ref.sups)) for ref in names)
    return scripted or any(_defines(line, base) and line.side is not None and has(line.side, Partial) for line in lines)


def _told_apart(lines: Sequence[Line], section: int, base: str) -> Sequence[Line]:
    """The lines with a name for the error of each layer in a section."""
    found: list[Line] = []
    own, layers, layer = base, 0, ""
    for line in lines:
        if line.section != section:
            found.append(line)
            continue
        before = own
        if _defines(line, base):
            said = line.said.of_layer
            if not layers:
                layers, layer = 1, said or OUTPUT
            elif said not in {"", layer}:
                layers, layer = layers + 1, said
                own = ANEW.format(base, layers)
        if own == base:
            found.append(line)
            continue
        earlier = before if before != own else own
        head = None if line.head is None else renamed(line.head, partial(_instead, base, own))
        side = None if line.side is None else renamed(line.side, partial(_instead, base, earlier))
        found.append(replace(line, head=head, side=side))
    return found


def _defines(line: Line, base: str) -> bool:
    """Whether a line says what the error is, by its letter alone."""
    match line.head:
        case Ref(base=own, subs=(), sups=()):
            return own == base and line.relation in {"=", ":="} and line.side is not None
        case _:
            return False


def _instead(base: str, own: str, ref: Ref) -> Ref:
    return replace(ref, base=own) if ref.base == base else ref
