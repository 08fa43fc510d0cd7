r"""Steps that a part of a section writes without the rate of the others, ``w - \nabla w`` beside ``w - r \nabla w``.

By itself such a part would say that its step is as long as the gradient. What the section says of its steps holds for
all of its paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

from backproof.check.steps.rates import beside_gradients, numeric_rates
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Nabla, Partial, Plus, Ref


def rateless(lines: Sequence[Line], part: Sequence[int]) -> frozenset[int]:
    """The steps without a rate in a part, where other lines of their section step with one."""
    found = [at for at in part if _steps(lines[at]) and not _has_rate(lines[at])]
    if not found:
        return frozenset()
    others = (line for at, line in enumerate(lines) if at not in part and _steps(line) and _has_rate(line))
    rated = {line.section for line in others}
    return frozenset(at for at in found if lines[at].section in rated)


def _steps(line: Line) -> bool:
    """Whether a line adds a gradient to the old value of its head."""
    match line:
        case Line(head=Ref(base=base), side=Plus((Ref(base=old), *steps))):
            return base == old and any(has(each, Nabla, Partial) for each in steps)
        case _:
            return False


def _has_rate(line: Line) -> bool:
    """Whether a name or a small number stands beside the gradient of a step."""
    side = line.side
    return side is not None and (any(beside_gradients(side)) or any(numeric_rates(side)))
