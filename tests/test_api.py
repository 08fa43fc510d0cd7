from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import backproof
from backproof.api import Gradient, Model, Report, check, parse
from backproof.check.verdicts.verdict import Checked, Role, Verdict
from backproof.report.notebook import to_html
from backproof.source import BackproofError, Diagnostic
from tests.checked import homework

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "homework.md"
RIGHT_AND_WRONG = "$L = (y - a)^2$\n\n$$\\frac{\\partial L}{\\partial a} = 2(y - a)$$\n"
NETWORK = (r"L = (y - O)^2", r"O = \sum_j H_j \gamma_j", r"H_j = \sigma(\sum_i X_i w_{ij})")
VALUES: dict[str, object] = {"X": [1.0, -1.0], "w": [[0.5, 0.2, 1], [0.5, -1, 0.3]], "gamma": [2, 4, -1], "y": 1}


def _refused(call: Callable[[], object]) -> Diagnostic:
    with pytest.raises(BackproofError) as caught:
        call()
    problem = caught.value.diagnostic
    assert problem.message
    assert problem.written
    assert problem.expected
    assert problem.advice
    return problem


# -- check -------------------------------------------------------------------------------------------------------


def test_a_path_a_string_with_a_path_and_the_text_give_the_same_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hw.md").write_text(RIGHT_AND_WRONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    reports = [check(tmp_path / "hw.md"), check(str(tmp_path / "hw.md")), check("hw.md"), check(RIGHT_AND_WRONG)]
    for report in reports:
        assert [each.verdict for each in report] == [Verdict.RIGHT, Verdict.WRONG]
    assert [report.checked.source.name for report in reports[2:]] == ["hw.md", "<text>"]


def test_the_package_is_the_api() -> None:
    assert isinstance(backproof.check("$a = b$"), Report)
    assert backproof.parse("a").names == ("a",)
    assert backproof.Model("a = b").inputs == ("b",)


def test_a_text_of_one_line_is_known_by_its_formula() -> None:
    for text in ("Let $a = b$.", r"Let \(a = b\).", r"\[a = b\]", r"\begin{equation} a = b \end{equation}"):
        assert len(check(text)) == 1, text


def test_an_empty_text_has_no_equations() -> None:
    assert str(check("")) == "<text>: no equations found"
    assert not check("\n").statements
    assert check("")


@pytest.mark.parametrize("name", ["homework.md", "no such folder/hw.tex", "y = w x", "a" * 5000, "bad\0name"])
def test_a_name_that_is_no_file_is_never_judged_as_a_text(name: str) -> None:
    problem = _refused(lambda: check(name))
    assert problem.message == "this is neither a file nor a text with formulas"
    assert problem.written.startswith(name[:60])
    assert str(Path.cwd()) in problem.advice


def test_a_path_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert _refused(lambda: check(tmp_path / "none.md")).message == "there is no such file"
    assert _refused(lambda: check(tmp_path)).message == "this is a folder"
    assert _refused(lambda: check(str(tmp_path))).message == "this is a folder"


def test_a_dash_is_a_file_and_not_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _refused(lambda: check(Path("-"))).message == "there is no such file"
    (tmp_path / "-").write_text("$a = b$", encoding="utf-8")
    assert len(check("-")) == 1


def test_what_is_neither_a_path_nor_a_string_is_refused() -> None:
    assert "int 3" in _refused(lambda: check(3)).written  # type: ignore[arg-type]  # the wrong type is the point


