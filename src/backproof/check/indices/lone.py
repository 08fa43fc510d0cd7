r"""Indices that one chain alone leaves out: ``(a_j - t_j) x`` where every other line writes ``x_d``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references


def arrays(lines: Sequence[Line], names: Names, habits: Container[str]) -> Mapping[int, frozenset[str]]:
    """The arrays that stand without their index in one chain and nowhere else, by the numbers of its lines.

    What definitions leave out (``habits``) is none; in matrix notation, letters are nobody's.
    """
    chains: defaultdict[str, defaultdict[tuple[bool, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    lowered: set[tuple[bool, int]] = set()
    for at, line in enumerate(lines):
        chain = (True, line.span.start) if line.chain is None else (False, line.chain)
        lowered |= {chain} if line.lowered else set()
        for ref in (ref for term in line.sides for ref in references(term) if not (ref.subs or ref.at)):
            name = resolved(names, ref)
            if not name.slots and names.arity.get(name.key) and name.key not in habits:
                chains[name.key][chain].append(at)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for key, places in chains.items():
        if len(places) == 1 and lowered.isdisjoint(places):
            for at in next(iter(places.values())):
                found[at].add(key)
    return {at: frozenset(keys) for at, keys in found.items()}
