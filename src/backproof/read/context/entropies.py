"""Words that call what follows a cross-entropy: "the cross-entropy loss is", "loss: binary cross entropy"."""

from __future__ import annotations

import re
from typing import Final

from backproof.read.context.leading import leading
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


def is_named(head: Term | None) -> bool:
    """Whether a name is that of a cross-entropy."""
    name = head.name if isinstance(head, Call) else head
    return isinstance(name, Ref) and name.base.removeprefix("\\mathrm{").removesuffix("}") in NAMES
