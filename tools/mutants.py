"""Slips planted in right lines, and how many of them the check refutes (law 4).

Each class of slip is planted in lines that are called ``right``, one at a time, and the whole document is checked
again. Slips that do not change the meaning are left out: :mod:`tools.meaning` says which. A slip in a definition is
another network: ``--definitions`` plants in them, and in nothing else.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from random import Random
from typing import final

from backproof.calculus.bench import Bench
from backproof.check.definitions import definitions as defining
from backproof.check.document import check_source
from backproof.check.elaboration.builder import Builder
from backproof.check.indices.suppressed import UserFunction
from backproof.check.interpretation.conventions import Court
from backproof.check.prepared import Prepared, prepared
from backproof.check.review.outcome import EQUALITIES, Outcome
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import TABLE, Entry
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import REFUTED, Checked, Role, Verdict
from backproof.expr import Assumptions, IllFormed, Number
from backproof.read.document import Document, read_document
from backproof.read.lines import Line
from backproof.read.terms.terms import Unreadable
from backproof.source import BackproofError, Diagnostic, Source
from backproof.source.load import load
from tools.corpus import ENDINGS, share
from tools.meaning import differs
from tools.slips import Site, Slip, Vocabulary, slips

MEANINGS = tuple(
    entry for entry in TABLE if entry.name in {"as written", "labels sum to one", "outer letter"} or entry.slopes
)
"""A slip changes the meaning under each of these: labels sum to one where the field says so, a sum over the letter of a
derivative inside of it may mean the one outside, and a name that is never defined is what the document says of its
derivatives (a factor of ``\\sum_i (x_i - \\mu)`` is none where the mean is meant)."""
CARELESS = 1e-4
"""Relative: what a slip in a number has to change; less is lost in the rounding of the numbers around it."""


@final
@dataclass(frozen=True, slots=True)
class Mutant:
    """A slip in a line, the verdict on it, and the other lines that turned wrong."""

    source: Source
    slip: Slip
    line: int
    verdict: Verdict
    reason: str
    turned: tuple[int, ...]
    text: Source

    def __str__(self) -> str:
        where = Diagnostic("", source=self.source, span=self.slip.span).where
        was = self.source.slice(self.slip.span)
        return f"{where}: {self.slip.kind}: {self.verdict.value}: {was!r} -> {self.slip.text!r}: {self.reason}"


@final
@dataclass(frozen=True)
class Planter:
    """A document, as it is read and judged without slips."""

    source: Source
    checked: Checked = field(repr=False)

    @staticmethod
    def of(source: Source) -> Planter:
        """Check a document."""
        return Planter(source, check_source(source))

    @cached_property
    def document(self) -> Document:
        """Its lines."""
        return read_document(self.source)

    @cached_property
    def prepared(self) -> Prepared:
        """Its lines as they are judged: each for each of its layers, in index form."""
        return prepared(self.document)

    @cached_property
    def court(self) -> Court:
        """What judges them."""
        return Court.of(self.prepared.document, Bench(), self.prepared.assumed)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The judgement of each of these lines, with what it was judged by."""
        return tuple(self.court.judged().outcomes)

    @cached_property
    def defining(self) -> frozenset[int]:
        """The lines that define something, perhaps once more: another definition is another network."""
        lines = (*(each.line for each in self.court.definitions), *(each.line for each in self.functions))
        found = (self.prepared.origins[line] for line in lines if 0 <= line < len(self.prepared.origins))
        # Names that have numbers, or other definitions before, are defined for those who judge lines one by one.
        judged = (at for at, each in enumerate(self.checked.judgements) if each.role is Role.DEFINITION)
        return frozenset((*found, *judged))

    @cached_property
    def functions(self) -> tuple[UserFunction, ...]:
        """The functions that the document defines."""
        return tuple(defining.functions(self.court.document.lines, self.court.names))

    def slips(self, *, definitions: bool) -> Iterator[tuple[int, Slip]]:
        """All slips that can be planted in its right lines."""
        lines = self.document.lines
        vocabulary = Vocabulary.of(self.source.text, lines)
        for at, (line, found) in enumerate(zip(lines, self.checked.judgements, strict=True)):
            proved = found.verdict is Verdict.RIGHT and found.role is not Role.GIVEN and found.cell is None
            equal = line.relation in EQUALITIES and (at in self.defining) is definitions
            if proved and equal and line.side is not None:
                for slip in slips(Site(self.source.text, line, line.side, vocabulary)):
                    yield at, slip

    def planted(self, at: int, slip: Slip) -> Mutant | None:
        """The document with a slip in it, checked; None where the slip changes no meaning or is no mathematics."""
        source = Source(self.source.name, slip.planted(self.source.text))
        lines = read_document(source).lines
        if len(lines) != len(self.document.lines) or lines[at].problem is not None:
            return None
        if lines[at].span.start != self.document.lines[at].span.start or not self.changes(at, lines[at]):
            return None
        found = check_source(source).judgements
        if len(found) != len(self.checked.judgements):
            return None
        turned = tuple(
            number
            for number, (before, after) in enumerate(zip(self.checked.judgements, found, strict=True))
            if number != at and after.verdict is Verdict.WRONG and before.verdict not in REFUTED
        )
        return Mutant(self.source, slip, at, found[at].verdict, found[at].reason, turned, source)

    def changes(self, at: int, now: Line) -> bool:
        """Whether the right side of a line has another value than before, under the document's own definitions."""
        lines = self.document.lines
        was, then = self.prepared, prepared(replace(self.document, lines=(*lines[:at], now, *lines[at + 1 :])))
        places = [place for place, origin in enumerate(was.origins) if origin == at]
        others = [then.document.lines[place] for place, origin in enumerate(then.origins) if origin == at]
        return len(places) != len(others) or any(
            self.differs(place, was.document.lines[place], other) for place, other in zip(places, others, strict=True)
        )

    def differs(self, place: int, was: Line, now: Line) -> bool:
        """Whether a line has another right side; one that does not fit the document has."""
        outcome = self.outcomes[place]
        if outcome.judge is None or was.side is None or now.side is None:
            return now.problem is not None or now.misfit is not None
        claim = Claim(was.side, now.side, was.conditions, was.section, place, lowered=was.lowered)
        proof = outcome.finding.sides
        return all(
            differ(outcome.judge.builder, claim, entry, None if proof is None else proof.model.assumptions)
            for entry in MEANINGS
        )


