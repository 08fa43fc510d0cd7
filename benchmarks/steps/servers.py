"""Packages in processes of their own, which run epochs on demand and in turn."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.steps.cases import CASES
from benchmarks.steps.with_products import FLOPS

ROOT: Final = Path(__file__).resolve().parents[2]
LIMITS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
SECONDS: Final = 0.25
"""A measurement takes about as long."""


@dataclass(frozen=True)
class Peer:
    """Who takes part: what is run, and in which of the two environments. Numba's code is no rival, but is published."""

    name: str
    module: str
    function: str
    ours: bool = False
    rival: bool = True
    product: bool = False
    """Whether it multiplies large matrices in place of training."""


PEERS: Final = (
    Peer("native", "with_backproof", "native", ours=True, rival=False),
    Peer("NumPy", "with_backproof", "numpy", ours=True, rival=False),
    Peer("JAX scan", "with_jax", "scan"),
    Peer("Keras", "with_keras", "fit"),
    Peer("PyTorch", "with_torch", "eager"),
    Peer("PyTorch compiled", "with_torch", "compiled"),
    Peer("scikit-learn", "with_sklearn", "fit"),
    Peer("Numba", "with_numba", "generated", rival=False),
)
PRODUCTS: Final = tuple(
    Peer(f"{name} product", "with_products", function, rival=False, product=True)
    for name, function in (("NumPy", "numpy"), ("PyTorch", "torch"), ("JAX", "jax"))
)
"""The rate of large products, which is measured in turn with steps of training."""
STACKS: Final = (
    Peer("native", "unusual_with_backproof", "native", ours=True, rival=False),
    Peer("PyTorch", "unusual_with_torch", "eager"),
    Peer("PyTorch compiled", "unusual_with_torch", "compiled"),
)
"""Who trains the networks that are no plain stacks."""


def environment(threads: int) -> dict[str, str]:
    """Variables under which a process has so many threads, whichever package it uses."""
    flags = f"--xla_cpu_multi_thread_eigen={'true' if threads > 1 else 'false'} intra_op_parallelism_threads={threads}"
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    limits = dict.fromkeys(LIMITS, str(threads))
    return {**os.environ, **limits, "XLA_FLAGS": flags, "PYTHONPATH": paths, "PYTHONWARNINGS": "ignore"}


@dataclass
class Server:
    """One package with one network; ``seconds`` are those of a step, or of a product, by measurement."""

    peer: Peer
    case: str
    threads: int
    python: str
    seconds: list[float] = field(default_factory=list)
    memory: int = 0
    failed: str = ""
    _epochs: int = 1

    def start(self) -> None:
        """Load, compile, find out how many epochs a measurement has, and wait for a turn."""
        command = [sys.executable if self.peer.ours else self.python, "-m", "benchmarks.steps.serve"]
        command += [self.peer.module, self.peer.function, self.case, str(self.threads)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
            env=environment(self.threads),
        )  # fmt: skip
        if self._answer():
            for _ in range(3):
                taken = self._run()
                if taken and taken < SECONDS / 2:
                    self._epochs = max(self._epochs + 1, int(self._epochs * min(SECONDS / taken, 1000)))
            self._process.send_signal(signal.SIGSTOP)

    def measure(self) -> None:
        """One measurement more. Who has no turn is stopped, so that no thread that still spins takes another's core."""
        if not self.failed:
            self._process.send_signal(signal.SIGCONT)
            taken = self._run()
            if taken:
                self.seconds.append(taken / self._epochs / (1 if self.peer.product else CASES[self.case].batches))
            self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        """End the process."""
        self._process.send_signal(signal.SIGCONT)
        self._process.communicate()

    def _run(self) -> float | None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self._epochs}\n")
        self._process.stdin.flush()
        told = self._answer()
        self.memory = int(told.get("memory", self.memory))
        # Others share the machine: with one thread the processor's time is that of the work alone.
        return told.get("processor" if self.threads == 1 else "clock")

    def _answer(self) -> dict[str, float]:
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        line = self._process.stdout.readline()
        if not line:
            self.failed = (self._process.stderr.read().strip().splitlines() or ["it ended"])[-1]
            return {}
        return dict(json.loads(line))


def race(case: str, threads: int, python: str, rounds: int, peers: Sequence[Peer] = PEERS) -> Mapping[str, Server]:
    """Everybody's measurements of a network, in turn."""
    servers = {peer.name: Server(peer, case, threads, python) for peer in peers}
    # Who waits for a turn is stopped, and would wait for ever when a race breaks off.
    with ExitStack() as started:
        for server in servers.values():
            server.start()
            started.callback(server.stop)
        for _ in range(rounds):
            for server in servers.values():
                server.measure()
    return servers


def ratio(server: Server, rivals: Sequence[Server]) -> tuple[float, float, str]:
    """How many times as long the fastest rival takes, and who that is: the one with the least median.

    The first number is the median of the rounds. The second is the worst of them, against whoever was fastest in it.
    """
    there = [rival for rival in rivals if rival.seconds]
    if not there or not server.seconds:
        return float("nan"), float("nan"), "nobody"
    best = min(there, key=lambda rival: statistics.median(rival.seconds))
    rounds = zip(server.seconds, best.seconds, strict=False)
    each = zip(server.seconds, *(rival.seconds for rival in there), strict=False)
    return (
        statistics.median(theirs / mine for mine, theirs in rounds),
        min(min(others) / mine for mine, *others in each),
        best.peer.name,
    )


def share(case: str, servers: Mapping[str, Server], name: str = "native") -> tuple[float, float] | None:
    """The best rate of large products, in GFLOP/s, and somebody's share of it in whole steps: medians of rounds."""
    products = [server for server in servers.values() if server.peer.product and server.seconds]
    rounds = list(zip(servers[name].seconds, *(server.seconds for server in products), strict=False))
    if not products or not rounds:
        return None
    best = [FLOPS / min(others) for _, *others in rounds]
    shares = [CASES[case].flops / mine / rate for (mine, *_), rate in zip(rounds, best, strict=True)]
    return statistics.median(best) / 1e9, statistics.median(shares)
