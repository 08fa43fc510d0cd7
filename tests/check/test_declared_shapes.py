"""Declared shapes contradict a line where its arrays fit in no way; where they may be meant otherwise, nothing does."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


def spaces(*told: tuple[str, str]) -> str:
    return "Here " + ", ".join(rf"${name} \in \mathbb{{R}}^{{{space}}}$" for name, space in told) + ".\n\n"


SIZES = spaces(("W", r"3 \times 4"), ("x", "4"), ("b", "3"), ("u", "3"))
LETTERS = spaces(("W", r"m \times n"), ("x", "n"), ("b", "m"), ("u", "m"))
CONFUSABLE = spaces(("X", r"N \times D"), ("V", r"d \times k"))
APART = spaces(("X", r"N \times D"), ("V", r"p \times k"))


@pytest.mark.parametrize("told", [SIZES, LETTERS])
@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("z = W x + b", "right"),
        (r"z = \sigma(W x) + b", "right"),
        ("z = W^T u", "right"),
        ("z = W u", "wrong"),
        ("z = W^T x", "wrong"),
        ("z = W x + x", "wrong"),
        (r"z = \sigma(W u)", "wrong"),
        (r"z = W \odot u", "right"),
        ("z = W q", "right"),
    ],
)
def test_a_line_that_no_way_to_take_its_vectors_fits_is_wrong(told: str, line: str, verdict: str) -> None:
    assert verdicts(told + displays(line))[-1] == verdict


def test_the_reason_names_the_shapes_that_are_declared() -> None:
    found = judged(SIZES + displays("z = W u + b"))[-1]
    assert found.reason.startswith("the declared shapes do not fit: W is 3 x 4, u is 3 x 1, b is 3 x 1")


@pytest.mark.parametrize("told", [CONFUSABLE, APART])
def test_extents_that_may_be_the_same_contradict_nothing(told: str) -> None:
    assert verdicts(told + displays("Z = X V"))[-1] != "wrong"


def test_a_name_with_two_declared_shapes_contradicts_nothing() -> None:
    again = SIZES + "Now " + spaces(("W", r"5 \times 3"))
    assert verdicts(again + displays("z = W u"))[-1] != "wrong"


def test_matrices_side_by_side_that_fit_element_by_element_only_are_right_if_so_meant() -> None:
    found = judged(SIZES + displays("z = W W x"))[-1]
    assert (found.verdict.value, found.assumes) == (
        "right-if",
        ("matrices side by side are multiplied element by element",),
    )


SLICED = spaces(("W", r"n \times m"), ("x", "n"), ("b", "m"), ("c", "n"), ("a", "m"))
COLUMNS = displays(r"L = \sum_k W_k^T x", r"\frac{\partial L}{\partial x} = \sum_k W_k")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"a_k = W_k^T x", "right"),
        (r"a_k = W_k^T c + b_k", "right"),
        (r"a_k = \sigma(W_k^T + b)", "wrong"),
        (r"a_k = \sigma(W_k^T x + b_k)", "right"),
    ],
)
def test_a_column_of_a_declared_matrix_is_as_long_as_other_lines_say(line: str, verdict: str) -> None:
    assert verdicts(SLICED + COLUMNS + "\n\n" + displays(line))[-1] == verdict


@pytest.mark.parametrize("line", ["a_k = W_k^T b", r"a_k = \sigma(W_k + b)", r"a_k = \sigma(W_k^T + c)"])
def test_a_row_or_a_column_of_which_nothing_says_which_contradicts_nothing(line: str) -> None:
    assert verdicts(SLICED + displays(line))[-1] != "wrong"


def test_a_line_that_only_a_row_fits_contradicts_those_that_only_a_column_fits_and_refutes_none() -> None:
    assert "wrong" not in verdicts(SLICED + COLUMNS + "\n\n" + displays(r"a_k = W_k^T b", r"c_k = W_k^T + b"))


def test_a_definition_that_cannot_fit_leaves_its_name_to_the_one_that_does() -> None:
    text = SLICED + displays(
        "a_k = W_k^T + b", r"\frac{\partial L}{\partial x} = \sum_k W_k \frac{\partial L}{\partial a_k}",
        "a = W^T x + b", "L = a^T a", r"\frac{\partial L}{\partial W_k} = 2 a_k x",
    )  # fmt: skip
    assert verdicts(text)[-5:] == ["wrong", "right", "right", "right", "right"]
    assert verdicts(text.replace(r"\sum_k W_k \frac", r"\sum_k 2 W_k \frac"))[-4] != "right"


BOUNDS = spaces(("V", r"M \times K"), ("U", r"N \times M"), ("x", "N")) + displays(r"h = \sigma(U^T x)", "o = V^T h")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\nabla h = \sum_{k=1}^{K} \frac{\partial o[k]}{\partial h} \nabla o[k]", "right"),
        (r"\nabla x = \sum_{m=1}^{M} \frac{\partial h[m]}{\partial x} \nabla h[m]", "right"),
        (r"\nabla x = \sum_{k=1}^{K} \frac{\partial h[k]}{\partial x} \nabla h[k]", "wrong"),
        (r"\nabla h = \sum_{k=1}^{M} \frac{\partial o[k]}{\partial h} \nabla o[k]", "wrong"),
        (r"\nabla x = \sum_{m=1}^{m} \frac{\partial h[m]}{\partial x} \nabla h[m]", "unchecked"),
        (r"\nabla x = \sum_{k=1}^{R} \frac{\partial h[k]}{\partial x} \nabla h[k]", "unchecked"),
    ],
)
def test_a_sum_that_ends_with_the_extent_of_another_array_is_wrong(line: str, verdict: str) -> None:
    assert verdicts(BOUNDS + "\n\n" + displays(line))[-1] == verdict


def test_a_whole_that_is_defined_by_its_elements_and_other_arrays_may_have_their_shapes() -> None:
    declared = r"Let $W \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$." + "\n\n"
    elements = displays(r"z_i = w_i^T x", r"z = W x", r"z_i = \sum_j W_{ij} x_j")
    assert "wrong" not in verdicts(declared + elements)
    assert "wrong" in verdicts(declared + elements.replace("z = W x", "z = W^T x"))


def test_letters_that_a_case_compares_are_no_arrays() -> None:
    given = r"$W \in \mathbb{R}^{N \times M}$, $b \in \mathbb{R}^M$, $x \in \mathbb{R}^N$, $h \in \mathbb{R}^M$"
    lines = (
        r"h = \text{ReLU}(W^T x + b)",
        r"\frac{\partial h[k]}{\partial W_i} = \begin{cases} x & \text{if } i = k \text{ and } W_i^T x + b[i] > 0 \\ "
        r"0 & \text{otherwise} \end{cases}",
        r"\frac{\partial \text{ReLU}(W_k^T x + b[k])}{\partial W_i} = \begin{cases} x[k] & \text{if } i = k "
        r"\text{ and } W_i^T x + b[i] > 0 \\ 0 & \text{otherwise} \end{cases}",
    )
    found = verdicts(f"{given}\n\n{displays(*lines)}")[4:]
    assert found[:2] == ["right", "right"]
    assert found[2] not in {"right", "right-if"}


LAST_OF_ONE = spaces(("X", r"d \times m"), ("W^{[1]}", r"n \times d"), ("W^{[2]}", r"1 \times n")) + displays(
    "Z^{[1]} = W^{[1]} X", "A^{[1]} = g(Z^{[1]})", "Z^{[2]} = W^{[2]} A^{[1]}"
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"dZ^{[1]} = W^{[2]T} dZ^{[2]} \odot g'(Z^{[1]})", "right"),
        (r"dZ^{[1]} = W^{[2]} dZ^{[2]} \odot g'(Z^{[1]})", "wrong"),
        (r"dW^{[2]} = dZ^{[2]} A^{[1]}", "wrong"),
        ("Q = W^{[2]} W^{[1]} X", "right"),
    ],
)
def test_weights_of_a_last_layer_of_one_unit_are_a_matrix_as_those_of_the_others(line: str, verdict: str) -> None:
    assert verdicts(LAST_OF_ONE + displays(line))[-1] == verdict


def test_what_has_a_determinant_is_not_refuted_as_a_number() -> None:
    cost = r"\ell = -\frac12 (x - \mu)^\top \Sigma^{-1} (x - \mu) - \frac12 \log\det \Sigma"
    by_mean = r"\nabla_\mu \ell = \Sigma^{-1} (x - \mu)"
    by_covariance = (
        r"\nabla_\Sigma \ell = \frac12 \Sigma^{-1} (x - \mu) (x - \mu)^\top \Sigma^{-1} - \frac12 \Sigma^{-1}"
    )
    assert verdicts(displays(cost, by_mean, by_covariance)) == ["right"] * 3
    assert verdicts(displays(cost, by_mean, by_covariance.replace(r" - \frac12", r" + \frac12")))[-1] == "wrong"
