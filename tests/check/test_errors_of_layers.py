r"""Errors of two layers under one letter: "for the hidden layer ``\delta = W_2^T (\hat y - y) \odot \sigma'(z_1)``"."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (
    displays(r"a_1 = \tanh(W_1 x + b_1)", r"\hat y = W_2 a_1 + b_2", r"L = \frac12 \| \hat y - y \|^2")
    + "\n\nAt the output, $\\delta = \\hat y - y$ and\n\n"
    + displays(r"\nabla_{W_2} L = \delta a_1^T")
)
HIDDEN = "\n\nAt the hidden layer, $\\delta = W_2^T (\\hat y - y) \\odot (1 %s a_1^2)$ and\n\n"


@pytest.mark.parametrize(("line", "verdict"), [(r"\delta x^T", "right"), (r"- \delta x^T", "wrong")])
def test_words_that_name_a_layer_give_it_another_error(line: str, verdict: str) -> None:
    found = verdicts(MODEL + HIDDEN % "-" + displays(rf"\nabla_{{W_1}} L = {line}", r"\nabla_{b_1} L = \delta"))
    assert found[:-2] == ["right"] * 6
    assert found[-2:] == [verdict, "right"]


def test_its_definition_may_be_the_slip() -> None:
    found = verdicts(MODEL + HIDDEN % "+" + displays(r"\nabla_{W_1} L = \delta x^T", r"\nabla_{b_1} L = \delta"))
    assert found[-3:] == ["wrong", "right", "right"]


def test_on_its_right_side_stands_the_error_before() -> None:
    network = displays(r"h = \sigma(u x + c)", r"y = \sigma(v h + b)", r"E = \frac12 (y - t)^2")
    output = "\n\nFor the output layer,\n\n" + displays(r"\delta = (y - t) y (1 - y)")
    hidden = "\n\nFor the hidden layer,\n\n" + displays(r"\delta = \delta v h (1 - h)")
    for slope, verdict in ((r"\delta x", "right"), (r"\delta h", "wrong")):
        line = displays(rf"\frac{{\partial E}}{{\partial u}} = {slope}")
        assert verdicts(f"{network}{output}{hidden}\n\n{line}")[-1] == verdict


@pytest.mark.parametrize("words", ["Then", "For the output layer we found", "Again at the output"])
def test_the_same_layer_has_one_error(words: str) -> None:
    """A second definition of it is no new name, which nothing could refute."""
    again = f"\n\n{words}\n\n" + displays(r"\delta = \hat y + y")
    assert verdicts(MODEL + again)[-1] == "unchecked"
