"""What holds for the numbers of a document alone, and how many samples there are where it says so."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

MODEL = displays(r"z = w x + b, \quad o = \sigma(z), \quad E = \frac12 (t - o)^2")
CLAIMS = (
    r"\frac{\partial o}{\partial z} = o (1 - o) t",
    r"\frac{\partial o}{\partial z} = o (t - o)",
    r"\frac{\partial z}{\partial x} = w t",
)


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(("given", "expected"), [("0.8", "wrong"), ("-2", "wrong"), ("1", "unchecked")])
def test_a_claim_that_may_hold_for_a_number_is_refuted_where_the_number_is_another_one(
    claim: str, given: str, expected: str
) -> None:
    assert verdicts(f"Given $t = {given}$.\n\n" + MODEL + "\n\n" + displays(claim))[-1] == expected


def test_a_name_with_several_numbers_refutes_nothing() -> None:
    text = "First $t = 0.8$, then $t = 1$.\n\n" + MODEL + "\n\n" + displays(CLAIMS[0])
    assert judged(text)[-1].reason == "it may hold for the numbers of t that the document gives"


def test_a_number_that_comes_later_refutes_nothing() -> None:
    assert verdicts(MODEL + "\n\n" + displays(CLAIMS[0]) + "\n\nLet $t = 0.8$.")[-2] == "unchecked"


def test_a_number_that_a_derivative_is_by_lies_on_a_side_of_a_kink() -> None:
    unit = displays(r"h = \text{ReLU}(a u)", "y = b h", r"L = \frac12 (y - t)^2")
    claim = displays(r"\frac{\partial L}{\partial a} = \frac{\partial L}{\partial h} u")
    given = "Let $u = 2$, $a = 0.5$, $b = -1$ and $t = 1$.\n\n"
    assert verdicts(given + unit + "\n\n" + claim)[-1] == "right-if"
    assert verdicts(given + unit + "\n\n" + claim.replace("h} u", "h} a"))[-1] == "wrong"
    assert verdicts(given.replace("0.5", "-0.5") + unit + "\n\n" + claim)[-1] == "wrong"


MEAN = displays(
    r"\hat{y}_i = w x_i + b",
    r"L = \frac{1}{3} \sum_{i=1}^{3} (\hat{y}_i - y_i)^2",
    r"\frac{\partial L}{\partial w} = \frac{2}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) x_i",
    r"\frac{\partial L}{\partial b} = \frac{2}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i)",
)


def test_the_number_of_samples_that_the_document_gives_is_the_one_that_its_sums_have() -> None:
    assert verdicts(MEAN + "\n\nHere $N = 3$ is the number of samples.") == ["right"] * 5


def test_an_end_that_only_a_definition_gives_in_numbers_is_said() -> None:
    found = judged(MEAN)
    assert [each.verdict.value for each in found] == ["right", "right-if", "right-if", "right-if"]
    assert all(each.assumes == ("N is 3 here",) for each in found[1:])


@pytest.mark.parametrize(
    ("written", "slip"), [(r"\frac{2}{N}", r"\frac{1}{N}"), (r"\frac{2}{N}", "2"), (") x_i", ") y_i")]
)
def test_no_slip_is_excused_by_how_many_samples_there_are(written: str, slip: str) -> None:
    assert verdicts(MEAN.replace(written, slip) + "\n\nHere $N = 3$ is the number of samples.")[2] == "wrong"


def test_another_number_of_samples_is_another_mean() -> None:
    assert verdicts(MEAN + "\n\nHere $N = 4$ is the number of samples.")[2] == "wrong"


def test_a_number_that_sums_are_divided_by_may_be_how_many_terms_they_have() -> None:
    found = judged("There are $N = 3$ samples.\n\n" + MEAN.replace("_{i=1}^{N}", "_i"))
    assert found[-1].assumes == ("N is how many terms the sums have",)
    assert verdicts("There are $N = 3$ samples.\n\n" + MEAN.replace("_{i=1}^{N}", "_i").replace(r"{2}", "{5}"))[-1] == (
        "wrong"
    )
