r"""Steps in time above names, without brackets: ``h^t_j = f(h^{t-1}_k)``, of which ``h^T_j`` is the last one.

A name has steps above it where an equation, or several ones together, goes from one to the next, and it never stands
without a superscript: who steps with ``w^{t+1} = w^t - \dots`` and writes ``w^T x`` also writes a bare w. Beside such a
name every other one that only stands with a t above it has them, too.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from typing import Final

from backproof.read.grammar.nodes import equations, is_kind, items, name_of, spaced, split, subtrees
from backproof.syntax.tree import Atom, Kind, Node, Script

LAST: Final = "T"
"""The number of steps, or a transpose."""
STEPS: Final = re.compile(r"(?:[tT]|\d)(?:[+-]\d)?")
OF_TIME: Final = re.compile(r"t(?:[+-]\d)?")
FACTORS: Final = frozenset({"gamma", "lambda", "beta", "alpha", "eta", "rho"})
"""Discounts, decays and rates: ``\\gamma^t`` is a power."""


def step_above(sup: Node | None, known: Container[str] = (LAST,)) -> str | None:
    """The step that a superscript is, in brackets; None for anything else, and for a T that is not ``known``."""
    parts = items(sup) if sup is not None else ()
    text = "".join(part.text if isinstance(part, Atom) else "?" for part in parts)
    return f"({text})" if STEPS.fullmatch(text) and (text != LAST or LAST in known) else None


def stepped(trees: Iterable[Node]) -> frozenset[str]:
    """The names with steps above them; and T, where that is their number.

    >>> from backproof.syntax.latex import parse
    >>> [sorted(stepped([parse(text)])) for text in ("h^t_j = w h^{t-1}_j + x^t_j", "w^{t+1} = w^t - f(w)", "y = r^t")]
    [['h', 'x'], [], []]
    >>> sorted(stepped(map(parse, ("a^t_j = w b^{t-1}_j", "b^t_j = f(a^t_j)"))))
    ['a', 'b']
    """
    nodes = [node for tree in trees for node in subtrees(tree)]
    scripts = [node for node in nodes if isinstance(node, Script)]
    bases = {id(node.base) for node in scripts}
    bare = {name_of(node) for node in nodes if isinstance(node, Atom) and id(node) not in bases}
    bare |= {name_of(node.base) for node in scripts if node.sup is None}
    if not {*_going_on(line for node in nodes for line in equations(node))} - bare:
        return frozenset()
    timed = {name_of(node.base) for node in scripts if _is_of_time(node)}
    superscripts = {id(node.sup) for node in scripts if not is_kind(node.base, Kind.BIG)}
    counts = any(isinstance(node, Atom) and node.text == LAST and id(node) not in superscripts for node in nodes)
    names = {name for name in timed if name is not None and name not in bare | FACTORS}
    return frozenset(names | {LAST} if counts else names)


def _is_of_time(node: Script) -> bool:
    step = step_above(node.sup)
    return step is not None and bool(OF_TIME.fullmatch(step.strip("()")))


def _going_on(lines: Iterable[tuple[Node, ...]]) -> Iterator[str]:
    """The names that equations define at one step by what others define by their values at another one."""
    below: dict[str, set[str]] = {}
    steps: set[tuple[str, str]] = set()
    for head, name, apart in (found for line in lines for found in _computed(line)):
        below.setdefault(head, set()).add(name)
        steps |= {(head, name)} if apart else set()
    for head, name in steps:
        if head in _reached(name, below):
            yield head


def _reached(name: str, below: Mapping[str, Set[str]]) -> set[str]:
    """A name and all that it is computed from."""
    found, pending = {name}, [name]
    while pending:
        new = below.get(pending.pop(), set()) - found
        found |= new
        pending.extend(new)
    return found


def _computed(parts: tuple[Node, ...]) -> Iterator[tuple[str, str, bool]]:
    """The name that each equation of a row defines at a step, with each one at a step on its right, and whether that is
    another step."""
    for equation in (each for group in spaced(parts) for each in split(group, {",", ";", "."})):
        yield from _of_equation(equation)


def _of_equation(parts: tuple[Node, ...]) -> Iterator[tuple[str, str, bool]]:
    match parts:
        case (Script() as head, Atom(Kind.RELATION), *rest) if _is_of_time(head) and (name := name_of(head.base)):
            for part in (node for each in rest for node in subtrees(each) if isinstance(node, Script)):
                if _is_of_time(part) and (other := name_of(part.base)):
                    yield name, other, step_above(part.sup) != step_above(head.sup)
        case _:
            pass
