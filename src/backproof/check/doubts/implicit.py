r"""Equations that a name has to fulfil: ``x_i = \sum_j A_{ij} x_j + b_i`` says x by itself alone.

Such a state (of a Hopfield network, of a layer in equilibrium) is no number that the right side could be compared with,
and both letters run over its elements. Errors of two layers are no such states.
"""

from __future__ import annotations

from backproof.check.definitions.definitions import names_error
from backproof.check.doubts.hedges import OWN_NAME
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.verdicts.sides import Claim
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ref


def said(claim: Claim, book: Book) -> str:
    """Why a claim refutes nothing: its head stands on the right, too, and no line defines it; empty otherwise."""
    head = claim.left
    if not isinstance(head, Ref) or names_error(head) or all(ref.base != head.base for ref in references(claim.right)):
        return ""
    key = resolved(book.names, head).key
    own = any(resolved(book.names, ref).key == key for ref in references(claim.right))
    return OWN_NAME if own and all(each.key != key for each in book.definitions) else ""
