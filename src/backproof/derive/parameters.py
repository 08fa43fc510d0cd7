"""Which inputs of a model are trained, where nobody says so: by the letters that the field uses."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import Final

from backproof.expr import Definition, Symbol
from backproof.read.vocabulary import LOSS_LETTERS

WEIGHTS: Final = frozenset(
    {"w", "W", "v", "V", "u", "U", "b", "B", "c", r"\theta", r"\Theta", r"\beta", r"\gamma", r"\omega", r"\Omega"}
)
DATA: Final = frozenset({"x", "X", "y", "Y", "t", "T", "l", "d", "i", "target"})
_STYLES = re.compile(r"\\(?:mathcal|mathbf|boldsymbol|mathrm|text|hat|tilde|bar|vec)\{([^{}]*)\}")
_BASE = re.compile(r"\\[A-Za-z]+|[A-Za-z]+")


def parameters(inputs: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """The weights and biases among the inputs; where no letter says it, what is no data; at last all of them.

    >>> [symbol.name for symbol in parameters([Symbol("x"), Symbol("w^{(1)}"), Symbol("y"), Symbol(r"w_{bias}")])]
    ['w^{(1)}', 'w_{bias}']
    """
    by_letter = tuple(symbol for symbol in inputs if is_weight(symbol))
    return by_letter or tuple(symbol for symbol in inputs if base(symbol) not in DATA) or tuple(inputs)


def passed_over(inputs: Sequence[Symbol], trained: Container[Symbol]) -> tuple[Symbol, ...]:
    """The inputs that are no data by their letters, and are not trained: a person may have meant them.

    >>> [symbol.name for symbol in passed_over([Symbol("a"), Symbol("b"), Symbol("x")], [Symbol("b")])]
    ['a']
    """
    return tuple(symbol for symbol in inputs if symbol not in trained and base(symbol) not in DATA)


def is_weight(symbol: Symbol) -> bool:
    """Whether a symbol has a letter that weights and biases have."""
    return base(symbol) in WEIGHTS


def is_loss(symbol: Symbol) -> bool:
    """Whether a symbol has a letter that losses have."""
    return base(symbol).removeprefix("\\") in LOSS_LETTERS


def losses(definitions: Iterable[Definition], used: Iterable[Symbol] = ()) -> list[Definition]:
    """The numbers that no other definition uses, nor anything that ``used`` names; of several the one with a letter of
    losses, if it is the only one."""
    among = tuple(definitions)
    named = {symbol for each in among for symbol in each.body.symbols}.union(used)
    last = [each for each in among if not each.symbol.rank and each.symbol not in named]
    by_letter = [each for each in last if is_loss(each.symbol)]
    return by_letter if len(by_letter) == 1 else last


def base(symbol: Symbol) -> str:
    r"""The letter of a name, without accents and scripts.

    >>> base(Symbol(r"\mathbf{W}^{[1]}"))
    'W'
    """
    found = _BASE.match(_STYLES.sub(r"\1", symbol.name))
    return found.group() if found else symbol.name
