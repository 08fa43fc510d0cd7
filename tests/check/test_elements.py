"""Elements, rows and gradients of arrays: every line is right, and a planted slip in its place is not."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

ELEMENTS = displays(
    r"z = W x", r"J = \|y - z\|_2^2",
    r"(W x)_i = \sum_j W_{ij} x_j",
    r"\left(\frac{\partial z}{\partial x}\right)_{ij} = W_{ij}",
    r"\left(\frac{\partial J}{\partial W}\right)_{ij} = 2 (z - y)_i x_j",
    r"\frac{\partial J}{\partial x_j} = 2 \sum_i W_{ji}^T (z - y)_i",
)  # fmt: skip

ATTENTION = displays(
    r"S = Q K^T", r"P = \mathrm{softmax}(S)", r"P_{ij} = \frac{e^{S_{ij}}}{\sum_k e^{S_{ik}}}", r"O = P V",
    r"dO = \frac{\partial L}{\partial O}", r"dV = P^T dO", r"dP_{ij} = \sum_l dO_{il} V_{jl}",
    r"dS_{ik} = P_{ik} (dP_{ik} - \sum_j P_{ij} dP_{ij})",
    r"Q = X W_Q, \quad K = X W_K", r"dW_Q = X^T dQ, \quad dW_K = X^T dK",
)  # fmt: skip

LOGISTIC = r"""
$X \in \mathbb{R}^{n \times d}$ has the rows $x_i^T$, and $w \in \mathbb{R}^d$.

""" + displays(
    r"\sigma(t) = \frac{1}{1 + e^{-t}}, \quad \sigma'(t) = \sigma(t) (1 - \sigma(t))", r"p_i = \sigma(w^T x_i)",
    r"J(w) = -\sum_{i=1}^n y_i \log p_i + (1 - y_i) \log(1 - p_i)",
    r"\frac{\partial J}{\partial w_j} = \sum_{i=1}^n (p_i - y_i) x_{ij}",
    r"\nabla_w J = \sum_{i=1}^n (p_i - y_i) x_i = X^T (p - y)",
    r"H = \nabla_w^2 J = \sum_{i=1}^n p_i (1 - p_i) x_i x_i^T",
)  # fmt: skip

QUADRATIC = r"$A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$" + "\n\n" + displays(
    r"\frac{\partial x^T A x}{\partial x} = (A + A^T) x",
    r"\frac{\partial}{\partial x_k} \sum_i \sum_j x_i A_{ij} x_j = \sum_j A_{kj} x_j + \sum_i A_{ik} x_i",
)  # fmt: skip


@pytest.mark.parametrize("document", [ELEMENTS, ATTENTION, LOGISTIC, QUADRATIC])
def test_every_line_with_elements_of_arrays_is_proved(document: str) -> None:
    assert [each.latex for each in judged(document) if each.verdict.value != "right"] == []


SLIPS = [
    (ELEMENTS, r"\right)_{ij} = W_{ij}", r"\right)_{ij} = W_{ji}"),
    (ELEMENTS, "2 (z - y)_i x_j", "2 (z - y)_j x_i"),
    (ELEMENTS, "2 (z - y)_i x_j", "(z - y)_i x_j"),
    (ELEMENTS, r"\sum_i W_{ji}^T (z - y)_i", r"\sum_i W_{ji} (z - y)_i"),
    (ELEMENTS, r"\sum_i W_{ji}^T (z - y)_i", r"\sum_i W_{ji}^T (y - z)_i"),
    (ATTENTION, r"\sum_l dO_{il} V_{jl}", r"\sum_l dO_{il} V_{lj}"),
    (ATTENTION, "P_{ik} (dP_{ik} - ", "(dP_{ik} - "),
    (ATTENTION, "dV = P^T dO", "dV = P dO"),
    (ATTENTION, "dW_K = X^T dK", "dW_K = X^T dQ"),
    (LOGISTIC, "X^T (p - y)", "X^T (y - p)"),
    (LOGISTIC, "p_i (1 - p_i) x_i x_i^T", "p_i x_i x_i^T"),
    (LOGISTIC, "(p_i - y_i) x_{ij}", "(p_i - y_i) w_j"),
    (QUADRATIC, "(A + A^T) x", "2 A x"),
    (QUADRATIC, r"\sum_i A_{ik} x_i", r"\sum_i A_{ki} x_i"),
]


@pytest.mark.parametrize(("document", "right", "slip"), SLIPS)
def test_a_slip_in_the_elements_of_arrays_is_wrong_and_no_other_line_is(document: str, right: str, slip: str) -> None:
    assert document.count(right) == 1
    wrong = [each for each in judged(document.replace(right, slip)) if each.verdict.value == "wrong"]
    assert len(wrong) == 1
    assert slip in wrong[0].latex


def test_an_element_of_a_function_that_nothing_defines_is_no_product() -> None:
    document = displays(r"y_c = \varsigma(z)_c", r"y_c = \frac{e^{z_c}}{\sum_d e^{z_d}}")
    assert "wrong" not in {each.verdict.value for each in judged(document)}


def test_what_holds_for_symmetric_matrices_only_is_not_refuted_for_all() -> None:
    document = (
        QUADRATIC + "\n\nIf $A$ is symmetric, this is\n\n" + displays(r"\frac{\partial x^T A x}{\partial x} = 2 A x")
    )
    assert [each.verdict.value for each in judged(document)] == ["right"] * 4 + ["unchecked"]


def test_a_matrix_that_identities_use_in_two_shapes_refutes_neither() -> None:
    document = r"$X \in \mathbb{R}^{n \times p}$" + "\n\n" + displays(
        r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = A^T",
        r"\frac{\partial \operatorname{tr}(X^T A X)}{\partial X} = (A + A^T) X",
    )  # fmt: skip
    assert "wrong" not in {each.verdict.value for each in judged(document)}


def test_a_letter_that_is_an_index_and_a_factor_refutes_nothing() -> None:
    document = displays(r"z = W x", r"[W x]c = [W x]_c")
    assert "wrong" not in {each.verdict.value for each in judged(document)}


UNITS = r"""
The output is $\hat y = V^T z$ of the units $z_j = \sigma(w_j^T x)$, with $L = \frac12 (\hat y - t)^2$.

