r"""Sums of all elements, vectors of ones and of zeros, and the sign of Kronecker products."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

UNIT = (r"\mathbf{u} = \mathbf{w} \otimes \mathbf{x}", r"y = sum(\mathbf{u})")


@pytest.mark.parametrize("word", ["sum", r"\mathrm{sum}", r"\operatorname{sum}", r"\text{sum}"])
def test_the_sum_of_all_elements(word: str) -> None:
    text = displays(rf"y = {word}(\mathbf{{x}}) = \mathbf{{x}}^T \mathbf{{1}}", r"\frac{\partial y}{\partial x_i} = 1")
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace("= 1$$", "= x_i$$"))[-1] == "wrong"


def test_products_element_by_element_and_vectors_of_ones_with_an_arrow() -> None:
    slopes = (
        r"\frac{\partial \mathbf{u}}{\partial \mathbf{w}} = diag(\mathbf{x})",
        r"\frac{\partial y}{\partial \mathbf{u}} = \vec{1}^T",
        r"\frac{\partial y}{\partial \mathbf{w}} = \vec{1}^T diag(\mathbf{x})",
    )
    assert verdicts(displays(*UNIT, *slopes)) == ["right"] * 5
    slip = slopes[-1].replace(r"diag(\mathbf{x})", r"diag(\mathbf{w})")
    assert verdicts(displays(*UNIT, *slopes[:-1], slip))[-1] == "wrong"


@pytest.mark.parametrize("zero", [r"\vec{0}^T", r"\mathbf{0}^T", r"\mathbf{0}"])
def test_zeros_of_any_size(zero: str) -> None:
    unit = r"a = \max(0, \mathbf{w} \cdot \mathbf{x} + b)"
    slope = r"\frac{\partial a}{\partial \mathbf{w}} = \begin{cases} ZERO & \mathbf{w} \cdot \mathbf{x} + b \le 0 \\ "
    slope = slope.replace("ZERO", zero) + r"\mathbf{x}^T & \mathbf{w} \cdot \mathbf{x} + b > 0 \end{cases}"
    assert verdicts(displays(unit, slope))[-1] in {"right", "right-if"}
    assert verdicts(displays(unit, slope.replace(r"\mathbf{x}^T &", r"2 \mathbf{x}^T &")))[-1] == "wrong"


def test_a_kronecker_product_is_refuted_by_nothing() -> None:
    lines = (
        r"(\mathbf{A} \otimes \mathbf{B})^T = \mathbf{A}^T \otimes \mathbf{B}^T",
        r"\mathrm{Tr}(\mathbf{A} \otimes \mathbf{B}) = \mathrm{Tr}(\mathbf{A}) \mathrm{Tr}(\mathbf{B})",
    )
    found = judged(displays(*lines))
    assert [each.verdict.value for each in found] == ["right-if", "unchecked"]
    assert found[-1].reason == "whether this sign means the Kronecker product is not written"


def test_an_activation_beside_a_deviation_of_the_same_letter() -> None:
    text = displays(
        r"z_j = \mu_j + \sigma_j \epsilon_j", r"\sigma_j = e^{\lambda_j / 2}",
        r"\frac{d}{d a} \log \sigma(a) = 1 - \sigma(a)", r"\frac{d}{d a} \log \sigma(a) = \sigma(a)",
    )  # fmt: skip
    assert verdicts(text) == ["right", "right", "right", "wrong"]


def test_a_deviation_times_a_sum_stays_a_product() -> None:
    text = displays(r"\sigma = e^s", r"x = \mu + \sigma (u - v)", r"\frac{\partial x}{\partial u} = \sigma")
    assert verdicts(text)[-1] == "right"


def test_sums_over_two_letters_side_by_side() -> None:
    text = displays(
        r"\|X\|_F^2 = \sum_{ij} X_{ij}^2 = \mathrm{tr}(X X^T)", r"\frac{\partial}{\partial X} \|X\|_F^2 = 2 X"
    )
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace("X X^T", "X^T X^T"))[1] != "right"
    assert verdicts(text.replace("= 2 X", "= X"))[-1] == "wrong"


def test_a_function_of_whole_vectors_is_no_product() -> None:
    product = r"\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \mathbf{f}"
    found = judged(displays(r"\mathbf{y} = \mathbf{f}(\mathbf{x}) = \mathbf{x}", product))
    assert [each.verdict.value for each in found] == ["right", "unchecked", "wrong"]
