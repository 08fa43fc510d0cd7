"""An ONNX graph under construction, as plain data: its nodes and constants, with the author's letters for names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from backproof.show.spelling import spelled

Array = NDArray[Any]
KINDS: Final[Mapping[str, int]] = {"float32": 1, "int64": 7, "bool": 9, "float64": 11}
"""The numbers that ONNX has for types of elements."""
_PARTS: Final = re.compile(r"[^0-9A-Za-z]+")


def identifier(name: str) -> str:
    r"""A LaTeX name as ONNX wants names, which is as C has them: letters, digits, underscores.

    >>> [identifier(name) for name in (r"w^{(1)}", r"\hat{y}", r"\tilde{a}^{(2)}", "W'", "σ", "3d")]
    ['w_1', 'y_hat', 'a_tilde_2', 'W_prime', 'sigma', '_3d']
    """
    said = "".join(each if each.isascii() else _letter(each) for each in spelled(name.replace("'", "_prime")))
    joined = _PARTS.sub("_", said).strip("_")
    return f"_{joined}" if joined[:1].isdecimal() else joined or "value"


def _letter(sign: str) -> str:
    """The last word of what Unicode calls a sign."""
    return unicodedata.name(sign, "value").split()[-1].lower()


def numbered(taken: set[str]) -> Callable[[str], str]:
    """A function that makes names that are not taken, and takes them."""

    def unique(name: str) -> str:
        found, count = name, 1
        while found in taken:
            count += 1
            found = f"{name}_{count}"
        taken.add(found)
        return found

    return unique


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One operator, what it is given and what its result is called."""

    operator: str
    inputs: tuple[str, ...]
    output: str
    attributes: Mapping[str, Any]


@final
class Nodes:
    """Steps in order, and constants by name. ``unique`` makes names that the graph does not have yet.

    ``dtype`` is that of every number; ``prefix`` is how names of intermediate results begin.

    >>> add = Nodes(np.float32)
    >>> add.named(add("Add", "x", add.number(1.0)), "z"), add("Exp", "z"), add("Exp", "x")
    ('z', 'part_2', 'part_3')
    >>> [step.operator for step in add.steps], list(add.constants)
    (['Add', 'Exp', 'Exp'], ['constant'])
    """

    def __init__(self, dtype: Any, unique: Callable[[str], str] | None = None) -> None:
        self.dtype = np.dtype(dtype)
        self.steps: list[Step] = []
        self.constants: dict[str, Array] = {}
        self.prefix = "part"
        self._unique = numbered(set()) if unique is None else unique
        self._fixed: set[str] = set()
        self._known: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def __call__(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add a step; the name of its result."""
        output = self.reserve(self.prefix)
        if all(each in self.constants or each in self._fixed for each in inputs):
            self._fixed.add(output)
        self.steps.append(Step(operator, inputs, output, attributes))
        return output

    def named(self, result: str, name: str, *, reserved: bool = False) -> str:
        """The result of the last step under this name, or one like it; what is no step's own keeps its name."""
        if not self.steps or self.steps[-1].output != result:
            return result
        self.steps[-1] = replace(self.steps[-1], output=name if reserved else self.reserve(name))
        if result in self._fixed:
            self._fixed.add(self.steps[-1].output)
        return self.steps[-1].output

    def output(self, array: str, name: str) -> None:
        """Give an array another name too, which was reserved for it."""
        if array != name:
            self.steps.append(Step("Identity", (array,), name, {}))

    def reserve(self, name: str) -> str:
        """A name like this one that nothing else will have."""
        return self._unique(name)

    def constant(self, array: Any, name: str = "constant") -> str:
        """An array that never changes; equal ones stand once."""
        found = np.ascontiguousarray(array)
        if found.dtype == object:
            return self._hold(found, name)
        key = (found.dtype.str, np.shape(array), found.tobytes())
        if key not in self._known:
            self._known[key] = self._hold(found.reshape(np.shape(array)), name)
        return self._known[key]

    def _hold(self, array: Array, name: str) -> str:
        unique = self.reserve(name)
        self.constants[unique] = array
        return unique

    def number(self, value: float) -> str:
        """A number."""
        return self.constant(np.asarray(value, self.dtype))

    def is_scale(self, name: str) -> bool:
        """Whether an array of float64 is, or may turn out to be, a single constant number."""
        single = name in self.constants and self.constants[name].size == 1
        return self.dtype == np.float64 and (single or name in self._fixed)

    def transposed(self, array: str, order: Sequence[int]) -> str:
        """An array with its axes in another order, counted as they are now."""
        if list(order) == sorted(order):
            return array
        if array in self.constants:
            return self.constant(self.constants[array].transpose(order), f"{array}_T")
        return self("Transpose", array, perm=list(order))

    def whole(self, values: Iterable[int]) -> str:
        """A list of whole numbers, such as axes or a shape."""
        return self.constant(np.array(list(values), np.int64))

    def cast(self, x: str, kind: str = "") -> str:
        """The array in another type of elements; without a name, in that of numbers."""
        return self("Cast", x, to=KINDS[kind or self.dtype.name])
