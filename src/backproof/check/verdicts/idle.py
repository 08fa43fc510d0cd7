r"""Sums that add one thing many times: ``\frac{e^{z_i}}{\sum_j e^{z_i}}``, where another letter was meant inside."""

from __future__ import annotations

from backproof.expr import Expression, Sum
from backproof.expr.walk import walk


def idle(body: Expression) -> str:
    """Why a definition may not be what its author means: a sum without its letter, over what has another one."""
    for part in walk(body):
        if isinstance(part, Sum) and part.index not in part.body.free:
            own = part.index.name
            if not own.startswith("(") and any(not each.name.startswith("(") for each in part.body.free):
                return f"what the sum over {own} adds has no {own} in it"
    return ""
