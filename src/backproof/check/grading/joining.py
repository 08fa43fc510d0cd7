"""A submission behind what it takes from the key: the definitions that it uses and leaves out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.indices.letters import resolved
from backproof.check.names.gathering import build as named
from backproof.check.names.names import Names
from backproof.check.spellings import settled
from backproof.derive.parameters import is_loss
from backproof.expr import Symbol
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Call, Ref
from backproof.source import Span

Joined = tuple[Document, int]
"""A document of two, and how many of its lines are of the first one."""


def without(document: Document, left_out: Collection[int]) -> Document:
    """A document without some of its lines."""
    kept = [at for at in range(len(document.lines)) if at not in left_out]
    decoded = {to: document.decoded[at] for to, at in enumerate(kept) if at in document.decoded}
    lines = tuple(document.lines[at] for at in kept)
    return replace(document, lines=lines, cells=tuple(document.cells[at] for at in kept), decoded=decoded)


def completed(key: Document, own: Document, losses: Collection[str]) -> Joined:
    """A submission behind those definitions of the key that it uses and leaves out.

    The losses of the key are used by every submission that defines none.
    """
    names = named([*key.lines, *own.lines])
    there, known = _definitions(own.lines, names), _definitions(key.lines, names)
    has_loss = any(name in losses or is_loss(Symbol(name)) for name in there)
    taken: dict[int, Line] = {}
    pending = [name for line in own.lines for name in _uses(line, names)]
    pending += () if has_loss else losses
    while pending:
        name = pending.pop()
        for at in known.get(name, ()) if name not in there else ():
            if at not in taken:
                taken[at] = key.lines[at]
                pending += _uses(key.lines[at], names)
    if taken:
        taken |= {at: line for at, line in enumerate(key.lines) if line.relation == "in"}
    end = max((line.span.end for line in own.lines), default=0)
    given = tuple(_moved(taken[at], end) for at in sorted(taken))
    joined = replace(
        own,
        lines=(*given, *own.lines),
        cells=(*(None for _ in given), *own.cells),
        decoded={at + len(given): text for at, text in own.decoded.items()},
        one_hot=own.one_hot or key.one_hot,
        kronecker=own.kronecker or key.kronecker,
    )
    return settled(joined), len(given)


def _moved(line: Line, by: int) -> Line:
    """A line behind a text: no other one stands there."""
    return replace(line, span=Span(line.span.start + by, line.span.end + by))


def _definitions(lines: Sequence[Line], names: Names) -> Mapping[str, tuple[int, ...]]:
    """The lines that define each name; of a name with a letter for its layer, all of its letter."""
    found: dict[str, tuple[int, ...]] = {}
    for at, line in enumerate(lines):
        if line.relation in DEFINES and line.side is not None and line.problem is None:
            for name in _named(line.head, names):
                found[name] = (*found.get(name, ()), at)
    return found


def _named(head: object, names: Names) -> Iterator[str]:
    match head:
        case Ref():
            name = resolved(names, head)
            if not name.updated and not name.change:
                yield name.key
                yield from (head.base,) * any(sup.isalpha() for sup in head.sups)
        case Call(name=Ref() as name):
            yield resolved(names, name).key


def _uses(line: Line, names: Names) -> Iterator[str]:
    """The names that a line uses; of one with a layer, its letter too."""
    for term in line.terms:
        for ref in references(term):
            yield resolved(names, ref).key
            yield from (ref.base,) * bool(ref.sups)
        yield from (resolved(names, part.name).key for part in occurrences(term, Call))
