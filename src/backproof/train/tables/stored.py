"""The parts of an encoding from plain data, which may be anybody's."""

from __future__ import annotations

import json

from backproof.source import BackproofError, Diagnostic
from backproof.train.files import JSON
from backproof.train.tables.columns import Categories, Encoder, Numbers
from backproof.train.tables.target import Classes, Quantity, Target
from backproof.train.tables.values import Label

SCHEMA = "backproof.encoding/1"


def encoder(data: JSON) -> Encoder:
    """How a column is encoded."""
    match data:
        case {
            "name": str(name),
            "kind": "numbers" | "dates" as kind,
            "mean": float(mean),
            "scale": float(scale),
            "missing": int(missing),
        } if scale >= 0 and missing >= 0:
            return Numbers(name, mean, scale, missing, dates=kind == "dates")
        case {"name": str(name), "kind": "categories", "values": [_, *_] as values, "missing": int(missing)} if (
            missing >= 0
        ):
            return Categories(name, _labels(values), missing)
        case _:
            raise no_encoding(data)


def target(data: JSON) -> Target:
    """What is to be predicted."""
    match data:
        case {"name": str(name), "kind": "numbers"}:
            return Quantity(name)
        case {"name": str(name), "kind": "classes", "values": [_, _, *_] as values, "chosen": bool(chosen)}:
            return Classes(name, _labels(values), chosen)
        case _:
            raise no_encoding(data)


def _labels(data: list[JSON]) -> tuple[Label, ...]:
    """Different values, all of them text, all truth values or all numbers."""
    found = tuple(each for each in data if isinstance(each, str | bool | int | float))
    kinds = {"number" if type(each) in (int, float) else type(each).__name__ for each in found}
    if len(found) < len(data) or len(kinds) > 1 or len(set(found)) < len(found):
        raise no_encoding(data)
    return found


def left_out(data: JSON) -> tuple[str, str]:
    """The name of a column that was left out, and why."""
    match data:
        case [str(name), str(reason)]:
            return name, reason
        case _:
            raise no_encoding(data)


def no_encoding(data: object) -> BackproofError:
    """What is said of data of another kind."""
    written = json.dumps(data, default=repr)
    written = written if len(written) <= 100 else f"{written[:100]}..."
    advice = "take another copy of the model, or train it again"
    return BackproofError(Diagnostic("this is no encoding of a table", written, f"data of {SCHEMA}", advice))
