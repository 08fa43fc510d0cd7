r"""Losses with a formula in the place of a name: ``L = (y - \hat y)^2``, and then ``L = (y - w^T x)^2``.

The second line says what the name is, of which nothing else in the section does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, bare, children, rebuilt, references
from backproof.read.terms.terms import Call, Num, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

TARGETS = frozenset({"y", "t", "d", "c", "r"})
"""Names of labels, for which nobody puts in a formula."""
Stated = tuple[int, Term]
"""The place of a line, and what it says a loss is."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such ones as definitions of the name."""
    several = {loss: said for loss, said in _losses(lines).items() if len(said) > 1}
    if not several:
        return tuple(lines)
    heads = ((line.section, line.head.name if isinstance(line.head, Call) else line.head) for line in lines)
    defined = {(section, head.base) for section, head in heads if isinstance(head, Ref)}
    found = list(lines)
    for (section, _), said in several.items():
        told = dict(_told(lines, said))
        names = {(section, name.base) for name, _ in told.values()}
        if len({bare(term) for _, term in told.values()}) == 1 and len(names) == 1 and names.isdisjoint(defined):
            at, (name, term) = next(iter(told.items()))
            found[at] = replace(lines[at], head=name, side=term, chain=None)
    return tuple(found)


def _losses(lines: Sequence[Line]) -> Mapping[tuple[int, Term], list[Stated]]:
    """What lines say the losses of each section are, chains included."""
    heads: dict[int, Term] = {}
    found: defaultdict[tuple[int, Term], list[Stated]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.head is not None and line.chain is not None:
            heads[line.chain] = line.head
        head = heads.get(-1 if line.chain is None else line.chain) if line.head is None else line.head
        name = head.name if isinstance(head, Call) else head
        defines = line.relation in DEFINES and not line.conditions
        if isinstance(name, Ref) and name.base in LOSS_LETTERS and head and line.side and defines:
            found[line.section, bare(head)].append((at, line.side))
    return found


def _told(lines: Sequence[Line], said: Sequence[Stated]) -> Iterator[tuple[int, tuple[Ref, Term]]]:
    """The lines that put a formula in the place of a name in what is said before them, with both.

    A member of a chain goes on from the one before it, of which no other says anything else.
    """
    for number, (at, side) in enumerate(said):
        ends = at + 1 == len(lines) or lines[at].chain is None or lines[at + 1].chain != lines[at].chain
        is_member = lines[at].head is None and number > 0
        agree = not is_member or all(alike(before, said[number - 1][1]) for _, before in said[:number])
        for _, before in said[number - 1 if is_member else 0 : number] if ends and agree else ():
            pairs = {(bare(name), bare(term)): (name, term) for name, term in _differing(before, side)}
            if len(pairs) == 1:
                name, term = next(iter(pairs.values()))
                if isinstance(name, Ref) and _is_put_in(name, term, side):
                    yield at, (name, term)


def _is_put_in(name: Ref, term: Term, side: Term) -> bool:
    """Whether a term may be what a name stands for: no other name, and nothing that the name is in."""
    plain = isinstance(term, Ref | Num) or name.base in TARGETS or name.sups
    return not plain and all(ref.base != name.base for ref in references(side))


def _differing(one: Term, other: Term) -> Iterator[tuple[Term, Term]]:
    """The smallest parts in which two terms differ."""
    if alike(one, other):
        return
    parts = children(other)
    if type(one) is type(other) and not isinstance(one, Ref) and len(children(one)) == len(parts):
        rest = iter(parts)
        if alike(rebuilt(one, lambda _: next(rest)), other):
            for each, part in zip(children(one), parts, strict=True):
                yield from _differing(each, part)
            return
    yield one, other
