"""Which inputs of a model are trained, where nobody says so: by the letters that the field uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from backproof.expr import Symbol
from backproof.read.lexicon import LOSS_LETTERS

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


def is_weight(symbol: Symbol) -> bool:
    """Whether a symbol has a letter that weights and biases have."""
    return base(symbol) in WEIGHTS


def is_loss(symbol: Symbol) -> bool:
    """Whether a symbol has a letter that losses have."""
    return base(symbol).removeprefix("\\") in LOSS_LETTERS


def base(symbol: Symbol) -> str:
    r"""The letter of a name, without accents and scripts.

    >>> base(Symbol(r"\mathbf{W}^{[1]}"))
    'W'
    """
    found = _BASE.match(_STYLES.sub(r"\1", symbol.name))
    return found.group() if found else symbol.name
