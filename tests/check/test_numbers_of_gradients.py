"""Derivatives of a worked example: by the definitions, and by the derivatives that are printed before."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Verdict
from tests.check.judging import displays, verdicts

R, I, W, F, U = (each.value for each in Verdict)

NEURON = (
    "x = 2",
    "w = 0.5",
    "b = 0.25",
    "z = w x + b",
    r"a = \sigma(z)",
)
PAIR = (
    r"W = \begin{bmatrix} 1 & 2 \\ 3 & 1 \end{bmatrix}",
    r"x = \begin{bmatrix} 1 \\ -1 \end{bmatrix}",
    r"c = \begin{bmatrix} 0 \\ 1 \end{bmatrix}",
    "z = W x + c",
    r"h = \tanh(z)",
)


def last(*latex: str) -> list[str]:
    """The verdicts on the last display."""
    return verdicts(displays(*latex))[len(verdicts(displays(*latex[:-1]))) :]


@pytest.mark.parametrize(("printed", "expected"), [("0.3116", R), ("0.3161", U), ("0.1558", U)])
def test_a_printed_derivative_is_passed_on_to_what_acts_through_it(printed: str, expected: str) -> None:
    # da/dw = a (1 - a) x = 0.34624 at these numbers.
    assert last(*NEURON, r"\frac{\partial E}{\partial a} = 0.9", rf"\frac{{\partial E}}{{\partial w}} = {printed}") == [
        expected
    ]


def test_a_printed_derivative_of_one_way_is_not_passed_on_where_there_are_two() -> None:
    two = (*NEURON, "p = w^2", "q = a + p")
    assert last(*two, r"\frac{\partial E}{\partial a} = 0.9", r"\frac{\partial E}{\partial w} = 0.3116") == [U]


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        (r"\begin{bmatrix} 0.2100 & -0.2100 \\ -0.0050 & 0.0050 \end{bmatrix}", R),
        (r"\begin{bmatrix} 0.2100 & -0.2100 \\ 0.0050 & 0.0050 \end{bmatrix}", U),
        (r"\begin{bmatrix} 0.2100 & -0.0050 \\ -0.2100 & 0.0050 \end{bmatrix}", U),
    ],
)
def test_a_gradient_of_numbers_is_passed_on_to_a_matrix(matrix: str, expected: str) -> None:
    # tanh'(-1) = 0.4200 and tanh'(3) = 0.009866.
    given = r"\nabla h = \begin{bmatrix} 0.5 \\ -0.5 \end{bmatrix}"
    assert last(*PAIR, given, rf"\nabla W = {matrix}") == [expected]


@pytest.mark.parametrize(("written", "expected"), [("12", R), ("10", W)])
def test_the_derivative_of_a_function_is_taken_at_the_numbers_of_its_arguments(written: str, expected: str) -> None:
    assert last("h(w) = (3 w - 1)^2", "w = 1", rf"\frac{{dh}}{{dw}} = {written}") == [expected]


def test_numbers_put_into_the_formula_before_give_its_head_the_result() -> None:
    put_in = (
        r"-\begin{bmatrix} 0 + 0.7616 \\ 1 - 0.9951 \end{bmatrix} = \begin{bmatrix} -0.7616 \\ -0.0049 \end{bmatrix}"
    )
    right = r"\nabla c = \begin{bmatrix} -0.3198 \\ -0.0000 \end{bmatrix}"
    slip = r"\nabla c = \begin{bmatrix} -0.3189 \\ -0.0000 \end{bmatrix}"
    h = r"h = \begin{bmatrix} -0.7616 \\ 0.9951 \end{bmatrix}"
    error = (*PAIR, h, r"\nabla h = -(t - h)", put_in)
    assert last(*error, right) == [R]
    assert last(*error, slip) == [U]


@pytest.mark.parametrize(("result", "expected"), [("0.4621", R), ("0.4612", W)])
def test_a_function_whose_parentheses_were_lost_is_applied_to_all_behind_it(result: str, expected: str) -> None:
    network = ("g(u) = \\frac{e^u - e^{-u}}{e^u + e^{-u}}", "h = g(V x + c)")
    lost = r"h = g \begin{bmatrix} 1 & 0 \\ 0 & 2 \end{bmatrix} \begin{bmatrix} 1 \\ 1 \end{bmatrix}"
    lost += rf" + \begin{{bmatrix}} -0.5 \\ -2 \end{{bmatrix}} = \begin{{bmatrix}} {result} \\ 0 \end{{bmatrix}}"
    assert last(*network, lost) == ([I, R] if expected == R else [U, W])


GRAPH = (r"h = \max(a, b) c", "a = 3", "b = -1", "c = 2", r"m = \max(a, b) = 3")


@pytest.mark.parametrize(
    ("slope", "printed", "expected"), [("b", "0", R), ("b", "2", W), ("a", "2", R), ("a", "3", W), ("c", "3", R)]
)
def test_a_number_for_a_derivative_of_definitions_with_one_value_each_is_refuted(
    slope: str, printed: str, expected: str
) -> None:
    assert last(*GRAPH, rf"\frac{{\partial h}}{{\partial {slope}}} = {printed}") == [expected]


def test_what_goes_on_with_such_a_number_follows() -> None:
    given = ("f(x, y, z) = (x + y) z", "x = -2", "y = 5", "z = -4", "q = x + y", "f = q z")
    chain = r"\frac{\partial f}{\partial y} = \frac{\partial f}{\partial q} \frac{\partial q}{\partial y} = -4 \cdot "
    assert last(*given, chain + "1 = -4") == [R, R, R]
    assert last(*given, chain + "5 = -20") == [R, W, F]


def test_a_number_refutes_nothing_where_a_value_has_changed() -> None:
    assert last(*GRAPH, "b = 5", r"\frac{\partial h}{\partial b} = 0") != [W]


SOFTMAX = (
    r"z_k = \sum_j w_{kj} x_j + b_k", r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", r"L = -\sum_k y_k \log p_k",
    "z = (1.2, 0.3, -0.5)", "y = (1, 0, 0)",
)  # fmt: skip


def test_a_vector_whose_formula_has_no_numbers_is_given() -> None:
    assert verdicts(displays(*SOFTMAX))[3:] == [I, R]
    assert last(*SOFTMAX, "p_3 = 0.1149") == [R]
    assert last(*SOFTMAX, "p_3 = 0.1249") == [W]


def test_an_open_sum_runs_over_the_elements_of_what_is_given_whole() -> None:
    assert last(*SOFTMAX, r"\sum_j e^{z_j} = 5.2765") == [R]
    assert last(*SOFTMAX, r"\sum_j e^{z_j} = 5.3765") == [W]
    assert last(*SOFTMAX, r"\frac{\partial L}{\partial z} = (-0.3708, 0.2558, 0.1149)") == [R]
    assert last(*SOFTMAX, r"\frac{\partial L}{\partial z} = (0.3708, 0.2558, 0.1149)") == [W]
    printed = ("p_1 = 0.6292", "p_2 = 0.2558", "p_3 = 0.1149")
    assert last(*SOFTMAX, *printed, "p - y = (-0.3708, 0.2558, 0.1149)") == [R]


VALUES = ("x = 2", "y = 1", "w = 0.5", "b = 0.25", "z = w x + b = 1.25", "L = (z - y)^2 = 0.0625")


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (r"\frac{\partial L}{\partial w} = 2 \cdot 0.25 \cdot 2 = 1", ["right", "right"]),
        (r"\frac{\partial L}{\partial w} = 2 \cdot 0.25 \cdot 3 = 1", ["wrong", "right"]),
        (r"\frac{\partial L}{\partial b} = 2 \cdot 0.35 \cdot 1 = 0.5", ["wrong", "right"]),
        (r"\frac{\partial L}{\partial w} = 2 \cdot 0.25 \cdot 3 = 2", ["wrong", "wrong"]),
    ],
)
def test_a_number_that_the_head_gives_is_right_whatever_stands_between(chain: str, expected: list[str]) -> None:
    assert verdicts(displays(*VALUES, chain))[-2:] == expected


def test_a_result_that_looks_like_a_given_number_gives_that_no_room() -> None:
    half = r"\frac{\partial L}{\partial b} = 0.5"
    slip = r"\frac{\partial L}{\partial z} = 2 (z - y) = 2 \cdot 0.35 = 0.5"
    assert verdicts(displays(*VALUES, half, slip))[-2:] == ["wrong", "right"]


def test_numbers_of_a_transposed_gradient_are_carried_into_the_step() -> None:
    text = r"""
