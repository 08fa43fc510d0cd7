"""Commas in braces: ``2{,}718`` is a decimal in a document that writes ``0{,}25``, and thousands in another one."""

from __future__ import annotations

from tests.check.judging import displays, verdicts


def test_three_digits_behind_the_comma_are_decimals_where_others_are() -> None:
    lines = ("x = 0{,}25", "e^{1} = 2{,}718", "y = x + 1{,}125 = 1{,}375")
    assert verdicts(displays(*lines)) == ["right"] * 4
    assert verdicts(displays(*lines).replace("1{,}375", "1{,}385"))[-1] == "wrong"


def test_they_are_thousands_where_decimals_have_points() -> None:
    lines = ("x = 0.5", "n = 1{,}000", "y = n x = 500")
    assert verdicts(displays(*lines)) == ["right"] * 4
    assert verdicts(displays(*lines).replace("= 500", "= 0.5"))[-1] == "wrong"


def test_a_comma_in_braces_beside_plain_ones_is_decimal() -> None:
    text = "$a = 1{,}25$, $x = 2$\n\n$$z = a x = 2,5$$\n\n$$L = z^2 = 6,25$$"
    assert set(verdicts(text)) == {"right"}
    assert "wrong" in verdicts(text.replace("6,25", "6,35"))


def test_points_and_sets_are_no_decimals() -> None:
    lines = ("f(x, y) = x^2 + 3 y", "f(0,1) = 3", r"\nabla f(x, y) = (2 x, 3)", r"\nabla f(2,0) = (4,3)")
    assert verdicts(displays(*lines, r"y \in \{0,1\}")) == ["right"] * 5
    assert verdicts(displays(*lines).replace("(4,3)", "(4,5)"))[3] == "wrong"
