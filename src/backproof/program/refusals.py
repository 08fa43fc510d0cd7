"""What can't be trained, and why: each refusal with its four parts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from backproof.calculus.resolve import needed
from backproof.expr import Model, Symbol, Tensor
from backproof.program.batch import BATCH_SIZE, SAMPLES
from backproof.program.plan import Program
from backproof.source import BackproofError, Diagnostic


def refuse(model: Model, loss: Symbol, parameters: Sequence[Symbol], data: Sequence[Symbol]) -> None:
    """A loss is a number for each sample and moves with it; what is trained is neither computed nor given."""
    defined = {each.symbol: None for each in model}
    if loss not in defined:
        raise _refused(
            f"the loss {loss.name} has no definition",
            loss.name,
            f"one of {_listed(defined) or 'some definitions'}",
            f"define {loss.name}, or name another loss",
        )
    if loss.rank:
        raise _refused(
            f"the loss {loss.name} is no number for each sample",
            f"{loss.name} with {loss.rank} {'index' if loss.rank == 1 else 'indices'}",
            "a loss without an index",
            "sum it over its indices",
        )
    for symbol in (*parameters, *data):
        if symbol.name == BATCH_SIZE.name:
            raise _refused(
                f"the name {symbol.name} is that of the size of a batch",
                symbol.name,
                "another name",
                "rename it in the definitions",
            )
    for symbol in parameters:
        if symbol in defined or symbol in data:
            raise _refused(
                f"the parameter {symbol.name} is {'given with the data' if symbol in data else 'computed'}",
                f"{symbol.name} among the parameters {_listed(parameters)}",
                "symbols that the definitions use and nothing else gives",
                f"leave {symbol.name} out of the parameters",
            )
    leads = needed(model, Tensor(loss))
    named = sorted({symbol for each in leads for symbol in each.body.symbols}, key=lambda symbol: symbol.name)
    missing = [symbol for symbol in data if symbol not in named]
    if missing:
        raise _refused(
            f"the loss {loss.name} does not depend on {_listed(missing)}",
            f"a loss of {_listed(named)}",
            f"a loss that {_listed(missing)} moves",
            "use it in the definitions, or leave it out of the data",
        )
    if not data:
        raise _refused(
            f"the loss {loss.name} is the same for each sample",
            "no data",
            f"one or more of {_listed(symbol for symbol in named if symbol not in defined)}",
            "say which symbols the data give",
        )


def refuse_names(inputs: Iterable[Symbol]) -> None:
    """Arrays are given by name."""
    known: dict[str, Symbol] = {}
    for symbol in sorted(inputs, key=lambda each: (each.name, each.rank)):
        other = known.setdefault(symbol.name, symbol)
        if other != symbol:
            raise _refused(
                f"two arrays are called {symbol.name}",
                f"{_over(other)} and {_over(symbol)}",
                "a name of its own for each array",
                "rename one of them",
            )


def refuse_sizes(program: Program, later: Container[str] = ()) -> None:
    """Only the number of samples is another one for each batch; ``later`` names the ranges that get a size yet."""
    for name, node in program.inputs.items():
        for extent in node.shape:
            if isinstance(extent, str) and extent != SAMPLES.name and extent not in later:
                raise _refused(
                    f"the range {extent} has no size",
                    f"{name} over {', '.join(map(str, node.shape))}",
                    f"a number of elements for {extent}",
                    "declare it, or give sizes",
                )


def _over(symbol: Symbol) -> str:
    ranges = ", ".join(range_.name for range_ in symbol.ranges)
    return f"{symbol.name} over {ranges}" if ranges else f"{symbol.name} without an index"


def _listed(symbols: Iterable[Symbol]) -> str:
    return ", ".join(symbol.name for symbol in symbols)


def _refused(message: str, written: str, expected: str, advice: str) -> BackproofError:
    return BackproofError(Diagnostic(message, written, expected, advice))
