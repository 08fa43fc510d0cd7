"""The derivation of a gradient: the reverse sweep, told part by part.

Every local derivative is the slope of a link of :func:`backproof.calculus.gradient.sweep`; what is told and what is
computed come from one differentiation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.calculus.gradient import Adjoint, Link, sweep
from backproof.calculus.resolve import depends
from backproof.derive.derivation import CARRIED_OUT, EVERY, Chain, Derivation, Part, Path, Step, Words
from backproof.derive.errors import OF_MATRICES, errors
from backproof.derive.letters import compares_samples, without_primes
from backproof.derive.naming import names_in
from backproof.derive.parameters import is_weight
from backproof.derive.prepare import prepared
from backproof.derive.reasons import of_slope
from backproof.derive.stages import Stages, size
from backproof.expr import Add, Definition, Delta, Derivative, Expression, Index, Model, Mul, Slot, Sum, Symbol, Tensor
from backproof.expr.build import MINUS_ONE, ONE, ZERO, add, mul, power
from backproof.expr.walk import map_parts, substitute

Open = Mapping[Symbol, tuple[Tensor, ...]]
NOTHING_OPEN: Final[Open] = {}
WRITTEN_OUT: Final = 24
"""An adjoint is put in where it has at most so many nodes, and named otherwise: a sum over two layers still fits."""


def derive(
    model: Model,
    of: Definition,
    wrt: Iterable[Symbol],
    open: Open = NOTHING_OPEN,
    *,
    deltas: bool = False,
    counts: Iterable[str] = (),
    scale: Expression = ONE,
    matrices: Sequence[str] = OF_MATRICES,
) -> Derivation:
    """The derivation of d of / d wrt, from the loss backwards; a symbol that does not move the loss has the part 0.

    ``open`` has the inputs of quantities that the model defines to first order only. ``deltas``: the adjoints of
    pre-activations have names of their own. ``counts`` are names of sizes, which no index is called by.
    ``scale``: the errors are so many times the adjoints; the mean over a batch has the errors of its samples.
    ``matrices`` are letters of errors with two indices.

    >>> from backproof.expr.build import apply
    >>> x, y = Symbol("x"), Symbol("y")
    >>> square = Model((Definition(y, (), apply("sin", mul(Tensor(x), Tensor(x)))),))
    >>> [step.rule for step in derive(square, square.definitions[0], [x]).parts[-1].chain.steps]
    ['carry out', 'differentiate']
    """
    wanted = tuple(dict.fromkeys(wrt))
    known = prepared(model, activations=deltas)
    defined = {each.symbol for each in known}
    trained = tuple(symbol for symbol in wanted if is_weight(symbol) and symbol not in defined)
    losses = {of.symbol, *(of.body.symbols if scale != ONE else ())}
    named = errors(known, trained, losses, matrices) if deltas and not of.symbol.rank else {}
    taken = names_in(known) | frozenset(counts)
    teller = _Teller(known, named, scale)
    for adjoint in sweep(known, of.head, wanted):
        if adjoint.symbol != of.symbol:
            teller.told[adjoint.symbol] = without_primes(teller.part(adjoint), taken)
    return Derivation(model, known, of, wanted, trained, open, tuple(teller.told.values()))


class _Teller:
    """Makes the parts one after the other; ``told`` are those before."""

    def __init__(self, model: Model, named: Mapping[Symbol, Symbol], scale: Expression) -> None:
        self.model = model
        self.named = named
        self.scale = scale
        self.stages = Stages(model.assumptions)
        self.told: dict[Symbol, Part] = {}

    def part(self, adjoint: Adjoint) -> Part:
        """The part of one adjoint."""
        paths = tuple(self._path(adjoint, link) for link in adjoint.links)
        head: Expression = Derivative(adjoint.of, Tensor(adjoint.symbol, adjoint.at))
        error = self.named.get(adjoint.symbol)
        steps = tuple(self._steps(adjoint, paths, ONE if error is None else self.scale))
        if error is None:
            return Part(adjoint.symbol, adjoint.at, paths, Chain(head, steps))
        name = Tensor(error, adjoint.at)
        times = (
            ("the error is the derivative by the pre-activation",)
            if self.scale == ONE
            else ("the error of a sample is ", self.scale, " times the derivative of the mean by its pre-activation")
        )
        first = Step(mul(self.scale, head), "definition", times)
        return Part(adjoint.symbol, adjoint.at, paths, Chain(name, (first, *steps)), name)

    def _steps(self, adjoint: Adjoint, paths: tuple[Path, ...], scale: Expression) -> Iterator[Step]:
        """From the chain rule to the simplest form, ``scale`` times."""
        if not paths:
            yield Step(ZERO, "constant", (adjoint.of, " does not depend on ", Tensor(adjoint.symbol, adjoint.at)))
        elif [path.through for path in paths] == [adjoint.of] and scale == ONE:
            yield from paths[0].local.steps
        else:
            for step in _chain_rule(adjoint, paths):
                yield replace(step, side=mul(scale, step.side))
            found = (_product(path, self._above(adjoint.of, path.through), path.local.result) for path in paths)
            put_in = mul(scale, add(*found))
            yield Step(put_in, "put in", ("put in",))
            yield from self.stages.of(put_in)

    def _above(self, of: Tensor, through: Tensor) -> Expression:
        """The adjoint of a quantity: written out where it is short."""
        part = self.told.get(through.symbol)
        if part is None:
            return _named(of, through)
        if part.error is not None:
            error = Tensor(part.error.symbol, through.slots)
            return error if self.scale == ONE else mul(power(self.scale, MINUS_ONE), error)
        body = part.chain.result
        if size(body) > WRITTEN_OUT:
            return _named(of, through)
        return body if part.at == through.slots else substitute(body, dict(zip(part.at, through.slots, strict=True)))

    def _path(self, adjoint: Adjoint, link: Link) -> Path:
        """A link with the letters that its slope identifies: where only h_j depends on a_j, h is written with j."""
        slope = self.stages.simplify(link.slope)
        same: dict[Index, Slot] = dict(_identified(slope, link.user.indices, adjoint.at))
        by = Tensor(adjoint.symbol, adjoint.at)
        if link.user.symbol == adjoint.of.symbol:
            # The adjoint of what is differentiated is a delta: only the element itself is meant.
            same = dict(zip(link.user.indices, adjoint.of.slots, strict=True))
        through = Tensor(link.user.symbol, tuple(same.get(index, index) for index in link.user.indices))
        value = self.stages.simplify(substitute(slope, same)) if same else slope
        over = tuple(index for index in link.user.indices if index not in same)
        reason = of_slope(link.user.body, adjoint.symbol)
        carried_out = _without_ones(substitute(link.slope, same)) if same else link.slope
        told = carried_out != value and not compares_samples(carried_out)
        first = (Step(carried_out, CARRIED_OUT, ("each rule carried out",)),) if told else ()
        steps = (*first, Step(value, "differentiate", reason), *self.stages.shortened(value))
        local = Chain(Derivative(through, by, local=True), steps)
        # With one link there is no other way than this one.
        held = len(adjoint.links) > 1 and _held(link.user, adjoint.symbol, self.model)
        return Path(through, over, local, held)


def _chain_rule(adjoint: Adjoint, paths: tuple[Path, ...]) -> Iterator[Step]:
    """The chain rule in symbols. Where a derivative would hold other quantities, its symbol would say too much."""
    if any(path.held for path in paths):
        return
    terms = (_product(path, _named(adjoint.of, path.through), path.local.head) for path in paths)
    yield Step(add(*terms), "chain rule", _through(adjoint, paths))


def _through(adjoint: Adjoint, paths: tuple[Path, ...]) -> Words:
    """The sentence that names the ways."""
    by = Tensor(adjoint.symbol, adjoint.at)
    ways: list[str | Expression] = []
    for path in paths:
        ways += [" and " if ways else "", EVERY if path.over else "", path.through]
    return ("the chain rule: ", adjoint.of, " depends on ", by, " through ", *(way for way in ways if way != ""))


def _named(of: Tensor, through: Tensor) -> Expression:
    return ONE if through == of else Derivative(of, through)


def _product(path: Path, above: Expression, local: Expression) -> Expression:
    product = mul(above, local)
    for index in reversed(path.over):
        product = Sum(index, product)
    return product


def _identified(slope: Expression, letters: tuple[Index, ...], at: tuple[Index, ...]) -> Iterator[tuple[Index, Index]]:
    """The letters of the quantity that every term of the slope sets equal to letters of the symbol."""
    terms = slope.terms if isinstance(slope, Add) else (slope,)
    taken: set[Index] = set()
    for letter in letters:
        for other in at:
            if other.range == letter.range and other not in taken and all(_sets(term, letter, other) for term in terms):
                taken.add(other)
                yield letter, other
                break


def _without_ones(node: Expression) -> Expression:
    """The expression without Kronecker deltas of a letter and itself, which identified letters leave."""
    inner = map_parts(node, _without_ones)
    if not isinstance(inner, Mul):
        return inner
    return mul(*(each for each in inner.factors if not (isinstance(each, Delta) and each.left == each.right)))


def _sets(term: Expression, letter: Index, other: Index) -> bool:
    factors = term.factors if isinstance(term, Mul) else (term,)
    return any(isinstance(factor, Delta) and {factor.left, factor.right} == {letter, other} for factor in factors)


def _held(user: Definition, symbol: Symbol, model: Model) -> bool:
    """Whether the quantity depends on the symbol through others that it names, too."""
    others = (Tensor(each, ()) if not each.rank else _any(each) for each in user.body.symbols if each != symbol)
    return any(depends(other, symbol, model) for other in others)


def _any(symbol: Symbol) -> Tensor:
    return Tensor(symbol, tuple(range_.first for range_ in symbol.ranges))
