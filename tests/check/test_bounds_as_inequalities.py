r"""Bounds of a sum are read as inequalities, lists and sets below it: ``\sum_{1 \le i \le n}`` is ``\sum_{i=1}^n``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


def found(bounds: str, *claimed: str) -> str:
    loss = rf"L = \sum_{{{bounds}}} (w x_i - y_i)^2"
    slopes = (rf"\frac{{\partial L}}{{\partial w}} = 2 \sum_{each} (w x_i - y_i) x_i" for each in claimed)
    curvature = rf"\frac{{\partial^2 L}}{{\partial w^2}} = 2 \sum_{{{bounds}}} x_i^2"
    return verdicts(displays(loss, curvature, *slopes))[-1]


@pytest.mark.parametrize(
    ("bounds", "claimed"),
    [
        (r"1 \le i \le n", r"{i=1}^n"),
        (r"1 \leqslant i \leq n", r"{1 \le i \le n}"),
        (r"0 \le i < n", r"{i=0}^{n-1}"),
        (r"0 < i < n", r"{i=1}^{n-1}"),
        (r"i \le n", r"{i=1}^n"),
        (r"i = 1, \dots, n", r"{i=1}^n"),
        (r"i = 1, 2, \ldots, n", r"{i \le n}"),
        (r"i \in \{1, \dots, n\}", r"{i = 1, \dots, n}"),
    ],
)
def test_inequalities_are_the_bounds_that_they_say(bounds: str, claimed: str) -> None:
    assert found(bounds, claimed) == "right"


@pytest.mark.parametrize(
    ("bounds", "claimed", "verdict"),
    [(r"1 \le i \le n", r"{1 \le i < n}", "unchecked"), (r"0 \le i < n", r"{0 \le i \le n}", "wrong")],
)
def test_a_bound_too_many_or_too_few_is_as_ever(bounds: str, claimed: str, verdict: str) -> None:
    assert found(bounds, f"{{{bounds}}}", claimed) == verdict


def test_several_letters_have_the_same_bounds() -> None:
    loss = r"L = \sum_{1 \le i, j \le n} (w x_{ij})^2"
    right, slip = (
        rf"\frac{{\partial L}}{{\partial w}} = 2 w \sum_{{1 \le {each} \le n}} x_{{ij}}^2" for each in ("i, j", "i")
    )
    assert verdicts(displays(loss, right, slip))[1:] == ["right", "wrong"]


def test_the_end_of_a_list_is_no_index() -> None:
    given = r"The data are $x_1, \dots, x_n$. "
    right, slip = (rf"\frac{{\partial L}}{{\partial w}} = {factor} \sum_{{i \le n}} (w x_i - 1) x_i" for factor in "23")
    assert verdicts(given + displays(r"L = \sum_{i \le n} (w x_i - 1)^2", right, slip))[-2:] == ["right", "wrong"]


def test_an_index_bounds_another_one() -> None:
    sums = (r"s_i = \sum_{j \le i} x_j", r"L = \sum_{i=1}^n s_i^2")
    right, slip = (rf"\frac{{\partial L}}{{\partial x_j}} = 2 \sum_{{i \{sign} j}} s_i" for sign in ("ge", "le"))
    assert verdicts(displays(*sums, right, slip))[-2:] == ["right", "wrong"]
