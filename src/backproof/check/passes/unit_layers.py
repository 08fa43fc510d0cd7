r"""Slips of a chain rule through layers that a text describes by a neuron, by words, or not at all.

Where it says ``\partial z^L/\partial w^L = a^{L-1}`` and ``\partial C/\partial w^l = a^{l-1} \delta^l``, its layers are
the usual ones, and errors are derivatives by pre-activations: other equations would not hold. Then
``\partial C/\partial w^{L-1} = \frac{\partial a^{L-1}}{\partial w^{L-1}} \delta^L`` lacks a factor in a network with
one unit in each layer already, and so in any one. Nothing is proved by such a network.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different, Equal, Undecided
from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding, Kind
from backproof.check.doubts.hedges import hedge
from backproof.check.interpretation.conventions import Judged
from backproof.check.layers.in_numbers import ACTIVATION, LOSS, Single, plain, single
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.sides import Sides
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.expr import Apply, Definition, Derivative, Expression, Function, Model, Symbol, Tensor
from backproof.expr.build import ZERO, add, divide, mul, number
from backproof.read.context.wired import OTHERWISE
from backproof.read.document import Document
from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Call, Divide, Num, Partial, Plus, Ref, Term, Times

DEPTH: Final = 3
"""A first, a middle and a last layer."""
HIDDEN: Final = range(1, DEPTH)
NETWORK: Final = r"in a network with one unit in each layer, where each error is the derivative by z"
CARRIED: Final = "it goes on with what is wrong before"
ERROR: Final = "delta"
COMPUTED: Final = frozenset({"z", "a"})
ENOUGH: Final = 2
"""So many equations for each that would be refuted have to hold in such a network."""


def refuted(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with the open lines that such a network refutes where other lines show that it is meant."""
    both = zip(document.lines, judged.outcomes, strict=True)
    asked = {at for at, (line, outcome) in enumerate(both) if _is_open(line, outcome) and _has_layers(line)}
    if not asked:
        return judged
    lines = list(single(document.lines))
    if asked.isdisjoint(each.origin for each in lines) or OTHERWISE.search(document.words):
        return judged
    spoken = {each.origin for each in lines}
    if any(at not in spoken and _computes_otherwise(line) for at, line in enumerate(document.lines)):
        return judged
    found = _Found.of(lines, bench, activated=any(_activates(line) for line in document.lines))
    outcomes = list(judged.outcomes)
    meant = [each for each in found.refuted if each.origin in asked and found.is_meant(each)]
    for at, each in enumerate(meant):
        same = (other for other in meant[:at] if other.chain == each.chain and found.agree(other, each, bench))
        before = next((document.lines[other.origin].span for other in same), None)
        sides, difference = found.refuted[each]
        verdict, reason = (Verdict.WRONG, "") if before is None else (Verdict.FOLLOWS, CARRIED)
        finding = Finding(verdict, reason, sides=sides, difference=difference, root=before)
        outcomes[each.origin] = replace(
            outcomes[each.origin], finding=finding, claims=(), instances=(), network=NETWORK
        )
    return replace(judged, outcomes=outcomes)


def _is_open(line: Line, outcome: Outcome) -> bool:
    """Whether a line is open for nothing that its words or signs say; of layers, no step stands alone."""
    finding = outcome.finding
    open_ = finding.verdict is Verdict.UNCHECKED and (not finding.held or finding.kind is Kind.ONE_STEP)
    return open_ and outcome.role in {Role.CLAIM, Role.UPDATE} and not hedge(line)


def _computes_otherwise(line: Line) -> bool:
    """Whether a line says what a layer computes in a way that is not that of one unit; the last one may be special."""
    match line.head:
        case Ref(base, sups=(layer,)) if line.relation in DEFINES and LAYER.fullmatch(layer) and layer != "L":
            return plain(base) in COMPUTED
        case _:
            return False


def _activates(line: Line) -> bool:
    """Whether a line says that units other than the last ones have an activation."""
    match line.head, line.side:
        case Ref(base, sups=sups), Call(primes=0, arguments=(Ref(base=inner),)) if line.relation in DEFINES:
            return (plain(base), plain(inner)) == ("a", "z") and not any(sup.startswith("L") for sup in sups)
        case _:
            return False


def _has_layers(line: Line) -> bool:
    return any(LAYER.fullmatch(sup) for term in line.sides for ref in references(term) for sup in ref.sups)


