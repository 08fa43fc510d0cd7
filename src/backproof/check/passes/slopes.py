"""Sides that add up products of derivatives, by the names of these alone: what is differentiated by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import final

from backproof.check.passes.scales import NUMBER, Powers, over, unit_name
from backproof.read.terms.terms import Big, Call, Nabla, Partial, Plus, Ref, Term, Times


@final
@dataclass(frozen=True, slots=True)
class Slope:
    """What is differentiated by what."""

    of: str
    by: str

    @classmethod
    def of_term(cls, term: Term | None) -> Slope | None:
        """That of a derivative of a name or of its values."""
        match term:
            case Partial(Ref() as of, by) | Partial(Call(name=of, primes=0), by):
                return cls(unit_name(of), unit_name(by))
            case _:
                return None

    @property
    def unit(self) -> Powers:
        """Its unit."""
        return over({self.of: Fraction(1)}, {self.by: Fraction(1)})


Product = tuple[Slope, ...]


def unit_of(product: Product) -> Powers:
    """The unit of a product."""
    unit = NUMBER
    for each in product:
        unit = over(unit, each.unit, Fraction(1))
    return unit


def products_of(side: Term) -> Iterator[Product]:
    """The products of derivatives that a side adds up; an empty one where something else stands in it."""
    match side:
        case Plus(terms):
            for each in terms:
                yield from products_of(each)
        case Big(kind="sum", conditions=(), body=body):
            yield from products_of(body)
        case Times(factors):
            for several in product(*([*products_of(each)] for each in factors)):
                yield tuple(slope for each in several for slope in each) if all(several) else ()
        case _:
            slope = Slope.of_term(side)
            yield () if slope is None else (slope,)


def slope_of(head: Term | None, products: Sequence[Product]) -> Slope | None:
    """The derivative that a line is about; of a gradient by a name, that of what the line differentiates first."""
    match head:
        case Partial():
            return Slope.of_term(head)
        case Nabla(of=Ref() as by):
            return Slope(products[0][0].of, unit_name(by))
        case _:
            return None
