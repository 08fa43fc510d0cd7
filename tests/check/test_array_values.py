r"""Functions whose values are arrays: ``\partial f_i/\partial x_j`` beside ``f(x) = W x``, and ``J_f(x)``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

PROVED = {"right", "right-if"}


@pytest.mark.parametrize(
    ("function", "slope", "slip"),
    [
        ("f(x) = W x + b", "W_{ij}", "W_{ji}"),
        (r"f(x) = \tanh(W x + b)", "(1 - f_i^2) W_{ij}", "(1 - f_j^2) W_{ij}"),
        (r"f_i(x) = \sum_j W_{ij} x_j", "W_{ij}", "W_{ji}"),
        (r"f_i(x) = \frac{e^{x_i}}{\sum_k e^{x_k}}", r"f_i (\delta_{ij} - f_j)", r"f_i (\delta_{ij} + f_j)"),
        (
            r"f_i(x) = \frac{e^{x_i}}{\sum_k e^{x_k}}",
            r"f_i(x) (\delta_{ij} - f_j(x))",
            r"f_i(x) (\delta_{ij} - f_i(x))",
        ),
    ],
)
def test_elements_are_differentiated_by_elements(function: str, slope: str, slip: str) -> None:
    head = r"\frac{\partial f_i}{\partial x_j}"
    found = verdicts(displays(function, f"{head} = {slope}", f"{head} = {slip}"))
    assert set(found[:-1]) <= PROVED
    assert found[-1] == "wrong"


def test_the_jacobian_is_the_derivative() -> None:
    function = r"f(\mathbf{x}) = \sigma(\mathbf{W} \mathbf{x})"
    head = r"\mathbf{J}_f(\mathbf{x}) = "
    right = r"\operatorname{diag}(\sigma'(\mathbf{W} \mathbf{x})) \mathbf{W}"
    slip = r"\mathbf{W} \operatorname{diag}(\sigma'(\mathbf{W} \mathbf{x}))"
    assert verdicts(displays(function, head + right, head + slip)) == ["right", "right", "wrong"]


def test_a_function_that_is_applied_to_more_keeps_its_argument() -> None:
    lines = ("g(u) = V u", "h(x) = g(W x)", r"\frac{\partial h_i}{\partial x_j} = \sum_k %s W_{kj}")
    for entry in ("V_{ik}", "V_{ki}"):
        assert verdicts(displays(*lines) % entry)[-1] == "unchecked"


def test_functions_of_two_sections_are_two() -> None:
    one, other = (rf"$f_i(x) = x_i^{n}$, $\frac{{\partial f_i}}{{\partial x_i}} = 2 x_i$" for n in (2, 3))
    assert verdicts(f"# One\n\n{one}\n\n# Two\n\n{other}")[-1] not in PROVED


@pytest.mark.parametrize("head", [r"s(\mathbf{z})_c", r"\varsigma(\mathbf{z})_c"])
def test_a_name_for_the_whole_value_has_the_elements_that_are_defined(head: str) -> None:
    r"""``\mathbf{y} = s(\mathbf{z})`` is no function of each element: a right derivative by another one was refuted."""
    whole = r"\mathbf{y} = " + head.replace("_c", "")
    lines = (head + r" = \frac{e^{z_c}}{\sum_{d=1}^C e^{z_d}}", whole, r"L = -\sum_{c=1}^C t_c \log y_c")
    slope = r"\frac{\partial y_i}{\partial z_j} = %s"
    right = displays(*lines, slope % r"y_i (\delta_{ij} - y_j)", slope.replace("j", "i") % "y_i (1 - y_i)")
    assert set(verdicts(right)) <= PROVED
    assert verdicts(displays(*lines, slope % r"y_i (\delta_{ij} + y_j)"))[-1] == "wrong"
    gradient = r"\frac{\partial L}{\partial z_i} = -t_i %s y_i \sum_{c=1}^C t_c"
    assert verdicts(displays(*lines, gradient % "+"))[-1] in PROVED
    assert verdicts(displays(*lines, gradient % "-"))[-1] == "wrong"
