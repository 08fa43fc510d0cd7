"""A file is replaced as a whole or stays as it was, whenever the writer is stopped."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A new file that takes the place of ``path`` once the block has ended and its bytes are on the disk.

    It is written beside ``path`` as ``.NAME.xxxxxxxx.part``. Where the block raises it is removed; where the process is
    killed it stays, and the next writer removes it. A symbolic link keeps pointing: the file that it names is replaced.
    """
    target = Path(os.path.realpath(path))
    _sweep(target)
    file, part = _part(target)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            with contextlib.suppress(FileNotFoundError):
                part.chmod(stat.S_IMODE(target.stat().st_mode))
            if sys.platform != "win32":  # with the lock held: nobody takes a finished part for one left behind
                part.replace(target)
        if sys.platform == "win32":  # which moves no open file
            part.replace(target)
    except BaseException:  # whatever it is goes on: only the half of a file is removed
        part.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _part(target: Path) -> tuple[BinaryIO, Path]:
    """A new file beside the target, locked as long as it is open, and its name."""
    while True:
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        file = part.open("xb")
        if _lock(file, wait=True) and os.fstat(file.fileno()).st_nlink:
            return file, part
        file.close()  # another writer swept it away between its creation and its lock


def _sweep(target: Path) -> None:
    """Remove the parts that killed writers left: those that nobody holds a lock on."""
    part = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}\.part")
    with contextlib.suppress(OSError):  # a folder that can't be listed: opening the new file says so, or succeeds
        for left in [each for each in target.parent.iterdir() if part.fullmatch(each.name)]:
            with contextlib.suppress(OSError), left.open("rb") as file:
                if _lock(file, wait=False):
                    left.unlink()


def _lock(file: BinaryIO, *, wait: bool) -> bool:
    """Whether the file is locked for us now. Windows needs no locks: it does not remove a file that is open."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return wait  # a file system without locks: write all the same, and sweep nothing
    return True


def _settle(folder: Path) -> None:
    """The new name is on the disk too, where folders can be synchronised."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
