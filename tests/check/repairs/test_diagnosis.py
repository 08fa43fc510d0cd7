"""What is printed as a repair says more than the line that it is for."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source
from tests.check.judging import displays

GIVEN = (r"z = w x + b", r"a = \sigma(z)")


@pytest.mark.parametrize(
    "line",
    [
        r"\frac{\partial \log(a)}{\partial z} = \frac{\partial a}{\partial z} \frac{\partial \log(a)}{\partial z}",
        r"\frac{\partial a}{\partial w} = 2 \frac{\partial a}{\partial w}",
    ],
)
def test_a_line_is_not_mended_by_saying_that_something_is_itself(line: str) -> None:
    slip = check_source(Source("page.md", displays(*GIVEN, line)), repairs=True).judgements[-1]
    assert slip.verdict.value == "wrong"
    if slip.repair is not None:
        left, right = slip.repair.correct.replace(" ", "").split("=")
        assert left != right


def test_a_repair_that_says_something_is_still_printed() -> None:
    line = r"\frac{\partial a}{\partial w} = a (1 - a)"
    slip = check_source(Source("page.md", displays(*GIVEN, line)), repairs=True).judgements[-1]
    assert slip.repair is not None
    assert "missing" in slip.repair.error_class
