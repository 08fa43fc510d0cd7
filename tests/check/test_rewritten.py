"""A page whose mathematics is spelt otherwise and means the same gets the same verdicts, its slips among them."""

from __future__ import annotations

import re

import pytest

from tests.check.judging import displays, verdicts

LAYER = displays(
    r"z_j = \sum_{i=1}^n w_{ji} x_i",
    r"h_j = \sigma(z_j)",
    r"o = \sum_{j=1}^m v_j h_j",
    r"L = (o - y)^2",
    r"\frac{\partial L}{\partial h_j} = 2 (o - y) v_j",
    r"\frac{\partial L}{\partial w_{ji}} = \frac{\partial L}{\partial h_j} \cdot h_j (1 - h_j) x_i",
    r"\frac{\partial L}{\partial w_{ji}} = \frac{\partial L}{\partial h_j} \cdot h_j x_i",
)
REGRESSION = displays(
    r"S = (y - X \beta)^T (y - X \beta)",
    r"\frac{\partial S}{\partial \beta} = -2 X^T (y - X \beta)",
    r"\frac{\partial S}{\partial \beta} = 2 X^T (y - X \beta)",
)
PAGES = {LAYER: ["right"] * 6 + ["wrong"], REGRESSION: ["right", "right", "wrong"]}
SUM = r"\\sum_\{(\w)=1\}\^(\w)"
DERIVATIVE = r"\\frac\{\\partial (\w+)\}\{\\partial ([^{}]+(?:\{\w+\})?)\}"
SPELLINGS = {
    "as it is": ("x^", ""),
    "on one line": (DERIVATIVE, r"\\partial \1/\\partial \2"),
    "in braces": (DERIVATIVE, r"{\\partial \1 \\over \\partial \2}"),
    "by subscripts": (DERIVATIVE, r"\\partial_{\2} \1"),
    "inequalities": (SUM, r"\\sum_{1 \\le \1 \\le \2}"),
    "one inequality": (SUM, r"\\sum_{\1 \\le \2}"),
    "a list": (SUM, r"\\sum_{\1 = 1, \\dots, \2}"),
    "without bounds": (SUM, r"\\sum_\1"),
    "primes": (r"\^T", "'"),
    "another sign": (r"\^T", r"^{\\intercal}"),
    "brackets": (r"\\sigma\((\w+)\)", r"\\sigma[\1]"),
    "braces": (r"\\sigma\((\w+)\)", r"\\sigma\\{\1\\}"),
    "another letter": (r"\bL\b", r"\\mathcal{E}"),
    "one display": (r"\$\$\n\n\$\$", r", \\quad "),
    "other fences": (r"\$\$(.*)\$\$", r"\\[\1\\]"),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_turns_no_verdict(page: str, spelling: str) -> None:
    pattern, meant = SPELLINGS[spelling]
    assert verdicts(re.sub(pattern, meant, page)) == PAGES[page]
