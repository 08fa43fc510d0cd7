r"""Probabilities of one event of each sample: ``p_i = P(y_i = 1 | x_i)``.

Where no line writes such a probability with a letter for the class, the number counts nothing: the event is part of
the name, as it is in ``P(y = 1 | x)``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from backproof.check.names.sampling import refs_of, with_refs
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref
from backproof.read.vocabulary import VALUE
from backproof.records import replace


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such events in the names of their probabilities."""
    values: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        for ref in refs_of(line):
            if ref.base.count(VALUE) == 1 and len(ref.subs) > 1:
                values[ref.base].add(sum(map(str.isdigit, ref.subs)))
    numbered = {base for base, found in values.items() if found == {1}}
    return tuple(with_refs(line, lambda ref: _named(ref, numbered)) for line in lines) if numbered else tuple(lines)


def _named(ref: Ref, numbered: set[str]) -> Ref:
    if ref.base not in numbered:
        return ref
    (number,) = (each for each in ref.subs if each.isdigit())
    subs = tuple(each for each in ref.subs if each != number)
    return replace(ref, base=ref.base.replace(VALUE, number), subs=subs)
