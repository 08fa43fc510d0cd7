"""Verdicts against labels, for any folder of documents (``.md``, ``.tex``, ``.ipynb``) and labels (``.json``).

A label file is a list of objects: ``doc`` (a document's name without its ending), ``latex`` (a verbatim part of it, in
order of appearance), ``kind`` (``prose`` is not counted), ``verdict`` (right, sloppy or wrong) and, where there is a
second verdict as good, ``also_ok``. A label that its second verdict meets counts as met in every column: where
``unchecked`` is as good as wrong, a line that is unchecked is among the refuted ones and not among the unchecked ones.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from backproof.check.verdicts.verdict import REFUTED, Checked, Verdict
from backproof.source import BackproofError, Diagnostic, Source
from backproof.source.load import load
from tools.figures import conventions, megabytes, rescued
from tools.labels import Compared, compare, entries, place

ENDINGS = {".md", ".tex", ".ipynb"}
Check = Callable[[Source], Checked]


@dataclass(frozen=True, slots=True)
class Result:
    """A document, or all of them: how its statements were judged, and how that compares with its labels."""

    name: str
    documents: tuple[Checked, ...]
    compared: tuple[Compared, ...]
    folder: str = ""
    seconds: float = 0.0

    def count(self, verdict: Verdict) -> int:
        """The statements with a verdict."""
        return sum(document.count(verdict) for document in self.documents)

    @property
    def statements(self) -> int:
        """All of them."""
        return sum(len(document.judgements) for document in self.documents)

    @property
    def read(self) -> int:
        """The statements that were understood, whatever became of them."""
        each = [judgement for document in self.documents for judgement in document.judgements]
        return sum(bool(judgement.reading) or judgement.verdict is not Verdict.UNCHECKED for judgement in each)

    def labelled(self, says: str) -> list[Compared]:
        """The labels that say this."""
        return [each for each in self.compared if each.label.says == says]

    def false_alarms(self) -> list[Compared]:
        """Labelled right and called wrong."""
        return [each for each in self.labelled("right") if each.verdict is Verdict.WRONG and not each.agrees]

    def misses(self) -> list[Compared]:
        """Labelled wrong and not refuted."""
        return [each for each in self.labelled("wrong") if each.verdict not in REFUTED and not each.agrees]


def share(part: int, whole: int) -> str:
    """A percentage, or a dash where there is nothing to count.

    >>> share(2, 3), share(0, 0)
    ('66.7%', '-')
    """
    return f"{100 * part / whole:.1f}%" if whole else "-"


def _met(compared: Sequence[Compared], verdicts: Set[Verdict]) -> str:
    return share(sum(each.verdict in verdicts or each.agrees for each in compared), len(compared))


def _unchecked(compared: Sequence[Compared]) -> str:
    return share(sum(each.verdict is Verdict.UNCHECKED and not each.agrees for each in compared), len(compared))


COLUMNS: dict[str, Callable[[Result], object]] = {
    "stmts": lambda result: result.statements,
    "judged": lambda result: share(result.statements - result.count(Verdict.UNCHECKED), result.statements),
    "read": lambda result: share(result.read, result.statements),
    **{verdict.value: partial(Result.count, verdict=verdict) for verdict in Verdict},
    "labels": lambda result: len(result.compared),
    "agree": lambda result: share(sum(each.agrees for each in result.compared), len(result.compared)),
    "false alarms": lambda result: len(result.false_alarms()),
    "right: right": lambda result: _met(result.labelled("right"), {Verdict.RIGHT}),
    "wrong: refuted": lambda result: _met(result.labelled("wrong"), REFUTED),
    "misses": lambda result: len(result.misses()),
    "sloppy: right-if": lambda result: _met(result.labelled("sloppy"), {Verdict.RIGHT_IF}),
    "labels unchecked": lambda result: _unchecked(result.compared),
}


def table(results: Sequence[Result]) -> str:
    """A row for each document, one for each folder and one for all, each column as wide as it has to be."""
    folders = [(name, [each for each in results if each.folder == name]) for name in dict.fromkeys(_folders(results))]
    sums = [_sum(name, each) for name, each in folders if len(folders) > 1]
    rows = [["document", *COLUMNS]]
    rows += [
        [result.name, *(str(column(result)) for column in COLUMNS.values())]
        for result in (*results, *sums, _sum("total", results))
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def _folders(results: Sequence[Result]) -> Iterator[str]:
    return (result.folder for result in results)


def _sum(name: str, results: Sequence[Result]) -> Result:
    """Documents together."""
    return Result(
        name,
        tuple(document for result in results for document in result.documents),
        tuple(each for result in results for each in result.compared),
        seconds=sum(result.seconds for result in results),
    )


def disagreements(result: Result) -> Iterator[str]:
    """The labels that the check contradicts: place, both verdicts, reason, formula."""
    for each in result.compared:
        if not each.agrees:
            source = result.documents[0].source
            where = Diagnostic("", source=source, span=each.label.span).where
            yield f"{where}: {each.label.says} -> {each.verdict.value}: {each.reason}"
            yield f"    {' '.join(each.label.latex.split())}"


def judge(folder: Path, check: Check) -> Iterator[Result]:
    """Every document of the folder; one that can't be judged is named on standard error and left out."""
    labels = entries(folder)
    for path in sorted(each for each in folder.rglob("*") if each.suffix in ENDINGS and each.stem != "README"):
        start = time.process_time()
        try:
            document = check(load(str(path)))
            compared = tuple(compare(document, place(document.source, labels.get(path.stem, []))))
        except BackproofError as error:
            print(error, file=sys.stderr)
        except Exception as error:  # a defect shows in one row, and the others are still printed
            print(f"{path}: no result: {type(error).__name__}: {error}", file=sys.stderr)
        else:
            seconds = time.process_time() - start
            yield Result(path.stem, (document,), compared, f"{path.parent.name}/", seconds)


def report(results: Sequence[Result], *, listed: bool) -> Iterable[str]:
    """The lines that are printed."""
    if listed:
        for result in results:
            yield from disagreements(result)
    yield table(results)
    documents = [document for result in results for document in result.documents]
    yield ""
    yield from rescued(documents)
    yield ""
    yield from conventions(documents)
    yield ""
    yield from _costs(results)


def _costs(results: Sequence[Result]) -> Iterator[str]:
    """Processor time and memory."""
    total = sum(result.seconds for result in results)
    yield f"{len(results)} documents in one process: {total:.1f} s of one core, {megabytes():.0f} MB at most"
    slowest = max(results, key=lambda result: result.seconds, default=None)
    if slowest is not None and slowest.statements:
        each = 1000 * slowest.seconds / slowest.statements
        yield f"slowest document: {slowest.name}, {slowest.seconds:.1f} s, {each:.0f} ms a statement"


def main(arguments: Sequence[str] | None = None, *, check: Check | None = None) -> int:
    """Print the table; ``check`` stands in for the checker in tests."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="searched with its subfolders")
    parser.add_argument("--list", action="store_true", help="the statements where verdict and label disagree")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"Skipped: there is no corpus at {options.folder}.")
        return 0
    judged = list(judge(options.folder, check or _check_source()))
    print("\n".join(report(judged, listed=options.list)))
    return 0


def _check_source() -> Check:
    from backproof.check.document import check_source  # noqa: PLC0415 - the tool's own tests bring a checker of theirs

    return check_source


if __name__ == "__main__":
    sys.exit(main())
