r"""A product of whole arrays under a sum of elements, ``\sum_j E^T o_n``, is proved by none that has the element."""

from __future__ import annotations

from tests.check.judging import displays, verdicts


def test_a_product_of_arrays_under_a_sum_of_elements_is_not_right() -> None:
    known = displays("h = E^T o_n", r"s = \sum_j h_j") + "\n\n"
    assert verdicts(known + displays(r"s = \sum_j E^T o_n"))[-1] == "unchecked"
    assert verdicts(known + displays(r"s = \sum_j h_j"))[-1] == "right"


def test_a_number_may_be_added_up_many_times() -> None:
    text = displays(r"\mu = \frac1m \sum_{i=1}^m x_i", r"\sum_{i=1}^m \mu = m \mu")
    assert verdicts(text)[-1] == "right"


def test_a_product_with_the_letter_of_its_sum_is_read() -> None:
    known = displays(r"L = \frac12 \sum_{i=1}^n (w^T x_i - y_i)^2") + "\n\n"
    assert verdicts(known + displays(r"\nabla_w L = \sum_{i=1}^n (w^T x_i - y_i) x_i"))[-1] == "right"
    assert verdicts(known + displays(r"\nabla_w L = \sum_{i=1}^n (w^T x_i - y_i) w"))[-1] == "wrong"
