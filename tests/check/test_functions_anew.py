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


def test_the_slope_of_one_of_two_functions_is_not_refuted_by_the_other() -> None:
    sigmoid = r"Sigmoid: $g(z) = \frac{1}{1 + e^{-z}}$, $g'(z) = g(z) (1 - g(z))$."
    tanh = r"Tanh: $g(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}$, $g'(z) = 1 - g(z)^2$."
    page = f"$$Z = W X + b$$ $$A = g(Z)$$\n\n{sigmoid}\n\n{tanh}\n\nIf $a = g(z)$ then "
    assert verdicts(f"{page} $g'(z) = a (1 - a)$ for the sigmoid.")[-1] == "right"
    assert verdicts(f"{page} $g'(z) = a (1 - a)$ there.")[-1] == "unchecked"
    assert verdicts(f"{page} $g'(z) = 1 - a$ for the sigmoid.")[-1] == "wrong"


def test_a_function_at_another_name_that_nothing_else_has_may_vanish_there() -> None:
    text = displays(r"f(w) = \sum_i (x_i w - y_i)^2", r"g(w) = \frac{df}{dw} = 2 \sum_i (x_i w - y_i) x_i")
    assert verdicts(text + "\n\n$$g(w^*) = 0$$")[-1] == "unchecked"
    assert verdicts(text + "\n\n$$v = w^2$$\n\n$$f(v) = 0$$")[-1] == "wrong"


def test_a_later_section_that_gives_the_name_of_a_function_to_something_else_refutes_no_number() -> None:
    first = displays(r"f(x, y, z) = (x + y) z", "q = x + y") + "\n\nWith $x = -2$, $y = 5$, $z = -4$:\n\n"
    later = "\n\n## A vector\n\n" + displays(r"f = \|q\|^2 = 0.22^2 + 0.26^2 = 0.116")
    for value, verdict in (("-4", "right"), ("6", "unchecked")):
        slope = displays(rf"\frac{{\partial f}}{{\partial x}} = {value}")
        assert verdicts("# A graph\n\n" + first + slope + later)[5] == verdict
