from __future__ import annotations

import dataclasses
from itertools import pairwise

from backproof.check.verdicts.verdict import Checked, Verdict
from backproof.report.findings import Findings
from backproof.report.text import to_text as of_findings
from backproof.source import Source, Span
from backproof.source.columns import columns
from tests.checked import HOMEWORK, all_right, homework, judgement


def to_text(document: Checked, *, color: bool = False, verbose: bool = False, width: int | None = None) -> str:
    return of_findings(Findings(document), color=color, verbose=verbose, width=width)


REPORT = r"""
hw.md:5:3: wrong: the sides differ
    $$\frac{dy}{dx} = x$$ and $$L = (y - t)^2$$
      ^^^^^^^^^^^^^^^^^
  repair:   x stands where w belongs
  right:    \frac{dy}{dx} = w
  read as:  \frac{dy}{dx} = x
  at:       w = [1.5, 0.25], x = 2
  written:  2
  true:     0.333333
hw.md:5:29: right-if: L is a mean; t is one-hot
  read as:  L
hw.md:6:3: follows: consistent with an earlier wrong line
    $$\frac{dL}{dy} = y - t$$ $$\oops$$
      ^^^^^^^^^^^^^^^^^^^^^
hw.md:6:29: unchecked: not understood
hw.md: read with: log is natural
hw.md: 5 statements (1 definition): 1 right, 1 right-if, 1 wrong, 1 follows, 1 unchecked
"""


def test_a_report_has_one_line_for_each_finding_and_its_evidence_below() -> None:
    assert to_text(homework()) == REPORT.strip()


def test_right_lines_are_counted_and_shown_only_on_demand() -> None:
    assert to_text(all_right()) == "fine.md: 1 statement: 1 right"
    assert to_text(all_right(), verbose=True).splitlines()[0] == "fine.md:3:3: right: proved as written"


def test_color_changes_no_letter() -> None:
    colored = to_text(homework(), color=True)
    assert "\033[1;31mwrong:\033[0m the sides differ" in colored
    for sequence in ("\033[0m", "\033[1m", "\033[1;31m", "\033[32m", "\033[33m", "\033[35m", "\033[36m"):
        colored = colored.replace(sequence, "")
    assert colored == to_text(homework())


def test_a_terminal_breaks_no_line() -> None:
    long = dataclasses.replace(homework().judgements[1], reason="the sides differ " * 9)
    text = HOMEWORK.replace("$$\\frac{dy}", "误" * 60 + " $$\\frac{dy}")
    moved = dataclasses.replace(long, span=Span(long.span.start + 61, long.span.end + 61))
    for width, name in ((40, "hw.md"), (80, "hw.md"), (80, "a-long-name" * 6)):
        lines = to_text(Checked(Source(name, text), (moved,)), width=width).splitlines()[:-1]
        assert max(map(columns, lines)) <= width
        excerpt, under = next(pair for pair in pairwise(lines) if "^" in pair[1])
        assert columns(excerpt[: excerpt.index("\\frac")]) == under.index("^")


def test_a_document_without_equations_says_so() -> None:
    assert to_text(Checked(Source("empty.md", ""), ())) == "empty.md: no equations found"


def test_a_document_does_not_command_the_terminal() -> None:
    text = "\t\033[2J\u202e$a = b$\n"
    wrong = judgement(text, "a = b", Verdict.WRONG)
    report = to_text(Checked(Source("evil.md", text), (dataclasses.replace(wrong, reason="it says \033]0;title\a"),)))
    assert "\033" not in report
    assert "\a" not in report
    assert report.splitlines()[1:3] == ["     ·[2J·$a = b$", "           ^^^^^"]


def test_a_reason_of_several_lines_is_one_line() -> None:
    one = dataclasses.replace(judgement(HOMEWORK, r"\oops", Verdict.UNCHECKED), reason="two\n  lines")
    assert to_text(Checked(Source("hw.md", HOMEWORK), (one,))).splitlines()[0] == "hw.md:6:29: unchecked: two lines"
