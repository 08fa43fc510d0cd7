"""Formulas of a kind that nobody writes: each is answered, and what stands around it is judged as ever."""

from __future__ import annotations

import time

import numpy as np
import pytest

from backproof.check.document import check_source
from backproof.check.repairs.probe import agree
from backproof.source import Source

BESIDE = "\n\n$$u = c v, \\quad \\frac{\\partial u}{\\partial v} = c, \\quad \\frac{\\partial u}{\\partial c} = 2 v$$\n"
EVERY = "abcdefghijklmnop"


def _nested(opening: str, inside: str, closing: str, depth: int) -> str:
    return opening * depth + inside + closing * depth


@pytest.mark.parametrize(
    "formula",
    [
        pytest.param(f"x_{{{'9' * 5000}}} = 2", id="an index of thousands of digits"),
        pytest.param(f"x^{{({'9' * 5000})}} = 2", id="a layer of thousands of digits"),
        pytest.param(f"y = {'9' * 5000} x", id="a number of thousands of digits"),
        pytest.param("y = " + "\\sum_i " * 1500 + "x_i", id="thousands of sums"),
        pytest.param("y = " + "\\frac{\\partial}{\\partial x} " * 1500 + "x^2", id="thousands of derivatives"),
        pytest.param(f"T_{{{EVERY}}} = X_{{{EVERY}}} + X_{{{EVERY[::-1]}}}", id="an array of sixteen indices"),
        pytest.param("[x_1, \\ldots, x_{1000000000}] = x", id="a list of a billion elements"),
        pytest.param("[x_5, \\ldots, x_2] = x", id="a list of no elements"),
        pytest.param("\\mathbf{y} = [x_9, \\ldots, x_n]", id="a list that may have no elements"),
        pytest.param("s = \\sum_{w=1e308}^W p_w q_w + p_1", id="a sum that begins beyond all numbers"),
        pytest.param("h = \\max(1e308, z)", id="a threshold at the end of the numbers"),
        pytest.param("y = " + _nested("x^{", "x", "}", 40), id="powers of powers"),
        pytest.param("G = " + "\\sigma'(z) W^T " * 200, id="a product whose factors may be taken in many ways"),
    ],
)
def test_a_formula_that_is_too_much_costs_no_other_line_its_verdict(formula: str) -> None:
    began = time.process_time()
    judged = check_source(Source("page.md", f"$${formula}$${BESIDE}")).judgements
    assert [each.verdict.value for each in judged[-3:]] == ["right", "right", "wrong"]
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            r"$$f(x) = \frac{1}{x}$$ $$f_c(x) = c + x \frac{df}{dx}$$ $$\frac{df}{dx} = -1/x^3$$",
            id="a function that names itself",
        ),
        pytest.param(
            r"$$\ell = -\frac12 \log|\Sigma| - \frac12 (x - \mu)^T \Sigma^{-1} (x x x - \mu)$$"
            r" $$\nabla_\mu \ell = \Sigma^{-1} (x - \mu)$$",
            id="a determinant beside a product of vectors",
        ),
        pytest.param(
            r"$$z = \sum_j h_j \gamma_j, \quad C = z^2$$ $$\frac{\partial CC}{\partial h_j} = 2 z \gamma_j$$"
            r" $$\frac{\partial C}{\partial (h_j)} = z \gamma_j$$",
            id="a product that is differentiated",
        ),
        pytest.param(
            r"$$z = (1, 2), \quad h_j = \sigma(z_j)$$ $$h = (0.7311, 0.1e-400)$$",
            id="a result of hundreds of digits",
        ),
        pytest.param(
            r"$$\sigma^2 = \frac1m \sum_i x_i^2, \quad \hat x_i = x_i (\sigma^2 + \epsilon)^{-1/2}$$"
            r" $$\frac{\partial \hat x_i}{\partial \sigma^2} = x_i (\sigma^-1 + \epsilon)^{-3/2}$$",
            id="a variance with a sign above it",
        ),
        pytest.param(
            r"$$L = \frac{1e308}{2} (a - y)^2, \quad a = w x$$ $$\frac{\partial L}{\partial w} = (a - y) x$$",
            id="a factor at the end of the numbers",
        ),
    ],
)
def test_repairs_of_damaged_lines_are_looked_for_without_an_error(page: str) -> None:
    judged = check_source(Source("page.md", page), repairs=True).judgements
    assert judged[0].verdict.value == "right"
    assert judged[-1].verdict.value != "right"


@pytest.mark.parametrize(
    ("page", "bound"),
    [
        pytest.param(lambda n: "\n".join(f"where $x_{{{i}}}$ is the input {i}" for i in range(n)), 2.7, id="formulas"),
        pytest.param(lambda n: "." * 20 * n + " $y = x$", 2.7, id="dots"),
    ],
)
def test_words_take_time_in_proportion_to_their_number(page, bound: float) -> None:  # type: ignore[no-untyped-def]
    def spent(size: int) -> float:
        began = time.process_time()
        check_source(Source("page.md", page(size)))
        return time.process_time() - began

    spent(10)
    assert spent(1000) < bound * spent(500) + 0.1


def test_numbers_at_the_ends_of_their_range_are_compared_without_a_warning() -> None:
    assert not agree(np.array([1.7e308]), np.array([-1.7e308]))
    assert agree(np.array([1.7e308]), np.array([1.7e308]))
