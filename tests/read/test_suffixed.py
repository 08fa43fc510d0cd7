"""Numbers directly behind letters are subscripts, where the document names things so, and factors elsewhere."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = (r"z1 = w1 x1 + w2 x2 + b1", r"h1 = \sigma(z1)", r"E = (h1 - y)^2")


def test_names_with_their_number_behind_them_are_names_with_a_subscript() -> None:
    right = r"\frac{\partial E}{\partial w1} = 2 (h1 - y) h1 (1 - h1) x1"
    assert verdicts(displays(*NETWORK, right)) == ["right"] * 4
    assert verdicts(displays(*NETWORK, right.replace("x1", "x2")))[-1] == "wrong"
    assert verdicts(displays(*NETWORK, right.replace("w1", "w_1").replace("x1", "x_{1}")))[-1] == "right"


def test_words_and_updates_have_them_too() -> None:
    given = (r"net1 = w1 x1 + w2 x2", r"out1 = \sigma(net1)", r"E = (out1 - t)^2")
    step = r"w2^{new} = w2 - \eta \cdot 2 (out1 - t) out1 (1 - out1) x2"
    assert verdicts(displays(*given, step)) == ["right"] * 4
    assert verdicts(displays(*given, step.replace("x2", "x1")))[-1] == "wrong"


def test_a_worked_example_puts_its_numbers_in() -> None:
    given = (r"w1 = 0.5", r"x1 = 2", r"w2 = 1", r"x2 = 3", r"z1 = w1 x1 + w2 x2 = 0.5 \cdot 2 + 1 \cdot 3 = 4")
    assert verdicts(displays(*given))[-3:] == ["right"] * 3
    assert verdicts(displays(*given).replace("= 4", "= 5"))[-1] == "wrong"


@pytest.mark.parametrize("formula", [r"y = 3 x2 + a", r"y = x_1 2 + 1e5", r"u_{h1} = v_{h1} + v_{h2}"])
def test_where_nothing_shows_it_they_are_what_they_were(formula: str) -> None:
    found = judged(displays(formula))
    assert [each.verdict.value for each in found] == ["right"]
    assert "_{2}" not in found[0].reading
