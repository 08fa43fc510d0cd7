r"""A name varies with its logarithm: ``\rho = \log \sigma^2`` beside a divergence that is written in sigma."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (r"\rho = \log \sigma^2", r"D = \frac12 (\mu^2 + \sigma^2 - \log \sigma^2 - 1)")


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [
        (r"\frac12 (e^{\rho} - 1)", "right"),
        (r"\frac12 (\sigma^2 - 1)", "right"),
        (r"\frac12 (e^{\rho} + 1)", "wrong"),
        (r"\frac12 (\sigma - 1)", "wrong"),
        (r"-\frac12", "unchecked"),
    ],
)
def test_a_name_is_not_held_while_its_logarithm_varies(slope: str, verdict: str) -> None:
    """With sigma held the last one would be right, and the first two would not."""
    assert verdicts(displays(*MODEL, rf"\frac{{\partial D}}{{\partial \rho}} = {slope}"))[-1] == verdict


@pytest.mark.parametrize(
    ("slope", "verdict"), [(r"\frac12 \sigma_j \epsilon_j", "right"), (r"\sigma_j \epsilon_j", "wrong")]
)
def test_so_is_each_element(slope: str, verdict: str) -> None:
    model = (r"\rho_j = 2 \log \sigma_j", r"z_j = \mu_j + \sigma_j \epsilon_j")
    assert verdicts(displays(*model, rf"\frac{{\partial z_j}}{{\partial \rho_j}} = {slope}"))[-1] == verdict


def test_a_derivative_by_the_name_itself_stays() -> None:
    assert verdicts(displays(*MODEL, r"\frac{\partial D}{\partial \sigma} = \sigma - \frac1\sigma"))[-1] == "right"
    assert verdicts(displays(*MODEL, r"\frac{\partial D}{\partial \sigma} = \sigma + \frac1\sigma"))[-1] == "wrong"


def test_beside_its_logarithm_a_name_is_held() -> None:
    model = (r"s = \log p", r"L = s + p^2")
    assert verdicts(displays(*model, r"\frac{\partial L}{\partial s} = 1"))[-1] == "right"


def test_a_logarithm_of_what_is_defined_is_put_in() -> None:
    model = (r"p = \sigma(z)", r"s = \log p", r"L = -y \log p")
    assert verdicts(displays(*model, r"\frac{\partial L}{\partial s} = -y"))[-1] == "right"
    assert verdicts(displays(*model, r"\frac{\partial L}{\partial s} = y"))[-1] == "wrong"
