"""Letters of the true class that only one side has: whether the labels of the other side name it is not written."""

from __future__ import annotations

from backproof.check.verdicts.sides import Claim, Sides
from backproof.read.segments import LABELS
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Term


def unsaid(claim: Claim, sides: Sides) -> str:
    r"""A letter of the true class that one side alone has in a logarithm: ``-\\log p_o = -\\sum_k y_k \\log p_k``."""
    lone = {each.name for each in sides.left.free ^ sides.right.free} & (LABELS - {"c"})
    logs = (part for side in (claim.left, claim.right) for part in walk(side) if _is_logarithm(part))
    found = sorted(lone & {script for part in logs for ref in references(part) for script in ref.subs})
    return f"whether {', '.join(found)} is the class that the labels name is not written" if found else ""


def _is_logarithm(term: Term) -> bool:
    return isinstance(term, Call) and term.name.base in {"log", "ln"}
