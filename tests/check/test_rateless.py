"""A step without the rate that the others of its section have is judged by these, not by its own paragraph."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = "# Network\n\n" + displays("z = w x + b", r"L = \frac12 (z - y)^2")
WEIGHT = displays(r"w_{new} = w - r * \nabla_w L", "= 1 - 0.5 * 0.2", "= 0.9")
BIAS = displays(r"b_{new} = b - r * \nabla_b L", "= 3 - 0.5 * 0.6", "= 2.7")
RULE = displays(r"w = w - r * \nabla_w L")
STEPS = f"# Steps\n\n{RULE}\n\n(1)\n\n{WEIGHT}\n\n(2)\n\n{BIAS}\n\n(3)\n"


@pytest.mark.parametrize(
    ("written", "instead", "verdict"),
    [
        ("", "", "right"),
        (r"b - r * \nabla_b", r"b - \nabla_b", "wrong"),
        # Where no step of the section has one, a step is as long as the gradient.
        ("r * ", "", "right"),
    ],
)
def test_a_step_has_the_rate_of_its_section(written: str, instead: str, verdict: str) -> None:
    assert verdicts(f"{NETWORK}\n\n{STEPS.replace(written, instead)}")[6] == verdict


RULES = "# Rule\n\nWith a rate $r$,\n\n" + displays(r"W_{new} = W - r \nabla W", r"b_{new} = b - r \nabla b")
NUMBERS = "# Numbers\n\n" + displays(
    r"E = \frac12 \sum_k (y_k - t_k)^2",
    "y = b",
    r"b = \begin{bmatrix} 1 \\ -2 \end{bmatrix}, \quad t = \begin{bmatrix} 0 \\ 1 \end{bmatrix}",
    r"\nabla b = y - t = \begin{bmatrix} 1 \\ -3 \end{bmatrix}",
)


def test_numbers_follow_from_no_step_that_its_own_part_proves() -> None:
    steps = displays(
        r"b_{new} = b - \nabla b",
        r"= \begin{bmatrix} 1 \\ -2 \end{bmatrix} - \begin{bmatrix} 1 \\ -3 \end{bmatrix}",
        r"= \begin{bmatrix} 0 \\ 1 \end{bmatrix}",
    )
    spaces = r"$W \in \mathbb{R}^{N \times K}$ and $b \in \mathbb{R}^{K}$"
    assert verdicts(f"{spaces}\n\n{RULES}\n\n{NUMBERS}\n\n{steps}")[-3:] == ["right", "unchecked", "unchecked"]
    up = steps.replace(r"b - \nabla", r"b + \nabla").replace(r"-2 \end{bmatrix} -", r"-2 \end{bmatrix} +")
    assert verdicts(f"{spaces}\n\n{RULES}\n\n{NUMBERS}\n\n{up}")[-3] == "wrong"
