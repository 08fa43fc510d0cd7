"""``backproof predict`` and ``backproof evaluate``: a model file and a table in, predictions or scores out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from backproof.cli.output import refuse, unwritable
from backproof.cli.status import FINE


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Both commands and their options."""
    parser = commands.add_parser(
        "predict",
        help="predict with a trained network",
        description="Predict the target for each row of a table, as CSV: labels with probabilities, or numbers.",
        epilog="Exit status: 0 written, 2 bad usage, or a model or a table that can't be used.",
    )
    _add(parser)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write there instead of to standard output")
    parser.set_defaults(run=predict)
    parser = commands.add_parser(
        "evaluate",
        help="score a trained network",
        description="Compare the predictions for a table with its target.",
        epilog="Exit status: 0 written, 2 bad usage, or a model or a table that can't be used.",
    )
    _add(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=evaluate)


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="a file that `backproof train` wrote")
    parser.add_argument("data", metavar="DATA", help="a CSV or Parquet file")
    parser.add_argument("--strict", action="store_true", help="refuse categories and gaps that training did not have")


def _loaded(options: argparse.Namespace) -> tuple[Any, Any]:
    """The model and the table; what is to be said of the table goes to standard error."""
    from backproof.estimators.tabular import load
    from backproof.train.tables import read

    model = load(options.model)
    table = read(options.data, text=model.encoding.text)
    for sentence in (*table.sentences, *model.encoding.inputs(table, strict=options.strict).sentences):
        print(f"backproof: {sentence}", file=sys.stderr)
    return model, table


def predict(options: argparse.Namespace) -> int:
    """Write a row for each row of the table."""
    import csv
    import io

    from backproof.source import BackproofError

    try:
        model, table = _loaded(options)
        columns = model.predict(table, strict=options.strict)
    except (BackproofError, ValueError) as error:
        return refuse(error)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(columns)
    rows.writerows(zip(*(array.tolist() for array in columns.values()), strict=True))
    if options.output is None:
        print(text.getvalue(), end="")
        return FINE
    try:
        options.output.write_text(text.getvalue(), encoding="utf-8")
    except OSError as error:
        return refuse(unwritable(options.output, error))
    return FINE


def evaluate(options: argparse.Namespace) -> int:
    """Print the scores."""
    import json

    from backproof.source import BackproofError

    try:
        model, table = _loaded(options)
        scores = model.evaluate(table, strict=options.strict)
    except (BackproofError, ValueError) as error:
        return refuse(error)
    if options.format == "json":
        print(json.dumps({"schema": "backproof.scores/1", "rows": table.rows, "scores": scores}))
        return FINE
    for name, value in scores.items():
        print(f"{name.replace('_', ' '):<18}{value:.6g}")
    return FINE
