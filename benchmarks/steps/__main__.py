"""What a step of training costs, against other packages: ``python -m benchmarks.steps --peers PYTHON``.

``PYTHON`` is that of an environment with scikit-learn, PyTorch, JAX, Keras and Numba; ``make bench`` makes one. Everything is
written to ``benchmarks/RESULTS.md``, with pictures beside it. ``--quick`` takes three rounds, and ``--only`` some cases; then
nothing is written.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Mapping

from benchmarks.steps import page, pictures
from benchmarks.steps.cases import BATCHES, WIDTHS
from benchmarks.steps.cold import cold
from benchmarks.steps.servers import PEERS, ROOT, Server, environment, race, ratio

SIX = ("T1", "T2", "T3", "T4", "T5", "T6")
DRAWN = ("native", "NumPy", "JAX scan", "PyTorch")


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
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", required=True, help="the Python of the environment of the other packages")
    parser.add_argument("--quick", action="store_true", help="three rounds instead of seven, and no page")
    parser.add_argument("--only", default="", help="cases, with commas between them; no page")
    parser.add_argument("--threads", default="1,2", help="numbers of threads, with commas between them")
    arguments = parser.parse_args()
    rounds = 3 if arguments.quick else 7
    asked = [each for each in arguments.only.split(",") if each]
    results: dict[tuple[str, int], Mapping[str, Server]] = {}
    rates: dict[int, dict[str, float]] = {}
    for threads in map(int, arguments.threads.split(",")):
        rates[threads] = best_rates(arguments.peers, threads, rounds)
        print(f"large products, {threads} threads, GFLOP/s: {rates[threads]}", flush=True)
        for case in asked or SIX:
            results[case, threads] = race(case, threads, arguments.peers, rounds)
            print(told(case, threads, results[case, threads]), flush=True)
    if asked or arguments.quick:
        return
    drawn = [peer for peer in PEERS if peer.name in DRAWN]
    growth: dict[str, dict[int, Mapping[str, Server]]] = {"width": {}, "batch": {}}
    for kind, sizes in (("width", WIDTHS), ("batch", BATCHES)):
        for size in sizes:
            growth[kind][size] = race(f"{kind} {size}", 1, arguments.peers, 3, drawn)
            print(told(f"{kind} {size}", 1, growth[kind][size]), flush=True)
        pictures.draw(ROOT / "benchmarks" / f"steps-by-{kind}.svg", growth[kind], kind, 2 if kind == "width" else 1, DRAWN)
    started = cold(PEERS, arguments.peers, 3)
    page.write(results, rates, growth, started, arguments.peers)


if __name__ == "__main__":
    main()
