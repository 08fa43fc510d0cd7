"""A name between a quantity and its formula defines nothing: the formula does, and slips behind it are found."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOGISTIC = r"p = \frac{1}{1 + e^{-z}}"
FORMULA = r"-y \log p - (1 - y) \log(1 - p)"


@pytest.mark.parametrize("name", ["H(y, p)", r"\mathrm{CE}(y, p)", r"-\log \mathcal{L}(w)", r"\mathcal{H}(p, y)"])
def test_the_formula_behind_a_name_is_what_is_differentiated(name: str) -> None:
    lines = displays(LOGISTIC, rf"L = {name} = {FORMULA}", r"\frac{dL}{dz} = p - y", r"\frac{dL}{dz} = y - p")
    assert verdicts(lines)[-2:] == ["right", "wrong"]


def test_a_function_that_is_defined_is_no_such_name() -> None:
    lines = displays(r"H(y, p) = (y - p)^2", rf"L = H(y, p) = {FORMULA}")
    assert verdicts(lines)[-1] == "wrong"
