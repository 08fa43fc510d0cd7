r"""Elements by a letter above the name of a step: the i of ``h_t^i = o_t^i \tanh(c_t^i)``, beside ``h_t`` as a whole.

Where the letter names something else, as a gate i with its weights W_i, the elements get another letter. A name that
has other letters there, too, has labels: ``z_t^i`` beside ``z_t^f`` and ``z_t^o`` are those of gates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ref

LETTERS = frozenset("ijk")
SPARE = "jkmpq"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such letters behind the steps: ``h_{t,i}``."""
    refs = {ref for line in lines for term in line.sides for ref in references(term)}
    whole = {(ref.base, ref.subs) for ref in refs if ref.subs and not ref.sups}
    labelled = {ref.base for ref in refs if ref.subs == ("t",) and len(ref.sups) == 1 and not _is_element(ref)}
    above = {ref for ref in refs if _is_element(ref) and ref.base not in labelled}
    # A letter that some of its names never stand without may be a layer or a sample.
    if not above or any((ref.base, ref.subs) not in whole for ref in above):
        return tuple(lines)

    taken = {script for ref in refs - above for script in (*ref.subs, *ref.at, ref.base)}
    spare = [letter for letter in SPARE if letter not in taken | {ref.sups[0] for ref in above}]
    clashing = sorted(taken & {ref.sups[0] for ref in above})
    letters = dict(zip(clashing, spare, strict=False))

    def moved(ref: Ref) -> Ref:
        if ref not in above:
            return ref
        return replace(ref, subs=(*ref.subs, letters.get(ref.sups[0], ref.sups[0])), sups=())

    return tuple(with_refs(line, moved) for line in lines)


def _is_element(ref: Ref) -> bool:
    return ref.subs == ("t",) and len(ref.sups) == 1 and ref.sups[0] in LETTERS
