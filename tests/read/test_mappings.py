"""From where to where a function maps: a declaration of its letter."""

from __future__ import annotations

import pytest

from tests.check.judging import judged, lines, verdicts


@pytest.mark.parametrize("latex", [r"f: \mathbb{R}^n \to \mathbb{R}^m", r"f \colon A \times B \rightarrow C"])
def test_a_mapping_is_a_declaration_of_its_letter(latex: str) -> None:
    (line,) = lines(latex)
    assert line.problem is None
    assert line.relation == "to"
    assert [each.reason for each in judged(f"${latex}$")] == ["a declaration"]


def test_an_arrow_without_a_colon_maps_nothing() -> None:
    assert verdicts(r"$2 x: \mathbb{R} \to \mathbb{R}$") == ["unchecked"]
