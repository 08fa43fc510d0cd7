"""A norm of names that their letters tell apart is one of vectors; a letter I beside a Jacobian is the identity."""

import pytest

from tests.check.judging import verdicts

UNITS = r"$$p_j = \exp(-\frac{\|x - c_j\|^2}{2 s_j^2}), \quad o = \sum_j v_j p_j, \quad E = \frac12 (o - t)^2$$"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial p_j}{\partial c_j} = p_j \frac{x - c_j}{s_j^2}", "right"),
        (r"\frac{\partial p_j}{\partial c_j} = p_j \frac{c_j - x}{s_j^2}", "wrong"),
        (r"\frac{\partial p_j}{\partial s_j} = p_j \frac{\|x - c_j\|^2}{s_j^3}", "right"),
        (r"\frac{\partial E}{\partial c_j} = (o - t) p_j \frac{x - c_j}{s_j^2}", "wrong"),
    ],
)
def test_centres_and_inputs_are_vectors(claim: str, expected: str) -> None:
    assert verdicts(f"{UNITS}$${claim}$$")[-1] == expected


def test_the_identity_stands_in_the_sum_of_a_jacobian() -> None:
    text = r"$$y = x + \tanh(W x), \quad \frac{\partial y}{\partial x} = I + \mathrm{diag}(1 - \tanh^2(W x)) W$$"
    assert verdicts(text)[-1] == "right"


def test_a_lost_square_beside_the_identity_is_not_proved() -> None:
    text = r"$$y = x + \tanh(W x), \quad \frac{\partial y}{\partial x} = I + \mathrm{diag}(1 - \tanh(W x)) W$$"
    assert verdicts(text)[-1] == "unchecked"


def test_a_matrix_times_a_vector_is_no_inner_product() -> None:
    text = (
        r"$$e_t = s^\top A h_t, \quad c = \sum_t e_t h_t, \quad \frac{\partial e_t}{\partial A} = s h_t^\top$$"
        r"$$\frac{\partial e_t}{\partial s} = A h_t, \quad \frac{\partial e_t}{\partial h_t} = A s$$"
    )
    assert verdicts(text)[-2:] == ["right", "wrong"]


def test_names_of_which_each_is_defined_without_its_letter_are_two() -> None:
    text = (
        r"$$D(x) = \sigma(w^T x + b), \quad V = \log D(x) + \log(1 - D(g))$$"
        r"$$a_r = w^T x + b, \quad a_f = w^T g + b, \quad d_r = \sigma(a_r), \quad d_f = \sigma(a_f)$$"
        r"$$\frac{\partial V}{\partial w} = (1 - d_r) x - d_f g, \quad \frac{\partial V}{\partial b} = 1 - d_r + d_f$$"
    )
    assert verdicts(text)[-2:] == ["right", "wrong"]


def test_a_section_has_arrays_of_its_own() -> None:
    text = (
        "# A classifier\n\n"
        r"$$J = \frac{\lambda}{2} \|w\|^2 + \frac{1}{n} \sum_{i=1}^n \max(0, 1 - y_i (w^T x_i + b))$$"
        r"$$\frac{\partial J}{\partial w} ="
        r" \lambda w - \frac{1}{n} \sum_{i=1}^n \mathbb{1}[y_i (w^T x_i + b) < 1] y_i x_i$$"
        r"$$\frac{\partial J}{\partial b} = \frac{1}{n} \sum_{i=1}^n \mathbb{1}[y_i (w^T x_i + b) < 1] y_i$$"
        "\n\n# Units\n\n" + UNITS
    )
    assert verdicts(text)[:3] == ["right", "right", "wrong"]
