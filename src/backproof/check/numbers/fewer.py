r"""Formulas that are written for fewer elements than an array has.

``\sigma(z)_1 = e^{z_1} / (e^{z_1} + e^{z_2})`` of two classes says nothing of ``z = (1, 2, 3)``, nor does a sum up to K
where K is 2 in an exercise before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from backproof.check.names.names import Names
from backproof.check.numbers.extents import extent
from backproof.check.numbers.names import found, key_of, picked, wholes
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Num, Ref, Term

SEVERAL = 2
"""One element may be meant by itself; of so many, all are."""


def is_for_fewer(formula: Term, names: Names, values: Mapping[str, Term]) -> bool:
    """Whether a formula names the first elements of an array by their numbers, several of them, and not the last."""
    named: defaultdict[str, set[int]] = defaultdict(set)
    for ref in references(formula):
        for whole, places in wholes(ref):
            if (key := key_of(whole, names)) is not None and len(places) == 1:
                named[key].add(places[0])
    return _ends_early(formula, names, values) or any(
        (array := found(key, values)) is not None and picked(array, [len(own) + 1]) is not None
        for key, own in named.items()
        if len(own) >= SEVERAL and own == {*range(1, len(own) + 1)}
    )


def _ends_early(formula: Term, names: Names, values: Mapping[str, Term]) -> bool:
    """Whether a sum ends at a name with a smaller number than the elements that its arrays are given with."""
    for part in walk(formula):
        if isinstance(part, Big) and isinstance(part.upper, Ref):
            key = key_of(part.upper, names)
            last = found(key, values) if key is not None else None
            if isinstance(last, Num) and last.value < (extent(part, names, values) or 0):
                return True
    return False
