r"""A letter that is only differentiated by, and means what the numerator is computed from: o for the a of ``p(a)``.

Authors take up a formula from elsewhere: ``p_i = e^{a_i} / \sum_k e^{a_k}`` and then ``\partial p_k / \partial o_i``.
With no line that has the letter in any other place, nothing else can be meant; a single equation with it may be a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Partial, Ref, Term

FEWEST = 2
"""A convention needs so many equations."""
Array = tuple[str, tuple[str, ...], int]
"""A name by its base, what stands above it, and the number of its indices."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with what such letters mean."""
    meant = _meant(lines)
    return tuple(_with(line, meant) for line in lines) if meant else tuple(lines)


def _meant(lines: Sequence[Line]) -> Mapping[Array, Ref]:
    below: defaultdict[Array, set[str]] = defaultdict(set)
    equations: defaultdict[Array, set[tuple[bool, int]]] = defaultdict(set)
    named: set[str] = set()
    for line in lines:
        for term in line.sides:
            named.update(_named(term))
            for part in walk(term):
                if isinstance(part, Partial) and isinstance(part.of, Ref) and part.by.subs:
                    below[_array(part.by)].add(part.of.base)
                    chain = (False, line.chain) if line.chain is not None else (True, line.span.start)
                    equations[_array(part.by)].add(chain)
    inputs = _inputs(lines) if below else {}
    found: dict[Array, Ref] = {}
    for array, of in below.items():
        bases = {each for base in of & inputs.keys() for each in inputs[base].values() if _array(each)[1:] == array[1:]}
        if array[0] not in named and len(equations[array]) >= FEWEST and len({each.base for each in bases}) == 1:
            found[array] = next(iter(bases))
    return found


def _inputs(lines: Sequence[Line]) -> Mapping[str, Mapping[str, Ref]]:
    """The one array that nothing defines from which each quantity is computed."""
    heads = {line.head.base for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES}
    found: dict[str, Mapping[str, Ref]] = {}
    for line in lines:
        if isinstance(line.head, Ref) and line.head.subs and line.side is not None and line.relation in DEFINES:
            inside = {ref.base: ref for ref in references(line.side) if ref.subs}
            if len(inside) == 1 and not inside.keys() & heads:
                found.setdefault(line.head.base, inside)
    return found


def _named(term: Term) -> Iterator[str]:
    """The names that a term has, other than what its derivatives are by."""
    below = [part.by for part in occurrences(term, Partial)]
    spans = {(ref.base, ref.span) for ref in below}
    yield from (ref.base for ref in references(term) if (ref.base, ref.span) not in spans)


def _array(ref: Ref) -> Array:
    return ref.base, ref.sups, len(ref.subs)


def _with(line: Line, meant: Mapping[Array, Ref]) -> Line:
    own = {_array(ref) for term in line.sides for ref in references(term)} & meant.keys()
    if not own:
        return line
    said = tuple(f"{array[0]} is the {meant[array].base} of the definitions" for array in sorted(own))
    changed = with_refs(line, lambda ref: replace(ref, base=meant[_array(ref)].base) if _array(ref) in own else ref)
    return replace(changed, assumes=(*line.assumes, *said))
