r"""Names that may be computed from those of their kind, though no line says so.

Units whose twins are computed: of ``out_1 = \sigma(net_1)`` and ``out_2 = 0.72`` the second one is, too. Outputs
of a layer with an accent, ``\hat o^{(1)}`` beside ``o^{(1)}``, which often have a 1 for the biases.
"""

from __future__ import annotations

import re
from collections import defaultdict

from backproof.calculus.resolve import depends
from backproof.check.verdicts.sides import Sides
from backproof.expr import Sum
from backproof.expr.walk import tensors, walk

NUMBER = re.compile(r"\d+")
LETTER = re.compile(r"\^\{([a-z])\}$")
ACCENTED = re.compile(r"\\(?:hat|tilde|bar)\{([^{}]+)\}(\^\{[(\[]?\d+[)\]]?\})")


def uncomputed(sides: Sides) -> str:
    """Why a derivative may have a path more than the document writes: a unit has a value, and its twin a formula.

    The twins depend on what the derivative is by, and none on the unit itself, as a state does on the one before, and a
    node on its inputs. What a unit computes is its own: ``E_1`` by ``o_1`` has no path through ``E_2``.
    """
    for each in sides.derivatives():
        bodies = {each.symbol.name: each.body for each in sides.model}
        twins = {name for name in bodies if NUMBER.search(name) and depends(bodies[name], each.by.symbol, sides.model)}
        if each.by.symbol.name in bodies:
            numbers = NUMBER.findall(each.by.symbol.name)
            twins = {name for name in twins if NUMBER.findall(name) != numbers}
        stems: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(twins):
            stems[NUMBER.sub("", name)].append(name)
        free = {tensor.symbol for body in bodies.values() for tensor in tensors(body)}
        for symbol in sorted(free, key=lambda symbol: symbol.name):
            own = stems.get(NUMBER.sub("", symbol.name), [])
            if symbol.name in bodies or not own or symbol == each.by.symbol or not NUMBER.search(symbol.name):
                continue
            goes_on = any(depends(bodies[twin], symbol, sides.model) for twin in own)
            if depends(each.of, symbol, sides.model) and not goes_on:
                return f"how {symbol.name} is computed is not written, as it is of {own[0]}"
    return ""


def extended(sides: Sides) -> str:
    """Why a name with an accent may be a layer that is computed without one, where one side alone rests on this."""
    left, right = sides.reached
    computed = {each.symbol.name for each in sides.model} & (left ^ right)
    accented = ((name, ACCENTED.fullmatch(name)) for name in sorted((left | right) - computed))
    plain = ((name, found[1] + found[2]) for name, found in accented if found is not None)
    return next((f"whether {name} holds {own} is not written" for name, own in plain if own in computed), "")


def labelled(sides: Sides) -> str:
    r"""Why a letter above a name may be an index: a sum beside it binds that letter, as in ``\sum_k w_k A^k_i``."""
    parts = [part for side in sides.resting for body in side for part in walk(body)]
    bound = {part.index.name for part in parts if isinstance(part, Sum)}
    found = ((name, LETTER.search(name)) for name in sorted(sides.reached[0] | sides.reached[1]))
    own = ((name, match[1]) for name, match in found if match is not None and match[1] in bound)
    return next((f"whether {letter} above {name} is an index of it is not written" for name, letter in own), "")
