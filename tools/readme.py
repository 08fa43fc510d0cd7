"""Keeps the README and the page on reports true: writes below each command what it prints today.

The commands of ``console`` blocks run in a shell, those of ``pycon`` blocks in one Python session.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import subprocess
import sys
from code import InteractiveInterpreter
from collections.abc import Iterator
from doctest import DocTestParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "reports.md")
_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_PYTHON = re.compile(r"(?<=```pycon\n)(.*?)(?=```)", re.DOTALL)
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
    text = _BLOCK.sub(lambda block: "".join(f"$ {each}\n{output(each)}" for each in commands(_fenced(block[0]))), text)
    session = InteractiveInterpreter({"__name__": "__main__"})
    return _PYTHON.sub(lambda block: "".join(_replayed(block[0], session)), text)


def _replayed(block: str, session: InteractiveInterpreter) -> Iterator[str]:
    """Each statement with its prompts, and what it prints in the project's folder."""
    for example in DocTestParser().get_examples(block):
        printed = io.StringIO()
        with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            session.runsource(f"{example.source}\n")
        first, *more = example.source.splitlines()
        ended = ["..."] if more and more[-1].startswith(" ") else []  # as the interpreter asks for it
        yield "".join(f"{line}\n" for line in [f">>> {first}", *(f"... {line}" for line in more), *ended])
        yield printed.getvalue()


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
    """Rewrite the pages; with ``--check`` only say whether one would change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 where something would")
    check = parser.parse_args().check
    stale = 0
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        new = refreshed(old)
        stale += new != old
        if not check:
            page.write_text(new, encoding="utf-8")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
