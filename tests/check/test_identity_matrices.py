"""The identity matrix, which nobody defines: equations are proved with it, and none is refuted by it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

FORWARD = (r"\mathbf{z} = \mathbf{W} \mathbf{x}", r"\mathbf{a} = \mathbf{z} + \mathbf{x}")


@pytest.mark.parametrize("letter", [r"\mathbf{I}", "I"])
def test_a_derivative_may_be_the_identity(letter: str) -> None:
    claims = (
        rf"\frac{{\partial \mathbf{{a}}}}{{\partial \mathbf{{z}}}} = {letter}",
        rf"\frac{{\partial \mathbf{{a}}}}{{\partial \mathbf{{x}}}} = \mathbf{{W}} + {letter}",
    )
    assert verdicts(displays(*FORWARD, *claims))[-2:] == ["right", "right"]


def test_what_is_not_the_identity_is_not_proved() -> None:
    claim = r"\frac{\partial \mathbf{a}}{\partial \mathbf{x}} = \mathbf{I}"
    found = judged(displays(*FORWARD, claim))[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == "whether I is the identity matrix is not written"


@pytest.mark.parametrize("forward", [r"\mathbf{z} = \mathbf{W} \mathbf{I}", r"\mathbf{I} = \mathbf{W} \mathbf{x}"])
def test_an_input_or_a_defined_name_is_no_identity(forward: str) -> None:
    claim = r"\frac{\partial \mathbf{z}}{\partial \mathbf{z}} = \mathbf{I}"
    assert verdicts(displays(r"\mathbf{z} = \mathbf{W} \mathbf{x}", forward, claim))[-1] != "right"
