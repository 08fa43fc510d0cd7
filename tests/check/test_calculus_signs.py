"""Signs of courses in calculus: directional derivatives, ``D F``, ``f_x``, entries by name, linear approximations."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

PLANE = displays(r"f(x, y) = 3 x^2 - 2 x y + y^3")
LAYER = displays(
    r"\mathbf{h}(x_1, x_2) = \begin{bmatrix} \sigma(x_1 + 2 x_2) \\ \sigma(3 x_1 - x_2) \end{bmatrix}",
    r"L(h_1, h_2) = (h_1 - 1)^2 + h_2^2",
)
MAPS = displays(
    r"\mathbf{F}(x, y) = \begin{bmatrix} x y \\ x + y \\ x - y \end{bmatrix}",
    r"\mathbf{G}(u, v, w) = \begin{bmatrix} u + v w \\ u^2 \end{bmatrix}",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"f_x = 6 x - 2 y", "right"),
        (r"f_x = 6 x - 3 y", "wrong"),
        (r"f_x(x, y) = 6 x - 2 y", "right"),
        (r"f_x(x, y) = 6 x + 2 y", "wrong"),
        (r"\frac{\partial f}{\partial y}(x, y) = 3 y^2 - 2 x", "right"),
        (r"\frac{\partial f}{\partial y}(x, y) = 3 y^2 + 2 x", "wrong"),
        (r"f_{xy} = -2", "right"),
        (r"f_{xy} = 2", "wrong"),
        (r"f_{yy}(1, 2) = 12", "right"),
        (r"f_{yy}(1, 2) = 6", "wrong"),
        (r"\nabla^2 f(1, 2) = \begin{bmatrix} 6 & -2 \\ -2 & 12 \end{bmatrix}", "right"),
        (r"\nabla^2 f(1, 2) = \begin{bmatrix} 6 & 2 \\ 2 & 12 \end{bmatrix}", "wrong"),
        (r"H f(x, y) = \begin{bmatrix} 6 & -2 \\ -2 & 6 y \end{bmatrix}", "right"),
        (r"H f(x, y) = \begin{bmatrix} 6 & -2 \\ -2 & 3 y \end{bmatrix}", "wrong"),
        (r"\det H_f(x, y) = 36 y - 4", "right"),
        (r"\det H_f(x, y) = 36 y + 4", "wrong"),
        (r"\nabla f(x, y) = \langle 6 x - 2 y, \; 3 y^2 - 2 x \rangle", "right"),
        (r"\nabla f(x, y) = \langle 6 x - 2 y, \; 3 y^2 + 2 x \rangle", "wrong"),
        (r"\nabla f(1, 2)^T \begin{bmatrix} a \\ b \end{bmatrix} = 2 a + 10 b", "right"),
    ],
)
def test_derivatives_of_a_function_of_two_numbers(line: str, verdict: str) -> None:
    assert verdicts(PLANE + "\n\n" + displays(line)) == ["right", verdict]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"D f = \begin{bmatrix} 6 x - 2 y & 3 y^2 - 2 x \end{bmatrix}", "right"),
        (r"D f = \begin{bmatrix} 6 x - 2 y & 3 y^2 + 2 x \end{bmatrix}", "wrong"),
        (r"H f = \begin{bmatrix} 6 & -2 \\ -2 & 6 y \end{bmatrix}", "right"),
        (r"H f = \begin{bmatrix} 6 & 2 \\ -2 & 6 y \end{bmatrix}", "wrong"),
        (r"\mathrm{grad} f = \begin{bmatrix} 6 x - 2 y & 3 y^2 + 2 x \end{bmatrix}", "unchecked"),
    ],
)
def test_what_stands_before_a_function_makes_no_function_of_it(line: str, verdict: str) -> None:
    assert verdicts(PLANE + "\n\n" + displays(line)) == ["right", verdict]


def test_subscripts_that_are_no_arguments_name_another_function() -> None:
    assert verdicts(PLANE + "\n\n" + displays(r"f_a(x) = a x", r"f_c(x) = c + x")) == ["right"] * 3


@pytest.mark.parametrize(("value", "verdict"), [(r"\frac{46}{5}", "right"), (r"\frac{36}{5}", "wrong")])
def test_a_directional_derivative_is_the_gradient_along_a_vector_that_is_given(value: str, verdict: str) -> None:
    text = displays(r"u = (\frac35, \frac45)", r"P = (1, 2)", r"\nabla f(P) = (2, 10)", rf"D_u f(1, 2) = {value}")
    assert verdicts(PLANE + "\n\n" + text) == ["right"] * 4 + [verdict]
    chain = displays(r"u = (\frac35, \frac45)", rf"D_u f(1, 2) = \nabla f(1, 2) \cdot u = {value}")
    assert verdicts(PLANE + "\n\n" + chain) == ["right"] * 3 + [verdict]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"D\mathbf{F}(x, y) = \begin{bmatrix} y & x \\ 1 & 1 \\ 1 & -1 \end{bmatrix}", "right"),
        (r"D\mathbf{F}(x, y) = \begin{bmatrix} y & x \\ 1 & 1 \\ 1 & 1 \end{bmatrix}", "wrong"),
        (r"D\mathbf{F} = \begin{bmatrix} y & x \\ 1 & 1 \\ 1 & -1 \end{bmatrix}", "right"),
        (r"D(\mathbf{G} \circ \mathbf{F})(x, y) = D\mathbf{G}(\mathbf{F}(x, y)) \, D\mathbf{F}(x, y)", "right"),
        (r"D(\mathbf{G} \circ \mathbf{F})(x, y) = D\mathbf{G}(x, y, 1) \, D\mathbf{F}(x, y)", "wrong"),
        (r"D(\mathbf{G} \circ \mathbf{F})(1, 2) = \begin{bmatrix} 4 & -3 \\ 8 & 4 \end{bmatrix}", "right"),
        (r"D(\mathbf{G} \circ \mathbf{F})(1, 2) = \begin{bmatrix} 4 & -3 \\ 8 & 2 \end{bmatrix}", "wrong"),
    ],
)
def test_d_before_a_function_is_its_jacobian(line: str, verdict: str) -> None:
    assert verdicts(MAPS + "\n\n" + displays(line)) == ["right", "right", verdict]


def test_a_letter_before_a_function_that_the_document_does_not_know_refutes_nothing() -> None:
    line = r"K\mathbf{F}(x, y) = \begin{bmatrix} y & x \\ 1 & 1 \\ 1 & -1 \end{bmatrix}"
    assert verdicts(MAPS + "\n\n" + displays(line)) == ["right", "right", "unchecked"]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (
            r"\frac{\partial \mathbf{h}}{\partial \mathbf{x}} = \begin{bmatrix} h_1 (1 - h_1) & 2 h_1 (1 - h_1) \\"
            r" 3 h_2 (1 - h_2) & -h_2 (1 - h_2) \end{bmatrix}",
            "right",
        ),
        (
            r"\frac{\partial \mathbf{h}}{\partial \mathbf{x}} = \begin{bmatrix} h_1 (1 - h_1) & 2 h_1 (1 - h_1) \\"
            r" 3 h_2 (1 - h_2) & h_2 (1 - h_2) \end{bmatrix}",
            "wrong",
        ),
        (r"\frac{\partial L}{\partial x_1} = 2 (h_1 - 1) h_1 (1 - h_1) + 6 h_2^2 (1 - h_2)", "right"),
        (r"\frac{\partial L}{\partial x_1} = 2 (h_1 - 1) h_1 (1 - h_1) + 2 h_2^2 (1 - h_2)", "wrong"),
    ],
)
def test_entries_of_a_function_may_be_called_by_their_numbers(line: str, verdict: str) -> None:
    assert verdicts(LAYER + "\n\n" + displays(line)) == ["right", "right", verdict]


TAYLOR = r"f(1 + h, 2 + k) \approx f(1, 2) + \nabla f(1, 2)^T \begin{bmatrix} h \\ k \end{bmatrix}"
APPROXIMATIONS = [
    (rf"{TAYLOR} = 7 + 2 h + 10 k", "right"),
    (r"f(1 + h, 2) \approx f(1, 2) + h \frac{\partial f}{\partial x}(1, 2) = 7 + 2 h", "right"),
    (rf"{TAYLOR} = 7 + 2 h + 9 k", "wrong"),
    (r"f(1.1, 1.9) \approx f(1, 2) + \nabla f(1, 2) \cdot (0.1, -0.1) = 7 + 0.2 - 1", "right"),
]


@pytest.mark.parametrize(("line", "verdict"), APPROXIMATIONS)
def test_behind_an_approximation_a_chain_goes_on_with_the_approximate_value(line: str, verdict: str) -> None:
    assert verdicts(PLANE + "\n\n" + displays(line)) == ["right", "unchecked", verdict]


@pytest.mark.parametrize(("last", "verdict"), [("w x (w x - 2 y)", "right"), ("w x (w x - y)", "wrong")])
def test_so_does_one_without_functions(last: str, verdict: str) -> None:
    text = displays(r"L = (w x - y)^2", rf"L \approx w^2 x^2 - 2 w x y = {last}")
    assert verdicts(text) == ["right", "unchecked", verdict]


@pytest.mark.parametrize(("side", "verdict"), [("(z - y) w", "right"), ("(z - y) x", "wrong")])
def test_angle_brackets_around_two_names_are_an_inner_product(side: str, verdict: str) -> None:
    text = r"$w \in \mathbb{R}^n$, $x \in \mathbb{R}^n$ $$z = \langle w, x \rangle + b, \quad L = \frac12 (z - y)^2$$"
    assert verdicts(text + displays(rf"\frac{{\partial L}}{{\partial x}} = {side}"))[2:] == ["right", "right", verdict]


def test_a_sign_before_a_loss_takes_no_elements_behind_it() -> None:
    net = (r"h = \sigma(z), \quad z = W x + b, \quad E = \frac12 \|h - y\|^2",)
    right, slip = (
        rf"\frac{{\partial}}{{\partial z}} E = \frac{{\partial}}{{\partial h}} E \odot {slope}"
        for slope in (r"h \odot (1 - h)", "h")
    )
    assert verdicts(displays(*net, right, slip))[-2:] == ["right", "wrong"]
