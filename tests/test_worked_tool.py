"""The tool that compares published worked examples with traces."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tools.worked import comes_out, main


@pytest.mark.parametrize(
    ("written", "holds"), [("0.335", True), ("0.34", True), ("0.3", True), ("0.32", False), ("0.3356", False)]
)
def test_a_decimal_comes_out_where_a_number_rounds_to_it_at_its_last_digit(written: str, holds: bool) -> None:
    assert comes_out(written, [Decimal("1.5"), Decimal("0.335")]) is holds


def test_what_does_not_come_out_is_said_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "numeric-2-2-2.md").write_text("$z_1 = 0.3775$\n\n$z_2 = 0.4775$\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "numeric-2-2-2: 2 decimals, 1 come out",
        "  line 3: 0.4775 does not: nobody knows why",
    ]


def test_a_folder_without_the_documents_is_no_error(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 0
