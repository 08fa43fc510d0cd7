"""Which quantities of a model are the data, the target, the output and the parameters, and how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite, prod
from pathlib import Path
from typing import Any, Final, final

from backproof.api import Model
from backproof.api.spelling import find, spellings
from backproof.calculus.sample import undefined_symbols
from backproof.derive.networks import PREFIX
from backproof.derive.parameters import base, losses
from backproof.estimators.one_sample import of_one_sample, sample_range
from backproof.estimators.settings import InvalidSetting, is_number, is_whole, refused
from backproof.expr import Definition, Range, Symbol
from backproof.program.plan import Program
from backproof.program.training import prediction
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
    programs: dict[Symbol, Program] = field(default_factory=dict, repr=False)

    @property
    def spelled(self) -> dict[str, str]:
        """The names of the parameters as Python has them, by their names in the equations."""
        return {symbol.name: name for symbol, name in spellings(self.parameters).items()}

    @property
    def values(self) -> dict[str, float]:
        """The constants by name."""
        return {symbol.name: value for symbol, value in self.constants.items()}

    def program(self, of: Symbol) -> Program:
        """The program of a quantity, sample by sample."""
        if of not in self.programs:
            self.programs[of] = prediction(self.model.definitions, [of], self.inputs, sizes=self.sizes)
        return self.programs[of]

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
        return _listed([str(each) for each in written])
    except TypeError:
        raise refused("this is no model", written, "definitions, a path, a short form or a Model", "give one") from None
    except BackproofError as error:
        raise InvalidSetting(error.diagnostic) from None


def model_of(settings: Any) -> Model:
    """The model of an estimator for one sample, however it is written."""
    model = read(settings.model)
    samples = sample_range(model.definitions, INPUTS, TARGETS)
    if samples is None or any(_runs_over(model, letter, samples) for letter in settings.sizes or ()):
        return model
    found = of_one_sample(model.definitions, samples)
    if found is None:
        raise refused(
            "the loss is no mean over samples that are computed one by one", f"a model with all samples {samples.name}",
            "sums over samples in the loss only, as their mean, or as nothing but their sum",
            "write the equations of one sample",
        )  # fmt: skip
    free = undefined_symbols(found)
    return Model.of(found, [each for each in free if base(each) not in INPUTS | TARGETS])


def _runs_over(model: Model, letter: str, range_: Range) -> bool:
    try:
        return model.range_of(letter) == range_
    except BackproofError:
        return False


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
        if model.left_out or len(model.definitions.definitions) != len(written):
            raise
        return model


def wire(settings: Any, features: int, outputs: int) -> Wiring:
    """The parts of the model of an estimator, for data with this many columns of X and of targets."""
    model = model_of(settings)
    free = undefined_symbols(model.definitions)
    constants = {_find(name, free, "input"): _number(name, value) for name, value in (settings.constants or {}).items()}
    left = [symbol for symbol in free if symbol not in constants]
    target = target_of(settings, model)
    left.remove(target)
    given = settings.inputs
    names = [given] if isinstance(given, str) else given
    named = tuple(_find(name, left, "input") for name in names or ())
    inputs = named or _numbered(left) or (_chosen(None, left, INPUTS, "inputs"),)
    loss = loss_of(settings.loss, model)
    output = _output(settings.output, model, loss, target)
    sizes = _sizes(settings.sizes or {}, model)
    _take(sizes, target, outputs, "y")
    columns = _columns(inputs, features, sizes)
    trained = tuple(symbol for symbol in left if symbol not in inputs)
    if settings.parameters is not None:
        trained = tuple(_find(name, trained, "parameter") for name in settings.parameters)
    _refuse_unsized((*trained, *(each.symbol for each in model.definitions)), sizes)
    return Wiring(model, inputs, target, output, loss, trained, constants, columns, sizes)


def _number(name: str, value: Any) -> float:
    if not is_number(value) or not isfinite(value):
        raise refused(f"the constant {name} is no number", value, "a finite number", "give one")
    return float(value)


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


def loss_of(name: str | None, model: Model) -> Symbol:
    """What is made small."""
    defined = [each.symbol for each in model.definitions]
    if name is not None:
        return _find(name, defined, "definition")
    found = [each.symbol for each in losses(model.definitions)]
    if not found and defined:
        several = ", ".join(spellings(each for each in defined if each.rank).values())
        raise refused(
            "no quantity of the model is the loss", several, "one number that no other quantity needs",
            r"add up what has an index: L = \sum_k \ell_k",
        )  # fmt: skip
    if len(found) != 1:
        names = ", ".join(spellings(found or defined).values())
        raise refused("it is not clear which quantity is the loss", names, "one that is a number", "name it: loss='L'")
    return found[0]


def _output(name: str | None, model: Model, loss: Symbol, target: Symbol) -> Symbol:
    """What is compared with the target: the defined quantity that the loss names."""
    defined = {each.symbol: each for each in model.definitions}
    if name is not None:
        return _find(name, defined, "definition")
    compared = _compared(defined[loss], defined, target)
    found = [symbol for symbol in compared if symbol.ranges == target.ranges]
    names = ", ".join(spellings(defined).values())
    if not compared:
        raise refused(
            f"the loss {loss.name} depends on no output", names, "a quantity that the target is compared with",
            r"write the output into the loss: L = (o - y)^2",
        )  # fmt: skip
    if len(found) != 1:
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
            range_ = model.range_of(letter)
        except BackproofError as error:
            raise InvalidSetting(error.diagnostic) from None
        if not is_whole(size) or size < 1:
            raise refused(f"{letter} can't run over this many elements", size, "a whole number from 1", "give one")
        sizes[range_] = int(size)
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
    known = prod(range_.size or sizes.get(range_, 1) for range_ in symbol.ranges)
    if len(unsized) == 1 and count > 0 and count % known == 0:
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
    open_ = [symbol for symbol in inputs if any(each.size is None and each not in sizes for each in symbol.ranges)]
    counts = {
        symbol: prod(each.size or sizes[each] for each in symbol.ranges) for symbol in inputs if symbol not in open_
    }
    if len(open_) > 1:
        names = ", ".join(spellings(open_).values())
        raise refused(
            "X does not say how large several inputs are", names, "sizes for all of them but one", "give sizes={...}"
        )
    if open_:
        left = features - sum(counts.values())
        _take(sizes, open_[0], left, "X")
        counts[open_[0]] = left
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
