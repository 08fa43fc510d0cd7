"""Elements at computed places: ``x_{i+m-1}`` in a convolution, with nothing beyond the ends."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LINE = (r"y_i = \sum_{m=1}^{M} w_m x_{i+m-1} + b", r"\delta_i = \frac{\partial L}{\partial y_i}")
PLANE = (r"z_{ij} = \sum_m \sum_n k_{mn} u_{i+m, j+n} + c",)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial y_i}{\partial w_m} = x_{i+m-1}", "right"),
        (r"\frac{\partial y_i}{\partial w_m} = x_{m-1+i}", "right"),
        (r"\frac{\partial y_i}{\partial w_m} = x_{i+m}", "wrong"),
        (r"\frac{\partial L}{\partial w_m} = \sum_i \delta_i x_{i+m-1}", "right"),
        (r"\frac{\partial L}{\partial w_m} = \sum_i \delta_i x_{i-m+1}", "wrong"),
        (r"\frac{\partial L}{\partial x_j} = \sum_m \delta_{j-m+1} w_m", "right"),
        (r"\frac{\partial L}{\partial x_j} = \sum_m \delta_{j+m-1} w_m", "wrong"),
        (r"\frac{\partial L}{\partial b} = \sum_i \delta_i", "right"),
    ],
)
def test_a_convolution_and_its_gradients(claim: str, verdict: str) -> None:
    assert verdicts(displays(*LINE, claim)) == ["right", "right", verdict]


@pytest.mark.parametrize(("place", "verdict"), [("i+m, j+n", "right"), ("i+n, j+m", "wrong")])
def test_a_convolution_in_two_dimensions(place: str, verdict: str) -> None:
    slope = r"\frac{\partial L}{\partial k_{mn}} = \sum_i \sum_j \frac{\partial L}{\partial z_{ij}}"
    assert verdicts(displays(*PLANE, f"{slope} u_{{{place}}}")) == ["right", verdict]


def test_a_letter_that_stands_in_a_place_only_runs_over_nothing_known() -> None:
    found = judged(displays(*LINE, r"\frac{\partial y_i}{\partial b} = x_{i+k}"))[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", "nothing says what the index k runs over")


def test_the_reading_shows_the_place() -> None:
    found = judged(displays(*LINE, r"\frac{\partial y_i}{\partial w_m} = x_{i+m}"))[-1]
    assert found.verdict.value == "wrong"
    assert found.reading.endswith("x_{i + m}")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial y_i}{\partial x_s} = \sum_m w_m \mathbf{1}[s = i + m - 1]", "unchecked"),
        (r"\frac{\partial y_i}{\partial x_s} = \sum_m w_m \delta_{i+m-1,s}", "right"),
        (r"\frac{\partial y_i}{\partial x_s} = \sum_m w_m \delta_{i+m,s}", "wrong"),
    ],
)
def test_a_kronecker_delta_may_have_a_computed_place(claim: str, verdict: str) -> None:
    lines = (r"y_i = \sum_{m=1}^{M} w_m x_{i+m-1} + b", r"L = \sum_i y_i^2", claim)
    assert verdicts(displays(*lines))[-1] == verdict


FILTER = (r"Y_{ij} = \sum_m \sum_n X_{i+m,j+n} K_{mn}", r"\delta_{ij} = \frac{\partial L}{\partial Y_{ij}}")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial Y_{ij}}{\partial K_{m'n'}} = X_{i+m',j+n'}", "right"),
        (r"\frac{\partial L}{\partial K_{m'n'}} = \sum_i \sum_j \delta_{ij} X_{i+m',j+n'}", "right"),
        (r"\frac{\partial L}{\partial K_{m'n'}} = \sum_i \sum_j \delta_{ij} X_{i-m',j-n'}", "wrong"),
        (r"\frac{\partial L}{\partial X_{i'j'}} = \sum_m \sum_n \delta_{i'-m,j'-n} K_{mn}", "right"),
        (r"\frac{\partial L}{\partial X_{i'j'}} = \sum_m \sum_n \delta_{i'+m,j'+n} K_{mn}", "wrong"),
    ],
)
def test_letters_with_a_prime_are_added_as_others_are(claim: str, verdict: str) -> None:
    assert verdicts(displays(*FILTER, claim))[-1] == verdict
