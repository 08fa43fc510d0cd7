r"""Equalities that hold for any letter, such as ``\partial E_n/\partial v = \partial E_k/\partial u \cdot z``.

Where a document leaves the sample out of what E_n is computed from, E_n and E_k are the same number to a proof. It does
not see which of the two is written, and one of them may be a slip. A chain rule that goes on from another element than
it has come to, ``\partial C/\partial a_i \cdot \partial a_i/\partial z_i \cdot \partial z_j/\partial b_j``, is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from backproof.check.doubts.finding import Finding
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.expr import Derivative, Expression, Index, Mul, Sum, Symbol, Tensor
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


def unbound(claim: Claim, sides: Sides) -> Finding | None:
    r"""What refutes a chain rule of which some links have a letter that nothing else in the line has.

    Other equalities may hold for any letter on purpose: ``p_i = e^{z_i - z_m} / \sum_k e^{z_k - z_m}``.
    """
    if claim.conditions or not isinstance(sides.left, Derivative | Tensor):
        return None
    links = [each for each in _factors(sides.right) if isinstance(each, Derivative)]
    others = [each for each in _factors(sides.right) if not isinstance(each, Derivative)]
    written = {letter for name in claim.names() for letter in name.subs}
    kept = sides.left.free.union(*(each.free for each in others))
    for letter in sorted(sides.right.free - kept, key=lambda each: each.name):
        meant = sorted(each.name for each in sides.left.free if each.range == letter.range)
        own = [each for each in links if letter in each.free]
        # A link that leads from one letter to the other one belongs to both: it is not the letter alone that is amiss.
        if meant and letter.name in written and all(each.free & sides.right.free == {letter} for each in own):
            reason = f"{letter.name} is on the right side only, and nothing says what it runs over or which one it is"
            shown = Counterexample({}, letter.name, f"{meant[0]}, or a sum over {letter.name}")
            return Finding(Verdict.WRONG, reason, counterexample=shown, claim=claim)
    return None


def _factors(side: Expression) -> tuple[Expression, ...]:
    """The factors of a side, those below a sum that covers all of it included."""
    match side:
        case Sum(body=body):
            return _factors(body)
        case Mul(factors):
            return factors
        case _:
            return (side,)


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
