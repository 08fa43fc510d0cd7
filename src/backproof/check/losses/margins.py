r"""Labels of margins: the y of ``\log(1 + e^{-y s})`` and ``\max(0, 1 - y s)`` is 1 or -1 to the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Names
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Big, Call, Num, Plus, Ref, Term, Times

LABELS = frozenset({"y", "t", "\\mathbf{y}", "\\mathbf{t}"})


def margin_keys(definitions: Sequence[Defined], names: Names) -> frozenset[str]:
    """The labels that are multiplied with a score where a loss takes its margin."""
    defined = {each.key for each in definitions}
    found = (label for each in definitions for part in walk(each.body) for label in _labels(part))
    return frozenset(resolved(names, label).key for label in found) - defined


def _labels(part: Term) -> Iterator[Ref]:
    match part:
        case Call(Ref("log" | "ln"), arguments=(Plus((Num(one), Call(Ref("exp"), arguments=(inside,)))),)) if one == 1:
            yield from _factors(inside)
        case Call(Ref("max"), arguments=(Num(zero), Plus((Num(one), inside)))) if not zero and one == 1:
            yield from _factors(inside)
        case _:
            pass


def _factors(term: Term) -> Iterator[Ref]:
    """The labels among the factors of a product that is subtracted."""
    factors = list(_flat((term,)))
    if any(isinstance(each, Num) and each.value < 0 for each in factors):
        yield from (each for each in factors if isinstance(each, Ref) and each.base in LABELS)


def _flat(terms: Iterable[Term]) -> Iterator[Term]:
    """The factors of a product, those in the sum that an inner product is among them."""
    for each in terms:
        match each:
            case Times(factors):
                yield from _flat(factors)
            case Big("sum", body=body):
                yield from _flat((body,))
            case _:
                yield each
