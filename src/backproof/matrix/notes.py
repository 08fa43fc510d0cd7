"""What is said of a reading: the kinds of names and the layout, and what the names of a line rest on."""

from __future__ import annotations

from collections.abc import Mapping

from backproof.matrix.page import Page
from backproof.matrix.workshop import Layout

NAMED = (("columns", "column"), ("rows", "row"), ("matrices", "matrix"))


def told(kinds: Mapping[str, str], layout: Layout) -> tuple[str, ...]:
    """How a document was read, in sentences."""
    found = [
        f"{name}: {', '.join(sorted(stem for stem, kind in kinds.items() if kind == own))}"
        for name, own in NAMED
        if own in kinds.values()
    ]
    if not layout.gradient:
        of = "by a vector " if layout.weights else ""
        found.append(f"the gradient of a number {of}has the transposed shape of its variable (numerator layout)")
    if not layout.jacobian:
        found.append("a Jacobian has a row for each element of its denominator (denominator layout)")
    return tuple(found)


def reach(page: Page, stems: frozenset[str]) -> frozenset[str]:
    """Some stems, with those that their definitions rest on."""
    defining = [at for at in page.equations if page.defines(at)]
    reached, grown = frozenset[str](), stems
    while grown != reached:
        reached = grown
        grown |= frozenset().union(*(page.stems[at] for at in defining if page.head_stem(at) in reached))
    return reached
