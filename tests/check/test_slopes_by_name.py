r"""Slopes that get a name: ``v = \frac{dy}{dx} = 3 x^2``, which other lines go on with."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(("slope", "total", "expected"), [
    ("3 x^2", "36 x^3", ["right", "right", "right", "right", "right"]),
    ("2 x^2", "36 x^3", ["right", "right", "wrong", "right", "right"]),
    ("3 x^2", "18 x^3", ["right", "right", "right", "right", "wrong"]),
])  # fmt: skip
@pytest.mark.parametrize("head", ["y", "y(x)"])
def test_the_name_is_defined_by_its_slope(head: str, slope: str, total: str, expected: list[str]) -> None:
    text = displays(f"{head} = x^3", rf"v = \frac{{dy}}{{dx}} = {slope}", "E = v^2", rf"\frac{{dE}}{{dx}} = {total}")
    assert verdicts(text) == expected


def test_an_oscillator_keeps_its_energy() -> None:
    motion = r"u(r) = a \cos(\omega r), \quad v = \frac{du}{dr} = -a \omega \sin(\omega r)"
    energy = r"E = \frac12 v^2 %s \frac12 \omega^2 u^2"
    assert verdicts(displays(motion, energy % "+", r"\frac{dE}{dr} = 0"))[-1] == "right"
    assert verdicts(displays(motion, energy % "-", r"\frac{dE}{dr} = 0"))[-1] == "wrong"


def test_a_name_that_stands_before_is_held_to_its_slope() -> None:
    model = ("y = w x + b", "L = x + y")
    for name, verdict in (("x", "right"), ("b", "wrong")):
        assert verdicts(displays(*model, rf"{name} = \frac{{dy}}{{dw}}"))[-1] == verdict
