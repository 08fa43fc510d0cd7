r"""Between spaces of other sizes ``y = g(x)`` says what y depends on, and no g that is applied to each element."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SLOPE = r"\frac{\partial z}{\partial x_i} = "
GIVEN = r"Let $x \in \mathbb{R}^m$, $y \in \mathbb{R}^n$ and $z \in \mathbb{R}$, where $y = g(x)$ and $z = f(y)$."


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (SLOPE + r"\sum_j \frac{\partial z}{\partial y_j}\frac{\partial y_j}{\partial x_i}", "right"),
        (r"\nabla_x z = \left(\frac{\partial y}{\partial x}\right)^\top \nabla_y z", "right"),
        (r"\frac{\partial z}{\partial x} = \frac{\partial z}{\partial y} \frac{\partial y}{\partial x}", "right"),
        (SLOPE + r"\frac{\partial z}{\partial y_i}\frac{\partial y_i}{\partial x_i}", "unchecked"),
        (SLOPE + r"\sum_j \frac{\partial z}{\partial y_j}", "unchecked"),
    ],
)
def test_every_element_depends_on_every_one(line: str, verdict: str) -> None:
    assert verdicts(f"{GIVEN}\n\n{displays(line)}")[-1] == verdict


def test_a_quantity_that_is_written_with_its_arguments_depends_on_all_of_their_elements() -> None:
    given = r"Let $x \in \mathbb{R}^m$, $y \in \mathbb{R}^n$ and $z \in \mathbb{R}$, where $y = y(x)$ and $z = z(y)$."
    line = SLOPE + r"\frac{\partial z}{\partial y_i}\frac{\partial y_i}{\partial x_i}"
    assert verdicts(f"{given}\n\n{displays(line)}")[-1] == "unchecked"


def test_the_space_of_a_function_is_that_of_its_value() -> None:
    given = r"Let $y \in \mathbb{R}^n$, $f: \mathbb{R}^n \to \mathbb{R}$ and $z = f(y)$, $y = W x$."
    line = SLOPE + r"\sum_j \frac{\partial z}{\partial y_j} W_{ji}"
    assert verdicts(f"{given}\n\n{displays(line, line.replace('W_{ji}', 'W_{ij}'))}")[-2:] == ["right", "unchecked"]


def test_in_one_space_a_function_may_be_applied_to_each_element() -> None:
    given = r"Let $x \in \mathbb{R}^n$ and $y \in \mathbb{R}^n$, where $y = g(x)$."
    line = displays(r"\frac{\partial y_i}{\partial x_i} = g'(x_i)")
    assert verdicts(f"{given}\n\n{line}")[-1] == "right"
