"""Clashes of index letters that rest on a guess: which units a letter names, and whether a matrix is one."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

UNITS = (r"e_j = d_j - y_j", r"v_j = \sum_{i=0}^m w_{ji} y_i", r"y_j = \varphi_j(v_j)")
LATER = ("e_k = d_k - y_k", r"\frac{\partial e_k}{\partial v_k} = -\varphi_k'(v_k)", r"v_k = \sum_{j=0}^m w_{kj} y_j")


def test_where_outputs_are_under_another_letter_in_a_later_part_the_letter_refutes_nothing() -> None:
    """Neurons j are outputs first and hidden later, when the outputs are k: one numbering of all units."""
    assert "wrong" not in verdicts(displays(*UNITS, *LATER))
    slip = r"\frac{\partial e_j}{\partial v_j} = \varphi_j'(v_j)"
    assert verdicts(displays(*UNITS, slip))[-1] == "wrong"
    assert verdicts(displays(*UNITS, slip, *LATER))[3] == "wrong"


RECURRENT = (
    r"a_h = \sum_{i=1}^I w_{ih} x_i",
    r"b_h = f(a_h)",
    r"a_h^t = \sum_{i=1}^I w_{ih} x_i^t + \sum_{h'=1}^H w_{h'h} b_{h'}^{t-1}",
)


def test_a_matrix_over_which_two_sums_of_a_line_end_at_different_names_may_be_two() -> None:
    found = judged(displays(*RECURRENT))[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == "whether w is one matrix is not clear: sums over it end at H and at I"


def test_a_single_sum_over_the_other_index_is_still_a_transposition() -> None:
    net = (
        r"h_j = \tanh(\sum_{i=1}^D w_{ji} x_i)",
        r"y_k = \sum_{j=1}^H v_{kj} h_j",
        r"E = \frac12 \sum_{k=1}^K (y_k - t_k)^2",
    )
    slope = r"\frac{\partial E}{\partial h_j} = \sum_{k=1}^K (y_k - t_k) v_{kj}"
    assert verdicts(displays(*net, slope))[-1] == "right"
    assert verdicts(displays(*net, slope.replace("v_{kj}", "v_{jk}")))[-1] == "wrong"


def test_outputs_that_are_under_another_letter_only_in_slopes_refute_nothing() -> None:
    net = (*UNITS, r"v_k = \sum_{j=0}^m w_{kj} y_j")
    slope = r"\frac{\partial e_k}{\partial v_k} = -\varphi_k'(v_k)"
    assert verdicts(displays(*net, slope))[-1] == "unchecked"
    slip = r"\frac{\partial e_j}{\partial w_{ij}} = -\varphi_j'(v_j) y_i"
    assert verdicts(displays(*UNITS, slope, slip, net[-1]))[-2] == "wrong"


LATER_LAYER = r"a_k^t = \sum_{h=1}^H w_{hk} b_h^t"


def test_a_layer_whose_sum_over_the_same_index_ends_elsewhere_may_have_its_own_matrix() -> None:
    assert verdicts(displays(*RECURRENT, LATER_LAYER))[-1] == "unchecked"
    assert verdicts(displays(*RECURRENT, LATER_LAYER.replace("w_{hk}", "w_{kh}")))[-1] == "wrong"


def test_units_that_no_line_defines_may_be_of_two_layers() -> None:
    outputs = r"e_k = d_k - y_k = d_k - \varphi(v_k)"
    sums = r"v_k = \sum_{j=0}^m w_{kj} y_j"
    assert verdicts(displays(outputs, sums)) == ["right", "unchecked", "right"]
    slips = (r"\frac{\partial v_k}{\partial y_j} = w_{jk}", r"\frac{\partial v_k}{\partial w_{kj}} = y_k")
    assert verdicts(displays("e_k = d_k - y_k", sums, *slips))[-2:] == ["wrong", "wrong"]
