"""Formulas in a sentence that give a letter which counts a number: ``at the last step, $t = \\tau$``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Num, Plus, Ref, Term

COUNTING = INDEX_LETTERS | {"l"}


def marked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with those as conditions that say which layer, step or element is spoken of.

    Their letter stands in scripts, and nowhere else by itself.
    """
    places = {at: line.head.base for at, line in enumerate(lines) if isinstance(line.head, Ref) and _places(line)}
    scripts = {letter for line in lines for ref in _names(line) for script in _scripts(ref) for letter in script}
    others = (line for at, line in enumerate(lines) if at not in places and line.relation != "in")
    alone = {ref.base for line in others for ref in _names(line)}
    counting = {at for at, letter in places.items() if letter in scripts - alone}
    return tuple(
        replace(line, said=replace(line.said, posed=True)) if at in counting else line for at, line in enumerate(lines)
    )


def _places(line: Line) -> bool:
    """Whether a line in a sentence may say what a letter is: ``t = 1``, ``l = L - 1``."""
    letter = isinstance(line.head, Ref) and line.head.base in COUNTING and line.head.key == line.head.base
    return letter and not line.display and line.relation == "=" and line.side is not None and _counts(line.side)


def _counts(side: Term) -> bool:
    match side:
        case Plus((Ref() as letter, *_)):
            return letter.key == letter.base
        case Ref():
            return side.key == side.base
        case Num(value):
            return value.denominator == 1
        case _:
            return False


def _names(line: Line) -> Iterator[Ref]:
    return (ref for term in line.terms for ref in references(term))


def _scripts(ref: Ref) -> tuple[str, ...]:
    return (*ref.subs, *ref.sups, *ref.at)