def test_a_report_counts_and_lists() -> None:
    report = Report(homework())
    assert len(report) == 5
    assert report.summary == {"statements": 5, "right": 1, "right-if": 1, "wrong": 1, "follows": 1, "unchecked": 1}
    assert [each.verdict for each in report.wrong] == [Verdict.WRONG, Verdict.FOLLOWS]
    assert report.statements[0].role is Role.DEFINITION
    assert json.loads(report.to_json())["documents"][0]["file"] == "hw.md"
    assert json.loads(report.to("json")) == json.loads(report.to_json())
    assert "no format pdf" in str(_refused(lambda: report.to("pdf")))
    assert repr(report) == "<Report of hw.md: 5 statements, 1 right, 1 right-if, 1 wrong, 1 follows, 1 unchecked>"
    assert str(report).endswith("1 right, 1 right-if, 1 wrong, 1 follows, 1 unchecked")


def test_the_table_of_a_notebook_has_every_statement_and_its_refutation() -> None:
    html = Report(homework())._repr_html_()
    assert html.count("<tr>") == 6
    assert r"<code>\frac{dy}{dx} = x</code>" in html
    assert "at w = [1.5, 0.25], x = 2: written 2, true 0.333333" in html
    assert "x stands where w belongs" in html
    assert "read with: log is natural" in html


def test_what_stands_in_a_document_is_escaped_in_html() -> None:
    written = replace(homework().judgements[0], latex="<script>a</script>", reason="<b>", cell=None)
    html = to_html(Checked(homework().source, (written,)))
    assert "<code>&lt;script&gt;a&lt;/script&gt;</code>" in html
    assert "&lt;b&gt;" in html
    html = to_html(homework("<script>"))
    assert "<script" not in html
    assert "<b>&lt;script&gt;</b>" in html


def test_the_seed_is_that_of_the_points() -> None:
    points = [check(RIGHT_AND_WRONG, seed=seed).wrong[0].counterexample for seed in (1, 1, 2)]
    assert points[0] == points[1]
    assert points[0] is not None


# -- formulas ----------------------------------------------------------------------------------------------------


def test_a_formula_is_evaluated_with_a_dimension_for_each_free_letter() -> None:
    product = parse(r"\sum_j a_{ij} b_{jk}")
    a, b = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)
    assert product.free == ("i", "k")
    np.testing.assert_array_equal(product.evaluate(a=a, b=b), a @ b)


def test_the_dimensions_stand_in_the_order_of_appearance() -> None:
    w = np.arange(6.0).reshape(2, 3)
    assert parse("w_{ji}").free == ("j", "i")
    np.testing.assert_array_equal(parse("w_{ji}").evaluate(w=w), w)


def test_elements_are_counted_as_the_author_counts() -> None:
    assert parse(r"\sum_{i=0}^{2} x_i + x_0").evaluate(x=[1, 10, 100]) == 112
    assert parse(r"\sum_{i=1}^{3} x_i + x_1").evaluate(x=[1, 10, 100]) == 112


def test_names_are_taken_in_latex_in_python_and_in_greek() -> None:
    formula = parse(r"\gamma \hat{y} w_{bias}")
    assert formula.names == ("gamma", "y_hat", "w_bias")
    for name in ("gamma", r"\gamma", "γ"):
        assert formula.evaluate({name: 2, r"\hat{y}": 3, "w_{bias}": 5}) == 30


def test_values_are_copied_and_results_belong_to_the_caller() -> None:
    x = np.array([1.0, 2.0])
    result = parse("x_i").evaluate(x=x)
    result[0] = 7
    assert x.tolist() == [1, 2]


def test_the_name_of_a_bound_takes_its_value_from_the_sizes() -> None:
    assert parse(r"\frac{1}{n} \sum_{i=1}^{n} x_i").evaluate(x=[1, 2]) == 1.5
    counted = parse(r"\frac{1}{n + 1} \sum_{i=0}^{n} x_i")
    assert counted.evaluate(x=[1, 2]) == 1.5
    assert counted.evaluate(x=[1, 2], n=1) == 1.5
    problem = _refused(lambda: counted.evaluate(x=[1, 2], n=5))
    assert problem.written == "n = 5"
    assert problem.expected == "n = 1: x has shape (2,): 2 elements along i (dimension 1)"


