"""Whether arrays fit a program: each input is there, with the shape that the equations give it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from backproof.program.batch import SAMPLES
from backproof.program.plan import Program
from backproof.source import BackproofError, Diagnostic


def refuse_unfit(
    program: Program, shapes: Mapping[str, tuple[int, ...]], rows: int, within: Container[str] = ()
) -> None:
    """Raise for the first input without an array, or with one of another shape; ``within`` are given otherwise."""
    for name, node in program.inputs.items():
        if name in within:
            continue
        if name not in shapes:
            raise BackproofError(
                Diagnostic(
                    f"{name} has no value",
                    f"values for {', '.join(shapes) or 'nothing'}",
                    f"one for each of {', '.join(each for each in program.inputs if each not in within)}",
                    f"give {name} with the data, the parameters or the constants",
                )
            )
        wanted = tuple(rows if extent == SAMPLES.name else extent for extent in node.shape)
        if shapes[name] != wanted:
            raise BackproofError(
                Diagnostic(
                    f"the array for {name} does not fit the equations",
                    _shape(shapes[name]),
                    _shape(wanted) + (f", a row for each of {rows} samples" if SAMPLES.name in node.shape else ""),
                    f"give {name} that shape, or change the sizes in the equations",
                )
            )


def refuse_rows(rows: Mapping[str, int]) -> None:
    """Raise where the data have no rows, or not all the same number."""
    if not rows or min(rows.values()) < max(rows.values()) or not max(rows.values()):
        found = ", ".join(f"{count} of {name}" for name, count in rows.items())
        raise BackproofError(
            Diagnostic(
                "the data have no common number of rows",
                f"{found} rows" if found else "no data",
                "the same number for each, one or more",
                "leave out the rows that only some of the arrays have",
            )
        )


def _shape(shape: tuple[Any, ...]) -> str:
    return " x ".join(map(str, shape)) if shape else "a number"
