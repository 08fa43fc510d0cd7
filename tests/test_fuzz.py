"""Damaged documents, small: ``make fuzz`` damages more of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Checked, Verdict
from backproof.source import BackproofError, Diagnostic, Source, Span
from backproof.source.load import load
from tools.fuzz import broken, damaged, fuzz, main

HERE = Path(__file__).parent
DOCUMENTS = [*sorted((HERE / "documents").glob("*.md")), HERE.parent / "examples" / "homework.md"]
PAGE = Source("page.md", "$$y = a x$$\n\n$$\\frac{\\partial y}{\\partial a} = x$$\n")


def _raises(error: Exception) -> Checked:
    raise error


def test_damaged_documents_keep_every_promise() -> None:
    sources = [load(str(path)) for path in DOCUMENTS]
    assert [(each.promise, each.source.text) for each in fuzz(sources, 30, seed=1)] == []


def test_a_document_is_damaged_in_the_same_way_by_the_same_seed() -> None:
    assert damaged(PAGE.text, Random("1/2")) == damaged(PAGE.text, Random("1/2"))
    assert len({damaged(PAGE.text, Random(seed)) for seed in range(20)}) > 15


def test_an_error_that_names_no_place_is_a_broken_promise() -> None:
    assert broken(PAGE, check=lambda _: _raises(KeyError("w"))) == "KeyError: 'w'"


def test_an_error_that_names_a_place_is_an_answer() -> None:
    told = BackproofError(Diagnostic("not read", source=PAGE, span=Span(0, 2)))
    assert broken(PAGE, check=lambda _: _raises(told)) is None


def test_a_document_that_takes_too_long_breaks_a_promise() -> None:
    times = iter([0.0, 100.0])
    assert broken(PAGE, clock=lambda: next(times)) == "took 100.0 s, 6.0 s are allowed for 2 statements"


def test_a_judgement_outside_of_the_text_is_a_broken_promise() -> None:
    checked = check_source(PAGE)
    beyond = replace(checked.judgements[0], span=Span(0, 999))
    found = broken(PAGE, check=lambda _: replace(checked, judgements=(beyond,)))
    assert found == f"a judgement stands outside of the text: {Span(0, 999)}"


def test_verdicts_that_change_are_a_broken_promise() -> None:
    checked = check_source(PAGE)
    other = replace(checked.judgements[0], verdict=Verdict.WRONG)
    answers = cycle([checked, replace(checked, judgements=(other, *checked.judgements[1:]))])
    assert broken(PAGE, check=lambda _: next(answers)) == "other verdicts the second time"


def test_the_command_keeps_what_broke_a_promise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.text)
    assert main([str(page), "--count", "3", "--bound", "0", "--keep", str(tmp_path / "kept")]) == 1
    assert len(list((tmp_path / "kept").iterdir())) == 3
    assert capsys.readouterr().out.endswith("3 documents damaged, 3 broke a promise\n")
    assert main([str(page), "--count", "3"]) == 0
