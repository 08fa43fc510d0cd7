"""Norms that sum absolute values; and an error that is called e."""

import pytest

from backproof import check


def verdicts(text: str) -> list[str]:
    return [each.verdict.value for each in check(text).statements]


@pytest.mark.parametrize(
    ("slope", "expected"),
    [(r"\operatorname{sign}(w)", "right"), ("2 w", "wrong"), (r"\frac{w}{\|w\|}", "wrong"), (r"\|w\|_1", "wrong")],
)
def test_the_l1_norm_is_the_sum_of_absolute_values(slope: str, expected: str) -> None:
    text = rf"Let $w, x \in \mathbb{{R}}^n$. $$L = \|w\|_1$$ and $$\frac{{\partial L}}{{\partial w}} = {slope}$$"
    assert verdicts(text)[1:] == ["right", expected]


def test_the_l1_norm_of_a_matrix_is_no_sum_for_sure() -> None:
    slope = r"\frac{\partial L}{\partial W} = \operatorname{sign}(W)"
    text = rf"Let $W \in \mathbb{{R}}^{{n \times m}}$. $$L = \|W\|_1, \quad {slope}$$"
    assert set(verdicts(text)[1:]) == {"unchecked"}


@pytest.mark.parametrize(("factor", "expected"), [("-e x", "right"), ("e x", "wrong"), ("-e^2 x", "wrong")])
def test_the_square_of_an_error_called_e_is_no_exponential(factor: str, expected: str) -> None:
    text = rf"$$e = y - w x$$ and $$L = \frac12 e^2$$ and $$\frac{{\partial L}}{{\partial w}} = {factor}$$"
    assert verdicts(text) == ["right", "right", expected]


@pytest.mark.parametrize(("slope", "expected"), [("e^2 w", "wrong"), ("e^{2 w} 2", "right")])
def test_without_an_error_e_is_euler_s_number(slope: str, expected: str) -> None:
    assert verdicts(rf"$$L = e^{{2 w}}$$ and $$\frac{{d L}}{{d w}} = {slope}$$") == ["right", expected]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial \ell}{\partial o} x", "right"),
        (r"\frac{\partial \ell}{\partial o} w", "wrong"),
        (r"\ell x", "wrong"),
    ],
)
def test_a_loss_that_is_applied_to_an_output_is_no_factor(claim: str, expected: str) -> None:
    text = rf"$$o = w x$$ and $$L = \ell(o)$$ and $$\frac{{\partial \ell}}{{\partial w}} = {claim}$$"
    assert verdicts(text)[-1] == expected
