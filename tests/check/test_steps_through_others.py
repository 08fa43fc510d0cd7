"""Steps above names that several equations go on with together: pre-activations, and activations of the step before."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NET = (
    r"a_j^t = \sum_{i=1}^I w_{ij} x_i^t + \sum_{h=1}^H u_{hj} b_h^{t-1}",
    r"b_j^t = \tanh(a_j^t)",
)


def test_two_equations_go_on_from_step_to_step() -> None:
    assert verdicts(displays(*NET)) == ["right", "right"]


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        (r"\frac{\partial b_j^t}{\partial a_j^t} = 1 - (b_j^t)^2", ("1 -", "1 +")),
        (r"\frac{\partial a_j^t}{\partial x_i^t} = w_{ij}", ("= w_{ij}", "= u_{ij}")),
        (r"\frac{\partial a_j^t}{\partial b_h^{t-1}} = u_{hj}", ("u_{hj}", "u_{jh}")),
    ],
)
def test_lines_about_such_steps_are_judged(line: str, slip: tuple[str, str]) -> None:
    assert verdicts(displays(*NET, line))[-1] == "right"
    assert verdicts(displays(*NET, line.replace(*slip)))[-1] not in {"right", "right-if"}


def test_powers_are_no_steps() -> None:
    assert verdicts(displays("y = r^t", r"z = q^{t-1}", r"\frac{\partial y}{\partial r} = t r^{t-1}"))[-1] == "right"
    assert verdicts(displays("y = r^t", r"z = q^{t-1}", r"\frac{\partial y}{\partial r} = t r^t"))[-1] == "wrong"
