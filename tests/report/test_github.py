"""Findings as annotations of GitHub: escaped, the most severe first, ten at most."""

from __future__ import annotations

import dataclasses

from backproof.check.verdicts.verdict import Checked, Verdict
from backproof.report.findings import Findings
from backproof.report.github import MOST, to_github
from backproof.source import Source
from tests.checked import all_right, homework, judgement


def test_annotations_have_their_place_and_title() -> None:
    wrong, follows, assumed, said = to_github([Findings(homework())]).splitlines()
    place = "file=hw.md,line=5,endLine=5,col=3,endColumn=20,title=wrong (wrong_variable)"
    assert wrong.startswith(f"::error {place}::the sides differ; x stands where w belongs: \\frac{{dy}}{{dx}} = w%0A")
    assert follows.startswith("::warning file=hw.md,line=6,")
    assert assumed.startswith("::notice file=hw.md,line=5,")
    assert said == "hw.md: 5 statements (1 definition): 1 right, 1 right-if, 1 wrong, 1 follows, 1 unchecked"


def test_what_is_unchecked_or_right_is_annotated_on_demand() -> None:
    assert to_github([Findings(all_right())]) == "fine.md: 1 statement: 1 right\n"
    assert to_github([Findings(homework())], verbose=True).count("::notice ") == 3


def test_nothing_of_a_document_ends_a_command_or_a_property() -> None:
    text = "$a = b$"
    wrong = dataclasses.replace(judgement(text, "a = b", Verdict.WRONG), reason="100% wrong\r::error::no")
    [line, _] = to_github([Findings(Checked(Source("a,b:c%.md", text), (wrong,)))]).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25.md,line=1,")
    assert line.endswith("::100%25 wrong ::error::no")
    broken = dataclasses.replace(wrong, reading="x\n::warning::injected")
    assert "\n::warning" not in to_github([Findings(Checked(Source("hw.md", text), (broken,)))])


def test_the_most_severe_come_first_and_the_rest_is_counted() -> None:
    text = "$a = b$"
    verdicts = [*[Verdict.RIGHT_IF] * 8, *[Verdict.WRONG] * 4, Verdict.FOLLOWS]
    many = Checked(Source("hw.md", text), tuple(judgement(text, "a = b", each) for each in verdicts))
    lines = to_github([Findings(many), Findings(all_right())]).splitlines()
    assert [line.split(" ")[0] for line in lines[:MOST]] == ["::error"] * 4 + ["::warning"] + ["::notice"] * 5
    assert lines[MOST] == "3 findings more: at most 10 are annotated, the most severe first."
    assert [line.split(":")[0] for line in lines[MOST + 1 :]] == ["hw.md", "fine.md"]
