"""The model that the settings of an estimator mean: read, with its layers counted, and for one sample."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from backproof.api import Model
from backproof.calculus.sample import undefined_symbols
from backproof.derive.networks import PREFIX
from backproof.derive.parameters import base
from backproof.estimators import biases, lettered
from backproof.estimators.one_sample import of_one_sample, sample_range
from backproof.estimators.settings import InvalidSetting, is_whole, listed, refused
from backproof.expr import Model as Definitions
from backproof.expr import Range, Symbol
from backproof.source import BackproofError

INPUTS: Final = frozenset({"x", "X"})
TARGETS: Final = frozenset({"y", "Y", "t", "T", "target"})
KEPT: Final = 16
"""Texts whose models are kept: a fit asks for its model several times."""


def model_of(settings: Any) -> Model:
    """The model of an estimator for one sample, however it is written."""
    if settings.layers is None:
        return _of_one_sample(settings, read(settings.model))
    layers = _units(settings.layers)
    read_so = {depth: read(settings.model, depth) for depth in (len(layers) + 1, len(layers)) if depth}
    # The last layer is the output where it is as wide as the target, and has units of its own otherwise.
    models = {depth: _of_one_sample(settings, model) for depth, model in read_so.items()}
    depth = next((at for at, each in models.items() if _is_deep(settings, each, at, len(layers))), None)
    said = next(iter(read_so.values())).depth
    if depth is None or said not in (None, depth):
        found = max(lettered.highest(each.definitions) for each in models.values()) if said is None else said
        wanted = (
            f"the units of layers 1 to {found - 1}" if found > 1 else "a model whose layers have a letter, or numbers"
        )
        raise refused(
            f"the units of the layers do not fit the model, which has {found or 'no'} layers with a number",
            f"layers={layers}", wanted, "give layers a number for each hidden layer, or none at all",
        )  # fmt: skip
    return models[depth]


def _units(layers: Any) -> tuple[int, ...]:
    found = listed(layers)
    if not all(is_whole(each) and each >= 1 for each in found):
        raise refused(
            "the units of layers can't be used", layers, "whole numbers from 1, such as (32, 16)", "give them"
        )
    return tuple(map(int, found))


def _is_deep(settings: Any, model: Model, depth: int, given: int) -> bool:
    """Whether a model has so many layers, and units were given for those that are hidden."""
    definitions = model.definitions
    if lettered.highest(definitions) != depth:
        return False
    free = undefined_symbols(definitions)
    named = [each for each in free if settings.target in (each.name, base(each))]
    targets = named or [each for each in free if base(each) in TARGETS]
    return any(lettered.is_output(definitions, depth, each) for each in targets) == (depth > given)


def read(written: Any, depth: int | None = None) -> Model:
    """A model from a path, a short form, LaTeX definitions, or as it is; ``depth`` counts the layers of a letter."""
    try:
        match written:
            case Model():
                return written
            case str() if written.startswith(PREFIX):
                return Model.from_short(written)
            case str() if "$" in written or "\n" in written:
                return _document(written, depth)
            case str() | Path():
                return Model.from_document(written, depth=depth)
        return _listed(tuple(str(each) for each in written), depth)
    except TypeError:
        raise refused("this is no model", written, "definitions, a path, a short form or a Model", "give one") from None
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


@lru_cache(KEPT)
def _document(text: str, depth: int | None) -> Model:
    return Model.from_document(text, depth=depth)


@lru_cache(KEPT)
def _listed(written: tuple[str, ...], depth: int | None) -> Model:
    """Definitions one by one; those in matrix notation, or of any layer, with all that they need, as a document."""
    problem: BackproofError | None = None
    try:
        model = Model(*written)
        if depth is None and not lettered.by_letter(model.definitions):
            return model
    except BackproofError as error:
        problem = error
    found = Model.from_document("\n\n".join(f"$${each}$$" for each in written), depth=depth)
    fewer = len(found.definitions.definitions) < len(written) and not lettered.highest(found.definitions)
    if found.left_out or (problem is not None and fewer):
        raise problem or BackproofError(found.left_out[0])
    return found


def _of_one_sample(settings: Any, model: Model) -> Model:
    definitions = model.definitions
    free = undefined_symbols(definitions)
    x = [each for each in free if base(each) in INPUTS] or lettered.undefined_first(definitions, free)
    y = [each for each in free if base(each) in TARGETS]
    vectors = biases.beside(definitions, model.arrays, {*x, *y})
    samples = sample_range(x, y, [each for each in free if each not in {*x, *y, *vectors}])
    if samples is None or any(_runs_over(model, letter, samples) for letter in settings.sizes or ()):
        return model
    return _sample_by_sample(biases.along_rows(definitions, samples, vectors), samples, {*x, *y})


def _sample_by_sample(definitions: Definitions, samples: Range, data: Collection[Symbol]) -> Model:
    names = {each.name for each in data}
    if any(samples in each.ranges for each in undefined_symbols(definitions) if each.name not in names):
        return Model.of(definitions, [each for each in undefined_symbols(definitions) if each.name not in names])
    found = of_one_sample(definitions, samples)
    if found is None:
        raise refused(
            "the loss is no mean over samples that are computed one by one", f"a model with all samples {samples.name}",
            "sums over samples in the loss only, as their mean, or as nothing but their sum",
            "write the equations of one sample",
        )  # fmt: skip
    free = undefined_symbols(found)
    return Model.of(found, [each for each in free if each.name not in names])


def _runs_over(model: Model, letter: str, range_: Range) -> bool:
    try:
        return model.range_of(letter) == range_
    except BackproofError:
        return False
