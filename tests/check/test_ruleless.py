"""Functions without a rule: their names are no factors, and nothing is claimed of them."""

from __future__ import annotations

import pytest

from backproof import Model
from backproof.source import BackproofError
from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("name", [r"\arcsin", r"\operatorname{mish}", r"\mathrm{mish}"])
def test_a_word_before_parentheses_is_no_factor(name: str) -> None:
    word = name.rstrip("}").split("{")[-1].lstrip("\\")
    claim = rf"\frac{{\partial L}}{{\partial w}} = x {name}(w)"
    assert verdicts(displays(rf"L = {name}(w x)", claim)) == ["unchecked", "unchecked"]
    with pytest.raises(BackproofError, match=f"there is no rule for the function {word}"):
        Model.from_document(rf"$$L = {name}(w x)$$").derive("w")


def test_words_that_are_defined_or_stand_alone_are_read_as_before() -> None:
    mish = (r"\operatorname{mish}(z) = z \tanh(\log(1 + e^z))", r"L = \operatorname{mish}(w)")
    slope = r"\frac{dL}{dw} = \tanh(\log(1 + e^w)) + w (1 - \tanh^2(\log(1 + e^w))) \sigma(w)"
    assert verdicts(displays(*mish, slope))[-1] == "right"
    out = (r"\mathrm{out} = \sigma(z)", r"\frac{\partial \mathrm{out}}{\partial z} = \mathrm{out}(1 - \mathrm{out})")
    assert verdicts(displays(*out)) == ["right", "right"]


@pytest.mark.parametrize("behind", ["x", r"\frac{x}{2}", "x_1", r"\mathbf{x}"])
def test_the_same_word_without_parentheses_is_no_factor_either(behind: str) -> None:
    claim = rf"\frac{{\partial y}}{{\partial w}} = \operatorname{{mish}} {behind}"
    assert verdicts(displays(rf"y = \operatorname{{mish}}(w {behind})", claim)) == ["unchecked"] * 2


def test_arcsin_is_a_function_wherever_it_stands() -> None:
    true, false = (rf"\frac{{\partial u}}{{\partial v}} = {side}" for side in (r"(1 - v^2)^{-1/2}", r"\arcsin"))
    assert verdicts(displays(r"u = \arcsin v", true, false)) == ["unchecked"] * 3


def test_a_word_that_stands_alone_is_a_quantity_before_parentheses_too() -> None:
    claim = r"\frac{\partial L}{\partial \mathrm{gain}} = 1 - \mathrm{goal} - \mathrm{slope}"
    given = r"L = \mathrm{gain} (1 - \mathrm{goal} - \mathrm{slope}) + \mathrm{goal}(1 + \mathrm{slope} x)"
    assert verdicts(displays(given, claim)) == ["right", "right"]
