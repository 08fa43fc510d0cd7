"""What a document says of a name in two ways may be meant in either, and neither excuses a slip."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = (
    r"net_{o1} = w_5 h",
    r"out_{o1} = \sigma(net_{o1})",
    r"E_{o1} = \frac12 (t_1 - out_{o1})^2",
    r"E_{total} = \frac12 (t_1 - out_{o1})^2 + \frac12 (t_2 - out_{o2})^2",
    r"E_{total} = E_{o1} + E_{o2}",
)
SPLIT = (
    r"\frac{\partial E_{total}}{\partial h} = \frac{\partial E_{o1}}{\partial h} + \frac{\partial E_{o2}}{\partial h}"
)


def test_a_line_that_holds_by_another_definition_says_so() -> None:
    found = judged(displays(*NETWORK, SPLIT))[-1]
    assert found.verdict.value == "right-if"


@pytest.mark.parametrize(
    "slip", [SPLIT.replace(" + ", " - "), SPLIT.replace(" + ", " + 2 "), SPLIT.replace("{o2}", "{o1}")]
)
def test_a_slip_holds_by_neither(slip: str) -> None:
    assert verdicts(displays(*NETWORK, slip))[-1] not in {"right", "right-if"}
