"""Values of functions that equations give without saying what the functions are."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source

ADVERSARY = r"$$L = -\log D(x) - \log(1 - D(G(z))), \quad D(x) = \sigma(a), \quad D(G(z)) = \sigma(c)$$"


def verdicts(text: str) -> list[str]:
    """The verdicts on a document."""
    return [each.verdict.value for each in check_source(Source("page.md", text)).judgements]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial a} = \sigma(a) - 1", "right"),
        (r"\frac{\partial L}{\partial c} = \sigma(c)", "right"),
        (r"\frac{\partial L}{\partial a} = \sigma(a)", "wrong"),
        (r"\frac{\partial L}{\partial c} = \sigma(c) - 1", "wrong"),
        (r"\frac{\partial L}{\partial a} = 2 \sigma(a) - 1", "wrong"),  # were D the sigmoid of a everywhere
    ],
)
def test_each_value_that_is_given_is_a_quantity_of_its_own(claim: str, verdict: str) -> None:
    assert verdicts(f"{ADVERSARY} $${claim}$$")[-1] == verdict


def test_an_equation_for_a_sample_of_its_argument_is_one_of_the_function() -> None:
    page = r"$$a_i = w x_i, \quad f(x) = \sigma(w x), \quad f(x_i) = \sigma(a_i), \quad L = -\log f(x_i)$$"
    assert verdicts(page + r"$$\frac{\partial L}{\partial w} = (\sigma(a_i) - 1) x_i$$")[-1] == "right"
    assert verdicts(page + r"$$\frac{\partial L}{\partial w} = \sigma(a_i) x_i$$")[-1] == "wrong"
