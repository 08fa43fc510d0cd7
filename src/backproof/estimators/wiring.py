"""Which quantities of a model are the data, the target, the output and the parameters, and how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

from backproof.api import Model
from backproof.api.spelling import find, spellings
from backproof.calculus.sample import undefined_symbols
from backproof.derive.networks import PREFIX
from backproof.derive.parameters import base, is_loss
from backproof.estimators.settings import InvalidSetting, refused
from backproof.expr import Definition, Range, Symbol
from backproof.source import BackproofError

INPUTS: Final = frozenset({"x", "X"})
TARGETS: Final = frozenset({"y", "Y", "t", "T", "target"})


@final
@dataclass(frozen=True, slots=True)
class Wiring:
    """The parts of a model. ``columns`` says which columns of X each input takes."""

    model: Model
    inputs: tuple[Symbol, ...]
    target: Symbol
    output: Symbol
    loss: Symbol
    parameters: tuple[Symbol, ...]
    constants: Mapping[Symbol, float]
    columns: Mapping[Symbol, slice]
    sizes: Mapping[Range, int]

    @property
    def spelled(self) -> dict[str, str]:
        """The names of the parameters as Python has them, by their names in the equations."""
        return {symbol.name: name for symbol, name in spellings(self.parameters).items()}

    def parameter(self, name: str) -> Symbol:
        """The parameter of a name, in LaTeX or as Python has it."""
        return _find(name, self.parameters, "parameter")


def read(written: Any) -> Model:
    """A model from a path, a short form, LaTeX definitions, or as it is."""
    try:
        match written:
            case Model():
                return written
            case str() if written.startswith(PREFIX):
                return Model.from_short(written)
            case str() | Path():
                return Model.from_document(written)
        return _listed(list(written))
    except BackproofError as error:
        raise InvalidSetting(error.diagnostic) from None


def as_text(written: Any) -> Any:
    """A model as text that :func:`read` reads, wherever the document is by then."""
    match written:
        case Model():
            raise refused(
                "a Model can't be saved", written, "its definitions", "give the estimator definitions or a path"
            )
        case str() if written.startswith(PREFIX) or "\n" in written:
            return written
        case str() | Path():
            path = Path(written)
            return path.read_text(encoding="utf-8") if path.is_file() else str(written)
    return list(written)


def _listed(written: list[str]) -> Model:
    """Definitions one by one; those in matrix notation, with the shapes that they need, as a document."""
    try:
        return Model(*written)
    except BackproofError:
        model = Model.from_document("\n\n".join(f"$${each}$$" for each in written))
        if model.left_out or not model.definitions.definitions:
            raise
        return model


def wire(settings: Any, features: int, outputs: int) -> Wiring:
    """The parts of the model of an estimator, for data with this many columns of X and of targets."""
    model = read(settings.model)
    free = undefined_symbols(model.definitions)
    constants = {_find(name, free, "input"): float(value) for name, value in (settings.constants or {}).items()}
    left = [symbol for symbol in free if symbol not in constants]
    target = target_of(settings, model)
    left.remove(target)
    given = settings.inputs
    names = [given] if isinstance(given, str) else given
    named = tuple(_find(name, left, "input") for name in names or ())
    inputs = named or _numbered(left) or (_chosen(None, left, INPUTS, "inputs"),)
    loss = _loss(settings.loss, model)
    output = _output(settings.output, model, loss, target)
    sizes = _sizes(settings.sizes or {}, model)
    _take(sizes, target, outputs, "y")
    columns = _columns(inputs, features, sizes)
    trained = tuple(symbol for symbol in left if symbol not in inputs)
    if settings.parameters is not None:
        trained = tuple(_find(name, trained, "parameter") for name in settings.parameters)
    _refuse_unsized((*trained, *(each.symbol for each in model.definitions)), sizes)
    return Wiring(model, inputs, target, output, loss, trained, constants, columns, sizes)


def target_of(settings: Any, model: Model) -> Symbol:
    """What the outputs are compared with."""
    return _chosen(settings.target, undefined_symbols(model.definitions), TARGETS, "target")


def _find(name: str, symbols: Iterable[Symbol], role: str) -> Symbol:
    try:
        return find(name, symbols, role)
    except BackproofError as error:
        raise InvalidSetting(error.diagnostic) from None


def _chosen(name: str | None, symbols: Sequence[Symbol], letters: frozenset[str], role: str) -> Symbol:
    """The symbol that the user names, or the only one with a letter that the field uses."""
    if name is not None:
        return _find(name, symbols, role)
    found = [symbol for symbol in symbols if base(symbol) in letters]
    if len(found) != 1:
        names = ", ".join(spellings(symbols).values())
        raise refused(
            f"it is not clear which quantity the {role} {'are' if role == 'inputs' else 'is'}",
            ", ".join(spellings(found).values()) or "no usual letter",
            f"one of {names}",
            f"name it: {role}={spellings(symbols)[(found or list(symbols))[0]]!r}",
        )
    return found[0]


def _numbered(symbols: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """x_1, x_2, ... in the order of their numbers, where these are all the inputs that have the letter."""
    found = [symbol for symbol in symbols if base(symbol) in INPUTS]
    numbers = [re.sub(r"\D", "", symbol.name) for symbol in found]
    if len(found) < 2 or not all(numbers) or len(set(numbers)) < len(found):
        return ()
    return tuple(symbol for _, symbol in sorted(zip(map(int, numbers), found, strict=True), key=lambda pair: pair[0]))


def _loss(name: str | None, model: Model) -> Symbol:
    defined = [each.symbol for each in model.definitions]
    if name is not None:
        return _find(name, defined, "definition")
    used = {symbol for each in model.definitions for symbol in each.body.symbols}
    last = [symbol for symbol in defined if symbol not in used and not symbol.rank]
    by_letter = [symbol for symbol in last if is_loss(symbol)]
    found = last if len(last) == 1 else by_letter
    if len(found) != 1:
        names = ", ".join(spellings(last or defined).values())
        raise refused("it is not clear which quantity is the loss", names, "one that is a number", "name it: loss='L'")
    return found[0]


def _output(name: str | None, model: Model, loss: Symbol, target: Symbol) -> Symbol:
    """What is compared with the target: the defined quantity that the loss names."""
    defined = {each.symbol: each for each in model.definitions}
    if name is not None:
        return _find(name, defined, "definition")
    compared = _compared(defined[loss], defined, target)
    found = [symbol for symbol in compared if symbol.ranges == target.ranges]
    if len(found) != 1:
        names = ", ".join(spellings(defined).values())
        raise refused(
            "it is not clear which quantity the output is",
            names,
            "what the target is compared with",
            "name it: output='o'",
        )
    return found[0]


def _compared(definition: Definition, defined: Mapping[Symbol, Definition], target: Symbol) -> list[Symbol]:
    """The defined quantities beside the target, in the first definition from the loss that names it."""
    if target in definition.body.symbols:
        return [symbol for symbol in defined if symbol in definition.body.symbols]
    below = [defined[symbol] for symbol in defined if symbol in definition.body.symbols]
    return [symbol for each in below for symbol in _compared(each, defined, target)]


def _sizes(given: Mapping[str, int], model: Model) -> dict[Range, int]:
    sizes: dict[Range, int] = {}
    for letter, size in given.items():
        try:
            sizes[model.range_of(letter)] = int(size)
        except BackproofError as error:
            raise InvalidSetting(error.diagnostic) from None
    return sizes


def _take(sizes: dict[Range, int], symbol: Symbol, count: int, what: str) -> None:
    """The size of the only range of a symbol from the number of columns."""
    if not symbol.rank:
        if count != 1:
            raise refused(
                f"{symbol.name} is one number, {what} has {count} columns",
                count,
                "1 column",
                f"give {symbol.name} an index",
            )
        return
    unsized = [range_ for range_ in symbol.ranges if range_.size is None and range_ not in sizes]
    known = 1
    for range_ in symbol.ranges:
        known *= range_.size or sizes.get(range_, 1)
    if len(unsized) == 1 and count % known == 0:
        sizes[unsized[0]] = count // known
    elif unsized or known != count:
        raise refused(
            f"the columns of {what} do not fit {symbol.name}",
            f"{count} columns",
            f"{known} elements of {symbol.name}"
            if not unsized
            else f"sizes for {', '.join(each.name for each in unsized)}",
            "give sizes={...} by the letters of the indices, or other data",
        )


def _columns(inputs: Sequence[Symbol], features: int, sizes: dict[Range, int]) -> dict[Symbol, slice]:
    """The columns of each input, one behind the other; one of them may have a size that only X says."""
    counts: dict[Symbol, int] = {}
    for symbol in inputs:
        known = [range_.size or sizes.get(range_) for range_ in symbol.ranges]
        if None not in known:
            count = 1
            for each in known:
                count *= each or 1
            counts[symbol] = count
    open_ = [symbol for symbol in inputs if symbol not in counts]
    if len(open_) > 1:
        names = ", ".join(spellings(open_).values())
        raise refused(
            "X does not say how large several inputs are", names, "sizes for all of them but one", "give sizes={...}"
        )
    if open_:
        _take(sizes, open_[0], features - sum(counts.values()), "X")
        counts[open_[0]] = features - sum(counts.values())
    if sum(counts.values()) != features:
        wanted = " + ".join(f"{count} of {symbol.name}" for symbol, count in counts.items())
        raise refused(
            "the columns of X do not fit the inputs", f"{features} columns", wanted, "give other data, or sizes"
        )
    columns, start = {}, 0
    for symbol in inputs:
        columns[symbol] = slice(start, start + counts[symbol])
        start += counts[symbol]
    return columns


def _refuse_unsized(symbols: Iterable[Symbol], sizes: Mapping[Range, int]) -> None:
    missing = dict.fromkeys(
        range_.name for symbol in symbols for range_ in symbol.ranges if range_.size is None and range_ not in sizes
    )
    if missing:
        letters = ", ".join(missing)
        raise refused(
            f"nothing says how many elements {letters} {'have' if len(missing) > 1 else 'has'}",
            "no size",
            f"sizes for {letters}",
            f"give sizes={{{', '.join(f'{name!r}: 16' for name in missing)}}}",
        )
