r"""Gradients of a cost without a variable: a step, ``w \leftarrow w - \eta \nabla C``, says by what they are."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

COST = r"C = \frac12 (w^T x - y)^2"
LAYER = (r"E = \frac12 \|W x + b - y\|^2",)


@pytest.mark.parametrize(
    "step",
    [
        r"w \leftarrow w - \eta \nabla C",
        r"w \to w' = w - \eta \nabla C",
        r"w^{new} = w^{old} - \eta \nabla C",
        r"\Delta w = -\eta \nabla C",
    ],
)
@pytest.mark.parametrize(("gradient", "verdict"), [("(w^T x - y) x", "right"), ("2 (w^T x - y) x", "wrong")])
def test_a_gradient_is_by_what_the_step_changes(step: str, gradient: str, verdict: str) -> None:
    assert verdicts(displays(COST, step, rf"\nabla C = {gradient}"))[-2:] == ["right", verdict]


@pytest.mark.parametrize(
    "step", [r"w \leftarrow w + \eta \nabla C", r"w \to w' = w + \eta \nabla C", r"\Delta w = \eta \nabla C"]
)
def test_a_step_against_the_rule_is_refuted(step: str) -> None:
    assert verdicts(displays(COST, r"\nabla C = (w^T x - y) x", step))[-1] == "wrong"


def test_each_step_takes_the_gradient_by_its_own_name_and_no_other_line_says_by_which() -> None:
    steps = (r"W \leftarrow W - \eta \nabla E", r"b \leftarrow b - \eta \nabla E", r"b \leftarrow b + \eta \nabla E")
    found = verdicts(displays(*LAYER, *steps, r"\nabla E = W x + b - y"))
    assert found == ["right", "right", "right", "wrong", "unchecked"]


def test_beside_other_parameters_the_gradient_may_be_by_these_too() -> None:
    step = r"W \leftarrow W - \eta \nabla E"
    claims = (r"\nabla E = (W x + b - y) x^T", r"\nabla E = W x + b - y")
    assert verdicts(displays(*LAYER, step, *claims))[2:] == ["right-if", "unchecked"]


def test_the_only_parameter_is_a_guess() -> None:
    assert verdicts(displays(COST, r"\nabla C = (w^T x - y) x")) == ["right", "right-if"]
    assert verdicts(displays(COST, r"\nabla C = (w^T x - y) w")) == ["right", "unchecked"]


def test_what_adds_gradients_up_is_no_parameter() -> None:
    assert verdicts(displays(COST, r"g \leftarrow g + \nabla C"))[-1] == "unchecked"


def test_the_gradient_in_an_adversarial_input_is_not_by_the_weights() -> None:
    assert verdicts(displays(COST, r"x' = x + \epsilon \operatorname{sign}(\nabla C)"))[-1] == "unchecked"
