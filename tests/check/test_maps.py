"""Functions of several variables, written out entry by entry: their Jacobians, gradients and compositions."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

PLANE = displays(
    r"F(x, y) = \begin{bmatrix} x^2 + 3 y \\ 2 x y \end{bmatrix}",
    r"G(x, y) = (x - y, x y)",
)
CURVE = displays(r"r(s) = \begin{pmatrix} s \\ s^3 \end{pmatrix}", r"F(x, y) = (x^2 + 3 y, 2 x y)")


@pytest.mark.parametrize(
    "line",
    [
        r"J_F(x, y) = \begin{bmatrix} 2 x & 3 \\ 2 y & 2 x \end{bmatrix}",
        r"J_{F}(2, 1) = \begin{bmatrix} 4 & 3 \\ 2 & 4 \end{bmatrix}",
        r"\mathbf{J}_F = \begin{bmatrix} 2 x & 3 \\ 2 y & 2 x \end{bmatrix}",
        r"\frac{\partial F}{\partial x} = \begin{bmatrix} 2 x \\ 2 y \end{bmatrix}",
        r"F(G(x, y)) = \begin{bmatrix} (x - y)^2 + 3 x y \\ 2 (x - y) x y \end{bmatrix}",
        r"(F \circ G)(x, y) = F(G(x, y))",
        r"J_{F \circ G}(x, y) = J_F(G(x, y)) J_G(x, y)",
        r"J_F \circ G = \begin{bmatrix} 2 (x - y) & 3 \\ 2 x y & 2 (x - y) \end{bmatrix}",
        r"\frac{\partial F}{\partial G} \cdot J_G = J_{F \circ G}",
        r"F(x, y) + G(x, y) = (x^2 + x + 2 y, 3 x y)",
    ],
)
def test_what_is_said_of_functions_that_are_written_out_is_right(line: str) -> None:
    assert verdicts(PLANE + "\n\n" + displays(line)) == ["right"] * 3


@pytest.mark.parametrize(
    "line",
    [
        r"J_F(x, y) = \begin{bmatrix} 2 x & 3 \\ 2 y & 2 y \end{bmatrix}",
        r"J_F(x, y) = \begin{bmatrix} 2 x & 2 y \\ 3 & 2 x \end{bmatrix}",
        r"J_{F}(2, 1) = \begin{bmatrix} 4 & 3 \\ 2 & 2 \end{bmatrix}",
        r"\frac{\partial F}{\partial x} = \begin{bmatrix} 3 \\ 2 x \end{bmatrix}",
        r"F(G(x, y)) = \begin{bmatrix} (x - y)^2 + 3 x y \\ 2 x y \end{bmatrix}",
        r"(F \circ G)(x, y) = G(F(x, y))",
        r"J_{F \circ G}(x, y) = J_F(x, y) J_G(x, y)",
        r"J_{F \circ G}(x, y) = J_G(x, y) J_F(G(x, y))",
        r"J_F \circ G = \begin{bmatrix} 2 x & 3 \\ 2 y & 2 x \end{bmatrix}",
    ],
    ids=["entry", "transposed", "value", "variable", "inner", "order", "inner function", "order of factors", "point"],
)
def test_a_slip_in_what_is_said_of_them_is_wrong(line: str) -> None:
    assert verdicts(PLANE + "\n\n" + displays(line)) == ["right"] * 2 + ["wrong"]


def test_the_chain_rule_of_a_function_along_a_curve_keeps_its_order() -> None:
    right = r"J_{F \circ r}(s) = J_F(r(s)) J_r(s) = \begin{pmatrix} 2 s + 9 s^2 \\ 8 s^3 \end{pmatrix}"
    assert verdicts(CURVE + "\n\n" + displays(right)) == ["right"] * 4
    wrong = r"J_{F \circ r}(s) = J_r(s) J_F(r(s))"
    assert verdicts(CURVE + "\n\n" + displays(wrong)) == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\nabla f(x, y) = [2 x y, x^2 + 3]", "right"),
        (r"\nabla f(x, y) = \begin{bmatrix} 2 x y \\ x^2 + 3 \end{bmatrix}", "right"),
        (r"\nabla f(1, 2) = (4, 4)", "right"),
        (r"\nabla f(x, y) = [x^2 + 3, 2 x y]", "wrong"),
        (r"\nabla f(x, y) = [2 x y, x^2]", "wrong"),
        (r"\nabla f(1, 2) = (4, 5)", "wrong"),
        (r"\nabla f(x, y) = [4, 4]", "unchecked"),
    ],
)
def test_a_gradient_lists_the_derivatives_by_each_argument(line: str, verdict: str) -> None:
    assert verdicts(displays(r"f(x, y) = x^2 y + 3 y", line)) == ["right", verdict]


def test_arguments_may_be_numbered_coordinates() -> None:
    plane = r"g(x_1, x_2) = 4 - x_1 + 2 x_2"
    right = displays(plane, r"\frac{\partial g}{\partial x_1} = -1", r"\frac{\partial g}{\partial x_2} = 2")
    assert verdicts(right) == ["right"] * 3
    assert verdicts(displays(plane, r"\frac{\partial g}{\partial x_2} = -1")) == ["right", "wrong"]


def test_a_gradient_that_begins_a_display_goes_on_with_the_one_before() -> None:
    text = displays(r"f(x, y) = (x + 2 y)^2 \quad \nabla f(x, y)", r"= [2 (x + 2 y), 4 (x + 2 y)]")
    assert verdicts(text)[-1] == "right"


def test_functions_of_which_nothing_is_known_obey_the_chain_rule() -> None:
    text = displays(
        r"f(s) = [f_1(s), f_2(s)]",
        r"g(s) = [g_1(f_1(s), f_2(s)), g_2(f_1(s), f_2(s))]",
        r"\frac{\partial g}{\partial s} = \begin{bmatrix}"
        r" \frac{\partial g_1}{\partial f_1} \frac{\partial f_1}{\partial s}"
        r" + \frac{\partial g_1}{\partial f_2} \frac{\partial f_2}{\partial s} \\"
        r" \frac{\partial g_2}{\partial f_1} \frac{\partial f_1}{\partial s}"
        r" + \frac{\partial g_2}{\partial f_2} \frac{\partial f_2}{\partial s} \end{bmatrix}",
    )
    assert verdicts(text) == ["right"] * 3
    slip = text.replace(r"\frac{\partial g_2}{\partial f_2}", r"\frac{\partial g_1}{\partial f_2}")
    assert verdicts(slip) == ["right", "right", "wrong"]


def test_a_function_that_is_written_out_twice_refutes_nothing() -> None:
    text = displays(
        r"f(x, y) = (x, y^2)", r"f(x, y) = (x, y^3)", r"J_f(x, y) = \begin{bmatrix} 1 & 0 \\ 0 & 2 y \end{bmatrix}"
    )
    assert verdicts(text)[-1] == "unchecked"


def test_what_a_function_is_must_be_read_before_a_difference_counts() -> None:
    text = displays(r"f(x, y) = x y", r"f(x, y) = \oint x", r"\nabla f(x, y) = (y, y)")
    assert verdicts(text)[-1] == "unchecked"


def test_the_gradient_of_a_composition_may_be_written_before_it() -> None:
    line = r"\nabla F \circ G (x, y) = \begin{bmatrix} 2 x + y & x - 2 y + 3 x \\ 2 y & 2 x \end{bmatrix}"
    composed = r"\nabla F \circ r (s) = \begin{pmatrix} 2 s + 9 s^2 \\ 8 s^3 \end{pmatrix}"
    assert verdicts(CURVE + "\n\n" + displays(composed)) == ["right", "right", "right-if"]
    assert verdicts(PLANE + "\n\n" + displays(line))[-1] == "wrong"


def test_lists_may_have_spaces_between_their_elements() -> None:
    assert (
        verdicts(displays(r"F(x, y) = [x y \ \ x - y]^T", r"J_F = \begin{bmatrix} y & x \\ 1 & -1 \end{bmatrix}"))
        == ["right"] * 2
    )


def test_an_entry_may_have_its_name_before_it() -> None:
    entries = r"\frac{\partial f_1}{\partial x} = 2 x & \frac{\partial f_1}{\partial y} = 3 \\ %s = 2 y & 2 x"
    text = PLANE + "\n\n" + displays(r"J_F(x, y) = \begin{bmatrix}" + entries + r"\end{bmatrix}")
    assert verdicts(text % r"\frac{\partial f_2}{\partial x}") == ["right"] * 3
    assert verdicts(text % r"\frac{\partial f_1}{\partial x}")[-1] == "unchecked"


def test_the_number_of_an_exercise_is_no_factor() -> None:
    assert verdicts("$$7. f(x, y) = x y$$\n\n$$\\nabla f(x, y) = (y, x)$$\n") == ["right"] * 2


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial f}{\partial x} \Big|_{(1, 2)} = 4", "right"),
        (r"\nabla f(x, y) \Big|_{(1, 2)} = (4, 4)", "right"),
        (r"\left. \nabla f \right|_{x = 1, y = 2} = (4, 4)", "right"),
        (r"\left. \frac{\partial f}{\partial x} \right|_{x = 1, y = 2} = 5", "wrong"),
        (r"\nabla f \Big|_{(2, 1)} = (4, 4)", "wrong"),
        (r"\nabla f \Big|_{(1, 2, 3)} = (4, 4)", "unchecked"),
    ],
)
def test_a_derivative_has_its_value_at_a_point(line: str, verdict: str) -> None:
    assert verdicts(displays(r"f(x, y) = x^2 y + 3 y", line)) == ["right", verdict]


def test_a_chain_goes_on_at_the_point_that_is_put_in() -> None:
    chain = (
        r"J_F = \begin{bmatrix} 2 x & 3 \\ 2 y & 2 x \end{bmatrix} \Big|_{(1, 2)}"
        r" = \begin{bmatrix} 2 & 3 \\ 4 & 2 \end{bmatrix}"
    )
    assert verdicts(PLANE + "\n\n" + displays(chain)) == ["right"] * 4
    slip = chain.replace("2 y & 2 x", "2 y & 2 y").replace("4 & 2", "4 & 4")
    assert verdicts(PLANE + "\n\n" + displays(slip)) == ["right", "right", "wrong", "follows"]


def test_matrices_of_numbers_alone_are_not_the_business_of_functions() -> None:
    vector = r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"
    assert verdicts(displays(r"F(x, y) = (x y, x)", rf"{vector} {vector} = {vector}"))[-1] != "wrong"


COMPONENTS = displays(
    r"g(x, y) = \begin{pmatrix} g_1(x, y) \\ g_2(x, y) \end{pmatrix} = \begin{pmatrix} x^2 \\ x y \end{pmatrix}"
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial g_2}{\partial x} = y", "right"),
        (r"\frac{\partial g_2}{\partial x} = x", "wrong"),
        (r"\frac{\partial (g_1, g_2)}{\partial (x, y)} = \begin{pmatrix} 2 x & 0 \\ y & x \end{pmatrix}", "right"),
        (r"\frac{\partial (g_1, g_2)}{\partial (x, y)} = \begin{pmatrix} 2 x & y \\ 0 & x \end{pmatrix}", "wrong"),
        (r"\det(J_g) = 2 x^2", "right"),
        (r"\det(J_g) = 2 x y", "wrong"),
        (r"H_{g_2} = \begin{pmatrix} 0 & 1 \\ 1 & 0 \end{pmatrix}", "right"),
    ],
)
def test_components_that_a_chain_writes_out_are_functions_too(line: str, verdict: str) -> None:
    assert verdicts(COMPONENTS + "\n\n" + displays(line)) == ["right", "right", verdict]


def test_components_may_be_written_out_behind_the_function() -> None:
    text = displays(r"F(x, y) = (f_1(x, y), f_2(x, y))", r"f_1(x, y) = x y", r"f_2(x, y) = x + 2 y")
    right = r"J_F(x, y) = \begin{bmatrix} y & x \\ 1 & 2 \end{bmatrix}"
    assert verdicts(text + "\n\n" + displays(right)) == ["right"] * 4
    assert verdicts(text + "\n\n" + displays(right.replace("1 & 2", "1 & 1")))[-1] == "wrong"


@pytest.mark.parametrize("name", ["J_F", "DF"])
@pytest.mark.parametrize(("entries", "verdict"), [(r"y & x \\ 1 & 0", "right"), (r"y & x \\ 0 & 1", "wrong")])
def test_a_jacobian_has_several_names(name: str, entries: str, verdict: str) -> None:
    text = displays(r"F(x, y) = (x y, x)", rf"{name}(x, y) = \begin{{bmatrix}} {entries} \end{{bmatrix}}")
    assert verdicts(text) == ["right", verdict]


@pytest.mark.parametrize(("entries", "verdict"), [(r"2 y & 2 x \\ 2 x & 0", "right"), (r"2 & 2 x \\ 2 x & 0", "wrong")])
def test_a_hessian_has_the_second_derivatives(entries: str, verdict: str) -> None:
    text = displays(r"f(x, y) = x^2 y", rf"H_f = \begin{{bmatrix}} {entries} \end{{bmatrix}}")
    assert verdicts(text) == ["right", verdict]


def test_a_chain_rule_without_its_inner_point_refutes_nothing() -> None:
    line = r"\frac{d r}{d s} = \frac{\partial F}{\partial x} \cdot 2 s + \frac{\partial F}{\partial y}"
    text = displays(r"F(x, y) = (x^2 + 3 y, 2 x y)", r"r(s) = F(s^2, s)", line)
    assert verdicts(text)[-1] == "unchecked"


@pytest.mark.parametrize(
    "line",
    [r"(x, y) = (s, s^2)", r"J = (y - 1)^2", r"v = \nabla f(x, y)", r"\nabla f(x, y) = (0, 0)"],
)
def test_what_is_set_is_not_refuted(line: str) -> None:
    text = displays(r"f(x, y) = x^2 + y^2", r"F(x, y) = (x y, x)", r"r(s) = (s, s^2)", line)
    assert "wrong" not in verdicts(text)
    assert verdicts(text + "\n\n" + displays(r"\nabla f(x, y) = (2 x, 2 y)"))[-1] == "right"


def test_a_curve_of_equal_values_is_no_other_function() -> None:
    text = displays(r"f(x, y) = x^2 + y^2", r"f(x, y) = 5", r"\nabla f(x, y) = (2 x, 2 y)")
    assert verdicts(text)[-1] == "right"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"Dr(2) = \begin{pmatrix} 1 \\ 12 \end{pmatrix}", "right"),
        (r"Dr(2) = \begin{pmatrix} 1 \\ 8 \end{pmatrix}", "wrong"),
        (r"DF(0) = \begin{pmatrix} 0 & 3 \\ 0 & 0 \end{pmatrix}", "unchecked"),
    ],
)
def test_a_number_behind_a_derivative_is_the_point_and_no_factor(line: str, verdict: str) -> None:
    assert verdicts(CURVE + "\n\n" + displays(line))[-1] == verdict


CHAIN = displays(
    r"f(u, v, w) = \begin{bmatrix} 2 u v \\ v - w \end{bmatrix}",
    r"g(s, t) = \begin{bmatrix} s + t \\ s t \\ s^2 \end{bmatrix}",
)
OUTER = r"\begin{bmatrix} 2 s t & 2 s + 2 t & 0 \\ 0 & 1 & -1 \end{bmatrix}"
INNER = r"\begin{bmatrix} 1 & 1 \\ t & s \\ 2 s & 0 \end{bmatrix}"


@pytest.mark.parametrize(
    ("outer", "verdict"),
    [(OUTER, "right"), (OUTER.replace("2 s + 2 t", "2 s^2 + 2 t"), "wrong")],
    ids=["the same", "copied with a slip"],
)
def test_a_product_of_matrices_that_is_written_once_more_is_about_the_same(outer: str, verdict: str) -> None:
    product = rf"J_{{f \circ g}}(s, t) = {OUTER} \cdot {INNER}"
    again = rf"\rightarrow {outer} \cdot {INNER} ="
    assert verdicts(CHAIN + "\n\n" + displays(product, again)) == ["right"] * 3 + [verdict]


def test_matrices_that_stand_alone_and_have_several_other_entries_refute_nothing() -> None:
    product = rf"J_{{f \circ g}}(s, t) = {OUTER} \cdot {INNER}"
    another = r"\begin{bmatrix} 1 & t & 0 \\ 0 & 1 & s \end{bmatrix} \cdot " + INNER
    assert verdicts(CHAIN + "\n\n" + displays(product, another))[-1] == "unchecked"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"J_{f \circ g}(s, t) = J_f(g(s, t, w)) J_g(s, t)", "right-if"),
        (r"J_{f \circ g}(s, t) = J_f(g(s, t, w)) J_g(t, s)", "wrong"),
        (r"J_{f \circ g}(s, t) = J_f(g(s, t, 3)) J_g(s, t)", "unchecked"),
    ],
    ids=["surplus", "another slip", "a number"],
)
def test_arguments_that_an_inner_function_does_not_have_are_left_out(line: str, verdict: str) -> None:
    assert verdicts(CHAIN + "\n\n" + displays(line)) == ["right", "right", verdict]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (r"\frac{1 + t}{s}", "wrong"),
        (r"2 s", "unchecked"),
        (r"3", "unchecked"),
        (r"2 s^2", "wrong"),
    ],
    ids=["a quotient", "an entry", "a number at some point", "no entry"],
)
def test_a_number_that_is_no_entry_is_no_jacobian(value: str, verdict: str) -> None:
    assert verdicts(CHAIN + "\n\n" + displays(rf"J_g(s, t) = {value}")) == ["right", "right", verdict]


def test_the_determinant_of_a_jacobian_may_have_its_letter() -> None:
    text = displays(r"h(s, t) = \begin{bmatrix} s t \\ s^2 \end{bmatrix}", r"J_h(s, t) = -2 s^2")
    assert verdicts(text) == ["right", "unchecked"]


@pytest.mark.parametrize(
    ("entries", "verdict"), [(r"4 t^3 \\ 3", "right-if"), (r"4 t^2 \\ 3", "wrong")], ids=["of both", "of neither"]
)
def test_a_derivative_may_have_the_name_of_one_of_what_it_is_of(entries: str, verdict: str) -> None:
    maps = displays(r"F(x, y) = (x^2 y, 3 x)", r"G(t) = (t, t^2)")
    text = maps + "\n\n" + displays(r"F \circ G = \begin{bmatrix} t^4 \\ 3 t \end{bmatrix}")
    line = rf"J_G(t) = \begin{{bmatrix}} {entries} \end{{bmatrix}}"
    assert verdicts(text + "\n\n" + displays(line)) == ["right"] * 3 + [verdict]


def test_a_chain_about_functions_may_end_with_a_name() -> None:
    maps = displays(r"F(x, y) = (x^2 y, 3 x)", r"G(t) = (t, t^2)", r"\nabla F \circ G |_t = \text{Jacobian}")
    text = maps + "\n\n" + displays(r"F \circ G = \begin{bmatrix} t^4 \\ 3 t \end{bmatrix} = \alpha")
    assert verdicts(text) == ["right"] * 5
    assert verdicts(text + "\n\n" + displays(r"\alpha = 0.1"))[-2] != "right"


PRODUCT = r"f(x, y) = x y"
SUM_AND_MAX = (r"f(x, y) = x + y", r"f(x, y) = \max(x, y)")


@pytest.mark.parametrize(
    ("side", "said"),
    [
        (r"[\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}]", "right"),
        ("[y, x]", "right"),
        (r"-[\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}]", "wrong"),
        ("[y, 2 x]", "wrong"),
        ("[1, 1 + 0 x]", "unchecked"),
    ],
)
def test_an_example_behind_explains_nothing_that_it_refutes_too(side: str, said: str) -> None:
    """The sum behind may be meant by a gradient before it, the maximum behind that is not."""
    assert verdicts(displays(PRODUCT, rf"\nabla f = {side}", *SUM_AND_MAX))[1] == said


def test_an_example_behind_that_is_not_read_may_be_meant() -> None:
    other = r"f(x, y) = \heartsuit(x^2 + y^2)"
    assert verdicts(displays(PRODUCT, r"\nabla f = [2 x, 2 y]", other))[1] == "unchecked"


def test_behind_a_member_that_is_proved_without_its_head_the_next_one_is_held_to_it() -> None:
    """An equation behind a left side that stands alone may be about something else, until a member is proved."""
    opening = displays(r"f(x, y) = (2x + 3y)^2 \quad \nabla f(x, y)")
    first, right, slip = (displays(f"= [{each}]") for each in (
        "4(2x + 3y), 6(2x + 3y)", "8x + 12y, 12x + 18y", "8x + 12y, 12x - 18y",
    ))  # fmt: skip
    assert verdicts("\n\n".join((opening, first, right)))[-1] == "right"
    assert verdicts("\n\n".join((opening, first, slip)))[-1] == "wrong"
    assert verdicts("\n\n".join((opening, slip)))[-1] != "wrong"
