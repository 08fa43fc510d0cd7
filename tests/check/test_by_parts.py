r"""Derivatives by an inner product, ``\partial h / \partial (\theta^T x)``, go through what is computed from it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

HYPOTHESIS = (
    r"$x$ and $\theta$ are vectors, $h = \sigma(\theta^T x)$ with the sigmoid $\sigma$, $J = \frac12 (h - y)^2$."
)
BY = r"\frac{\partial %s}{\partial (\theta^T x)}"


@pytest.mark.parametrize(
    ("of", "value", "verdict"),
    [
        ("h", "h (1 - h)", "right"),
        ("h", "h (1 - h) x", "wrong"),
        ("h", "h", "wrong"),
        ("J", "(h - y) h (1 - h)", "right"),
        ("J", "h - y", "wrong"),
        (r"\log \sigma(\theta^T x)", "1 - h", "right"),
        (r"\log \sigma(\theta^T x)", "h", "wrong"),
    ],
)
def test_what_depends_on_it(of: str, value: str, verdict: str) -> None:
    assert verdicts(f"{HYPOTHESIS}\n\n{displays(BY % of + ' = ' + value)}")[-1] == verdict


def test_a_chain_goes_through_it() -> None:
    chain = r"\frac{\partial J}{\partial h} \frac{\partial h}{\partial (\theta^T x)}"
    whole = rf"\frac{{\partial J}}{{\partial \theta}} = {chain} \frac{{\partial (\theta^T x)}}{{\partial \theta}}"
    assert verdicts(f"{HYPOTHESIS}\n\n{displays(whole)}")[-1] == "right"
    assert verdicts(f"{HYPOTHESIS}\n\n" + displays(rf"\frac{{\partial J}}{{\partial \theta}} = {chain}"))[-1] != "right"


def test_a_product_that_has_a_name_is_that_name() -> None:
    text = r"$z = \theta^T x$, $h = \sigma(z)$, $J = \frac12 (h - y)^2$."
    assert verdicts(f"{text}\n\n" + displays(BY % "J" + r" = (h - y) \sigma'(z)"))[-1] == "right"
    assert verdicts(f"{text}\n\n" + displays(BY % "J" + r" = (h - y) \sigma(z)"))[-1] == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        r"$h = \sigma(\theta^T x)$, $g = (\theta^T x)^2$, $J = h+g$. $$\frac{\partial J}{\partial(\theta^T x)} = h$$",
        r"$J = \frac12 (h - y)^2$ with any $h$. $$\frac{\partial J}{\partial (\theta^T x)} = h - y$$",
        r"$A = \sigma(W^T X)$, $J = \sum_{ij} A_{ij}$. $$\frac{\partial J}{\partial (W^T X)} = A$$",
    ],
)
def test_where_no_definition_alone_has_it_it_is_open(text: str) -> None:
    assert verdicts(text)[-1] == "unchecked"


@pytest.mark.parametrize(
    ("value", "verdict"), [(r"-(1 + e^{-z})^{-2}", "right"), (r"(1 + e^{-z})^{-2}", "wrong"), (r"e^{-z}", "wrong")]
)
def test_a_formula_of_one_name_is_differentiated_by_a_sum_of_it(value: str, verdict: str) -> None:
    assert verdicts(displays(r"\frac{d (1 + e^{-z})^{-1}}{d (1 + e^{-z})} = " + value)) == [verdict]


def test_a_formula_that_has_the_name_beside_the_sum_stays_open() -> None:
    assert verdicts(displays(r"\frac{d \, z (1 + e^{-z})}{d (1 + e^{-z})} = z")) == ["unchecked"]
