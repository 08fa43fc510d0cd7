r"""An exponent of one, as a slip leaves it in ``1 - o^2``, is an exponent where a page has no layers."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNIT = (r"o = \tanh(a)", r"J = \frac12 (o - r)^2")
LAYER = (r"h_j = \tanh(z_j)", r"z_j = \sum_i w_{ji} x_i")


@pytest.mark.parametrize(
    ("lines", "claim"),
    [
        (UNIT, r"\frac{dJ}{da} = (o - r) (1 - o^%s)"),
        (LAYER, r"\frac{\partial h_j}{\partial z_j} = 1 - h_j^%s"),
        ((r"u = 2 x + 1", r"y = v/u"), r"\frac{\partial y}{\partial u} = -\frac{v}{u^%s}"),
    ],
)
def test_an_exponent_of_one_is_refuted_as_any_other_wrong_one_is(lines: tuple[str, ...], claim: str) -> None:
    for exponent, verdict in (("2", "right"), ("1", "wrong"), ("3", "wrong")):
        assert verdicts(displays(*lines, claim % exponent))[-1] == verdict


@pytest.mark.parametrize(
    "lines",
    [
        # Layers begin equations, weights have numbers that nothing computes, two numbers stand in one equation.
        (r"a = \sigma(z)", r"z^1 = w x", r"\frac{\partial L}{\partial w} = (a^1 - y) x"),
        (r"a = \sigma(z)", r"\frac{\partial L}{\partial W^1} = (a^1 - y) x"),
        (r"E = w^2 + v^2", r"E = E^1 + E^2", r"\frac{\partial E^1}{\partial w} = w"),
        # Samples and layers have letters there.
        (r"E = \sum_p E^p", r"\frac{\partial E^1}{\partial w} = 3"),
        (r"a = \sigma(z)", r"\delta^L = a^1 - y"),
    ],
)
def test_a_number_of_a_layer_or_a_sample_is_none(lines: tuple[str, ...]) -> None:
    assert "wrong" not in verdicts(displays(*lines))
