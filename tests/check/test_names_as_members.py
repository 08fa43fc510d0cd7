"""A display that goes on with nothing but a name says it of the derivative before, and not of the name itself."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = (
    r"O_k = \frac{e^{X_k}}{\sum_i e^{X_i}}",
    r"L = -\sum_k l_k \log O_k",
    r"\frac{\partial L}{\partial X_k} = O_k - l_k",
)


@pytest.mark.parametrize(("member", "verdict"), [("= O_k - l_k", "right"), ("= O_k", "wrong"), ("= -l_k", "wrong")])
def test_a_name_is_no_member_of_what_is_said_of_itself(member: str, verdict: str) -> None:
    assert verdicts(displays(*GIVEN, member)) == ["right", "right", "right", verdict]