def differ(builder: Builder, claim: Claim, entry: Entry, assumptions: Assumptions | None) -> bool:
    """Whether the sides of a claim differ under one reading; sides that do not fit the document do."""
    try:
        sides = builder.attempt(claim).sides(entry)
    except (IllTyped, IllFormed, Unreadable, BackproofError):
        return True
    if sides is None:
        return True
    if isinstance(sides.left, Number) and isinstance(sides.right, Number):
        gap = abs(sides.left.value - sides.right.value)
        return float(gap) > CARELESS * float(max(abs(sides.left.value), abs(sides.right.value)))
    if assumptions is None or entry.labels != "free":
        return differs(sides.left, sides.right, sides.model)
    model = replace(sides.model, assumptions=assumptions)
    return differs(sides.left, sides.right, model)


def sample(found: Iterable[tuple[int, Slip]], limit: int, random: Random) -> Iterator[list[tuple[int, Slip]]]:
    """The slips of each class in random order, some more than are wanted: not all of them change the meaning."""
    classes: defaultdict[str, list[tuple[int, Slip]]] = defaultdict(list)
    for at, slip in found:
        classes[slip.kind].append((at, slip))
    for _, each in sorted(classes.items()):
        yield random.sample(each, min(len(each), 4 * limit))


def plant(source: Source, *, limit: int, seed: int = 0, definitions: bool = False) -> Iterator[Mutant]:
    """At most ``limit`` slips of each class in a document that change its meaning."""
    planter = Planter.of(source)
    random = Random(f"{seed}/{Path(source.name).name}")
    for each in sample(planter.slips(definitions=definitions), limit, random):
        mutants = (mutant for at, slip in each if (mutant := planter.planted(at, slip)) is not None)
        yield from islice(mutants, limit)


COLUMNS = ("planted", "refuted", "right-if", "right", "unchecked", "turned wrong")


def table(mutants: Sequence[Mutant]) -> Iterator[str]:
    """A row for each class and one for all."""
    kinds = sorted({each.slip.kind for each in mutants})
    yield f"{'class of slip':20}" + "".join(f"{column:>14}" for column in COLUMNS)
    rows = [(kind, [each for each in mutants if each.slip.kind == kind]) for kind in kinds]
    for name, chosen in (*rows, ("all", mutants)):
        counts = Counter(each.verdict for each in chosen)
        refuted = sum(counts[verdict] for verdict in REFUTED)
        others = (counts[verdict] for verdict in (Verdict.RIGHT_IF, Verdict.RIGHT, Verdict.UNCHECKED))
        cells = [str(len(chosen)), share(refuted, len(chosen)), *(f"{each}" for each in others)]
        yield f"{name:20}" + "".join(f"{each:>14}" for each in (*cells, sum(len(each.turned) for each in chosen)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant slips in every document of some folders or files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path, help="documents, or folders with their subfolders")
    parser.add_argument("--limit", type=int, default=3, help="of each class in each document")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--definitions", action="store_true", help="plant in definitions in place of claims")
    parser.add_argument("--list", action="store_true", help="the slips that are not refuted, and the lines that turned")
    options = parser.parse_args(arguments)
    start, mutants = time.perf_counter(), list[Mutant]()
    for path in _documents(options.paths):
        found = list(plant(load(str(path)), limit=options.limit, seed=options.seed, definitions=options.definitions))
        refuted = sum(each.verdict in REFUTED for each in found)
        print(f"{path.name}: {refuted} of {len(found)} refuted", flush=True)
        if options.list:
            print(*(each for each in _failures(found)), sep="\n", flush=True)
        mutants += found
    print(*table(mutants), sep="\n")
    took = time.perf_counter() - start
    print(f"seed {options.seed}, at most {options.limit} of each class in a document, {took:.0f} s")
    return 0


def _failures(mutants: Iterable[Mutant]) -> Iterator[str]:
    for each in mutants:
        if each.verdict not in REFUTED:
            yield f"  {each}"
        for number in each.turned:
            line = read_document(each.text).lines[number]
            yield f"  TURNED WRONG {' '.join(each.text.slice(line.span).split())!r} by {each}"


def _documents(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.suffix in ENDINGS and each.stem != "README")
        elif path.exists():
            yield path
        else:
            print(f"Skipped: there is nothing at {path}.")


if __name__ == "__main__":
    sys.exit(main())
