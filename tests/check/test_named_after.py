r"""Subscripts that name a quantity: the o of ``\delta_o`` is the output of the network, and no index."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FORWARD = (
    r"n_1 = w_{11} x_1 + w_{21} x_2", r"n_2 = w_{12} x_1 + w_{22} x_2", r"h_1 = \sigma(n_1)", r"h_2 = \sigma(n_2)",
    r"n_o = v_1 h_1 + v_2 h_2 + c", r"o = \sigma(n_o)", r"E = \frac12 (t - o)^2",
)  # fmt: skip
BACKWARD = (
    r"\delta_o = (t - o) o (1 - o)", r"\delta_1 = h_1 (1 - h_1) v_1 \delta_o", r"\delta_2 = h_2 (1 - h_2) v_2 \delta_o",
    r"\Delta v_1 = \alpha h_1 \delta_o", r"\Delta c = \alpha \delta_o", r"\Delta w_{11} = \alpha x_1 \delta_1",
)  # fmt: skip


def test_the_error_of_the_output_is_another_quantity_than_those_of_units_with_numbers() -> None:
    assert verdicts(displays(*FORWARD, *BACKWARD)) == ["right"] * 13


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        (r"v_1 \delta_o", r"v_2 \delta_o"),
        (r"\alpha h_1 \delta_o", r"\alpha h_2 \delta_o"),
        (r"\alpha x_1 \delta_1", r"\alpha x_2 \delta_1"),
        (r"(t - o) o (1 - o)", r"(t - o) (1 - o)"),
    ],
)
def test_slips_in_what_it_hands_back_are_refuted(right: str, slip: str) -> None:
    assert "wrong" in verdicts(displays(*FORWARD, *BACKWARD).replace(right, slip))


def test_a_letter_that_a_sum_binds_or_that_stands_beside_another_one_is_an_index() -> None:
    summed = (r"n_o = \sum_h w_{ho} a_h", r"y_o = \sigma(n_o)", r"E = \frac12 \sum_o (t_o - y_o)^2")
    claims = (r"\delta_o = (y_o - t_o) y_o (1 - y_o)", r"\frac{\partial E}{\partial w_{ho}} = \delta_o a_h")
    assert verdicts(displays(*summed, *claims)) == ["right"] * 5


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (r"\delta_o = (\hat y - t) \hat y (1 - \hat y)", "right"),
        (r"\delta_o = (\hat y - t) \hat y", "wrong"),
        (r"\delta_o = (t - \hat y) \hat y (1 - \hat y)", "wrong"),
    ],
)
def test_the_letter_of_a_unit_that_is_computed_from_elements_with_numbers_counts_nothing(
    error: str, verdict: str
) -> None:
    output = (r"\hat y = \sigma(n_o)", r"E = \frac12 (t - \hat y)^2")
    meant = r"\frac{\partial E}{\partial n_o} = \delta_o"
    slope = r"\frac{\partial E}{\partial v_2} = \delta_o h_2"
    found = verdicts(displays(*FORWARD[:5], *output, error, meant, slope))
    assert found[-1] == "right" if verdict == "right" else "wrong" in found[-3:]


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ((r"\mu = W_\mu h + c_\mu", r"s = W_s h + c_s", r"L = \frac12 \|\mu - t\|^2"), "right"),
        ((r"\mu = W_\mu h + c_\mu", r"s = W_s h + c_s", r"L = \|\mu - t\|^2"), "wrong"),
    ],
)
def test_a_greek_letter_that_is_a_quantity_elsewhere_counts_nothing(lines: tuple[str, ...], verdict: str) -> None:
    slope = r"\frac{\partial L}{\partial W_\mu} = (\mu - t) h^T"
    assert verdicts(displays(*lines, slope))[-1] == verdict


@pytest.mark.parametrize(("penalty", "verdict"), [(r"\lambda w", "right"), (r"2 \lambda w", "wrong")])
def test_a_loss_with_the_name_of_its_penalty(penalty: str, verdict: str) -> None:
    lines = (
        r"\hat y = \sigma(w^T x)", r"\ell = -y \log \hat y - (1 - y) \log (1 - \hat y)",
        r"\ell_\lambda = \ell + \frac{\lambda}{2} \|w\|^2",
    )  # fmt: skip
    slope = rf"\nabla_w \ell_\lambda = (\hat y - y) x + {penalty}"
    assert verdicts(displays(*lines, slope))[-1] == verdict


def test_a_greek_letter_beside_another_index_counts() -> None:
    lines = (r"y_\mu = \sum_\nu T_{\mu\nu} x_\nu", r"\mu = 2", r"\frac{\partial y_\mu}{\partial x_\nu} = T_{\nu\mu}")
    assert verdicts(displays(*lines))[-1] != "right"
