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
        ((MOMENTUM,), r"w \leftarrow w - \eta \lambda w - \eta v", "right"),
        ((MOMENTUM,), r"w \leftarrow w + \eta \lambda w - \eta v", "unchecked"),
    ],
)
def test_a_step_by_a_state_goes_down(states: tuple[str, ...], step: str, verdict: str) -> None:
    assert verdicts(displays(LOSS, *states, step)) == ["right"] * (1 + len(states)) + [verdict]


def test_what_a_step_takes_the_root_of_adds_squares_up() -> None:
    states = (MOMENTUM.replace("v", "m"), r"v \leftarrow \beta v + \nabla_w L")
    step = r"w \leftarrow w - \eta \frac{m}{\sqrt{v} + \epsilon}"
    assert verdicts(displays(LOSS, *states, step)) == ["right", "right", "unchecked", "unchecked"]


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


@pytest.mark.parametrize(
    ("added", "verdict"),
    [
        ("+ (w x - y) x", "right"),
        (r"- \eta (w x - y) x", "right"),
        (r"+ (1 - \beta) (w x - y) x", "right"),
        ("+ 0.1 (w x - y)^2 x^2", "unchecked"),
        (r"+ (1 - \beta) ((w x - y) x)^2", "right"),
        ("+ (w x - y)", "unchecked"),
        ("+ 2 (w x - y) x", "unchecked"),
        (r"+ (1 - \beta) (w x + y) x", "unchecked"),
        ("+ h", "right"),
    ],
)
def test_what_a_state_adds_is_the_gradient_by_what_it_moves(added: str, verdict: str) -> None:
    page = displays(LOSS, rf"v \leftarrow \beta v {added}", r"w \leftarrow w - \eta v")
    assert verdicts(page)[1] == verdict


def test_what_a_state_of_arrays_adds_is_held_against_the_gradient_by_them() -> None:
    network = r"y = W x, \quad L = \frac12 \|y - t\|^2", r"W \leftarrow W - \eta V"
    for sign, verdict in (("-", "right"), ("+", "unchecked")):
        page = displays(network[0], rf"V \leftarrow \beta V + (y {sign} t) x^T", network[1])
        assert verdicts(page)[2] == verdict


@pytest.mark.parametrize(
    ("state", "step", "slip"),
    [
        (r"m = \beta m + (1 - \beta) \frac{\partial L}{\partial w}", r"w = w - \eta m", r"w = w + \eta m"),
        (r"v = \mu v - \eta \frac{\partial L}{\partial w}", "w = w + v", "w = w - v"),
        (r"v = 0.9 v + \frac{\partial L}{\partial w}", r"w = w - \eta v", r"w = w + \eta v"),
    ],
)
def test_a_state_may_be_assigned_by_an_equals_sign(state: str, step: str, slip: str) -> None:
    assert verdicts(displays("L = (w x - y)^2", state, step)) == ["right"] * 3
    assert verdicts(displays("L = (w x - y)^2", state, slip)) == ["right"] * 2 + ["wrong"]


def test_what_a_line_adds_by_an_equals_sign_is_no_step_without_a_state() -> None:
    assert verdicts(displays("L = (h w - y)^2", "h = h + v", "v = w x"))[1] == "unchecked"


@pytest.mark.parametrize(("sign", "verdict"), [("+", "right"), ("-", "wrong")])
def test_the_parameter_that_is_moved_is_no_gradient(sign: str, verdict: str) -> None:
    r"""Behind ``w \leftarrow w + v`` the w of ``v \leftarrow \mu v - \eta w`` is a value, and goes no way."""
    general = (r"v \leftarrow \mu v - \eta \nabla L(w)", rf"w \leftarrow w {sign} v")
    example = (r"L = \frac12 w^2", r"v \leftarrow \mu v - \eta w", r"w \leftarrow w + v")
    found = verdicts(displays(*general, *example))
    assert found[1] == verdict
    assert found[-1] == "unchecked"


@pytest.mark.parametrize(
    ("state", "step", "verdict"),
    [
        (r"V \leftarrow \beta V - \eta \frac{\partial L}{\partial W}", r"W \leftarrow W + V", "right"),
        (r"V \leftarrow \beta V - \eta \frac{\partial L}{\partial W}", r"W \leftarrow W + V^T", "unchecked"),
        (r"V \leftarrow \beta V + \frac{\partial L}{\partial W}", r"W \leftarrow W - \eta V^T", "unchecked"),
        (
            r"v_{ij} \leftarrow \beta v_{ij} - \eta \frac{\partial L}{\partial w_{ij}}",
            r"w_{ij} \leftarrow w_{ij} + v_{ij}",
            "right",
        ),
        (
            r"v_{ij} \leftarrow \beta v_{ij} - \eta \frac{\partial L}{\partial w_{ij}}",
            r"w_{ij} \leftarrow w_{ij} + v_{ji}",
            "unchecked",
        ),
    ],
)
def test_a_step_by_a_state_that_is_transposed_is_not_proved_by_its_direction(
    state: str, step: str, verdict: str
) -> None:
    assert verdicts(displays(state, step))[-1] == verdict
