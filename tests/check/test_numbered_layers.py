"""Formulas for all layers, by a letter, behind layers that are numbered."""

from __future__ import annotations

import pytest

from tests.check.judging import judged, verdicts

ROWS = r"""
$z_1 = X W_1 + b_1$, $a_1 = \sigma(z_1)$, $z_2 = a_1 W_2 + b_2$, $a_2 = \sigma(z_2)$, where $X$ is a row.

$L = \frac12 \|a_2 - y\|^2$

$\delta_2 = \frac{\partial L}{\partial z_2} = (a_2 - y) \odot \sigma'(z_2)$

$\delta_1 = \frac{\partial L}{\partial z_1} = \delta_2 W_2^T \odot \sigma'(z_1)$

In general:
"""
WEIGHTS = r"\frac{\partial L}{\partial W_k}"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\delta_k = \delta_{k+1} W_{k+1}^T \odot \sigma'(z_k)", "right"),
        (r"\delta_k = \delta_{k+1} W_{k+1} \odot \sigma'(z_k)", "wrong"),
        (WEIGHTS + r" = a_{k-1}^T \delta_k", "right"),
        (WEIGHTS + r" = \delta_k^T a_{k-1}", "wrong"),
        (WEIGHTS + r" = a_k^T \delta_k", "wrong"),
        (r"\frac{\partial L}{\partial b_k} = \delta_k", "right"),
        (r"\frac{\partial L}{\partial b_k} = 2 \delta_k", "wrong"),
    ],
)
def test_a_formula_for_all_layers_is_judged_at_each(line: str, verdict: str) -> None:
    assert verdicts(f"{ROWS}\n${line}$")[-1] == verdict


def test_what_holds_in_one_layer_alone_is_wrong() -> None:
    assert verdicts(rf"{ROWS} ${WEIGHTS} = X^T \delta_k$")[-1] == "wrong"


def test_an_input_that_no_line_shows_is_assumed() -> None:
    text = ROWS.replace("X W_1", "(X + 1) W_1")
    found = judged(rf"{text} ${WEIGHTS} = a_{{k-1}}^T \delta_k$")[-1]
    assert (found.verdict.value, found.assumes[-1]) == (
        "right-if",
        "a_{0} is the input, and the first layer is as the others",
    )


def test_layers_that_are_written_in_two_ways_leave_a_formula_for_both_open() -> None:
    text = ROWS.replace("a_1 W_2 +", "a_1 W_2^T +").replace(r"\delta_2 W_2^T", r"\delta_2 W_2")
    assert verdicts(rf"{text} $\delta_k = \delta_{{k+1}} W_{{k+1}}^T \odot \sigma'(z_k)$")[-1] == "unchecked"


@pytest.mark.parametrize(
    "text",
    [
        r"$x_1 = 2$, $x_2 = 3$, $y_1 = 4$, $y_2 = 6$, $s = \sum_k x_k y_{k+1}$",
        r"$y_1 = x_1$, $y_2 = x_2 - x_1$, $d_i = u_{i+1} - u_i$",
    ],
    ids=["a letter that a sum binds", "names without numbers"],
)
def test_other_letters_with_offsets_number_no_layers(text: str) -> None:
    assert verdicts(text)[-1] == "unchecked"
