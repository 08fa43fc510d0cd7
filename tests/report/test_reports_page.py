"""What the page on reports tells people to copy works: the matcher of an editor, the steps of a workflow, the hook."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import yaml

from backproof.cli.check import FORMATS
from backproof.cli.main import parser
from backproof.report.findings import Findings
from backproof.report.lines import to_lines
from tests.checked import homework
from tools.readme import ROOT

TEXT = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
STEPS = [block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if "repos:" not in block]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_every_format_stands_in_the_table() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == set(FORMATS)


def test_the_problem_matchers_find_every_line_once() -> None:
    [task] = json.loads(blocks("json")[0])["tasks"]
    matchers: list[Any] = task["problemMatcher"]
    assert parser().parse_args(task["args"]).format == "lines"
    found = []
    for line in to_lines([Findings(homework("a b.md"))]).splitlines():
        [(severity, match, pattern)] = [
            (each["severity"], match, each["pattern"])
            for each in matchers
            if (match := re.match(each["pattern"]["regexp"], line)) is not None
        ]
        found.append((severity, *(match[pattern[name]] for name in ("file", "line", "column", "code"))))
    assert found == [
        ("error", "a b.md", "5", "3", "wrong_variable"),
        ("info", "a b.md", "5", "29", None),
        ("info", "a b.md", "6", "3", None),
        ("info", "a b.md", "6", "29", None),
    ]


def test_the_steps_of_a_workflow_are_commands_that_there_are() -> None:
    steps = [step for block in STEPS for step in yaml.safe_load(block)]
    commands = [shlex.split(step["run"]) for step in steps if "run" in step]
    assert [parser().parse_args(command[1:]).format for command in commands] == ["github", "sarif"]
    assert all(command[0] == "backproof" for command in commands)


def test_the_hook_is_the_one_that_there_is() -> None:
    [block] = [each for each in blocks("yaml") if "repos:" in each]
    [hook] = yaml.safe_load(block)["repos"][0]["hooks"]
    [offered] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == offered["id"]
