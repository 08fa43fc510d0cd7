"""The command line: files in, a report out, an exit status.

0: nothing wrong; 1: something wrong; 2: bad usage, or a file that can't be read or judged. Only argparse is imported
at the top: ``backproof --version`` answers before NumPy would have been found on the disk.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from backproof import __version__

if TYPE_CHECKING:
    from backproof.check.verdict import Checked
    from backproof.source import BackproofError, Source

    Check = Callable[[Source], Checked]

FINE, SOMETHING_WRONG, UNUSABLE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 + the number of the signal, as shells say it


def main(arguments: Sequence[str] | None = None, *, check: Check | None = None) -> int:
    """Run the command and return its exit status; ``check`` stands in for the checker in tests."""
    options = _parser().parse_args(arguments)
    _accept_every_character(sys.stdout, sys.stderr)
    try:
        status = _check(options, check or _checker(options.seed))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone (`| head`). What is still in the buffer must not fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="backproof", description="Reads homework on backpropagation, and proves or refutes every equation in it."
    )
    parser.add_argument("--version", action="version", version=f"backproof {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="judge every equation of documents",
        description="Judge every equation of documents: Markdown, LaTeX, notebooks.",
        epilog="Exit status: 0 nothing wrong, 1 something wrong, 2 bad usage or unreadable input.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a document; - is standard input")
    check.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    check.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    check.add_argument("--seed", type=_seed, default=0, metavar="N", help="of the random points; default: 0")
    check.add_argument("-v", "--verbose", action="store_true", help="show the lines that are right, and every reading")
    return parser


def _seed(written: str) -> int:
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 on; got {written!r}")
    return int(written)


def _checker(seed: int) -> Check:
    def check(source: Source) -> Checked:
        from backproof.check.document import check_source

        return check_source(source, seed=seed)

    return check


def _check(options: argparse.Namespace, check: Check) -> int:
    from backproof.report.findings import REFUTED
    from backproof.report.json import to_json
    from backproof.report.text import to_text

    failures: list[BackproofError] = []
    judged: list[Checked] = []
    for document in _judge(options.files, check, failures):
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


def _accept_every_character(*streams: TextIO) -> None:
    """A σ on a terminal that has none becomes an escape; it ends no report."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
