"""``f_c(x) = c + x``: by its letter alone a derivative means the function with a label that stands just before it."""

from __future__ import annotations

from tests.check.judging import verdicts

POINT = "For $x = -2$ and $y = 5$ we have $f = x y$."


def test_the_numbers_of_another_function_refute_no_derivative() -> None:
    line = r"$$f_c(x) = c + x \quad \Rightarrow \quad \frac{df}{dx} = 1$$"
    other = r"$$f(x) = \frac{1}{x} \quad \Rightarrow \quad \frac{df}{dx} = -\frac{1}{x^2}$$"
    assert verdicts(f"{POINT}\n\n{line}\n\n{other}")[3:] == ["right", "right-if", "right", "right"]


def test_a_slip_in_its_derivative_is_not_excused() -> None:
    line = r"$$f_c(x) = c + x \quad \Rightarrow \quad \frac{df}{dx} = 2$$"
    assert verdicts(f"{POINT}\n\n{line}")[-1] not in {"right", "right-if"}
