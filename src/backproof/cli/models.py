"""What stands for a model on the command line, and where what is written goes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backproof.api import Model

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
