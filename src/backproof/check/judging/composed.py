r"""Parameters that stay in the derivative of a composition: the u of ``\frac{dh}{dx} = 3 u^2 \cdot 2``.

Beside ``f(u) = u^3`` and ``h(x) = f(g(x))`` they are what the outer function is applied to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.indices.suppressed import UserFunction
from backproof.check.verdicts.sides import Claim
from backproof.read.terms.rewriting import references, substituted, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term

HANDED_ON: Final = "the arguments of the outer function are what the inner one gives"


def handed_on(claim: Claim, functions: Sequence[UserFunction]) -> Iterator[Claim]:
    """The claim with what a function is applied to on the left for those of its parameters that only the right has."""
    known = {each.key: each for each in functions}
    left = {ref.key for ref in references(claim.left)}
    strange = {ref.key for ref in references(claim.right)} - left
    if not strange & {parameter for each in functions for parameter in each.parameters}:
        return
    for call in _applied(claim.left, known):
        parameters = known[call.name.key].parameters
        values = dict(zip(parameters, call.arguments, strict=False))
        if len(parameters) == len(call.arguments) and strange & values.keys():
            yield replace(claim, right=substituted(claim.right, values))


def _applied(left: Term, known: Mapping[str, UserFunction]) -> Iterator[Call]:
    """The functions that a derivative applies, and those that what it is of is made of, to other than parameters."""
    if not any(isinstance(part, Partial) or (isinstance(part, Call) and part.primes) for part in walk(left)):
        return
    pending, seen = [left], set[str]()
    while pending:
        term = pending.pop()
        for part in walk(term):
            if (
                isinstance(part, Call)
                and part.name.key in known
                and not all(isinstance(a, Ref) for a in part.arguments)
            ):
                yield part
        for key in {ref.key for ref in references(term)} & known.keys() - seen:
            seen.add(key)
            pending.append(known[key].body)
