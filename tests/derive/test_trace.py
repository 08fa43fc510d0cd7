"""Worked numeric examples: the numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backproof.api import Model
from backproof.api.trace import Trace
from backproof.source import BackproofError, Diagnostic

TWO_LAYERS = (
    r"z_j = \sum_i w_{ij} x_i + b",
    r"h_j = \sigma(z_j)",
    r"u_k = \sum_j v_{jk} h_j + c",
    r"o_k = \sigma(u_k)",
    r"E = \frac{1}{2} \sum_k (t_k - o_k)^2",
)
VALUES: dict[str, Any] = {
    "x": [0.05, 0.1], "t": [0.01, 0.99], "w": [[0.15, 0.25], [0.2, 0.3]], "b": 0.35, "v": [[0.4, 0.5], [0.45, 0.55]],
    "c": 0.6,
}  # fmt: skip
"""The network with two inputs, two hidden and two output units that many tutorials compute."""


def two_layers(**options: Any) -> Trace:
    return Model(*TWO_LAYERS).trace(VALUES, wrt=["w", "b", "v", "c"], **options)


def test_the_numbers_of_the_well_known_example_come_out_to_nine_digits() -> None:
    trace = two_layers(rate=0.5, freeze=["b", "c"])
    found = {
        "z": trace.forward["z"], "h": trace.forward["h"], "u": trace.forward["u"][0], "o": trace.forward["o"],
        "E": trace.forward["E"], "dE/do": trace.gradients["o"], "dE/du": trace.gradients["u"][0],
        "dE/dv": trace.gradients["v"][0, 0], "dE/dh": trace.gradients["h"][0], "dE/dw": trace.gradients["w"][0, 0],
        "v": trace.updated["v"], "w": trace.updated["w"], "E after": trace.after["E"],
    }  # fmt: skip
    known: dict[str, Any] = {
        "z": [0.3775, 0.3925], "h": [0.593269992, 0.596884378], "u": 1.105905967, "o": [0.751365070, 0.772928465],
        "E": 0.298371109, "dE/do": [0.741365070, -0.217071535], "dE/du": 0.138498562,
        "dE/dv": 0.082167041, "dE/dh": 0.036350306, "dE/dw": 0.000438568,
        "v": [[0.358916480, 0.511301270], [0.408666186, 0.561370121]],
        "w": [[0.149780716, 0.249751144], [0.199561432, 0.299502287]], "E after": 0.291027774,
    }  # fmt: skip
    for name, value in known.items():
        np.testing.assert_allclose(found[name], value, rtol=0, atol=5e-10, err_msg=name)


def test_a_step_is_the_parameter_less_the_rate_times_its_gradient_and_frozen_ones_stay() -> None:
    trace = two_layers(rate="0.25", freeze="b")
    assert set(trace.updated) == {"w", "v", "c"}
    np.testing.assert_allclose(trace.updated["w"], np.array(VALUES["w"]) - 0.25 * trace.gradients["w"], rtol=1e-15)


def test_an_ascent_is_the_opposite_step() -> None:
    trace = two_layers(rate="0.25", step="ascent")
    np.testing.assert_allclose(trace.updated["w"], np.array(VALUES["w"]) + 0.25 * trace.gradients["w"], rtol=1e-15)
    assert trace.after["E"] > trace.forward["E"]


def test_what_follows_from_the_step_is_what_a_second_trace_gives() -> None:
    first = two_layers(rate=0.5)
    second = Model(*TWO_LAYERS).trace({**VALUES, **first.updated}, wrt=[])
    for name, value in second.forward.items():
        np.testing.assert_allclose(first.after[name], value, rtol=1e-14, err_msg=name)


def test_without_a_rate_nothing_moves() -> None:
    trace = two_layers()
    assert (trace.updated, trace.after) == ({}, {})


def test_large_examples_are_computed_in_float64_and_agree_with_small_ones_in_fifty_digits() -> None:
    random = np.random.default_rng(1)
    wide = {name: random.normal(size=np.shape(value)) for name, value in VALUES.items()}
    small = Model(*TWO_LAYERS).trace(wide)
    assert small.computed.precise
    many = Model(r"y_{ni} = x_{ni} + \sum_m x_{mi}", r"L = \sum_n \sum_i y_{ni}^2").trace({"x": np.ones((200, 20))})
    assert not many.computed.precise
    assert float(many.forward["L"]) == 200 * 20 * 201**2
    np.testing.assert_allclose(many.gradients["x"], 2 * 201 + 200 * 2 * 201)


def test_a_parameter_that_the_loss_does_not_depend_on_has_the_gradient_zero() -> None:
    trace = Model("L = (y - w x)^2", "q = c x").trace(
        {"x": 2, "w": 1, "y": 0, "c": 3}, of="L", wrt=["c", "w"], rate=0.1
    )
    assert float(trace.gradients["c"]) == 0
    assert float(trace.updated["c"]) == 3
    assert float(trace.forward["q"]) == 6


def test_definitions_that_the_values_do_not_determine_are_left_out_unless_the_loss_needs_them() -> None:
    trace = Model("L = (y - w x)^2", "q = c L", "r = f(x)").trace({"x": 2, "w": 1, "y": 0}, of="L")
    assert set(trace.forward) == {"L"}


def test_decimals_are_exact_in_small_examples() -> None:
    trace = Model("y = 3 x").trace({"x": 0.1})
    assert abs(trace.computed.forward[trace.computed.of].item() * 10 - 3) < 1e-45
    assert float(trace.forward["y"]) == 0.3 != 3 * 0.1


def refused(**options: Any) -> Diagnostic:
    with pytest.raises(BackproofError) as caught:
        Model(*TWO_LAYERS).trace(options.pop("values", VALUES), **options)
    return caught.value.diagnostic


@pytest.mark.parametrize(
    ("options", "message", "written", "expected"),
    [
        ({"wrt": ["w"], "rate": "fast"}, "the rate is no positive number", "fast", "a number above 0"),
        ({"wrt": ["w"], "rate": -1}, "the rate is no positive number", "-1", "a number above 0"),
        ({"wrt": ["w"], "rate": float("nan")}, "the rate is no positive number", "nan", "a number above 0"),
        ({"wrt": ["w"], "rate": 1, "step": "adam"}, "there is no step adam", "adam", "one of sgd, ascent"),
        ({"wrt": ["w"], "freeze": "w"}, "values are frozen, and there is no step", "freeze w", "a rate as well"),
        ({"wrt": ["w"], "rate": 1, "freeze": "b"}, "there is no parameter b", "b", "one of w"),
        ({"wrt": ["q"]}, "there is no input q", "q", "one of w, x, b, v, c, t"),
        ({"of": "h"}, "h is no number", "h_j with the index j", "a quantity without indices"),
        ({"values": {**VALUES, "b": float("inf")}}, "b is not finite", "inf", "real numbers"),
        ({"values": {**VALUES, "x": [1, float("nan")]}}, "x is not finite", "nan at (2,)", "real numbers"),
        ({"values": {**VALUES, "x": [1, 2, 3]}}, "the sizes of w and x do not fit", "w has shape", "x has shape (3,)"),
        ({"values": {k: v for k, v in VALUES.items() if k != "w"}}, "no value for w", "values for", "(i: 2, j: 2)"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_both_sides(
    options: dict[str, Any], message: str, written: str, expected: str
) -> None:
    problem = refused(**options)
    assert problem.message == message
    assert written in problem.written
    assert expected in problem.expected
    assert problem.advice


def test_a_value_that_is_not_real_is_named_with_what_it_was_computed_from() -> None:
    with pytest.raises(BackproofError) as caught:
        Model(r"L = \log(a) + a^2").trace({"a": -2})
    assert caught.value.diagnostic.message == "L has no value here"
    assert caught.value.diagnostic.written == "log(a) at a = -2."


def test_a_step_that_is_too_large_is_said_to_be() -> None:
    with pytest.raises(BackproofError) as caught:
        Model(r"L = \log(a) + a^2").trace({"a": 1}, wrt="a", rate=1)
    assert caught.value.diagnostic.advice == "give a smaller rate"
