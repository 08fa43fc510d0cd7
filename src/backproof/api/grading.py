"""Submissions graded against a teacher's key, many of them in parallel."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from typing import Final, final

from backproof.api.checking import source_of
from backproof.api.rubrics import read_rubric
from backproof.api.submissions import batches, named
from backproof.calculus.bench import Bench
from backproof.check.grading.grading import Graded
from backproof.check.grading.grading import grade as grade_source
from backproof.check.grading.keys import Key
from backproof.check.grading.rubric import Rubric
from backproof.check.verdicts.verdict import Judgement
from backproof.report import grades as report
from backproof.report.grades import Result
from backproof.source import BackproofError, Diagnostic, Source, installing
from backproof.source.load import load

AT_ONCE: Final = 32
"""So many submissions are handed out together; what is said of them is known when the last one is graded."""
TOGETHER: Final = 8
"""So many of them are graded by one process after the other, which keeps what it has proved."""

Watch = Callable[["Grades", int, int], None]


@final
@dataclass(frozen=True)
class Grades:
    """Submissions by their names, with the ``files`` that these are of; each has a grade, or why it has none.

    ``doubts`` are lines of the key that are refuted; points are given by its network, which they don't change.
    """

    rubric: Rubric
    files: Mapping[str, str]
    results: Mapping[str, Result] = field(default_factory=dict)
    doubts: tuple[Diagnostic, ...] = ()

    @property
    def graded(self) -> dict[str, Graded]:
        """The submissions that have a grade."""
        return {name: each for name, each in self.results.items() if isinstance(each, Graded)}

    @property
    def failed(self) -> dict[str, Diagnostic]:
        """Why the others have none."""
        return {name: each for name, each in self.results.items() if isinstance(each, Diagnostic)}

    def rows(self) -> list[report.Row]:
        """A row for each submission."""
        found = self.results.items()
        return [{**report.row(name, each, self.rubric), report.FILE: self.files[name]} for name, each in found]

    def to_csv(self) -> str:
        """All rows as CSV."""
        return report.to_csv(self.rows(), (*report.columns(self.rubric), report.FILE))

    def __str__(self) -> str:
        return report.table(self.rows(), report.columns(self.rubric))

    def __repr__(self) -> str:
        return f"<Grades of {len(self.graded)} submissions, {len(self.failed)} could not be read>"


def grade(
    submissions: Iterable[str | os.PathLike[str]],
    key: str | os.PathLike[str],
    rubric: str | os.PathLike[str] | None = None,
    *,
    seed: int = 0,
    repairs: bool = False,
    jobs: int | None = None,
    watch: Watch | None = None,
) -> Grades:
    """Grade files against a key: the teacher's solution, or only the model. Folders stand for the documents in them.

    ``rubric`` is a TOML file (:mod:`backproof.api.rubrics`); without one, each gradient of a parameter that the key
    states is a point. ``jobs`` are processes, -1 for one on each core, through joblib; None is what joblib's
    ``parallel_config`` says around this call, or one. ``watch`` is called every few submissions, with their grades, how
    many are graded by now, and how many there are.

    A submission that can't be read never stops the others: it has a :class:`~backproof.source.Diagnostic` instead of a
    grade. Raises :class:`~backproof.source.BackproofError` for the key and the rubric, and for no submissions.
    """
    read = Key.of(source_of(key))
    wanted = read.usual() if rubric is None else read_rubric(rubric, read)
    if not wanted.parts:
        raise BackproofError(_nothing_to_grade(read))
    files = named(submissions)
    grades = Grades(wanted, files, doubts=tuple(_doubt(read.source, each) for each in read.wrong))
    for some in batches(files, AT_ONCE):
        found = dict(zip(some, _all(list(some.values()), Task(read, wanted, seed, repairs), jobs), strict=True))
        grades = replace(grades, results={**grades.results, **found})
        if watch is not None:
            watch(Grades(wanted, some, found), len(grades.results), len(files))
    return grades


def grade_cell(
    cell: str, key: str | os.PathLike[str], rubric: str | os.PathLike[str] | None = None, *, part: str | None = None
) -> float:
    """The points for the text of one notebook cell; ``part`` names the only part of the rubric that it answers.

    Points that a person has to decide about are not in it.

    >>> grade_cell("$\\\\frac{dL}{dw} = 2(wx - y)x$", "The loss is $L = (y - wx)^2$.")
    1.0
    """
    read = Key.of(source_of(key))
    wanted = read.usual() if rubric is None else read_rubric(rubric, read)
    chosen = [each for each in wanted.parts if part is None or each.name == part]
    if not chosen:
        raise BackproofError(_no_part(part, wanted))
    return grade_source(read, Rubric(tuple(chosen), wanted.carried), Source("cell.md", cell)).points


@final
@dataclass(frozen=True, slots=True)
class Task:
    """What each submission is graded by."""

    key: Key
    rubric: Rubric
    seed: int
    repairs: bool

    def some(self, paths: Sequence[str]) -> list[Result]:
        """The grades of files, one after the other: what is proved for one of them is proved for all."""
        bench = Bench(self.seed)
        return [self.one(path, bench) for path in paths]

    def one(self, path: str, bench: Bench) -> Result:
        """The grade of a file, or why it has none: whatever happens to one submission, the others go on."""
        try:
            return grade_source(self.key, self.rubric, load(path), bench, repairs=self.repairs)
        except BackproofError as error:
            return error.diagnostic
        except Exception as error:  # whatever a checker's defect is, the other submissions are still graded
            return Diagnostic(
                "the checker failed on this submission",
                written=f"{type(error).__name__}: {error}",
                expected="a verdict for every equation",
                advice="grade it by hand, and report it: it is a defect of backproof, not of the submission",
            )


def _all(paths: Sequence[str], task: Task, jobs: int | None) -> list[Result]:
    """The grades of files, in parallel where joblib is installed and asked for more than one process."""
    if jobs == 1 or (jobs is None and find_spec("joblib") is None):
        return task.some(paths)
    if find_spec("joblib") is None:
        raise BackproofError(_without_joblib(jobs))
    joblib = import_module("joblib")
    shares = [paths[start : start + TOGETHER] for start in range(0, len(paths), TOGETHER)]
    found = joblib.Parallel(n_jobs=jobs)(joblib.delayed(task.some)(share) for share in shares)
    return [result for share in found for result in share]


def _doubt(source: Source, wrong: Judgement) -> Diagnostic:
    return Diagnostic(
        "the key is wrong here",
        written=wrong.latex,
        expected=wrong.repair.correct if wrong.repair is not None else f"what its network says: {wrong.reason}",
        advice="correct the key; points are given by its network, whatever this line says",
        source=source,
        span=wrong.span if wrong.cell is None else None,
    )


def _without_joblib(jobs: int | None) -> Diagnostic:
    return Diagnostic(
        "grading in several processes needs joblib, which is not installed",
        written=f"jobs = {jobs}",
        expected="joblib, which backproof[grade] installs",
        advice=f"{installing('grade')}, or grade in one process: jobs=1, --jobs 1 on the command line",
    )


def _nothing_to_grade(key: Key) -> Diagnostic:
    return Diagnostic(
        "the key asks for nothing",
        written=", ".join(map(str, key.stated)) or "no equation",
        expected="a loss, from which the gradients of its parameters follow, or the gradients themselves",
        advice="write the definition of the loss into the key, or give a rubric",
        source=key.source,
    )


def _no_part(part: str | None, rubric: Rubric) -> Diagnostic:
    return Diagnostic(
        "there is no such part",
        written=str(part),
        expected=f"one of: {', '.join(each.name for each in rubric.parts)}",
        advice="name a part of the rubric; without one, each gradient of the key is a part",
    )
