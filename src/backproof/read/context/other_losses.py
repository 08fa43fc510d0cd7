r"""Losses that words alone name: "b) with the cross entropy", behind ``C = \frac12 (y - a)^2``.

What follows is about that loss, and no difference from the one that is written refutes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Call, Nabla, Num, Partial, Raise, Ref, Term

UNWRITTEN: Final = "the words before it name another loss than the one that is written"


class Loss(StrEnum):
    """The kinds of losses that words tell apart."""

    ENTROPY = r"cross[\s-]*entropy|log(istic)?[\s-]*loss|negative\s+log[\s-]*likelihood|\bbce\b"
    SQUARED = r"(mean[\s-]*)?squared?[\s-]*(error|loss|cost)|quadratic\s+(cost|loss|error)|\bmse\b"


TAKEN: Final = re.compile(
    r"\b(with|using|use|takes?|taking|choose|under|for|consider|instead)\b[^.:;]{0,40}?"
    rf"(?:(?P<ENTROPY>{Loss.ENTROPY})|(?P<SQUARED>{Loss.SQUARED}))",
    re.IGNORECASE,
)


def named(words: str) -> Loss | None:
    """The loss that words take last.

    >>> named("b) With the cross entropy (binary):").name, named("The cross entropy is never negative.")
    ('ENTROPY', None)
    """
    found = [each.lastgroup for each in TAKEN.finditer(words)]
    return Loss[found[-1]] if found and found[-1] is not None else None


def written(lines: Sequence[Line]) -> bool:
    """Whether lines write a loss out, which is the one that counts from there on."""
    return any(isinstance(line.head, Ref | Call) and line.side is not None and _kind(line.side) for line in lines)


def marked(found: Sequence[Line], before: Sequence[Line], taken: Loss | None) -> Iterator[Line]:
    """The lines of a formula behind words that take a loss; derivatives of one of another kind are limited."""
    other = False
    for line in found:
        if taken is not None and line.head is not None:
            loss = _differentiated(meant(line.head, before))
            body = None if loss is None else _last(loss, before)
            kind = None if body is None else _kind(body)
            other = kind is not None and kind is not taken
        yield replace(line, limited=line.limited or UNWRITTEN) if other else line


def meant(head: Term, before: Sequence[Line]) -> Term:
    """A head, or the derivative that the last line of its name says that it is, as of an error."""
    match head:
        case Ref(base=base):
            said = (line.side for line in reversed(before) if isinstance(line.head, Ref) and line.head.base == base)
            return next((side for side in said if isinstance(side, Partial | Nabla)), head)
        case _:
            return head


def _differentiated(head: Term) -> str | None:
    """The name of what a head is the derivative of."""
    match head:
        case Partial(of=Ref(key=key) | Call(name=Ref(key=key))) | Nabla(of=Ref(key=key) | Call(name=Ref(key=key))):
            return key
        case _:
            return None


def _last(name: str, lines: Sequence[Line]) -> Term | None:
    """What the last line that defines a name says of it."""
    heads = ((line, line.head.name if isinstance(line.head, Call) else line.head) for line in reversed(lines))
    return next((line.side for line, head in heads if isinstance(head, Ref) and head.key == name), None)


def _kind(body: Term) -> Loss | None:
    parts = [*walk(body)]
    if any(isinstance(part, Call) and part.name.base in {"log", "ln"} for part in parts):
        return Loss.ENTROPY
    squares = (part.exponent for part in parts if isinstance(part, Raise))
    squared = any(isinstance(each, Num) and each.value == 2 for each in squares)
    return Loss.SQUARED if squared else None
