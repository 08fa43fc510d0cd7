"""Keeps the README true: runs the commands of its ``console`` blocks and writes below each what it prints today."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_LONGEST = 60.0  # seconds; a command of the README is quick


def commands(text: str) -> Iterator[str]:
    """The commands of the ``console`` blocks.

    >>> list(commands("```console\\n$ backproof --version\\nbackproof 0.1.0\\n```"))
    ['backproof --version']
    """
    for block in _BLOCK.findall(text):
        yield from (line[2:] for line in block.splitlines() if line.startswith("$ "))


def refreshed(text: str) -> str:
    """The text with every command's output as it is now."""
    return _BLOCK.sub(lambda block: "".join(f"$ {each}\n{output(each)}" for each in commands(_fenced(block[0]))), text)


def output(command: str) -> str:
    """What a command prints, run in the project's folder with the programs of this interpreter."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=os.environ | {"PATH": path, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=_LONGEST,
        check=False,
    )
    return ran.stdout


def _fenced(block: str) -> str:
    return f"```console\n{block}```"


def main() -> int:
    """Rewrite the README; with ``--check`` only say whether it would change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 where something would")
    check = parser.parse_args().check
    old = README.read_text(encoding="utf-8")
    new = refreshed(old)
    if check:
        return int(new != old)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
