r"""Functions of which only a slope is said, by their value: ``s'(x) = s(x) + ...`` is so of some function."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(("inside", "verdict"), [(r"x \sigma(x)", "right"), (r"\sigma(x)", "wrong"), ("", "unchecked")])
def test_without_a_definition_its_slope_refutes_nothing(inside: str, verdict: str) -> None:
    model = (f"s(x) = {inside}",) if inside else ()
    assert verdicts(displays(*model, r"s'(x) = s(x) + \sigma(x) (1 - s(x))"))[-1] == verdict
