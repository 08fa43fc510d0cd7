"""The hook that other repositories use: it is one for pre-commit, and its command judges their files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pre_commit.clientlib import load_manifest

from tools.readme import ROOT

WRONG = "$$L = (y - a)^2$$\n\n$$\\frac{\\partial L}{\\partial a} = 2(y - a)$$\n"
RIGHT = WRONG.replace("= 2(y", "= -2(y")


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    [found] = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    return dict(found)


def run(hook: dict[str, Any], folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [*hook["entry"].split(), *hook["args"], *files]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ | {"PATH": path}
    )


def test_the_hook_takes_the_documents_that_are_read(hook: dict[str, Any]) -> None:
    assert (hook["id"], hook["language"]) == ("backproof-check", "python")
    assert hook["types_or"] == ["markdown", "tex", "jupyter"]


def test_a_commit_with_a_slip_is_refused(hook: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "right.md").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.tex").write_text(WRONG, encoding="utf-8")
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [RIGHT]}]
    (tmp_path / "right.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    assert run(hook, tmp_path, "right.md", "right.ipynb").returncode == 0
    refused = run(hook, tmp_path, "right.md", "wrong.tex", "right.ipynb")
    assert refused.returncode == 1
    assert "wrong.tex:3:3: wrong: " in refused.stdout
