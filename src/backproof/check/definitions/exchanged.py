"""Matrices that an equation makes symmetric: ``S^T = S``, where nothing defines the S."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref, Transposed


def settle(document: Document) -> Document:
    """The document with such matrices among those that it calls symmetric, and none that a line defines."""
    defining = (line for line in document.lines if line.relation in DEFINES and not _exchanged(line))
    heads = {line.head.key for line in defining if isinstance(line.head, Ref)}
    return replace(document, symmetric=(document.symmetric | _stated(document.lines)) - heads)


def _stated(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(name for line in lines if (name := _exchanged(line)))


def _exchanged(line: Line) -> str:
    """The name that a line says is its own transpose; empty where it says something else."""
    match line.head, line.side:
        case (Transposed(Ref(key=name)), Ref(key=other)) | (Ref(key=name), Transposed(Ref(key=other))):
            return name if name == other and line.relation in DEFINES else ""
        case _:
            return ""
