"""Sums and products over the samples of one class: the label chooses them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SHARES = r"p^{(i)} = \sigma(w x^{(i)})"
SETS = (
    r"\log \left( \prod_{x^{(i)} \in C_1} p^{(i)} \right) + \log \left( \prod_{x^{(i)} \in C_0} (1 - p^{(i)}) \right)"
)
SUM = r"= \sum_{i=1}^m y^{(i)} \log p^{(i)} + (1 - y^{(i)}) \log (1 - p^{(i)})"


def test_sets_of_samples_have_those_with_the_label_of_their_number() -> None:
    found = judged(displays(SHARES, SETS, SUM))
    assert [each.verdict.value for each in found] == ["right", "right-if", "right-if"]
    assert found[1].assumes == ("C_{1} has the samples with label 1", "C_{0} has the samples with label 0")


@pytest.mark.parametrize(
    ("right", "slip"),
    [(r"+ (1 - y^{(i)})", r"- (1 - y^{(i)})"), (r"y^{(i)} \log p", r"\log p"), (r"\log (1 - p", r"\log (1 + p")],
)
def test_a_slip_in_the_sum_of_them_is_found(right: str, slip: str) -> None:
    assert verdicts(displays(SHARES, SETS, SUM.replace(right, slip, 1)))[-1] == "wrong"


def test_a_remark_may_stand_between_an_expression_and_what_goes_on_from_it() -> None:
    text = displays(SHARES, rf"{SETS} \Rightarrow q = 1 - w", SUM)
    assert verdicts(text) == ["right", "right-if", "right", "right-if"]


@pytest.mark.parametrize(
    ("ones", "zeros", "verdict"), [("1", "0", "right-if"), ("0", "1", "wrong"), ("1", "2", "wrong")]
)
def test_conditions_on_labels_choose_samples(ones: str, zeros: str, verdict: str) -> None:
    chosen = (rf"\sum_{{i: y^{{(i)}} = {value}}}" for value in (ones, zeros))
    claim = r"= {} \log p^{{(i)}} + {} \log (1 - p^{{(i)}})".format(*chosen)
    whole = rf"L {SUM}"
    assert verdicts(displays(SHARES, whole, claim))[-1] == verdict


def test_sets_that_are_no_two_classes_stay_unread() -> None:
    text = displays(SHARES, SETS.replace("C_0", "C_2"), SUM)
    assert verdicts(text)[-1] == "unchecked"
