"""The library on other processors and systems: compiled across, and run by an emulator where there is one.

On Arm the portable path is NEON. Without zig (``pip install ziglang``) these tests are skipped, and without
``qemu-aarch64-static`` those of Arm are.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import final

import numpy as np
import pytest

from backproof.train.engines.native.training import Step
from backproof.train.engines.native.translation import Translation
from backproof.train.engines.native.words import bits, program
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import adam
from tests.native.native import LAYOUTS, LIBRARY, needs_library
from tests.native.test_kernels import KERNELS, NATIVE
from tests.train.jobs import job_of, state_of

pytestmark = pytest.mark.skipif(find_spec("ziglang") is None, reason="there is no compiler for other processors here")
STRICT = ("-std=gnu11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fno-math-errno", "-fno-trapping-math")
RUNNERS = {"aarch64-linux-musl": "qemu-aarch64-static", "x86-linux-musl": "", "x86_64-linux-musl": ""}
"""What runs the programs of a target: nothing where the processor here does."""
SOURCES = sorted((NATIVE / "src").glob("*.c"))


def compiled(target: str, sources: list[Path], out: Path, *flags: str) -> None:
    """One program, or one object."""
    command = [sys.executable, "-m", "ziglang", "cc", "-target", target, *STRICT, "-O1", '-DBP_VERSION="0"', *flags]
    done = subprocess.run([*command, *map(str, sources), "-o", str(out)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@final
@dataclass(frozen=True)
class Target:
    """A processor and system, and the objects of all sources for it."""

    name: str
    objects: Path

    def run(self, test: str, objects: Sequence[str], *arguments: str) -> bytes:
        """What a program of the tests writes."""
        out = self.objects / test
        sources = [NATIVE / "tests" / f"{test}.c", *(self.objects / f"{name}.o" for name in objects)]
        compiled(self.name, sources, out, "-static", "-pthread")
        runner = RUNNERS[self.name]
        done = subprocess.run([*runner.split(), str(out), *arguments], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module", params=RUNNERS)
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Target:
    """One that can be run here."""
    runner = RUNNERS[request.param]
    if runner and shutil.which(runner) is None:
        pytest.skip(f"{runner} is not installed")
    if not runner and (sys.platform != "linux" or platform.machine() != "x86_64"):
        pytest.skip("this processor does not run it")
    found = Target(request.param, tmp_path_factory.mktemp("objects"))
    for source in SOURCES:
        compiled(found.name, [source], found.objects / f"{source.stem}.o", "-c")
    return found


@pytest.mark.parametrize("other", ["x86_64-windows-gnu", "riscv64-linux-musl"])
def test_every_source_compiles_without_a_warning(other: str, tmp_path: Path) -> None:
    for source in SOURCES:
        compiled(other, [source], tmp_path / f"{source.stem}.o", "-c")


@pytest.mark.parametrize("test", ["products", "maps", "team"])
def test_the_kernels_compute_what_they_promise(target: Target, test: str) -> None:
    assert target.run(test, KERNELS).decode() == f"{test}: ok\n"


@needs_library
@pytest.mark.parametrize("layout", ["in rows", "in lanes"])
def test_a_training_is_that_of_numpy(target: Target, layout: str, tmp_path: Path) -> None:
    job = job_of(optimiser=adam(clip=1.0), samples=40)
    state = state_of(job)
    assert LIBRARY is not None
    step = Step(Translation(LIBRARY.functions(), job.dtype.itemsize, LAYOUTS[layout]), job, state)
    arrays = step.translation.buffers.arrays
    words = program(step.translation.buffers, step.lists, step.translation.itemsize, step.words())
    file = tmp_path / "program"
    parts = [np.array([len(words)]), words, np.array([len(arrays)])]
    for array in arrays:
        parts += [np.array([array.size, array.itemsize, array.flags.writeable]), array.view(np.int64).ravel()]
    parts += [np.array([job.samples, bits(0.1)]), state.random.key.astype(np.int64)]
    file.write_bytes(b"".join(part.astype(np.int64).tobytes() for part in parts))
    written = target.run("program", [source.stem for source in SOURCES], str(file))
    found = np.frombuffer(written, np.float64)
    reference = Reference().start(job, state_of(job))
    losses = reference.epochs([0.1] * 3)
    np.testing.assert_allclose(found[:3], losses, rtol=1e-11)
    expected = np.concatenate([array.ravel() for array in reference.parameters.values()])
    np.testing.assert_allclose(found[3:][: expected.size], expected, rtol=0, atol=1e-11 * np.abs(expected).max())
