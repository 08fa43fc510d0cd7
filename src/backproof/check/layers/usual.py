r"""Layers that a text speaks of and never writes down: ``z^l``, ``a^{l-1}``, ``W^l``, ``\delta^l`` in the usual sense.

Where no line says what ``z^l`` is, it is ``W^l a^{l-1} + b^l``, and ``a^l`` is the activation of it. What rests on that
is right if so, and nothing is refuted by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.matrix.kinds import is_array
from backproof.read.grammar.scripts import LAYER
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import NOWHERE, Big, Call, Nabla, Partial, Plus, Ref, Term, Times, Transposed

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

    @property
    def names(self) -> Set[str]:
        """All of its names."""
        return {self.preactivation, self.activation, self.weight, self.bias} - {""}


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with what rests on such a network as something assumed, and its equations behind them."""
    network = _network(lines)
    if network is None:
        return tuple(lines)
    z, a, w, b = network.preactivation, network.activation, network.weight, network.bias
    said = f"{z}^l = {w}^l {a}^{{l-1}}" + (f" + {b}^l" if b else "")
    assumes = f"the layers are the usual ones, {said} and {a}^l = {letters_of(network.function)}({z}^l)"
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
    names = [ref for line in lines for ref in _refs(line) if any(LAYER.fullmatch(sup) for sup in ref.sups)]
    layered = {ref.base for ref in names}
    if not any(sup.startswith("l") for ref in names for sup in ref.sups if LAYER.fullmatch(sup)):
        # ``W^{L+1}``: L may be the letter of all layers.
        return None
    choices = [sorted(layered & each) for each in (PREACTIVATIONS, ACTIVATIONS, WEIGHTS)]
    if any(len(each) != 1 for each in choices):
        return None
    (z,), (a,), (w,) = choices
    biases = sorted(layered & BIASES)
    if len(biases) > 1 or any(_says(line, {z}) or _computes(line, a, w) for line in lines):
        return None
    calls = (part for line in lines for term in line.sides for part in walk(term) if isinstance(part, Call))
    primed = {call.name.base for call in calls if call.primes and any(ref.base == z for ref in references(call))}
    function = primed.pop() if len(primed) == 1 else "sigma"
    bare = any(ref.base == w and not ref.subs for ref in names)
    pairs = {ref.subs for ref in names if ref.base == w and len(ref.subs) > 1}
    turned = (part for line in lines for term in line.sides for part in walk(term) if isinstance(part, Transposed))
    if bare and not (is_array(w) or any(ref.base == w for part in turned for ref in references(part.base))):
        # Nothing shows that ``w^l`` is a matrix.
        return None
    if not bare and len({len(each) for each in pairs}) != 1:
        return None
    indices = () if bare else ("j", "k")
    return _Network(z, a, w, biases[0] if biases else "", function, indices)


def _says(line: Line, bases: Set[str]) -> bool:
    """Whether a line says what a name of layers is."""
    match line.head:
        case Ref(base, sups=sups) if base in bases and any(LAYER.fullmatch(sup) or sup.isdigit() for sup in sups):
            return line.relation in DEFINES and not any(isinstance(part, Partial) for part in walk(line.head))
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
    layered = {ref.base for ref in _refs(line) if any(LAYER.fullmatch(sup) for sup in ref.sups)}
    slopes = any(isinstance(part, Partial | Nabla) or (isinstance(part, Call) and part.primes) for part in parts)
    own = isinstance(line.head, Ref) and line.head.base in {network.weight, network.bias}
    return (slopes or bool(layered & ERRORS)) and bool(layered & (network.names | ERRORS)) and not own


def _equations(network: _Network, lines: Sequence[Line]) -> Iterator[Line]:
    """The two equations of a layer, whole or by elements."""
    rows, columns = (network.indices[:1], network.indices[1:])

    def name(base: str, subs: tuple[str, ...], layer: str = "l") -> Ref:
        return Ref(base, subs, (layer,), NOWHERE)

    product: Term = Times((name(network.weight, (*rows, *columns)), name(network.activation, columns, "l-1")), NOWHERE)
    if columns:
        product = Big("sum", columns[0], None, None, (), product, NOWHERE)
    side = Plus((product, name(network.bias, rows)), NOWHERE) if network.bias else product
    head = name(network.preactivation, rows)
    section = lines[0].section
    yield Line(NOWHERE, head, "=", side, (), None, True, section)
    if not any(_says(line, {network.activation}) for line in lines):
        applied = Call(Ref(network.function, (), (), NOWHERE), 0, (head,), NOWHERE)
        yield Line(NOWHERE, name(network.activation, rows), "=", applied, (), None, True, section)
