"""Two real homework solutions against the labels that people gave them, where the corpus stands beside the project."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import REFUTED, Verdict
from backproof.source.load import load
from tools.corpus import Result
from tools.labels import compare, entries, place

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SEEDS = ("000", "001")

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real homework is not beside the project, so its labels are not compared"
)


@cache
def result(seed: str) -> Result:
    """A document of the corpus, judged and compared with its labels."""
    (path,) = (CORPUS / "seeds").glob(f"{seed}_*.md")
    document = check_source(load(str(path)))
    labels = entries(CORPUS)[path.stem]
    return Result(path.stem, (document,), tuple(compare(document, place(document.source, labels))))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_that_is_labelled_right_is_called_wrong(seed: str) -> None:
    assert result(seed).labelled("right")
    assert result(seed).false_alarms() == []


@pytest.mark.parametrize("seed", SEEDS)
def test_ninety_percent_of_what_is_labelled_right_is_right_without_an_assumption(seed: str) -> None:
    labelled = result(seed).labelled("right")
    assert sum(each.verdict is Verdict.RIGHT for each in labelled) >= 0.9 * len(labelled)


@pytest.mark.parametrize("seed", SEEDS)
def test_ninety_five_percent_of_what_is_labelled_wrong_is_refuted_and_nothing_of_it_is_right(seed: str) -> None:
    labelled = result(seed).labelled("wrong")
    assert sum(each.verdict in REFUTED for each in labelled) >= 0.95 * len(labelled)
    assert all(each.verdict is not Verdict.RIGHT or each.agrees for each in labelled)


@pytest.mark.parametrize("seed", SEEDS)
def test_at_most_five_percent_of_what_is_labelled_is_unchecked(seed: str) -> None:
    compared = result(seed).compared
    assert sum(each.verdict is Verdict.UNCHECKED for each in compared) <= 0.05 * len(compared)
