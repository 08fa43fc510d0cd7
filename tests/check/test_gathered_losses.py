r"""Losses of single samples beside arrays of all of them: ``a^{[2](i)}`` is a column of ``A^{[2]}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

BRACKETS = (
    "Z^{[1]} = W^{[1]} X + b^{[1]}",
    r"A^{[1]} = \tanh(Z^{[1]})",
    "Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]}",
    r"A^{[2]} = \sigma(Z^{[2]})",
    r"J = -\frac1m \sum_{i=1}^m \left( y^{(i)} \log a^{[2](i)} + (1 - y^{(i)}) \log(1 - a^{[2](i)}) \right)",
)
SUBSCRIPTS = (
    "Z_1 = W_1 X + b_1",
    r"A_1 = \tanh(Z_1)",
    "Z_2 = W_2 A_1 + b_2",
    r"A_2 = \sigma(Z_2)",
    r"J = -\frac1m \sum_i \left[ y_i \log a_{2i} + (1 - y_i) \log(1 - a_{2i}) \right]",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("dZ^{[2]} = A^{[2]} - Y", "right"),
        ("dZ^{[2]} = Y - A^{[2]}", "wrong"),
        (r"dW^{[2]} = \frac1m dZ^{[2]} A^{[1]T}", "right"),
        (r"dZ^{[1]} = W^{[2]T} dZ^{[2]} \odot (1 - (A^{[1]})^2)", "right"),
        (r"dW^{[1]} = \frac1m dZ^{[1]} X^T", "right"),
        (r"dW^{[1]} = \frac1m dZ^{[1]} A^{[1]T}", "wrong"),
    ],
)
def test_the_loss_of_all_samples_is_that_of_all_columns(claim: str, verdict: str) -> None:
    handed = r"db^{[2]} = \frac1m \sum_i dZ^{[2](i)}"
    assert verdicts(displays(*BRACKETS, handed, claim)) == ["right"] * 6 + [verdict]


@pytest.mark.parametrize(("claim", "verdict"), [("dZ_2 = A_2 - Y", "right"), ("dZ_2 = A_2 + Y", "wrong")])
def test_samples_may_be_subscripts_behind_the_layer(claim: str, verdict: str) -> None:
    assert verdicts(displays(*SUBSCRIPTS, r"dW_2 = \frac1m dZ_2 A_1^T", claim)) == ["right"] * 6 + [verdict]


def test_a_document_that_computes_sample_by_sample_keeps_its_sum() -> None:
    by_sample = (r"a^{[1](i)} = \sigma(w x^{(i)})", r"J = \frac1m \sum_{i=1}^m (a^{[1](i)} - y^{(i)})^2")
    claims = (
        r"\frac{\partial J}{\partial a^{[1](i)}} = \frac2m (a^{[1](i)} - y^{(i)})",
        r"\frac{\partial J}{\partial a^{[1](i)}} = 2 (a^{[1](i)} - y^{(i)})",
    )
    assert verdicts(displays(*by_sample, *claims)) == ["right", "right", "right", "wrong"]


def test_elements_that_other_lines_name_are_no_samples() -> None:
    lines = ("P_1 = X W_1", r"L = -\sum_i y_i \log p_{1 i}")
    claims = (r"\frac{\partial L}{\partial p_{1i}} = -\frac{y_i}{p_{1i}}", r"\frac{\partial L}{\partial p_{1i}} = -y_i")
    assert verdicts(displays(*lines, *claims))[1:] == ["right", "right", "wrong"]
