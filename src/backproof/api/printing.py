"""Lists of definitions as text and as LaTeX."""

from __future__ import annotations

from collections.abc import Iterable

from backproof.expr import Definition
from backproof.show import to_latex, to_unicode


def text(definitions: Iterable[Definition]) -> str:
    """One definition in each line."""
    return "\n".join(f"{to_unicode(each.head)} = {to_unicode(each.body)}" for each in definitions)


def aligned(definitions: Iterable[Definition]) -> str:
    """A display with the definitions below each other, at their signs of equality."""
    rows = " \\\\\n".join(f"{to_latex(each.head)} &= {to_latex(each.body)}" for each in definitions)
    return f"$$\\begin{{aligned}}\n{rows}\n\\end{{aligned}}$$"
