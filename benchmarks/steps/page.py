"""The page of results."""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.steps.cases import CASES
from benchmarks.steps.even import told_cliffs, unusual
from benchmarks.steps.servers import PEERS, ROOT, Server, ratio, share

Results = Mapping[tuple[str, int], Mapping[str, Server]]
PAGE: Final = ROOT / "benchmarks" / "RESULTS.md"
ELSEWHERE: Final = ROOT / "benchmarks" / "ELSEWHERE.md"
"""What other machines showed, kept by hand: the end of the page."""
AIMS: Final = {"T1": 2.0, "T2": 10.0, "T3": 1.7, "T4": 1.3, "T5": 1.35, "T6": 1.05}
"""The ratio to the fastest of the others that is wanted."""
FEATURES: Final = ("avx2", "fma", "avx512f", "avx512_bf16", "amx_tile", "asimd", "sve")
PACKAGES: Final = "numpy scikit-learn torch jax keras numba"


def write(
    results: Results,
    records: Mapping[str, Any],
    growth: Mapping[str, Mapping[int, Mapping[str, Server]]],
    others: Mapping[str, Mapping[str, Server]],
    python: str,
) -> None:
    """Write the page; ``others`` are the races of networks that are no plain stacks."""
    lines = [*_head(python), *_ratios(results), *_times(results), *_shares(results)]
    for kind, measured in growth.items():
        lines += [] if not measured else [*_growth(kind, measured), *told_cliffs(kind, measured)]
    lines += unusual(others)
    lines += [
        "", "## Cold start", "",
        "From the start of a process to a trained T2 network (50 epochs of 50 steps): processor seconds, and the",
        "largest memory. Medians of three.", "", "| | seconds | MB |", "|---|---:|---:|",
        *(f"| {name} | {seconds:.2f} | {memory:.0f} |" for name, (seconds, memory) in records["cold"].items()), "",
    ]  # fmt: skip
    PAGE.write_text("\n".join(lines) + "\n" + ELSEWHERE.read_text(encoding="utf-8"), encoding="utf-8")


def _head(python: str) -> list[str]:
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    )
    found = dict(line.split("==") for line in listed.stdout.splitlines() if "==" in line)
    versions = ", ".join(f"{name} {found[name]}" for name in PACKAGES.split() if name in found)
    return [
        "# What a step of training costs",
        "",
        "Written by `make bench`. Every package trains the same networks (float32) with the same batches in a process",
        "of its own, an epoch shuffles its rows, and all take turns, in rounds of about a quarter of a second each;",
        "who has no turn is stopped. With one thread the processor's time counts, with two the clock's. The ratio is",
        "the time of the fastest of scikit-learn, PyTorch (eager and compiled, fused optimiser), Keras and JAX (one",
        "call for an epoch), by its median, by ours: the median of the rounds. The worst round is that of the least",
        "ratio to whoever was fastest in it. Above 1 ours is faster. Source generated for the network and compiled by",
        "Numba is measured as well, and is no rival.",
        "",
        f"{os.cpu_count()} cores, {_processor()}, {platform.system()}; load average {os.getloadavg()[0]:.1f} at",
        f"the end: above 1 other work was on the machine. Python {platform.python_version()}, {versions}.",
    ]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in text.splitlines())}
    flags = set(re.split(r"\s+", names.get("flags", names.get("Features", ""))))
    # The same name stands for processors of several generations on virtual machines: the family tells them apart.
    family = f"family {names['cpu family']}, model {names['model']}: " if "cpu family" in names else ""
    told = ", ".join(each for each in FEATURES if each in flags)
    return f"{names.get('model name', platform.machine())} ({family}{told})"


def _ratios(results: Results) -> list[str]:
    lines = ["", "## Ratios", "", "| case | network | batch | threads | ratio | worst round | aim | fastest other |",
             "|---|---|---:|---:|---:|---:|---:|---|"]  # fmt: skip
    missed = []
    for (case, threads), servers in results.items():
        rivals = [server for server in servers.values() if server.peer.rival]
        median, least, best = ratio(servers["native"], rivals)
        lines.append(
            f"| {case} | {CASES[case].told} | {CASES[case].batch} | {threads} | {median:.2f} | {least:.2f} "
            f"| {AIMS[case]} | {best} |"
        )
        if not median >= AIMS[case]:
            missed.append(f"{case} with {threads} thread{'s' if threads > 1 else ''}")
    return [*lines, "", f"Below the aim: {', '.join(missed)}." if missed else "No aim is missed."]


def _times(results: Results) -> list[str]:
    names = [peer.name for peer in PEERS]
    lines = ["", "## Microseconds for each step, medians", "", f"| case, threads | {' | '.join(names)} |",
             f"|---|{'---:|' * len(names)}"]  # fmt: skip
    for (case, threads), servers in results.items():
        lines.append(f"| {case}, {threads} | {' | '.join(_time(servers.get(name)) for name in names)} |")
    failed = {
        f"{name} ({server.failed})" for each in results.values() for name, server in each.items() if server.failed
    }
    return [*lines, *(["", f"Not measured: {', '.join(sorted(failed))}."] if failed else [])]


def _time(server: Server | None) -> str:
    if server is None or not server.seconds:
        return "-"
    taken = statistics.median(server.seconds) * 1e6
    return f"{taken:,.0f}" if taken >= 100 else f"{taken:.1f}" if taken >= 10 else f"{taken:.2f}"


def _shares(results: Results) -> list[str]:
    lines = ["", "## Share of the best rate", "",
             "The products of a step, by the time of all of it, against the best rate of a 2048 x 2048 product that",
             "NumPy, PyTorch or JAX reaches in the same round: medians of rounds. Who computes the same products",
             "cannot be faster than the fastest other by more than one over the share that this one reaches.", "",
             "| case | threads | GFLOP/s | best product | share | of the fastest other |",
             "|---|---:|---:|---:|---:|---:|"]  # fmt: skip
    for (case, threads), servers in results.items():
        found = share(case, servers)
        if found:
            rate = CASES[case].flops / statistics.median(servers["native"].seconds) / 1e9
            other = share(
                case, servers, ratio(servers["native"], [each for each in servers.values() if each.peer.rival])[2]
            )
            beside = f"{other[1]:.0%}" if other else ""
            lines.append(f"| {case} | {threads} | {rate:.0f} | {found[0]:.0f} | {found[1]:.0%} | {beside} |")
    return lines


def _growth(kind: str, measured: Mapping[int, Mapping[str, Server]]) -> list[str]:
    names = list(next(iter(measured.values())))
    first = next(iter(measured))
    told = CASES[f"{kind} {first}"]
    fixed = f"batch {told.batch}" if kind == "width" else "64-128-128-10"
    return [
        "", f"## Against the {kind}", "",
        f"{'64-w-w-10' if kind == 'width' else fixed} ReLU, Adam{f', {fixed}' if kind == 'width' else ''}, one thread;",
        "medians of three rounds in microseconds for each step.", "", f"![steps by {kind}](steps-by-{kind}.svg)", "",
        f"| {kind} | {' | '.join(names)} |", f"|---:|{'---:|' * len(names)}",
        *(f"| {size} | {' | '.join(_time(each.get(name)) for name in names)} |" for size, each in measured.items()),
    ]  # fmt: skip
