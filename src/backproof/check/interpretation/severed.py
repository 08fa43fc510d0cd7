"""Derivatives whose path leaves a part of a document: judged in that part alone, it would be missing.

``h = \\sigma(z)`` stands in one section, ``L`` by ``h`` and ``z`` by ``b`` in the next one. There ``h`` is any
quantity, and the derivative of ``L`` by ``b`` is zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import final

from backproof.check.definitions.below import below
from backproof.check.definitions.definitions import defines
from backproof.matrix.names import SAMPLE
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references, walk
from backproof.read.terms.terms import Nabla, Partial, Ref, Term

CHANGE = "\\Delta "
Bases = frozenset[str]


@final
@dataclass(frozen=True)
class Paths:
    """What each name of a document is defined by, by base: indices and layers don't matter."""

    lines: Sequence[Line]

    def severed(self, part: Sequence[int]) -> frozenset[int]:
        """The lines of a part with a derivative along a path that a line outside of the part defines.

        What only a later chapter defines is an input of this one.
        """
        chapters = self._chapters(part)
        before = (line for at, line in enumerate(self.lines) if at < part[-1] or line.chapter in chapters)
        return _Cut(tuple(before)).severed([self.lines[at] for at in part], part)

    def is_of_another(self, at: int, part: Sequence[int]) -> bool:
        """Whether a line of a part is severed by what another network is computed with, in another chapter.

        The part has a path of its own to all that the line differentiates by. The other chapter goes on from the name
        to what it differentiates itself: an output there may be a label here.
        """
        if not self.leads(at, part):
            return False
        chapters = self._chapters(part)
        lines = [self.lines[each] for each in part]
        own = _edges(lines)
        derivatives = tuple(_derivatives(self.lines[at], own))
        if at in _Cut(tuple(line for line in self.lines if line.chapter in chapters)).severed(lines, part):
            return False
        rests = frozenset().union(*(below(of & own.keys(), own) for of, _ in derivatives)) - own.keys()
        names = {name for name in rests if any(by in below({name}, self._edges) for _, by in derivatives)}
        heads = ((line.head, line.chapter) for line in self.lines if defines(line) and line.chapter not in chapters)
        others = {(head.base, chapter) for head, chapter in heads if isinstance(head, Ref) and head.base in names}
        return all(self._computes(name, chapter, own.keys()) for name, chapter in others)

    def leads(self, at: int, part: Sequence[int]) -> bool:
        """Whether a part has a path of its own to all that a line of it differentiates by."""
        own = _edges([self.lines[each] for each in part])
        found = tuple(_derivatives(self.lines[at], own))
        return bool(found) and all(by in below(of & own.keys(), own) for of, by in found)

    def _computes(self, name: str, chapter: int, others: Collection[str]) -> bool:
        """Whether a chapter differentiates what it computes from a name, and what is none of some other quantities."""
        lines = [line for line in self.lines if line.chapter == chapter]
        own = _edges(lines)
        found = ((of - {name}, by) for line in lines for of, by in _derivatives(line, own))
        return any(of.isdisjoint(others) and (by == name or name in below(of, own)) for of, by in found if of)

    @cached_property
    def _edges(self) -> Mapping[str, Bases]:
        return _edges(self.lines)

    def _chapters(self, part: Sequence[int]) -> frozenset[int]:
        return frozenset(self.lines[at].chapter for at in part)


