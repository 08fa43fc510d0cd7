"""Digits, decimal points and the d of gradients belong together in pages whose signs all stand apart."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SCANNED = r"x _ { 1 } = 3 , \quad w _ { 1 } = 4 , \quad q = w _ { 1 } x _ { 1 } = "
LAYERS = (
    r"z^{[1]} = W^{[1]} x, \quad a^{[1]} = g(z^{[1]})",
    r"z^{[2]} = W^{[2]} a^{[1]}, \quad a^{[2]} = \sigma(z^{[2]})",
    r"L = -y \log a^{[2]} - (1 - y) \log(1 - a^{[2]})",
    r"d z^{[2]} = a^{[2]} - y",
    r"d W^{[2]} = d z^{[2]} a^{[1]T}",
)


@pytest.mark.parametrize(
    ("number", "verdict"), [("1 2", "right"), ("2", "wrong"), ("1 2 . 0", "right"), ("- 1 2", "wrong")]
)
def test_digits_of_a_scan_are_one_number(number: str, verdict: str) -> None:
    assert verdicts(displays(SCANNED + number))[-1] == verdict


def test_decimals_and_exponents_of_a_scan_are_read_to_their_end() -> None:
    given = r"y _ { 1 } = 0 . 5 x _ { 1 } ^ { 1 0 }"
    slope = r"\frac { \partial y _ { 1 } } { \partial x _ { 1 } } = 5 x _ { 1 } "
    assert verdicts(displays(given, slope + "^ { 9 }", slope + "^ { 1 0 }")) == ["right", "right", "wrong"]


def test_elsewhere_a_number_with_a_gap_is_a_factor() -> None:
    slope = r"\frac{\partial y}{\partial x_1} = "
    assert verdicts(displays("y = x_1 2 + x_{1} 3", slope + "5", slope + "23")) == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"d z^{[1]} = W^{[2]T} d z^{[2]} * g'(z^{[1]})", "right"),
        (r"d z^{[1]} = W^{[2]T} d z^{[2]} * g(z^{[1]})", "wrong"),
    ],
)
def test_gradients_with_a_gap_behind_their_d_are_those_without(claim: str, verdict: str) -> None:
    apart = displays(*LAYERS, claim)
    assert verdicts(apart) == verdicts(apart.replace("d z", "dz").replace("d W", "dW"))
    assert verdicts(apart)[-1] == verdict


def test_a_d_that_is_a_name_of_its_own_stays_a_factor() -> None:
    given = (r"E = \frac12 (y - d)^2", "y = w x")
    slope = r"\frac{\partial E}{\partial w} = "
    assert verdicts(displays(*given, slope + "y x - d x", slope + "y x + d x")) == ["right", "right", "right", "wrong"]
    assert verdicts(displays("d x = 6", "x = 3", "d = 2"))[0] == "unchecked"


@pytest.mark.parametrize("sign", [":=", ": ="])
def test_a_defining_sign_may_have_a_gap(sign: str) -> None:
    given = (r"J = \frac12 (w x - y)^2", rf"w {sign} w - \eta (w x - y) x", rf"w {sign} w + \eta (w x - y) x")
    assert verdicts(displays(*given)) == ["right", "right", "wrong"]
