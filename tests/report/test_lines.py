"""Findings on one line each, as the problem matchers of editors read them."""

from __future__ import annotations

import re

from backproof.check.verdicts.verdict import Verdict
from backproof.report.findings import Findings
from backproof.report.lines import PATTERN, to_lines
from tests.checked import all_right, homework


def test_each_finding_has_one_line_with_its_class() -> None:
    assert to_lines([Findings(homework())]).splitlines() == [
        "hw.md:5:3: wrong: the sides differ; x stands where w belongs: \\frac{dy}{dx} = w [wrong_variable]",
        "hw.md:5:29: right-if: L is a mean; t is one-hot",
        "hw.md:6:3: follows: consistent with an earlier wrong line",
        "hw.md:6:29: unchecked: not understood",
    ]


def test_lines_that_are_right_come_on_demand() -> None:
    assert to_lines([Findings(all_right())]) == ""
    assert to_lines([Findings(all_right())], verbose=True) == "fine.md:3:3: right: proved as written\n"


def test_the_pattern_matches_every_line() -> None:
    lines = to_lines([Findings(homework("C:\\my work\\hw.md"))], verbose=True).splitlines()
    found = [re.fullmatch(PATTERN, line) for line in lines]
    matched = [each.groupdict() for each in found if each is not None]
    assert [each["verdict"] for each in matched] == ["right", "wrong", "right-if", "follows", "unchecked"]
    assert {each["file"] for each in matched} == {"C:\\my work\\hw.md"}
    assert (matched[1]["line"], matched[1]["column"], matched[1]["slip"]) == ("5", "3", "wrong_variable")


def test_a_document_does_not_command_the_terminal() -> None:
    assert "\033" not in to_lines([Findings(homework("\033[2J.md"))])
    assert len(to_lines([Findings(homework("a\nb.md"))]).splitlines()) == homework().count(Verdict.RIGHT) + 3
