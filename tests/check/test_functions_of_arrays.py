"""A trace or a diagonal says that a line is about whole arrays, whatever else it has."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    ("model", "claim", "found"),
    [
        ((r"h = \tanh(u)", "u = W x"), r"\frac{\partial h}{\partial x} = \mathrm{diag}(1 - h^2) W", "right"),
        ((r"h = \tanh(u)", "u = W x"), r"\frac{\partial h}{\partial x} = \mathrm{diag}(1 - h) W", "wrong"),
        (("h = f(W x + b)", "y = V h"), r"\frac{\partial y}{\partial x} = V \mathrm{diag}(f'(W x + b)) W", "right"),
        (("h = f(W x + b)", "y = V h"), r"\frac{\partial y}{\partial x} = V \mathrm{diag}(f(W x + b)) W", "wrong"),
        ((r"g = \mathrm{tr}(A B)",), r"\frac{\partial g}{\partial A} = B^T", "right"),
    ],
)
def test_a_line_with_one_is_read_as_one_of_whole_arrays(model: tuple[str, ...], claim: str, found: str) -> None:
    assert verdicts(displays(*model, claim))[-1] == found


def test_elements_beside_it_stay_elements() -> None:
    model = displays(
        r"K = \frac12 \sum_j (\mu_j^2 + \sigma_j^2 - 1 - \log \sigma_j^2)", r"\Sigma = \mathrm{diag}(\sigma^2)"
    )
    claims = displays(r"\frac{\partial K}{\partial \sigma_j} = \sigma_j - \frac{1}{\sigma_j}")
    assert verdicts(model + claims)[-1] == "right"
    assert verdicts(model + claims.replace("- \\frac", "+ \\frac"))[-1] == "wrong"


def test_the_diagonal_of_a_covariance_says_nothing_of_the_elements_beside_it() -> None:
    density = displays(
        r"q(z \mid x) = \mathcal{N}(z; \mu, \mathrm{diag}(\sigma^2))", r"z_j = \mu_j + \sigma_j \epsilon_j"
    )
    claim = displays(r"\frac{\partial z_j}{\partial \sigma_j} = \epsilon_j")
    assert verdicts(density + claim) == ["right"] * 3
    assert verdicts(density + claim.replace("= ", "= -"))[-1] == "wrong"
