"""Sums over the elements of columns, which say how long these are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from backproof.matrix import said
from backproof.matrix.page import Page
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Big, Ref


def summed_up_to(page: Page, kinds: Mapping[str, str]) -> dict[str, str]:
    r"""The columns of which all sums run over the elements to one number: V for p beside ``\sum_{w=1}^V p_w``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in (part for line in page.lines for part in said.parts(line)):
        match part:
            case Big(letter=letter, upper=Ref(subs=(), sups=()) as upper, body=body):
                for ref in (ref for ref in references(body) if ref.subs == (letter,) and not ref.at):
                    parts = page.spelling.parts(ref)
                    if kinds.get(parts.stem) == "column":
                        found[parts.key].add(upper.key)
            case _:
                pass
    return {key: last for key, (last, *others) in found.items() if not others}
