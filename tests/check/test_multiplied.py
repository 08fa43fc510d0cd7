"""A letter of functions before brackets is a factor where it has a transpose or an index and multiplies elsewhere."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

ROWS = (r"y = \sigma(h W + b)", r"L = -\sum_k (t_k \log y_k + (1 - t_k) \log(1 - y_k))")
UNITS = (r"y_k = \sum_j h_j w_{jk}", r"L = \frac12 \sum_k (y_k - t_k)^2")


@pytest.mark.parametrize(
    ("given", "line", "slips"),
    [
        (ROWS, r"\frac{\partial L}{\partial W} = h^T (y - t)", ("h^T (t - y)", "h^T (y + t)")),
        (UNITS, r"\frac{\partial L}{\partial w_{jk}} = h_j (y_k - t_k)", ("h_k (y_j - t_j)", "h_j (y_k + t_k)")),
    ],
)
def test_a_transposed_or_indexed_letter_before_a_sum_is_a_factor(
    given: tuple[str, ...], line: str, slips: tuple[str, ...]
) -> None:
    assert verdicts(displays(*given, line))[-1] == "right"
    for slip in slips:
        assert verdicts(displays(*given, f"{line.partition('= ')[0]}= {slip}"))[-1] == "wrong"


def test_a_product_in_the_other_order_is_not_right() -> None:
    other = r"\frac{\partial L}{\partial W} = (y - t) h^T"
    assert verdicts(displays(*ROWS, other))[-1] not in {"right", "right-if"}


@pytest.mark.parametrize("given", ["f_i(x) = w_i x^2", "s = f_i(x) + f_i(2 x)"])
def test_it_is_a_function_where_it_is_applied_to_one_name(given: str) -> None:
    lines = (given, r"L = \sum_i a_i f_i", r"\frac{\partial}{\partial x} f_i(x + c) = f_i")
    assert verdicts(displays(*lines))[-1] != "right"
