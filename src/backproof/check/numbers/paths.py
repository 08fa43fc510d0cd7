"""Which quantities the definitions of a document make of which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from backproof.check.indices.letters import resolved
from backproof.check.numbers.filling import Filling
from backproof.check.numbers.names import key_of
from backproof.check.steps.updates import is_update
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Nabla, Partial, Ref

GRADIENT = Partial | Nabla

Graph = Mapping[str, Set[str]]
"""Names by their keys, each with those that its definitions name."""


def only_through(middle: Ref, name: Ref, filling: Filling) -> bool:
    """Whether the definitions let a name act on everything else through one quantity."""
    graph = _graph(filling)
    own, through = key_of(name, filling.names), key_of(middle, filling.names)
    if own is None or through is None or own == through:
        return False
    before = set(_ancestors(through, graph))
    moved = {key for key in before if own in _ancestors(key, graph)} | {own}
    readers = {key for key, named in graph.items() if named & moved}
    return own in before and readers <= before | {through} and not _lettered(name, filling)


def _lettered(name: Ref, filling: Filling) -> bool:
    """Whether a definition names the elements of an array by a letter: one of them may be the name."""
    own = resolved(filling.names, name)
    refs = (resolved(filling.names, ref) for each in filling.catalogue.definitions for ref in references(each.body))
    return any(ref.key == own.key and any(isinstance(slot, str) for slot in ref.slots) for ref in refs)


def _graph(filling: Filling) -> Graph:
    """What is made in the forward pass: errors and updated values, which the gradients make, are left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in filling.catalogue.definitions:
        key = key_of(each.head, filling.names)
        backward = is_update(each.head, filling.names) or has(each.body, Partial, Nabla)
        if key is not None and not backward:
            found[key] |= {key_of(ref, filling.names) or "" for ref in references(each.body)}
    return found


def _ancestors(key: str, graph: Graph) -> Iterator[str]:
    """Everything that a quantity is made of."""
    known: set[str] = set()
    pending = [key]
    while pending:
        for other in graph.get(pending.pop(), frozenset()) - known:
            known.add(other)
            pending.append(other)
    yield from known
