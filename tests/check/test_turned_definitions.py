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


ROWS = (r"\frac{\partial L}{\partial W} = h^T (Z - t)", r"\frac{\partial L}{\partial h} = (Z - t) W^T")
COLUMNS = displays("Z = W h + b", r"L = \frac12 \|Z - t\|^2")


def test_a_product_in_the_other_order_is_disputed_by_two_lines() -> None:
    assert verdicts(f"{COLUMNS}\n\n{displays(*ROWS)}") == ["unchecked", "right", "unchecked", "unchecked"]


@pytest.mark.parametrize("row", ROWS)
def test_one_line_against_such_a_product_is_refuted(row: str) -> None:
    assert verdicts(f"{COLUMNS}\n\n{displays(row)}")[-1] == "wrong"
    beside = ROWS[0] if row is ROWS[1] else ROWS[1]
    fits = {
        ROWS[0]: r"\frac{\partial L}{\partial W} = (Z - t) h^T",
        ROWS[1]: r"\frac{\partial L}{\partial h} = W^T (Z - t)",
    }
    assert verdicts(f"{COLUMNS}\n\n{displays(fits[beside], row)}")[-2:] == ["right", "wrong"]


def test_a_slip_beside_two_lines_in_the_other_order_is_not_excused() -> None:
    slip = r"\frac{\partial L}{\partial W} = h^T (Z + t)"
    assert verdicts(f"{COLUMNS}\n\n{displays(*ROWS, slip)}")[-1] == "wrong"