@final
@dataclass(frozen=True)
class _Found:
    """The lines that hold in the network, whatever its last activation is, and those that fail."""

    held: Sequence[Single]
    telling: Sequence[Single]
    """Those of them that say what errors are: a line that hands errors back holds of their negatives, too."""
    refuted: Mapping[Single, tuple[Sides, Different]]

    @staticmethod
    def of(lines: Sequence[Single], bench: Bench, *, activated: bool) -> _Found:
        """Each line at all layers where its names exist.

        What holds with linear hidden layers is not refuted where nothing says that they are ``activated``.
        """
        networks, turned = [_network(linear=linear) for linear in ((), (DEPTH,))], _network(sign=-1)
        held: list[Single] = []
        refuted: dict[Single, tuple[Sides, Different]] = {}
        for each in lines:
            found = [_compared(each, network, bench) for network in networks]
            if any(isinstance(outcome, Equal) for _, outcome in found):
                held.append(each)
            different = [(sides, outcome) for sides, outcome in found if isinstance(outcome, Different)]
            if len(different) == len(networks):
                refuted[each] = different[0]
        linear = [_network(linear=(*HIDDEN, *last)) for last in ((), (DEPTH,))] if refuted and not activated else []
        meant = [network for network in linear if not any(_fails(each, network, bench) for each in held)]
        refuted = {
            each: found for each, found in refuted.items() if all(_fails(each, network, bench) for network in meant)
        }
        telling = [each for each in held if _fails(each, turned, bench)]
        return _Found(held, telling, refuted)

    def is_meant(self, line: Single) -> bool:
        """Whether other equations show that the network is meant, and what each name of a line is in it."""
        if any(isinstance(each.left, Ref) and each.left.base in COMPUTED for each in self.refuted):
            return False
        failed = {each.chain for each in self.refuted}
        held, telling = ([each for each in lines if each.chain not in failed] for lines in (self.held, self.telling))
        known = {name for each in held for name in each.quantities}
        inputs = any({"a", "w"} <= each.quantities for each in held)
        errors = {each.chain for each in self.refuted if ERROR in each.quantities}
        return (
            inputs
            and line.quantities <= known
            and len({each.chain for each in held}) >= ENOUGH * len(failed)
            and (ERROR not in line.quantities or len({each.chain for each in telling}) >= ENOUGH * len(errors))
        )

    def agree(self, one: Single, other: Single, bench: Bench) -> bool:
        """Whether two refuted members of a chain say the same."""
        between = replace(one, left=one.right, right=other.right)
        return isinstance(_compared(between, self.refuted[one][0].model, bench)[1], Equal)


def _compared(line: Single, network: Model, bench: Bench) -> tuple[Sides, Equal | Different | Undecided | None]:
    """A line at all layers where its names exist, or at the first one where it fails; None where it has none."""
    sides, outcome = Sides(ZERO, ZERO, network), None
    lettered = any(sup.startswith("l") for ref in line.refs for sup in ref.sups)
    for layer in range(1, DEPTH + 1) if lettered else (DEPTH,):
        if all(_exists(ref, layer) for ref in line.refs):
            sides = Sides(_expression(line.left, layer), _expression(line.right, layer), network)
            outcome = compare(sides.left, sides.right, network, bench=bench)
            if not isinstance(outcome, Equal):
                break
    return sides, outcome


def _fails(line: Single, network: Model, bench: Bench) -> bool:
    return isinstance(_compared(line, network, bench)[1], Different)


def _network(*, linear: Collection[int] = (), sign: int = 1) -> Model:
    """A network with one unit in each layer and any activation, of which the ``linear`` layers have none.

    ``sign`` is that of the errors.
    """
    definitions: list[Definition] = []
    for layer in range(1, DEPTH + 1):
        z, a, w, b = (_at(base, layer) for base in ("z", "a", "w", "b"))
        definitions.append(Definition(z.symbol, (), add(mul(w, _at("a", layer - 1)), b)))
        activated = z if layer in linear else Apply(Function(ACTIVATION.base, 1), (z,))
        definitions.append(Definition(a.symbol, (), activated))
    loss = Tensor(Symbol(LOSS.base))
    definitions.append(Definition(loss.symbol, (), Apply(Function("loss", 1), (_at("a", DEPTH),))))
    slopes = ((at, Derivative(loss, _at("z", at))) for at in range(1, DEPTH + 1))
    errors = (Definition(_at(ERROR, at).symbol, (), mul(number(sign), slope)) for at, slope in slopes)
    return Model((*definitions, *errors))


def _at(base: str, layer: int) -> Tensor:
    return Tensor(Symbol(f"{base}^{{{layer}}}"))


def _number(ref: Ref, layer: int) -> int:
    """The number of the layer that a name has."""
    found = LAYER.fullmatch(ref.sups[0])
    assert found is not None
    return (layer if found[1] == "l" else DEPTH) + int(found[2] or 0)


def _exists(ref: Ref, layer: int) -> bool:
    """Whether a quantity exists: of the inputs there is an activation alone."""
    return not ref.sups or (0 if ref.base == "a" else 1) <= _number(ref, layer) <= DEPTH


def _expression(term: Term, layer: int) -> Expression:
    """A side at a layer."""
    match term:
        case Ref(sups=()):
            return Tensor(Symbol(term.base))
        case Ref():
            return _at(term.base, _number(term, layer))
        case Num(value):
            return number(value)
        case Plus(terms):
            return add(*(_expression(each, layer) for each in terms))
        case Times(factors):
            return mul(*(_expression(each, layer) for each in factors))
        case Divide(above, below):
            return divide(_expression(above, layer), _expression(below, layer))
        case Partial(of, by):
            return Derivative(_expression(of, layer), _at(by.base, _number(by, layer)))
        case Call(primes=primes, arguments=(argument,)):
            return Apply(Function(ACTIVATION.base, 1, (primes,) if primes else ()), (_expression(argument, layer),))
        case _:
            raise AssertionError(f"no term in numbers: {term}")
