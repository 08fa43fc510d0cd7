"""What ``pip install ./native`` builds: one library for every Python 3, by the compiler that is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("setuptools", minversion="77", reason="setuptools 77 is not installed: it builds the library")

NATIVE = Path(__file__).resolve().parents[2] / "native"
COMPILER = shutil.which("cc")


def _build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A library in ``folder``, built as the engine is, from a source that is quick to compile."""
    copy = shutil.copytree(NATIVE, folder / "native", ignore=shutil.ignore_patterns("build", "src", "*.egg-info"))
    (copy / "src").mkdir()
    (copy / "src" / "one.c").write_text("int one(void) { return 1; }\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "CC"}
    command = [sys.executable, "setup.py", "build_ext", "--build-lib", str(folder), "--build-temp", str(folder / "o")]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, env=kept | environment)


@pytest.mark.skipif(os.name == "nt" or COMPILER is None, reason="there is no C compiler here")
def test_the_library_is_of_no_one_python_and_any_compiler_builds_it(tmp_path: Path) -> None:
    # Only `clang` is on the path, which is neither cc nor what this Python was built with.
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("as", "ld"):
        (tools / name).symlink_to(str(shutil.which(name)))
    wrapper = tools / "clang"
    wrapper.write_text(f'#!{shutil.which("sh")}\nexec {COMPILER} "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    done = _build(tmp_path, PATH=str(tools))
    assert done.returncode == 0, done.stderr
    assert [each.name for each in (tmp_path / "backproof_native").iterdir()] == ["_engine.so"]


@pytest.mark.skipif(os.name == "nt", reason="Microsoft's compiler is not looked for on the path")
def test_without_a_compiler_the_error_says_what_to_do(tmp_path: Path) -> None:
    done = _build(tmp_path, PATH=str(tmp_path))
    assert done.returncode != 0
    for part in (
        "there is no C compiler here",
        "clang, or the one that the variable CC names",
        "backproof runs on NumPy",
    ):
        assert part in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Microsoft's compiler is not looked for on the path")
def test_the_compiler_that_is_asked_for_is_taken_or_refused(tmp_path: Path) -> None:
    done = _build(tmp_path, CC="no-such-compiler")
    assert done.returncode != 0
    assert "written:  no-such-compiler\n  expected: one of no-such-compiler" in done.stderr
