"""Arrays under letters that look otherwise: functions' letters for weights, capitals for vectors and for numbers."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SPACES = (
    r"Let $x \in \mathbb{R}^n$, $W \in \mathbb{R}^{h \times n}$, $U \in \mathbb{R}^{m \times h}$, $t \in \mathbb{R}^m$."
)
LAYERS = displays("z = W x", r"a = \tanh(z)", "y = U a", r"L = \frac12 \|y - t\|^2")
CLAIM = r"\frac{\partial L}{\partial a} = %s (y - t)"


def lettered(text: str, letters: dict[str, str]) -> str:
    """A text with other letters."""
    for one, other in letters.items():
        text = text.replace(one, other)
    return text


@pytest.mark.parametrize(
    "letters",
    [{"W": r"\psi ", "U": r"\phi "}, {"W": "f", "U": "g"}, {"W": r"\psi_1", "U": r"\psi_2", "z": "S", "y": "B"}],
)
def test_a_declared_matrix_is_a_factor_before_parentheses_under_any_letter(letters: dict[str, str]) -> None:
    text = lettered(f"{SPACES}\n\n{LAYERS}{displays(CLAIM)}", letters)
    factor = letters["U"]
    assert verdicts(text % f"{factor}^T")[4:] == ["right"] * 5
    assert verdicts(text % factor)[-1] in {"wrong", "unchecked"}
    assert verdicts(text % f"2 {factor}^T")[-1] == "wrong"


def test_a_transposed_letter_is_no_function() -> None:
    lines = displays(r"y = \psi a", r"L = \frac12 \|y - t\|^2", r"\frac{\partial L}{\partial a} = %s (y - t)")
    assert verdicts(lines % r"\psi^T")[-1] == "right"
    assert verdicts(lines % r"3 \psi^T")[-1] == "wrong"


GATES = displays(
    r"F_t = \sigma(Z_t)",
    r"I_t = \sigma(Q_t)",
    r"G_t = \tanh(R_t)",
    r"C_t = F_t C_{t-1} + I_t G_t",
    r"H_t = \xi_t \tanh(C_t)",
)
SLOPE = r"\frac{\partial H_t}{\partial Q_t} = \xi_t (1 - \tanh^2(C_t)) G_t I_t (1 - I_t)"


def test_capitals_on_a_page_without_any_sign_of_arrays_may_be_numbers() -> None:
    assert verdicts(GATES + displays(SLOPE))[-1] in {"right", "right-if", "unchecked"}
    assert verdicts(GATES + displays(SLOPE.replace("I_t (1 - I_t)", "I_t (1 + I_t)")))[-1] in {"wrong", "unchecked"}


SAMPLES = (r"e_n = A o_n", r"s = \sum_n c_n^T e_n")


@pytest.mark.parametrize("matrix", ["A", "W", "E", "M"])
def test_vectors_of_samples_make_a_matrix_of_what_is_multiplied_by_them(matrix: str) -> None:
    claims = (r"\frac{\partial s}{\partial o_n} = A^T c_n", r"\frac{\partial s}{\partial A} = \sum_n c_n o_n^T")
    text = displays(*SAMPLES, *claims).replace("A", matrix)
    assert verdicts(text) == ["right"] * 4
    assert verdicts(text.replace(f"{matrix}^T c_n", f"2 {matrix}^T c_n"))[2] == "wrong"
    assert verdicts(text.replace("c_n o_n^T", "o_n c_n^T"))[3] in {"wrong", "unchecked"}


@pytest.mark.parametrize("matrix", ["A", "W", "E", "M"])
def test_a_transposed_letter_is_an_array_also_where_it_counts_or_names_a_loss(matrix: str) -> None:
    slope = r"\frac{\partial s}{\partial A} = \sum_n o_n c_n^T"
    text = displays(SAMPLES[0].replace("A", "A^T"), SAMPLES[1], slope).replace("A", matrix)
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace("o_n c_n^T", "2 o_n c_n^T"))[-1] == "wrong"
