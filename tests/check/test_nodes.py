"""Nodes of graphs that are called what they do, and numbers in words."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    ("word", "slope", "slip"), [("sum", "1", "b"), ("add", "1", "0"), ("product", "b", "a"), ("mult", "b", "1")]
)
def test_a_node_with_two_inputs_computes_what_its_word_says(word: str, slope: str, slip: str) -> None:
    node = rf"\text{{{word}}}"
    graph = displays(rf"a \to {node}", rf"b \xrightarrow{{}} {node}")
    derivative = rf"\frac{{\partial {node}}}{{\partial a}} = "
    assert verdicts(graph + "\n\n" + displays(derivative + slope)) == ["right"] * 3
    assert verdicts(graph + "\n\n" + displays(derivative + slip)) == ["right", "right", "wrong"]


def test_a_node_with_one_input_or_a_line_of_its_own_is_left_open() -> None:
    derivative = r"\frac{\partial \text{sum}}{\partial a} = 1"
    assert verdicts(displays(r"a \to \text{sum}", derivative))[-1] == "unchecked"
    own = displays(r"\text{sum} = a b", r"a \to \text{sum}", r"b \to \text{sum}", derivative)
    assert verdicts(own)[-1] == "wrong"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"(1) + (1) = \text{rank 2 tensor}", "right"),
        (r"2 + 1 = \text{a rank 4 tensor}", "wrong"),
        (r"12 \cdot 2 = \text{2 dozen}", "unchecked"),
        (r"60 \cdot 2 = \text{2 hours}", "unchecked"),
        (r"A = \text{rank 2 tensor}", "right"),
    ],
)
def test_a_rank_in_words_is_a_number(line: str, verdict: str) -> None:
    assert verdicts(displays(line)) == [verdict]
