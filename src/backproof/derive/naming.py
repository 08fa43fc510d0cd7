"""Names for what a derivation adds to a model: none that the model has, and never without another one."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import chain, count

from backproof.expr import Model


def names_in(model: Model) -> frozenset[str]:
    """The names of the quantities of a model."""
    return frozenset(symbol.name for each in model for symbol in (each.symbol, *each.body.symbols))


def unused(names: Sequence[str], taken: Container[str]) -> Iterator[str]:
    """The names that are not taken, in their order; then the first one with numbers.

    >>> from itertools import islice
    >>> list(islice(unused(("z", "a"), {"z"}), 3))
    ['a', 'z^{(1)}', 'z^{(2)}']
    """
    numbered = (f"{names[0]}^{{({number})}}" for number in count(1))
    return (name for name in chain(names, numbered) if name not in taken)
