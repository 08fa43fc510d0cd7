"""The C tests of the kernels: products, functions, folds and optimisers of each path, and the team of threads.

``BACKPROOF_SANITIZE=address,undefined`` compiles them with the compiler's sanitizers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NATIVE = Path(__file__).resolve().parents[2] / "native"
COMPILER = shutil.which(os.environ.get("CC", "cc"))
KERNELS = (
    "cpu", "denormals", "kernels", "maps", "pace", "products", "products_prepare", "team", "path_portable", "path_avx2",
    "path_avx512",
)  # fmt: skip
TESTS = ("products", "maps", "team", "pace")

pytestmark = pytest.mark.skipif(COMPILER is None or os.name == "nt", reason="there is no C compiler here")


def _compiled(folder: Path) -> Path:
    sanitize = os.environ.get("BACKPROOF_SANITIZE")
    flags = ["-std=gnu11", "-O1", "-pthread", *([f"-fsanitize={sanitize}", "-g"] if sanitize else [])]
    running = []
    for name in KERNELS:
        command = [str(COMPILER), *flags, "-c", str(NATIVE / "src" / f"{name}.c"), "-o", str(folder / f"{name}.o")]
        running.append(subprocess.Popen(command))
    assert not any(each.wait() for each in running)
    for test in TESTS:
        objects = [str(folder / f"{name}.o") for name in KERNELS]
        source = str(NATIVE / "tests" / f"{test}.c")
        subprocess.run([str(COMPILER), *flags, source, *objects, "-lm", "-o", str(folder / test)], check=True)
    return folder


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled tests."""
    return _compiled(tmp_path_factory.mktemp("kernels"))


@pytest.mark.parametrize("test", TESTS)
def test_the_kernels_of_each_path_compute_what_they_promise(programs: Path, test: str) -> None:
    done = subprocess.run([str(programs / test)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{test}: ok\n", "")


# The planted errors: an optimiser whose rate is twice what it should be, a row where one number is spread, rows without
# the gaps between them.
@pytest.mark.parametrize(
    ("right", "wrong_one", "told"),
    [
        ("W -= n.rate * G;", "W -= 2 * n.rate * G;", "step 0"),
        ("in, row * stride + column * step", "in, row * stride + column", "spread"),
        ("get(number, in, row * stride + column);", "get(number, in, row * columns + column);", "turn"),
    ],
)
def test_a_wrong_result_is_noticed(programs: Path, tmp_path: Path, right: str, wrong_one: str, told: str) -> None:
    source = (NATIVE / "tests" / "maps.c").read_text(encoding="utf-8")
    planted = source.replace(right, wrong_one)
    assert planted != source
    wrong = tmp_path / "wrong.c"
    wrong.write_text(planted.replace('"../src/kernels.h"', f'"{NATIVE}/src/kernels.h"'), encoding="utf-8")
    objects = [str(programs / f"{name}.o") for name in KERNELS]
    command = [str(COMPILER), "-std=gnu11", f"-I{NATIVE / 'tests'}", str(wrong), *objects, "-pthread", "-lm"]
    sanitize = os.environ.get("BACKPROOF_SANITIZE")
    command += [f"-fsanitize={sanitize}"] if sanitize else []
    subprocess.run([*command, "-o", str(tmp_path / "wrong")], check=True)
    done = subprocess.run([str(tmp_path / "wrong")], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert told in done.stdout
    assert "FAILED" in done.stdout