@final
@dataclass(frozen=True)
class _Cut:
    """The lines that a part of a document may go on from, and its own."""

    lines: Sequence[Line]

    def severed(self, lines: Sequence[Line], part: Sequence[int]) -> frozenset[int]:
        """The numbers of the lines of a part with such a derivative."""
        own = _edges(lines)
        if self._edges.keys() <= own.keys():
            return frozenset()
        others, apart = self._others(lines), self._of_elements(lines)
        numbered = zip(part, lines, strict=True)
        return frozenset(at for at, line in numbered if self._is_severed(line, own, others, apart))

    def _others(self, part: Sequence[Line]) -> Bases:
        """Names of single numbers of which the part has elements only: ``y = w_0 + w_1 x_1`` is none of its ``y_j``."""
        refs = [ref for line in part for term in line.sides for ref in references(term)]
        found = self._single - {ref.base for ref in refs if not ref.subs or any(map(str.isdigit, ref.subs))}
        return found - {line.head.base for line in part if isinstance(line.head, Ref) and defines(line)}

    def _of_elements(self, part: Sequence[Line]) -> Bases:
        r"""Names of numbered elements alone, of arrays that the part has for samples: ``b = w_1 x_1`` of another
        exercise is not the bias of its ``w^T x^{(n)} + b``.
        """
        refs = [ref for line in part for term in line.sides for ref in references(term)]
        numbered = {ref.base for ref in refs if any(map(str.isdigit, ref.subs))}
        sampled = {ref.base for ref in refs if any(map(SAMPLE.fullmatch, ref.sups))}
        by = {name: self._edges[name] for name in self._single}
        return frozenset(name for name, bases in by.items() if bases & sampled and not bases & numbered)

    def _is_severed(self, line: Line, own: Mapping[str, Bases], others: Bases, apart: Bases) -> bool:
        derivatives = tuple(_derivatives(line, own))
        # A quantity that the line goes through by name may be open: its chain rule holds whatever that is.
        through = frozenset().union(*({by, *of} for of, by in derivatives)) if _is_chain(line) else frozenset()
        return any(self._leaves(of, by, own, through | others, apart) for of, by in derivatives)

    def _leaves(self, of: Bases, by: str, own: Mapping[str, Bases], through: Bases, apart: Bases) -> bool:
        inside = below(of & own.keys(), own)
        missing = (inside & self._edges.keys()) - own.keys() - through - {by}
        if by in inside:  # The part has a path of its own.
            missing -= apart
        return any(by in below({name}, self._edges) for name in missing)

    @cached_property
    def _single(self) -> Bases:
        """What numbered elements alone define, and nothing else: one number."""
        heads = [line.head for line in self.lines if isinstance(line.head, Ref) and defines(line)]
        several = {head.base for head in heads if head.subs}
        return (
            frozenset(line.head.base for line in self.lines if isinstance(line.head, Ref) and _is_one(line)) - several
        )

    @cached_property
    def _edges(self) -> Mapping[str, Bases]:
        return _edges(self.lines)


def _edges(lines: Iterable[Line]) -> Mapping[str, Bases]:
    found: dict[str, Bases] = {}
    for line in lines:
        # An optimum, w^* = ..., is a value of its name, on which nothing of the network goes on.
        if defines(line) and isinstance(line.head, Ref) and line.side is not None and "*" not in line.head.sups:
            found[line.head.base] = found.get(line.head.base, frozenset()) | _bases(line.side)
    return found


def _is_one(line: Line) -> bool:
    """Whether a line defines a name by numbered elements alone."""
    if not defines(line) or line.side is None:
        return False
    refs = list(references(line.side))
    return bool(refs) and all(ref.subs and all(map(str.isdigit, ref.subs)) for ref in refs)


def _is_chain(line: Line) -> bool:
    """Whether a line goes through derivatives on its right side."""
    return line.side is not None and has(line.side, Partial)


def _bases(term: Term) -> Bases:
    return frozenset(ref.base for ref in references(term))


def _derivatives(line: Line, own: Collection[str]) -> Iterator[tuple[Bases, str]]:
    """What is differentiated in a line, and by what; a step or a gradient is of anything that the part defines."""
    for part in (part for term in line.sides for part in walk(term)):
        match part:
            case Partial(of, by):
                yield _bases(of), by.base
            case Nabla(of):
                yield from ((frozenset(own), name) for name in _bases(of))
    match line.head:
        case Ref(base=base) if base.startswith(CHANGE) or not defines(line):
            yield frozenset(own), base.removeprefix(CHANGE)
