"""The labels of cross-entropies, which sum to one where the field says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.check.letters import Use, resolved, uses
from backproof.check.names import Names
from backproof.check.suppressed import Defined
from backproof.read.rewriting import walk
from backproof.read.terms import Big, Call, Num, Plus, Raise, Ref, Term, Times


def label_keys(definitions: Sequence[Defined], names: Names) -> frozenset[str]:
    """The labels of categorical cross-entropies: what stands beside a logarithm under a sum over the same letter.

    Also the exponents of a likelihood: ``\\prod_k y_k^{t_k}``.
    """
    defined = {each.key for each in definitions}
    return frozenset(label for each in definitions for label in _labels(each.body, names)) - defined


def _labels(body: Term, names: Names) -> frozenset[str]:
    """The labels in one definition; those of which it writes the rest, ``1 - y_i``, are of one of two classes."""
    found: set[str] = set()
    of_two: set[str] = set()
    for part in walk(body):
        match part:
            case Big():
                found.update(_labels_under(part, names))
            case Plus((Num(one), Times((Num(sign), Ref() as label)))) if one == 1 and sign == -1:
                of_two.add(resolved(names, label).key)
            case _:
                pass
    return frozenset(found - of_two)


def _factors(term: Term) -> tuple[Term, ...]:
    """The factors of a product, with those of products in it."""
    return tuple(each for factor in term.factors for each in _factors(factor)) if isinstance(term, Times) else (term,)


def _labels_under(big: Big, names: Names) -> Iterator[str]:
    """The labels in ``\\sum_k t_k \\log y_k`` and ``\\prod_k y_k^{t_k}``."""
    match big.body:
        case Raise(_, Ref() as label) if big.kind == "prod":
            found: tuple[Term, ...] = (label,)
        case Times():
            factors = _factors(big.body)
            logs = [each for each in factors if isinstance(each, Call) and each.name.base in {"log", "ln"}]
            inside = uses(logs[0], names) if len(logs) == 1 else ()
            own = any(isinstance(use, Use) and use.letter == big.letter for use in inside)
            found = factors if own else ()
        case _:
            found = ()
    known = (resolved(names, each) for each in found if isinstance(each, Ref))
    yield from (name.key for name in known if name.slots[-1:] == (big.letter,))
