"""A plan as the native engine runs it: which of its kernels, and on how many threads at most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

from backproof.program.plan import Plan
from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True, repr=False)
class NativePlan:
    """A plan, and for each of its kernels what runs it, in a few words.

    ``instructions`` is the set that the processor has, such as avx512; ``threads`` is the most that may run.
    """

    plan: Plan
    kernels: Sequence[str]
    instructions: str
    threads: int

    def __repr__(self) -> str:
        from backproof.program.tell import told  # noqa: PLC0415  # the printer takes a while to load

        threads = f"up to {self.threads} threads" if self.threads > 1 else "one thread"
        return told(self.plan, f" on the native engine ({self.instructions}, {threads})", self.kernels)
