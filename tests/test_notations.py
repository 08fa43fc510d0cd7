"""What ``docs/what-is-read.md`` says is read is read so."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source
from tests.notations import NOTATIONS, Notation
from tools.notations import PAGE, WORDS, page


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda notation: notation.name)
def test_a_notation_is_read_as_the_page_says(notation: Notation) -> None:
    judged = check_source(Source("example.md", notation.text)).judgements
    assert [each.verdict.value for each in judged] == [WORDS[letter] for letter in notation.verdicts]
    assert bool(notation.but) == ("U" in notation.verdicts)
    assert all(each.reason for each in judged if each.verdict.value == "unchecked")


def test_the_page_is_written_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make readme writes it anew"


def test_every_group_has_one_table_with_all_of_its_rows() -> None:
    rows = [Notation("Names", "a", "$a$", "R"), Notation("Sums", "b", "$b$", "R"), Notation("Names", "c", "$c$", "R")]
    written = page(rows).splitlines()
    assert [line for line in written if line.startswith("## ")] == ["## Names", "## Sums"]
    assert [line.split(" | ")[0] for line in written if line.startswith("| ") and "`" in line] == ["| a", "| c", "| b"]
