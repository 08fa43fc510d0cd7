r"""Layers that a text speaks of and never writes down: ``z^l``, ``a^{l-1}``, ``W^l``, ``\delta^l`` in the usual sense.

Where no line says what ``z^l`` is, it is ``W^l a^{l-1} + b^l``, and ``a^l`` is the activation of it; so it is
with layers by numbers and by names, ``Z^o = W^o A^h + B^o``. What rests on that is right if so, and nothing is refuted
by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.layers.named import INPUT, ordered_names, place
from backproof.matrix.kinds import is_array
from backproof.read.context.wired import Wiring
from backproof.read.grammar.scripts import LAYER
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references, walk
from backproof.read.terms.terms import NOWHERE, Big, Call, Nabla, Partial, Plus, Ref, Term, Times, Transposed

INPUTS = frozenset({"x", "X", "\\mathbf{x}", "\\mathbf{X}"})
INDICES = ("j", "k")
UNSAID = "what the layers compute is not written"
PREACTIVATIONS, ACTIVATIONS, WEIGHTS, BIASES, ERRORS = (
    frozenset(form.format(letter) for letter in letters for form in ("{}", "\\mathbf{{{}}}"))
    for letters in ("zZ", "aA", "wW", "bB", ("delta", "\\delta"))
)


@final
@dataclass(frozen=True, slots=True)
class _Network:
    """The names of a network, with the letters of the rows and the columns of its weights (empty for whole arrays)."""

    preactivation: str
    activation: str
    weight: str
    bias: str
    function: str
    indices: tuple[str, ...]
    layers: tuple[tuple[str, str], ...] = (("l", "l-1"),)
    """Each layer with the one below it."""
    inputs: str = ""
    """What the first layer is computed from, where this is no activation."""
    turned: bool = False
    """Whether the letter of the columns of its weights comes first."""

    @property
    def is_lettered(self) -> bool:
        """Whether a letter stands for the layers."""
        return any(LAYER.fullmatch(layer) for layer, _ in self.layers)

    @property
    def names(self) -> Set[str]:
        """All of its names."""
        return {self.preactivation, self.activation, self.weight, self.bias} - {""}


def settle(lines: Sequence[Line], wiring: Wiring | None = None) -> tuple[Line, ...]:
    """The lines with what rests on such a network as something assumed, and its equations behind them.

    Of layers with names or numbers only lines that are open without them rest on these equations, which say so.
    Nothing is assumed where the words describe the network.
    """
    if wiring is not None and (told := _told(lines, wiring)) is not None:
        return (*lines, *_equations(told, lines))
    network = _network(lines)
    if network is None:
        return tuple(lines)
    z, a, w, b = network.preactivation, network.activation, network.weight, network.bias
    layer, below = network.layers[-1]
    below = below if len(below) == 1 else f"{{{below}}}"
    said = f"{z}^{layer} = {w}^{layer} {a}^{below}" + (f" + {b}^{layer}" if b else "")
    assumes = f"the layers are the usual ones, {said} and {a}^{layer} = {letters_of(network.function)}({z}^{layer})"
    if not network.is_lettered:
        return (*lines, *(replace(line, assumes=(assumes,), limited=UNSAID) for line in _equations(network, lines)))
    found = [
        replace(line, assumes=(*line.assumes, assumes), limited=line.limited or UNSAID)
        if _rests(line, network)
        else line
        for line in lines
    ]
    return (*found, *_equations(network, lines))


def hands_back(line: Line) -> bool:
    """Whether a line would define errors by those of another layer, in a network that is only assumed."""
    errors = line.head.base if isinstance(line.head, Ref) and line.head.base in ERRORS else ""
    named = line.side is not None and any(ref.base == errors for ref in references(line.side))
    return line.limited == UNSAID and named


def _network(lines: Sequence[Line]) -> _Network | None:
    """The names of a network that a document speaks of, layer by layer, and does not define; else None."""
    names = [ref for line in lines for ref in _refs(line) if any(_is_layer(sup) for sup in ref.sups)]
    layered = {ref.base for ref in names}
    layers = _layers(names)
    if not layers:
        return None
    choices = [sorted(layered & each) for each in (PREACTIVATIONS, ACTIVATIONS, WEIGHTS)]
    if any(len(each) != 1 for each in choices):
        return None
    (z,), (a,), (w,) = choices
    biases = sorted(layered & BIASES)
    if len(biases) > 1 or any(_says(line, {z}) or _computes(line, a, w) for line in lines):
        return None
    primed = _primed(lines, z)
    function = primed.pop() if len(primed) == 1 else "sigma"
    bare = any(ref.base == w and not ref.subs for ref in names)
    pairs = {ref.subs for ref in names if ref.base == w and len(ref.subs) > 1}
    turned = (part for line in lines for term in line.sides for part in occurrences(term, Transposed))
    if bare and not (is_array(w) or any(ref.base == w for part in turned for ref in references(part.base))):
        # Nothing shows that ``w^l`` is a matrix.
        return None
    if not bare and len({len(each) for each in pairs}) != 1:
        return None
    indices = () if bare else INDICES
    inputs = "" if layers[0][1] else _inputs(lines)
    return _Network(z, a, w, biases[0] if biases else "", function, indices, layers, inputs)


def _told(lines: Sequence[Line], wiring: Wiring) -> _Network | None:
    """The network that the words describe, where the lines write it so and don't define it for any layer themselves."""
    refs = [ref for line in lines for ref in _refs(line) if any(LAYER.fullmatch(sup) for sup in ref.sups)]
    lettered = {ref.base for ref in refs if any(sup.startswith("l") for sup in ref.sups)}
    found = [{wiring.activation} if wiring.activation else lettered & ACTIVATIONS]
    found.append({wiring.bias} if wiring.bias else lettered & BIASES)
    activations, biases = found
    if len(activations) != 1 or len(biases) > 1 or not {wiring.weight, wiring.preactivation} & lettered:
        return None
    z, (a,), b = wiring.preactivation, activations, "".join(biases & lettered)
    general = (line for line in lines if _says(line, {z}) and isinstance(line.head, Ref))
    if not all(_agrees(line, wiring) for line in general):
        return None
    primed = _primed(lines, z)
    function = primed.pop() if len(primed) == 1 else ""
    return _Network(z, a, wiring.weight, b, function, INDICES, turned=not wiring.leads_to_first)


