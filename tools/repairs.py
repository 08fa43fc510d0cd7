"""Repairs against labels and planted slips: how many slips are named by their class, and how many lines corrected.

Of a label that joins classes by ``+`` any one counts, and so does kin: a derivative that is missing is a factor that is
missing; a bound, a variable and an index are each other's kin; a factor that is a number is a constant.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from unittest.mock import patch

from backproof.check.document import check_source
from backproof.check.repairs.diagnosis import Clinic
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import REFUTED, Judgement, Repair, Verdict
from backproof.source import Diagnostic, Source
from backproof.source.load import load
from tools.corpus import ENDINGS, share
from tools.labels import compare, entries, place
from tools.mutants import Mutant, plant

KIN = {"missing_derivative": "missing_factor", "wrong_bound": "wrong_index", "wrong_variable": "wrong_index"}


@dataclass(frozen=True, slots=True)
class Case:
    """A wrong line that was refuted: the class of its slip, and the judgement with its repair."""

    where: str
    slip: str
    number: bool
    judgement: Judgement

    @property
    def named(self) -> bool:
        """Whether the repair names the class of the slip, or kin of it."""
        repair = self.judgement.repair
        if repair is None:
            return False
        found = kinds(repair.error_class)
        return bool(found & kinds(self.slip)) or (self.number and "wrong_constant" in found)

    @property
    def corrected(self) -> bool:
        """Whether there is a corrected line."""
        return self.judgement.repair is not None

    def __str__(self) -> str:
        written, repair = " ".join(self.judgement.latex.split()), self.judgement.repair
        said = "no repair" if repair is None else f"{repair.error_class}: {' '.join(repair.correct.split())}"
        return f"{self.where}: {self.slip}: {written}\n    {said}"


def kinds(joined: str) -> frozenset[str]:
    """Classes with those that are kin as one.

    >>> sorted(kinds("wrong_bound+missing_derivative"))
    ['missing_factor', 'wrong_index']
    """
    return frozenset(KIN.get(each, each) for each in joined.split("+"))


def labelled(folder: Path) -> Iterator[Case]:
    """The statements that are labelled wrong and refuted."""
    labels = entries(folder)
    for path in sorted(each for each in folder.rglob("*") if each.suffix in ENDINGS and each.stem in labels):
        source = load(str(path))
        document = check_source(source, repairs=True)
        for each in compare(document, place(source, labels[path.stem])):
            if each.label.says == "wrong" and each.verdict in REFUTED and each.judgement is not None:
                where = Diagnostic("", source=source, span=each.label.span).where
                yield Case(where, each.label.slip, False, each.judgement)


def planted(source: Source, *, limit: int, seed: int) -> Iterator[Case]:
    """The slips planted in a document that are refuted."""
    for mutant in plant(source, limit=limit, seed=seed):
        if mutant.verdict is Verdict.WRONG:
            found = check_source(mutant.text, repairs=True).judgements[mutant.line]
            yield Case(str(mutant).split(":", 1)[0], mutant.slip.kind, _is_number(mutant), found)


def _is_number(mutant: Mutant) -> bool:
    """Whether a factor that is planted or left out is a number."""
    was = mutant.source.slice(mutant.slip.span)
    return any(text.strip(" *").lstrip("-").isdigit() for text in (mutant.slip.text, was))


def table(cases: Sequence[Case]) -> Iterator[str]:
    """A row for each class and one for all."""
    grouped: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        grouped[case.slip].append(case)
    yield f"{'slip':50}{'refuted':>9}{'named':>9}{'corrected':>11}"
    for name, each in (*sorted(grouped.items()), ("all", list(cases))):
        named, corrected = sum(case.named for case in each), sum(case.corrected for case in each)
        yield f"{name:50}{len(each):>9}{share(named, len(each)):>9}{share(corrected, len(each)):>11}"


def times(paths: Sequence[Path]) -> Iterator[float]:
    """Seconds of processor time that each diagnosis takes: the search, and the proofs of what it finds."""
    spent: list[float] = []
    repaired = Clinic.repaired

    def watched(clinic: Clinic, at: int, outcome: Outcome) -> Repair | None:
        start = time.process_time()
        found = repaired(clinic, at, outcome)
        spent.append(time.process_time() - start)
        return found

    with patch.object(Clinic, "repaired", watched):
        for path in paths:
            check_source(load(str(path)), repairs=True)
    yield from spent


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables, and what a diagnosis takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, help="labelled documents, searched with subfolders")
    parser.add_argument("documents", nargs="*", type=Path, help="right documents to plant slips in")
    parser.add_argument("--limit", type=int, default=3, help="slips of each class in each document")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="the lines of which the class is not named")
    options = parser.parse_args(arguments)
    found = list(labelled(options.corpus)) if options.corpus.is_dir() else []
    if not found:
        print(f"Skipped: there are no labels at {options.corpus}.")
    slips = [
        case for path in options.documents for case in planted(load(str(path)), limit=options.limit, seed=options.seed)
    ]
    for title, cases in (("labels", found), ("planted slips", slips)):
        if cases:
            unnamed = [str(case) for case in cases if not case.named] if options.list else []
            print(*unnamed, title, *table(cases), "", sep="\n")
    labels = entries(options.corpus) if found else {}
    documents = [path for path in options.corpus.rglob("*") if path.suffix in ENDINGS and path.stem in labels]
    spent = list(times([*documents, *options.documents]))
    if spent:
        print(f"{len(spent)} diagnoses: {median(spent):.2f} s in the median, {max(spent):.2f} s the slowest")
    return 0


if __name__ == "__main__":
    sys.exit(main())
