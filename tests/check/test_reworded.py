"""A member that puts an expression for a name of no line has the slip of the member before it, and no other."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

HEAD = r"E = \sum_k y_k \log p_k"
SLIP = r"= -\sum_k y_k \log p_k"


def found(*members: str) -> list[str]:
    return verdicts(displays(f"{HEAD} {' '.join(members)}"))


@pytest.mark.parametrize("meant", [r"\sigma(z_k)", r"(1 + z_k)", r"e^{z_k}"])
def test_an_expression_for_an_undefined_name_follows(meant: str) -> None:
    assert found(SLIP, rf"= -\sum_k y_k \log {meant}") == ["right", "wrong", "follows"]


@pytest.mark.parametrize(
    "member",
    [
        r"= -\sum_k y_k \log (1 - p_k)",  # the name stands there still
        r"= -2 \sum_k y_k \log \sigma(z_k)",  # two differences
        r"= -\sum_k t_k \log \sigma(z_k)",
        r"= \sum_k y_k \log \sigma(z_k)",  # without the slip
    ],
)
def test_what_differs_in_more_does_not(member: str) -> None:
    assert found(SLIP, member)[-1] != "follows"


def test_behind_a_right_member_nothing_follows() -> None:
    assert found(r"= \sum_k \log p_k^{y_k}", r"= \sum_k \log \sigma(z_k)^{y_k}")[-1] not in {"follows", "wrong"}


def test_a_name_that_a_line_defines_is_that_line() -> None:
    text = displays(r"p_k = z_k^2", f"{HEAD} {SLIP} = -\\sum_k y_k \\log (1 + z_k)")
    assert verdicts(text)[-1] == "wrong"
