r"""The L of a loss and the L at which a sum over layers ends are two things: neither takes the other's meaning."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

RIDGE = r"L = (y - w_1 x)^2 + \lambda \sum_{l=1}^L w_l^2"
LAYERS = (
    r"z^{(l)}_j = \sum_k w^{(l)}_{jk} a^{(l-1)}_k, \quad a^{(l)}_j = \sigma(z^{(l)}_j)",
    r"C = \frac12 \sum_{c=1}^C (a^{(L)}_c - y_c)^2",
)


@pytest.mark.parametrize(
    ("page", "line", "slip"),
    [
        (
            (RIDGE,),
            r"\frac{\partial L}{\partial w_1} = -2x(y - w_1 x) + 2\lambda w_1",
            r"\frac{\partial L}{\partial w_1} = 2x(y - w_1 x) + 2\lambda w_1",
        ),
        (
            (r"L = \frac12 \sum_k (a_k - y_k)^2", r"R = \frac{1}{L} \sum_{l=1}^L w_l^2"),
            r"\frac{\partial L}{\partial a_k} = a_k - y_k",
            r"\frac{\partial L}{\partial a_k} = y_k - a_k",
        ),
        (
            (r"C = -\sum_{c=1}^C y_c \log p_c",),
            r"\frac{\partial C}{\partial p_c} = -\frac{y_c}{p_c}",
            r"\frac{\partial C}{\partial p_c} = \frac{y_c}{p_c}",
        ),
        (
            LAYERS,
            r"\frac{\partial C}{\partial a^{(L)}_c} = a^{(L)}_c - y_c",
            r"\frac{\partial C}{\partial a^{(L)}_c} = y_c - a^{(L)}_c",
        ),
        (
            (r"J = \frac{1}{J} \sum_{j=1}^J (p_j - t_j)^2",),
            r"\frac{\partial J}{\partial p_j} = \frac{2}{J} (p_j - t_j)",
            r"\frac{\partial J}{\partial p_j} = 2 (p_j - t_j)",
        ),
    ],
)
def test_a_loss_is_no_number_of_terms(page: tuple[str, ...], line: str, slip: str) -> None:
    assert verdicts(displays(*page, line, slip))[-2:] == ["right", "wrong"]


def test_a_number_of_terms_that_nobody_differentiates_stays_one() -> None:
    mean = r"m = \frac{1}{L} \sum_{l=1}^L x_l"
    slopes = (r"\frac{\partial m}{\partial x_l} = \frac{1}{L}", r"\frac{\partial m}{\partial x_l} = \frac{2}{L}")
    assert verdicts(displays(mean, *slopes)) == ["right", "right", "wrong"]
