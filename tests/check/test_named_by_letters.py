"""Letters that nothing binds name quantities, and a letter that counts anywhere is an index everywhere."""

from tests.check.judging import judged, verdicts

PAIR = r"$$d_r = \sigma(a_r), \quad d_f = \sigma(a_f), \quad V = \log d_r + \log (1 - d_f)$$ "


def test_a_number_made_of_two_elements_is_made_of_two_quantities() -> None:
    claims = r"$$\frac{\partial V}{\partial d_r} = \frac{1}{d_r}, \quad \frac{\partial V}{\partial a_f} = d_f$$"
    assert verdicts(PAIR + claims) == ["right", "right", "right", "right", "wrong"]


def test_a_loss_with_a_word_below_it_is_such_a_number() -> None:
    text = r"$$L_{LS} = (a_r - 1)^2 + a_f^2, \quad a_r = w x, \quad a_f = w g$$ "
    slope = r"\frac{\partial L_{LS}}{\partial w}"
    claims = rf"$${slope} = 2 (a_r - 1) x + 2 a_f g, \quad {slope} = 2 a_f g$$"
    assert verdicts(text + claims) == ["right", "right", "right", "right", "wrong"]


def test_a_letter_that_a_sum_binds_counts() -> None:
    text = r"$$p_r = \frac{e^{s_r}}{\sum_f e^{s_f}}, \quad V = \log p_r + \log p_f$$"
    assert verdicts(text) == ["right", "unchecked"]


def test_what_one_element_defines_for_all_stays_an_array() -> None:
    text = r"$$s_i = w x_i, \quad o = s_i - s_j, \quad \frac{\partial o}{\partial s_j} = 1$$"
    assert "right" not in verdicts(text)[2:]


def test_a_product_rule_in_differentials_is_no_line_of_gradients() -> None:
    text = r"$$O = P V$$ $$dO = dP\, V + P\, dV$$ $$dO = P\, dV$$"
    found = judged(text)
    assert [each.verdict.value for each in found] == ["right", "right", "right-if"]
    assert found[-1].assumes == ("P is held",)
    assert verdicts(text.replace("+", "-"))[1] == "wrong"


def test_a_gradient_made_of_those_of_what_is_computed_from_it_is_refuted() -> None:
    text = r"$$Z = W X, \quad J = \frac12 \|Z - Y\|_F^2$$ $$dW = 2\, dZ\, X^T$$"
    assert verdicts(text)[-1] == "wrong"


def test_what_holds_in_a_case_for_the_head_of_a_chain_holds_there_for_its_members() -> None:
    text = r"$d_p = \|a - p\|^2$, $d_n = \|a - n\|^2$, $L = \max(0, d_p - d_n + m)$. If the triplet is active, "
    chain = r"$$\frac{\partial L}{\partial a} = 2(a - p) - 2(a - n) = 2(n - p)$$"
    assert verdicts(text + chain) == ["right"] * 5
    assert verdicts(text.replace("is active", "is hard") + chain)[3:] == ["unchecked"] * 2
