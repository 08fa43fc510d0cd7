"""The numbers of published worked examples against those that a trace gives.

Each example has a model and values in ``examples/``; the documents with the printed numbers are in the corpus. A
decimal of a document comes out where a number on the page of the trace, or its negative, rounds to it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from backproof.api import Model
from backproof.api.trace import Trace
from backproof.read.extract.extract import extract
from backproof.read.extract.pieces import Formula, Prose
from backproof.report.page import Display
from backproof.source import Source
from backproof.source.load import load
from backproof.syntax.write import latex

ROOT = Path(__file__).resolve().parent.parent
_DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")


@dataclass(frozen=True)
class Published:
    """A document, the example that has its numbers, and the steps that it makes: what each of them freezes.

    ``slips`` are decimals that its author got wrong, and what is wrong with them.
    """

    document: str
    example: str
    rate: float
    steps: tuple[tuple[str, ...], ...]
    slips: Mapping[str, str] = field(default_factory=dict)


DIGITS = 14
PUBLISHED = (
    Published("seeds/004_*.md", "softmax", 0.5, ((), ("W^1", "b^1"))),
    Published(
        "real/numeric-2-2-2.md",
        "two-layers",
        0.5,
        (("b", "c"),),
        {
            "1.1059059067": "1.105905967 with a digit too many",
            "0.01904919": "0.019049118 with a digit too few",
            "0.019049119": "0.0190491183, half of a rounded number",
            "0.015912196": "0.015913620 after 10,000 steps",
            "0.984065734": "0.984064270 after 10,000 steps",
        },
    ),
)


def decimals(source: Source) -> Iterator[tuple[int, str]]:
    """The decimals in the formulas and sentences of a document, each with its line."""
    for piece in extract(source):
        if isinstance(piece, Formula | Prose):
            for match in _DECIMAL.finditer(piece.text):
                yield source.position(piece.span.start + match.start()).line, match[0]


def printed(trace: Trace) -> frozenset[Decimal]:
    """The numbers on the page of a trace, in more digits than anybody prints, without signs."""
    steps = [step for block in trace.page(DIGITS).blocks if isinstance(block, Display) for step in block.steps]
    return frozenset(Decimal(each) for step in steps for each in _DECIMAL.findall(latex(step.right)))


def comes_out(written: str, found: Iterable[Decimal]) -> bool:
    """Whether one of the numbers rounds to a decimal."""
    half = Decimal(5).scaleb(-len(written.split(".")[1]) - 1)
    return any(abs(each - Decimal(written)) <= half for each in found)


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
            found = frozenset[Decimal]().union(*map(printed, traces(example)))
            written = list(decimals(load(str(path))))
            missing = [(line, each) for line, each in written if not comes_out(each, found)]
            print(f"{path.stem}: {len(written)} decimals, {len(written) - len(missing)} come out")
            for line, each in missing:
                unknown += each not in example.slips
                print(f"  line {line}: {each} does not: {example.slips.get(each, 'nobody knows why')}")
    return int(unknown > 0)


if __name__ == "__main__":
    sys.exit(main())
