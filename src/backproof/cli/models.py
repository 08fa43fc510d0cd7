"""What stands for a model on the command line, and where what is written goes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from backproof.cli.status import FINE, UNUSABLE

if TYPE_CHECKING:
    from backproof.api import Model
    from backproof.source import Diagnostic

MODEL = "a document with definitions, - for standard input, or a network: mlp:3-4-3,sigmoid,softmax,cross-entropy"
FORMATS = ("text", "markdown", "latex", "html")


def model_of(argument: str) -> Model:
    """The model of a document or of a short form; raises BackproofError."""
    from backproof.api import Model
    from backproof.derive.networks import PREFIX
    from backproof.source.load import STANDARD_INPUT, load

    if argument == STANDARD_INPUT:
        return Model.from_document(f"{load(argument).text}\n")  # with a line break it is a text, whatever stands in it
    return Model.from_short(argument) if argument.startswith(PREFIX) else Model.from_document(argument)


def add_output(parser: argparse.ArgumentParser) -> None:
    """The options that say how and where to write."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write there instead of to standard output")


def write(text: str, output: Path | None) -> int:
    """Write to a file or to standard output, and return the exit status."""
    if output is None:
        print(text, end="")
        return FINE
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        return refuse(unwritable(output, error))
    return FINE


def unwritable(output: Path, error: OSError) -> Diagnostic:
    """What is said of a file that can't be written; whatever stood there before stays."""
    from backproof.source import Diagnostic

    why = error.strerror or str(error)
    advice = "make the folder, or name another file"
    return Diagnostic(f"{output} can't be written: {why}", str(output), "a file in a folder that takes it", advice)


def refuse(problem: object) -> int:
    """Say on standard error what is wrong, and return the exit status."""
    print(f"backproof: {problem}", file=sys.stderr)
    return UNUSABLE
