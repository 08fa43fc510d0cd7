"""Two functions of one letter are told apart by the number of their arguments, where it stands nowhere without any."""

import pytest

from tests.check.judging import verdicts

ENTROPIES = r"$$H(p) = -\sum_i p_i \log p_i, \quad H(p, q) = -\sum_i p_i \log q_i$$"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial H(p, q)}{\partial q_i} = -\frac{p_i}{q_i}", "right"),
        (r"\frac{\partial H(p, q)}{\partial q_i} = \frac{p_i}{q_i}", "wrong"),
        (r"\frac{\partial H(p)}{\partial p_i} = -\log p_i - 1", "right"),
        (r"\frac{\partial H(p)}{\partial p_i} = -\log q_i", "wrong"),
        (r"H(p, q) - H(p) = \sum_i p_i \log \frac{p_i}{q_i}", "right"),
    ],
)
def test_the_number_of_arguments_says_which_function_is_meant(claim: str, expected: str) -> None:
    assert verdicts(f"{ENTROPIES}$${claim}$$") == ["right", "right", expected]


def test_the_letter_alone_may_be_either() -> None:
    text = r"$$f(x) = x^2, \quad f(x, y) = x y, \quad \frac{\partial f}{\partial x} = y$$"
    assert verdicts(text)[-1] != "wrong"
