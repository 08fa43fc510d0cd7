from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from backproof import __version__
from backproof.check.verdicts.verdict import Checked
from backproof.cli import main
from backproof.cli.check import FORMATS
from backproof.report.formats import FACES
from backproof.source import Source
from tests.checked import all_right, homework

PATH = os.pathsep.join(filter(None, (str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH"))))


def check(source: Source) -> Checked:
    """A checker whose answers are known: by the first word of the document."""
    match source.text.split():
        case ["crash", *_]:
            raise ZeroDivisionError("of the checker")
        case ["stop", *_]:
            raise KeyboardInterrupt
        case ["wrong", *_]:
            return homework(source.name)
        case ["right", *_]:
            return all_right(source.name)
        case _:
            return Checked(source, ())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for word in ("right", "wrong", "crash", "stop"):
        Path(f"{word}.md").write_text(word, encoding="utf-8")
    Path("empty.md").touch()
    Path("picture.png").write_bytes(b"\x89PNG\0")
    return tmp_path


Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("files", "status"),
    [
        (["right.md"], 0),
        (["empty.md"], 0),
        (["wrong.md"], 1),
        (["wrong.md", "right.md"], 1),
        (["missing.md"], 2),
        (["picture.png", "wrong.md"], 2),
        (["crash.md", "right.md"], 2),
        (["stop.md"], 130),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_status_is_that_of_the_contract(files: list[str], status: int) -> None:
    assert main(["check", *files], check=check) == status
    assert main(["check", "--format", "json", *files], check=check) == status


@pytest.mark.usefixtures("folder")
def test_an_empty_file_has_no_equations(capsys: Capture) -> None:
    main(["check", "empty.md"], check=check)
    assert capsys.readouterr().out == "empty.md: no equations found\n"


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_judged_does_not_lose_the_others(capsys: Capture) -> None:
    assert main(["check", "missing.md", "crash.md", ".", "picture.png", "wrong.md"], check=check) == 2
    captured = capsys.readouterr()
    assert captured.out.endswith("1 right, 1 right-if, 1 wrong, 1 follows, 1 unchecked\n")
    for said in (
        "backproof: missing.md: there is no such file\n  written:  missing.md\n  expected: a text file",
        "backproof: crash.md: the checker failed on this document\n  written:  ZeroDivisionError: of the checker\n",
        "to do:    report this with the document",
        "backproof: .: this is a folder",
        "backproof: picture.png: this is a binary file\n  written:  the byte 0x00 at offset 4",
    ):
        assert said in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.usefixtures("folder")
def test_json_is_whole_where_a_file_is_missing(capsys: Capture) -> None:
    assert main(["check", "--format", "json", "missing.md", "wrong.md"], check=check) == 2
    assert [document["file"] for document in json.loads(capsys.readouterr().out)["documents"]] == ["wrong.md"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("format", FORMATS)
def test_each_format_goes_to_a_file_as_it_goes_to_standard_output(format: str, capsys: Capture) -> None:
    files = ["--format", format, "wrong.md", "right.md", "empty.md"]
    assert main(["check", *files], check=check) == 1
    printed = capsys.readouterr().out
    assert "wrong.md" in printed
    assert main(["check", *files, "-o", "report"], check=check) == 1
    assert Path("report").read_text(encoding="utf-8") == printed
    assert capsys.readouterr() == ("", "")


def test_the_formats_of_the_command_are_those_of_reports() -> None:
    assert set(FORMATS) == set(FACES)


@pytest.mark.usefixtures("folder")
def test_an_output_that_cannot_be_written_is_said_before_anything_is_judged(capsys: Capture) -> None:
    def never(source: Source) -> Checked:
        raise AssertionError(source)

    assert main(["check", "wrong.md", "-o", "missing/report.html"], check=never) == 2
    assert capsys.readouterr().err.splitlines() == [
        "backproof: missing/report.html can't be written: No such file or directory",
        "  written:  missing/report.html",
        "  expected: a file in a folder that takes it",
        "  to do:    make the folder, or name another file",
    ]


@pytest.mark.usefixtures("folder")
def test_an_interrupted_report_leaves_the_old_one(capsys: Capture) -> None:
    Path("report").write_text("old", encoding="utf-8")
    assert main(["check", "stop.md", "-o", "report"], check=check) == 130
    assert Path("report").read_text(encoding="utf-8") == "old"
    assert sorted(each.name for each in Path().iterdir() if "report" in each.name) == ["report"]
    assert main(["check", "missing.md", "wrong.md", "-o", "report"], check=check) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert Path("report").read_text(encoding="utf-8").startswith("wrong.md:5:3: wrong: ")


def test_a_pipe_is_written_to(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        assert main(["check", "right.md", "-o", str(pipe)], check=check) == 0
        assert reader.communicate(timeout=60)[0] == "right.md: 1 statement: 1 right\n"
    assert pipe.is_fifo()


def test_standard_input_is_a_file(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"wrong")))
    assert main(["check", "-"], check=check) == 1
    assert capsys.readouterr().out.startswith("<stdin>:5:3: wrong: the sides differ\n")


@pytest.mark.usefixtures("folder")
def test_color_is_for_terminals_and_for_those_who_ask(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def colored(*options: str) -> bool:
        main(["check", "wrong.md", *options], check=check)
        return "\033[" in capsys.readouterr().out

    assert not colored()
    assert colored("--color", "always")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert colored()
    assert not colored("--color", "never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colored()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["check"], "the following arguments are required: FILE"),
        (["check", "--seed", "-1", "hw.md"], "a seed is a whole number from 0 on; got '-1'"),
        (["check", "--format", "pdf", "hw.md"], "invalid choice: 'pdf'"),
    ],
)
def test_bad_usage_is_status_2(arguments: list[str], message: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments, check=check)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def _run(*arguments: str, code: str = "import sys, backproof.cli; sys.exit(backproof.cli.main())") -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def test_the_module_answers_as_a_process() -> None:
    ran = subprocess.run([sys.executable, "-m", "backproof", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"backproof {__version__}\n"


def test_a_reader_that_leaves_early_causes_no_traceback(tmp_path: Path) -> None:
    document = tmp_path / "wrong.md"
    document.write_text("wrong", encoding="utf-8")
    code = "import sys, tests.test_cli as t; sys.exit(t.main(['check', *sys.argv[1:]], check=t.check))"
    process = subprocess.Popen(
        _run(*[str(document)] * 50, code=code),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": PATH},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait() == 141


def test_a_terminal_without_greek_gets_escapes(tmp_path: Path) -> None:
    document = tmp_path / "σ.md"
    document.touch()
    code = "import sys, tests.test_cli as t; sys.exit(t.main(['check', *sys.argv[1:]], check=t.check))"
    environment = os.environ | {"PYTHONPATH": PATH, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(_run(str(document), code=code), capture_output=True, env=environment, check=True)
    assert ran.stdout.endswith(b"\\u03c3.md: no equations found\n")


@pytest.mark.parametrize(
    "command", ["check", "grade", "derive", "trace", "graph", "train", "predict", "evaluate", "export"]
)
def test_the_help_of_each_command_says_its_exit_statuses(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "Exit status: 0 " in " ".join(capsys.readouterr().out.split())
