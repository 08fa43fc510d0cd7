"""Slopes of bent functions at the numbers of an example."""

import pytest

from tests.check.judging import verdicts

GRAPH = r"A graph: $m = \max(z, w)$ and $f = q m$ with $q = 2$, $z = 2$ and $w = 0.5$."
UNIT = r"A unit: $s = w x$, $h = \mathrm{ReLU}(s)$ and $E = \frac12 (h - t)^2$ with $x = 2$, $w = -1$ and $t = 1$."


@pytest.mark.parametrize(
    ("graph", "claim", "found"),
    [
        (GRAPH, r"\frac{\partial f}{\partial z} = \frac{\partial f}{\partial m} \cdot 1 = 2", ["right-if", "right"]),
        (GRAPH, r"\frac{\partial f}{\partial w} = \frac{\partial f}{\partial m} \cdot 0 = 0", ["right-if", "right"]),
        (GRAPH, r"\frac{\partial f}{\partial w} = \frac{\partial f}{\partial m} \cdot 1 = 2", ["wrong", "wrong"]),
        # z has the number of q: for these alone it holds.
        (GRAPH, r"\frac{\partial f}{\partial z} = z", ["unchecked"]),
        (UNIT, r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial h} \cdot 0", ["right-if"]),
        (UNIT, r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial h} x", ["wrong"]),
    ],
)
def test_a_slope_is_that_of_the_side_on_which_the_numbers_lie(graph: str, claim: str, found: list[str]) -> None:
    assert verdicts(f"{graph}\n\n$${claim}$$")[-len(found) :] == found


def test_other_numbers_of_the_same_names_tell_no_side() -> None:
    again = GRAPH + " Then $w = 3$."
    claim = r"$$\frac{\partial f}{\partial w} = \frac{\partial f}{\partial m} \cdot 1$$"
    assert verdicts(f"{again}\n\n{claim}")[-1] == "unchecked"
