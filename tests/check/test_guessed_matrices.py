r"""A small letter is a matrix only as far as lines fit: the letter of ``\hat y_i`` may be that of a sample."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

LINES = (r"\hat y = w^T x + b", r"L = \frac1n \sum_i (\hat y_i - y_i)^2", r"\frac{\partial \hat y_i}{\partial w} = x_i")


def test_an_element_by_a_small_letter_is_not_refuted_by_its_shape() -> None:
    assert verdicts(displays(*LINES)) == ["right", "right", "unchecked"]


def test_an_element_by_a_matrix_is_no_number() -> None:
    declared = displays(*LINES).replace(r"\hat y = w", r"w \in \mathbb{R}^{n \times m}, \quad \hat y = w", 1)
    assert verdicts(declared)[-1] == "wrong"