def _agrees(line: Line, wiring: Wiring) -> bool:
    """Whether a line says for the last layer alone what the words say of each: with the indices in the same places."""
    if not isinstance(line.head, Ref) or not all(sup == "L" for sup in line.head.sups) or line.side is None:
        return False
    own = [ref.subs for ref in references(line.side) if ref.base == wiring.weight]
    place = 0 if wiring.leads_to_first else 1
    return bool(own) and all(subs[place : place + 1] == line.head.subs for subs in own)


def _primed(lines: Sequence[Line], preactivation: str) -> set[str]:
    """The functions whose derivatives the lines take at what a layer computes."""
    calls = (part for line in lines for term in line.sides for part in occurrences(term, Call))
    return {
        call.name.base for call in calls if call.primes and any(ref.base == preactivation for ref in references(call))
    }


def _is_layer(sup: str) -> bool:
    """Whether a superscript is a layer: by a letter, a number or a name."""
    return LAYER.fullmatch(sup) is not None or sup.strip("()").isdigit() or place(sup) is not None


def _layers(names: Sequence[Ref]) -> tuple[tuple[str, str], ...]:
    """The layers that have weights, each with the one below it (empty where no name has that)."""
    found = {sup for ref in names for sup in ref.sups if _is_layer(sup)}
    if any(LAYER.fullmatch(sup) for sup in found):
        # ``W^{L+1}``: L may be the letter of all layers.
        return (("l", "l-1"),) if any(sup.startswith("l") for sup in found if LAYER.fullmatch(sup)) else ()
    numbers = sorted((sup for sup in found if sup.strip("()").isdigit()), key=lambda sup: int(sup.strip("()")))
    ordered = numbers or list(ordered_names(found))
    return tuple(
        (layer, below)
        for below, layer in pairwise(["", *ordered])
        if not (layer.strip("()") == "0" or place(layer) == INPUT)
    )


def _inputs(lines: Sequence[Line]) -> str:
    """The one name of inputs that no line defines."""
    named = {ref.base for line in lines for ref in _refs(line) if ref.base in INPUTS and not ref.sups}
    return named.pop() if len(named) == 1 else ""


def _says(line: Line, bases: Set[str]) -> bool:
    """Whether a line says what a name of layers is."""
    match line.head:
        case Ref(base, sups=sups) if base in bases and any(map(_is_layer, sups)):
            return line.relation in DEFINES and not has(line.head, Partial)
        case _:
            return False


def _computes(line: Line, activation: str, weight: str) -> bool:
    """Whether a line says what activations are by the weights."""
    named = line.side is not None and any(ref.base == weight for ref in references(line.side))
    return named and _says(line, {activation})


def _refs(line: Line) -> Iterator[Ref]:
    return (ref for term in line.sides for ref in references(term))


def _rests(line: Line, network: _Network) -> bool:
    """Whether a line speaks of derivatives or errors in a network."""
    parts = [part for term in line.sides for part in walk(term)]
    layered = {ref.base for ref in _refs(line) if any(map(_is_layer, ref.sups))}
    slopes = any(isinstance(part, Partial | Nabla) or (isinstance(part, Call) and part.primes) for part in parts)
    own = isinstance(line.head, Ref) and line.head.base in {network.weight, network.bias}
    return (slopes or bool(layered & ERRORS)) and bool(layered & (network.names | ERRORS)) and not own


def _equations(network: _Network, lines: Sequence[Line]) -> Iterator[Line]:
    """The two equations of a layer, whole or by elements."""
    section = lines[0].section
    activations = {line.head.sups for line in lines if _says(line, {network.activation}) and isinstance(line.head, Ref)}
    lettered = any(LAYER.fullmatch(sup) for sups in activations for sup in sups)
    for layer, below in network.layers:
        rows, columns = (network.indices[:1], network.indices[1:])
        lower = below or ("" if network.inputs else "0")
        inside = Ref(network.activation if lower else network.inputs, columns, (lower,) if lower else (), NOWHERE)
        both = (*columns, *rows) if network.turned else (*rows, *columns)
        product: Term = Times((Ref(network.weight, both, (layer,), NOWHERE), inside), NOWHERE)
        if columns:
            product = Big("sum", columns[0], None, None, (), product, NOWHERE)
        bias = Ref(network.bias, rows, (layer,), NOWHERE)
        side = Plus((product, bias), NOWHERE) if network.bias else product
        head = Ref(network.preactivation, rows, (layer,), NOWHERE)
        yield Line(NOWHERE, head, "=", side, (), None, True, section)
        if network.function and not lettered and (layer,) not in activations:
            applied = Call(Ref(network.function, (), (), NOWHERE), 0, (head,), NOWHERE)
            yield Line(NOWHERE, Ref(network.activation, rows, (layer,), NOWHERE), "=", applied, (), None, True, section)
