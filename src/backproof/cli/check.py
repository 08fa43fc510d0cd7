"""``backproof check``: judge every equation of documents."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from backproof.cli.output import refuse, writing
from backproof.cli.status import FINE, SOMETHING_WRONG, UNUSABLE

if TYPE_CHECKING:
    from backproof.check.verdicts.verdict import Checked
    from backproof.report.findings import Findings
    from backproof.source import BackproofError, Source

    Check = Callable[[Source], Checked]

FORMATS = ("text", "json", "html", "markdown", "sarif", "github", "lines")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "check",
        help="judge every equation of documents",
        description="Judge every equation of documents: Markdown, LaTeX, notebooks.",
        epilog="Exit status: 0 nothing wrong, 1 something wrong, 2 bad usage or unreadable input.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a document; - is standard input")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write there instead of to standard output")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the random points; default: 0")
    parser.add_argument("-v", "--verbose", action="store_true", help="show the lines that are right, and every reading")
    parser.set_defaults(run=run)


def seed(written: str) -> int:
    """A number that random points are drawn from."""
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 on; got {written!r}")
    return int(written)


def _checker(seed: int) -> Check:
    def check(source: Source) -> Checked:
        from backproof.check.document import check_source

        return check_source(source, seed=seed, repairs=True)

    return check


def run(options: argparse.Namespace, check: Check | None = None) -> int:
    """Judge the files; ``check`` stands in for the checker in tests."""
    from backproof.report.findings import REFUTED, Findings
    from backproof.source import BackproofError

    failures: list[BackproofError] = []
    judged = map(Findings, _judge(options.files, check or _checker(options.seed), failures))
    try:
        documents = _report(judged, options)
    except BackproofError as error:  # of the output: those of documents are in ``failures``
        return refuse(error)
    if failures:
        return UNUSABLE
    return SOMETHING_WRONG if any(any(document.of(*REFUTED)) for document in documents) else FINE


def _report(judged: Iterator[Findings], options: argparse.Namespace) -> list[Findings]:
    """Write what is judged, and return it; on a terminal each document is shown as soon as it is judged."""
    from backproof.report.formats import FACES
    from backproof.report.text import to_text

    documents: list[Findings] = []
    if options.output is not None:
        with writing(options.output) as file:  # before anything is judged: that it can't be written is said at once
            documents += judged
            file.write(FACES[options.format](documents, options.verbose).encode(errors="backslashreplace"))
    elif options.format == "text":
        color, width = _wants_color(options.color), get_terminal_size().columns if sys.stdout.isatty() else None
        for document in judged:
            documents.append(document)
            print(to_text(document, color=color, verbose=options.verbose, width=width), flush=True)
    else:
        documents += judged
        print(FACES[options.format](documents, options.verbose), end="")
    return documents


def _judge(paths: Sequence[str], check: Check, failures: list[BackproofError]) -> Iterator[Checked]:
    """Each file on its own: what can't be read or judged is said on standard error, and the next one is taken."""
    from backproof.source import BackproofError
    from backproof.source.included import omissions
    from backproof.source.load import load

    for path in paths:
        try:
            source = load(path)
            for problem in omissions(source):
                print(f"backproof: {problem}", file=sys.stderr)
            yield _guarded(check, source)
        except BackproofError as error:
            failures.append(error)
            print(f"backproof: {error}", file=sys.stderr)


def _guarded(check: Check, source: Source) -> Checked:
    from backproof.source import BackproofError, Diagnostic

    try:
        return check(source)
    except BackproofError:
        raise
    except Exception as error:  # whatever a checker's defect is, the other documents are still judged
        problem = Diagnostic(
            "the checker failed on this document",
            written=f"{type(error).__name__}: {error}",
            expected="a verdict for every equation",
            advice="report this with the document: it is a defect of backproof, not of the document",
            source=source,
        )
        raise BackproofError(problem) from error


def _wants_color(when: str) -> bool:
    if when == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return when == "always"
