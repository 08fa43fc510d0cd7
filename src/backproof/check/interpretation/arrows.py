"""What an arrow says: it declares, it states a slope, or it leads on from what stands before it."""

from __future__ import annotations

from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Big, Divide, Partial, Plus, Ref

ARROWS: Final = frozenset({"sim", "to", "mapsto"})
DRAWN: Final = "sim"
LEADING: Final = frozenset({"to", "mapsto"})
COMPUTED: Final = (Plus, Divide, Big)
"""What declares nothing: names, shapes, lists and a function with its arguments may."""
FROM_WORDS: Final = "what this arrow leads from is not written as a formula"


def claims_slope(line: Line) -> bool:
    r"""Whether an arrow says what a derivative is: ``\frac{dy}{dw} \to 2 x``; behind a name it declares this."""
    return line.relation in ARROWS and isinstance(line.head, Partial)


def declares(line: Line) -> bool:
    r"""Whether a line says what its names are; a distribution, ``m \sim \mathrm{Bernoulli}(p)``, need not be read."""
    drawn = line.relation == DRAWN and isinstance(line.head, Ref)
    return (line.problem is None and not claims_slope(line)) or drawn


def leads_on(line: Line) -> bool:
    r"""Whether an arrow with nothing before it leads to what is computed: ``\rightarrow x (x + 2)``."""
    return line.relation in LEADING and line.head is None and line.side is not None and has(line.side, *COMPUTED)
