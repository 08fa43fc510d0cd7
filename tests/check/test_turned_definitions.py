"""A definition with a transpose that the lines behind it do not have: which of them is the slip, nothing says."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FIRST = r"h = \tanh(U x)"
LAYERS = (r"v = W h", r"L = \frac12 \|v - t\|^2")
CLAIMS = (
    r"\frac{\partial L}{\partial W} = (v - t) h^T",
    r"\frac{\partial L}{\partial h} = W^T (v - t)",
    r"\frac{\partial L}{\partial U} = (W^T (v - t) \odot (1 - h^2)) x^T",
)


def found(definition: str, *claims: str) -> list[str]:
    """The verdicts on the definition of v and on the claims behind it."""
    _, defined, _, *rest = verdicts(displays(FIRST, definition, *LAYERS[1:], *claims))
    return [defined, *rest]


def test_a_definition_that_no_line_behind_it_fits_refutes_none_of_them() -> None:
    assert found("v = W h", *CLAIMS) == ["right"] * 4
    assert found("v = W^T h", *CLAIMS) == ["unchecked"] * 4
    assert found("v = W^T h", *CLAIMS[:2]) == ["unchecked"] * 3


@pytest.mark.parametrize("at", range(3))
def test_one_line_is_refuted_by_the_definition(at: int) -> None:
    assert found("v = W^T h", CLAIMS[at]) == ["right", "wrong"]


def test_lines_that_hold_in_neither_way_are_refuted() -> None:
    claims = [CLAIMS[0], r"\frac{\partial L}{\partial h} = -W^T (v - t)"]
    assert found("v = W^T h", *claims) == ["right", "wrong", "wrong"]


def test_a_line_that_fits_the_definition_stands_by_it() -> None:
    right = r"\frac{\partial L}{\partial W} = h (v - t)^T"
    assert found("v = W^T h", right, *CLAIMS[1:]) == ["right", "right", "wrong", "wrong"]
