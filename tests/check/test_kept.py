"""What a search for kinds keeps of the parts of a line changes no cost."""

from __future__ import annotations

from itertools import product

import pytest

from backproof.matrix.fitting import Fit
from backproof.matrix.kept import Kept
from backproof.matrix.kinds import KINDS
from backproof.matrix.page import Page
from backproof.matrix.workshop import Layout
from backproof.read.document import read_document
from backproof.read.terms.terms import Times
from backproof.source import Source

LINES = (
    r"z = W x + b",
    r"\frac{\partial L}{\partial W} = \delta x^T",
    r"\delta = (V^T e) \odot \sigma'(z)",
    r"y = x^T x + x",
)


def fit(line: str) -> Fit:
    return Fit(Page(tuple(read_document(Source("kept.md", f"$${line}$$\n")).lines), frozenset()))


@pytest.mark.parametrize("line", LINES)
def test_a_line_costs_the_same_with_and_without_what_was_kept(line: str) -> None:
    own = fit(line)
    (at,) = own.page.equations
    kept = Kept.of(own.page, at)
    stems = sorted(own.page.stems[at])
    for chosen in product(KINDS, repeat=min(len(stems), 4)):
        kinds = {**dict.fromkeys(stems, "column"), **dict(zip(stems, chosen, strict=False))}
        alone = own._misfit(at, kinds, Layout(), False, Kept.of(own.page, at))
        assert own._misfit(at, kinds, Layout(), False, kept) == alone


def test_a_part_that_stands_at_two_places_is_not_kept() -> None:
    page = fit(r"y = x^T x").page
    ((at, (head, side)),) = page.equations.items()
    assert isinstance(side, Times)
    page.equations[at] = (head, Times((side.factors[1], side.factors[1]), side.span))
    assert not Kept.of(page, at).rests
