"""The command line: each command is a module that adds its parser and runs it.

Only argparse is imported at the top: ``backproof --version`` answers before NumPy would have been found on the disk.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from backproof import __version__
from backproof.cli import check as checking
from backproof.cli import derive as deriving
from backproof.cli import export as exporting
from backproof.cli import grade as grading
from backproof.cli import graph as drawing
from backproof.cli import predict as predicting
from backproof.cli import trace as tracing
from backproof.cli import train as training
from backproof.cli.status import INTERRUPTED, PIPE_CLOSED

if TYPE_CHECKING:
    from backproof.cli.check import Check

COMMANDS = (checking, grading, deriving, tracing, drawing, training, predicting, exporting)


def main(arguments: Sequence[str] | None = None, *, check: Check | None = None) -> int:
    """Run a command and return its exit status; ``check`` stands in for the checker in tests."""
    options = parser().parse_args(arguments)
    _accept_every_character(sys.stdout, sys.stderr)
    try:
        status: int = options.run(options) if check is None else checking.run(options, check)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone (`| head`). What is still in the buffer must not fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def parser() -> argparse.ArgumentParser:
    """What reads the arguments of every command."""
    found = argparse.ArgumentParser(
        prog="backproof", description="Derives backpropagation, checks what people write of it, and trains with it."
    )
    found.add_argument("--version", action="version", version=f"backproof {__version__}")
    commands = found.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return found


def _accept_every_character(*streams: TextIO) -> None:
    """A σ on a terminal that has none becomes an escape; it ends no report."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
