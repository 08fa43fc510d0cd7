"""``backproof grade``: points for submissions, by the teacher's key."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, final

from backproof.cli.check import seed
from backproof.cli.output import refuse, writing
from backproof.cli.progress import bar
from backproof.cli.status import FINE, SOMETHING_WRONG

if TYPE_CHECKING:
    from backproof.api import Grades
    from backproof.report.grades import Row
    from backproof.source import Diagnostic

FORMATS = ("table", "csv", "feedback", "gradescope")
RESULTS = "results.csv"
EPILOG = """\
The key is the teacher's solution, or only the model. Without a rubric, each gradient of a parameter that it states is a
point. A rubric has parts in TOML:

  [[part]]
  name = "gradient of W"
  of = '\\frac{\\partial L}{\\partial W}'
  points = 5

A folder gets results.csv, and for each submission NAME.html (the report) and NAME.json (results.json of Gradescope).
Rows of earlier runs stay in results.csv; those of submissions that are graded again are replaced.

Exit status: 0 all are graded, 1 some could not be read, 2 bad usage, or a key or rubric that can't be used."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "grade",
        help="give points to submissions, by a key",
        description="Give points to submissions, by the teacher's key.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("submissions", nargs="+", metavar="SUBMISSION", help="a document, or a folder of them")
    parser.add_argument("--key", required=True, metavar="KEY", help="the teacher's solution, or the model")
    parser.add_argument("--rubric", metavar="FILE", help="the parts with their points, in TOML")
    parser.add_argument("--format", choices=FORMATS, default="table", help="of standard output; default: table")
    parser.add_argument("-o", "--output", metavar="FOLDER", type=Path, help="write results and feedback there too")
    parser.add_argument("--jobs", metavar="N", type=int, help="processes, -1 for one on each core; default: 1")
    parser.add_argument("--repairs", action="store_true", help="say what would make wrong lines true; takes longer")
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the random points; default: 0")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Grade the submissions."""
    from backproof.api.grading import grade
    from backproof.api.submissions import named
    from backproof.source import BackproofError

    try:
        folder = None if options.output is None else Folder.of(options.output, named(options.submissions))
        with bar() as show:
            grades = grade(
                options.submissions,
                Path(options.key),
                options.rubric,
                seed=options.seed,
                repairs=options.repairs,
                jobs=options.jobs,
                watch=lambda some, done, of: _seen(some, folder, lambda: show(done, of, "graded")),
            )
    except BackproofError as error:
        return refuse(error)
    print(_written(grades, options.format), end="")
    for doubt in grades.doubts:
        print(f"backproof: {doubt}", file=sys.stderr)
    for name, problem in grades.failed.items():
        print(f"backproof: {name} is not graded: {problem}", file=sys.stderr)
    return SOMETHING_WRONG if grades.failed else FINE


def _seen(some: Grades, folder: Folder | None, show: Callable[[], None]) -> None:
    if folder is not None:
        folder.keep(some)
    show()


def _written(grades: Grades, form: str) -> str:
    from backproof.report.grades import feedback, to_gradescope

    match form:
        case "csv":
            return grades.to_csv()
        case "gradescope":
            return "".join(f"{to_gradescope(each, grades.rubric)}\n" for each in grades.results.values())
        case "feedback":
            return "\n".join(f"{name}: {feedback(each)}" for name, each in grades.graded.items())
        case _:
            return f"{grades}\n"


@final
@dataclass(frozen=True, slots=True)
class Folder:
    """Where results go as they come: whenever grading is stopped, what was graded is kept.

    ``rows`` are those of ``results.csv``, by submission: of earlier runs, too.
    """

    path: Path
    rows: dict[str, Row]

    @staticmethod
    def of(path: Path, names: Mapping[str, str]) -> Folder:
        """The folder for submissions of these names, which is made where it isn't there.

        Raises BackproofError where nothing can be written to it, or it holds other submissions of the same names.
        """
        from backproof.report.grades import SUBMISSION, from_csv
        from backproof.source import BackproofError

        results = path / RESULTS
        try:
            path.mkdir(parents=True, exist_ok=True)
            earlier = from_csv(results.read_text(encoding="utf-8")) if results.exists() else []
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise BackproofError(_unusable(results, error)) from error
        folder = Folder(path, {row.get(SUBMISSION, ""): row for row in earlier})
        for name in names.keys() & folder.rows.keys():
            folder.refuse_another(name, names[name])
        folder.write(RESULTS, results.read_text(encoding="utf-8") if results.exists() else "")
        return folder

    def keep(self, some: Grades) -> None:
        """Write what was just graded."""
        from backproof.report.grades import FILE, SUBMISSION, columns, page, to_csv, to_gradescope

        for name, result in some.results.items():
            self.write(f"{_file(name)}.json", to_gradescope(result, some.rubric))
        for name, graded in some.graded.items():
            self.write(f"{_file(name)}.html", page(graded))
        self.rows.update({row[SUBMISSION]: row for row in some.rows()})
        others = (each for row in self.rows.values() for each in row)
        names = dict.fromkeys((*columns(some.rubric), FILE, *others))
        self.write(RESULTS, to_csv(self.rows.values(), tuple(names)))

    def refuse_another(self, name: str, file: str) -> None:
        """A result is replaced by that of the same file only: another student's is never lost."""
        from backproof.report.grades import FILE
        from backproof.source import BackproofError, Diagnostic

        before = self.rows[name].get(FILE) or "an unnamed file"
        if Path(before).resolve() != Path(file).resolve():
            raise BackproofError(
                Diagnostic(
                    f"{self.path / RESULTS} holds another submission of the name {name}",
                    written=file,
                    expected=before,
                    advice="grade both in one run, which tells them apart, or name another folder",
                )
            )

    def write(self, name: str, text: str) -> None:
        """Replace a file of the folder as a whole."""
        with writing(self.path / name) as file:
            file.write(text.encode(errors="backslashreplace"))


def _file(name: str) -> str:
    """The name of a submission as that of a file."""
    return name.replace("/", "-").replace("\\", "-")


def _unusable(results: Path, error: Exception) -> Diagnostic:
    from backproof.source import Diagnostic

    return Diagnostic(
        "the folder of results can't be used",
        written=f"{results}: {error}",
        expected="a folder that takes files, with the results of earlier runs or none",
        advice="name another folder, or move what stands there away",
    )
