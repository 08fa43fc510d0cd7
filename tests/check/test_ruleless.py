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
