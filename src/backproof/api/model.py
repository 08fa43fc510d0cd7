"""A network as a list of equations: evaluate it, and ask for its gradient."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Self, final

import numpy as np
from numpy.typing import NDArray

from backproof.api import document, reading
from backproof.api.batching import over_batch
from backproof.api.binding import Bound, bind, demand, range_named, refuse_defined
from backproof.api.checking import source_of
from backproof.api.derivation import (
    NOTATIONS,
    Derivation,
    guessed,
    refuse_itself,
    refuse_order,
    refuse_unknown,
    refuse_without_matrices,
)
from backproof.api.formula import refuse_unknown_functions
from backproof.api.gradient import Gradient
from backproof.api.graph import Graph
from backproof.api.printing import aligned, text
from backproof.api.reading import Written
from backproof.api.spelling import find, merged, spellings
from backproof.api.targets import target
from backproof.api.trace import Step, Trace, names_of, refuse_array, refuse_infinite, refuse_undefined
from backproof.api.values import read_values
from backproof.calculus.evaluate import evaluate_model
from backproof.calculus.gradient import adjoint, gradient
from backproof.calculus.resolve import in_order, needed, resolve_model
from backproof.calculus.sample import smallest_sizes, undefined_symbols
from backproof.check.indices.ranges import ranges_of
from backproof.collecting import uncollected
from backproof.derive import networks
from backproof.derive.backward import derive
from backproof.derive.errors import OF_BATCHES, OF_MATRICES
from backproof.derive.graph import graph as computation_graph
from backproof.derive.layered import for_any_depth
from backproof.derive.opened import opened
from backproof.derive.parameters import is_loss, parameters
from backproof.derive.second import second
from backproof.derive.trace import computable, trace
from backproof.expr import Assumptions, Definition, Expression, Range, Symbol, Tensor
from backproof.expr import Model as Definitions
from backproof.expr.build import ONE
from backproof.report.notations import InMatrices
from backproof.source import BackproofError, Diagnostic


@final
class Model:
    r"""Definitions in LaTeX, one in each argument and in any order; what none of them defines is an input.

    ``one_hot`` and ``simplex`` name inputs whose last dimension is a one-hot vector, or sums to one. Gradients are
    simplified by that, and values that break it are refused.

    Raises :class:`~backproof.source.BackproofError` for LaTeX that isn't a definition, letters that contradict each
    other, and definitions in a circle.

    >>> model = Model(r"L = (y - O)^2", r"O = \sum_j H_j \gamma_j", r"H_j = \sigma(\sum_i X_i w_{ij})")
    >>> print(model)
    H_j = σ(∑_i X_i w_ij)
    O = ∑_j H_j γ_j
    L = (y − O)²
    >>> model.inputs
    ('X', 'w', 'gamma', 'y')
    >>> values = {"X": [1, -1], "w": [[0.5, 0], [0.5, 0]], "gamma": [2, 4], "y": 1}
    >>> {name: value.tolist() for name, value in model.evaluate(values).items()}
    {'H': [0.5, 0.5], 'O': 3.0, 'L': 4.0}
    >>> model.gradient("gamma").evaluate(values).tolist()
    [2.0, 2.0]
    """

    def __init__(self, *definitions: str, one_hot: Iterable[str] = (), simplex: Iterable[str] = ()) -> None:
        if not definitions:
            raise BackproofError(
                Diagnostic(
                    "a model needs definitions",
                    written="Model()",
                    expected="at least one definition in LaTeX",
                    advice=r'for example Model("L = (y - O)^2", "O = \\sum_j w_j x_j")',
                )
            )
        self._take(reading.definitions(definitions), one_hot, simplex)

    @classmethod
    def from_document(
        cls,
        path_or_text: str | os.PathLike[str],
        *,
        one_hot: Iterable[str] = (),
        simplex: Iterable[str] = (),
        depth: int | None = None,
    ) -> Self:
        """The model that a document defines; its other equations are left aside.

        The argument is what :func:`~backproof.check` takes. Of several definitions of one name the first one
        counts. Those that can't be used are in :attr:`left_out`, and nothing that depends on them has a gradient.
        ``depth`` is how many layers there are where a letter names them; without it, what the document says (L = 4), or
        three.

        >>> print(Model.from_document("Let $L = (y - O)^2$ and $O = w x$, so $\\\\frac{dL}{dO} = 2(O - y)$."))
        O = wx
        L = (y − O)²
        """
        model = cls.__new__(cls)
        model._take(document.definitions(source_of(path_or_text), depth), one_hot, simplex)
        return model

    @classmethod
    def from_short(cls, short: str) -> Self:
        """A layered network by its sizes, activations and loss, as in ``mlp:3-4-3,sigmoid,softmax,cross-entropy``.

        >>> print(Model.from_short("mlp:2-1,sigmoid,binary-cross-entropy"))
        z^(1) = ∑_i w_i^(1) x_i + b^(1)
        a^(1) = σ(z^(1))
        L = −(y log(a^(1)) + (1 − y) log(1 − a^(1)))
        """
        found = networks.network(short)
        return cls.of(found.model, found.parameters)

    @classmethod
    def of(cls, definitions: Definitions, parameters: Iterable[Symbol]) -> Self:
        """The model of definitions in index form, whose parameters are known."""
        model = cls.__new__(cls)
        model._take(Written(definitions.definitions, ranges_of(definitions), {}), (), ())
        model._parameters = tuple(parameters)
        return model

    def _take(self, written: Written, one_hot: Iterable[str], simplex: Iterable[str]) -> None:
        self._ranges = written.ranges
        self._open = written.open
        self._by_letter = written.by_letter
        self.depth = written.depth
        """How many layers a document says there are, where it names them by a letter."""
        self.arrays = written.arrays
        """The quantities that a document writes without the indices that they have."""
        self.notes = written.notes
        """How the document was read, in sentences."""
        self._parameters: tuple[Symbol, ...] | None = None
        self.left_out: tuple[Diagnostic, ...] = tuple(written.broken.values())
        """Definitions of a document that could not be used, and why."""
        self._broken = written.broken
        plain = Definitions(written.definitions)
        inputs = undefined_symbols(plain)
        sure = frozenset(find(name, inputs, "input") for name in one_hot)
        sums = frozenset(find(name, inputs, "input") for name in simplex) | sure
        self.definitions = replace(plain, assumptions=Assumptions(simplex=sums, one_hot=sure))
        """The definitions as an immutable model of :mod:`backproof.expr`, in topological order."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names that have no definition, as Python spells them."""
        return tuple(self._names()[symbol] for symbol in self._inputs())

    @property
    def parameters(self) -> tuple[str, ...]:
        r"""The inputs that are weights and biases by their letters, as Python spells them.

        >>> Model(r"L = (y - \sum_i w_i x_i - b)^2").parameters
        ('w', 'b')
        """
        return tuple(self._names()[symbol] for symbol in self._trained())

    def range_of(self, letter: str) -> Range:
        r"""What a letter runs over.

        >>> Model(r"z_j = \sum_i w_{ij} x_i").range_of("j").name
        'j'
        """
        symbols = {symbol for each in self.definitions for symbol in (each.symbol, *each.body.symbols)}
        return range_named(letter, symbols, self._ranges)

    def evaluate(self, values: Mapping[str, object] | None = None, /, **named: object) -> dict[str, NDArray[Any]]:
        """An array for each defined quantity, by the name as Python spells it, in topological order.

        Names that are no identifiers come in a mapping; sizes are those of the arrays.

        >>> Model("z_j = w_j x + 1").evaluate(w=[1, 2], x=3)
        {'z': array([4., 7.])}
        """
        model = resolve_model(self.definitions)
        bound = self._bind(model, merged(values, named))
        found = evaluate_model(model, bound.values, bound.sizes)
        names = self._names()
        return {names[each.symbol]: np.array(found[each.symbol]) for each in self.definitions}

    def gradient(self, wrt: str, *, of: str | None = None) -> Gradient:
        r"""The gradient by reverse mode, with the definitions of the adjoints that lead to it.

        ``wrt`` is an input or a defined quantity, which is then cut free of its definition. ``of`` is the scalar that
        no other definition uses, unless it is named; of an array the result is the Jacobian.

        >>> Model("L = (y - O)^2", r"O = \sum_i w_i x_i").gradient("w").latex
        '\\frac{\\partial L}{\\partial w_{i}} = \\frac{\\partial L}{\\partial O} x_{i}'
        """
        head = target(self.definitions, of, self._open)
        symbol = find(wrt, self._names(), "quantity")
        self._refuse_broken(head.symbol)
        found = gradient(self.definitions, head.head, [symbol])
        behind = resolve_model(self.definitions)
        behind = replace(behind, definitions=behind.definitions + found.definitions)
        wanted = adjoint(head.head, symbol)
        return Gradient(found, behind, next(each for each in found if each.symbol == wanted), self._bind)

    @uncollected()
    def derive(
        self,
        *wrt: str,
        of: str | None = None,
        notation: str = "index",
        order: int = 1,
        along: bool = False,
        rows: bool = False,
        batch: bool = False,
    ) -> Derivation:
        r"""The derivation of the gradient, as a teacher would write it on the board: each step with its reason.

        ``wrt`` are names of inputs or of defined quantities; without any, the parameters. ``of`` is what
        :meth:`gradient` takes; a name that nothing defines is any loss of what the network computes last.
        ``notation`` is ``index``, ``delta`` (the adjoints of pre-activations are errors with names) or ``matrix``.
        ``rows``: vectors are rows in matrix notation, and columns otherwise. ``order`` 2 derives the second derivatives
        too; with ``along``, the Hessian times a vector. ``batch``: the data have an axis of samples, and
        the mean of the losses is differentiated.

        >>> derivation = Model("L = (y - O)^2", r"O = \sum_i w_i x_i").derive()
        >>> print(derivation.latex)
        \frac{\partial L}{\partial w_{i}} = 2(O - y) x_{i}
        >>> [step.rule for step in derivation.parts[-1].chain.steps]
        ['chain rule', 'put in']
        """
        refuse_unknown(notation)
        model, unknown = self._opened(of)
        head = next((each for each in model if of is not None and each.symbol.name == of), None)
        head = head or target(model, of, self._open)
        self._refuse_broken(head.symbol)
        names = spellings(dict.fromkeys((*undefined_symbols(model), *(each.symbol for each in model))))
        known = {symbol: name for symbol, name in names.items() if not symbol.name.startswith(r"\frac")}
        asked = [find(name, known, "quantity") for name in wrt] or self._trained()
        if head.symbol in asked:
            refuse_itself(names[head.symbol], (known[each] for each in known if each != head.symbol))
        refuse_order(order, notation, along=along, number=not head.symbol.rank)
        ends = self._ranges.ends_as_written()
        scale: Expression = ONE
        if batch:
            found = over_batch(model, head, self._trained(), unknown, notation)
            model, head, scale = found.model, found.of, found.count
            asked = [found.symbols.get(symbol, symbol) for symbol in asked]
            ends |= {found.sample.range.name: found.size}
        deltas, letters = notation != "index", OF_BATCHES if batch and notation == "matrix" else OF_MATRICES
        counts = ends.values()
        derived = derive(model, head, asked, unknown, deltas=deltas, counts=counts, scale=scale, matrices=letters)
        if notation == "delta" and self._by_letter:
            derived = for_any_depth(derived) or derived
        twice = tuple(second(derived, along=along)) if order > 1 else ()
        if notation == "matrix":
            refuse_without_matrices(derived, *(each.derivation for each in twice))
        chosen = InMatrices(ends, rows=True) if rows and notation == "matrix" else NOTATIONS[notation](ends)
        taken = () if wrt or self._parameters is not None else guessed(self._inputs(), self._trained())
        return Derivation(replace(derived, notes=(*self.notes, *taken)), chosen, twice)

    def _opened(self, of: str | None) -> tuple[Definitions, dict[Symbol, tuple[Tensor, ...]]]:
        """The model with quantities of which only the inputs are known, to first order; and these inputs.

        A loss that nothing defines is any function of the quantities that no other definition uses.
        """
        names = self._names()
        inputs = dict(self._open)
        unnamed = of is not None and of not in names.values() and of not in {symbol.name for symbol in names}
        if of is not None and unnamed and is_loss(Symbol(of)):
            used = {symbol for each in self.definitions for symbol in each.body.symbols}
            inputs[Symbol(of)] = tuple(each.head for each in self.definitions if each.symbol not in used)
        definitions, known = opened(self.definitions, inputs)
        return replace(self.definitions, definitions=in_order(definitions)), known

    def trace(
        self,
        values: Mapping[str, object] | str | os.PathLike[str],
        /,
        *,
        of: str | None = None,
        wrt: Iterable[str] | None = None,
        step: str = "sgd",
        rate: object = None,
        freeze: Iterable[str] = (),
    ) -> Trace:
        """The worked numeric example: forward values, gradients, and with a ``rate`` one step and what follows from it.

        ``values`` is a mapping, or the path of a TOML file (:mod:`backproof.api.values`). ``wrt`` names the parameters;
        without it they are those of the file, or :attr:`parameters`. The step moves those that ``freeze`` doesn't name.

        >>> model = Model("L = (y - O)^2", "O = w x")
        >>> trace = model.trace({"x": 2, "w": 0.5, "y": 2}, wrt=["w"], rate=0.1)
        >>> trace
        <Trace of L: 1, 0.04 after the step>
        >>> {name: value.item() for name, value in trace.gradients.items()}
        {'L': 1.0, 'O': -2.0, 'w': -4.0}
        """
        asked, head = Step(step, rate, names_of(freeze)), target(self.definitions, of, self._open)
        refuse_array(head)
        self._refuse_broken(head.symbol)
        if isinstance(values, Mapping):
            return self._traced(values, head, wrt, asked)
        told = read_values(values)
        with told.placed():
            return self._traced(told.given, head, told.parameters if wrt is None else wrt, asked)

    def graph(
        self,
        values: Mapping[str, object] | str | os.PathLike[str] | None = None,
        /,
        *,
        of: str | None = None,
        decimals: int = 4,
    ) -> Graph:
        """The computation graph; with ``values`` (as for :meth:`trace`) what goes forward and comes back along it.

        >>> Model("L = (y - O)^2", "O = w x").graph()
        <Graph: 3 inputs, 2 definitions, 4 uses>
        """
        traced = None
        if values is not None:
            told = values if isinstance(values, Mapping) else read_values(values).given
            traced = self.trace(values, of=of, wrt=tuple(told))
        return Graph(computation_graph(self.definitions), traced, decimals)

    def _traced(self, given: Mapping[str, object], of: Definition, wrt: Iterable[str] | None, step: Step) -> Trace:
        inputs = self._inputs()
        defined = {name: symbol for symbol, name in self._names().items() if self.definitions.get(symbol) is not None}
        refuse_defined(given, defined, self.inputs)
        known = [find(name, inputs, "input") for name in given]
        model = computable(resolve_model(self.definitions), of.symbol, known)
        bound = self._bind(model, given)
        refuse_infinite(bound.values)
        if wrt is None:
            wanted = [symbol for symbol in self._trained() if symbol in bound.values]
        else:
            wanted = [find(name, inputs, "input") for name in names_of(wrt)]
        demand(bound, wanted, (), self._ranges)
        learned = [symbol for symbol in inputs if symbol in wanted]
        found = trace(model, of.symbol, bound.values, bound.sizes, parameters=learned, step=step.of(learned))
        refuse_undefined(found)
        return Trace(found, self._names())

    def _refuse_broken(self, of: Symbol) -> None:
        """No gradient through a definition that was left out: a path would be missing."""
        below = needed(self.definitions, Tensor(of, tuple(range_.first for range_ in of.ranges)))
        for symbol in undefined_symbols(below):
            if symbol.name in self._broken:
                raise BackproofError(self._broken[symbol.name])

    def _bind(self, model: Definitions, given: Mapping[str, object]) -> Bound:
        """The values that users give, complete for the definitions of ``model``."""
        defined = {name: symbol for symbol, name in self._names().items() if self.definitions.get(symbol) is not None}
        refuse_defined(given, defined, self.inputs)
        bound = bind(given, self._inputs(), self._ranges, self.definitions.assumptions)
        refuse_unknown_functions(*(each.body for each in model))
        notes = {symbol: f" (its definition was left out: {self._broken[symbol.name].message})"
                 for symbol in self._inputs() if symbol.name in self._broken}  # fmt: skip
        demand(bound, undefined_symbols(model), smallest_sizes(model), self._ranges, notes)
        return bound

    def _inputs(self) -> tuple[Symbol, ...]:
        return undefined_symbols(self.definitions)

    def _trained(self) -> tuple[Symbol, ...]:
        return parameters(self._inputs()) if self._parameters is None else self._parameters

    def _names(self) -> dict[Symbol, str]:
        return spellings((*self._inputs(), *(each.symbol for each in self.definitions)))

    def __str__(self) -> str:
        return text(self.definitions)

    def __repr__(self) -> str:
        defined = ", ".join(spellings(each.symbol for each in self.definitions).values())
        return f"<Model of {defined}; inputs {', '.join(self.inputs) or 'none'}>"

    def _repr_latex_(self) -> str:
        return aligned(self.definitions)
