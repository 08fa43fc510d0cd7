"""A loss that no line states may be any function of output and target: what none of them allows is refuted."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

OUT = r"\hat y"
NETWORK = (r"h_j = \tanh(u_j x)", r"\hat y = \sigma(\sum_j v_j h_j)")


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


SLOPE, BY_TARGET, BY_WEIGHT, BY_UNIT = d("L", OUT), d("L", "y"), d("L", "v_1"), d("L", "h_1")


def last(*claims: str) -> str:
    return verdicts(displays(*NETWORK, *claims))[-1]


@pytest.mark.parametrize(
    "claim",
    [
        rf"{SLOPE} = \hat y - y",
        rf"{SLOPE} = -\frac{{y}}{{\hat y}}",
        rf"{d('L', 'v_j')} = (\hat y - y) h_j",
        rf"{d('L', 'v_j')} = 2 (\hat y - y) \hat y (1 - \hat y) h_j",
        rf"{BY_UNIT} = (\hat y - y) v_1",
        rf"{SLOPE} = -{BY_TARGET}",
        rf"{BY_TARGET} = -\log \hat y",
    ],
)
def test_what_one_loss_has_is_not_refuted(claim: str) -> None:
    found = judged(displays(*NETWORK, claim, rf"{SLOPE} = g(y)"))[2]
    assert found.verdict.value in {"unchecked", "right-if"}


@pytest.mark.parametrize(
    "claim",
    [
        rf"{BY_WEIGHT} = {SLOPE} h_1 = (\hat y - y) v_1",
        rf"{BY_UNIT} = (\hat y - y) h_1",
        rf"{SLOPE} = (\hat y - y) h_1",
        rf"{SLOPE} = v_1",
        rf"{BY_TARGET} = {SLOPE} \cdot h_1",
        rf"{BY_WEIGHT} = (\hat y - y) \hat y (1 - \hat y) v_1",
    ],
)
def test_what_no_loss_has_is_refuted(claim: str) -> None:
    assert last(rf"{SLOPE} = \hat y - y", claim) == "wrong"


def test_the_slope_that_a_line_says_is_shown_with_what_a_loss_allows() -> None:
    found = judged(displays(*NETWORK, rf"{SLOPE} = y h_1"))[-1]
    assert found.reason == (
        r"with one unit in each layer and one sample already, \partial L/\partial \hat{y} is y \tanh(ux) by this line;"
        r" expected one value wherever \hat{y} and y are the same"
    )


def test_only_the_output_itself_grows_as_fast_as_the_output() -> None:
    claim = rf"{BY_WEIGHT} = {d(OUT, 'v_1')}"
    slope = rf"{SLOPE} = "
    assert verdicts(displays(*NETWORK, claim, rf"{slope} \hat y - y"))[2] == "wrong"
    assert verdicts(displays(*NETWORK, claim, rf"{slope} 1"))[2] != "wrong"
    assert verdicts(displays(*NETWORK, claim, rf"{slope} g"))[2] != "wrong"


def test_a_member_that_fits_the_refuted_one_before_it_follows() -> None:
    head = rf"{d(OUT, 'v_1')} = {BY_WEIGHT}"
    good, bad = (rf"= (\hat y - y) \hat y (1 - \hat y) {name}_1" for name in "hv")
    said = (*NETWORK, rf"{SLOPE} = \hat y - y")
    assert verdicts(displays(*said, f"{head} {good}"))[-2:] == ["wrong", "follows"]
    assert verdicts(displays(*said, f"{head} {bad}"))[-2:] == ["wrong", "unchecked"]


@pytest.mark.parametrize(
    "beside",
    [
        r"L = (\hat y - y)^2 + h_1",
        r"R = L + u^2",
        r"\frac{\partial E}{\partial \hat y} = y",
        r"\hat y = h_1",
    ],
    ids=["a loss that is stated", "a loss in an equation", "another loss", "another output"],
)
def test_nothing_is_refuted_for_every_loss_where_more_is_said(beside: str) -> None:
    found = judged(displays(*NETWORK, beside, rf"{SLOPE} = (\hat y - y) h_1"))[-1]
    assert "by this line" not in found.reason


def test_a_penalty_depends_on_parameters_past_the_output() -> None:
    text = displays(*NETWORK, rf"{SLOPE} = \hat y - y", rf"{BY_WEIGHT} = (\hat y - y) h_1 + v_1")
    assert verdicts(text)[-1] == "wrong"
    assert verdicts(f"{text}\n\nThe loss has a penalty on its weights.")[-1] != "wrong"
