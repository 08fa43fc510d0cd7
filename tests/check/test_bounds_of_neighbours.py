r"""A bound that contradicts three proved lines is a slip; another letter for the same number, or a part of a range, is
none."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = (
    r"h_i = \sigma(\sum_{j=1}^{d} v_{ij} x_j)",
    r"E = \frac12 \sum_{i=1}^{m} (h_i - y_i)^2",
    r"-\frac{\partial E}{\partial x_j} = \sum_{i=1}^{m} (y_i - h_i) h_i (1 - h_i) v_{ij}",
    r"2 \frac{\partial E}{\partial x_j} = 2 \sum_{i=1}^{m} (h_i - y_i) h_i (1 - h_i) v_{ij}",
)
UP_TO = r"\frac{\partial E}{\partial x_j} = \sum_{i=1}^{%s} (h_i - y_i) h_i (1 - h_i) v_{ij}"


@pytest.mark.parametrize(("end", "verdict"), [("m", "right"), ("d", "wrong"), ("E", "wrong"), ("k", "unchecked")])
def test_the_end_of_another_range_and_a_cost_are_no_number_of_units(end: str, verdict: str) -> None:
    found = judged(displays(*NETWORK, UP_TO % end))[-1]
    assert found.verdict.value == verdict
    if verdict == "wrong":
        assert found.counterexample is not None
        assert (found.counterexample.written, found.counterexample.true) == (f"i = 1..{end}", "i = 1..m")
        assert "i = 1..m" in found.reason


def test_a_quantity_with_a_greek_letter_is_no_number_of_units() -> None:
    mean = (r"\mu = \frac1m \sum_{i=1}^{m} h_i", r"\frac{\partial \mu}{\partial h_i} = \frac1m")
    assert verdicts(displays(*NETWORK, *mean, UP_TO % "m"))[-1] == "right"
    assert verdicts(displays(*NETWORK, *mean, UP_TO % r"\mu"))[-1] == "wrong"
    assert verdicts(displays(*NETWORK, UP_TO % r"\mu"))[-1] == "unchecked"


def test_what_is_proved_by_a_definition_is_proved_with_its_bounds() -> None:
    slopes = (
        r"\frac{\partial E}{\partial h_i} = h_i - y_i",
        r"\frac{\partial E}{\partial y_i} = y_i - h_i",
        r"\frac{\partial E}{\partial v_{ij}} = (h_i - y_i) h_i (1 - h_i) x_j",
    )
    found = [verdicts(displays(*NETWORK[:2], *slopes, UP_TO % end))[-1] for end in ("m", "d", "k")]
    assert found == ["right", "wrong", "unchecked"]
    assert verdicts(displays(*NETWORK[:2], slopes[0], UP_TO % "d"))[-1] == "unchecked"


def test_another_number_of_samples_is_left_open() -> None:
    samples = (
        r"z_i = \sum_{j=1}^m w_j x_{ij}",
        r"L = \frac1n \sum_{i=1}^n \frac12 (z_i - y_i)^2",
        r"\frac{\partial L}{\partial z_i} = \frac1n (z_i - y_i)",
        r"\frac{\partial L}{\partial w_j} = \frac1n \sum_{i=1}^n (z_i - y_i) x_{ij}",
        r"E = \frac1m \sum_{i=1}^m \frac12 (z_i - y_i)^2",
        r"\frac{\partial E}{\partial w_j} = \frac1m \sum_{i=1}^m (z_i - y_i) x_{ij}",
    )
    assert "wrong" not in verdicts(displays(*samples))


def test_two_lines_are_too_few() -> None:
    assert verdicts(displays(*NETWORK[:3], UP_TO % "d"))[-1] == "unchecked"


def test_what_two_lines_end_at_is_a_convention() -> None:
    assert verdicts(displays(*NETWORK, UP_TO % "d", f"2 {UP_TO % 'd'}".replace("= ", "= 2 ")))[-2:] == ["unchecked"] * 2


def test_where_a_line_says_that_both_are_one_number_nothing_is_refuted() -> None:
    assert verdicts(displays(*NETWORK, "m = d", UP_TO % "d"))[-2:] == ["right", "unchecked"]


def test_a_sum_up_to_an_index_is_a_part() -> None:
    running = (r"s_i = \sum_{k=1}^{i} u_k", r"c_i = \sum_{j=1}^{i} v_{ij} x_j")
    assert "wrong" not in verdicts(displays(*NETWORK, *running))


FROM_ZERO = (
    r"z_k = \sum_{j=0}^{D} w_{kj} x_j",
    r"L = \frac12 \sum_{k=0}^{K-1} (z_k - t_k)^2",
    r"-\frac{\partial L}{\partial x_j} = \sum_{k=0}^{K-1} (t_k - z_k) w_{kj}",
    r"2 \frac{\partial L}{\partial x_j} = \sum_{k=0}^{K-1} 2 (z_k - t_k) w_{kj}",
)


def test_one_element_too_many_is_a_slip_where_the_first_one_has_the_number_zero() -> None:
    over = r"\frac{\partial L}{\partial x_j} = \sum_{k=0}^{%s} (z_k - t_k) w_{kj}"
    assert verdicts(displays(*FROM_ZERO, over % "K-1"))[-1] == "right"
    assert verdicts(displays(*FROM_ZERO, over % "K"))[-1] == "wrong"


def test_the_last_class_may_be_left_out_as_a_reference() -> None:
    shares = (
        r"p_k = \frac{e^{z_k}}{1 + \sum_{j=1}^{K-1} e^{z_j}}",
        r"L = -\sum_{k=1}^{K-1} t_k z_k + \log(1 + \sum_{j=1}^{K-1} e^{z_j})",
        r"\frac{\partial L}{\partial w_i} = \sum_{k=1}^{K-1} (p_k - t_k) \frac{\partial z_k}{\partial w_i}",
        r"2 \frac{\partial L}{\partial w_i} = 2 \sum_{k=1}^{K-1} (p_k - t_k) \frac{\partial z_k}{\partial w_i}",
        r"\frac{\partial L}{\partial w_i} = \sum_{k=1}^{K} (p_k - t_k) \frac{\partial z_k}{\partial w_i}",
    )
    assert "wrong" not in verdicts(displays(*shares))


def test_as_many_elements_from_zero_are_another_way_to_count() -> None:
    counted = (
        r"z_k = \sum_{j=1}^{M} w_{kj} x_j",
        r"L = \frac12 \sum_{k=1}^{K} (z_k - t_k)^2",
        r"\frac{\partial L}{\partial x_j} = \sum_{k=%s} (z_k - t_k) w_{kj}",
    )
    assert verdicts(displays(*counted[:2], counted[2] % "0}^{K-1"))[-1] == "unchecked"
    assert verdicts(displays(*counted[:2], counted[2] % "0}^{K"))[-1] == "wrong"


@pytest.mark.parametrize("rest", [r"1 - \sum_{k=1}^{K-1} y_k", r"1 - \sum_{j=1}^{K-1} y_j"])
def test_a_sum_over_all_classes_but_one_is_not_refuted_by_a_single_class(rest: str) -> None:
    shares = (
        r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}",
        r"L = -\sum_{k=1}^{K} y_k \log p_k",
        r"\sum_{k=1}^{K} p_k = 1",
    )
    assert "wrong" not in verdicts(
        displays(*shares, f"y_K = {rest}", rest.replace("y", "p").replace("1 -", "p_K = 1 -"))
    )


def test_class_counts_beside_the_number_of_all_samples_are_numbers_of_their_own() -> None:
    counts = (r"N_k = \sum_{i=1}^{m} t_{ik}", r"p_k = \frac{N_k}{m}", r"N_k = \sum_{i=1}^{N} t_{ik}")
    assert {"wrong", "follows"}.isdisjoint(verdicts(displays(*counts)))


@pytest.mark.parametrize("said", ["m = n", r"n = \sum_i 1"])
def test_how_many_elements_there_are_is_given(said: str) -> None:
    sums = (r"z_j = \sum_{i=1}^{n} w_{ij} x_i", r"E = \sum_{j=1}^{m} z_j^2", r"a = \frac1n \sum_i x_i")
    assert judged(displays(said, *sums))[0].role.value == "given"
    slip = displays(r"n = 2 \sum_{i=1}^{n} x_i", *sums)
    assert judged(slip)[0].role.value != "given"
