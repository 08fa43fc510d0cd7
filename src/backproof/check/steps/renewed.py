r"""The forward pass once more, with the parameters after the update.

Beside ``W_{new} = W - \eta \nabla W``, ``h = \phi(W_{new} x)`` says of h what ``h = \phi(W x)`` said before the step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Nabla, Partial, Ref

NEW = frozenset({"new", "updated"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of such a pass with the plain names of what the document has updated before them."""
    updated: set[Ref] = set()
    found = []
    for line in lines:
        found.append(with_refs(line, _plain) if _passes(line, updated) else line)
        if isinstance(line.head, Ref) and _is_new(line.head):
            updated.add(_bare(line.head))
    return tuple(found)


def _passes(line: Line, updated: set[Ref]) -> bool:
    """Whether a line computes a name with updated values alone: none of them stands in it as it was before, too."""
    if not isinstance(line.head, Ref) or _is_new(line.head) or line.side is None:
        return False
    if has(line.side, Partial, Nabla):
        return False
    refs = [line.head, *references(line.side)]
    new = {_bare(ref) for ref in refs if _is_new(ref)}
    return bool(new) and new <= updated and not new & {_bare(ref) for ref in refs if not _is_new(ref)}


def _is_new(ref: Ref) -> bool:
    return not NEW.isdisjoint(_scripts(ref))


def _scripts(ref: Ref) -> Iterator[str]:
    yield from (*ref.subs, *ref.sups)


def _plain(ref: Ref) -> Ref:
    subs, sups = (tuple(script for script in scripts if script not in NEW) for scripts in (ref.subs, ref.sups))
    return replace(ref, subs=subs, sups=sups)


def _bare(ref: Ref) -> Ref:
    """A name without its place in the text."""
    plain = _plain(ref)
    return Ref(plain.base, plain.subs, plain.sups, replace(plain.span, start=0, end=0))
