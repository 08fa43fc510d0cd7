r"""What activations are applied to, where a line names it: ``z^l = w^l a^{l-1} + b^l`` beside an a^l by all of that.

The errors of layers are derivatives by that name, which the activation has to go through. Lines are compared in index
form, for each layer: the one may be of whole arrays, the other of their elements, or of the layer above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backproof.check.definitions.definitions import DEFINES
from backproof.check.functions.arguments import applied_to
from backproof.matrix.values import relettered
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt, references
from backproof.read.terms.terms import Big, Call, Ref, Term
from backproof.records import replace

Named = tuple[Ref, Term]
"""A name, and what a line says that it is."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such activations of the name."""
    headed = [
        line if line.head is not None else replace(line, head=_before(lines, at)) for at, line in enumerate(lines)
    ]
    if not any(applied_to(line) is not None for line in headed):
        return tuple(lines)
    found: defaultdict[tuple[str, tuple[str, ...]], list[Named]] = defaultdict(list)
    for line in lines:
        if isinstance(line.head, Ref) and line.side is not None and line.relation in DEFINES and not line.conditions:
            found[line.head.base, line.head.sups].append((line.head, line.side))
    return tuple(replace(_named(each, found), head=line.head) for line, each in zip(lines, headed, strict=True))


def _before(lines: Sequence[Line], at: int) -> Term | None:
    """The name that a chain gives what it began with: the q of ``p = q = \\sigma(w x)``."""
    line, before = lines[at], lines[max(at - 1, 0)]
    goes_on = line.chain is not None and line.chain == before.chain and isinstance(before.head, Ref)
    return before.side if goes_on else None


def _named(line: Line, found: Mapping[tuple[str, tuple[str, ...]], Sequence[Named]]) -> Line:
    """A line that applies an activation, with the name of what it is applied to."""
    own = applied_to(line)
    if own is None or not isinstance(line.side, Call) or not isinstance(line.head, Ref):
        return line
    goal, inside = _canonical(own), {ref.base for ref in references(own)}
    names = []
    for (base, sups), said in found.items():
        letters = [_letters(name, line.head) for name, _ in said]
        if base in inside or sups != line.head.sups or None in letters:
            continue
        if any({ref.base for ref in references(body)} != inside for _, body in said):
            continue
        bodies = [_canonical(relettered(body, each or {})) for (_, body), each in zip(said, letters, strict=True)]
        if all(body == goal for body in bodies):
            names.append(replace(said[0][0], subs=line.head.subs, span=own.span))
    return replace(line, side=replace(line.side, arguments=(names[0],))) if len(names) == 1 else line


def _letters(name: Ref, head: Ref) -> dict[str, str] | None:
    """The letters of a name as those of the head of another line, and these out of their way; None where none fit."""
    if len(name.subs) != len(head.subs) or name.at != head.at:
        return None
    pairs = [(one, other) for one, other in zip(name.subs, head.subs, strict=True) if one != other]
    return {**{other: one for one, other in pairs}, **dict(pairs)}


def _canonical(term: Term, depth: int = 0) -> Term:
    """A term without its places, and with the same letters on all sums."""
    match term:
        case Big(letter=letter) if letter:
            mark = f"#{depth}"
            return bare(_canonical_inside(relettered(term, {letter: mark}), depth + 1))
        case _:
            return bare(_canonical_inside(term, depth))


def _canonical_inside(term: Term, depth: int) -> Term:
    return rebuilt(term, lambda part: _canonical(part, depth))
