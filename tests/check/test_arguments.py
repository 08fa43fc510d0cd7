"""What nonlinearities are applied to, where the document writes it out in them and names it in words only."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

GATE = (r"i_j = \sigma(\sum_k W_{jk} x_k + b_j)", r"E = \sum_j (i_j - y_j)^2")
UNIT = (r"a = \tanh(w x + b)", r"E = (a - y)^2")


@pytest.mark.parametrize("name", [r"\hat i", r"\tilde i", "z", "net"])
def test_a_name_for_the_argument_is_read_and_said(name: str) -> None:
    document = displays(
        *GATE,
        rf"\frac{{\partial E}}{{\partial {name}_j}} = \frac{{\partial E}}{{\partial i_j}} i_j (1 - i_j)",
        rf"\frac{{\partial E}}{{\partial W_{{jk}}}} = \frac{{\partial E}}{{\partial {name}_j}} x_k",
        rf"\frac{{\partial E}}{{\partial W_{{jk}}}} = \frac{{\partial E}}{{\partial {name}_j}} x_k^2",
    )
    found = judged(document)
    assert [each.verdict.value for each in found] == ["right", "right", "right-if", "right-if", "unchecked"]
    assert "is what the nonlinearity of i is applied to" in found[-2].assumes[-1]


def test_of_several_activations_the_usual_name_is_the_argument_of_none() -> None:
    document = displays(*GATE, r"c = \tanh(u x + v)", r"\frac{\partial E}{\partial z} = 1")
    assert verdicts(document)[-1] == "unchecked"
    assert all("nonlinearity" not in assumed for each in judged(document) for assumed in each.assumes)


def test_what_enters_a_definition_is_no_argument_of_it() -> None:
    lines = (r"a = \tanh(w z + b)", r"E = (a - y)^2", r"\frac{\partial E}{\partial z} = 2 (a - y) (1 - a^2) w")
    assert verdicts(displays(*lines)) == ["right"] * 3
    assert verdicts(displays(*lines[:2], r"\frac{\partial E}{\partial z} = 2 (a - y) (1 - a^2)"))[-1] == "wrong"


def test_a_slip_in_a_line_without_the_name_is_refuted() -> None:
    chain = r"\frac{\partial a}{\partial z} = 1 - a^2"
    assert verdicts(displays(*UNIT, chain, r"\frac{\partial E}{\partial w} = 2 (a - y) (1 + a^2) x"))[-1] == "wrong"
