"""What a submission earns: by its own equations, by those of the key where it leaves some out."""

from __future__ import annotations

import json

import pytest

from backproof.check.grading.grading import Graded, grade
from backproof.check.grading.keys import Key
from backproof.check.grading.quantities import Kind
from backproof.check.grading.rubric import Aspect, Part, Rubric
from backproof.source import Source

MODEL = r"""
$$z_j = \sum_i w_{ij} x_i + b_j$$

$$h_j = \sigma(z_j)$$

$$u_k = \sum_j v_{jk} h_j + c_k$$

$$L = \frac12 \sum_k (u_k - y_k)^2$$
"""
BY_V = r"\frac{\partial L}{\partial v_{jk}} = (u_k - y_k) h_j"
BY_C = r"\frac{\partial L}{\partial c_k} = u_k - y_k"
BY_W = r"\frac{\partial L}{\partial w_{ij}} = \sum_k (u_k - y_k) v_{jk} h_j (1 - h_j) x_i"
BY_B = r"\frac{\partial L}{\partial b_j} = \sum_k (u_k - y_k) v_{jk} h_j (1 - h_j)"
KEY = Key.of(Source("key.md", MODEL))


def displays(*formulas: str) -> str:
    return "\n\n".join(f"$${each}$$" for each in formulas) + "\n"


def graded(text: str, name: str = "hw.md", rubric: Rubric | None = None) -> Graded:
    return grade(KEY, rubric or KEY.usual(), Source(name, text))


def points(text: str, name: str = "hw.md") -> dict[str, float | None]:
    return {mark.quantity.name: mark.earned for mark in graded(text, name).marks}


def test_the_model_alone_is_a_key_that_asks_for_the_gradient_of_each_parameter() -> None:
    assert [part.name for part in KEY.usual().parts] == [f"gradient of {name}" for name in "wbvc"]


def test_a_solution_asks_for_what_it_states() -> None:
    key = Key.of(Source("key.md", MODEL + displays(BY_V, BY_C)))
    assert [part.name for part in key.usual().parts] == ["gradient of v", "gradient of c"]


def test_gradients_alone_are_judged_by_the_model_of_the_key() -> None:
    assert points(displays(BY_V, BY_C, BY_W, BY_B)) == dict.fromkeys("wbvc", 1.0)


def test_a_submission_with_the_model_in_it_earns_the_same() -> None:
    assert points(MODEL + displays(BY_V, BY_C, BY_W, BY_B)) == dict.fromkeys("wbvc", 1.0)


@pytest.mark.parametrize("slip", [("(u_k - y_k) h_j", "(u_k + y_k) h_j"), ("(u_k - y_k) h_j", "(u_k - y_k)")])
def test_a_wrong_answer_earns_nothing_and_the_others_what_they_are_worth(slip: tuple[str, str]) -> None:
    found = points(displays(BY_V.replace(*slip), BY_C, BY_W, BY_B))
    assert found == {"v": 0.0, "c": 1.0, "w": 1.0, "b": 1.0}


def test_what_is_not_stated_earns_nothing_and_the_reason_names_it() -> None:
    (mark,) = [each for each in graded(displays(BY_V, BY_C, BY_W)).marks if each.quantity.name == "b"]
    assert (mark.earned, mark.reason, mark.statements) == (0.0, "no line states the gradient of b", ())


def test_a_step_of_descent_answers_for_the_gradient_that_it_takes() -> None:
    steps = displays(r"w_{ij} \leftarrow w_{ij} - \eta \sum_k (u_k - y_k) v_{jk} h_j (1 - h_j) x_i",
                     r"\Delta v_{jk} = -\eta (u_k - y_k) h_j", r"\Delta c_k = -\eta (u_k + y_k)")  # fmt: skip
    assert points(steps) == {"w": 1.0, "v": 1.0, "c": 0.0, "b": 0.0}


def test_an_error_of_its_own_name_is_followed_to_its_uses() -> None:
    errors = displays(
        r"\delta_j = \sum_k (u_k - y_k) v_{jk} h_j (1 - h_j)",
        r"\frac{\partial L}{\partial w_{ij}} = \delta_j x_i",
        r"\frac{\partial L}{\partial b_j} = \delta_j",
    )
    assert points(errors) == {"w": 1.0, "b": 1.0, "v": 0.0, "c": 0.0}


