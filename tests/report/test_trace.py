"""Worked numeric examples: the page, which the checker itself has to find right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backproof.api import Model, check
from backproof.report.faces import to_markdown
from backproof.report.page import Page, Paragraph, Table
from tests.derive.test_trace import TWO_LAYERS, VALUES

SOFTMAX = (
    r"u_k = \sum_j W_{jk} x_j + b_k",
    r"p_k = \frac{e^{u_k}}{\sum_m e^{u_m}}",
    r"L = -\sum_k y_k \log p_k",
)
RANDOM = np.random.default_rng(0)


def draw(*shape: int) -> Any:
    return np.round(RANDOM.normal(size=shape), 2)


EXAMPLES: dict[str, tuple[tuple[str, ...], dict[str, Any], list[str]]] = {
    "two layers": (TWO_LAYERS, VALUES, ["w", "b", "v", "c"]),
    "softmax": (SOFTMAX, {"x": draw(3), "W": draw(3, 3), "b": draw(3), "y": [0, 1, 0]}, ["W", "b"]),
    "ReLU": (
        (r"z_j = \sum_i w_{ij} x_i + b_j", r"h_j = \max(0, z_j)", r"o = \sum_j v_j h_j", "E = (o - t)^2"),
        {"x": [0.5, -1.5], "w": draw(2, 2), "b": draw(2), "v": draw(2), "t": 1},
        ["w", "b", "v"],
    ),
    "numbered from 0": (
        (r"H_j = \sigma(\sum_{i=0}^{2} X_i w_{ij})", r"O = \sum_j H_j g_j", "E = (y - O)^2"),
        {"X": [1, 0.5, -0.2], "w": draw(3, 2), "g": draw(2), "y": 0.7},
        ["w", "g"],
    ),
    "samples and a penalty": (
        (
            r"z_{nj} = \sum_i w_{ij} x_{ni}",
            r"o_n = \sum_j v_j \tanh(z_{nj})",
            r"L = \frac{1}{N} \sum_{n=1}^{N} (o_n - y_n)^2 + \lambda \sum_j v_j^2",
        ),
        {"x": draw(3, 2), "w": draw(2, 2), "v": draw(2), "y": draw(3), r"\lambda": 0.001},
        ["w", "v"],
    ),
    "tiny numbers": (
        ("z = w x + b", r"a = \sigma(z)", r"L = -(y \log a + (1 - y) \log(1 - a))"),
        {"x": 1e-6, "w": -3.5, "b": -9, "y": 0},
        ["w", "b"],
    ),
    "long decimals": (
        ("z = w x + b", r"a = \tanh(z)", "L = (a - y)^2"),
        {"x": 1 / 3, "w": 0.123456789, "b": -2 / 7, "y": 1},
        ["w", "b"],
    ),
    "cases": (
        (
            "r = w x - t",
            r"L = \begin{cases} \frac{1}{2} r^2 & |r| \leq d \\ d (|r| - \frac{1}{2} d) & |r| > d \end{cases}",
        ),
        {"x": 1.5, "w": -2, "t": 1, "d": 1},
        ["w"],
    ),
    "what is updated has the letter of a rate": (
        (r"L = (y - \mu x)^2 + \lambda \mu^2",),
        {"y": 1, r"\mu": 0.5, "x": 2, r"\lambda": 0.1},
        [r"\mu", r"\lambda"],
    ),
    "names in LaTeX": (
        (
            r"H_j = \sigma(\sum_i W^1_{ij} x_i + b^1_j)",
            r"\hat{y}_k = \sum_j W^2_{jk} H_j + b^2_k",
            r"\ell = \frac{1}{2} \sum_k (y_k - \hat{y}_k)^2",
        ),
        {"W^1": [[3, 6], [4, 5]], "b^1": [1, -6], "W^2": [[2, 3], [4, 3]], "b^2": [-1, -2], "x": [1, 0], "y": [0, 1]},
        ["W^1", "b^1", "W^2", "b^2"],
    ),
}  # fmt: skip


def page_of(name: str, decimals: int = 4, **options: Any) -> Page:
    definitions, values, parameters = EXAMPLES[name]
    return Model(*definitions).trace(values, wrt=parameters, **options).page(decimals)


def in_one_line(page: Page) -> str:
    """Markdown with a semicolon behind each display."""
    return to_markdown(page).replace("$$\n\n$$", ";").replace("$$\n\n", ";\n")


@pytest.mark.parametrize(("name", "decimals"), [*((name, 4) for name in EXAMPLES), ("ReLU", 2), ("long decimals", 9)])
def test_every_line_of_a_worked_example_is_right_to_the_checker(name: str, decimals: int) -> None:
    text = to_markdown(page_of(name, decimals, rate=0.1))
    report = check(text)
    assert {each.latex: each.reason for each in report if each.verdict.value != "right"} == {}
    assert len(report) > 20


def test_the_step_up_a_likelihood_is_right_to_the_checker() -> None:
    model = Model(r"\ell = \sum_n (y_n \log p_n + (1 - y_n) \log(1 - p_n))", r"p_n = \sigma(\sum_j w_j x_{nj})")
    values = {"y": [1, 0], "x": draw(2, 2), "w": draw(2)}
    text = to_markdown(model.trace(values, rate=0.5, step="ascent").page())
    assert r"w_{1} \leftarrow w_{1} + \eta \frac{\partial \ell}{\partial w_{1}}" in text
    assert r"$\ell$ rises from" in text
    assert all(each.verdict.value == "right" for each in check(text))


def test_at_a_kink_it_is_said_what_is_taken_for_the_derivative() -> None:
    model = Model(r"h_j = \max(0, x_j - 1)", r"L = \sum_j h_j + |w - 2|")
    text = to_markdown(model.trace({"x": [3, 1], "w": 2}, wrt=["x", "w"], rate=0.1).page())
    assert r"In $h_{j}$, $\max(0, x_{j} - 1)$ stands at a kink, where it has no derivative: 0 is taken for it." in text
    assert r"In $L$, $\left| w - 2 \right|$ stands at a kink" in text
    assert all(each.verdict.value == "right" for each in check(text))
    away = to_markdown(model.trace({"x": [3, 2], "w": 1}, wrt=["x", "w"]).page())
    assert "kink" not in away


def test_of_cases_the_branch_that_is_taken_is_put_in() -> None:
    text = in_one_line(page_of("cases"))
    assert (
        r"\text{if } \left| r \right| > d \end{cases};= 1\left( \left| -4 \right| - \frac{1}{2} \right);= 3.5;" in text
    )


@pytest.mark.parametrize(
    ("written", "slip"),
    [
        (r"z_{1} = w_{11} x_{1} + w_{21} x_{2} + b", r"z_{1} = w_{11} x_{1} + w_{12} x_{2} + b"),
        ("= 0.3775", "= 0.3785"),
        (r"\approx 0.4 - 0.5 \cdot 0.0822", r"\approx 0.4 + 0.5 \cdot 0.0822"),
    ],
)
def test_a_slip_in_a_worked_example_is_found(written: str, slip: str) -> None:
    text = to_markdown(page_of("two layers", rate=0.5, freeze=["b", "c"]))
    assert text.count(written) >= 1
    report = check(text.replace(written, slip, 1))
    assert report.wrong


def test_elements_have_their_formula_their_numbers_and_their_result() -> None:
    text = in_one_line(page_of("two layers", rate=0.5, freeze=["b", "c"]))
    for lines in (
        r"z_{1} = w_{11} x_{1} + w_{21} x_{2} + b;= 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35;= 0.3775;",
        r"\frac{\partial E}{\partial v_{12}} = h_{1} \frac{\partial E}{\partial u_{2}};"
        r"\approx 0.5933 \cdot (-0.0381);\approx -0.0226;",
        r"\frac{\partial E}{\partial u_{1}} = \frac{\partial E}{\partial o_{1}} o_{1}(1 - o_{1});"
        r"\approx 0.7414 \cdot 0.7514(1 - 0.7514);\approx 0.7414 \cdot 0.1868;\approx 0.1385;",
        r"w_{11} \leftarrow w_{11} - \eta \frac{\partial E}{\partial w_{11}};"
        r"\approx 0.15 - 0.5 \cdot 0.0004;\approx 0.1498;",
        "$b$ and $c$ keep their values.",
        "$E$ falls from 0.2984 to 0.2910.",
    ):
        assert lines in text


def test_exact_results_stand_behind_a_sign_of_equality_and_rounded_ones_do_not() -> None:
    model = Model("a = w x", "b = a / 3", "L = b^2")
    text = in_one_line(model.trace({"w": 0.5, "x": 0.3}).page())
    assert r"= 0.5 \cdot 0.3;= 0.15;" in text
    assert r"= \frac{0.15}{3};= 0.05;" in text
    assert "= 0.05^{2};= 0.0025;" in text
    text = in_one_line(model.trace({"w": 0.5, "x": 0.4}).page())
    assert r"= \frac{0.2}{3};\approx 0.0667;" in text
    assert r"\approx 0.0667^{2};\approx 0.0044;" in text


def test_large_arrays_are_tables_that_say_what_they_leave_out() -> None:
    model = Model(
        r"z_{nj} = \sum_i w_{ij} x_{ni}",
        r"o_n = \sum_j v_j \tanh(z_{nj})",
        r"L = \frac{1}{N} \sum_{n=1}^{N} (o_n - y_n)^2",
    )
    values = {"x": draw(50, 20), "w": draw(20, 10), "v": draw(10), "y": draw(50)}
    page = model.trace(values, wrt=["w", "v"], rate=0.1).page()
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert all(len(row) == len(table.head) <= 10 for table in tables for row in table.rows)
    assert all(len(table.rows) <= 9 for table in tables)
    assert all(cell == ("…",) for cell in tables[0].rows[-1])
    words = [block.text[-1] for block in page.blocks if isinstance(block, Paragraph)]
    assert " has 50 by 20 elements, 64 of them shown:" in words
    assert all(each.verdict.value == "right" for each in check(to_markdown(page)))


def test_a_loss_that_hardly_moves_is_printed_with_as_many_decimals_as_that_takes() -> None:
    model = Model("L = (y - w x)^2")
    text = to_markdown(model.trace({"y": 1, "w": 0.5, "x": 1}, wrt="w", rate=1e-7).page())
    assert "$L$ falls from 0.25 to 0.2499999." in text


def test_the_letter_of_the_rate_is_one_that_the_model_does_not_use() -> None:
    model = Model(r"L = (y - \eta x)^2")
    text = to_markdown(model.trace({"y": 1, "eta": 0.5, "x": 1}, wrt="eta", rate=0.5).page())
    assert r"\eta \leftarrow \eta - \alpha \frac{\partial L}{\partial \eta}" in text
