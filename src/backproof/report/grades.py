"""Grades of submissions: a table, CSV, Gradescope's results, and the feedback for one of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from backproof.check.grading.grading import Graded
from backproof.check.grading.marking import Mark
from backproof.check.grading.rubric import Rubric
from backproof.report.findings import Detail, Findings
from backproof.report.text import to_text
from backproof.source import Diagnostic

SUBMISSION, POINTS, UNDECIDED, POSSIBLE, NOTES, FILE = "submission", "points", "undecided", "possible", "notes", "file"
Result = Graded | Diagnostic
"""A submission with its grade, or why it has none."""
Row = Mapping[str, str]

_GAP: Final = "  "


def columns(rubric: Rubric) -> tuple[str, ...]:
    """The names of the columns: the totals, each part, what else is to be said."""
    return (SUBMISSION, POINTS, UNDECIDED, POSSIBLE, *(part.name for part in rubric.parts), NOTES)


def row(name: str, result: Result, rubric: Rubric) -> Row:
    """A submission in words, by the names of the columns; a part that a person has to decide about is a ``?``."""
    if isinstance(result, Diagnostic):
        return {SUBMISSION: name, POSSIBLE: number(rubric.points), NOTES: _line(result)}
    totals = {POINTS: result.points, UNDECIDED: result.undecided, POSSIBLE: result.possible}
    parts = {part.name: _earned([each for each in result.marks if each.part == part]) for part in rubric.parts}
    return {SUBMISSION: name} | {key: number(each) for key, each in totals.items()} | parts | {
        NOTES: "; ".join(result.notes)
    }  # fmt: skip


def number(points: float) -> str:
    """Points as people write them.

    >>> number(2.0), number(1 / 3)
    ('2', '0.33')
    """
    return f"{points:.2f}".rstrip("0").rstrip(".")


def _earned(marks: Sequence[Mark]) -> str:
    known = [mark.earned for mark in marks if mark.earned is not None]
    return number(sum(known)) + "?" * (len(known) < len(marks))


def _line(problem: Diagnostic) -> str:
    return f"not graded: {problem.message}"


def table(rows: Sequence[Row], names: Sequence[str]) -> str:
    """The rows below the names, in columns as wide as they need."""
    shown = [{name: name for name in names}, *rows]
    widths = {name: max(len(each.get(name, "")) for each in shown) for name in names}
    return "\n".join(_GAP.join(each.get(name, "").ljust(widths[name]) for name in names).rstrip() for each in shown)


def to_csv(rows: Iterable[Row], names: Sequence[str]) -> str:
    """The rows as CSV with a head; what a spreadsheet would take for a formula is kept a text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _plain(each) for name, each in row.items()} for row in rows)
    return text.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def from_csv(text: str) -> list[Row]:
    """The rows that :func:`to_csv` wrote."""
    return list(csv.DictReader(io.StringIO(text)))


def to_gradescope(result: Result, rubric: Rubric) -> str:
    """``results.json`` of Gradescope's autograder for one submission: a test for each part.

    Points that a person has to decide about are not in the score; the output says so.
    """
    return json.dumps(_gradescope(result, rubric), ensure_ascii=False, indent=2)


def _gradescope(result: Result, rubric: Rubric) -> Mapping[str, Any]:
    if isinstance(result, Diagnostic):
        return {"score": 0.0, "output": str(result), "output_format": "text", "tests": []}
    tests = [_test(mark) for mark in result.marks]
    return {"score": round(result.points, 6), "output": feedback(result), "output_format": "text", "tests": tests}


def _test(mark: Mark) -> Mapping[str, Any]:
    status = {} if mark.earned is None else {"status": "passed" if mark.earned == mark.part.each else "failed"}
    return {
        "name": title(mark),
        "score": round(mark.earned or 0.0, 6),
        "max_score": mark.part.each,
        "output": mark.reason,
        **status,
    }


def title(mark: Mark) -> str:
    """A part, and which of its quantities."""
    several = len(mark.part.quantities) > 1
    return f"{mark.part.name}: {mark.quantity}" if several else mark.part.name


def feedback(result: Graded) -> str:
    """What a submission earned for each part and why, and the findings of its lines."""
    return "\n".join([*facts(result), "", to_text(Findings(result.checked, added=points(result)))]) + "\n"


def page(result: Graded) -> str:
    """The same as a page of HTML: the submission as its author wrote it, every statement marked."""
    from backproof.report.html import to_html  # noqa: PLC0415 - a parser of Markdown, which nothing else needs

    return to_html([Findings(result.checked, tuple(facts(result)), points(result))])


def points(result: Graded) -> Mapping[int, tuple[Detail, ...]]:
    """What each statement earned, by its number."""
    found: dict[int, tuple[Detail, ...]] = {}
    for mark in result.marks:
        if mark.counts is not None:
            found[mark.counts] = (*found.get(mark.counts, ()), Detail("points", f"{_share(mark)}: {title(mark)}"))
    return found


def facts(result: Graded) -> Iterator[str]:
    """The points, in sentences: all of them, those for each part, what else is to be said."""
    left = f", {number(result.undecided)} left to the teacher" if result.undecided else ""
    yield f"{number(result.points)} of {number(result.possible)} points{left}"
    for mark in result.marks:
        yield f"{_share(mark)}: {title(mark)}: {mark.reason}"
    yield from result.notes


def _share(mark: Mark) -> str:
    earned = "?" if mark.earned is None else number(mark.earned)
    return f"{earned} of {number(mark.part.each)}"
