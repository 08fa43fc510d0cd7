"""Derivatives by an expression that the document gives a name."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NEURON = (r"z = w x + b, \quad a = \sigma(z)",)
SLOPE = r"\frac{\partial a}{\partial (w x + b)} = a (1 - a)"


@pytest.mark.parametrize(
    ("by", "verdict"),
    [
        ("(w x + b)", "right"),
        ("(wx+b)", "right"),
        (r"\left(w x + b\right)", "right"),
        ("(w x - b)", "unchecked"),
        ("(b + w x)", "unchecked"),
    ],
)
def test_what_a_name_is_defined_as_stands_for_it(by: str, verdict: str) -> None:
    assert verdicts(displays(*NEURON, rf"\frac{{\partial a}}{{\partial {by}}} = a (1 - a)"))[-1] == verdict


def test_a_slip_in_such_a_derivative_is_wrong() -> None:
    assert verdicts(displays(*NEURON, SLOPE.replace("1 - a", "1 + a")))[-1] == "wrong"


@pytest.mark.parametrize("other", ["u = w x + b", "z = w x"], ids=["another name", "another value"])
def test_which_name_is_meant_has_to_be_clear(other: str) -> None:
    assert verdicts(displays(*NEURON, other, SLOPE))[-1] == "unchecked"


def test_a_chain_goes_through_it() -> None:
    chain = r"\frac{\partial a}{\partial (w x + b)} \frac{\partial (w x + b)}{\partial w}"
    assert (
        verdicts(displays(*NEURON, rf"\frac{{\partial a}}{{\partial w}} = {chain} = a (1 - a) x"))[-2:] == ["right"] * 2
    )