$$\frac{\partial \hat y}{\partial V_1} = z_1$$

$$\frac{\partial L}{\partial w_{11}} = \frac{\partial L}{\partial \hat y} V_1 z_1 (1 - z_1) x_1$$

$$\frac{\partial L}{\partial w_{%s}} = \frac{\partial L}{\partial \hat y} V_2 z_2 (1 - z_2) x_1$$

$$\frac{\partial L}{\partial w_{%s}} = \frac{\partial L}{\partial \hat y} V_%s z_1 (1 - z_1) x_2$$
"""


def test_numbers_name_elements_of_vectors_in_inner_products() -> None:
    assert verdicts(UNITS % ("12", "21", "1")) == ["right"] * 7
    assert verdicts(UNITS % ("21", "12", "1")) == ["right"] * 7
    assert verdicts(UNITS % ("12", "21", "2")) == ["right"] * 6 + ["wrong"]


def test_lines_that_disagree_on_which_number_is_the_unit_refute_nothing() -> None:
    assert verdicts(UNITS % ("12", "12", "1"))[-2:] == ["right", "unchecked"]


def test_numbers_of_data_points_and_of_layers_name_arrays() -> None:
    points = r"$s = w^T x$ at $s_1 = w^T x_1$: $$\frac{\partial s_1}{\partial w} = %s$$"
    assert [verdicts(points % side)[-1] for side in ("x_1", "x_2")] == ["right", "unchecked"]


def test_a_sample_on_one_side_refutes_nothing_where_the_loss_is_left_open() -> None:
    text = r"""
$$\hat y = V^T z, \quad z_j = \sigma(w_j^T x)$$

