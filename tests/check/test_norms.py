"""Least squares without a transpose or a bold letter: the norm says that there are vectors."""

from __future__ import annotations

import pytest

from backproof import Model
from tests.check.judging import displays, verdicts
from tests.derive.test_derivations import not_right


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial w} = 2 X^\top (Xw - y)", "right"),
        (r"\frac{\partial L}{\partial w} = 2 X (Xw - y)", "wrong"),
        (r"\frac{\partial L}{\partial w} = X^\top (Xw - y)", "wrong"),
    ],
)
def test_the_norm_of_a_product(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"L = \|Xw - y\|^2", claim))[-1] == verdict


@pytest.mark.parametrize(
    "document",
    [
        r"$$f(w) = \|Xw - y\|^2$$",
        r"$$r = y - Xw$$ and $$f(w) = \frac12 \|r\|^2 + \frac{\lambda}{2} \|w\|^2$$",
        r"$$h = x + A_2 w$$ and $$f = \frac12 \|h - y\|^2$$",
    ],
)
def test_least_squares_are_derived_for_vectors(document: str) -> None:
    derivation = Model.from_document(document).derive("w", notation="matrix")
    assert r"^{\top}" in derivation.latex
    assert not_right(derivation.to("markdown")) == []


SAMPLES = (r"y_n = W x_n + b", r"E_n = \frac12 \|y_n - t_n\|^2")
GRADIENT = r"\frac{\partial E}{\partial W} = \sum_n (y_n - t_n) x_n^T"
ALL = (r"y_n = W x_n + b", r"E = \frac{1}{2} \sum_n \|y_n - t_n\|^2")


@pytest.mark.parametrize(
    ("lines", "claim", "verdict"),
    [
        (SAMPLES, r"\frac{\partial E_n}{\partial W} = (y_n - t_n) x_n^T", "right"),
        (SAMPLES, r"\frac{\partial E_n}{\partial W} = x_n (y_n - t_n)^T", "wrong"),
        (SAMPLES, r"\frac{\partial E_n}{\partial y_n} = 2 (y_n - t_n)", "wrong"),
        (ALL, r"\frac{\partial E}{\partial y_n} = y_n - t_n", "right"),
        (ALL, GRADIENT, "right"),
        ((*ALL, GRADIENT), r"\frac{\partial E}{\partial W} = \sum_n (y_n - t_n)^T x_n", "wrong"),
        (ALL, r"\frac{\partial E}{\partial W} = (y_n - t_n) x_n^T", "wrong"),
    ],
)
def test_what_has_a_norm_for_each_sample_is_a_vector_for_each(lines: tuple[str, ...], claim: str, verdict: str) -> None:
    assert verdicts(displays(*lines, claim)) == ["right"] * len(lines) + [verdict]


BOLD = (
    r"\mathbf{h}_i = \tanh(\mathbf{W} \mathbf{x}_i + \mathbf{b})",
    r"\mathbf{y}_i = \mathbf{V} \mathbf{h}_i",
    r"L = \frac{1}{N} \sum_{i=1}^N \|\mathbf{y}_i - \mathbf{t}_i\|^2",
)


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\frac{2}{N} \sum_{i=1}^N (\mathbf{y}_i - \mathbf{t}_i) \mathbf{h}_i^T", "right"),
        (r"\frac{2}{N} \sum_{i=1}^N \mathbf{h}_i (\mathbf{y}_i - \mathbf{t}_i)^T", "wrong"),
        (r"\sum_{i=1}^N (\mathbf{y}_i - \mathbf{t}_i) \mathbf{h}_i^T", "wrong"),
        (r"\frac{2}{N} (\mathbf{y}_i - \mathbf{t}_i) \mathbf{h}_i^T", "wrong"),
    ],
)
def test_bold_letters_with_an_index_are_vectors(side: str, verdict: str) -> None:
    claim = rf"\frac{{\partial L}}{{\partial \mathbf{{V}}}} = {side}"
    assert verdicts(displays(*BOLD, claim)) == ["right"] * 3 + [verdict]


@pytest.mark.parametrize("name", ["w", "W", r"\mathbf{w}"])
@pytest.mark.parametrize(
    ("side", "found"),
    [
        (r"\frac{1}{\|w\|_F} \sum_{ij} \frac{\partial L}{\partial \hat w_{ij}} w_{ij}", "right"),
        (r"\sum_{ij} \frac{\partial L}{\partial \hat w_{ij}} w_{ij}", "wrong"),
        (r"\frac{1}{\|w\|_F} \sum_{ij} \frac{\partial L}{\partial \hat w_{ij}} \hat w_{ij}", "wrong"),
    ],
)
def test_what_is_divided_by_its_norm_is_an_array_whose_elements_share_it(name: str, side: str, found: str) -> None:
    text = displays(r"\hat w = s \cdot \frac{w}{\|w\|_F}", rf"\frac{{\partial L}}{{\partial s}} = {side}")
    assert verdicts(text.replace(r"\hat w", r"\hat{w}").replace("w", name))[-1] == found


def test_elements_that_are_divided_by_a_norm_are_numbers() -> None:
    slope = r"\frac{\partial u_i}{\partial v_j} = \frac{1}{\|v\|} (\delta_{ij} - u_i u_j)"
    text = displays(r"u_i = \frac{v_i}{\|v\|}", slope, slope.replace("-", "+"))
    assert verdicts(text) == ["right", "right", "wrong"]
