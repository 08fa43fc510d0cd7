r"""Members of a chain that are written out, ``v = R x = (...)``: each entry is that one of the head."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

TURN = r"R = \begin{pmatrix} \cos u & -\sin u \\ \sin u & \cos u \end{pmatrix}"
TURNED = r"v = R x = \begin{pmatrix} x_1 \cos u - x_2 \sin u \\ x_1 \sin u + x_2 \cos u \end{pmatrix}"
SLOPES = (
    r"\frac{\partial a}{\partial v} = \mathrm{diag}(1 - a^2)"
    r" = \begin{pmatrix} 1 - a_1^2 & 0 \\ 0 & 1 - a_2^2 \end{pmatrix}"
)


@pytest.mark.parametrize(
    "chain",
    [
        TURNED,
        r"S = R R^T = \begin{pmatrix} \cos^2 u + \sin^2 u & 0 \\ 0 & \sin^2 u + \cos^2 u \end{pmatrix}",
    ],
)
def test_entries_by_those_of_a_matrix_that_is_written_out_are_not_refuted(chain: str) -> None:
    assert verdicts(displays(TURN, chain))[-1] in {"right", "unchecked"}


def test_a_slip_in_such_entries_is_not_right() -> None:
    assert verdicts(displays(TURN, TURNED.replace("x_2 \\sin u", "x_1 \\sin u")))[-1] not in {"right", "right-if"}


def test_entries_of_a_jacobian_are_proved_one_by_one() -> None:
    layer = (r"v = R x", r"a = \tanh(v)")
    assert verdicts(displays(*layer, SLOPES))[-1] == "right"
    assert verdicts(displays(*layer, SLOPES.replace("1 - a_2^2", "1 - a_2")))[-1] not in {"right", "right-if"}
