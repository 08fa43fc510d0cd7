r"""An index that one line alone leaves out of a name, beside names with theirs, is supplied: ``right-if``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYER = (r"z_j = \sum_i w_{ij} x_i", r"h_j = \sigma(z_j)", r"\frac{\partial h_j}{\partial z_j} = h_j (1 - h_j)")
OTHER = r"\frac{\partial z_j}{\partial w_{ij}} = x_i"


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        ("h_j (1 - h_j) x_i", "right"),
        ("h_j (1 - h_j) x", "right-if"),
        ("h (1 - h) x_i", "right-if"),
        ("h_j (1 + h_j) x", "wrong"),
    ],
)
def test_one_line_without_the_index_of_all_others(side: str, verdict: str) -> None:
    claim = rf"\frac{{\partial h_j}}{{\partial w_{{ij}}}} = {side}"
    assert verdicts(displays(*LAYER, OTHER, claim)) == ["right"] * 4 + [verdict]


def test_the_sentence_names_what_is_meant() -> None:
    claim = r"\frac{\partial h_j}{\partial w_{ij}} = h_j (1 - h_j) x"
    assert judged(displays(*LAYER, OTHER, claim))[-1].assumes == ("x without its index is x_i",)


def test_a_line_of_whole_arrays_leaves_nothing_out() -> None:
    assert verdicts(displays(*LAYER, OTHER, r"\frac{\partial h}{\partial z} = h (1 - h)"))[-1] == "right"
