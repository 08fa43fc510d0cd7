r"""``\\input`` in TeX: the files beside a document are read where they are named, and no others."""

import json
from pathlib import Path

import pytest

from backproof import cli
from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Verdict
from backproof.report.findings import Findings
from backproof.report.json import to_json
from backproof.report.text import to_text
from backproof.source import Span
from backproof.source.included import MOST_FILES, omissions
from backproof.source.load import load


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """A document whose definition and whose slip stand in files of their own."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "model.tex").write_text("$$z = w x + b$$\n", "utf-8")
    (tmp_path / "slip.tex").write_text("A gradient:\n$$\\frac{\\partial z}{\\partial b} = 2$$\n", "utf-8")
    main = tmp_path / "main.tex"
    main.write_text("\\input{parts/model}\n\\include{slip}\n$$\\frac{\\partial z}{\\partial w} = x$$\n", "utf-8")
    return main


def test_definitions_of_other_files_decide(thesis: Path) -> None:
    checked = check_source(load(str(thesis)))
    assert [each.verdict for each in checked.judgements] == [Verdict.RIGHT, Verdict.WRONG, Verdict.RIGHT]


def test_a_finding_points_into_the_file_that_it_stands_in(thesis: Path) -> None:
    shown = to_text(Findings(check_source(load(str(thesis)))))
    place = f"{thesis.parent / 'slip.tex'}:2:3: wrong"
    assert shown.startswith(place)
    assert "$$\\frac{\\partial z}{\\partial b} = 2$$" in shown


def test_the_json_names_the_file_where_it_is_another_one(thesis: Path) -> None:
    [document] = json.loads(to_json([check_source(load(str(thesis)))]))["documents"]
    model, slip, own = document["statements"]
    assert document["file"] == str(thesis)
    assert (model["file"], model["start"], model["end"]) == (str(thesis.parent / "parts" / "model.tex"), 2, 13)
    assert (slip["line"], slip["column"]) == (2, 3)
    assert "file" not in own
    assert thesis.read_text("utf-8")[own["start"] : own["end"]] == own["latex"]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("\\input{../outside}", "this file lies outside of the document's folder"),
        ("\\input{/etc/hostname}", "this file lies outside of the document's folder"),
        ("\\input{link}", "this file lies outside of the document's folder"),
        ("\\input{main}", "this file takes itself in"),
        ("\\input{circle}", "this file takes itself in"),
        ("\\input missing", "there is no such file beside the document"),
        ("\\input{picture.png}", "this is a binary file"),
    ],
)
def test_what_may_not_or_cannot_be_taken_in_is_said_with_its_place(tmp_path: Path, command: str, why: str) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (tmp_path / "outside.tex").write_text("$$z = 1$$", "utf-8")
    (folder / "link.tex").symlink_to(tmp_path / "outside.tex")
    (folder / "circle.tex").write_text("\\input{main}", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\x00\x01")
    (folder / "main.tex").write_text(f"$$y = x^2$$\n{command} $$\\frac{{dy}}{{dx}} = 2 x$$\n", "utf-8")
    source = load(str(folder / "main.tex"))
    [problem] = omissions(source)
    assert problem.message == f"left out: {why}"
    assert problem.written == ("\\input{main}" if "circle" in command else command)
    assert problem.source is not None
    assert problem.span is not None
    assert problem.source.slice(problem.span) == problem.written
    assert "a text file in the document's folder" in problem.expected
    assert "copy it into the document" in problem.advice
    assert [each.verdict for each in check_source(source).judgements] == [Verdict.RIGHT, Verdict.RIGHT]


def test_a_command_in_a_comment_takes_nothing_in(thesis: Path) -> None:
    thesis.write_text("% \\input{parts/model}\n\\\\input{slip} \\inputs{slip}\n$$a = b$$\n", "utf-8")
    source = load(str(thesis))
    assert source.stretches == ()
    assert omissions(source) == ()


def test_only_so_many_files_are_taken_in(tmp_path: Path) -> None:
    (tmp_path / "one.tex").write_text("x", "utf-8")
    (tmp_path / "main.tex").write_text("\\input{one}\n" * (MOST_FILES + 1), "utf-8")
    [problem] = omissions(load(str(tmp_path / "main.tex")))
    assert problem.message == f"left out: more than {MOST_FILES} files are taken in"


def test_files_that_double_each_other_do_not_fill_the_memory(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"f{number}.tex").write_text(f"\\input{{f{number + 1}}}\\input{{f{number + 1}}}", "utf-8")
    (tmp_path / "main.tex").write_text("\\input{f0}", "utf-8")
    assert len(omissions(load(str(tmp_path / "main.tex")))) > 0


def test_a_place_that_reaches_beyond_its_file_ends_with_it(thesis: Path) -> None:
    source = load(str(thesis))
    file, span = source.origin(Span(2, 40))
    assert file.name.endswith("model.tex")
    assert span == Span(2, 16)


def test_the_command_line_says_what_is_left_out_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "main.tex").write_text("\\input{missing}\n$$y = x^2$$ $$\\frac{dy}{dx} = 2x$$", "utf-8")
    assert cli.main(["check", str(tmp_path / "main.tex")]) == 0
    shown = capsys.readouterr()
    assert "main.tex:1:1: left out: there is no such file beside the document" in shown.err
    assert "2 right" in shown.out
