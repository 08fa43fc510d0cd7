"""What deriving costs: growth with depth, and the same gradients with SymPy and tensorgrad. Asserts nothing.

Processor time, not time on the wall; medians. The peers are no dependencies: ``--peers`` names the Python of an
environment that has them (``pip install sympy tensorgrad``), and without it their columns stay empty. Everything is
written to ``benchmarks/DERIVATIONS.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from backproof import Model
from benchmarks.peers.tasks import TASKS

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "benchmarks" / "DERIVATIONS.md"
DEPTHS: Final = (10, 100, 1000)
PEERS: Final = ("sympy", "tensorgrad")
LIMIT: Final = 90
"""Seconds on the wall after which a process is not waited for, the evaluation of its result included."""
AGREES: Final = 1e-9


@dataclass(frozen=True)
class Growth:
    """Medians for one depth, in seconds."""

    depth: int
    deriving: float
    printing: float
    characters: int


@dataclass(frozen=True)
class Outcome:
    """What a package made of a task: seconds and values, or what it said when it failed."""

    seconds: float | None = None
    values: dict[str, list[float]] | None = None
    problem: str = ""


def growth(depth: int, runs: int) -> Growth:
    """A network of four units in each layer, and a softmax with cross-entropy on top."""
    short = "mlp:" + "-".join(["4"] * (depth + 1)) + ",sigmoid,softmax,cross-entropy"
    deriving, printing, page = [], [], ""
    for _ in range(runs):
        start = time.process_time()
        derivation = Model.from_short(short).derive()
        derived = time.process_time()
        page = derivation.to("markdown")
        deriving.append(derived - start)
        printing.append(time.process_time() - derived)
    return Growth(depth, statistics.median(deriving), statistics.median(printing), len(page))


def outcome(python: str, package: str, task: str, runs: int) -> Outcome:
    """The median over processes, each of which does one task once."""
    command = [python, "-W", "ignore", "-m", f"benchmarks.peers.with_{package}", task]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT)))}
    seconds, values = [], {}
    for _ in range(runs):
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False
            )
        except subprocess.TimeoutExpired as late:
            first = (late.stdout or b"").decode().splitlines()
            told = f"in {float(first[0]):.2f}, but without a value" if first else "nothing"
            return Outcome(problem=f"{told} after {LIMIT} s")
        if done.returncode:
            return Outcome(problem=(done.stderr.strip().splitlines() or ["no message"])[-1])
        took, found = done.stdout.splitlines()
        seconds.append(json.loads(took))
        values = json.loads(found)
    return Outcome(statistics.median(seconds), values)


def told(found: Outcome, expected: Outcome) -> str:
    """A cell of the table."""
    if found.seconds is None or found.values is None or expected.values is None:
        return found.problem
    same = all(
        np.allclose(found.values[by], value, rtol=AGREES, atol=AGREES * np.abs(value).max())
        for by, value in expected.values.items()
    )
    return f"{found.seconds:.2f}" if same else f"{found.seconds:.2f}, another value"


def machine() -> Iterator[str]:
    """Where the figures come from."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    processor = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    yield f"{os.cpu_count()} cores, {processor or platform.machine()}, {platform.system()}"
    yield f"Python {platform.python_version()}"
    yield f"load average {os.getloadavg()[0]:.1f} when the page was written"


def page(rows: Sequence[Growth], peers: str | None, runs: int) -> Iterator[str]:
    """The lines of the page."""
    yield "# What deriving costs"
    yield ""
    yield "Written by `make bench PEERS=python`, with a Python that has `sympy` and `tensorgrad`."
    yield f"Seconds of processor time, medians of {runs}, by one process at a time. " + "; ".join(machine()) + "."
    yield ""
    yield "## Depth"
    yield ""
    yield "`mlp:4-4-...,sigmoid,softmax,cross-entropy`: the derivation of every gradient by weights and biases, with"
    yield "each step and its reason; and apart from it the page as Markdown."
    yield ""
    yield "| layers | deriving | per layer | printing | characters |"
    yield "|---:|---:|---:|---:|---:|"
    for row in rows:
        per = 1000 * row.deriving / row.depth
        yield f"| {row.depth:,} | {row.deriving:.2f} | {per:.1f} ms | {row.printing:.2f} | {row.characters:,} |"
    yield ""
    yield "Wanted are less than 5 s for a thousand layers, and no growth from row to row in the third column."
    yield ""
    yield "## Peers"
    yield ""
    yield "Each task in a fresh process, without its imports. backproof reads LaTeX and explains every step. SymPy"
    yield "differentiates indexed sums of any size by one element. tensorgrad simplifies the gradient fully. Every"
    yield f"result is evaluated at one point and has to agree with backproof's to {AGREES:g}."
    yield ""
    yield "| task | backproof | " + " | ".join(PEERS) + " |"
    yield "|---|---:|" + "---:|" * len(PEERS)
    for task in TASKS:
        own = outcome(sys.executable, "backproof", task, runs)
        others = [told(outcome(peers, peer, task, runs), own) if peers else "" for peer in PEERS]
        yield f"| {task} | {told(own, own)} | " + " | ".join(others) + " |"
    yield ""
    yield "SymPy's results are not simplified: sums over Kronecker deltas stay as they are. tensorgrad is told the"
    yield "names of axes, which PyTorch 2.15 no longer has. Neither gives steps or reasons."


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the page and write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", metavar="PYTHON", help="the Python of an environment with sympy and tensorgrad")
    parser.add_argument("--depths", type=int, nargs="+", default=DEPTHS)
    options = parser.parse_args(arguments)
    growth(2, 1)
    rows = [growth(depth, options.runs) for depth in options.depths]
    lines = []
    for line in page(rows, options.peers, options.runs):
        print(line, flush=True)
        lines.append(line)
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
