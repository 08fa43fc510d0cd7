r"""Differentials: ``\mathrm{d}f = \dots \, \mathrm{d}x`` is the derivative of f in the direction dx."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

FORM = "Let $f = x^T A x$." + "\n\n"
LAYER = r"Let $z = W x$ and $L = \frac12 \|z - t\|^2$." + "\n\n"


@pytest.mark.parametrize("sign", ["d", r"\mathrm{d}", "d "])
@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("@x^T A x + x^T A @x", "right"),
        ("x^T (A + A^T) @x", "right"),
        ("@x^T A x - x^T A @x", "wrong"),
        ("x^T A @x", "wrong"),
    ],
)
def test_a_differential_is_the_derivative_in_the_direction_of_what_is_varied(sign: str, claim: str, found: str) -> None:
    text = FORM + displays(f"@f = {claim}").replace("@", f" {sign} ")
    assert verdicts(text)[-1] == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (r"dL = (z - t)^T dz = (z - t)^T dW x", ["right", "right"]),
        (r"dL = (z - t)^T dz = (t - z)^T dW x", ["right", "wrong"]),
        (r"dL = 2 (z - t)^T dz = (z - t)^T dW x", ["wrong", "right"]),
        (r"dL = \mathrm{tr}(x (z - t)^T dW)", ["right"]),
        (r"dz = dW x + W dx", ["right"]),
        (r"dz = dW x - W dx", ["wrong"]),
    ],
)
def test_what_is_varied_varies_all_that_is_made_of_it(claim: str, found: list[str]) -> None:
    assert verdicts(LAYER + displays(claim))[2:] == found


def test_a_part_of_a_differential_holds_if_the_rest_is_held() -> None:
    text = LAYER + displays("dz = dW x + W dx", "dL = (z - t)^T dW x", "dL = (z - t)^T W dx")
    assert [(each.verdict.value, each.assumes) for each in judged(text)[3:]] == [
        ("right-if", ("x is held",)),
        ("right-if", ("W is held",)),
    ]


def test_with_indices_each_element_varies() -> None:
    text = r"Let $y_i = \sigma(z_i)$, $z_i = \sum_j w_{ij} x_j$. "
    right = r"\mathrm{d} y_i = \sigma'(z_i) \sum_j w_{ij} \, \mathrm{d} x_j"
    assert verdicts(text + displays(right, right.replace("_{ij}", "_{ji}")))[2:] == ["right", "wrong"]


def test_a_differential_of_what_no_line_defines_is_no_product_with_a_letter() -> None:
    text = r"Let $y = 3 x$." + displays(r"\mathrm{d} u = 2 v \, \mathrm{d} v")
    assert [(each.verdict.value, each.reason) for each in judged(text)][1:] == [
        ("unchecked", "what u is computed from is not written")
    ]


def test_gradients_that_are_written_with_a_d_stay_gradients() -> None:
    model = r"Let $Z = X W$, $H = \mathrm{ReLU}(Z)$, $O = H V$ and $J$ be the loss." + "\n\n"
    right = displays(r"dH = dO V^T", r"dZ = dH \odot 1[Z > 0]", r"dW = X^T dZ")
    assert verdicts(model + right)[3:] == ["right"] * 3
    assert verdicts(model + right.replace("X^T dZ", "dZ X^T"))[3:] == ["right", "right", "wrong"]


def test_a_letter_d_that_is_a_number_may_begin_a_product() -> None:
    assert verdicts(displays("d = a b", "f = 2 g", "d f = 2 a b g", "d f = a b g"))[2:] == ["right", "wrong"]


def test_beside_a_gradient_that_is_written_so_every_one_is() -> None:
    gates = r"g_t = \sigma(W_g x_t + U_g h_{t-1}), \quad c_t = g_t + c_{t-1}, \quad h_t = \tanh(c_t)"
    told = r"\delta c_t = \frac{\partial E}{\partial c_t}"
    assert verdicts(displays(gates, told, r"\delta g_t = \delta c_t"))[-1] == "right"
    assert verdicts(displays(gates, told, r"\delta g_t = 2 \delta c_t"))[-1] == "wrong"
