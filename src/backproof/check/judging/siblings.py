r"""Units whose twins are computed: of ``out_1 = \sigma(net_1)`` and ``out_2 = 0.72`` the second one is, too."""

from __future__ import annotations

import re

from backproof.calculus.resolve import depends
from backproof.check.verdicts.sides import Sides
from backproof.expr.walk import tensors

NUMBER = re.compile(r"\d+")


def uncomputed(sides: Sides) -> str:
    """Why a derivative may have a path more than the document writes: a unit has a value, and its twin a formula.

    The twin depends on what the derivative is by, and not on the unit itself, as a state does on the one before. What a
    unit computes is its own: ``E_1`` by ``o_1`` has no path through ``E_2``.
    """
    for each in sides.derivatives():
        bodies = {each.symbol.name: each.body for each in sides.model}
        twins = {name for name in bodies if NUMBER.search(name) and depends(bodies[name], each.by.symbol, sides.model)}
        if each.by.symbol.name in bodies:
            own = NUMBER.findall(each.by.symbol.name)
            twins = {name for name in twins if NUMBER.findall(name) != own}
        stems = {NUMBER.sub("", name): name for name in twins}
        free = {tensor.symbol for body in bodies.values() for tensor in tensors(body)}
        for symbol in sorted(free, key=lambda symbol: symbol.name):
            twin = stems.get(NUMBER.sub("", symbol.name))
            if symbol.name in bodies or twin is None or symbol == each.by.symbol or not NUMBER.search(symbol.name):
                continue
            if depends(each.of, symbol, sides.model) and not depends(bodies[twin], symbol, sides.model):
                return f"how {symbol.name} is computed is not written, as it is of {twin}"
    return ""