def test_what_is_not_understood_is_left_to_a_person() -> None:
    found = graded(displays(r"\frac{\partial L}{\partial b_j} = \rho_j"))
    (mark,) = [each for each in found.marks if each.quantity.name == "b"]
    assert mark.earned is None
    assert "for the teacher to decide" in mark.reason
    assert (found.points, found.undecided, found.possible) == (0.0, 1.0, 4.0)


def test_an_error_carried_forward_costs_its_own_part_and_no_other_one() -> None:
    carried = displays(
        r"\frac{\partial L}{\partial c_k} = u_k + y_k",
        r"\frac{\partial L}{\partial v_{jk}} = \frac{\partial L}{\partial c_k} h_j = (u_k + y_k) h_j",
    )
    assert points(carried) == {"c": 0.0, "v": 1.0, "w": 0.0, "b": 0.0}


def test_an_error_on_the_way_to_the_answer_costs_a_share() -> None:
    carried = displays(
        r"\frac{\partial L}{\partial u_k} = u_k + y_k",
        r"\frac{\partial L}{\partial v_{jk}} = \frac{\partial L}{\partial u_k} h_j = (u_k + y_k) h_j",
    )
    assert points(carried)["v"] == 0.5


def test_another_activation_than_that_of_the_key_is_wrong_and_what_is_right_by_it_earns_a_share() -> None:
    by_tanh = r"\frac{\partial L}{\partial w_{ij}} = \sum_k (u_k - y_k) v_{jk} (1 - h_j^2) x_i"
    found = graded(MODEL.replace(r"\sigma", r"\tanh") + displays(BY_V, BY_C, by_tanh, BY_B))
    verdicts = [each.verdict.value for each in found.checked.judgements]
    assert verdicts[:4] == ["right", "wrong", "right", "right"]
    assert {mark.quantity.name: mark.earned for mark in found.marks} == {"w": 0.5, "b": 1.0, "v": 1.0, "c": 1.0}


def test_a_network_that_was_made_trivial_earns_what_is_left_of_it() -> None:
    found = graded(MODEL.replace(r"\sigma(z_j)", "0") + displays(r"\frac{\partial L}{\partial b_j} = 0", BY_C))
    assert [each.verdict.value for each in found.checked.judgements][:4] == ["right", "wrong", "right", "right"]
    assert {mark.quantity.name: mark.earned for mark in found.marks} == {"w": 0.0, "b": 0.5, "v": 0.0, "c": 1.0}


def test_other_letters_are_matched_by_what_the_networks_compute() -> None:
    text = displays(r"a_j = \sum_i U_{ij} p_i + d_j", r"g_j = \sigma(a_j)", r"o_k = \sum_j V_{jk} g_j + e_k",
                    r"E = \frac12 \sum_k (t_k - o_k)^2", r"\frac{\partial E}{\partial V_{jk}} = (o_k - t_k) g_j",
                    r"\frac{\partial E}{\partial e_k} = t_k - o_k")  # fmt: skip
    found = graded(text)
    assert {mark.quantity.name: mark.earned for mark in found.marks} == {"v": 1.0, "c": 0.0, "w": 0.0, "b": 0.0}
    assert "U is the key's w" in found.notes[0]


def test_matrix_notation_answers_a_key_in_indices() -> None:
    text = displays(r"z = w^T x + b", r"h = \sigma(z)", r"u = v^T h + c", r"L = \frac12 \|u - y\|^2",
                    r"\frac{\partial L}{\partial v} = h (u - y)^T")  # fmt: skip
    assert points(text)["v"] == 1.0


def test_another_network_is_left_to_a_person() -> None:
    found = graded(displays(r"L = \sum_k |u_k - y_k|", r"u_k = \sum_j v_{jk} x_j",
                            r"\frac{\partial L}{\partial v_{jk}} = x_j"))  # fmt: skip
    (mark,) = [each for each in found.marks if each.quantity.name == "v"]
    assert mark.earned is None
    assert found.notes == ("its network is not that of the key, under any way to match the letters",)


