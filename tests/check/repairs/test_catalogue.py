"""Every classic slip is named by its class, and what is printed for it is right to the checker itself."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.check.repairs.catalogue import CATALOGUE, Slip
from backproof.check.verdict import Verdict
from backproof.source import Source
from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("slip", CATALOGUE.values(), ids=CATALOGUE)
def test_a_planted_slip_is_named_and_the_corrected_line_is_right(slip: Slip) -> None:
    text = displays(*slip.example.before, slip.example.planted)
    found = check_source(Source("hw.md", text), repairs=True).judgements[-1]
    assert found.verdict is Verdict.WRONG
    assert found.repair is not None
    assert found.repair.error_class == slip.kind, found.repair
    assert verdicts(displays(*slip.example.before, found.repair.correct))[-1] == "right"
