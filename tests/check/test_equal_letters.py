"""A line that says one letter to be another one defines it, unless it counts, is a case, or is said elsewhere."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNIT = (r"z = w x + b", r"y = z", r"L = (y - t)^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial w} = 2 (y - t) x", "right"),
        (r"\frac{\partial L}{\partial w} = 2 (y - t)", "wrong"),
        (r"\frac{\partial y}{\partial z} = 1", "right"),
        (r"\frac{\partial L}{\partial z} = 2 (z - t)", "right"),
        (r"\frac{\partial L}{\partial z} = 2 (z + t)", "wrong"),
    ],
)
def test_the_output_of_a_linear_unit_is_its_input(claim: str, verdict: str) -> None:
    assert verdicts(displays(*UNIT, claim)) == ["right"] * 3 + [verdict]


def test_whole_layers_are_defined_so_too() -> None:
    layer = (r"z = W x", r"y = z", r"L = \|y - t\|^2")
    assert verdicts(displays(*layer, r"\frac{\partial L}{\partial W} = 2 (y - t) x^T")) == ["right"] * 4
    assert verdicts(displays(*layer, r"\frac{\partial L}{\partial W} = 2 (y + t) x^T"))[-1] == "wrong"


def test_nodes_of_a_graph_are_inputs_by_another_name() -> None:
    graph = "Let $p = x$ and $q = y$, and $f = p q + p$. Then "
    assert verdicts(graph + r"$\frac{\partial f}{\partial x} = y + 1$") == ["right"] * 4
    assert verdicts(graph + r"$\frac{\partial f}{\partial x} = y$")[-1] == "wrong"


def test_weights_of_one_value_are_not_the_same_weight() -> None:
    for network in (r"$y = w v x$", r"$h = w x$, $y = v h$"):
        page = f"Initially $w = v$. {network}, $L = \\frac12 (y - t)^2$. "
        assert "wrong" not in verdicts(page + r"$$\frac{\partial L}{\partial v} = (y - t) w x$$")
        assert verdicts(page + r"$$\frac{\partial L}{\partial v} = 2 (y - t) w x$$")[-1] != "right"


def test_what_another_line_defines_may_stand_beside_its_other_letter() -> None:
    page = r"$z = w x$, $y = z$, $h = z + y$, $L = (y - t)^2$. "
    assert verdicts(page + r"$\frac{\partial L}{\partial w} = 2 (y - t) x$") == ["right"] * 5
    assert verdicts(page + r"$\frac{\partial h}{\partial w} = x$")[-1] == "wrong"


def test_a_case_is_no_definition() -> None:
    output = r"Let $y = \sigma(z)$ and $L = (y - t)^2$. If $t = z$, nothing changes. "
    assert verdicts(output + r"$\frac{\partial L}{\partial z} = 2 (y - t) y (1 - y)$") == ["right"] * 4
    slip = output + r"$\frac{\partial L}{\partial z} = 2 (y - t) (y (1 - y) - 1)$"
    assert verdicts(slip)[-1] == "wrong"


def test_indices_and_names_that_are_defined_elsewhere_stay_claims() -> None:
    assert verdicts(displays(r"L = \sum_i (x_i - t_i)^2", "i = k"))[-1] == "unchecked"
    assert verdicts(displays(r"z = w x", r"y = \sigma(z)", "y = z")) == ["right", "right", "unchecked"]


def test_what_nothing_computes_is_no_second_meaning_of_an_output() -> None:
    unit = (r"z = w x", r"y = \sigma(z)", r"L = -t \log y - (1 - t) \log(1 - y)")
    assert verdicts(displays(*unit, "y = t"))[-1] == "wrong"


@pytest.mark.parametrize("circle", [("a = b", "b = a"), ("a = b", "b = c", "c = a")])
def test_letters_in_a_circle_are_defined_by_nothing(circle: tuple[str, ...]) -> None:
    claim = r"\frac{\partial a}{\partial b} = 1"
    assert verdicts(displays(*circle, claim)) == ["unchecked"] * (len(circle) + 1)


@pytest.mark.parametrize("name", ["o", "a"])
def test_a_letter_that_has_samples_elsewhere_is_defined_so_too(name: str) -> None:
    page = (rf"E = \frac12 \sum_i (t^{{(i)}} - {name}^{{(i)}})^2 \quad {name} = q", r"q = \sigma(w x)")
    slope = (
        rf"\frac{{\partial E}}{{\partial w}} = \sum_i ({name}^{{(i)}} - t^{{(i)}}) q^{{(i)}} (1 - q^{{(i)}}) x^{{(i)}}"
    )
    found = verdicts(displays(*page, slope))
    assert found[:3] == ["right"] * 3
    assert found[3] in {"right", "right-if"}
    assert verdicts(displays(*page, slope.replace("(1 - q^{(i)})", "")))[-1] == "wrong"


@pytest.mark.parametrize(("line", "verdict"), [("(y - t) h", "right"), ("(y - t)", "wrong")])
def test_elements_that_are_given_one_number_are_not_one_name(line: str, verdict: str) -> None:
    lines = (
        r"y = v_1 h + c_2", r"h = \tanh(v_2 x + c_1)", r"L = \frac12 (y - t)^2",
        rf"\frac{{\partial L}}{{\partial v_1}} = {line}", r"\frac{\partial L}{\partial c_2} = y - t",
    )  # fmt: skip
    found = verdicts(displays(*lines, "v_1 = v_2 = 0.5", "c_1 = c_2 = c_3 = 0"))
    assert found[3:5] == [verdict, "right"]


@pytest.mark.parametrize(("result", "verdict"), [("0.7", "right"), ("0.8", "wrong")])
def test_each_of_them_has_the_number(result: str, verdict: str) -> None:
    given = ("x = 1", "w_3 = 0.2", "c_1 = c_2 = c_3 = 0.5")
    found = verdicts(displays("z = w_3 x + c_3", *given, rf"z = 0.2 \cdot 1 + 0.5 = {result}"))
    assert found[-2:] == ["right", verdict]
