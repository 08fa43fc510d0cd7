"""A letter with a number behind it in a superscript is a name, and no product: w^{h0} is not the power 0 of w."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Verdict
from backproof.source import Source

NETWORK = "$$C = \\frac{1}{2} (a - t)^2, \\quad a = \\sigma(z), \\quad z = u w^{h0} + b$$\n\n"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial C}{\partial b} = (a - t) a (1 - a)", Verdict.RIGHT),
        (r"\frac{\partial C}{\partial u} = (a - t) a (1 - a) w^{h0}", Verdict.RIGHT),
        (r"\frac{\partial C}{\partial b} = (a - t) a (1 - a) w^{h0}", Verdict.WRONG),
        (r"\frac{\partial C}{\partial u} = (a - t) a (1 - a)", Verdict.WRONG),
        (r"\frac{d}{du} e^{u2} = 2 e^{2u}", Verdict.RIGHT),
    ],
)
def test_a_factor_with_such_a_name_is_not_one(line: str, verdict: Verdict) -> None:
    assert check_source(Source("notes.md", f"{NETWORK}$${line}$$\n")).judgements[-1].verdict is verdict
