"""Functions that are written with quantities of the document, at other arguments than theirs."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source

LINE = r"$$a = w x, \quad f(x) = \sigma(a), \quad L = f(x) - f(v)$$"
NUMBERED = r"$$a = w x, \quad f(x) = \sigma(a), \quad L = f(x_1) - f(x_2)$$"
TWINS = r"$$h = \tanh(z), \quad z = W x, \quad f(x) = u^T h, \quad L = (f(x) - f(x'))^2$$"
UNITS = r"$$f(x) = \sum_j u_j a_j, \quad a_j = \sigma(w_j x), \quad L = f(x) - f(v)$$"
OPEN = r"$$f(x) = \sum_j u_j a_j, \quad a_k = \sigma(w_k x), \quad L = f(x) - f(v)$$"


def verdict(page: str, claim: str) -> str:
    """The verdict on a claim behind a page."""
    return check_source(Source("page.md", f"{page} $${claim}$$")).judgements[-1].verdict.value


@pytest.mark.parametrize(
    ("page", "claim"),
    [
        (LINE, r"\frac{\partial L}{\partial v} = -w \sigma(w v) (1 - \sigma(w v))"),
        (LINE, r"\frac{\partial L}{\partial a} = \sigma(a) (1 - \sigma(a))"),
        (LINE, r"\frac{\partial L}{\partial w} = x \sigma(w x) (1 - \sigma(w x)) - v \sigma(w v) (1 - \sigma(w v))"),
        (NUMBERED, r"\frac{\partial L}{\partial x_2} = -w f(x_2) (1 - f(x_2))"),
        (UNITS, r"\frac{\partial L}{\partial v} = -\sum_j u_j w_j \sigma(w_j v) (1 - \sigma(w_j v))"),
        (r"$$u = 3 x, \quad f(x) = u^2$$", "f(2) = 36"),
    ],
)
def test_what_depends_on_the_argument_is_written_out(page: str, claim: str) -> None:
    assert verdict(page, claim) == "right"


@pytest.mark.parametrize(
    ("page", "claim"),
    [
        (LINE, r"\frac{\partial L}{\partial v} = 0"),
        (LINE, r"\frac{\partial L}{\partial w} = 0"),
        (LINE, r"\frac{\partial L}{\partial v} = -\sigma(w v) (1 - \sigma(w v))"),
        (NUMBERED, r"\frac{\partial L}{\partial w} = 0"),
        (TWINS, r"\frac{\partial L}{\partial x'} = 0"),
        (UNITS, r"\frac{\partial L}{\partial v} = 0"),
        (r"$$u = 3 x, \quad f(x) = u^2$$", "f(2) = 4"),
    ],
)
def test_a_quantity_of_one_argument_is_none_of_another(page: str, claim: str) -> None:
    assert verdict(page, claim) == "wrong"


@pytest.mark.parametrize("slope", ["0", r"-\sum_j u_j w_j \sigma(w_j v)"])
def test_a_function_that_is_not_known_to_the_end_proves_nothing(slope: str) -> None:
    assert verdict(OPEN, rf"\frac{{\partial L}}{{\partial v}} = {slope}") in {"unchecked", "wrong"}


def test_samples_of_the_argument_have_quantities_of_their_own() -> None:
    page = r"$$f(x) = \sigma(a), \quad a = w x, \quad L = \sum_i (f(x^{(i)}) - y^{(i)})^2$$"
    slope = r"2 \sum_i (f(x^{(i)}) - y^{(i)}) f(x^{(i)}) (1 - f(x^{(i)})) x^{(i)}"
    assert verdict(page, rf"\frac{{\partial L}}{{\partial w}} = {slope}") == "right"
    assert verdict(page, rf"\frac{{\partial L}}{{\partial w}} = {slope[2:]}") == "wrong"
