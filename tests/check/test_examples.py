"""What formulas say of any network, beside an example of it in numbers."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

NETWORK = r"""# Problem 1

Let $x \in \mathbb{R}^d$.

$$h = \text{ReLU}(W_1 x + b_1)$$

$$\hat{y} = W_2 h + b_2$$

$$L = \frac12 \|\hat{y} - y\|^2$$

$$\frac{\partial L}{\partial \hat{y}} = \hat{y} - y$$

$$\frac{\partial L}{\partial W_2} = (\hat{y} - y) h^T$$

$$\frac{\partial L}{\partial W_1} = (W_2^T (\hat{y} - y) \odot 1[h > 0]) x^T$$

$$\frac{\partial L}{\partial b_1} = %s (\hat{y} - y) \odot 1[h > 0]$$

"""
NUMBERS = r"""# Problem 2

$$W_2 = %s$$

$$b_2 = 0.5$$
"""


@pytest.mark.parametrize("array", ["(2, 1)", "[2, 1]"])
def test_an_example_with_one_output_excuses_no_slip_of_the_formulas_before_it(array: str) -> None:
    """W_2 (y^ - y) is a column but for its layout where W_2 has one row."""
    assert verdicts(NETWORK % "W_2^T" + NUMBERS % array) == ["right"] * 10
    assert verdicts(NETWORK % "W_2" + NUMBERS % array) == ["right"] * 7 + ["wrong"] + ["right"] * 2