def test_what_is_printed_reads_back_equal() -> None:
    cases: list[tuple[str, dict[str, object]]] = [
        (r"(y - \sum_i w_i x_i)^2", {"y": 1, "w": [1, 2], "x": [3, 4]}),
        (r"\frac{e^{z_k}}{\sum_j e^{z_j}} - l_k", {"z": [1, 2], "l": [0, 1]}),
        (r"\begin{cases} x_i & x_i > 0 \\ 0 & \text{otherwise} \end{cases}", {"x": [1, -2]}),
    ]
    for latex, values in cases:
        formula = parse(latex)
        np.testing.assert_allclose(parse(formula.latex).evaluate(values), formula.evaluate(values), rtol=1e-15)
        assert formula._repr_latex_() == rf"$\displaystyle {formula.latex}$"


def test_dollar_signs_around_a_formula_are_no_part_of_it() -> None:
    assert repr(parse("$$ x + 1 $$")) == "Formula('x + 1')"


def test_a_derivative_has_a_dimension_more_for_each_index() -> None:
    linear = parse(r"\sum_i X_i w_{ij}").derivative("w")
    assert linear.free == ("j", "i", "k")
    x = [2.0, 3.0]
    np.testing.assert_array_equal(linear.evaluate(X=x, w=np.zeros((2, 4))), np.einsum("i,jk->jik", x, np.eye(4)))


def test_a_derivative_can_be_differentiated_again() -> None:
    hessian = parse(r"\log \sum_k e^{z_k}").derivative("z").derivative("z")
    s = np.exp([0.1, 0.7]) / np.exp([0.1, 0.7]).sum()
    np.testing.assert_allclose(hessian.evaluate(z=[0.1, 0.7]), np.diag(s) - np.outer(s, s), rtol=1e-12)


def test_a_derivative_symbol_is_carried_out() -> None:
    assert parse(r"\frac{\partial}{\partial x} x^3").evaluate(x=2) == 12
    problem = _refused(lambda: parse(r"\frac{\partial L}{\partial w}").evaluate(L=1, w=2))
    assert problem.message == "nothing says how L depends on w"


@pytest.mark.parametrize(
    ("latex", "message", "written", "column"),
    [
        (r"a + \frac{1}", r"\frac needs 2 arguments; found 1", r"\frac", 5),
        (r"a_{i", "an opening brace without a closing one", "{", 3),
        (r"2 \foo", "an unknown command", r"\foo", 3),
        (r"1 + \sum_i", "a sum without a body", r"\sum_i", 5),
        (r"a = b", "this is an equation", "a = b", 3),
        ("", "the formula is empty", "nothing", 1),
        (r"w_{ij} + w_j", "w is written with 2 indices elsewhere, here with 1", "w_j", 10),
        (r"x + x_i", "x is written with 1 index elsewhere, here with none", "x", 1),
        ("{" * 10_000, "nested deeper than 50", "{" * 60 + "...", 1),
    ],
)
def test_a_formula_that_is_not_clear_is_refused_with_its_place(
    latex: str, message: str, written: str, column: int
) -> None:
    problem = _refused(lambda: parse(latex))
    assert (problem.message, problem.written, problem.where) == (message, written, f"formula:1:{column}")


def test_sizes_that_do_not_fit_are_shown_with_where_they_come_from() -> None:
    dot = parse(r"\sum_i w_i x_i")
    problem = _refused(lambda: dot.evaluate(w=[1, 2], x=[1, 2, 3]))
    assert problem.message == "the sizes of x and w do not fit"
    assert problem.written == "x has shape (3,): 3 elements along i (dimension 1)"
    assert problem.expected == "w has shape (2,): 2 elements along i (dimension 1)"
    problem = _refused(lambda: parse(r"\sum_{i=1}^{100} x_i").evaluate(x=[1, 2]))
    assert problem.written == "x has shape (2,): 2 elements along i (dimension 1)"
    assert problem.expected == "100 elements: i runs from 1 to 100 in the formula"


