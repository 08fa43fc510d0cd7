r"""Matrices that a line defines by their inverse: ``S_N^{-1} = S_0^{-1} + \beta X^T X``, where nothing else does.

The line says ``S_N = (S_0^{-1} + \beta X^T X)^{-1}``; as a claim it would be about a matrix that nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.matrix import said
from backproof.read.lines import Line
from backproof.read.terms.determinants import is_matrix
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Raise, Ref


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, such ones as definitions of the matrix."""
    asked = [at for at, line in enumerate(lines) if _inverted(line) is not None]
    if not asked:
        return lines
    defined = {line.head.key for line in lines if isinstance(line.head, Ref) and line.side is not None}
    found = list(lines)
    for at in asked:
        line, name = lines[at], _inverted(lines[at])
        used = {ref.key for each in lines[:at] for side in each.sides for ref in references(side)}
        if name is None or line.side is None or not isinstance(line.head, Raise) or name.key in defined | used:
            continue
        found[at] = replace(line, head=name, side=Raise(line.side, line.head.exponent, line.side.span))
        defined.add(name.key)
    return found


def _inverted(line: Line) -> Ref | None:
    """The matrix of which a line says what its inverse is, by other names."""
    if not isinstance(line.head, Raise) or not isinstance(line.head.base, Ref) or line.relation not in DEFINES:
        return None
    name = next(said.inverted(line.head), None)
    if name is None or line.side is None or line.problem is not None or not is_matrix(name.base):
        return None
    others = [ref.key for ref in references(line.side)]
    return name if others and name.key not in others else None
