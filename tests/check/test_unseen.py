"""A derivative is not proved past a line that is not read, where that line speaks of what is differentiated by."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

UNREAD = [r"h = \text{Block}(x; \theta)", r"h = \underbrace{W_2 \,\triangleright\, g(W_1 x)}_{residual}"]
BLOCK = "$${0}$$\n\n$$y = x + h$$\n\n$$L = y^2$$\n\n$${1}$$"


@pytest.mark.parametrize("line", UNREAD)
@pytest.mark.parametrize("claim", [r"\frac{\partial y}{\partial x} = 1", r"\frac{\partial L}{\partial x} = 2 y"])
def test_a_path_in_a_line_that_is_not_read_may_be_missing(line: str, claim: str) -> None:
    assert verdicts(BLOCK.format(line, claim))[-1] == "unchecked"


@pytest.mark.parametrize("line", UNREAD)
def test_what_holds_for_any_such_path_is_proved(line: str) -> None:
    chained = r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \frac{\partial y}{\partial x}"
    assert verdicts(BLOCK.format(line, chained))[-1] == "right"
    assert verdicts(BLOCK.format(line, r"\frac{\partial L}{\partial h} = 2 y"))[-1] == "right"


def test_a_line_without_the_variable_hides_no_path_to_it() -> None:
    line = r"h = \text{Block}(u; \theta)"
    assert verdicts(BLOCK.format(line, r"\frac{\partial L}{\partial x} = 2 y"))[-1] == "right"


def test_a_path_by_the_elements_of_arrays_counts_too() -> None:
    text = "$$h = W_2 \\,\\triangleright\\, g(W_1 x)$$\n\n$$y_i = x_i + h_i$$\n\n"
    text += "$$L = \\frac12 \\sum_i (y_i - t_i)^2$$\n\n"
    assert verdicts(text + r"$$\frac{\partial L}{\partial x_i} = y_i - t_i$$")[-1] == "unchecked"
    assert verdicts(text + r"$$\frac{\partial L}{\partial y_i} = y_i - t_i$$")[-1] == "right"
