"""What a step of training costs, against other packages: ``python -m benchmarks.steps --peers PYTHON``.

``PYTHON`` is that of an environment with scikit-learn, PyTorch, JAX, Keras and Numba; ``make bench`` makes one.
Everything is written to ``benchmarks/RESULTS.md``, with pictures beside it. Measurements are kept from call to call:
``--only`` takes some of them anew.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.steps import page, pictures
from benchmarks.steps.cases import BATCHES, CASES, WIDTHS
from benchmarks.steps.cold import cold
from benchmarks.steps.records import Records
from benchmarks.steps.servers import PEERS, PRODUCTS, ROOT, STACKS, Server, race, ratio, share
from benchmarks.steps.unusual import UNUSUAL

SIX: Final = ("T1", "T2", "T3", "T4", "T5", "T6")
GROWTH: Final = {"width": WIDTHS, "batch": BATCHES}
MANY: Final = 1e6
"""FLOPs of a step from which on its rate is compared with that of large products."""
DRAWN: Final = ("native", "NumPy", "JAX scan", "PyTorch")


def told(case: str, threads: int, servers: Mapping[str, Server]) -> str:
    """A line on the terminal."""
    rivals = [server for server in servers.values() if server.peer.rival]
    times = ", ".join(
        f"{name} {statistics.median(server.seconds) * 1e6:,.2f}" if server.seconds else f"{name}: {server.failed}"
        for name, server in servers.items()
    )
    median, least, best = ratio(servers["native"], rivals)
    found = share(case, servers)
    shared = f", {found[1]:.0%} of the best rate" if found else ""
    return f"{case}, {threads} threads: {median:.2f} times {best} (least {least:.2f}){shared}; microseconds: {times}"


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
        for case in SIX:
            if case in asked:
                peers = PEERS + PRODUCTS if CASES[case].flops > MANY else PEERS
                servers = race(case, threads, arguments.peers, arguments.rounds, peers)
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
    by_threads = sorted((threads, case) for case, threads in raced if case in SIX)
    six = {(case, threads): raced[case, threads] for threads, case in by_threads}
    page.write(six, records.found, growth, others, arguments.peers)


if __name__ == "__main__":
    main()
