"""How long ranges are that no line ties and that end with the same letter: ``n`` is one number in two exercises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from backproof.check.indices.forest import Extent
from backproof.expr import Range
from backproof.read.terms.rewriting import children, walk
from backproof.read.terms.terms import Big, Ref, Term
from backproof.records import replace

COMMON = 5
"""So many elements have ranges that end with the same letter: a number that formulas seldom have."""


def of_one_length(
    ranges: Mapping[object, Range], extents: Mapping[str, Extent], lines: Iterable[tuple[Term, ...]]
) -> Mapping[object, Range]:
    """Ranges that end with the same letter are equally long where one has its length, or the letter is a value: ``n``
    is one number in all sums up to it."""
    shared: defaultdict[Extent, list[Range]] = defaultdict(list)
    for each in ranges.values():
        if isinstance(extents[each.name].last, str):
            shared[extents[each.name]].append(each)
    several = {extent: {each.size for each in found} for extent, found in shared.items() if len(found) > 1}
    values = {*_values(lines)} if {None} in several.values() else set[str]()
    lengths = {extent: max(size or 0 for size in sizes) for extent, sizes in several.items() if len(sizes - {None}) < 2}
    lengths = {extent: size or COMMON for extent, size in lengths.items() if size or extent.last in values}
    if not lengths:
        return ranges
    return {root: replace(each, size=each.size or lengths.get(extents[each.name])) for root, each in ranges.items()}


def _values(lines: Iterable[tuple[Term, ...]]) -> Iterator[str]:
    """The names without indices that stand elsewhere than at the end of a sum."""
    for part in (part for terms in lines for term in terms for part in walk(term)):
        below = (part.lower, part.upper) if isinstance(part, Big) else ()
        found = (each for each in children(part) if each not in below)
        yield from (each.key for each in found if isinstance(each, Ref) and not each.subs)
