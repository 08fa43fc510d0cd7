"""Time of a step against the width of the layers, and against the batch."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib import pyplot as plt

from benchmarks.steps.servers import Server

Results = Mapping[int, Mapping[str, Server]]


def draw(path: Path, results: Results, label: str, slope: int, names: Sequence[str]) -> None:
    """Both axes logarithmic; a grey line grows with the power ``slope`` of what is below."""
    figure, axes = plt.subplots(figsize=(7, 4.5))
    sizes = list(results)
    for name in names:
        points = [(size, results[size][name].seconds) for size in sizes if name in results[size]]
        points = [(size, seconds) for size, seconds in points if seconds]
        if points:
            times = [statistics.median(seconds) * 1e6 for _, seconds in points]
            axes.plot([size for size, _ in points], times, marker="o", markersize=3, label=name)
    own = results[sizes[-1]]["native"].seconds
    if own:
        last = statistics.median(own) * 1e6
        axes.plot(sizes, [last * (size / sizes[-1]) ** slope for size in sizes], color="0.7", linestyle=":",
                  label=f"{label} to the power {slope}" if slope > 1 else f"in proportion to the {label}")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel=label, ylabel="microseconds for each step")
    axes.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