@pytest.mark.parametrize("text", ["", "I could not do this.\n"])
def test_an_empty_submission_earns_nothing_and_is_told_so(text: str) -> None:
    found = graded(text)
    assert (found.points, found.undecided) == (0.0, 0.0)
    assert found.notes == ("this submission has no equations",)


def test_the_right_dimensions_are_worth_points_of_their_own() -> None:
    (quantity,) = KEY.asked([r"\frac{\partial L}{\partial v_{jk}}"])
    assert quantity is not None
    rubric = Rubric((Part("dimensions", (quantity,), 2.0, Aspect.DIMENSIONS),))
    wrong_value, wrong_shape = BY_V.replace("-", "+"), BY_V.replace("h_j", "")
    found = [graded(displays(each), rubric=rubric).points for each in (BY_V, wrong_value, wrong_shape)]
    assert found == [2.0, 2.0, 0.0]


def test_tex_and_notebooks_are_graded_as_they_are() -> None:
    macro = r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}"
    tex = rf"{macro} \begin{{document}}\[\pd{{L}}{{c_k}} = u_k - y_k\]\end{{document}}"
    cells = [{"cell_type": "markdown", "metadata": {}, "source": displays(BY_C)}]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert points(tex, "hw.tex")["c"] == points(notebook, "hw.ipynb")["c"] == 1.0


def test_what_is_asked_for_is_named_in_the_letters_of_the_key() -> None:
    gradient, change, value = KEY.asked([r"\nabla_w L", r"\Delta v_{jk}", "h_j"])
    assert gradient is not None
    assert change is not None
    assert value is not None
    assert [each.kind for each in (gradient, change, value)] == [Kind.GRADIENT, Kind.CHANGE, Kind.VALUE]
    assert KEY.is_known(gradient)
    assert KEY.asked([r"\int_0^1 x"]) == [None]


@pytest.mark.parametrize(
    "lines",
    [
        (r"\frac{\partial L}{\partial b_j} = \frac{\partial L}{\partial b_j}",),
        (r"\frac{\partial L}{\partial b_j} = \frac{\partial L}{\partial z_j}",),
        (r"\frac{\partial L}{\partial b_j} = \frac{\partial L}{\partial z_j} \frac{\partial z_j}{\partial b_j}",),
        (r"\delta_j = \frac{\partial L}{\partial z_j}", r"\frac{\partial L}{\partial b_j} = \delta_j"),
        (r"\frac{\partial L}{\partial b_j} = \frac{\partial L}{\partial z_j}",
         r"\frac{\partial L}{\partial z_j} = \frac{\partial L}{\partial b_j}"),
    ],
)  # fmt: skip
def test_what_is_right_because_it_leaves_the_derivative_open_earns_nothing_for_sure(lines: tuple[str, ...]) -> None:
    (mark,) = [each for each in graded(displays(*lines)).marks if each.quantity.name == "b"]
    assert mark.earned is None
    assert mark.reason == "derivatives are left in it: for the teacher to decide"


def test_a_derivative_that_another_line_works_out_is_not_left_open() -> None:
    lines = displays(
        r"\frac{\partial L}{\partial b_j} = \frac{\partial L}{\partial z_j}",
        r"\delta_j = \frac{\partial L}{\partial z_j} = \sum_k (u_k - y_k) v_{jk} h_j (1 - h_j)",
        r"\frac{\partial L}{\partial z_j} = \delta_j",
    )
    assert points(lines)["b"] == 1.0


def test_the_last_answer_that_is_worked_out_counts() -> None:
    steps = r"\frac{\partial L}{\partial c_k} = u_k - y_k = \frac{\partial L}{\partial u_k}"
    assert points(displays(steps))["c"] == 1.0


def test_an_answer_by_a_wrong_error_is_right_but_for_that() -> None:
    by_error = r"\frac{\partial L}{\partial b_j} = \delta_j"
    right = r"\delta_j = \frac{\partial L}{\partial z_j} = \sum_k (u_k - y_k) v_{jk} h_j (1 - h_j)"
    found = graded(displays(right.replace("u_k - y_k", "u_k + y_k"), by_error))
    (mark,) = [each for each in found.marks if each.quantity.name == "b"]
    assert (mark.earned, mark.reason) == (0.5, "right but for an error made before")
    assert points(displays(right, by_error))["b"] == 1.0
