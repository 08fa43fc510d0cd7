"""Every classic slip is named by its class, and what is printed for it is right to the checker itself."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.check.repairs.catalogue import CATALOGUE, Slip
from backproof.check.verdicts.verdict import Verdict
from backproof.source import Source
from tests.check.judging import displays


@pytest.mark.parametrize("slip", CATALOGUE.values(), ids=CATALOGUE)
def test_a_planted_slip_is_named_and_the_corrected_line_is_right(slip: Slip) -> None:
    text = displays(*slip.example.before, slip.example.planted)
    judged = check_source(Source("hw.md", text), repairs=True).judgements
    found = next(each for each in reversed(judged) if each.verdict is Verdict.WRONG)
    assert found.repair is not None
    assert found.repair.error_class == slip.kind, found.repair
    corrected = text[: found.span.start] + found.repair.correct + text[found.span.end :]
    assert check_source(Source("hw.md", corrected)).judgements[found.id - 1].verdict is Verdict.RIGHT
