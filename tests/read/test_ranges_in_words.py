"""Ranges of letters behind a formula: ``for $i = 1, 2$`` says of which elements it holds, and nothing else."""

from __future__ import annotations

import pytest

from backproof.read.document import read_document
from backproof.source import Source
from tests.check.judging import judged, verdicts

RANGES = (r"i = 1, 2", r"i = 1, 2, 3", r"i = 0, 1", r"i = 1, \dots, n", r"i \in \{1, 2\}")


@pytest.mark.parametrize("elements", RANGES)
def test_a_slip_is_refuted_whatever_elements_it_is_said_of(elements: str) -> None:
    text = rf"$y_i = w_i^2$ and $\frac{{\partial y_i}}{{\partial w_i}} = 2 w_i$ for ${elements}$."
    assert verdicts(text)[:2] == ["right", "right"]
    assert verdicts(text.replace("= 2 w_i", "= w_i"))[1] == "wrong"


def test_numbers_that_are_no_first_ones_are_no_range() -> None:
    assert judged("$y = x^2$ with the roots $x = 2, 5$")[-1].reason != "a declaration"


def test_a_case_of_what_an_index_may_be_is_posed_and_not_claimed() -> None:
    document = read_document(Source("hw.md", r"$p_c = e^{z_c}$ and $t = c$ for $c = 1, 2$"))
    assert [line.said.hedged for line in document.lines] == [False, True, False]


def test_an_updated_element_defines_no_name_of_its_own() -> None:
    lines = (
        "$$z = w_0 + w_1 x_1 + w_2 x_2$$", "$$E = (t - z)^2$$", r"$$\Delta w_i = 2 \eta (t - z) x_i$$",
        r"$$w_0^{new} = w_0^{old} + 2 \eta (t - z)$$",
    )  # fmt: skip
    assert verdicts("\n\n".join(lines))[-1] == "right"
    assert verdicts("\n\n".join(lines).replace("old} +", "old} -"))[-1] == "wrong"
