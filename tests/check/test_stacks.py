"""Matrices of samples: ``X`` beside ``x^{(i)}``, where ``y`` is the column of all ``y^{(i)}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

REGRESSION = (r"J(\theta) = \frac12 \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)})^2",)
CLASSIFIER = (
    r"z^{(i)} = w^T x^{(i)} + b",
    r"a^{(i)} = \sigma(z^{(i)})",
    r"J = -\frac1m \sum_{i=1}^m [y^{(i)} \log a^{(i)} + (1 - y^{(i)}) \log (1 - a^{(i)})]",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"J(\theta) = \frac12 \| X \theta - y \|^2", "right-if"),
        (r"J(\theta) = \frac12 (X \theta - \vec{y})^T (X \theta - \vec{y})", "right-if"),
        (r"\nabla_\theta J(\theta) = X^T X \theta - X^T y", "right-if"),
        (r"\nabla_\theta J(\theta) = X^T (X \theta - y)", "right-if"),
        (r"\nabla_\theta J(\theta) = X (X^T \theta - y)", "right-if"),
        # A matrix that no line defines may hold something else: nothing is refuted, and no slip is right.
        (r"\nabla_\theta J(\theta) = X^T (X \theta + y)", "unchecked"),
        (r"\nabla_\theta J(\theta) = X^T X \theta - y", "unchecked"),
        (r"\nabla_\theta J(\theta) = \frac1m X^T (X \theta - y)", "unchecked"),
    ],
)
def test_a_matrix_holds_vectors_of_samples_as_rows_or_as_columns(claim: str, verdict: str) -> None:
    assert verdicts(displays(*REGRESSION, claim)) == ["right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"z = w^T X + b", "right-if"),
        (r"\frac{\partial J}{\partial w} = \frac1m X (a - y)^T", "right-if"),
        (r"\frac{\partial J}{\partial w} = \frac1m X (A - Y)^T", "right-if"),
        (r"\frac{\partial J}{\partial w} = \frac1m X (Y - A)^T", "unchecked"),
        (r"\frac{\partial J}{\partial w} = X (A - Y)^T", "unchecked"),
    ],
)
def test_capitals_of_numbers_are_rows_of_samples(claim: str, verdict: str) -> None:
    assert verdicts(displays(*CLASSIFIER, claim)) == ["right"] * 3 + [verdict]


def test_the_report_says_how_the_samples_lie_in_the_matrix() -> None:
    rows = judged(displays(*REGRESSION, r"\nabla_\theta J(\theta) = X^T (X \theta - y)"))[-1]
    columns = judged(displays(*CLASSIFIER, r"z = w^T X + b"))[-1]
    assert [each.assumes for each in (rows, columns)] == [
        ("X has the x^(i) as its rows",),
        ("X has the x^(i) as its columns",),
    ]


def test_a_matrix_that_may_hold_something_else_is_named() -> None:
    found = judged(displays(*REGRESSION, r"\nabla_\theta J(\theta) = X^T (X \theta + y)"))[-1]
    assert found.reason == "whether X holds the samples x^(i) is not written"


def test_samples_in_a_list_may_be_its_rows_or_its_columns() -> None:
    lists = r"A = (a^{(1)}, a^{(2)}, \dots, a^{(m)}) = (2 x^{(1)}, 2 x^{(2)}, \dots, 2 x^{(m)})"
    found = judged(displays(r"a^{(i)} = 3 x^{(i)}", lists))[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == "whether the samples of this list are its rows or its columns is not written"


def test_a_capital_that_a_line_defines_is_what_it_says() -> None:
    found = verdicts(displays(*REGRESSION, r"X = \theta \theta^T", r"X \theta = \theta \theta^T \theta"))
    assert found == ["right", "right", "right"]


@pytest.mark.parametrize("losses", [r"L = \frac1m \sum_i l^{(i)}", r"C = \sum_i c^{(i)}"])
def test_a_loss_holds_no_samples(losses: str) -> None:
    small = "l" if losses.startswith("L") else "c"
    claim = rf"\frac{{\partial {losses[0]}}}{{\partial w}} = \sum_i \frac{{\partial {small}^{{(i)}}}}{{\partial w}}"
    given = displays(rf"{small}^{{(i)}} = (w x^{{(i)}} - y^{{(i)}})^2", losses, claim)
    assert verdicts(given) == ["right", "right", "wrong" if losses.startswith("L") else "right"]


def test_the_argument_of_a_function_may_be_another_array_elsewhere() -> None:
    """The z of g(z) is a number, and that of a quadratic form a vector: no shapes contradict each other."""
    slope = r"g'(z) = \frac{d}{dz} \frac{1}{1 + e^{-z}} = g(z) (1 - g(z))"
    form = r"H_{jk} = \frac1n \sum_{i=1}^n s^{(i)} x_j^{(i)} x_k^{(i)}"
    claim = r"z^T H z = \frac1n \sum_{i=1}^n s^{(i)} (z^T x^{(i)})^2"
    found = verdicts(displays(r"g(z) = \frac{1}{1 + e^{-z}}", slope, form, claim))
    assert found[:-1] == ["right"] * 4
    assert found[-1] != "wrong"


VECTORISED = (r"Z = w^T X + b", r"A = \sigma(Z)", CLASSIFIER[2])
ERRORS = r"dZ = A - Y"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"dw = \frac1m X dZ^T", "right-if"),
        (r"db = \frac1m \sum_{i=1}^m dz^{(i)}", "right"),
        (r"\frac{\partial J}{\partial w} = \frac1m X (A - Y)^T", "right-if"),
        (r"\frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m (a^{(i)} - y^{(i)})", "right"),
        (r"dZ = Y - A", "wrong"),
        (r"dw = X dZ^T", "wrong"),
        (r"dw = \frac1m X^T dZ^T", "wrong"),
        (r"db = \sum_{i=1}^m dz^{(i)}", "wrong"),
        (r"\frac{\partial J}{\partial w} = \frac1m X (Y - A)^T", "wrong"),
        (r"\frac{\partial J}{\partial w} = X (A - Y)^T", "wrong"),
    ],
)
def test_capitals_that_lines_define_are_rows_of_numbers_where_a_loss_adds_up_numbers(claim: str, verdict: str) -> None:
    """dZ is that of each sample's own loss where no dZ names the number of samples; dw is that of the mean."""
    assert verdicts(displays(*VECTORISED, ERRORS, claim)) == ["right-if", "right", "right", "right", verdict]


