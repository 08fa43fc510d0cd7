"""Worked numbers with arrays, each with a planted slip that has to be found."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Verdict
from tests.check.judging import displays, judged, verdicts

R, I, W, F, U = (each.value for each in Verdict)

NETWORK = (
    "x = [2, 1]",
    r"V = \begin{bmatrix} 0.5 & 1 \\ -1 & 2 \end{bmatrix}",
    "c = [0.5, -1]",
)


def last(*latex: str) -> list[str]:
    """The verdicts on the last display."""
    before = len(verdicts(displays(*latex[:-1])))
    return verdicts(displays(*latex))[before:]


@pytest.mark.parametrize("given", NETWORK)
def test_arrays_that_a_document_gives_are_right(given: str) -> None:
    assert verdicts(displays(given)) == [R]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"h = [2, 1] \cdot \begin{bmatrix} 0.5 & 1 \\ -1 & 2 \end{bmatrix} + [0.5, -1] = [0.5, 3]", [R, R]),
        (r"h = [2, 1] \cdot \begin{bmatrix} 0.5 & 1 \\ -1 & 2 \end{bmatrix} + [0.5, -1] = [0.5, 4]", [R, W]),
        (r"h = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 1 \\ 1 \end{bmatrix} = [3, 7]", [R, R]),
        (r"h = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 1 \\ 1 \end{bmatrix} = [4, 6]", [R, W]),
        (r"h = \begin{bmatrix} 1 \\ 2 \end{bmatrix} [3, 4] = \begin{bmatrix} 3 & 4 \\ 6 & 8 \end{bmatrix}", [R, R]),
        (r"h = \begin{bmatrix} 1 \\ 2 \end{bmatrix} [3, 4] = \begin{bmatrix} 3 & 6 \\ 4 & 8 \end{bmatrix}", [R, W]),
        (r"h = [1, 2] \cdot [3, 4] = 11", [R, R]),
        (r"h = [1, 2] \cdot [3, 4] = 10", [R, W]),
        (r"h = [1, 2] \odot [3, 4] = [3, 8]", [R, R]),
        (r"h = [1, 2] \odot [3, 4] = [3, 6]", [R, W]),
        (r"h = \sigma(\begin{bmatrix} 0 \\ 2 \end{bmatrix}) = \begin{bmatrix} 0.5 \\ 0.881 \end{bmatrix}", [R, R]),
        (r"h = \sigma(\begin{bmatrix} 0 \\ 2 \end{bmatrix}) = \begin{bmatrix} 0.5 \\ 0.818 \end{bmatrix}", [R, W]),
        (r"h = \mathrm{softmax}([1, 2]) = [0.269, 0.731]", [R, R]),
        (r"h = \mathrm{softmax}([1, 2]) = [0.279, 0.721]", [R, W]),
        (r"h = \begin{bmatrix} 2 & 3 \end{bmatrix}^T - 0.5 * \begin{bmatrix} 1 \\ 2 \end{bmatrix} = [1.5, 2]", [R, R]),
        (r"h = \begin{bmatrix} 2 & 3 \end{bmatrix}^T - 0.5 * \begin{bmatrix} 1 \\ 2 \end{bmatrix} = [1.5, 1]", [R, W]),
    ],
)  # fmt: skip
def test_arithmetic_of_arrays_follows_their_shapes(latex: str, expected: list[str]) -> None:
    assert verdicts(displays(latex)) == expected


def test_the_first_entry_that_differs_is_named_with_both_values() -> None:
    line = r"h = 2 \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} = \begin{bmatrix} 2 & 4 \\ 7 & 8 \end{bmatrix}"
    result = judged(displays(line))[-1]
    assert result.reason == "computed from the numbers before: entry 2, 1 is written 7, true 6"
    assert result.counterexample is not None
    assert (result.counterexample.written, result.counterexample.true) == (7, 6)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("h = x V + c = [0.5, 3]", [R]),
        ("h = x V + c = [0.5, 2]", [W]),
        (r"a = \sigma(x V + c) \approx [0.6225, 0.9526]", [R]),
        (r"a = \sigma(x V + c) \approx [0.6225, 0.9520]", [W]),
    ],
)
def test_names_of_arrays_are_replaced_by_their_values(latex: str, expected: list[str]) -> None:
    assert last(*NETWORK, latex)[1:] == expected


def test_an_entry_of_an_array_is_taken_by_its_number() -> None:
    assert last("h = [0.25, 4]", "q = h[2] + h[1] = 4.25")[-1] == R
    assert last("h = [0.25, 4]", "q = h[2] + h[1] = 4.5")[-1] == W


def test_numbers_put_in_give_names_their_values_where_the_result_goes_on_with_them() -> None:
    assert verdicts(displays("s = u v + b = 0.5 * 3 + 0.25 = 1.75", "t = u + b = 0.75")) == [R, R, R, R, R]
    assert verdicts(displays("s = u v + b = 0.5 * 3 + 0.25 = 1.75", "t = u + b = 0.85")) == [R, R, R, R, W]
    assert verdicts(displays("s = u v + b = 0.6 * 3 + 0.25 = 1.75")) == [R, U, W]


def test_numbers_put_in_must_be_those_that_are_known() -> None:
    assert verdicts(displays("u = 0.5", "v = 3", "s = u v = 0.5 * 3 = 1.5")) == [R, R, R, R, R]
    assert verdicts(displays("u = 0.5", "v = 3", "s = u v = 0.6 * 3 = 1.8"))[3] == W


def test_updates_of_arrays_go_on_with_the_gradient_that_was_printed() -> None:
    w, g = r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}", r"\begin{bmatrix} 0.2 \\ 0.4 \end{bmatrix}"
    rule, given = rf"W_{{new}} = W - r \nabla W = {w} - 0.5 * {g} = ", (f"W = {w}", rf"\nabla W = {g}", "r = 0.5")
    assert last(*given, rule + r"\begin{bmatrix} 0.9 \\ 1.8 \end{bmatrix}")[1:] == [R, R]
    assert last(*given, rule + r"\begin{bmatrix} 0.9 \\ 2.2 \end{bmatrix}")[1:] == [R, W]


def test_an_earlier_value_of_a_name_is_said() -> None:
    before = ("h = 2", "u = 3 h = 6", "h = 5")
    (*_, result) = judged(displays(*before, "v = h + 1 = 3"))
    assert (result.verdict, result.assumes) == (Verdict.RIGHT_IF, ("h has the value that it had before",))
    assert verdicts(displays(*before, "v = h + 1 = 4"))[-1] == W


def test_a_wrong_result_proves_nothing_against_a_line_that_does_not_use_it() -> None:
    slip = r"h = \sigma(1) = 0.7411"
    assert verdicts(displays(slip, "d = h (1 - h) = 0.7411 (1 - 0.7411) = 0.1919"))[-2:] == [F, F]
    assert verdicts(displays(slip, "d = h (1 - h) = 0.7311 (1 - 0.7311) = 0.1966"))[-2:] == [R, R]


def test_a_derivative_at_numbers_is_that_of_the_definitions() -> None:
    model = ("x = 2", "y = 1", "w = 0.5", "b = 0.25", "z = w x + b", "L = (z - y)^2")
    assert last(*model, r"\frac{\partial L}{\partial w} = 1") == [R]
    assert last(*model, r"\frac{\partial L}{\partial w} = 0.5")[0] != R
    assert last(*model, r"w_{new} = w - 0.1 \frac{\partial L}{\partial w} = 0.4")[-1] == R


def test_what_an_approximation_sign_gives_is_exact_where_the_document_gave_it() -> None:
    assert verdicts(displays("h = 0.7", r"q = h - 0.00004 \approx 0.69996"))[-1] == R
    assert verdicts(displays("h = 0.7", r"q = h - 0.00004 \approx 0.6996"))[-1] == W


def test_a_name_may_be_given_other_numbers_later() -> None:
    assert verdicts(displays(r"h = \sigma([0, 1]) = [0.5, 0.731]", r"h = \sigma([0, 2]) = [0.5, 0.881]")) == [R] * 4
    assert verdicts(displays(r"h = \sigma([0, 1]) = [0.5, 0.731]", r"h = \sigma([0, 2]) = [0.5, 0.731]"))[-1] == W


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"g = \begin{bmatrix} 3x \\ x^2 \end{bmatrix} \Big|_{x=2} = \begin{bmatrix} 6 \\ 4 \end{bmatrix}", [R, R]),
        (r"g = \begin{bmatrix} 3x \\ x^2 \end{bmatrix} \Big|_{x=2} = \begin{bmatrix} 6 \\ 2 \end{bmatrix}", [R, W]),
        (r"g = \left. 3 x y \right|_{(1, 2)} = 6", [R, R]),
        (r"g = \left. 3 x y \right|_{(1, 2)} = 3", [R, W]),
        (r"g = 2 + 3 x |_{x=2} = 8", [U, U]),
        (r"q = [1 \quad -2] \cdot [3 \ 4] = -5", [R, R]),
        (r"q = [1 \quad -2] \cdot [3 \ 4] = 11", [R, W]),
        (r"q = \frac{2}{3} \cong 0.667", [R, R]),
        (r"q = \frac{2}{3} \cong 0.677", [R, W]),
    ],
)
def test_values_at_a_point_rows_without_commas_and_other_signs(latex: str, expected: list[str]) -> None:
    assert verdicts(displays(latex)) == expected


def test_a_value_at_a_point_needs_every_name_of_the_expression() -> None:
    assert verdicts(displays("z = x + 1", r"q = \left. z \right|_{x=2} = 3"))[-2:] == [U, U]
    assert verdicts(displays("z = x + 1", r"q = \left. x z \right|_{x=2} = 6"))[-2:] == [U, U]


def test_the_argument_of_a_function_that_is_defined_is_not_the_name_that_has_a_value() -> None:
    assert W not in verdicts(displays("x = 3", "G(x) = 2 x = 12"))


def test_numbers_in_the_words_prove_and_do_not_refute() -> None:
    update = displays(
        "w = 0.8", r"\frac{\partial L}{\partial w} = 0.3", r"w^{+} = w - \eta \frac{\partial L}{\partial w} = 0.65"
    )
    assert verdicts("With a learning rate of 0.5:\n\n" + update)[-1] == R
    assert verdicts("With η = 0.5:\n\n" + update)[-1] == R
    assert verdicts("With a learning rate of 0.1:\n\n" + update)[-1] == U
    assert verdicts("With a learning rate of 0.5, then a learning rate of 0.1:\n\n" + update)[-1] == U


STEP = displays("w = 0.4", r"\frac{\partial L}{\partial w} = -0.25", r"w^{new} = 0.4 - 0.1 \cdot (-0.25) = 0.425")


def test_a_rate_that_nobody_states_refutes_no_numbers_of_an_update() -> None:
    assert verdicts(STEP)[-2:] == [U, I]
    assert verdicts("The learning rate is 0.1.\n\n" + STEP)[-2:] == [R, R]
    assert verdicts("The learning rate is 0.2.\n\n" + STEP)[-2:] != [R, R]


def test_an_update_without_a_rate_goes_the_whole_gradient() -> None:
    whole = displays(
        "w = 0.4", r"\frac{\partial L}{\partial w} = -0.25", r"w^{new} = w - \frac{\partial L}{\partial w}"
    )
    assert verdicts(whole + displays("w^{new} = 0.65"))[-1] == R
    assert verdicts(whole + displays("w^{new} = 0.425"))[-1] in {W, F}


def test_units_named_by_their_layer_and_number_have_values_of_their_own() -> None:
    forward = r"net_{A2} = (w_{A2.I1} * I_1) + (w_{A2.I2} * I_2) = (0.5 * 1) + (0.2 * 2) = 0.9"
    assert verdicts(displays(forward)) == [R, R, R]
    assert verdicts(displays(forward, r"q = w_{A2.I2} + 1 = 1.2"))[-1] == R
    assert verdicts(displays(forward, r"q = w_{A2.I2} + 1 = 1.5"))[-1] == W


ITERATION = (
    "x = 2", "w = 0.3", "b = 0.1", "z = w x + b = 0.7",
    r"w^{new} = w - 0.1 \cdot 2 = 0.1", r"b^{new} = b - 0.1 \cdot 0.5 = 0.05",
)  # fmt: skip


def test_a_second_iteration_goes_on_with_updated_values() -> None:
    first, second = displays(*ITERATION), "\n\n# Again\n\n"
    result = judged(first + second + displays(r"z = 0.1 \cdot 2 + 0.05 = 0.25"))[-2]
    assert (result.verdict, result.assumes) == (Verdict.RIGHT_IF, ("the names have their updated values",))
    assert verdicts(first + second + displays(r"z = 0.1 \cdot 2 + 0.05 = 0.35"))[-1] == W


def test_what_is_computed_anew_with_other_numbers_is_not_refuted_by_the_old_ones() -> None:
    assert verdicts(displays("x = 2", "w = 3", "z = w x = 6", r"z = 3 \cdot 5 = 15"))[-2:] == [U, I]
    assert verdicts(displays("x = 2", "w = 3", "z = w x = 6", r"z = 3 \cdot 5 = 16"))[-1] == W


def test_several_names_may_be_given_one_number() -> None:
    assert verdicts(displays("b = c = 0.5", "q = b + c = 1")) == [R, R, R, R]
    assert verdicts(displays("b = c = 0.5", "q = b + c = 2"))[-1] == W


def test_a_function_of_the_document_is_taken_at_its_argument() -> None:
    line = ("f(x) = w x + b", "w = 2", "b = 1")
    assert last(*line, r"f(3) = 2 \cdot 3 + 1 = 7") == [R, R]
    assert last(*line, r"f(3) = 2 \cdot 3 + 1 = 8") == [R, W]
    assert last(*line, "f(3) = 6") == [W]


def test_numbers_put_in_for_some_of_the_names_must_be_theirs() -> None:
    given = ("x = 3", "y = 4", "p = 7", "L = (p - y)^2 + x")
    chain = r"\frac{\partial L}{\partial p} = 2 (p - y) = "
    assert last(*given, chain + "2 (7 - y)")[-1] == R
    assert last(*given, chain + "2 (9 - y)")[-1] != R


def test_a_step_with_numbers_put_in_for_the_gradient_is_not_refuted_as_a_formula() -> None:
    given = ("x = 3", "y = 4", "w = 2", "L = (w x - y)^2", r"\frac{\partial L}{\partial w} = 2 (w x - y) x = 12")
    assert W not in last(*given, r"w := w - 0.1 \cdot 12 = 0.8")
    assert last(*given, r"w := w - 0.1 \cdot 12 = 0.9")[-1] == W


def test_percentages_are_numbers() -> None:
    assert verdicts(displays(r"q = \frac{3}{4} = 75\%")) == [R, R]
    assert verdicts(displays(r"q = \frac{3}{4} = 57\%")) == [R, W]


def test_numbers_put_into_a_formula_for_each_sample_are_not_given() -> None:
    given = "$p_1 = 0.38$, $p_2 = 0.73$, $y_1 = 1$, $y_2 = 0$. "
    loss = displays(r"\ell_i = -y_i \log p_i - (1 - y_i) \log(1 - p_i)")
    right = r" $\ell_1 = -\log(0.38) = 0.968$ and $\ell_2 = -\log(1 - 0.73) = 1.309$"
    assert verdicts(loss + given + right)[-4:] == ["right"] * 4
    slip = r" $\ell_1 = -\log(1 - 0.38) = 0.478$"
    assert verdicts(loss + given + slip)[-2] == "wrong"
    # Nothing gives the numbers behind it: it is no value that the document gives.
    assert verdicts(loss + slip)[-2] == "unchecked"