@pytest.mark.parametrize(
    ("values", "message", "written", "expected"),
    [
        ({"w": [1]}, "no value for x", "values for w", "x: an array with 1 dimension (i: 1)"),
        ({}, "no value for w, x", "values for nothing", "w: an array with 1 dimension (i); x:"),
        ({"w": [1], "x": [[1]]}, "x has 2 dimensions", "x of shape (1, 1)", "an array with 1 dimension (i)"),
        ({"w": [1], "x": 3}, "x has 0 dimensions", "x of shape ()", "an array with 1 dimension (i)"),
        ({"w": [1], "x": ["a"]}, "x is no array of real numbers", "an array of <U1", "an array with 1 dimension"),
        ({"w": [1], "x": [1j]}, "x is no array of real numbers", "an array of complex128", "an array with 1"),
        ({"w": [1], "x": [1, [2]]}, "x is no array of real numbers", "inhomogeneous", "an array with 1 dimension"),
        ({"w": [1], "x": []}, "x is empty", "x of shape (0,)", "one element or more"),
        ({"w": [1], "x": [1], "z": 2}, "there is no input z", "z", "one of w, x"),
        ({"w": [1], "x": [1], r"{w}": [2]}, "w is given twice", "{w} means w too", "one value for each name"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    values: dict[str, object], message: str, written: str, expected: str
) -> None:
    problem = _refused(lambda: parse(r"\sum_i w_i x_i").evaluate(values))
    assert problem.message == message
    assert written in problem.written
    assert problem.expected.startswith(expected)


def test_a_value_in_the_mapping_and_as_a_keyword_is_refused() -> None:
    assert _refused(lambda: parse("x").evaluate({"x": 1}, x=1)).message == "x is given twice"


def test_a_function_without_a_definition_has_no_value() -> None:
    problem = _refused(lambda: parse("f(x)").evaluate(x=1))
    assert problem.message == "the function f has no definition"
    assert problem.written == "f(x)"


def test_a_derivative_by_an_unknown_name_is_refused() -> None:
    problem = _refused(lambda: parse("x y").derivative("q"))
    assert (problem.message, problem.expected) == ("there is no quantity q", "one of x, y")


# -- models ------------------------------------------------------------------------------------------------------


def test_definitions_may_stand_in_any_order() -> None:
    orders = [NETWORK, NETWORK[::-1], (NETWORK[1], NETWORK[0], NETWORK[2])]
    assert len({str(Model(*order)) for order in orders}) == 1


def test_a_model_evaluates_every_quantity() -> None:
    found = Model(*NETWORK).evaluate(VALUES)
    hidden = 1 / (1 + np.exp(-np.asarray(VALUES["X"]) @ np.asarray(VALUES["w"])))
    output = hidden @ np.asarray(VALUES["gamma"])
    assert list(found) == ["H", "O", "L"]
    np.testing.assert_allclose(found["H"], hidden, rtol=1e-14)
    np.testing.assert_allclose(found["L"], (1 - output) ** 2, rtol=1e-14)


def _differences(model: Model, values: dict[str, object], wrt: str, of: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Central differences: an oracle for tests, which decides nothing."""
    at, step = np.asarray(values[wrt], dtype=float), 1e-5
    columns = []
    for place in np.ndindex(at.shape):
        moved = np.zeros(at.shape)
        moved[place] = step
        above, below = (model.evaluate({**values, wrt: at + sign * moved})[of] for sign in (1, -1))
        columns.append((above - below) / (2 * step))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + at.shape)


SOFTMAX = (
    r"L = -\sum_k l_k \log s_k",
    r"s_k = \frac{e^{z_k}}{\sum_m e^{z_m}}",
    r"z_k = \sum_j v_{jk} \tanh(a_j) + c_k",
    r"a_j = \sum_i w_{ij} x_i + b_j",
)
SOFTMAX_VALUES: dict[str, object] = {
    "l": [0, 1, 0],
    "v": [[0.3, -0.2, 0.5], [0.1, 0.4, -0.6]],
    "c": [0.1, 0.2, -0.3],
    "w": [[0.2, -0.4], [0.7, 0.1], [-0.3, 0.5]],
    "x": [1.0, -2.0, 0.5],
    "b": [0.3, -0.1],
}


@pytest.mark.parametrize("wrt", ["X", "w", "gamma", "y"])
def test_the_gradient_of_a_network_agrees_with_differences(wrt: str) -> None:
    model = Model(*NETWORK)
    exact = model.gradient(wrt).evaluate(VALUES)
    np.testing.assert_allclose(exact, _differences(model, VALUES, wrt, "L"), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("wrt", ["v", "c", "w", "x", "b"])
@pytest.mark.parametrize("one_hot", [(), ("l",)])
def test_the_gradient_of_softmax_and_cross_entropy_agrees_with_differences(wrt: str, one_hot: tuple[str, ...]) -> None:
    model = Model(*SOFTMAX, one_hot=one_hot)
    exact = model.gradient(wrt).evaluate(SOFTMAX_VALUES)
    np.testing.assert_allclose(exact, _differences(model, SOFTMAX_VALUES, wrt, "L"), rtol=1e-6, atol=1e-9)


def test_the_jacobian_of_an_array_has_its_dimensions_first() -> None:
    model = Model(*SOFTMAX)
    jacobian = model.gradient("w", of="z")
    assert jacobian.free == ("k", "i", "j")
    np.testing.assert_allclose(
        jacobian.evaluate(SOFTMAX_VALUES), _differences(model, SOFTMAX_VALUES, "w", "z"), rtol=1e-6, atol=1e-9
    )


def test_a_gradient_shows_its_adjoints_in_the_order_of_computation() -> None:
    gradient = Model(*NETWORK).gradient("w")
    assert isinstance(gradient, Gradient)
    heads = [line.split(" = ")[0] for line in str(gradient).splitlines()]
    assert heads == ["∂L/∂O", "∂L/∂H_j", "∂L/∂w_ij"]
    assert gradient._repr_latex_().startswith("$$\\begin{aligned}\n\\frac{\\partial L}{\\partial O} &= 2(O - y)")
    assert gradient._repr_latex_().count(" &= ") == 3
    assert repr(gradient).startswith(r"<Gradient \frac{\partial L}{\partial w_{ij}} = ")


def test_a_quantity_that_is_differentiated_is_cut_free() -> None:
    assert Model(*NETWORK).gradient("H").latex.startswith(r"\frac{\partial L}{\partial H_{j}} = ")
    assert Model(*NETWORK).gradient("L").evaluate(VALUES) == 1


def test_what_a_loss_does_not_depend_on_has_the_gradient_zero() -> None:
    model = Model("L = x^2", r"m = \sum_i v_i")
    assert model.gradient("v", of="L").evaluate(x=1, v=[1, 2]).tolist() == [0, 0]


def test_values_that_a_gradient_needs_not_may_be_left_out_unless_they_give_a_size() -> None:
    model = Model(r"O = \sum_j (H_j \gamma_j + b_j)")
    assert model.gradient("gamma").evaluate(H=[1, 2]).tolist() == [1, 2]
    problem = _refused(lambda: model.gradient("b").evaluate())
    assert problem.message == "nothing says how many elements the index j has"
    assert problem.expected == "an array with the index j: H, \\gamma, b"
    assert model.gradient("b").evaluate(b=[5, 5]).tolist() == [1, 1]


def test_a_model_may_define_functions_and_constants() -> None:
    model = Model(r"L = \alpha f(\sum_i w_i x_i)", r"f(u) = u^2 + 1", r"\alpha = 0.5")
    assert model.evaluate(w=[1, 2], x=[1, 1])["L"] == 5
    assert model.gradient("w").evaluate(w=[1, 2], x=[1, 1]).tolist() == [3, 3]


def test_an_unknown_function_has_a_gradient_but_no_value() -> None:
    gradient = Model(r"L = f(x)").gradient("x")
    assert gradient.latex == r"\frac{\partial L}{\partial x} = f'(x)"
    assert _refused(lambda: gradient.evaluate(x=1)).message == "the function f has no definition"


def test_losses_of_the_field_need_no_definition() -> None:
    found = Model("L = CE(l, s)", r"s_k = \frac{e^{z_k}}{\sum_j e^{z_j}}").evaluate(l=[0, 1], z=[0, 0])
    assert found["L"] == pytest.approx(np.log(2))


def test_values_keep_the_assumptions_of_the_model() -> None:
    model = Model(*SOFTMAX, one_hot=["l"])
    problem = _refused(lambda: model.evaluate({**SOFTMAX_VALUES, "l": [0.5, 0.5, 0]}))
    assert (problem.message, problem.written) == ("l breaks an assumption", "the element 0.5")
    problem = _refused(lambda: Model(*SOFTMAX, simplex=["l"]).evaluate({**SOFTMAX_VALUES, "l": [1, 1, 0]}))
    assert problem.written == "elements that sum to 2"
    assert Model(*SOFTMAX, simplex=["l"]).evaluate({**SOFTMAX_VALUES, "l": [0.5, 0.5, 0]})
    assert _refused(lambda: Model("a = b", one_hot=["q"])).expected == "one of b"


@pytest.mark.parametrize(
    ("definitions", "message", "written"),
    [
        ((), "a model needs definitions", "Model()"),
        (("a = b", "b = c", "c = a"), "a is defined by itself", "a -> b -> c -> a"),
        (("a = a + 1",), "a is defined by itself", "a -> a"),
        (("a = b", "a = c"), "a is defined twice", "a = c"),
        (("a",), "no equation in one text", "a"),
        (("a = b = c",), "2 equations in one text", "a = b = c"),
        (("a = b, c = d",), "2 equations in one text", "a = b, c = d"),
        ((r"\frac{\partial L}{\partial w} = 2",), "this defines nothing", r"\frac{\partial L}{\partial w} = 2"),
        (("w^{new} = w - 1",), "this defines no array", "w^{new} = w - 1"),
        (("b_j = w_{ij} x_i",), "the definition of b leaves i unbound", "b_j = w_{ij} x_i"),
        (("a_i = x_i", "L = a + 1"), "a is written with 1 index elsewhere, here with none", "a"),
        (("a_i = x_{i",), "an opening brace without a closing one", "{"),
    ],
)
def test_definitions_that_make_no_model_are_refused(definitions: tuple[str, ...], message: str, written: str) -> None:
    problem = _refused(lambda: Model(*definitions))
    assert (problem.message, problem.written) == (message, written)


def test_an_error_in_a_definition_names_which_one_and_where() -> None:
    assert _refused(lambda: Model("a = b", r"b = 2 \foo")).where == "definition 2:1:7"


def test_what_the_gradient_is_of_is_never_guessed() -> None:
    problem = _refused(lambda: Model("a = b", "c = d").gradient("b"))
    assert problem.written == "2 scalars that no other definition uses: a, c"
    assert problem.advice == "name it: of=\"c\", or --of 'c' on the command line"
    assert _refused(lambda: Model("a_i = b_i").gradient("b")).written.startswith("0 scalars")
    assert _refused(lambda: Model("a = b").gradient("b", of="q")).expected == "one of a"
    assert _refused(lambda: Model("a = b").gradient("q")).expected == "one of b, a"


def test_a_value_for_a_defined_quantity_is_refused() -> None:
    problem = _refused(lambda: Model(*NETWORK).evaluate(VALUES, H=[1, 2, 3]))
    assert problem.message == "H is defined by the model"
    assert problem.expected == "values for inputs: X, w, gamma, y"


def test_sizes_are_compared_through_the_whole_model() -> None:
    problem = _refused(lambda: Model(*NETWORK).evaluate(VALUES, **{"q": 1}))
    assert problem.message == "there is no input q"
    problem = _refused(lambda: Model(*NETWORK).evaluate({**VALUES, "gamma": [1, 2]}))
    assert problem.written == "gamma has shape (2,): 2 elements along j (dimension 1)"
    assert problem.expected == "w has shape (2, 3): 3 elements along j (dimension 2)"


def test_a_model_prints_its_definitions() -> None:
    model = Model(*NETWORK)
    assert repr(model) == "<Model of H, O, L; inputs X, w, gamma, y>"
    assert model._repr_latex_().count("&=") == 3
    assert repr(Model("a = 2")) == "<Model of a; inputs none>"


# -- models of documents -----------------------------------------------------------------------------------------


def test_a_document_is_a_model() -> None:
    model = Model.from_document(EXAMPLE)
    assert repr(model) == "<Model of H, O_0, SE; inputs X, w, gamma, y>"
    assert not model.left_out
    values: dict[str, object] = {"X": [1, 2, 3], "w": np.full((3, 4), 0.1), "gamma": np.ones((4, 1)), "y": 1}
    np.testing.assert_allclose(
        model.gradient("w").evaluate(values), _differences(model, values, "w", "SE"), rtol=1e-6, atol=1e-9
    )


def test_a_bound_that_the_document_writes_is_the_size() -> None:
    problem = _refused(lambda: Model.from_document(EXAMPLE).evaluate({"X": [1, 2]}))
    assert problem.written == "X has shape (2,): 2 elements along i (dimension 1)"
    assert problem.expected == "3 elements: i runs from 0 to 2 in the formula"


UNREAD = r"$L = \oint x + O$ and $O = w x$ and $M = L + 1$"


def test_a_definition_that_cannot_be_used_is_left_out_and_said() -> None:
    model = Model.from_document(UNREAD)
    assert [problem.where for problem in model.left_out] == ["<text>:1:6"]
    assert model.evaluate(w=2, x=3, L=1)["O"] == 6
    assert "its definition was left out: " in _refused(lambda: model.evaluate(w=1, x=2)).expected


def test_there_is_no_gradient_through_a_definition_that_was_left_out() -> None:
    model = Model.from_document(UNREAD)
    assert model.gradient("w", of="O").evaluate(w=2, x=3) == 3
    assert _refused(lambda: model.gradient("w", of="M")).where == "<text>:1:6"


def test_two_arrays_of_one_name_in_a_document_are_told_apart() -> None:
    text = (
        r"$X_k = \sum_j H_j v_{jk}$ and $H_j = \sigma(\sum_i X_i w_{ij})$, $L = \sum_k X_k^2$ for $i = 1, \ldots, n$."
    )
    model = Model.from_document(text)
    assert repr(model) == "<Model of H, X, L; inputs X_, w, v>"
    values: dict[str, object] = {"X_": [1, 2], "w": np.full((2, 3), 0.1), "v": np.ones((3, 2))}
    np.testing.assert_allclose(
        model.gradient("X_").evaluate(values), _differences(model, values, "X_", "L"), rtol=1e-6, atol=1e-9
    )


def test_a_document_without_definitions_is_no_model() -> None:
    problem = _refused(lambda: Model.from_document("no formulas\nhere"))
    assert (problem.message, problem.written) == ("no definition of this document can be used", "no definition")
    assert _refused(lambda: Model.from_document("none.md")).message.startswith("this is neither a file")


def test_a_notebook_is_a_model(tmp_path: Path) -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [line]} for line in ("$y = w x$", "$L = y^2$")]
    path = tmp_path / "nb.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    assert repr(Model.from_document(os.fspath(path))) == "<Model of y, L; inputs w, x>"
