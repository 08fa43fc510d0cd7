"""What a line says of a quantity that its document never defines refutes nothing."""

import pytest

from backproof.check.document import check_source
from backproof.source import Source

SCALED = r"""The figure shows how y comes from u.

$$\frac{\partial f}{\partial g} = \frac{\partial f}{\partial y} \cdot \frac{\partial y}{\partial g} = <by g>$$

$$\frac{\partial f}{\partial b} = \frac{\partial f}{\partial y} \cdot \frac{\partial y}{\partial b} = <by b>$$

$$\frac{\partial f}{\partial u} = \frac{\partial f}{\partial y} \cdot \frac{\partial y}{\partial u} = <by u>$$
"""


def verdicts(text: str, *, g: str = r"\frac{\partial f}{\partial y} u") -> list[str]:
    """The verdicts of a page on a quantity y that is computed from g, b and u."""
    values = {"by g": g, "by b": r"\frac{\partial f}{\partial y}", "by u": r"\frac{\partial f}{\partial y} g"}
    for place, value in values.items():
        text = text.replace(f"<{place}>", value)
    return [each.verdict.value for each in check_source(Source("notes.md", text)).judgements]


def test_slopes_of_what_a_figure_defines_are_not_refuted() -> None:
    assert verdicts(SCALED) == ["right", "unchecked"] * 3


def test_they_are_judged_where_the_document_says_what_it_is() -> None:
    assert verdicts(f"$$y = g u + b$$\n\n{SCALED}")[1:] == ["right"] * 6
    assert verdicts(f"$$y = g u + b$$\n\n{SCALED}", g=r"\frac{\partial f}{\partial y} g")[2] == "wrong"


@pytest.mark.parametrize(
    "slip",
    [
        r"\frac{\partial f}{\partial y} \frac{\partial y}{\partial b}",
        r"-\frac{\partial f}{\partial y} \frac{\partial y}{\partial u}",
    ],
)
def test_a_rule_of_derivatives_alone_that_holds_for_no_quantity_is_refuted(slip: str) -> None:
    assert verdicts(f"{SCALED}\n\n" rf"$$\frac{{\partial f}}{{\partial u}} = {slip}$$")[-1] == "wrong"
