"""Biases that are written as the column 0 of a matrix keep the place of their letters: w_{h0}, never w_{0, h}."""

from __future__ import annotations

import pytest

from backproof import Model, check
from tests.derive.test_derivations import not_right

DOCUMENT = r"""
$$s_h = \sum_p W_{hp} x_p + W_{h0}$$ and $$y_h = \tanh(s_h)$$ and
$$o_q = \sum_h V_{qh} y_h + V_{q0}$$ and $$E = \frac12 \sum_q (d_q - o_q)^2$$
"""


@pytest.mark.parametrize("notation", ["index", "delta", "matrix"])
def test_biases_beside_their_weights(notation: str) -> None:
    model = Model.from_document(DOCUMENT)
    assert model.parameters == ("W", "W_0", "V", "V_0")
    text = model.derive(notation=notation).to("markdown")
    assert not_right(text) == []
    assert "W_{0, h}" not in text
    assert notation == "matrix" or r"\frac{\partial E}{\partial W_{h0}}" in text


def test_a_derivative_by_a_column_of_what_is_no_matrix_is_judged() -> None:
    found = check(r"$$E = w_{h0}$$ and $$\frac{\partial E}{\partial W_{\cdot 0}} = \delta^{(1)}$$")
    assert [each.verdict.value for each in found][-1] == "unchecked"
