r"""A function is applied with brackets and braces, too: ``\sigma[\sum_i w_i x_i]`` is no product with a deviation."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    "pair", [(r"\left[", r"\right]"), (r"\Big[", r"\Big]"), (r"\left\{", r"\right\}"), (r"\{", r"\}")]
)
def test_brackets_hold_what_a_function_is_applied_to(pair: tuple[str, str]) -> None:
    opens, closes = pair
    layer = rf"h_j = \sigma{opens} \sum_i w_{{ij}} x_i {closes}, \quad o = \sum_j v_j h_j, \quad L = (y - o)^2"
    right, slip = (
        rf"\frac{{\partial L}}{{\partial w_{{ij}}}} = -2 (y - o) v_j {slope} x_i" for slope in ("h_j (1 - h_j)", "h_j")
    )
    assert verdicts(displays(layer, right, slip))[-2:] == ["right", "wrong"]


def test_so_is_its_slope() -> None:
    lines = (r"a = \sigma[w^T x + b]", r"\frac{\partial a}{\partial b} = \sigma'[w^T x + b]")
    assert verdicts(displays(*lines, r"\frac{\partial a}{\partial b} = \sigma[w^T x + b]"))[-2:] == ["right", "wrong"]


def test_a_deviation_is_a_factor_before_them() -> None:
    lines = (r"p = \frac{1}{\sigma} e^{-x^2}", r"L = \sigma [x - 1]")
    right, slip = (rf"\frac{{\partial L}}{{\partial x}} = {slope}" for slope in (r"\sigma", r"\sigma'"))
    assert verdicts(displays(*lines, right))[-1] == "right"
    assert verdicts(displays(*lines, slip))[-1] != "right"


def test_a_place_is_none() -> None:
    assert verdicts(displays(r"y = \phi[k] x", r"\frac{\partial y}{\partial x} = \phi[k]"))[-1] == "right"
