"""``backproof check``: judge every equation of documents."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from backproof.cli.status import FINE, SOMETHING_WRONG, UNUSABLE

if TYPE_CHECKING:
    from backproof.check.verdict import Checked
    from backproof.source import BackproofError, Source

    Check = Callable[[Source], Checked]


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "check",
        help="judge every equation of documents",
        description="Judge every equation of documents: Markdown, LaTeX, notebooks.",
        epilog="Exit status: 0 nothing wrong, 1 something wrong, 2 bad usage or unreadable input.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a document; - is standard input")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="of the random points; default: 0")
    parser.add_argument("-v", "--verbose", action="store_true", help="show the lines that are right, and every reading")
    parser.set_defaults(run=run)


def _seed(written: str) -> int:
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 on; got {written!r}")
    return int(written)


def _checker(seed: int) -> Check:
    def check(source: Source) -> Checked:
        from backproof.check.document import check_source

        return check_source(source, seed=seed)

    return check


def run(options: argparse.Namespace, check: Check | None = None) -> int:
    """Judge the files; ``check`` stands in for the checker in tests."""
    from backproof.report.findings import REFUTED
    from backproof.report.json import to_json
    from backproof.report.text import to_text

    failures: list[BackproofError] = []
    judged: list[Checked] = []
    for document in _judge(options.files, check or _checker(options.seed), failures):
        judged.append(document)
        if options.format == "text":
            print(to_text(document, color=_wants_color(options.color), verbose=options.verbose), flush=True)
    if options.format == "json":
        print(to_json(judged))
    if failures:
        return UNUSABLE
    return SOMETHING_WRONG if any(document.count(verdict) for document in judged for verdict in REFUTED) else FINE


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
