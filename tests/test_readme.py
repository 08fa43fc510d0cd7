"""The README is true: its commands run, and print what stands there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tools.readme import PAGES, README, ROOT, commands, refreshed

TEXT = README.read_text(encoding="utf-8")
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_sessions_print_what_stands_in_the_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert list(commands(text))
    assert refreshed(text) == text


def test_a_session_that_is_out_of_date_is_seen() -> None:
    stale = "```console\n$ echo new\nold\n```"
    assert refreshed(stale) == "```console\n$ echo new\nnew\n```"


def test_a_python_session_that_is_out_of_date_is_seen() -> None:
    stale = "```pycon\n>>> for each in (1, 2):\n...     each + 1\n...\n0\n```\nand\n```pycon\n>>> each\n0\n```"
    assert refreshed(stale) == stale.replace("0\n```\nand", "2\n3\n```\nand").replace("0\n```", "2\n```")


def test_an_error_in_a_python_session_is_seen() -> None:
    assert "ZeroDivisionError: division by zero" in refreshed("```pycon\n>>> 1 / 0\n```")


def test_no_command_stands_outside_the_blocks_that_are_tested() -> None:
    assert set(re.findall(r"^```(\w+)", TEXT, re.MULTILINE)) <= {"sh", "console", "pycon"}
    assert SHELL == ["make demo", "make test"]


# `make test` is what runs this file: to run it from here would never end, so that make knows it has to do.
@pytest.mark.parametrize("command", SHELL)
def test_make_knows_what_the_readme_tells_to_make(command: str) -> None:
    subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, check=True)


@pytest.mark.skipif(not (ROOT / ".venv" / ".installed").exists(), reason="the set-up of `make demo` takes a minute")
def test_the_demo_runs() -> None:
    ran = subprocess.run(["make", "demo"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(r"^examples/homework\.md: \d+ statements", ran.stdout, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^):]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
