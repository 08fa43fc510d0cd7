r"""The errors of the delta notation: a name for the adjoint of each pre-activation (Nielsen 2015, eq. 29)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from backproof.derive.naming import names_in
from backproof.expr import Index, Model, Symbol
from backproof.expr.walk import tensors

LETTERS: Final = (r"\delta", r"\varepsilon", "e")
OF_MATRICES: Final = LETTERS[1:]
"""With two indices a delta is Kronecker's."""
OF_BATCHES: Final = (r"\Delta", *OF_MATRICES)
"""Of matrices with a row for each sample, in matrix notation."""
_LAYER = re.compile(r"\^(\{.*\}|\w)\Z")


def errors(
    model: Model, trained: Iterable[Symbol], losses: Container[Symbol], matrices: Sequence[str] = OF_MATRICES
) -> Mapping[Symbol, Symbol]:
    r"""The error of each quantity whose definition names what is trained: of the pre-activations of a network.

    An error has the superscript of its pre-activation where all have one of their own, and otherwise a number: the
    layers are counted from the inputs. ``matrices`` are letters of errors with two indices.

    >>> from backproof.expr import Definition, Tensor
    >>> from backproof.expr.build import mul
    >>> w, x, z, L = (Symbol(name) for name in ("w", "x", "z^{(1)}", "L"))
    >>> network = Model((Definition(z, (), mul(Tensor(w), Tensor(x))), Definition(L, (), Tensor(z))))
    >>> {symbol.name: error.name for symbol, error in errors(network, [w], {L}).items()}
    {'z^{(1)}': '\\delta^{(1)}'}
    """
    parameters = frozenset(trained)
    found = _alike([each.symbol for each in model if each.symbol not in losses and each.body.symbols & parameters])
    taken = names_in(model)
    letters = matrices if any(symbol.rank > 1 for symbol in found) or _has_elements(model) else LETTERS
    letter = next((each for each in letters if not any(name.startswith(each) for name in taken)), letters[0] + "'")
    layers = [_LAYER.search(symbol.name) for symbol in found]
    own = [layer.group() for layer in layers if layer is not None]
    if len(set(own)) < len(found):
        # A single delta needs a number too: without, it would look like Kronecker's.
        own = [f"^{{({number})}}" for number in range(1, len(found) + 1)]
    return {symbol: Symbol(letter + layer, symbol.ranges) for symbol, layer in zip(found, own, strict=False)}


def _has_elements(model: Model) -> bool:
    """Whether an array stands with a letter and with a number: its slopes have deltas that one takes for errors."""
    slots = {(tensor.symbol, type(slot)) for each in model for tensor in tensors(each.body) for slot in tensor.slots}
    return any((symbol, Index) in slots for symbol, kind in slots if kind is int)


def _alike(found: list[Symbol]) -> list[Symbol]:
    """Those with the commonest number of indices: errors of one letter are arrays of one kind."""
    counts = Counter(symbol.rank for symbol in found)
    usual = max(counts, key=lambda rank: (counts[rank], rank), default=0)
    return [symbol for symbol in found if symbol.rank == usual]
