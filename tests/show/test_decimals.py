"""Computed numbers with so many decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.rules.precise import MP
from backproof.show.decimals import decimal
from backproof.show.decimals import given as as_given
from backproof.syntax.write import latex


@pytest.mark.parametrize(
    ("value", "places", "printed", "exact"),
    [
        (0.3775, 4, "0.3775", True),
        (0.1 + 0.2, 4, "0.3", True),
        (2 / 3, 4, "0.6667", False),
        (0.99996, 4, "1.0000", False),
        (-0.00125, 4, "-0.0013", False),
        (-0.0, 4, "0", True),
        (-1e-9, 4, "-1e-9", True),
        (-1.23456e-9, 4, "-1.2346e-9", False),
        (9.999999e-6, 4, "1.0000e-5", False),
        (0.00006, 4, "0.0001", False),
        (1e9 / 3, 4, "3.3333e8", False),
        (12.0, 4, "12", True),
        (7.5, 0, "8", False),
    ],
)
def test_numbers_are_rounded_correctly_and_exact_ones_are_known(
    value: float, places: int, printed: str, exact: bool
) -> None:
    found = decimal(value, places)
    assert (str(found), found.exact) == (printed, exact)


def test_a_tie_of_decimals_is_one_in_fifty_digits_too() -> None:
    assert str(decimal(MP.mpf(125) / 100_000, 4)) == "0.0013"
    assert decimal(MP.mpf(3775) / 10_000, 4).exact
    assert not decimal(MP.mpf(1) / 3, 4).exact


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 12))
def test_what_is_printed_is_never_further_off_than_half_a_unit_of_its_last_digit(value: float, places: int) -> None:
    printed = decimal(value, places)
    text = Decimal(printed.digits)
    unit = Fraction(10) ** (printed.exponent - (places if not printed.exact else 0))
    written = Fraction(text) * Fraction(10) ** printed.exponent
    noise = abs(Fraction(value)) * Fraction(1, 10**14)
    assert abs(written - Fraction(value)) <= (unit / 2 if not printed.exact else 0) + noise
    assert not printed.digits.startswith("-0") or text != 0


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_given_number_is_printed_with_all_of_its_digits(value: float) -> None:
    printed = as_given(value)
    assert float(f"{printed.digits}e{printed.exponent}") == value
    assert printed.exact


def test_powers_of_ten_are_written_as_people_do() -> None:
    assert latex(decimal(-1.23456e-9, 4).tree) == r"-1.2346 \cdot 10^{-9}"
    assert latex(as_given(2e12).tree) == r"2 \cdot 10^{12}"