$\sigma(x)=\frac{1}{1+e^{-x}}$, $X = [1, 2]$, $y = 0.5$, $\eta = 0.1$

$W_1 = \begin{bmatrix}0.5 & 0.6 \\ 0.7 & 0.8\end{bmatrix}$, $b_1 = [0.1, 0.2]$, $W_2 = [0.9, 0.1]$, $b_2 = 0.3$

$z_1 = X W_1 + b_1$, $a_1 = \sigma(z_1)$, $z_2 = a_1 W_2^T + b_2$, $o = \sigma(z_2)$, $L = \frac{1}{2}(o - y)^2$

$\delta_1 = \frac{\partial L}{\partial z_1} \approx [0.0045, 0.0004]$
"""
    wrong = (
        r"$\frac{\partial L}{\partial W_1} = \delta_1^T X"
        r" \approx \begin{bmatrix}0.0045 & 0.0090 \\ 0.0004 & 0.0008\end{bmatrix}$"
    )
    right = (
        r"$\frac{\partial L}{\partial W_1} = X^T \delta_1"
        r" \approx \begin{bmatrix}0.0045 & 0.0004 \\ 0.0090 & 0.0008\end{bmatrix}$"
    )
    step = r"$W_1 \leftarrow W_1 - \eta \frac{\partial L}{\partial W_1} \approx \begin{bmatrix}"
    turned = rf"{step}0.49955 & 0.5991 \\ 0.69996 & 0.79992\end{{bmatrix}}$"
    straight = rf"{step}0.49955 & 0.59996 \\ 0.6991 & 0.79992\end{{bmatrix}}$"
    assert verdicts(f"{text}\n{right}\n\n{straight}")[-4:] == ["right"] * 4
    assert verdicts(f"{text}\n{wrong}\n\n{turned}")[-4:] == ["wrong", "follows", "right", "follows"]
