r"""Gradients by name of one sample, ``dz = a - y`` and ``db = dz``, beside a mean over all of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NEURON = ("z = w^T x + b", r"a = \sigma(z)")
LOSS = r"L = -y \log a - (1 - y) \log (1 - a)"
MEAN = r"J = \frac1m \sum_{i=1}^m L^{(i)}"
OF_ARGUMENTS = (r"J = \frac1m \sum_{i=1}^m L(a^{(i)}, y^{(i)})", r"L(a, y) = -y \log a - (1 - y) \log (1 - a)")
CLAIMS = [
    ("dz = a - y", "right"),
    ("dz = y - a", "wrong"),
    ("dw = x dz", "right"),
    ("dw = 2 x dz", "wrong"),
    ("db = dz", "right"),
    ("db = -dz", "wrong"),
]


@pytest.mark.parametrize("losses", [(LOSS, MEAN), (MEAN, LOSS), OF_ARGUMENTS])
@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_they_are_of_the_loss_that_the_mean_adds_up(losses: tuple[str, ...], claim: str, verdict: str) -> None:
    assert verdicts(displays(*NEURON, *losses, "dz = a - y", claim))[-1] == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"db = \frac1m \sum_i dz^{(i)}", "right"),
        (r"db = \sum_i dz^{(i)}", "wrong"),
        (r"dw = \frac1m \sum_i x^{(i)} dz^{(i)}", "right"),
        ("db = dz", "right"),
        ("db = 2 dz", "wrong"),
    ],
)
def test_those_that_are_divided_by_the_number_of_samples_are_of_the_mean(claim: str, verdict: str) -> None:
    first = ("dz = a - y", "db = dz", r"dw = \frac1m \sum_i x^{(i)} dz^{(i)}")
    assert verdicts(displays(*NEURON, LOSS, MEAN, *first, claim))[4:] == ["right", "right", "right", verdict]


SQUARES = (r"\hat y^{(i)} = w x^{(i)} + b", r"J = \frac{1}{2m} \sum_{i=1}^m (\hat y^{(i)} - y^{(i)})^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"d\hat y = \hat y - y", "right"),
        (r"d\hat y = 2 (\hat y - y)", "wrong"),
        (r"dw = d\hat y\, x", "right-if"),
        (r"db = d\hat y", "right-if"),
        (r"db = 2 d\hat y", "wrong"),
    ],
)
def test_a_loss_that_only_the_mean_writes_down_is_of_one_sample_there_too(claim: str, verdict: str) -> None:
    """Where all lines name no sample, the bias has the gradient of one sample as what is handed on."""
    found = verdicts(displays(*SQUARES, r"d\hat y = \hat y - y", r"db = d\hat y", claim))
    assert found == ["right", "right", "right", "right-if", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"), [("dw = x\\, dz", "right"), ("db = dz", "right"), ("db = 2 dz", "wrong")]
)
def test_numbers_of_one_sample_stay_numbers_beside_the_row_of_all(claim: str, verdict: str) -> None:
    vectorised = ("Z = w^T X + b", r"A = \sigma(Z)", "dZ = A - Y", r"dw = \frac1m X dZ^T")
    assert verdicts(displays(*NEURON, LOSS, "dz = a - y", claim, *vectorised))[4] == verdict
