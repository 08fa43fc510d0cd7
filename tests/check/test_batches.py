r"""The softmax of a batch: which of its axes the classes are on, and which of them the labels sum to one along."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

COLUMNS = (r"S = W X + c", r"Q = \mathrm{softmax}(S)", r"L = -\frac{1}{m} \sum T \odot \log Q")
ROWS = (r"S = X W + c", r"Q = \mathrm{softmax}(S)", r"L = -\frac{1}{m} \sum T \odot \log Q")
SCORES = r"\frac{\partial L}{\partial S} = \frac{1}{m} (Q - T)"
SLIPS = (
    r"\frac{\partial L}{\partial S} = \frac{1}{m} (T - Q)",
    r"\frac{\partial L}{\partial S} = Q - T",
    r"\frac{\partial L}{\partial S} = \frac{1}{m} (Q - T) \odot Q",
)


@pytest.mark.parametrize(
    ("layer", "weights", "bias"),
    [
        (COLUMNS, r"\frac{1}{m} (Q - T) X^T", r"\frac{1}{m} \sum (Q - T)"),
        (ROWS, r"\frac{1}{m} X^T (Q - T)", r"\frac{1}{m} \sum (Q - T)"),
    ],
)
def test_the_gradients_of_a_batch_are_right_whichever_way_its_samples_stand(
    layer: tuple[str, ...], weights: str, bias: str
) -> None:
    lines = (SCORES, rf"\frac{{\partial L}}{{\partial W}} = {weights}", rf"\frac{{\partial L}}{{\partial c}} = {bias}")
    assert set(verdicts(displays(*layer, *lines))) == {"right"}


@pytest.mark.parametrize("layer", [COLUMNS, ROWS])
@pytest.mark.parametrize("slip", SLIPS)
def test_slips_in_them_are_refuted(layer: tuple[str, ...], slip: str) -> None:
    assert verdicts(displays(*layer, SCORES, slip))[3:] == ["right", "wrong"]


@pytest.mark.parametrize(
    ("layer", "bias"),
    [(COLUMNS, r"\sum (Q - T)"), (ROWS, r"\sum (Q - T)"), (ROWS, r"\frac{1}{m} (Q - T)")],
)
def test_a_sum_or_a_mean_left_out_of_a_bias_is_not_right(layer: tuple[str, ...], bias: str) -> None:
    found = verdicts(displays(*layer, SCORES, rf"\frac{{\partial L}}{{\partial c}} = {bias}"))[-1]
    assert found not in {"right", "right-if"}


@pytest.mark.parametrize(
    ("total", "layer"),
    [
        (r"L = -\frac{1}{m} \sum_{n=1}^m \sum_{k=1}^K T_{nk} \log Q_{nk}", ROWS),
        (r"L = -\frac{1}{m} \sum_{n=1}^m \sum_{k=1}^K T_{kn} \log Q_{kn}", COLUMNS),
    ],
)
def test_the_labels_of_a_loss_with_indices_sum_to_one_along_the_classes(total: str, layer: tuple[str, ...]) -> None:
    assert verdicts(displays(*layer[:2], total, SCORES, SLIPS[0]))[2:] == ["right", "right", "wrong"]


def test_a_gradient_that_divides_by_the_number_of_samples_itself_is_that_of_the_mean() -> None:
    text = displays(
        r"X \in \mathbb{R}^{N \times D}, W \in \mathbb{R}^{D \times C}",
        "S = X W",
        r"L = \frac{1}{2 N} \sum_{i=1}^N \sum_{c=1}^C (S_{ic} - Y_{ic})^2",
        r"dS = \frac{1}{N} (S - Y), \quad dW = X^T dS",
    )
    assert verdicts(text)[-2:] == ["right", "right"]
    assert verdicts(text.replace(r"dS = \frac{1}{N}", r"dS = \frac{2}{N}"))[-2] == "wrong"
    assert verdicts(text.replace(r"dW = X^T", r"dW = 2 X^T"))[-1] == "wrong"
