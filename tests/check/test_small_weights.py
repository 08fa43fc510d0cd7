r"""Weights by a small letter: where layers have several units, ``w^l`` is a matrix that may lack its transpose."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"z^l = w^l a^{l-1} + b^l", r"a^l = \sigma(z^l)", r"C = \frac12 \|a^L - y\|^2",
    r"\delta^L = (a^L - y) \odot \sigma'(z^L)",
)  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ((r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",), "right"),
        ((r"\delta^l = (w^{l+1} \delta^{l+1}) \odot \sigma'(z^l)",), "wrong"),
        ((r"\frac{\partial C}{\partial w^L} = \delta^L (a^{L-1})^T",), "right"),
        ((r"\frac{\partial C}{\partial w^L} = a^{L-1} (\delta^L)^T",), "wrong"),
    ],
)
def test_small_weights_between_layers_of_several_units_are_matrices(claims: tuple[str, ...], verdict: str) -> None:
    assert verdicts(displays(*NETWORK, *claims))[-1] == verdict


def test_a_chain_of_single_units_has_numbers_for_weights() -> None:
    chain = (
        r"z^{(L)} = w^{(L)} a^{(L-1)} + b^{(L)}", r"a^{(L)} = \sigma(z^{(L)})", r"C = (a^{(L)} - y)^2",
        r"\frac{\partial C}{\partial w^{(L)}} = a^{(L-1)} \sigma'(z^{(L)}) 2 (a^{(L)} - y)",
    )  # fmt: skip
    assert verdicts(displays(*chain)) == ["right"] * 4
