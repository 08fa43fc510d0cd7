"""How far a sum reaches."""

from __future__ import annotations

import pytest

from backproof.check.indices.sums import extended
from tests.check.judging import displays, judged, verdicts
from tests.read.spelt import read, spelt


@pytest.mark.parametrize(
    ("latex", "free", "meaning"),
    [
        (r"\sum_i a_i + b", "", "(sum[i](a_{i}) + b)"),
        (r"\sum_i a_i + b_i", "", "sum[i]((a_{i} + b_{i}))"),
        (r"\sum_i a_i + b_i + c", "", "(sum[i]((a_{i} + b_{i})) + c)"),
        (r"\sum_i a_i - b_i c_i", "", "sum[i]((a_{i} + (-1 * (b_{i} * c_{i}))))"),
        (r"\sum_i a_i + b_i", "i", "(sum[i](a_{i}) + b_{i})"),
        (r"\sum_i a_i + \sum_i b_i", "", "(sum[i](a_{i}) + sum[i](b_{i}))"),
        (r"2 \sum_i a_i + b_i", "", "(2 * sum[i]((a_{i} + b_{i})))"),
        (r"b_i + \sum_i a_i", "", "(b_{i} + sum[i](a_{i}))"),
        (r"c (\sum_i a_i + b_i)", "", "(c * sum[i]((a_{i} + b_{i})))"),
    ],
)
def test_a_sum_goes_on_over_terms_that_contain_its_letter_where_nothing_else_binds_it(
    latex: str, free: str, meaning: str
) -> None:
    assert spelt(extended(read(latex), frozenset(free), force=False)) == meaning


def test_both_extents_are_tried_where_something_else_binds_the_letter() -> None:
    assert spelt(extended(read(r"\sum_i a_i + b_i"), frozenset("i"), force=True)) == "sum[i]((a_{i} + b_{i}))"


def test_a_claim_is_judged_with_the_extent_that_its_letters_need() -> None:
    document = displays(r"s = \sum_i (a_i + b_i)", r"2 s = \sum_i 2 a_i + 2 b_i", r"2 s = \sum_i 2 a_i + b_i")
    assert [each.verdict.value for each in judged(document)] == ["right", "right", "wrong"]


UNITS = (
    r"E_{total} = \sum \frac{1}{2} (target - output)^2",
    r"out_{o1} = v_1 h_1",
    r"out_{o2} = v_2 h_1",
    r"e_{1} = target_{o1} - out_{o1}",
    r"e_{2} = target_{o2} - out_{o2}",
)


def test_a_sum_over_words_is_over_all_units_that_the_document_has_for_them() -> None:
    document = displays(
        *UNITS,
        r"\frac{\partial E_{total}}{\partial out_{o1}} = -(target_{o1} - out_{o1})",
        r"\frac{\partial E_{total}}{\partial v_2} = -(target_{o1} - out_{o1}) h_1",
    )
    found = judged(document)
    assert [each.verdict.value for each in found] == ["right-if", *["right"] * 5, "wrong"]
    assert found[0].assumes == ("the sum is over o1, o2",)


def test_such_a_sum_is_held_against_another_line_that_says_what_the_total_is() -> None:
    units = [rf"\frac12 (target_{{o{unit}}} - out_{{o{unit}}})^2" for unit in (1, 2)]
    slope = r"\frac{\partial E_{total}}{\partial out_{o1}} = -(target_{o1} - out_{o1})"
    same = judged(displays(*UNITS, rf"E_{{total}} = {units[0]} + {units[1]}", slope))
    assert [each.verdict.value for each in (same[0], *same[-2:])] == ["right-if", "right", "right"]
    # Which of two that differ is meant is not known: the one with all of its terms defines.
    other = judged(displays(*UNITS, rf"E_{{total}} = {units[0]}", slope))
    assert [each.verdict.value for each in (other[0], *other[-2:])] == ["unchecked", "right", "right"]


WHOLE = (r"a_j = \sigma(z_j)", r"C = \frac12 \sum (y - a)^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial C}{\partial a_j} = -(y_j - a_j)", "right"),
        (r"\frac{\partial C}{\partial a} = -(y - a)", "right"),
        (r"\frac{\partial C}{\partial z_j} = -(y_j - a_j) a_j (1 - a_j)", "right"),
        (r"\frac{\partial C}{\partial a_j} = y_j - a_j", "wrong"),
        (r"\frac{\partial C}{\partial z_j} = -(y_j - a_j) a_j", "wrong"),
    ],
)
def test_a_sum_over_whole_arrays_without_a_letter_is_over_their_units_and_refutes_what_one_unit_does(
    claim: str, verdict: str
) -> None:
    assert verdicts(displays(*WHOLE, claim)) == ["right", "right", verdict]


def test_a_sum_over_names_that_no_line_gives_an_index_is_over_samples() -> None:
    assert verdicts(displays(r"C = \frac12 \sum (y - a)^2", r"\frac{\partial C}{\partial a} = a - y"))[0] == "right-if"
