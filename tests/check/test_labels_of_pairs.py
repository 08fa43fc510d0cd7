"""A loss for like and unlike pairs: what words say of one kind holds for one value of its label."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

LOSS = r"Let $d = \|a - b\|$. $$L = y \frac12 d^2 + (1 - y) \frac12 \max(0, m - d)^2$$" + "\n\n"
SLOPE = r"$\frac{\partial L}{\partial a} = -(m - d) \frac{a - b}{d}$"


@pytest.mark.parametrize(
    "said",
    [
        f"- dissimilar pairs with $d < m$: {SLOPE}",
        f"For dissimilar pairs ($y = 0$) with $d < m$: {SLOPE}.",
        f"If $y = 0$ and $d < m$, then {SLOPE}.",
        f"When the pair is dissimilar and $d < m$, {SLOPE}.",
        f"In the second case ($d < m$) we have {SLOPE}.",
        f"If the pair is dissimilar and closer than the margin, {SLOPE}.",
    ],
)
def test_in_such_a_case_a_difference_refutes_nothing(said: str) -> None:
    assert "wrong" not in verdicts(LOSS + said)


def test_without_a_word_of_it_it_does() -> None:
    assert verdicts(f"{LOSS}The gradient is {SLOPE}.")[-1] == "wrong"


@pytest.mark.parametrize("slip", [r"(m - d) \frac{a - b}{d}", r"-(m - d) \frac{a + b}{d}", r"2 (a - b)"])
def test_what_holds_for_no_label_is_wrong(slip: str) -> None:
    assert verdicts(rf"{LOSS}Dissimilar pairs: $\frac{{\partial L}}{{\partial a}} = {slip}$")[-1] == "wrong"


def test_a_label_that_a_line_has_still_is_any() -> None:
    entropy = r"$$p = \sigma(z), \quad L = -y \log p - (1 - y) \log (1 - p)$$" + "\n\n"
    assert verdicts(entropy + r"For all pairs $\frac{\partial L}{\partial z} = p + y$.")[-1] == "wrong"
    assert verdicts(entropy + r"The output gives $\frac{\partial L}{\partial z} = p$.")[-1] == "wrong"
