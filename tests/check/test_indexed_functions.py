"""Functions with an index are the elements of an array where all of them have one argument."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

MIXTURE = (
    r"p(x) = \sum_{k=1}^K w_k \phi_k(x)",
    r"\phi_k(x) = \exp\left( -\frac{(x - m_k)^2}{2 s_k^2} \right)",
    r"r_k = \frac{w_k \phi_k(x)}{\sum_j w_j \phi_j(x)}",
)


def test_another_letter_names_another_of_them() -> None:
    claim = r"\frac{\partial \log p(x)}{\partial m_k} = r_k \frac{x - m_k}{s_k^2}"
    assert verdicts(displays(*MIXTURE, claim)) == ["right"] * 4
    assert verdicts(displays(*MIXTURE, claim.replace("s_k^2}", "s_k}")))[-1] == "wrong"
    assert verdicts(displays(*MIXTURE, claim.replace("= r_k", "= w_k")))[-1] == "wrong"


def test_one_with_another_argument_stays_a_function() -> None:
    both = displays(*MIXTURE, r"\frac{\partial p(x)}{\partial w_k} = \phi_k(x)", r"q = \sum_j w_j \phi_j(2)")
    assert "wrong" not in verdicts(both)


def test_the_number_of_a_layer_is_no_index_of_an_error() -> None:
    text = displays(
        r"p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}",
        r"\frac{\partial p_i}{\partial s_j} = p_i (\delta_{ij} - p_j)",
        r"L = -\sum_k y_k \log p_k",
        r"\delta_{2,k} = p_k - y_k",
        r"\frac{\partial L}{\partial s_k} = \delta_{2,k}",
    )
    assert verdicts(text)[:3] == ["right"] * 3
    assert "wrong" not in verdicts(text)
    assert verdicts(text.replace(r"\delta_{ij} - p_j", r"\delta_{ij} - p_i"))[1] == "wrong"
