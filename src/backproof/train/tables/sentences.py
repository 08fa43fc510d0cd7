"""What is done to the data of a table, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.train.tables.columns import Categories, Encoder, Numbers, shown
from backproof.train.tables.table import counted, named
from backproof.train.tables.target import Classes, Quantity, Target


def described(columns: Sequence[Encoder], target: Target, left_out: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """A sentence for the target, for each way of encoding, and for all that was missing or left out."""
    return (*_target(target), *_columns(columns), *(f"Column {name!r} is left out: {why}." for name, why in left_out))


def _target(target: Target) -> Iterator[str]:
    match target:
        case Quantity(name):
            yield f"The target {name} is a quantity."
        case Classes(name, classes, chosen):
            yield f"The target {name} is one of {len(classes)} classes: {named(map(shown, classes))}."
            if chosen:
                yield f"The whole numbers of {name} are taken for classes, not for a quantity."


def _columns(columns: Sequence[Encoder]) -> Iterator[str]:
    quantities = [each for each in columns if isinstance(each, Numbers)]
    if quantities:
        yield f"Standardised (less the mean, by the standard deviation): {named(each.name for each in quantities)}."
    if dates := [each.name for each in quantities if each.dates]:
        yield f"Dates are counted in days since 1970-01-01: {named(dates)}."
    for each in quantities:
        if not each.scale:
            yield f"Column {each.name!r} is {each.mean:g} in every row, so that it tells nothing."
        if each.missing:
            filled = f"filled with the mean {each.mean:.6g}, and a number of its own says where"
            yield f"Column {each.name!r} lacks {counted(each.missing, 'value')}: {filled}."
    categories = [each for each in columns if isinstance(each, Categories)]
    if categories:
        counts = named(f"{each.name} ({len(each.values)} categories)" for each in categories)
        yield f"One number for each category (one-hot): {counts}."
    for column in categories:
        if column.missing:
            yield f"Column {column.name!r} lacks {counted(column.missing, 'value')}: missing is a category of its own."
