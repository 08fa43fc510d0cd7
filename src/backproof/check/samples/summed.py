r"""Sums over the samples in a loss: of inputs and targets, ``\sum_i (y_i - w x_i)^2``, and of no parameter."""

from __future__ import annotations

import re
from collections.abc import Set

from backproof.check.indices.letters import Use, uses
from backproof.check.indices.ranges import Ranges
from backproof.check.names.names import Names
from backproof.check.names.sampling import is_data
from backproof.expr import Range
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Big, Term

INPUT_AND_TARGET = 2
SCRIPTS = re.compile(r"[_^]")


def over_samples(body: Term, names: Names, ranges: Ranges, defined: Set[str]) -> frozenset[Range]:
    """The ranges of sums over samples: of inputs and targets, and of no parameter; outputs have weights."""
    sums = occurrences(body, Big)
    return frozenset(found for big in sums for found in _of_sum(big, names, ranges, defined))


def _of_sum(big: Big, names: Names, ranges: Ranges, defined: Set[str]) -> frozenset[Range]:
    found = (use for use in uses(big.body, names, (big,)) if isinstance(use, Use) and use.binder is big)
    over = frozenset(ranges.of(use.key, use.slot) for use in found)
    free = {key for (key, _), each in ranges.slots.items() if each in over} - defined
    samples = len(free) >= INPUT_AND_TARGET and all(is_data(SCRIPTS.split(key)[0]) for key in free)
    return over if samples else frozenset()
