"""One package, one network, one process: epochs on demand. ``serve MODULE FUNCTION CASE THREADS``.

Each line of the input is a number of epochs; each line of the output has the seconds they took, of the clock and of the
processor, and the largest memory so far.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module

from benchmarks.steps.cases import CASES


def main() -> None:
    """Prepare, say so, and run."""
    module, function, case, threads = sys.argv[1:]
    epochs = getattr(import_module(f"benchmarks.steps.{module}"), function)(CASES[case], int(threads))
    epochs(1)
    print(json.dumps({"ready": True}), flush=True)
    for asked in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        epochs(int(asked))
        taken = {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}
        print(json.dumps({**taken, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}), flush=True)


if __name__ == "__main__":
    main()
