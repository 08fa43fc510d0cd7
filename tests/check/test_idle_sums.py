"""Sums over letters that no term has, since a sum inside binds them, are wrong where lines are proved without them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = (
    r"p_j = \frac{e^{z_j}}{\sum_{k=1}^K e^{z_k}}",
    r"L = -\sum_{k=1}^K y_k \log p_k",
    r"z_j = \sum_i w_{ji} x_i",
)
QUOTIENT = r"\frac{e^{z_j} \sum_{k=1}^K e^{z_k} - e^{z_j} e^{z_j}}{(\sum_{k=1}^K e^{z_k})^2}"
OWN = r"\frac{\partial p_j}{\partial z_j} = "
SHARED = r"\frac{\partial L}{\partial x_i} = "
PATHS = r"\sum_{k=1}^K \frac{\partial L}{\partial z_k} w_{ki}"


@pytest.mark.parametrize(
    ("head", "outer", "side"),
    [
        (OWN, r"\sum_k ", QUOTIENT),
        (OWN, r"\sum_{k=1}^K ", QUOTIENT),
        (SHARED, r"\sum_k ", PATHS),
        (SHARED, r"\sum_{k=1}^K ", PATHS),
    ],
)
def test_a_sum_over_what_its_terms_do_not_have_is_one_too_many(head: str, outer: str, side: str) -> None:
    assert verdicts(displays(*SOFTMAX, head + side))[-1] == "right"
    assert verdicts(displays(*SOFTMAX, head + outer + side))[-1] == "wrong"


LAYERS = (
    r"z_j^L = \sum_k w_{jk}^L a_k^{L-1} + b_j^L",
    r"a_j^L = \frac{e^{z_j^L}}{\sum_{k=1}^K e^{z_k^L}}",
)
SLOPE = r"\frac{e^{z_j^L} \sum_{k=1}^K e^{z_k^L} - e^{z_j^L} e^{z_j^L}}{(\sum_{k=1}^K e^{z_k^L})^2}"
UNIT = r"\frac{\partial a_j^L}{\partial z_j^L} = "


def test_it_is_too_many_where_nothing_says_what_its_letter_runs_over() -> None:
    """Between layers k stands for units of the last one and of the one before."""
    assert verdicts(displays(*LAYERS, UNIT + SLOPE))[-1] == "right"
    found = judged(displays(*LAYERS, UNIT + r"\sum_k " + SLOPE))[-1]
    assert found.verdict.value == "wrong"
    assert found.reason.startswith("no term of the sum over k has k, and with 2 of them, both sides differ")
    assert found.counterexample is not None


@pytest.mark.parametrize(
    "line",
    [
        UNIT + r"\sum_n " + SLOPE,
        UNIT + r"\sum_k " + SLOPE.replace("- e", "- 2 e"),
        r"\frac{\partial C}{\partial z_j^L} = \sum_k \Big(\frac{e^{z_j^L}}{\sum_{k=1}^K e^{z_k^L}} - y_j\Big)",
    ],
    ids=["another letter", "not right without it", "a loss, of samples perhaps"],
)
def test_between_layers_a_sum_may_be_over_something_else(line: str) -> None:
    loss = r"C = -\sum_{k=1}^K y_k \log a_k^L"
    assert verdicts(displays(*LAYERS, loss, line))[-1] == "unchecked"


@pytest.mark.parametrize(
    "line",
    [
        SHARED + r"\sum_n " + PATHS,
        SHARED + r"\sum_{k=1}^N " + PATHS,
        SHARED + r"\sum_k " + PATHS.replace("w", "v"),
    ],
    ids=["another letter", "another bound", "not right without it"],
)
def test_a_sum_that_may_be_over_something_else_stays_open(line: str) -> None:
    assert verdicts(displays(*SOFTMAX, line))[-1] == "unchecked"


def test_a_letter_that_is_bound_twice_and_stands_in_both_sums_is_right() -> None:
    twice = r"\sum_k \frac{e^{z_k}}{\sum_k e^{z_k}} = 1"
    assert verdicts(displays(*SOFTMAX, twice))[-1] in {"right", "right-if"}


def test_a_sum_over_the_letter_of_a_unit_is_too_many() -> None:
    """The terms are written without their letter, and a unit is no sum over samples."""
    unit = (r"z_j = \sum_i w_{ij} x_i", r"\frac{\partial z}{\partial w_{ij}} = x", r"a_j = \sigma(z_j)")
    head, slope = r"\frac{\partial a_j}{\partial z_j} = ", r"\sigma(z) (1 - \sigma(z))"
    assert verdicts(displays(*unit, head + slope, head + slope))[-1] == "right"
    assert verdicts(displays(*unit, head + slope, head + r"\sum_j " + slope))[-1] == "wrong"
    assert verdicts(displays(*unit, head + slope, head + r"\sum_n " + slope))[-1] == "unchecked"


def test_a_sum_over_the_letter_of_a_loss_may_be_over_samples() -> None:
    layers = (*LAYERS, r"C = -\sum_{k=1}^K y_k \log a_k^L")
    line = r"\frac{\partial C}{\partial z_j^L} = \sum_j (a - y)"
    assert verdicts(displays(*layers, line))[-1] == "unchecked"
