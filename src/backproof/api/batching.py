"""What is asked for over a batch, and why it may not be had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from backproof.derive.batch import Batch, batched
from backproof.derive.prepare import prepared
from backproof.expr import Definition, Model, Symbol, Tensor
from backproof.show.letters import SAMPLED
from backproof.source import BackproofError, Diagnostic

_NUMBERED: Final = re.compile(r"_\{?\d")


def over_batch(
    model: Model, of: Definition, trained: Iterable[Symbol], open: Mapping[Symbol, tuple[Tensor, ...]], notation: str
) -> Batch:
    """The model over a batch; raises BackproofError where there is no mean of losses."""
    trained, model = tuple(trained), prepared(model, activations=notation != "index")
    numbered = [each.symbol.name for each in model if notation == "matrix" and _NUMBERED.search(each.symbol.name)]
    samples = [symbol.name for each in model for symbol in each.body.symbols if SAMPLED in symbol.name]
    found = None if open or samples or numbered else batched(model, of, trained, capitals=notation == "matrix")
    if found is not None:
        return found
    if samples:
        written = f"{samples[0]}, which has samples already"
    elif numbered:
        written = f"{numbered[0]} as a matrix with a number below its name"
    elif open:
        written = f"any function: {', '.join(symbol.name for symbol in open)}"
    elif of.symbol.rank:
        written = f"{of.symbol.name}, an array"
    else:
        weights = ", ".join(symbol.name for symbol in trained) or "nothing"
        written = f"{of.symbol.name}, which no data move; {weights} is trained"
    raise BackproofError(
        Diagnostic(
            "there is no mean of losses over a batch",
            written=written,
            expected="a number that is computed from the data of one sample: x, y, t",
            advice="ask for index notation or for no batch, or name the loss of a sample: --of on the command line",
        )
    )
