"""How many elements a sum runs over, where the elements have values: ``x^{(1)}, x^{(2)}`` are two samples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from backproof.check.names.names import Names
from backproof.check.numbers.extents import extent
from backproof.check.numbers.filling import Values
from backproof.check.numbers.names import key_of
from backproof.read.terms.terms import Big, Num, Ref, Term


def counted(sums: Iterable[Big], names: Names, values: Values) -> dict[str, Term]:
    """The numbers that the upper bounds of sums stand for, where all sums up to one name agree on it."""
    counts: defaultdict[str, set[int]] = defaultdict(set)
    bounds: dict[str, Term] = {}
    for big in sums:
        key = key_of(big.upper, names) if isinstance(big.upper, Ref) else None
        if big.upper is None or key is None or key in values:
            continue
        if (count := extent(big, names, values)) is not None:
            counts[key].add(count)
            bounds[key] = Num(Fraction(count), 0, big.upper.span)
    return {key: bounds[key] for key, found_so in counts.items() if len(found_so) == 1}
