"""What the sides of a refuted line may be meant as, though the line does not say so: where these agree, it is open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import partial
from itertools import chain, product

from backproof.check.charity import counts
from backproof.check.charity import named_values as values
from backproof.check.charity import past_kinks as kinks
from backproof.check.charity.named_values import ACTIVATIONS
from backproof.check.definitions.open import STEP, smooth
from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.names.chosen import SAID, of_observed_class, of_true_class
from backproof.check.names.names import DEPENDENT
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import (
    Add,
    Apply,
    Definition,
    Derivative,
    Expression,
    Function,
    Index,
    Model,
    Mul,
    Number,
    OfMatrix,
    Power,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, add, mul, subtract
from backproof.expr.walk import map_parts, names, substitute, tensors, walk
from backproof.read.terms.terms import AXES
from backproof.records import replace
from backproof.rules.functions import partial as slope
from backproof.rules.functions import rule_of

WHERE = "it holds where "
COVARIANCE = re.compile(r"(\\mathbf\{)?(\\?(Gamma|Lambda|Omega|Phi|Psi|Sigma)|[CHKPQRS])(?![A-Za-z])")
"""The letters of covariances, of their inverses, of kernels and of second derivatives."""


def excuses(claim: Claim, sides: Sides, losses: Set[str]) -> Iterator[Excuse]:
    """What the sides may be meant as; ``losses`` are left open by the document."""
    for other in _unbarred(sides.right):
        yield Excuse("it holds for one sign of what stands between the bars", replace(sides, right=other))
    if claim.whole:
        yield from _transposed(sides)
    for letter, chosen in () if claim.conditions else chain(of_true_class(sides), of_observed_class(sides)):
        yield Excuse(f"{WHERE}{letter} {SAID}", chosen)
    yield from _with_labels(sides)
    yield from _with_activations(sides)
    yield from values.excuses(claim, sides)
    yield from _as_probabilities(sides)
    yield from counts.of_counts(sides)
    yield from _symmetric(sides)
    yield from _without_mean(sides)
    yield from kinks.excuses(claim, sides)
    step = _of_one_step(sides, losses)
    if step is not None:
        yield Excuse("it holds for this step alone", replace(sides, model=step), Kind.ONE_STEP)


def _transposed(sides: Sides) -> Iterator[Excuse]:
    """The derivative of a vector by one of as many elements, laid out the other way: no shape tells which is meant.

    So may the entries of one that is written out.
    """
    match sides.left:
        case Derivative(Tensor(slots=(Index() as row,)), Tensor(slots=(Index() as column,))) if (
            row != column and row.range == column.range
        ):
            turned = substitute(sides.left, {row: column, column: row})
        case Derivative(Tensor(of, (int(row),)), Tensor(by, (int(column),))) if row != column:
            turned = Derivative(Tensor(of, (column,)), Tensor(by, (row,)))
        case _:
            return
    yield Excuse(f"{WHERE}derivatives have a row for each element of what they are by", replace(sides, left=turned))


def _symmetric(sides: Sides) -> Iterator[Excuse]:
    """The sides with symmetric matrices for those that are inverted by a letter of covariances, kernels or curvatures.

    Texts on these often leave it out that they are.
    """
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    functions = (part for side in resting for part in walk(side) if isinstance(part, OfMatrix))
    inverted = {each.symbol for part in functions for each in tensors(part.body) if len(set(each.symbol.ranges)) == 1}
    found = {each for each in inverted if each.rank == AXES and COVARIANCE.match(each.name)}
    known = sides.model.assumptions
    if found - known.symmetric:
        names = " and ".join(sorted(each.name for each in found - known.symmetric))
        model = replace(sides.model, assumptions=replace(known, symmetric=known.symmetric | found))
        yield Excuse(f"{WHERE}{names} is symmetric, which is not written", replace(sides, model=model))


def _unbarred(side: Expression) -> Iterator[Expression]:
    """A side with what stands between bars in their place, with either sign."""

    def signed(part: Expression, sign: Expression) -> Expression:
        match part:
            case Apply(function, (inside,)) if function.name == "abs":
                return mul(sign, inside)
            case _:
                return map_parts(part, lambda each: signed(each, sign))

    found = (signed(side, sign) for sign in (ONE, MINUS_ONE))
    return (each for each in found if each != side)


def _with_labels(sides: Sides) -> Iterator[Excuse]:
    r"""Both sides with labels that sum to one: t_1 and t_2 of ``-t_1 \log y_1 - t_2 \log y_2``."""
    defined = {each.symbol for each in sides.model}
    for definition in sides.model:
        labels = sorted({label for part in walk(definition.body) for label in _weights(part)} - defined, key=_by_name)
        if len(labels) > 1:
            *others, last = labels
            rest = subtract(ONE, add(*(Tensor(each) for each in others)))
            model = replace(sides.model, definitions=(Definition(last, (), rest), *sides.model.definitions))
            yield Excuse(f"{WHERE}the labels sum to one", replace(sides, model=model), Kind.SUM_TO_ONE)


def _weights(part: Expression) -> Iterator[Symbol]:
    """The single names that stand beside logarithms in the terms of a sum."""
    terms = part.terms if isinstance(part, Add) else ()
    for factors in (each.factors for each in terms if isinstance(each, Mul)):
        if any(isinstance(each, Apply) and each.function.name in {"log", "ln"} for each in factors):
            yield from (each.symbol for each in factors if isinstance(each, Tensor) and not each.symbol.rank)


def _by_name(symbol: Symbol) -> str:
    return symbol.name


def _with_activations(sides: Sides) -> Iterator[Excuse]:
    """Both sides with a function that no line defines as each of the usual activations, as words may say.

    An identity with primes, ``f'(x) g'(x)``, is one of any functions, unless logarithms stand behind it: those of a
    cross-entropy cancel the slope of one of them.
    """
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    applied = (part.function for side in resting for part in walk(side) if isinstance(part, Apply))
    unknown = {function.name for function in applied if function.arity == 1 and rule_of(function) is None}
    primed = any(isinstance(part, Apply) and any(part.function.orders) for part in walk(sides.right))
    if primed and not any(
        isinstance(part, Apply) and part.function.name == "log" for each in sides.model for part in walk(each.body)
    ):
        return
    for name, word in product(sorted(unknown), ACTIVATIONS):
        change = partial(_put, name, Function(word))
        definitions = tuple(replace(each, body=change(each.body)) for each in sides.model)
        model = replace(sides.model, definitions=definitions)
        chosen = replace(sides, left=change(sides.left), right=change(sides.right), model=model)
        yield Excuse(f"{WHERE}{name} is {ACTIVATIONS[word]}", chosen)


def _as_probabilities(sides: Sides) -> Iterator[Excuse]:
    r"""The sides with the sigmoid that ``p = \theta^T x`` lost where a loss takes the logarithms of p and ``1 - p``."""
    for symbol in probabilities(sides):
        defined = sides.model.get(symbol)
        if defined is not None and not any(isinstance(part, Apply) for part in walk(defined.body)):
            squashed = replace(defined, body=Apply(Function("sigmoid"), (defined.body,)))
            definitions = tuple(squashed if each is defined else each for each in sides.model)
            model = replace(sides.model, definitions=definitions)
            name = symbol.name.replace(rf"^{{{DEPENDENT}}}", "")
            said = f"{WHERE}{name} is the sigmoid of what defines it"
            yield Excuse(said, replace(sides, model=model), Kind.SIGMOID)


def probabilities(sides: Sides) -> list[Symbol]:
    """What a loss takes the logarithm of, and that of one minus it."""
    resting = (sides.left, sides.right, *(each.body for each in sides.model))
    applied = (part for side in resting for part in walk(side) if isinstance(part, Apply))
    logs = {part.arguments[0] for part in applied if part.function.name == "log"}
    plain = {inside.symbol for inside in logs if isinstance(inside, Tensor) and subtract(ONE, inside) in logs}
    return sorted(plain, key=_by_name)


def _without_mean(sides: Sides) -> Iterator[Excuse]:
    r"""The sides with the loss of one sample for a mean: ``\delta = (a - y) \odot \sigma'(z)`` names no sample."""
    if DEPENDENT not in names(sides.left.free):
        return
    products = (part.factors for each in sides.model for part in walk(each.body) if isinstance(part, Mul))
    means = (factors for factors in products if any(map(_is_over_samples, factors)))
    counts = {symbol for factors in means for factor in factors for symbol in _divisors(factor)}
    for count in sorted(counts, key=_by_name):
        yield Excuse("it holds for the loss of one sample", replace(sides, left=mul(Tensor(count), sides.left)))


