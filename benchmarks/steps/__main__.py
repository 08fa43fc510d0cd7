"""What a step of training costs, against other packages: ``python -m benchmarks.steps --peers PYTHON``.

``PYTHON`` is that of an environment with scikit-learn, PyTorch, JAX, Keras and Numba; ``make bench`` makes one.
Everything is written to ``benchmarks/RESULTS.md``, with pictures beside it. Measurements are kept from call to call:
``--only`` takes some of them anew.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.steps import page, pictures
from benchmarks.steps.cases import BATCHES, WIDTHS
from benchmarks.steps.cold import cold
from benchmarks.steps.records import Records
from benchmarks.steps.servers import PEERS, ROOT, STACKS, Server, environment, race, ratio
from benchmarks.steps.unusual import UNUSUAL

SIX: Final = ("T1", "T2", "T3", "T4", "T5", "T6")
GROWTH: Final = {"width": WIDTHS, "batch": BATCHES}
DRAWN: Final = ("native", "NumPy", "JAX scan", "PyTorch")


def best_rates(python: str, threads: int, rounds: int) -> dict[str, float]:
    """GFLOP/s of a large product by library, the best of the rounds, in turn."""
    found: dict[str, float] = {}
    pythons = {"NumPy": sys.executable, "torch": python, "jax": python}
    running = {
        name: subprocess.Popen(
            [each, "-m", "benchmarks.steps.peak", name, str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, cwd=ROOT, env=environment(threads),
        )
        for name, each in pythons.items()
    }  # fmt: skip
    for _ in range(rounds):
        for name, process in running.items():
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            line = process.stdout.readline()
            found[name] = max(found.get(name, 0.0), float(line or 0))
    for process in running.values():
        process.communicate()
    return found


def told(case: str, threads: int, servers: Mapping[str, Server]) -> str:
    """A line on the terminal."""
    rivals = [server for server in servers.values() if server.peer.rival]
    times = ", ".join(
        f"{name} {statistics.median(server.seconds) * 1e6:,.2f}" if server.seconds else f"{name}: {server.failed}"
        for name, server in servers.items()
    )
    median, least, best = ratio(servers["native"], rivals)
    return f"{case}, {threads} threads: {median:.2f} times {best} (least {least:.2f}); microseconds: {times}"


def main() -> None:
    """Measure what is asked for, and write the page from all that was measured so far."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", required=True, help="the Python of the environment of the other packages")
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each package with each network")
    parser.add_argument(
        "--only", default=",".join((*SIX, "width", "batch", "unusual", "cold")), help="with commas between them"
    )
    parser.add_argument("--threads", default="1,2", help="numbers of threads, with commas between them")
    parser.add_argument(
        "--records", type=Path, default=ROOT / "benchmarks" / "steps.json", help="where measurements are kept"
    )
    arguments = parser.parse_args()
    asked, records = arguments.only.split(","), Records(arguments.records)
    for threads in map(int, arguments.threads.split(",")):
        if set(asked) & set(SIX):
            records.rates(threads, best_rates(arguments.peers, threads, arguments.rounds))
        for case in SIX:
            if case in asked:
                servers = race(case, threads, arguments.peers, arguments.rounds)
                records.race(case, threads, servers)
                print(told(case, threads, servers), flush=True)
    drawn = [peer for peer in PEERS if peer.name in DRAWN]
    for kind, sizes in GROWTH.items():
        for size in sizes if kind in asked else ():
            servers = race(f"{kind} {size}", 1, arguments.peers, min(3, arguments.rounds), drawn)
            records.race(f"{kind} {size}", 1, servers)
            print(told(f"{kind} {size}", 1, servers), flush=True)
    for case in UNUSUAL if "unusual" in asked else ():
        servers = race(case, 1, arguments.peers, arguments.rounds, STACKS)
        records.race(case, 1, servers)
        print(told(case, 1, servers), flush=True)
    if "cold" in asked:
        records.cold(cold(PEERS, arguments.peers, 3))
    raced = records.raced()
    growth = {kind: {size: raced[f"{kind} {size}", 1] for size in sizes if (f"{kind} {size}", 1) in raced}
              for kind, sizes in GROWTH.items()}  # fmt: skip
    for kind, measured in growth.items():
        if measured:
            path = ROOT / "benchmarks" / f"steps-by-{kind}.svg"
            pictures.draw(path, measured, kind, 2 if kind == "width" else 1, DRAWN)
    others = {case: raced[case, 1] for case in UNUSUAL if (case, 1) in raced}
    page.write({key: raced[key] for key in raced if key[0] in SIX}, records.found, growth, others, arguments.peers)


if __name__ == "__main__":
    main()