$$\frac{\partial L}{\partial V_j} = \frac{\partial L}{\partial \hat y} z_j^{(i)}$$
"""
    assert verdicts(text) == ["right", "right", "right-if"]
    slip = text.replace("$$\\hat y", "$L = \\sum_i (\\hat y^{(i)} - t^{(i)})^2$ $$\\hat y", 1)
    assert verdicts(slip)[-1] == "wrong"


BARE_BIAS = r"$b \in \mathbb{R}^m$, $W \in \mathbb{R}^{n \times m}$" + "\n\n" + displays(
    r"a_k = \sigma(W_k^T x + b)", r"\frac{\partial a_k}{\partial x} = \sigma'(W_k^T x + b_k) W_k",
    r"\frac{\partial a_k}{\partial b_k} = \sigma'(W_k^T x + b_k)",
)  # fmt: skip


@pytest.mark.parametrize("space", [r"n \times m", r"m \times n"])
def test_a_bias_without_its_index_beside_one_unit_is_that_of_the_unit(space: str) -> None:
    assert verdicts(BARE_BIAS.replace(r"n \times m", space))[2:] == ["right-if", "right", "right"]


@pytest.mark.parametrize(
    ("written", "slip"),
    [
        (r"W_k^T x + b_k) W_k", r"W_k^T x - b) W_k"),
        (r"W_k^T x + b_k) W_k", r"W_k^T x + b) x"),
        (r"b_k} = \sigma'(W_k^T x + b_k)", r"b_k} = 2 \sigma'(W_k^T x + b)"),
    ],
)
def test_it_excuses_no_other_slip(written: str, slip: str) -> None:
    found = [each.verdict.value for each in judged(BARE_BIAS.replace(written, slip)) if slip in each.latex]
    assert found
    assert not {"right", "right-if"} & {*found}


DIAGONAL = displays(
    r"p = \sigma(z)", r"S = \operatorname{diag}(p_i (1 - p_i))", r"z^T S z = \sum_i p_i (1 - p_i) z_i^2",
)  # fmt: skip


def test_a_diagonal_may_be_given_by_its_element() -> None:
    assert verdicts(DIAGONAL) == ["right"] * 3
    assert verdicts(DIAGONAL.replace(r"= \sum_i p_i (1 - p_i)", r"= \sum_i p_i"))[2] == "wrong"
    assert verdicts(DIAGONAL.replace("diag}(p_i (1 - p_i))", "diag}(p_i)"))[2] == "wrong"


def test_a_matrix_may_hold_the_vectors_of_its_small_letter() -> None:
    lines = r"p_i = \sigma(w^T x_i)", r"p = \sigma(X w)", r"g = \sum_i (p_i - y_i) x_i = %s"
    # Which reading was taken is said, so that it is right-if; a line that no reading proves is not refuted.
    for side, verdict in ((r"X^T (p - y)", "right-if"), (r"X^T (p + y)", "unchecked")):
        assert verdicts(displays(*lines) % side)[-1] == verdict


NUMBERED = (r"a = W_1 x + b", r"h = \tanh(a)", r"o = W_2 h", r"L = \frac12 \|o - y\|^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial [W_2]_{ij}} = (o_i - y_i) h_j", "right"),
        (r"\partial L / \partial [W_2]_{ij} = (o_i - y_i) h_j", "right"),
        (r"\frac{\partial L}{\partial [W_2]_{ij}} = (o_i - y_i) h_i", "wrong"),
        (r"\frac{\partial L}{\partial [W_2]_{ij}} = 2 (o_i - y_i) h_j", "wrong"),
        (r"\frac{\partial L}{\partial [b]_i} = \sum_k (o_k - y_k) [W_2]_{ki} (1 - h_i^2)", "right"),
        (r"\frac{\partial L}{\partial [b]_i} = \sum_k (o_k - y_k) [W_2]_{ki} (1 - h_i)", "wrong"),
    ],
)
def test_a_derivative_may_be_by_an_element_in_brackets(claim: str, verdict: str) -> None:
    """The number is that of the array: ``[W_2]_{ij}`` is an element of W_2, and W_2 none of W."""
    assert verdicts(displays(*NUMBERED, claim)) == ["right"] * 4 + [verdict]
