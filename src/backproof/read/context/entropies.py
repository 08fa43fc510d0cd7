"""Words that call what follows a cross-entropy: "the cross-entropy loss is", "loss: binary cross entropy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.read.context.anew import ANEW
from backproof.read.context.leading import leading
from backproof.read.extract.pieces import Piece, Prose
from backproof.read.lines import Line
from backproof.read.terms.terms import Call, Ref, Term
from backproof.syntax.tree import Node

NEAR: Final = 80
"""The words stand within so many characters before the formula."""
CALLS: Final = re.compile(
    r"\bcross[\s-]*entropy(\s*\(\w+\))?"
    r"(\s+(loss|cost|error|objective|function|is|as|by|given|defined|written|then|therefore|hence|here|follows))*"
    r"\s*[:=,]?\s*$",
    re.IGNORECASE,
)
OTHER: Final = re.compile(
    r"\b(not|derivative|gradient|differentiat\w*|minus|negati\w*|sign|likelihood|maximi[sz]\w*|without|from|wrong\w*|"
    r"sum|terms?|inner|inside|part|summands?|generator|adversar\w*)\b",
    re.IGNORECASE,
)
"""What makes the formula something else than that loss, or turns its sign."""
NAMES: Final = frozenset({"CE", "BCE", "CCE"})


def calls_entropy(before: str, tree: Node) -> bool:
    """Whether words before a formula, or at its beginning, call its first line a cross-entropy.

    >>> from backproof.syntax.latex import parse
    >>> calls_entropy("The cross-entropy loss is", parse("L = 1", 0))
    True
    >>> calls_entropy("The gradient of the cross-entropy is", parse("L = 1", 0))
    False
    """
    said = leading(before[-NEAR:], tree)
    return CALLS.search(said) is not None and OTHER.search(said) is None


def again(lines: Sequence[Line], text: Sequence[Line], item: int, pieces: Sequence[Piece], at: int) -> Iterator[Line]:
    """The lines of a formula; the names that the ``text`` before it calls so in the same item are called so again.

    They are not where the words around the formula speak of something else.
    """
    called = {each.head.key for each in text if each.said.entropy and each.item == item and isinstance(each.head, Ref)}
    before, behind = (_words(pieces, beside) for beside in (at - 1, at + 1))
    near = before[-NEAR:], behind[:NEAR]
    other = bool(called) and (any(map(OTHER.search, near)) or ANEW.search(before) is not None)
    for line in lines:
        same = isinstance(line.head, Ref) and line.head.key in called and not other
        yield replace(line, said=replace(line.said, entropy=True)) if same else line


def _words(pieces: Sequence[Piece], at: int) -> str:
    """The words of a piece; none where it is a formula, or there is none."""
    piece = pieces[at] if 0 <= at < len(pieces) else None
    return piece.text if isinstance(piece, Prose) else ""


def is_named(head: Term | None) -> bool:
    """Whether a name is that of a cross-entropy."""
    name = head.name if isinstance(head, Call) else head
    return isinstance(name, Ref) and name.base.removeprefix("\\mathrm{").removesuffix("}") in NAMES
