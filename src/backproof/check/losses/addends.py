r"""Totals of which the document explains one addend and leaves the other out: ``E = E_1 + E_2`` with E_2 never said.

Of such a total only that part is known which the document speaks of. A derivative that is proved without the
other part is proved of half of it: E_2 may vary with the same quantity, and most often does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from backproof.calculus.resolve import depends, needed
from backproof.check.verdicts.sides import Sides
from backproof.expr import Add, Derivative, Expression, Mul, Number, Symbol, Tensor

CAPITAL = re.compile(r"\\?(?:mathcal\{|mathrm\{)?[A-Z]")
SCRIPT = re.compile(r"_\{(?:\\mathrm\{)?([^{}]*)\}*$")


def unsaid(sides: Sides, losses: Set[str]) -> str:
    """Why an equality proves nothing: an addend whose twin varies with what is differentiated by; empty for none."""
    found = sorted({name for each in sides.derivatives() for name in _unsaid(each, sides, losses)})
    return f"whether {', '.join(found)} varies with it is not written" if found else ""


def _unsaid(derivative: Derivative, sides: Sides, losses: Set[str]) -> Iterator[str]:
    by = derivative.by.symbol
    known = {definition.symbol: definition.body for definition in sides.model}
    for total in needed(sides.model, derivative.of):
        terms = _terms(total.body)
        for one in {symbol for term in terms if (symbol := _named(term)) is not None and symbol in known}:
            if not _owns(one, known[one], by, losses) and depends(known[one], by, sides.model):
                others = _penalties(terms) if one.name in losses else _twins(one, terms)
                yield from (other.name for other in others if other not in known and other != by)


def _terms(body: Expression) -> tuple[Expression, ...]:
    return body.terms if isinstance(body, Add) else ()


def _named(term: Expression) -> Symbol | None:
    """The quantity that an addend is, perhaps times a number."""
    match term:
        case Tensor(symbol) | Mul((Number(), Tensor(symbol))):
            return symbol
        case _:
            return None


def _twins(one: Symbol, terms: tuple[Expression, ...]) -> Iterator[Symbol]:
    """The addends of the same name with another script: ``E_2`` beside ``E_1``."""
    named = (_named(term) for term in terms)
    return (each for each in named if each is not None and _stem(each.name) == _stem(one.name))


def _penalties(terms: tuple[Expression, ...]) -> Iterator[Symbol]:
    """What stands beside a loss, with or without a rate: ``C + \\lambda R``."""
    for term in terms:
        match term:
            case Tensor(symbol) | Mul((*_, Tensor(symbol))) if CAPITAL.match(symbol.name):
                yield symbol


def _owns(addend: Symbol, body: Expression, by: Symbol, losses: Set[str]) -> bool:
    """Whether a quantity is an addend's own: it has its label, or stands in its definition."""
    label = _label(addend)
    return (label is not None and label == _label(by)) or (by in body.symbols and addend.name not in losses)


def _stem(name: str) -> str:
    return SCRIPT.sub("", name)


def _label(symbol: Symbol) -> str | None:
    found = SCRIPT.search(symbol.name)
    return None if found is None else found[1]
