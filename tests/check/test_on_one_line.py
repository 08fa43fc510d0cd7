"""What is read of a derivative as a fraction is read of the same one on one line, and its slips are refuted there."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NORMALISED = (r"\ell = \sum_{i=1}^m (u_i - t_i)^2", r"u_i = x_i / \sqrt{\sigma^2 + \epsilon}")
LINEAR = ("y = W x",)
SQUARES = (r"L = \sum_{i=1}^n (w x_i - y_i)^2",)
VARIANCE = r"\partial \ell/\partial \sigma^2 = \sum_{i=1}^m \partial \ell/\partial u_i \cdot x_i \cdot \frac{-1}{2} "


@pytest.mark.parametrize(
    ("given", "right", "slip"),
    [
        (NORMALISED, VARIANCE + r"(\sigma^2 + \epsilon)^{-3/2}", VARIANCE + r"(\sigma^2 + \epsilon)^{-1/2}"),
        (
            LINEAR,
            r"\partial y/\partial \operatorname{vec}(W) = x^T \otimes I",
            r"\partial y/\partial \operatorname{vec}(W) = x \otimes I",
        ),
        (
            SQUARES,
            r"\partial^2 L/\partial w^2 = 2 \sum_{i=1}^n x_i^2",
            r"\partial^2 L/\partial w^2 = \sum_{i=1}^n x_i^2",
        ),
        (
            SQUARES,
            r"\partial/\partial w (w x_i - y_i)^2 = 2 (w x_i - y_i) x_i",
            r"\partial/\partial w (w x_i - y_i)^2 = 2 (w x_i - y_i)",
        ),
    ],
)
def test_a_derivative_on_one_line_is_the_upright_one(given: tuple[str, ...], right: str, slip: str) -> None:
    assert verdicts(displays(*given, right, slip))[-2:] == ["right", "wrong"]


def test_factors_behind_what_a_derivative_is_by_are_factors() -> None:
    chain = r"\partial E/\partial w = \partial E/\partial y \, \partial y/\partial z \, x"
    slip = r"\partial E/\partial w = \partial E/\partial y \, \partial y/\partial z \, w"
    lines = (r"E = (y - t)^2", r"y = \sigma(z)", "z = w x + b", chain, slip)
    assert verdicts(displays(*lines))[-2:] == ["right", "wrong"]
