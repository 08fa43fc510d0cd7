"""Which quantities of a model are the data, the target, the output and the parameters, and how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite, prod
from typing import Any, final

from backproof.api import Model
from backproof.api.spelling import find, spellings
from backproof.calculus.sample import undefined_symbols
from backproof.derive.parameters import base, losses
from backproof.estimators import lettered
from backproof.estimators.models import INPUTS, TARGETS, model_of
from backproof.estimators.one_sample import divisors
from backproof.estimators.settings import InvalidSetting, is_number, is_whole, listed, refused
from backproof.expr import Definition, Range, Symbol
from backproof.program.plan import Program
from backproof.program.training import prediction
from backproof.source import BackproofError


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
    inputs = named or _numbered(left) or _first(left, model) or (_chosen(None, left, INPUTS, "inputs"),)
    loss = loss_of(settings.loss, model)
    output = _output(settings.output, model, loss, target)
    sizes = lettered.widths(model.definitions, listed(settings.layers or ())) | _sizes(settings.sizes or {}, model)
    _take(sizes, target, outputs, "y")
    columns = _columns(inputs, features, sizes)
    trained = tuple(symbol for symbol in left if symbol not in inputs)
    if settings.parameters is not None:
        trained = tuple(_find(name, trained, "parameter") for name in settings.parameters)
    else:
        _refuse_counts(trained, model)
    if not trained:
        raise refused(
            "the model has nothing to learn", ", ".join(spellings(free).values()), "a quantity that nothing gives",
            r"write a weight into the equations, such as w in o = w x",
        )  # fmt: skip
    hidden = lettered.highest(model.definitions) - 1
    _refuse_unsized((*trained, *(each.symbol for each in model.definitions)), sizes, hidden)
    return Wiring(model, inputs, target, output, loss, trained, constants, columns, sizes)


def _refuse_counts(trained: Sequence[Symbol], model: Model) -> None:
    """The number of samples is nothing to learn."""
    for symbol in divisors(model.definitions):
        if symbol in trained:
            raise refused(
                f"{symbol.name} only divides, as the number of samples does, and nothing gives it", symbol.name,
                "an index of samples, which x and y have and no parameter has, or the loss of one sample",
                f"leave 1/{symbol.name} out, or give constants={{{symbol.name!r}: 1}}",
            )  # fmt: skip


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
        usual = f"write {'x' if role == 'inputs' else 'y'} for it in the equations, or name it: {role}='...'"
        raise refused(
            f"it is not clear which quantity the {role} {'are' if role == 'inputs' else 'is'}",
            ", ".join(spellings(found).values()) or "no usual letter",
            f"one of {names}",
            f"name it: {role}={spellings(found)[found[0]]!r}" if found else usual,
        )
    return found[0]


def _numbered(symbols: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """x_1, x_2, ... in the order of their numbers, where these are all the inputs that have the letter."""
    found = [symbol for symbol in symbols if base(symbol) in INPUTS]
    numbers = [re.sub(r"\D", "", symbol.name) for symbol in found]
    if len(found) < 2 or not all(numbers) or len(set(numbers)) < len(found):
        return ()
    return tuple(symbol for _, symbol in sorted(zip(map(int, numbers), found, strict=True), key=lambda pair: pair[0]))


def _first(symbols: Sequence[Symbol], model: Model) -> tuple[Symbol, ...]:
    """What the first layer is computed from, where no other quantity has the letter of inputs."""
    return () if any(base(each) in INPUTS for each in symbols) else lettered.undefined_first(model.definitions, symbols)


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


def _refuse_unsized(symbols: Iterable[Symbol], sizes: Mapping[Range, int], hidden: int) -> None:
    """Raise where the size of a range is not known; ``hidden`` layers of the model have numbers."""
    missing = dict.fromkeys(
        range_.name for symbol in symbols for range_ in symbol.ranges if range_.size is None and range_ not in sizes
    )
    if missing:
        letters = ", ".join(missing)
        raise refused(
            f"nothing says how many elements {letters} {'have' if len(missing) > 1 else 'has'}",
            "no size",
            f"sizes for {letters}",
            f"give layers={(16,) * hidden}, the units of the hidden layers"
            if hidden > 0
            else f"give sizes={{{', '.join(f'{name!r}: 16' for name in missing)}}}",
        )
