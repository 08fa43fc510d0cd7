"""A function that is written out anew is the one that stands nearest; a value at a point defines none."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

FIRST = "Consider $f(x, y) = x y$."


def test_a_negative_value_at_a_point_is_no_function() -> None:
    gradients = displays(r"\nabla f = [y, x]", r"\nabla f = [x, y]")
    assert verdicts(f"{FIRST} At some point $f(x, y) = -12$.\n\n{gradients}")[-2:] == ["right", "wrong"]


def test_what_a_later_section_makes_of_its_name_is_not_meant() -> None:
    gradient = displays(r"\nabla f = [\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}] = [y, x]")
    later = "# Compound expressions\n\nNow $f(x, y, z) = (x + y) z$, that is $q = x + y$ and $f = q z$."
    found = verdicts(f"# Simple\n\n{FIRST}\n\n{gradient}\n\n{later}")
    assert found[1:3] == ["right", "right"]
    slip = verdicts(f"# Simple\n\n{FIRST}\n\n{gradient.replace('[y, x]', '[y, y]')}\n\n{later}")
    assert slip[2] not in {"right", "right-if"}
