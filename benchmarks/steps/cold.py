"""From the start of a process to a trained T2 network (50 epochs), and the memory that it took."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.steps.servers import ROOT, Peer, environment

EPOCHS = 50
PROGRAM = (
    "from benchmarks.steps import {module}\n"
    "from benchmarks.steps.cases import CASES\n"
    "{module}.{function}(CASES['T2'], 1)({epochs})\n"
    "{memory}"
)
MEMORY = "import re, pathlib\nprint(re.search(r'VmHWM:\\s*(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])\n"
"""What Linux counts since the program began; ru_maxrss may be that of the process which started it."""
NOTHING = f"import numpy\n{MEMORY}"


def cold(peers: Sequence[Peer], python: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Seconds of the processor and MB, medians; first of all Python with NumPy and nothing else."""
    programs = {"Python and NumPy": (True, NOTHING)}
    programs |= {
        peer.name: (peer.ours, PROGRAM.format(module=peer.module, function=peer.function, epochs=EPOCHS, memory=MEMORY))
        for peer in peers
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for counts in (False, *[True] * rounds):
        for name, (ours, program) in programs.items():
            found = _once(sys.executable if ours else python, program)
            if found is not None and counts:
                taken[name].append(found)
    return {
        name: (statistics.median(seconds for seconds, _ in each), statistics.median(memory for _, memory in each))
        for name, each in taken.items()
        if each
    }


def _once(python: str, program: str) -> tuple[float, float] | None:
    # Modules are compiled once, as for a user: in the first round, which does not count.
    variables = {name: value for name, value in environment(1).items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run([python, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode:
        return None
    return min(clock, processor), int(done.stdout.split()[-1]) / 1024
