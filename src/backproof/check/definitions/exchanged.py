r"""Matrices that are symmetric by an equation, ``S^T = S``, or as covariances are: ``\Sigma`` where it is inverted.

Nothing defines them. The field has no other ``\Sigma`` of which it takes the inverse or the determinant, but for the
singular values, which are a diagonal matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.matrix import said
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Call, Raise, Ref, Transposed

COVARIANCES = frozenset({"Sigma", r"\mathbf{Sigma}"})


def settle(document: Document) -> Document:
    """The document with such matrices among those that it calls symmetric, and none that a line defines."""
    defining = (line for line in document.lines if line.relation in DEFINES and not _exchanged(line))
    heads = {line.head.key for line in defining if isinstance(line.head, Ref)}
    symmetric = document.symmetric | _stated(document.lines) | _inverted(document.lines)
    return replace(document, symmetric=symmetric - heads)


def _stated(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(name for line in lines if (name := _exchanged(line)))


def _inverted(lines: Sequence[Line]) -> frozenset[str]:
    parts = (part for line in lines for side in line.sides for part in occurrences(side, Call, Raise))
    return frozenset({ref.key for part in parts for ref in said.inverted(part)} & COVARIANCES)


def _exchanged(line: Line) -> str:
    """The name that a line says is its own transpose; empty where it says something else."""
    match line.head, line.side:
        case (Transposed(Ref(key=name)), Ref(key=other)) | (Ref(key=name), Transposed(Ref(key=other))):
            return name if name == other and line.relation in DEFINES else ""
        case _:
            return ""
