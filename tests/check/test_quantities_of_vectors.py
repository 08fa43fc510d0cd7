r"""Quantities that are written with vectors, ``z(w, b, x) = w \cdot x + b``: a product of these is a scalar product."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source

UNIT = r"""
Let $z(w, b, x) = %s + b$ and $a(z) = \max(0, z)$.

$$\frac{\partial a}{\partial w} = \begin{cases} 0 & %s + b \leq 0 \\ %s & %s + b > 0 \end{cases}$$
"""


def _verdict(product: str, slope: str) -> str:
    text = UNIT % (product, product, slope, product)
    return check_source(Source("unit.md", text)).judgements[-1].verdict.value


@pytest.mark.parametrize("product", [r"w \cdot x", "w x", "w^T x"])
def test_a_product_of_vectors_is_a_number(product: str) -> None:
    """Where a name is a function of vectors, and is applied to nothing else, it is not taken element by element."""
    assert _verdict(product, "x^T") in {"right", "right-if"}


def test_another_slope_is_no_less_wrong() -> None:
    """A slip in the slope is refuted as it is beside a name without arguments."""
    assert _verdict(r"w \cdot x", "w^T") == "wrong"
