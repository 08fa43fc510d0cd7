"""Whether speed holds where networks are unusual: sizes beside whole vectors, and networks that are no plain stacks."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import Final

from benchmarks.steps.cases import CASES
from benchmarks.steps.servers import Server
from benchmarks.steps.unusual import NETWORKS

MOST: Final = 0.3
"""How much longer a step may take at an odd size."""
LEAST: Final = 0.6
"""Of the speed of the plain stack, what other networks keep."""
BESIDE: Final = {31: 32, 33: 32, 127: 128, 129: 128}
FIRST, LAST = 1, 8
Measured = Mapping[int, Mapping[str, Server]]


def cliffs(kind: str, measured: Measured) -> dict[int, float]:
    """How much longer a step takes at odd sizes than those around them say, as a share.

    Widths are compared with a whole number of vectors beside them, by their FLOPs; batches with the straight line
    from one sample to eight.
    """
    times = {size: statistics.median(each["native"].seconds) for size, each in measured.items()}
    if kind == "width":
        flops = {size: CASES[f"width {size}"].flops for size in times}
        return {
            size: times[size] / times[whole] * flops[whole] / flops[size] - 1
            for size, whole in BESIDE.items() if size in times and whole in times
        }  # fmt: skip
    if not {FIRST, LAST} <= times.keys():
        return {}
    slope = (times[LAST] - times[FIRST]) / (LAST - FIRST)
    return {size: times[size] / (times[FIRST] + slope * (size - FIRST)) - 1 for size in times if FIRST < size < LAST}


def told_cliffs(kind: str, measured: Measured) -> list[str]:
    """What odd sizes cost, in a sentence."""
    found = cliffs(kind, measured)
    if not found:
        return []
    worst = max(found, key=lambda size: found[size])
    by_what = "for the same FLOPs, than a whole number of vectors beside them" if kind == "width" else (
        f"than the straight line from a batch of {FIRST} to one of {LAST} says")  # fmt: skip
    listed = ", ".join(f"{size}: {share:+.0%}" for size, share in found.items())
    verdict = "within" if found[worst] <= MOST else "**above**"
    return [
        "",
        f"Odd sizes take longer by so much {by_what} ({verdict} the {MOST:.0%} that are allowed):",
        f"{listed}.",
    ]


def unusual(raced: Mapping[str, Mapping[str, Server]]) -> list[str]:
    """The section on networks that are no plain stacks."""
    there = {name: raced[f"unusual {name}"] for name in NETWORKS if f"unusual {name}" in raced}
    if not there:
        return []
    peers = [name for name in next(iter(there.values())) if name != "native"]
    lines = [
        "", "## Networks that are no plain stacks", "",
        "Networks written as equations, from which everything else is derived, beside a plain stack of the same",
        "products (128, 256, 256 and 10 units, or 128, 256 and 128; batch 128, ReLU, Adam, one thread). The speed is",
        f"that of the products by the time of the step, as a share of the stack's: {LEAST:.0%} or more is the aim.",
        "Microseconds for each step are medians.", "",
        f"| network | native | {' | '.join(peers)} | speed beside the stack | times the faster PyTorch |",
        f"|---|---:|{'---:|' * len(peers)}---:|---:|",
    ]  # fmt: skip
    rates = {name: _rate(name, servers["native"]) for name, servers in there.items()}
    for name, servers in there.items():
        times = {peer: statistics.median(each.seconds) for peer, each in servers.items() if each.seconds}
        beside = NETWORKS[name].beside
        share = f"{rates[name] / rates[beside]:.0%}" if beside != name and beside in rates else ""
        rivals = [time for peer, time in times.items() if peer != "native"]
        ahead = f"{min(rivals) / times['native']:.2f}" if rivals else ""
        shown = " | ".join(f"{times[peer] * 1e6:,.0f}" if peer in times else "" for peer in ("native", *peers))
        lines.append(f"| {name} | {shown} | {share} | {ahead} |")
    return lines


def _rate(name: str, server: Server) -> float:
    return CASES[f"unusual {name}"].flops / statistics.median(server.seconds)
