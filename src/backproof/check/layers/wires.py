r"""Weights named after what they join: the h and x of ``W_{xh}`` and ``b_h``, the f of ``U_f``, are no indices.

In a recurrence that is written with steps, a letter is part of a name where no sum runs over it, and nothing that
changes from step to step is written with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.layers.recurrence import Recurrence, refs_of
from backproof.check.names.sampling import with_refs
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Big, Ref


def settle(lines: Sequence[Line], steps: Recurrence) -> list[Line]:
    """The lines with such letters as parts of their names."""
    refs = [ref for line in lines for ref in refs_of(line)]
    sums = [part for line in lines for term in line.sides for part in occurrences(term, Big)]
    bound = {each.letter for each in sums}
    # Beside a sum over all u_w, u_o is one of them.
    indexed = {ref.base for each in sums for ref in references(each.body) if each.letter in ref.subs}
    taken = bound | {sub for ref in refs if ref.base in indexed for sub in ref.subs}
    taken |= steps.letters | steps.last | {sub for ref in refs for sub in _slots(ref, steps)}
    whole = {ref.base for ref in refs if not ref.subs}

    def wired(ref: Ref) -> Ref:
        joins = [sub for sub in ref.subs if sub.isalpha() and len(sub) == 1]
        if ref.base in steps.places or not joins or len(joins) < len(ref.subs) or taken & {*joins}:
            return ref
        # Beside a plain W, W_z is that of a gate z_t; else it may be one of its rows.
        if ref.base in whole and not steps.places.keys() >= {*joins}:
            return ref
        return replace(ref, base=f"{letters_of(ref.base)}_{{{''.join(joins)}}}", subs=())

    return [with_refs(line, wired) for line in lines]


def _slots(ref: Ref, steps: Recurrence) -> Iterator[str]:
    """The indices of something that changes from step to step."""
    if ref.base in steps.places:
        place = steps.place(ref)
        yield from (sub for at, sub in enumerate(ref.subs) if ("sub", at) != place)
    yield from ref.at
