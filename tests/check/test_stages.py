"""Letters below matrices that multiply whole vectors tell the matrices apart."""

import pytest

from tests.check.judging import displays, verdicts

CODER = (r"h = \sigma(W_e x + b_e), \quad \hat{x} = W_d h + b_d", r"L = \frac12 \|\hat{x} - x\|^2")
NAMED = (
    r"z_e = W_e x + b_e, \quad h = \tanh(z_e), \quad z_d = W_d h + b_d, \quad L = \frac12 \|z_d - x\|^2",
    r"\delta_d = \frac{\partial L}{\partial z_d} = z_d - x",
    r"\delta_e = \frac{\partial L}{\partial z_e} = W_d^T \delta_d \odot (1 - h^2)",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial W_d} = (\hat{x} - x) h^T", "right"),
        (r"\frac{\partial L}{\partial b_d} = \hat{x} - x", "right"),
        (r"\frac{\partial L}{\partial W_e} = (W_d^T (\hat{x} - x) \odot h \odot (1 - h)) x^T", "right"),
        (r"\frac{\partial L}{\partial W_e} = (W_d^T (\hat{x} - x) \odot h) x^T", "wrong"),
        (r"\frac{\partial L}{\partial b_e} = \hat{x} - x", "wrong"),
    ],
)
def test_the_matrices_of_an_encoder_and_a_decoder_are_two(claim: str, verdict: str) -> None:
    assert verdicts(displays(*CODER, claim))[-1] == verdict


def test_what_they_make_may_have_the_letters_too() -> None:
    gradients = (r"\frac{\partial L}{\partial W_e} = \delta_e x^T", r"\frac{\partial L}{\partial W_d} = \delta_d h^T")
    assert set(verdicts(displays(*NAMED, *gradients))) == {"right"}
    assert verdicts(displays(*NAMED, *gradients).replace("(1 - h^2)", "(1 + h^2)"))[7] == "wrong"
    assert verdicts(displays(*NAMED, gradients[0].replace(r"\delta_e", r"\delta_d")))[-1] not in {"right", "right-if"}


def test_letters_that_a_sum_runs_over_are_indices() -> None:
    scores = r"s_k = W_k x, \quad s_y = W_y x, \quad L = \log \sum_j e^{s_j} - s_y"
    scores += r", \quad p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}"
    assert verdicts(displays(scores, r"\frac{\partial L}{\partial s_k} = p_k"))[-1] not in {"right", "right-if"}
    elements = displays(*CODER, r"\frac{\partial L}{\partial \hat{x}_d} = x_d - \hat{x}_d")
    assert verdicts(elements)[-1] not in {"right", "right-if"}


def test_a_letter_beside_numbers_tells_a_matrix_apart() -> None:
    layers = r"a = \sigma(W_1 x), \quad o = W_2 a + W_s x, \quad L = \frac12 \|o - t\|^2"
    claim = r"\frac{\partial L}{\partial W_s} = (o - t) x^T"
    assert verdicts(displays(layers, claim))[-1] == "right"
    assert verdicts(displays(layers, claim.replace("=", "= 2")))[-1] == "wrong"