def test_where_dz_is_divided_by_the_number_of_samples_it_is_that_of_their_mean() -> None:
    claims = (r"dZ = \frac1m (A - Y)", r"dw = X dZ^T", r"dw = X^T dZ^T")
    assert verdicts(displays(*VECTORISED, *claims))[3:] == ["right", "right-if", "wrong"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("dA = W^T dZ", "right"),
        ("dA = W dZ", "wrong"),
        (r"dA = \frac1m W^T dZ", "unchecked"),
        (r"dW = \frac1m dZ A^T", "right"),
        ("dW = dZ A^T", "wrong"),
    ],
)
def test_what_a_layer_is_given_has_a_gradient_for_each_sample_as_what_it_computes(claim: str, verdict: str) -> None:
    """Only weights and biases have a gradient of the mean; that of an input may be divided for another reason."""
    layer = ("Z = W A + b", r"db = \frac1m \sum_{i=1}^m dZ^{(i)}")
    assert verdicts(displays(*layer, claim)) == ["right", "right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [(r"dW = \frac{dZ A^T}{m}", "right"), ("dW = dZ A^T / m", "right"), ("dW = A dZ^T / m", "wrong")],
)
def test_gradients_may_be_divided_below_all_of_them(claim: str, verdict: str) -> None:
    layer = ("Z = W A + b", r"A = \tanh(U X)", r"dU = \frac{1}{m} (W^T dZ \odot (1 - A^2)) X^T", "dA = W^T dZ")
    assert verdicts(displays(*layer, claim))[-2:] == ["right", verdict]


TWO_CLASSES = (r"z = \sum_i w_i x_i + b", r"Y = \sigma(z)", r"L = -y \log Y - (1 - y) \log(1 - Y)")


@pytest.mark.parametrize(("output", "label"), [("Y", "y"), ("P", "p"), ("V", "v")])
def test_an_output_and_a_label_that_differ_by_their_size_alone_are_two_numbers(output: str, label: str) -> None:
    slope = r"\frac{\partial L}{\partial Y} = \frac{Y - y}{Y (1 - Y)}"
    text = displays(*TWO_CLASSES, slope, r"\frac{\partial L}{\partial w_i} = (Y - y) x_i")
    text = text.replace("Y", output).replace("y", label)
    assert verdicts(text) == ["right"] * 5
    assert verdicts(text.replace(f"({output} - {label}) x", f"({label} - {output}) x"))[-1] == "wrong"


def test_the_sum_before_an_activation_may_be_its_capital() -> None:
    model = (r"A = \sum_i w_i x_i + b", r"a = \sigma(A)", r"L = -y \log a - (1 - y) \log(1 - a)")
    assert verdicts(displays(*model, r"\frac{da}{dA} = a (1 - a)")) == ["right"] * 4
    assert verdicts(displays(*model, r"\frac{da}{dA} = a (1 + a)"))[-1] == "wrong"
