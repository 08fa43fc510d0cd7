"""Many submissions: names, results in every form, and what happens to the ones that can't be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import backproof
from backproof.api.grading import Grades
from backproof.cli import main
from backproof.report.grades import from_csv, to_csv, to_gradescope
from backproof.source import BackproofError

MODEL = r"$$u_k = \sum_j v_{jk} h_j + c_k$$ and $$L = \frac12 \sum_k (u_k - y_k)^2$$"
RIGHT, WRONG = r"$$\frac{\partial L}{\partial c_k} = u_k - y_k$$", r"$$\frac{\partial L}{\partial c_k} = u_k + y_k$$"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A key, two submissions of one name in two folders, one that is no notebook, and a note that is no submission."""
    (tmp_path / "key.md").write_text(MODEL + "\n\n" + RIGHT, encoding="utf-8")
    for group, text in (("a", RIGHT), ("b", WRONG)):
        (tmp_path / group).mkdir()
        (tmp_path / group / "hw.md").write_text(text, encoding="utf-8")
    (tmp_path / "b" / "broken.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "b" / "notes.txt").write_text("late", encoding="utf-8")
    return tmp_path


def grades(course: Path, jobs: int | None = None) -> Grades:
    return backproof.grade([course / "a", course / "b"], course / "key.md", jobs=jobs)


def test_submissions_are_named_by_the_shortest_end_of_their_paths(course: Path) -> None:
    assert list(grades(course).results) == ["a/hw", "broken", "b/hw"]


def test_the_same_file_is_graded_once(course: Path) -> None:
    twice = [course / "a" / "hw.md", course / "b" / ".." / "a" / "hw.md"]
    assert list(backproof.grade(twice, course / "key.md").results) == ["hw"]


def test_files_that_differ_in_their_ending_are_named_with_it(course: Path) -> None:
    (course / "a" / "hw.tex").write_text(r"\[\frac{\partial L}{\partial c_k} = u_k - y_k\]", encoding="utf-8")
    assert list(backproof.grade([course / "a"], course / "key.md").results) == ["hw.md", "hw.tex"]


def test_a_broken_submission_stops_no_other_one(course: Path) -> None:
    found = grades(course)
    assert {name: each.points for name, each in found.graded.items()} == {"a/hw": 1.0, "b/hw": 0.0}
    assert [each.message for each in found.failed.values()] == ["not a Jupyter notebook"]


def test_several_processes_give_the_same_grades(course: Path) -> None:
    pytest.importorskip("joblib")
    assert str(grades(course, jobs=2)) == str(grades(course))


def test_the_table_has_a_column_for_each_part(course: Path) -> None:
    assert str(grades(course)).splitlines() == [
        "submission  points  undecided  possible  gradient of c  notes",
        "a/hw        1       0          1         1",
        "broken                         1                        not graded: not a Jupyter notebook",
        "b/hw        0       0          1         0",
    ]


def test_csv_comes_back_as_it_went_and_holds_no_formula_of_a_spreadsheet() -> None:
    rows = [{"submission": "=SUM(A1)", "points": "1", "notes": 'a "quoted", one'}]
    found = from_csv(to_csv(rows, ("submission", "points", "notes")))
    assert found == [{"submission": "'=SUM(A1)", "points": "1", "notes": 'a "quoted", one'}]


def test_gradescope_gets_a_test_for_each_part(course: Path) -> None:
    found = grades(course)
    right, wrong, broken = (
        json.loads(to_gradescope(found.results[name], found.rubric)) for name in ("a/hw", "b/hw", "broken")
    )
    assert right["tests"] == [
        {"name": "gradient of c", "score": 1.0, "max_score": 1.0, "output": "right", "status": "passed"}
    ]
    assert (right["score"], wrong["score"], broken["score"]) == (1.0, 0.0, 0.0)
    assert wrong["tests"][0]["status"] == "failed"
    assert "true" in wrong["output"]
    assert "not a Jupyter notebook" in broken["output"]


def test_a_cell_returns_its_points(course: Path) -> None:
    key = course / "key.md"
    assert backproof.grade_cell(RIGHT, key) == 1.0
    assert backproof.grade_cell(WRONG, key) == 0.0
    assert backproof.grade_cell(RIGHT, key, part="gradient of c") == 1.0
    with pytest.raises(BackproofError) as caught:
        backproof.grade_cell(RIGHT, key, part="gradient of q")
    found = caught.value.diagnostic
    assert (found.message, found.written) == ("there is no such part", "gradient of q")
    assert found.expected == "one of: gradient of c"


def test_a_key_without_a_loss_and_no_submissions_are_refused(course: Path) -> None:
    (course / "empty.md").write_text("Nothing yet.\n", encoding="utf-8")
    with pytest.raises(BackproofError, match="the key asks for nothing"):
        backproof.grade([course / "a"], course / "empty.md")
    with pytest.raises(BackproofError, match="there is nothing to grade"):
        backproof.grade([], course / "key.md")


def test_a_key_that_is_wrong_is_told_and_takes_no_points(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = course / "wrong.md"
    key.write_text(f"{MODEL}\n\n{WRONG}\n", encoding="utf-8")
    assert backproof.grade([course / "a"], key).graded["hw"].points == 1.0
    assert main(["grade", str(course / "a"), "--key", str(key)]) == 0
    said = capsys.readouterr().err
    assert f"{key}:3:3: the key is wrong here" in said
    assert r"written:  \frac{\partial L}{\partial c_k} = u_k + y_k" in said


def test_wrong_lines_say_what_would_make_them_true_where_that_is_asked_for(course: Path) -> None:
    for repairs, expected in ((False, None), (True, "u_k - y_k")):
        found = backproof.grade([course / "b" / "hw.md"], course / "key.md", repairs=repairs).graded["hw"]
        (repair,) = [each.repair for each in found.checked.judgements]
        assert (repair and repair.correct.split(" = ")[-1]) == expected


def test_the_command_writes_results_and_feedback(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = course / "out"
    command = ["grade", str(course / "a"), str(course / "b"), "--key", str(course / "key.md"), "-o", str(folder)]
    assert main(command) == 1
    printed = capsys.readouterr()
    assert printed.out == f"{grades(course)}\n"
    assert "backproof: broken is not graded" in printed.err
    rows = from_csv((folder / "results.csv").read_text(encoding="utf-8"))
    assert [(row["submission"], row["points"]) for row in rows] == [("a/hw", "1"), ("broken", ""), ("b/hw", "0")]
    page = (folder / "a-hw.html").read_text(encoding="utf-8")
    assert "1 of 1 points" in page
    assert "1 of 1: gradient of c: right" in page
    assert "<math" in page
    assert "<dt>points</dt><dd>1 of 1: gradient of c</dd>" in page
    assert json.loads((folder / "b-hw.json").read_text(encoding="utf-8"))["score"] == 0.0


def test_rows_of_earlier_runs_stay_and_are_replaced_when_the_file_is_graded_again(course: Path) -> None:
    folder, key = course / "out", str(course / "key.md")
    (course / "c.md").write_text(RIGHT, encoding="utf-8")
    for each in ("a", "c.md"):
        assert main(["grade", str(course / each), "--key", key, "-o", str(folder)]) == 0
    (course / "a" / "hw.md").write_text(WRONG, encoding="utf-8")
    assert main(["grade", str(course / "a"), "--key", key, "-o", str(folder)]) == 0
    rows = from_csv((folder / "results.csv").read_text(encoding="utf-8"))
    assert [(row["submission"], row["points"]) for row in rows] == [("hw", "0"), ("c", "1")]


def test_the_result_of_another_student_is_never_replaced(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, key = course / "out", str(course / "key.md")
    assert main(["grade", str(course / "a"), "--key", key, "-o", str(folder)]) == 0
    before = (folder / "results.csv").read_text(encoding="utf-8")
    assert main(["grade", str(course / "b" / "hw.md"), "--key", key, "-o", str(folder)]) == 2
    said = capsys.readouterr().err
    assert f"{folder / 'results.csv'} holds another submission of the name hw" in said
    assert f"written:  {course / 'b' / 'hw.md'}" in said
    assert f"expected: {course / 'a' / 'hw.md'}" in said
    assert (folder / "results.csv").read_text(encoding="utf-8") == before


def test_a_folder_that_takes_nothing_is_said_before_anything_is_graded(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "file").write_text("here", encoding="utf-8")
    assert main(["grade", str(course / "a"), "--key", str(course / "key.md"), "-o", str(course / "file")]) == 2
    assert "the folder of results can't be used" in capsys.readouterr().err
    assert (course / "file").read_text(encoding="utf-8") == "here"


@pytest.mark.parametrize(("form", "first"), [("csv", "submission,"), ("gradescope", "{"), ("feedback", "hw: 1 of 1")])
def test_results_are_printed_in_the_form_that_is_asked_for(
    form: str, first: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(course / "a"), "--key", str(course / "key.md"), "--format", form]) == 0
    assert capsys.readouterr().out.startswith(first)
