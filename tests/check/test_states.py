"""Steps by the state of an optimiser: momentum, RMSprop, Adam."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = r"L = \frac12 (w x - y)^2"
MOMENTUM = r"v \leftarrow \beta v + (1 - \beta) \frac{\partial L}{\partial w}"
ADAM = (
    r"m \leftarrow \beta_1 m + (1 - \beta_1) \nabla_w L",
    r"v \leftarrow \beta_2 v + (1 - \beta_2) (\nabla_w L)^2",
    r"\hat m = \frac{m}{1 - \beta_1^t}",
    r"\hat v = \frac{v}{1 - \beta_2^t}",
)


@pytest.mark.parametrize(
    ("states", "step", "verdict"),
    [
        ((MOMENTUM,), r"w \leftarrow w - \eta v", "right"),
        ((MOMENTUM,), r"w \leftarrow w + \eta v", "wrong"),
        ((r"v \leftarrow \mu v - \eta \nabla_w L",), r"w \leftarrow w + v", "right"),
        ((r"v \leftarrow \mu v - \eta \nabla_w L",), r"w \leftarrow w - v", "wrong"),
        (
            (r"s \leftarrow \rho s + (1 - \rho) (\nabla_w L)^2",),
            r"w \leftarrow w - \frac{\eta}{\sqrt{s} + \epsilon} \nabla_w L",
            "right",
        ),
        (ADAM, r"w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}", "right"),
        (ADAM, r"w \leftarrow w + \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}", "wrong"),
        (ADAM, r"w \leftarrow w - \eta \frac{\hat v}{\sqrt{\hat v} + \epsilon}", "unchecked"),
        (ADAM, r"w \leftarrow w - \eta \frac{\hat m}{\hat v + \epsilon}", "unchecked"),
        (ADAM, r"w \leftarrow w - \eta \sqrt{\hat v} \hat m", "wrong"),
        (
            (MOMENTUM.replace("v", "m"), r"v \leftarrow \beta v + \nabla_w L"),
            r"w \leftarrow w - \eta \frac{m}{\sqrt{v} + \epsilon}",
            "unchecked",
        ),
        ((MOMENTUM,), r"w \leftarrow w - \eta \lambda w - \eta v", "right"),
        ((MOMENTUM,), r"w \leftarrow w + \eta \lambda w - \eta v", "unchecked"),
    ],
)
def test_a_step_by_a_state_goes_down(states: tuple[str, ...], step: str, verdict: str) -> None:
    assert verdicts(displays(LOSS, *states, step)) == ["right"] * (1 + len(states)) + [verdict]


def test_a_step_up_says_so() -> None:
    found = judged(displays(LOSS, MOMENTUM, r"w \leftarrow w + \eta v"))
    assert found[-1].reason == "this step goes up: its direction is that of the gradient"


def test_what_is_made_larger_goes_up() -> None:
    page = displays(
        r"\ell = y \log p + (1 - y) \log(1 - p)", MOMENTUM.replace("L", r"\ell"), r"w \leftarrow w + \eta v"
    )
    assert "wrong" not in verdicts(r"$$p = \sigma(w x)$$ We maximise the log-likelihood. " + page)


def test_a_step_by_the_gradient_itself_is_judged_as_a_gradient() -> None:
    found = judged(
        displays(LOSS, MOMENTUM, r"w \leftarrow w - \eta v", r"w \leftarrow w + \eta \frac{\partial L}{\partial w}")
    )
    assert [each.verdict.value for each in found] == ["right", "right", "right", "wrong"]
    assert found[-1].counterexample is not None
