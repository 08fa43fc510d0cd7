"""What is drawn while training: the order of samples, as scikit-learn draws it from the same seed, and masks."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final, Self, final

import numpy as np
from numpy.typing import NDArray

from backproof.records import dataclass

Array = NDArray[Any]
WORDS: Final = 624
"""The words of the state of a Mersenne twister (Matsumoto & Nishimura, 1998)."""
SEEDS: Final = 2**31 - 1


@final
@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Where the generator stands: its words, how many of them were used, and the order of the last epoch."""

    key: Array
    used: int
    order: Array | None = None

    def checked(self) -> Self:
        """The same, where it can be one; ValueError for what a damaged file may hold."""
        words = self.key.shape == (WORDS,) and self.key.dtype == np.uint32
        if not words or not 0 <= self.used <= WORDS:
            raise ValueError("a Mersenne twister has 624 words of 32 bits, of which 0 to 624 were used")
        if self.order is None:
            return self
        if self.order.dtype.kind != "i" or not np.array_equal(np.sort(self.order), np.arange(self.order.size)):
            raise ValueError("an order has each number from 0 on once")
        return self

    @classmethod
    def start(cls, random: np.random.RandomState) -> Self:
        """A generator that goes on where another one stands."""
        kind, key, used, *_ = random.get_state()
        if kind != "MT19937":
            return cls.start(np.random.RandomState(random.randint(SEEDS)))
        return cls(np.array(key), int(used))


@final
class Draws:
    """The generator of a training.

    Each epoch shuffles the order of the one before, and shuffles as NumPy has done from its first version on: so do
    scikit-learn's perceptrons.
    """

    def __init__(self, drawn: Drawn) -> None:
        self._began, self._order = drawn, drawn.order
        self._used = False

    @cached_property
    def _bits(self) -> np.random.MT19937:
        """The generator, made where something is drawn: making it takes as long as a small step of training."""
        bits = np.random.MT19937()
        bits.state = {"bit_generator": "MT19937", "state": {"key": self._began.key, "pos": self._began.used}}
        self._used = True
        return bits

    @cached_property
    def _shuffles(self) -> np.random.RandomState:
        return np.random.RandomState(self._bits)

    @cached_property
    def _numbers(self) -> np.random.Generator:
        return np.random.Generator(self._bits)

    @property
    def drawn(self) -> Drawn:
        """Where it stands."""
        if not self._used:
            return self._began
        state: Any = self._bits.state["state"]
        return Drawn(np.array(state["key"]), int(state["pos"]), self._order)

    def order(self, count: int) -> Array:
        """The numbers below ``count`` in the order of the next epoch."""
        rows = np.arange(count)
        self._shuffles.shuffle(rows)
        if self._order is not None and len(self._order) == count:
            rows = self._order[rows]
        self._order = rows
        return rows

    def shares(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
        """Numbers from 0 up to, but not, 1."""
        return self._numbers.random(shape, dtype)
