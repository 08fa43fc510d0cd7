"""A letter that counts the columns of a matrix and stands behind a vector of the length of its rows."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SPACES = r"Here $W \in \mathbb{R}^{N \times M}$, $b \in \mathbb{R}^M$ and $x \in \mathbb{R}^N$." + "\n\n"
HIDDEN = r"h = \phi(W^T x + b)"
SLOPE = (
    r"\frac{\partial \text{ReLU}((W_k)^T x + b)}{\partial W_i} = "
    r"\begin{cases} SIDE & \text{if } i = k \text{ and } (W_i)^T x + b[i] > 0 \\ 0 & \text{otherwise} \end{cases}"
)
REST = displays(
    HIDDEN, r"\frac{\partial \text{ReLU}((W_k)^T x + b[k])}{\partial b[i]} = "
    r"\begin{cases} 1 & \text{if } i = k \text{ and } (W_i)^T x + b[i] > 0 \\ 0 & \text{otherwise} \end{cases}"
)  # fmt: skip


def last(side: str, spaces: str = SPACES) -> str:
    return verdicts(spaces + REST + "\n\n" + displays(SLOPE.replace("SIDE", side)))[-1]


def test_an_element_for_the_vector_is_refuted_by_what_is_declared() -> None:
    text = SPACES + REST + "\n\n" + displays(SLOPE.replace("SIDE", "x[k]"))
    found = judged(text)[-1]
    assert found.verdict.value == "wrong"
    assert found.reason == "two axes of different extents have one index: N; expected M"
    assert found.counterexample is not None
    assert (found.counterexample.written, found.counterexample.true) == ("N", "M")


@pytest.mark.parametrize("side", ["x", "x[n]"])
def test_the_vector_itself_and_an_element_by_another_letter_are_not(side: str) -> None:
    assert last(side) != "wrong"


@pytest.mark.parametrize(
    "spaces",
    ["", SPACES.replace("N", "M"), r"Here $W \in \mathbb{R}^{2 \times M}$." + "\n\n"],
)
def test_without_declared_extents_that_differ_nothing_is_refuted(spaces: str) -> None:
    assert last("x[k]", spaces) == "unchecked"
