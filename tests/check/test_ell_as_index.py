r"""The letter ``\ell`` counts the elements of matrices as other letters do, where it counts no layers."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"z_m = \sigma(a_m^T x)", r"R = \sum_{m=1}^M (z_m - y_m)^2")


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"2 (z_m - y_m) \sigma'(a_m^T x) x_\ell", "right"),
        (r"2 (z_m - y_m) \sigma'(a_m^T x) x_m", "wrong"),
        (r"(z_m - y_m) \sigma'(a_m^T x) x_\ell", "wrong"),
    ],
)
def test_beside_the_row_of_a_matrix(side: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, rf"\frac{{\partial R}}{{\partial a_{{m\ell}}}} = {side}"))[-1] == verdict


def test_rows_beside_elements_are_rows() -> None:
    slopes = (r"\frac{\partial R_i}{\partial a_{m\ell}} = s_{mi} x_{i\ell}", r"s_{mi} = \sigma'(a_m^T x_i) d_{mi}")
    assert verdicts(displays(*slopes))[0] != "wrong"


def test_layers_stay_layers() -> None:
    layers = (r"z_\ell = W_\ell a_{\ell-1}", r"a_\ell = \sigma(z_\ell)")
    slope = r"\frac{\partial a_\ell}{\partial z_\ell} = \mathrm{diag}(\sigma'(z_\ell))"
    assert verdicts(displays(*layers, slope))[-1] == "right"
