r"""What only words tie to an activation: that a is the value of ``g(z)``, or that g is now another one.

"With ``g(z) = \tanh(z)`` we have ``g'(z) = 1 - a^2``; for ReLU ``g'(z)`` is one or zero."
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from backproof.check.doubts.finding import Excuse
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Apply, Definition, Expression, Function, Symbol
from backproof.expr.walk import tensors, walk
from backproof.read.terms.terms import Call
from backproof.rules.functions import partial as slope
from backproof.show.text import to_unicode

ACTIVATIONS: Mapping[str, str] = {"sigmoid": "the sigmoid", "tanh": "tanh", "relu": "the rectified linear unit"}
"""Functions that authors name in words or by a figure, beside a letter of their own."""


def excuses(claim: Claim, sides: Sides) -> Iterator[Excuse]:
    """The sides as words may mean them."""
    match claim.left:
        case Call(name, 1, (_,)):
            yield from _as_values(sides)
            yield from _of_another(name.key, sides)
        case _:
            return


def _as_values(sides: Sides) -> Iterator[Excuse]:
    """Single numbers of the right side alone as the value of a function on the left."""
    left, right = ({tensor.symbol for each in side for tensor in tensors(each)} for side in sides.resting)
    defined = {definition.symbol for definition in sides.model}
    unknown = sorted(
        (symbol for symbol in right - left - defined if not symbol.rank), key=lambda symbol: str(symbol.name)
    )
    applied = [part for part in walk(sides.left) if isinstance(part, Apply) and not part.free]
    for symbol in unknown:
        for value in dict.fromkeys(applied):
            yield Excuse(f"it holds where {symbol.name} is {to_unicode(value)}", _with(sides, symbol, value))


def _with(sides: Sides, symbol: Symbol, value: Expression) -> Sides:
    definitions = (Definition(symbol, (), value), *sides.model.definitions)
    return replace(sides, model=replace(sides.model, definitions=definitions))


def _of_another(name: str, sides: Sides) -> Iterator[Excuse]:
    """A slope of a function by a letter as that of another activation than the document gives as an example."""
    arguments = {*tensors(sides.left)}
    if len(arguments) == 1:
        for word, said in ACTIVATIONS.items():
            sloped = replace(sides, left=slope(Function(word), (*arguments,), 0))
            yield Excuse(f"it holds where {name} is {said}", sloped)
