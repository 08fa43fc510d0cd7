from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from backproof.source import BackproofError
from backproof.train.files import load, save
from backproof.train.files.atomic import replacing


def version(path: Path) -> int:
    """Which save a file is from; every element of its arrays says so."""
    found = load(path)
    number = found.header["version"]
    assert isinstance(number, int)
    for array in found.arrays.values():
        assert (array == number).all()
    return number


def left_over(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.endswith(".part")]


def put(path: Path, number: int, size: int = 100) -> None:
    save(path, {"a": np.full(size, number), "b": np.full(3, number, np.float32)}, {"version": number})


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *arguments], stdout=subprocess.PIPE, text=True
    )


# The child of each fork dies at another line of the writer: the first, the second, ... until it lives.
AT_EVERY_LINE = """
    import os, signal, sys
    from pathlib import Path
    import numpy as np
    from backproof.train.files import load, save
    from backproof.train.files import atomic

    path = Path(sys.argv[1])
    put = lambda n: save(path, {"a": np.full(5000, n), "b": np.full(3, n)}, {"version": n})
    left = lambda: [each for each in path.parent.iterdir() if each.suffix == ".part"]

    def dying_at(number):
        at = 0
        def trace(frame, event, argument):
            nonlocal at
            if frame.f_code.co_filename != atomic.__file__:
                return None
            at += 1
            if at == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return trace
        return trace

    put(0)
    seen, most_left = [], 0
    for number in range(1, 1000):
        child = os.fork()
        if not child:
            sys.settrace(dying_at(number))
            put(number)
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        found = load(path)
        assert (found.arrays["a"] == found.header["version"]).all()
        assert found.header["version"] in (number, seen[-1] if seen else 0)
        seen.append(found.header["version"])
        most_left = max(most_left, len(left()))
        if not killed:
            break
    assert len(set(seen)) > 2 and seen[-1] == number
    print(number, most_left, len(left()))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
def test_a_writer_killed_at_any_line_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    done = python(AT_EVERY_LINE, str(tmp_path / "m.safetensors"))
    lines, most_left, left = map(int, done.communicate()[0].split())
    assert done.returncode == 0
    assert lines > 30
    assert (most_left, left) == (1, 0)  # the next writer removes what a killed one left


def test_a_writer_killed_at_random_moments_leaves_a_whole_file(tmp_path: Path) -> None:
    path, moments = tmp_path / "m.safetensors", random.Random(5)
    put(path, 1)
    script = """
        import itertools, sys
        from backproof.train.files import save
        import numpy as np
        for n in itertools.count(int(sys.argv[2])):
            save(sys.argv[1], {"a": np.full(200_000, n), "b": np.full(3, n)}, {"version": n})
            if n == int(sys.argv[2]): print("ready", flush=True)
    """
    for _ in range(5):
        before = version(path)
        writer = python(script, str(path), str(before + 1))
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.03))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert version(path) > before
        assert len(left_over(tmp_path)) <= 1
    put(path, 0)
    assert left_over(tmp_path) == []


def test_a_disk_that_becomes_full_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    put(path, 1)
    script = """
        import resource, sys
        import numpy as np
        from backproof.source import BackproofError
        from backproof.train.files import save
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            save(sys.argv[1], {"a": np.full(200_000, 2)}, {"version": 2})
        except BackproofError as error:
            print(error)
    """
    said = python(script, str(path)).communicate()[0]
    assert "m.safetensors: the file would be larger than is allowed here" in said
    assert "a file of 1,600,232 bytes" in said
    assert "what was there is unchanged" in said
    assert version(path) == 1
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "message"),
    [(errno.ENOSPC, "the disk is full(.|\n)*make room"), (errno.EDQUOT, "your share of the disk")],
)
def test_an_error_of_the_disk_at_any_step_leaves_the_old_file(
    step: str, number: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "m.safetensors"
    put(path, 1)
    match step:
        case "fsync":
            monkeypatch.setattr(os, "fsync", fail)
        case "replace":
            monkeypatch.setattr(Path, "replace", fail)
        case _:
            monkeypatch.setattr("backproof.train.files.model._pieces", _failing_after_one(fail))
    with pytest.raises(BackproofError, match=message):
        put(path, 2)
    monkeypatch.undo()
    assert version(path) == 1
    assert left_over(tmp_path) == []


def _failing_after_one(fail: object) -> object:
    """The pieces for the checksum; then one that can be written, and one that can't."""
    from backproof.train.files.model import _pieces  # noqa: PLC0415 - before it is replaced

    calls = 0

    def pieces(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        for piece in _pieces(*arguments):  # type: ignore[arg-type] # handed through
            yield piece
            if calls == 2:
                assert callable(fail)
                fail()

    return pieces


def test_an_interruption_leaves_the_old_file_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    put(path, 1)
    with pytest.raises(KeyboardInterrupt):
        _interrupted(path)
    assert version(path) == 1
    assert left_over(tmp_path) == []


def _interrupted(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_places_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BackproofError, match=r"there is no such folder(.|\n)*create it"):
        put(tmp_path / "missing" / "m", 1)
    with pytest.raises(BackproofError, match="there is no such folder"):
        put(tmp_path / "file" / "m", 1)
    with pytest.raises(BackproofError, match=r"this is a folder(.|\n)*name a file in it"):
        put(tmp_path, 1)
    with pytest.raises(BackproofError, match=r"can't be written: .*null"):
        put(Path("with\0nul"), 1)
    with pytest.raises(BackproofError, match=r"can't be written: .*too long"):
        put(tmp_path / ("x" * 300), 1)


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "m.safetensors", tmp_path / "link"
    put(path, 1)
    path.chmod(0o640)
    link.symlink_to(path)
    put(link, 2)
    assert link.is_symlink()
    assert version(path) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    put(tmp_path / "m.safetensors", 1)
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "m.safetensors").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_is_being_written_is_not_taken_for_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    with replacing(path) as file:
        file.write(b"slow")
        put(path, 1)
        assert len(left_over(tmp_path)) == 1
    assert path.read_bytes() == b"slow"


def test_other_files_with_like_names_are_not_taken_for_rubbish(tmp_path: Path) -> None:
    others = {".m.0123abcd.part.txt", ".other.0123abcd.part", ".m.mine.part", "m.0123abcd.part"}
    for name in others | {".m.0123abcd.part"}:
        (tmp_path / name).write_bytes(b"")
    put(tmp_path / "m", 1)
    assert {each.name for each in tmp_path.iterdir()} == others | {"m"}


def test_several_writers_at_once_do_not_hinder_one_another(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    failures: list[BaseException] = []

    def write(first: int) -> None:
        try:
            for number in range(first, first + 25):
                put(path, number)
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(100 * each,)) for each in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        if path.exists():
            version(path)
    assert not failures
    assert version(path) % 100 == 24
    assert left_over(tmp_path) == []
