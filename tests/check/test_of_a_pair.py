"""A loss of a pair may leave out the letters of the two items that it is of."""

import pytest

from tests.check.judging import verdicts

RANKED = (
    r"$$s_i = w^T x_i, \quad P_{ij} = \frac{1}{1 + e^{-(s_i - s_j)}}$$"
    r"$$C = -\bar P_{ij} \log P_{ij} - (1 - \bar P_{ij}) \log(1 - P_{ij})$$"
    r"$$\frac{\partial C}{\partial s_j} = \bar P_{ij} - P_{ij}$$"
)
RATED = (
    r"$$\hat r_{ui} = m + b_u + c_i + q_i^T p_u, \quad e_{ui} = r_{ui} - \hat r_{ui}$$"
    r"$$\ell = \frac12 e_{ui}^2 + \frac{\lambda}{2} (\|q_i\|^2 + \|p_u\|^2)$$"
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial C}{\partial s_i} = P_{ij} - \bar P_{ij}", "right-if"),
        (r"\frac{\partial C}{\partial s_i} = \bar P_{ij} - P_{ij}", "wrong"),
        (r"\frac{\partial C}{\partial w} = (P_{ij} - \bar P_{ij}) (x_i - x_j)", "right"),
        (r"\frac{\partial C}{\partial w} = (P_{ij} - \bar P_{ij}) (x_i + x_j)", "wrong"),
    ],
)
def test_a_cost_of_a_pair_varies_with_each_score_of_the_two(claim: str, expected: str) -> None:
    assert verdicts(f"{RANKED}$${claim}$$")[-1] == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial \ell}{\partial q_i} = -e_{ui} p_u + \lambda q_i", "right"),
        (r"\frac{\partial \ell}{\partial p_u} = -e_{ui} q_i - \lambda p_u", "wrong"),
        (r"\frac{\partial \ell}{\partial b_u} = -e_{ui}", "right"),
    ],
)
def test_a_loss_of_one_rating_is_that_of_its_user_and_its_item(claim: str, expected: str) -> None:
    assert verdicts(f"{RATED}$${claim}$$")[-1] == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial S}{\partial z_i} = z_i - z_j", "right-if"),
        (r"\frac{\partial S}{\partial z_j} = z_i - z_j", "unchecked"),
    ],
)
def test_the_distance_of_two_items_has_a_slope_where_they_differ(claim: str, expected: str) -> None:
    text = r"$$d_{ij} = \|z_i - z_j\|, \quad S = \frac12 d_{ij}^2$$"
    assert verdicts(f"{text}$${claim}$$")[-1] == expected


def test_a_case_that_the_definition_itself_tells_apart_is_not_left_out() -> None:
    text = r"$$a_{ij} = x_i x_j + \delta_{ij} x_i, \quad \frac{\partial a_{ij}}{\partial x_i} = x_j$$"
    assert verdicts(text)[-1] == "wrong"


def test_a_letter_beside_a_sum_over_all_others_is_none_of_a_pair() -> None:
    text = (
        r"$$J = -\log \sigma(u_o^T v_c) - \sum_{k=1}^K \log \sigma(-u_k^T v_c)$$"
        r"$$\frac{\partial J}{\partial u_o} = (\sigma(u_o^T v_c) - 1) v_c$$"
    )
    assert verdicts(text) == ["right", "right"]
