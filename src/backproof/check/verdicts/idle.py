r"""Sums that add one thing many times: ``\frac{e^{z_i}}{\sum_j e^{z_i}}``, where another letter was meant inside."""

from __future__ import annotations

from backproof.expr import Expression, Sum
from backproof.expr.walk import walk
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Big, Ref, Term


def idle(body: Expression) -> str:
    """Why a definition may not be what its author means: a sum without its letter, over what has another one."""
    for part in walk(body):
        if isinstance(part, Sum) and part.index not in part.body.free:
            own = part.index.name
            if not own.startswith("(") and any(not each.name.startswith("(") for each in part.body.free):
                return f"what the sum over {own} adds has no {own} in it"
    return ""


def repeats(term: Term) -> str:
    r"""Why a sum may not be what its author means: a product of whole arrays, ``\sum_j E^T o``, that has no j in it.

    Where a line writes elements beside it, one of them was meant; a number that is added up many times is no product.
    """
    for big in occurrences(term, Big):
        scripts = {script.strip("()") for ref in references(big.body) for script in _scripts(ref)}
        if big.letter and big.letter.strip("()") not in scripts and has(big.body, Big):
            return f"what the sum over {big.letter.strip('()')} adds has no {big.letter.strip('()')} in it"
    return ""


def _scripts(ref: Ref) -> tuple[str, ...]:
    return (*ref.subs, *ref.sups, *ref.at, *((ref.sample,) if ref.sample else ()), ref.base)
