r"""Names of which a document defines the square: variances."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MEAN = r"u = \frac{1}{n} \sum_{i=1}^n x_i"
VARIANCE = r"\sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - u)^2"
SCALED = r"z_i = \frac{x_i - u}{\sqrt{\sigma^2 + \epsilon}}"


def test_a_variance_is_defined_by_its_square() -> None:
    assert verdicts(displays(MEAN, VARIANCE, SCALED)) == ["right"] * 3


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\sigma^2 = \frac{1}{n} \sum_{i=1}^n x_i^2 - u^2", "right"),
        (r"\sigma^2 = \frac{1}{n} \sum_{i=1}^n x_i^2 + u^2", ""),
        (r"\frac{\partial z_i}{\partial \epsilon} = -\frac{x_i - u}{2 (\sigma^2 + \epsilon)^{3/2}}", "right"),
        (r"\frac{\partial z_i}{\partial \epsilon} = \frac{x_i - u}{2 (\sigma^2 + \epsilon)^{3/2}}", "wrong"),
        (r"\sum_{i=1}^n z_i^2 = \frac{n \sigma^2}{\sigma^2 + \epsilon}", "right"),
        (r"\sum_{i=1}^n z_i^2 = \frac{n \sigma}{\sigma^2 + \epsilon}", "wrong"),
    ],
)
def test_what_follows_from_a_variance(claim: str, verdict: str) -> None:
    found = verdicts(displays(MEAN, VARIANCE, SCALED, claim))[-1]
    assert found == verdict if verdict else found not in {"right", "right-if"}


def test_all_members_of_its_chain_are_the_square() -> None:
    chain = VARIANCE + r" = \frac{1}{n} \sum_{i=1}^n x_i^2 - u^2"
    assert verdicts(displays(MEAN, chain)) == ["right"] * 3
    assert verdicts(displays(MEAN, chain + " + u"))[-1] == "wrong"


def test_a_name_that_has_a_definition_is_held_to_it() -> None:
    assert verdicts(displays("r = a - b", "r^2 = a^2 - 2 a b + b^2")) == ["right", "right"]
    assert verdicts(displays("r = a - b", "r^2 = a^2 - a b + b^2")) == ["right", "wrong"]


def test_layers_by_numbers_are_no_squares() -> None:
    text = displays("z^2 = w^2 a^1 + b^2", r"a^2 = \sigma(z^2)", r"z^3 = w^3 a^2 + b^3", "L = (z^3 - y)^2")
    assert "wrong" not in verdicts(text)
