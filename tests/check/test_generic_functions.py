"""Functions of which nothing is known, written out with dots, and what is put together of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

OUTER = r"F(x_1, \dots, x_n) = \begin{bmatrix} f_1(x_1, \dots, x_n) \\ \vdots \\ f_m(x_1, \dots, x_n) \end{bmatrix}"
INNER = r"G(t_1, \dots, t_k) = \begin{bmatrix} g_1(t_1, \dots, t_k) \\ \vdots \\ g_n(t_1, \dots, t_k) \end{bmatrix}"
ENTRY = r"f_{} (g_1(t_1, \dots, t_k), \dots, g_n(t_1, \dots, t_k))"


def last(line: str) -> str:
    """The verdict on a line about F and G."""
    found = verdicts(displays(OUTER, INNER, line))
    assert found[:2] == ["right", "right"]
    return found[-1]


def test_a_composition_is_written_out_with_runs_within_runs() -> None:
    entries = ENTRY.replace("_{}", "_1"), ENTRY.replace("_{}", "_m")
    head = r"(F \circ G)(t_1, \dots, t_k)"
    assert last(rf"{head} = \begin{{bmatrix}} {entries[0]} \\ \vdots \\ {entries[1]} \end{{bmatrix}}") == "right"
    turned = [entry.replace("g_", "h_").replace("f_", "g_").replace("h_", "f_") for entry in entries]
    assert last(rf"{head} = \begin{{bmatrix}} {turned[0]} \\ \vdots \\ {turned[1]} \end{{bmatrix}}") != "right"


@pytest.mark.parametrize(
    ("line", "proved"),
    [
        (r"J_{F \circ G}(t) = J_F(G(t)) J_G(t)", True),
        (r"J_{F \circ G}(t) = J_G(t) J_F(G(t))", False),
        (r"J_{F \circ G}(t) = J_F(t) J_G(t)", False),
        (r"F(x) = \begin{bmatrix} f_1(x) \\ \vdots \\ f_m(x) \end{bmatrix}", True),
        (r"J_F = \begin{bmatrix} \nabla f_1(x) \\ \vdots \\ \nabla f_m(x) \end{bmatrix}", True),
        (r"J_F = \begin{bmatrix} \nabla f_1(x) \\ \vdots \\ \nabla f_1(x) \end{bmatrix}", False),
    ],
)
def test_a_letter_stands_for_all_arguments_where_it_is_none_itself(line: str, proved: bool) -> None:
    assert (last(line) == "right") is proved


def test_a_letter_that_is_an_argument_itself_is_a_number() -> None:
    square = r"h(t) = (t, t^2)"
    found = judged(displays(OUTER, INNER, square, r"J_h(t) = (1, 2 t)", r"J_h(t) = (1, t)"))
    assert [each.verdict.value for each in found[2:]] == ["right", "right", "wrong"]


COMPOSED = r"(F \circ G)(x) = F(G(x))"


@pytest.mark.parametrize(
    ("line", "proved"),
    [
        (r"J_{F \circ G}(x) = J_F(G(x)) J_G(x)", True),
        (r"J_{F \circ G}(x) = J_G(x) J_F(G(x))", False),
        (r"J_{F \circ G}(x) = J_F(x) J_G(x)", False),
        (r"\nabla (F \circ G) = \frac{\partial F}{\partial G} \nabla G", True),
        (r"\nabla (F \circ G) = \nabla G \frac{\partial F}{\partial G}", False),
        (r"F \circ G = F(g(x))", True),
        (r"F \circ G = G(F(x))", False),
    ],
)
def test_the_chain_rule_holds_of_functions_of_which_nothing_is_known(line: str, proved: bool) -> None:
    found = verdicts(displays(COMPOSED, line))
    assert found == ["right", "right" if proved else "unchecked"]


def test_three_functions_are_put_together() -> None:
    whole = r"J_{F \circ G \circ H}(x) = J_F(G(H(x))) J_G(H(x)) J_H(x)"
    assert verdicts(displays(whole)) == ["right"]
    assert verdicts(displays(whole.replace("J_G(H(x))", "J_G(x)"))) == ["unchecked"]


def test_a_function_that_is_written_out_behind_a_line_is_any_function_before_it() -> None:
    inner, outer = r"G(x, y) = (x y, x)", r"F(x, y) = (x, y^2)"
    assert verdicts(displays(COMPOSED.replace("x", "x, y"), inner, outer))[0] == "right"


def test_what_is_called_a_jacobian_is_not_defined_by_its_name() -> None:
    assert verdicts(displays(OUTER, INNER, r"J_{F \circ G}(t) = J_F(t) J_G(t)"))[-1] == "unchecked"


def test_an_entry_that_is_a_name_before_a_list_is_a_function_of_it() -> None:
    chain = r"y_{\text{out}} = F(x_0, \dots, x_n) = "
    rows = r"\begin{bmatrix} g_1(x_0, \dots, x_n) \\ \vdots \\ g_m(x_0, \dots, x_n) \end{bmatrix}"
    assert verdicts(displays("g = G(x_0, \\dots, x_n) = " + rows, chain + rows)) == ["right"] * 4


@pytest.mark.parametrize("result", [r"(0.5498, 0.6225)", r"(0.5498, 0.6325)"])
def test_a_result_in_numbers_is_no_function(result: str) -> None:
    found = verdicts(displays(r"z = (0.2, 0.5)", rf"a = \sigma(z) = {result}"))
    assert found[-1] == ("right" if "0.6225" in result else "wrong")


def test_a_chain_that_begins_with_something_known_defines_nothing() -> None:
    known = (r"F(u, v) = (u v, u)", r"G(x, y) = (x, x y)")
    for head in (r"(F \circ G)(x, y)", r"F(G(x, y))"):
        assert verdicts(displays(*known, rf"{head} = K(x, y) = (x^2 y, x)"))[-1] != "wrong"
        assert verdicts(displays(*known, rf"{head} = K(x, y) = (x y, x)"))[-1] == "wrong"
