r"""Vectors of one sample: ``(y[m] - \hat y[m])^T (y[m] - \hat y[m])`` is about sample m, whose letter says no more.

A number has no transpose: what stands in such a product is a vector for each m. Where nothing is summed over m, every
line is about the same sample, and the vectors are those that the document writes without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Partial, Ref, Term, Times, Transposed


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such vectors as they are written without their sample."""
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    names = [ref for line in lines for term in line.sides for ref in references(term)]
    names += [part.by for part in parts if isinstance(part, Partial)]
    whole = {ref.base for ref in names if not ref.subs and not ref.at}
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in names:
        scripts[ref.base].add(ref.subs)
    products = [part for part in parts if isinstance(part, Times)]
    letters = {letter for part in products for letter in _samples(part, whole)}
    whole |= {base for base, own in scripts.items() if own <= {(letter,) for letter in letters}}
    letters -= {part.letter for part in parts if isinstance(part, Big)}
    letters -= {script for ref in names for script in ref.subs if len(ref.subs) > 1}
    letters -= {ref.base for ref in names}
    if not letters:
        return tuple(lines)

    def plain(ref: Ref) -> Ref:
        return replace(ref, subs=()) if ref.base in whole and letters.issuperset(ref.subs) else ref

    return tuple(with_refs(line, plain) for line in lines)


def _samples(product: Times, whole: Set[str]) -> set[str]:
    """The letter that all names of ``(a_m - b_m)^T (a_m - b_m)`` have, one of them a vector without it elsewhere."""
    factors: list[Term] = []
    for factor in product.factors:
        match factor:
            case Transposed(base):
                factors.append(base)
            case _ if factors:
                factors.append(factor)
            case _:
                pass
    names = [ref for factor in factors for ref in references(factor)]
    scripts = {ref.subs for ref in names}
    single = len(scripts) == 1 and len(names) > 1 and any(ref.base in whole for ref in names)
    found = next(iter(scripts)) if single else ()
    # A number may be that of one vector among others: w_1^T x_1 beside w_2^T x_2.
    return set(found) if len(found) == 1 and found[0].isalpha() else set()
