"""A gradient with the way to it: the adjoints of reverse mode, in the order in which they are computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.api.binding import Bound
from backproof.api.printing import aligned, text
from backproof.api.spelling import merged
from backproof.calculus.evaluate import evaluate_model
from backproof.calculus.resolve import needed
from backproof.expr import Definition, Model
from backproof.show import to_latex

Bind = Callable[[Model, Mapping[str, object]], Bound]


@final
class Gradient:
    """The definitions of adjoints, the wanted one last; made by :meth:`backproof.Model.gradient`."""

    def __init__(self, adjoints: Model, behind: Model, wanted: Definition, bind: Bind) -> None:
        self.adjoints = adjoints
        self.wanted = wanted
        self._needed = needed(behind, wanted.head)
        self._bind = bind

    @property
    def latex(self) -> str:
        """The wanted derivative in LaTeX, in terms of the adjoints before it."""
        return f"{to_latex(self.wanted.head)} = {to_latex(self.wanted.body)}"

    @property
    def free(self) -> tuple[str, ...]:
        """The letters of the derivative: the dimensions of its value."""
        return tuple(index.name for index in self.wanted.indices)

    def evaluate(self, values: Mapping[str, object] | None = None, /, **named: object) -> NDArray[Any]:
        """The derivative as a float64 array: the dimensions of what was differentiated, then those of ``wrt``."""
        bound = self._bind(self._needed, merged(values, named))
        return np.array(evaluate_model(self._needed, bound.values, bound.sizes)[self.wanted.symbol])

    def __str__(self) -> str:
        return text(self._shown())

    def __repr__(self) -> str:
        return f"<Gradient {self.latex}>"

    def _repr_latex_(self) -> str:
        return aligned(self._shown())

    def _shown(self) -> tuple[Definition, ...]:
        """The adjoints that the wanted one needs; what is differentiated has the adjoint 1, which needs no line."""
        named = needed(self.adjoints, self.wanted.head)
        return tuple(each for each in named if each is not self.adjoints.definitions[0] or each is self.wanted)
