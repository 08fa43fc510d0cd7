"""What only words say to be computed, or another line differentiates, is no constant."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

BLOCK = displays("y = x + h", r"L = \frac12 (y - t)^2")


@pytest.mark.parametrize(
    "words",
    [
        "A block adds its input $x$ to the output $h$ of its layers.",
        "Let $h$ be the output of the inner layers.",
        "The input goes through a layer, whose output is $h$.",
    ],
)
def test_the_output_of_layers_may_depend_on_their_input(words: str) -> None:
    lines = (r"\frac{dy}{dx} = 1", r"\frac{dL}{dx} = y - t", r"\frac{dy}{dh} = 1", r"\frac{dL}{dt} = t - y")
    assert verdicts(f"{words}\n\n{BLOCK}\n\n{displays(*lines)}")[2:] == ["unchecked", "unchecked", "right", "right"]


def test_a_chain_rule_holds_whatever_it_depends_on() -> None:
    words = "Let $h$ be the output of the inner layers."
    chain = r"\frac{dL}{dx} = (y - t) (1 %s \frac{dh}{dx})"
    found = verdicts(f"{words}\n\n{BLOCK}\n\n{displays(chain % '+', chain % '-')}")[-2:]
    assert found[0] == "right"
    assert found[1] not in {"right", "right-if"}


def test_what_another_line_differentiates_is_no_constant() -> None:
    chain, slip = r"\frac{dy}{dx} = 1 + \frac{dh}{dx}", r"\frac{dy}{dx} = 1"
    assert verdicts(displays("y = x + h", chain, slip)) == ["right", "right", "unchecked"]


def test_what_a_line_says_to_be_zero_is_held() -> None:
    zero, slope = r"\frac{\partial t}{\partial w} = 0", r"\frac{\partial L}{\partial w} = (w x - t) x"
    assert verdicts(displays(zero, r"L = \frac12 (w x - t)^2", slope)) == ["right", "right", "right"]


def test_what_nothing_is_said_of_is_held() -> None:
    assert verdicts(displays("y = x + h", r"\frac{\partial y}{\partial x} = 1"))[-1] == "right"
    defined = displays("h = w x", "y = x + h", r"\frac{dy}{dx} = 1 + w", r"\frac{dy}{dx} = 1")
    assert verdicts(f"Let $h$ be the output of the layer.\n\n{defined}")[-2:] == ["right", "wrong"]
