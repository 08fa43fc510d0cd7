r"""Bold capitals with a letter, ``\mathbf{\Omega}_k``, may be the matrix of each layer: no shapes refute them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

BIASES = (
    r"\frac{\partial \ell}{\partial \mathbf{b}_k} = \frac{\partial \mathbf{f}_k}{\partial \mathbf{b}_k}"
    r" \frac{\partial \ell}{\partial \mathbf{f}_k} = \frac{\partial}{\partial \mathbf{b}_k}"
    r" (\mathbf{b}_k + \boldsymbol{\Omega}_k \mathbf{h}_k) \frac{\partial \ell}{\partial \mathbf{f}_k}"
    r" = \frac{\partial \ell}{\partial \mathbf{f}_k}"
)
WEIGHTS = (
    r"\frac{\partial \ell}{\partial \boldsymbol{\Omega}_k} = \frac{\partial \ell}{\partial \mathbf{f}_k} \mathbf{h}_k^T"
)


@pytest.mark.parametrize("letter", [r"\boldsymbol{\Omega}", r"\mathbf{W}", r"\boldsymbol{\Theta}"])
def test_a_bold_capital_with_a_letter_is_no_number(letter: str) -> None:
    """The outer product that is its gradient is not held against the shape of a number."""
    found = verdicts(displays(BIASES, WEIGHTS).replace(r"\boldsymbol{\Omega}", letter))
    assert "wrong" not in found


@pytest.mark.parametrize(
    ("side", "verdict"),
    [(r"(\mathbf{f} - \mathbf{t}) \mathbf{h}^T", "right"), (r"\mathbf{h} (\mathbf{f} - \mathbf{t})^T", "wrong")],
)
def test_without_a_letter_its_shape_refutes_slips(side: str, verdict: str) -> None:
    """A matrix that stands as a whole has its shape."""
    model = (
        r"\mathbf{f} = \mathbf{b} + \boldsymbol{\Omega} \mathbf{h}",
        r"\ell = \frac12 \|\mathbf{f} - \mathbf{t}\|^2",
    )
    line = rf"\frac{{\partial \ell}}{{\partial \boldsymbol{{\Omega}}}} = {side}"
    assert verdicts(displays(*model, line))[-1] == verdict