def _is_over_samples(factor: Expression) -> bool:
    return isinstance(factor, Sum) and factor.index.name.startswith("(")


def _divisors(factor: Expression) -> Iterator[Symbol]:
    """The names of single numbers by which a factor divides."""
    match factor:
        case Power(base, Number(value)) if value == -1:
            yield from (each.symbol for each in tensors(base) if not each.slots)
        case _:
            pass


def _put(name: str, activation: Function, part: Expression) -> Expression:
    """A part with a known function, and its derivative, in the place of one by name."""
    match map_parts(part, lambda each: _put(name, activation, each)):
        case Apply(Function(name=found, orders=() | (0,)), (inside,)) if found == name:
            return Apply(activation, (inside,))
        case Apply(Function(name=found, orders=(1,)), (inside,)) if found == name:
            return slope(activation, (inside,), 0)
        case other:
            return other


def _of_one_step(sides: Sides, losses: Set[str]) -> Model | None:
    """The last step that a line names as the only one; a loss that nothing defines is a function of what it computes.

    Authors write the gradients of one step of a recurrence, with what the steps before and behind it add left out.
    """
    taken = {each.of.symbol for each in sides.derivatives() if isinstance(each.of, Tensor)}
    open_ = {symbol for symbol in taken if symbol.name in losses}
    last = max((step for side in (sides.left, sides.right) for step in _steps(tensors(side))), default=None)
    if last is None or not taken or any(_step(symbol) is None for symbol in taken - open_):
        return None
    own = [each for each in sides.model if _step(each.symbol) == last]
    used = {symbol for each in own for symbol in each.body.symbols}
    outputs = [_whole(each.symbol) for each in own if each.symbol not in used]
    if not outputs:
        return None
    unnumbered = [each for each in sides.model if _step(each.symbol) is None and each.symbol not in open_]
    ends = [Definition(symbol, (), smooth(symbol, (), outputs)) for symbol in open_ if not symbol.rank]
    return replace(sides.model, definitions=(*unnumbered, *own, *ends))


def _steps(found: Iterable[Tensor]) -> Iterator[int]:
    return (step for each in found if (step := _step(each.symbol)) is not None)


def _step(symbol: Symbol) -> int | None:
    found = STEP.search(symbol.name)
    return int(found[0].strip("^{}")) if found else None


def _whole(symbol: Symbol) -> Tensor:
    """All elements of an array."""
    return Tensor(symbol, tuple(Index(f"o{at}", range_) for at, range_ in enumerate(symbol.ranges)))
