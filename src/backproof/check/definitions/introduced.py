r"""Names that a chain ends with: ``\partial E/\partial u_j = y_j - t_j = e_j`` says what e is called from there on.

That is a name of which nothing was said before, and from which no line computes anything but derivatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Partial, Ref


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such members as definitions of the name by the derivative that their chain begins with."""
    ends = [at for at, line in enumerate(lines) if _names(line) and _is_last(at, lines)]
    if not ends:
        return tuple(lines)
    heads = {line.chain: line.head for line in lines if line.chain is not None and line.head is not None}
    found = list(lines)
    for at in ends:
        name, head = lines[at].side, heads.get(-1 if (chain := lines[at].chain) is None else chain)
        if isinstance(name, Ref) and isinstance(head, Partial) and _is_new(name, at, lines):
            scripts = {*head.by.subs, *(head.of.subs if isinstance(head.of, Ref) else ())}
            if set(name.subs) == scripts:
                found[at] = replace(lines[at], head=name, side=head, chain=None)
    return tuple(found)


def _names(line: Line) -> bool:
    """Whether a line is a member of a chain that is a name alone."""
    plain = line.head is None and line.chain is not None and isinstance(line.side, Ref) and not line.side.sups
    return plain and line.relation in DEFINES and line.problem is None


def _is_last(at: int, lines: Sequence[Line]) -> bool:
    """Whether a member of its chain stands before one, and none behind it."""
    before, behind = lines[at - 1 : at], lines[at + 1 : at + 2]
    return any(line.chain == lines[at].chain for line in before) and all(
        line.chain != lines[at].chain for line in behind
    )


def _is_new(name: Ref, at: int, lines: Sequence[Line]) -> bool:
    """Whether a line is the first one with a name, and lines behind it go on with that in derivatives alone."""
    named = [any(ref.base == name.base for term in line.sides for ref in references(term)) for line in lines]
    if any(named[:at]) or not any(named[at + 1 :]):
        return False
    chains = {line.chain for line in lines if line.chain is not None and _is_derivative(line)}
    later = (line for line, has in zip(lines[at + 1 :], named[at + 1 :], strict=True) if has)
    return all(_is_derivative(line) or line.chain in chains for line in later)


def _is_derivative(line: Line) -> bool:
    """Whether a line says what a derivative is, or the change that it makes of a parameter."""
    return line.head is not None and has(line.head, Partial)
