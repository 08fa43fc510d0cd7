r"""Derivatives by what a quantity does not depend on, among the factors of a chain rule: the product vanishes.

In ``\frac{\partial E}{\partial a} \frac{\partial a}{\partial t} \frac{\partial z}{\partial w}``, where lines say that
a is computed from z and that t is the target, t stands for z: no link leads on from it, and none to z.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, final

from backproof.check.doubts.finding import Finding
from backproof.check.passes.computed import Computed
from backproof.check.passes.slopes import Product, Slope
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.lines import Line

SAID: Final = "{} does not depend on {}: this is zero, and what it is said to be is not"


@final
@dataclass(frozen=True)
class Links:
    """What depends on what in one document."""

    computed: Computed
    lines: Sequence[Line]
    outcomes: Sequence[Outcome]

    def severed(self, head: Slope, products: Sequence[Product], spelling: Mapping[str, str]) -> Finding | None:
        """What refutes a chain rule that is one product with a derivative which vanishes."""
        if len(products) > 1 or not self.may_vary(head):
            return None
        link = next((each for each in products[0] if self.vanishes(each, head, products[0])), None)
        if link is None:
            return None
        said = SAID.format(*(spelling.get(name, name) for name in (link.of, link.by)))
        return Finding(Verdict.WRONG, said, counterexample=Counterexample({}, 0.0, 1.0))

    def may_vary(self, head: Slope) -> bool:
        """Whether a line is about a derivative that does not vanish itself."""
        below = self.computed.below
        return head.by in below[head.of] if head.of in below else True

    def vanishes(self, link: Slope, head: Slope, product: Product) -> bool:
        """Whether a quantity surely does not depend on another one, which stands there instead of what leads on."""
        below = self.computed.below
        if link.of == head.of and link.by == head.by:
            return False
        if link.of not in below:
            return link.of != head.of and self.are_parameters(link)
        ends = {each.of for each in product} | {head.by}
        lost = ends - {each.by for each in product} - {head.of}
        leads_on = link.by in ends or link.by in below or not any(link.by in each for each in below.values())
        return not leads_on and link.by not in below[link.of] and bool(lost & below[link.of])

    def are_parameters(self, link: Slope) -> bool:
        """Whether two names are parameters of one line, each differentiated by, and neither is computed."""
        below = self.computed.below
        free = link.of != link.by and link.by not in below and {link.of, link.by} <= self.computed.variables
        return free and any({link.of, link.by} <= each for each in self.computed.together)
