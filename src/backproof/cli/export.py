"""``backproof export``: a model file in, an ONNX model out."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from backproof.cli.output import refuse
from backproof.cli.status import FINE

if TYPE_CHECKING:
    from backproof.train.tables import Encoding

EPILOG = """\
The ONNX model has the network, not the encoding of the table: its input X has a column for each encoded feature. They
are printed in their order; the metadata of the file have them as `features`, and under `encoding` how the columns of a
table become them. Outputs are label and probabilities of a class, or the target as variable, as it is in the table.

Exit status: 0 written, 2 bad usage, or a file that can't be read or written."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "export",
        help="write a trained network as an ONNX model",
        description="Write a network that was trained on a table as an ONNX model.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", metavar="MODEL", help="a file that `backproof train` wrote")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the ONNX file to write")
    parser.add_argument(
        "--dtype", choices=("float32", "float64"), default="float32", help="the type of numbers; default: float32"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the ONNX model, and say what its inputs are."""
    from backproof.source import BackproofError

    try:
        from backproof.estimators.tabular import load  # needs scikit-learn, and says so

        model = load(options.model)
        model.to_onnx(options.output, dtype=options.dtype)
    except (BackproofError, ValueError) as error:
        return refuse(error)
    count = len(model.encoding.features)
    print(f"The input X has {count} columns, which are encoded features and not the columns of the table:")
    for at, said in enumerate(_encoded(model.encoding)):
        print(f"  {at:>3}  {said}")
    outputs = "label and probabilities" if model.encoding.classes else "variable"
    print(f"It predicts {model.encoding.target.name!r} as {outputs}. The encoding is in the metadata of the file.")
    print(f"Written: {options.output}")
    return FINE


def _encoded(encoding: Encoding) -> Iterator[str]:
    """What each number of a row is."""
    from backproof.train.tables.columns import Categories, Numbers

    for column in encoding.columns:
        first, *others = column.features
        match column:
            case Numbers(name, mean, scale, missing, dates):
                shown = f"days from 1970-01-01 to {name}" if dates else name
                yield f"({shown} - {mean:.6g}) / {scale or 1.0:.6g}{', 0 where it is missing' if missing else ''}"
            case Categories():
                yield f"1 where {first}, else 0"
        yield from (f"1 where {name}, else 0" for name in others)
