"""The labels of cross-entropies, which sum to one where the field says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from backproof.check.indices.letters import Use, resolved, uses
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Names
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Num, Plus, Raise, Ref, Term, Times

BATCH = 2
"""The slots of outputs for many samples: classes and samples."""


def label_keys(definitions: Sequence[Defined], names: Names, *, implied: bool = False) -> frozenset[str]:
    """The labels of categorical cross-entropies: what stands beside a logarithm under a sum over the same letter.

    Also the exponents of a likelihood: ``\\prod_k y_k^{t_k}``. Where sums are ``implied``, they are not written. A
    label that a line says to be another name, ``t = e_c``, is that one; one that it mixes of others, as smoothed labels
    ``(1 - c) y_k + c / K`` are, sums to one where these do.
    """
    meant = {each.key: _mixed(each, names) for each in definitions}
    found = {label for each in definitions for label in _labels(each.body, names)}
    if implied:
        found.update(label for each in definitions for label in _under_none(each, names))
    return frozenset(_sources(found, meant)) - meant.keys()


def _mixed(defined: Defined, names: Names) -> frozenset[str]:
    """The names that a definition mixes, class by class, with weights: of ``t_k = y_k`` and ``(1 - c) y_k + c / K``."""
    found: set[str] = set()
    for part in walk(defined.body):
        match part:
            case Ref():
                name = resolved(names, part)
                found.update({name.key} if defined.letters and name.slots[-1:] == defined.letters[-1:] else ())
            case Plus() | Times() | Divide() | Num():
                pass
            case _:
                return frozenset()
    return frozenset(found)


def _sources(keys: Iterable[str], meant: Mapping[str, Set[str]]) -> Iterator[str]:
    """The names themselves, and what one definition after the other makes them of."""
    seen: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += meant.get(key, ())
            yield key


def _under_none(defined: Defined, names: Names) -> Iterator[str]:
    r"""The labels in ``-t_i \log p_i``, where the i that both have is summed and stands on no other side."""
    products = occurrences(defined.body, Times)
    for factors in map(_factors, products):
        for output in _argument(factors):
            slots = resolved(names, output).slots
            if slots and isinstance(slots[-1], str) and slots[-1] not in defined.letters:
                yield from _named(factors, slots, names)


def upright(definitions: Sequence[Defined], names: Names) -> frozenset[str]:
    """The labels of many samples whose classes stand in their first slot: a softmax of columns has its sum there."""
    rows = {each.key for each in definitions if _sums_columns(each)}
    found = (part for each in definitions for part in occurrences(each.body, Times))
    return frozenset(label for part in found for label in _beside(part, rows, names))


def _sums_columns(defined: Defined) -> bool:
    r"""``p_{kn} = e^{z_{kn}} / \sum_j e^{z_{jn}}``: what is below names the last letter of the head alone."""
    if len(defined.letters) != BATCH:
        return False
    first, last = defined.letters
    for part in walk(defined.body):
        match part:
            case Divide(Call(Ref("exp")), Big("sum") as total):
                free = {script for ref in references(total.body) for script in ref.subs} - {total.letter}
                return last in free and first not in free
            case _:
                pass
    return False


def _beside(product: Times, outputs: Set[str], names: Names) -> Iterator[str]:
    r"""The labels in ``Y_{kn} \log P_{kn}`` for one of these outputs."""
    factors = _factors(product)
    for output in _argument(factors):
        chosen = resolved(names, output)
        if chosen.key in outputs:
            yield from _named(factors, chosen.slots, names)


def _labels(body: Term, names: Names) -> frozenset[str]:
    """The labels in one definition; those of which it writes the rest, ``1 - y_i``, are of one of two classes."""
    found: set[str] = set()
    of_two: set[str] = set()
    for part in walk(body):
        match part:
            case Big():
                found.update(_labels_under(part, names))
                found.update(_under_two(part, names))
            case Plus((Num(one), Times((Num(sign), Ref() as label)))) if one == 1 and sign == -1:
                of_two.add(resolved(names, label).key)
            case Plus(terms):
                found.update(_written_out(terms, names))
            case _:
                pass
    return frozenset(found - of_two)


def _written_out(terms: Sequence[Term], names: Names) -> Iterator[str]:
    r"""The labels in ``-t_1 \log y_1 - t_2 \log y_2 - t_3 \log y_3``: elements of one array, each once."""
    products = [_factors(term) for term in terms]
    slots = [resolved(names, inside).slots for factors in products for inside in _argument(factors)]
    if len(slots) < len(terms) or len(terms) < BATCH or len(set(slots)) < len(slots):
        return
    if all(own and isinstance(own[-1], int) for own in slots):
        pairs = zip(products, slots, strict=True)
        yield from frozenset[str].intersection(*(frozenset(_named(factors, own, names)) for factors, own in pairs))


def _named(factors: Sequence[Term], slots: tuple[str | int, ...], names: Names) -> Iterator[str]:
    """The names in a product with these slots."""
    found = (resolved(names, each) for each in factors if isinstance(each, Ref))
    return (name.key for name in found if name.slots == slots)


def _argument(factors: Sequence[Term]) -> list[Ref]:
    """The name of which a product has the one logarithm."""
    logs = [each for each in factors if isinstance(each, Call) and each.name.base in {"log", "ln"}]
    inside = [argument for each in logs for argument in each.arguments if isinstance(argument, Ref)]
    return inside if len(logs) == len(inside) == 1 else []


def _factors(term: Term) -> tuple[Term, ...]:
    """The factors of a product, with those of products in it."""
    return tuple(each for factor in term.factors for each in _factors(factor)) if isinstance(term, Times) else (term,)


def _under_two(big: Big, names: Names) -> Iterator[str]:
    r"""The labels in ``\sum_k \sum_n t_{nk} \log y_{nk}``, where the sum inside is not the one over the classes."""
    for inner in _factors(big.body):
        if isinstance(inner, Big):
            factors = _factors(inner.body)
            for output in _argument(factors):
                slots = resolved(names, output).slots
                if slots == (inner.letter, big.letter):
                    yield from _named(factors, slots, names)


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
