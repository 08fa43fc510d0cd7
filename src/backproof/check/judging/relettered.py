r"""Equalities that hold for any letter, such as ``\partial E_n/\partial v = \partial E_k/\partial u \cdot z``.

Where a document leaves the sample out of what E_n is computed from, E_n and E_k are the same number to a proof. It does
not see which of the two is written, and one of them may be a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from backproof.check.verdicts.sides import Sides
from backproof.expr import Index, Symbol
from backproof.expr.walk import tensors


def unsaid(sides: Sides) -> str:
    """Why an equality proves nothing: a letter in the place of another one; empty for none."""
    left, right = sides.left.free - sides.right.free, sides.right.free - sides.left.free
    if not (left or right):
        return ""
    if left and right:
        one, other = (min(each.name for each in letters) for letters in (right, left))
    else:
        one, other = next(_blind(sides, left | right), ("", ""))
    return f"whether {one} is meant as {other} is not written" if one else ""


def _blind(sides: Sides, apart: frozenset[Index]) -> Iterator[tuple[str, str]]:
    """Elements of one name with different letters in a slot on which its definition does not depend."""
    free = sides.left.free | sides.right.free
    written: defaultdict[tuple[Symbol, int], dict[Index, None]] = defaultdict(dict)
    for side in (sides.left, sides.right):
        for part in tensors(side):
            for slot, letter in enumerate(part.slots):
                if isinstance(letter, Index) and letter in free:
                    written[part.symbol, slot][letter] = None
    for (symbol, slot), letters in written.items():
        defined = sides.model.get(symbol) if len(letters) > 1 and apart & letters.keys() else None
        if defined is not None and defined.indices[slot] not in defined.body.free:
            first, second = list(letters)[:2]
            yield f"{symbol.name}_{second.name}", f"{symbol.name}_{first.name}"
