"""Scripts of several digits without their braces: ``w_11`` for ``w_{11}``, ``e^0.5`` for ``e^{0.5}``.

TeX takes the first digit alone, and prints a one beside ``w_1``. Nobody multiplies a name by digits that touch it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from backproof.read.grammar.nodes import rebuilt
from backproof.syntax.tree import Atom, Kind, Node, Row, Script

UNBRACED: Final = re.compile(r"[_^]\d[\d.]")
"""How such a script begins; formulas without it are left alone."""


def with_whole_numbers(tree: Node, text: str) -> Node:
    """The tree of a formula in which digits that touch a script of one digit belong to it.

    >>> from backproof.syntax.latex import parse
    >>> with_whole_numbers(parse("w_11"), "w_11") == parse("w_11")
    False
    """
    return _with(tree) if UNBRACED.search(text) else tree


def _with(node: Node) -> Node:
    node = rebuilt(node, _with)
    return replace(node, items=tuple(_joined(node.items))) if isinstance(node, Row) else node


def _joined(parts: tuple[Node, ...]) -> Iterator[Node]:
    waiting: Node | None = None
    for part in parts:
        whole = None if waiting is None else _whole(waiting, part)
        if waiting is not None and whole is None:
            yield waiting
        waiting = part if whole is None else whole
    if waiting is not None:
        yield waiting


def _whole(part: Node, behind: Node) -> Script | None:
    """A name with the whole of its number; None where what stands behind it is something else."""
    match part, behind:
        case (Script(sub=None, sup=Atom(Kind.NUMBER, first) as power), Atom(Kind.NUMBER, more)) if (
            power.span.end == behind.span.start and first.isdigit()
        ):
            whole = Atom(Kind.NUMBER, first + more, power.span.join(behind.span))
            return replace(part, sup=whole, span=part.span.join(behind.span))
        case (
            Script(_, Atom(Kind.NUMBER, first) as number, None),
            Atom(Kind.NUMBER, more) | Script(Atom(Kind.NUMBER, more), None),
        ) if number.span.end == behind.span.start and (first + more).isdigit():
            whole = Atom(Kind.NUMBER, first + more, number.span.join(_digits(behind).span))
            above = behind.sup if isinstance(behind, Script) else None
            return replace(part, sub=whole, sup=above, span=part.span.join(behind.span))
        case _:
            return None


def _digits(node: Node) -> Node:
    return node.base if isinstance(node, Script) else node
