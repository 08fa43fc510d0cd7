"""What a gradient is of, where it isn't named."""

from __future__ import annotations

from collections.abc import Mapping

from backproof.api.spelling import find, spellings
from backproof.derive.parameters import losses
from backproof.expr import Definition, Symbol, Tensor
from backproof.expr import Model as Definitions
from backproof.source import BackproofError, Diagnostic


def target(among: Definitions, of: str | None, inputs: Mapping[Symbol, tuple[Tensor, ...]]) -> Definition:
    """What is differentiated: what ``of`` names, or the scalar that nothing uses, the loss of several.

    ``inputs`` are the arguments of functions that no definition writes out: they are used, too. Raises
    :class:`~backproof.source.BackproofError` where none or several scalars are left.
    """
    defined = {each.symbol: each for each in among}
    if of is not None:
        return defined[find(of, defined, "definition")]
    last = losses(among, (tensor.symbol for each in inputs.values() for tensor in each))
    if len(last) == 1:
        return last[0]
    names = spellings(defined)
    found = f": {', '.join(names[each.symbol] for each in last)}" if last else ""
    name = names[(last or list(among))[-1].symbol]
    jacobian = "" if last else "; of an array, the gradient is the Jacobian"
    raise BackproofError(
        Diagnostic(
            "it is not clear what the gradient is of",
            written=f"{len(last)} scalars that no other definition uses{found}",
            expected="one, or the name of a definition",
            advice=f"name it: of=\"{name}\", or --of '{name}' on the command line{jacobian}",
        )
    )
