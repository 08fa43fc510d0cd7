"""The numbers of published worked examples against those that a trace gives.

Each example has a model and values in ``examples/``; the documents with the printed numbers are in the corpus. A
decimal of a document comes out where a value of the trace (given, forward, gradient, updated, after the step), or its
negative, rounds to it at its last digit.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backproof.api import Model
from backproof.api.trace import Trace
from backproof.read.extract import extract
from backproof.read.pieces import Formula
from backproof.source import Source
from backproof.source.load import load

ROOT = Path(__file__).resolve().parent.parent
_DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")


@dataclass(frozen=True)
class Published:
    """A document, the example that has its numbers, and the steps that it makes: what each of them freezes.

    ``slips`` are decimals that its author got wrong, and ``others`` those of quantities that no trace has.
    """

    document: str
    example: str
    rate: float
    steps: tuple[tuple[str, ...], ...]
    slips: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


PUBLISHED = (
    Published("seeds/004_*.md", "softmax", 0.5, ((), ("W^1", "b^1"))),
    Published("real/numeric-2-2-2.md", "two-layers", 0.5, (("b", "c"),)),
)


def decimals(source: Source) -> Iterator[tuple[int, str]]:
    """The decimals in the formulas of a document, each with its line."""
    for piece in extract(source):
        if isinstance(piece, Formula):
            for match in _DECIMAL.finditer(piece.text):
                yield source.position(piece.span.start + match.start()).line, match[0]


def values(trace: Trace) -> NDArray[Any]:
    """Every value of a trace in one row, without signs."""
    computed = trace.computed
    arrays = [*computed.values.values(), *computed.values_after.values()]
    flat: NDArray[Any] = np.concatenate([np.asarray(each, dtype=np.float64).reshape(-1) for each in arrays])
    return abs(flat)


def comes_out(written: str, found: NDArray[Any]) -> bool:
    """Whether one of the values rounds to a decimal."""
    half = 0.5 * 10.0 ** -len(written.split(".")[1])
    return bool((np.abs(found - float(written)) <= half * (1 + 1e-9)).any())


def traces(example: Published) -> Iterator[Trace]:
    """The worked example, once for each step."""
    model = Model.from_document(ROOT / "examples" / f"{example.example}.md")
    for freeze in example.steps:
        yield model.trace(ROOT / "examples" / f"{example.example}.toml", rate=example.rate, freeze=freeze)


def main(arguments: list[str] | None = None) -> int:
    """Print what does not come out; status 1 where that is neither a known slip nor another quantity."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the corpus")
    folder = parser.parse_args(arguments).folder
    unknown = 0
    for example in PUBLISHED:
        for path in sorted(folder.glob(example.document)):
            found = np.concatenate([*map(values, traces(example)), [example.rate]])
            printed = list(decimals(load(str(path))))
            missing = [(line, each) for line, each in printed if not comes_out(each, found)]
            print(f"{path.stem}: {len(printed)} decimals, {len(printed) - len(missing)} come out")
            for line, each in missing:
                why = "a slip" if each in example.slips else "another quantity" if each in example.others else "?"
                unknown += why == "?"
                print(f"  line {line}: {each} does not: {why}")
    return int(unknown > 0)


if __name__ == "__main__":
    sys.exit(main())
