"""Vectors named by words of a vocabulary: u_o may be one of the u_w, and p(w | c) is no copy of p(o | c)."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (r"p(o|c) = \frac{\exp(u_o^T v_c)}{\sum_{w=1}^V \exp(u_w^T v_c)}", r"J = -\log p(o|c)")


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial J}{\partial v_c} = -u_o + \sum_{w=1}^V p(w|c) u_w",
        r"\frac{\partial J}{\partial u_o} = (p(o|c) - 1) v_c",
    ],
)
def test_right_lines_are_not_refuted(claim: str) -> None:
    assert verdicts(displays(*MODEL, claim))[-1] != "wrong"
    assert verdicts(displays(*MODEL, claim.replace("-", "+", 1)))[-1] != "right"
