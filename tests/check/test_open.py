"""Quantities that a document leaves open: chain rules are proved for every function, values for none."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

CHAIN = (
    r"\frac{\partial f}{\partial w} = \frac{\partial f}{\partial a}\frac{\partial a}{\partial z}"
    r"\frac{\partial z}{\partial w}"
)
NETWORK = (r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j", r"a^l_j = \sigma(z^l_j)")


def test_a_chain_rule_of_names_that_nothing_defines_is_right() -> None:
    assert verdicts(displays(CHAIN)) == ["right"]


def test_a_chain_with_a_missing_link_is_not_proved() -> None:
    short = r"\frac{\partial f}{\partial w} = \frac{\partial f}{\partial a}\frac{\partial z}{\partial w}"
    assert verdicts(displays(CHAIN, short)) == ["right", "unchecked"]


def test_a_chain_with_a_link_too_many_is_not_proved() -> None:
    long = CHAIN + r"\frac{\partial z}{\partial w}"
    assert verdicts(displays(CHAIN, long)) == ["right", "unchecked"]


def test_a_path_that_another_line_shows_is_not_forgotten() -> None:
    both = (
        r"\frac{\partial f}{\partial w} = \frac{\partial f}{\partial p}\frac{\partial p}{\partial w}"
        r" + \frac{\partial f}{\partial q}\frac{\partial q}{\partial w}"
    )
    one = r"\frac{\partial f}{\partial w} = \frac{\partial f}{\partial p}\frac{\partial p}{\partial w}"
    assert verdicts(displays(both, one)) == ["right", "unchecked"]


def test_the_value_of_an_open_derivative_is_not_judged() -> None:
    assert verdicts(displays(CHAIN, r"\frac{\partial z}{\partial w} = 3"))[-1] == "unchecked"


def test_an_open_function_of_many_units_needs_the_sum() -> None:
    summed = r"\frac{\partial f}{\partial z} = \sum_i \frac{\partial f}{\partial y_i}\frac{\partial y_i}{\partial z}"
    left_out = r"\frac{\partial f}{\partial z} = \frac{\partial f}{\partial y_i}\frac{\partial y_i}{\partial z}"
    assert verdicts(displays(summed, left_out)) == ["right", "unchecked"]


def test_what_is_defined_is_judged_by_its_definition() -> None:
    defined = r"z = 3 w"
    wrong = r"\frac{\partial f}{\partial w} = 2 \frac{\partial f}{\partial z}"
    right = r"\frac{\partial f}{\partial w} = 3 \frac{\partial f}{\partial z}"
    assert verdicts(displays(defined, right, wrong))[:2] == ["right", "right"]
    assert verdicts(displays(defined, right, wrong))[2] != "right"


def test_definitions_of_the_last_layer_serve_the_others() -> None:
    text = displays(
        r"z^L_j = \sum_k w^L_{jk} a^{L-1}_k + b^L_j",
        r"a^L_j = \sigma(z^L_j)",
        r"C = \frac12 \sum_j (a^L_j - y_j)^2",
        r"\frac{\partial C}{\partial b^l_j} = \frac{\partial C}{\partial z^l_j}",
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \frac{\partial C}{\partial z^l_j}",
    )
    assert verdicts(text) == ["right"] * 5


def test_definitions_of_the_last_layer_do_not_excuse_a_slip_in_the_others() -> None:
    text = displays(
        r"z^L_j = \sum_k w^L_{jk} a^{L-1}_k + b^L_j",
        r"a^L_j = \sigma(z^L_j)",
        r"C = \frac12 \sum_j (a^L_j - y_j)^2",
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l}_k \frac{\partial C}{\partial z^l_j}",
    )
    assert verdicts(text)[-1] not in {"right", "right-if"}


def test_of_definitions_that_disagree_the_one_that_most_agree_with_holds() -> None:
    errors = (
        r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
        r"\delta^l_j = \frac{\partial C}{\partial a^l_j} \sigma'(z^l_j)",
        r"\delta^l_j = \frac{\partial C}{\partial a^l_j}",
        r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
    )
    parts = [f"# Part {at}\n\n{displays(each)}" for at, each in enumerate(errors)]
    text = "\n\n".join([displays(*NETWORK), *parts])
    assert verdicts(text) == ["right", "right", "right", "right", "wrong", "right"]


def test_a_line_rests_on_the_definition_before_it_even_where_that_is_not_read() -> None:
    text = displays(
        r"C = (y - a)^2",
        r"\frac{\partial C}{\partial a} = -2(y - a)",
        r"C = y \heartsuit a",
        r"\frac{\partial C}{\partial a} = -\frac{y}{a}",
    )
    found = judged(text)
    assert [each.verdict.value for each in found] == ["right", "right", "unchecked", "unchecked"]
    assert "C is not read" in found[-1].reason


def test_an_error_in_a_definition_that_nothing_determines_refutes_nothing() -> None:
    text = displays(
        r"C = (y - a)^2",
        r"\delta = \frac{\partial C}{\partial z}",
        r"\delta = \frac{\partial C}{\partial a} \sigma'(z)",
    )
    assert verdicts(text)[-1] == "unchecked"


def test_an_expression_alone_is_no_value_of_a_name_that_was_defined_before() -> None:
    text = displays(r"a_j = \sigma(z_j)", r"C = \sum_j (a_j - y_j)^2") + "\n\nthe term\n\n$$2 (a_j - y_j)$$\n\nis small"
    assert verdicts(text)[-1] != "wrong"


def test_an_expression_alone_goes_on_with_a_derivative() -> None:
    text = displays(r"C = \sum_j (a_j - y_j)^2", r"\frac{\partial C}{\partial a_j}", r"3 (a_j - y_j)")
    assert verdicts(text)[-1] == "wrong"


INCOMING = (r"O_i = \sum_j P_{ij} V_j", r"G_i = \frac{\partial L}{\partial O_i}")


def test_a_letter_of_its_own_for_the_gradient_of_the_loss_is_what_it_says() -> None:
    found = verdicts(
        displays(
            *INCOMING,
            r"\frac{\partial L}{\partial V_j} = \sum_i P_{ij} G_i",
            r"\frac{\partial L}{\partial V_j} = \sum_i P_{ji} G_i",
            r"\frac{\partial L}{\partial V_j} = \sum_i P_{ij} G_i^2",
        )
    )
    assert found[:3] == ["right"] * 3
    assert found[-1] == "wrong"
    assert "right" not in found[3:]


def test_a_letter_that_stood_before_is_no_name_for_a_gradient() -> None:
    document = displays(r"L = \sum_i (O_i - y_i)^2", r"y_i = \frac{\partial L}{\partial O_i}")
    assert verdicts(document)[-1] == "wrong"


def test_a_gradient_with_its_variable_as_a_label_defines_nothing() -> None:
    text = displays(
        r"y = \sum_k v_k z_k",
        r"z_j = \sigma(\sum_k w_{kj} x_k)",
        r"w = \frac{\partial L}{\partial y} \frac{\partial y}{\partial z_j}",
        r"\frac{\partial L}{\partial w_{kj}} = \frac{\partial L}{\partial y} v_j z_j (1 - z_j) x_k",
    )
    found = verdicts(text)
    assert (found[0], found[1], found[3]) == ("right", "right", "right")
    assert found[2] not in {"right", "right-if"}


SLOPE = r"\frac{\partial out_{o1}}{\partial net_{o1}} = "


@pytest.mark.parametrize("side", [r"out_{o1} (1 - out_{o1})", r"1 - out_{o1}^2"])
def test_the_slope_of_an_open_quantity_by_its_value_says_what_it_is(side: str) -> None:
    assert verdicts(displays(SLOPE + side)) == ["unchecked"]


def test_the_slope_of_what_a_line_defines_is_refuted_by_its_value() -> None:
    defined = r"out_{o1} = \frac{1}{1 + e^{-net_{o1}}}"
    right, slip = SLOPE + r"out_{o1} (1 - out_{o1})", SLOPE + r"out_{o1} (1 + out_{o1})"
    assert verdicts(displays(defined, right, slip))[1:] == ["right", "wrong"]


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_a_line_that_is_not_read_leaves_open_what_passes_through_its_name_wherever_it_stands(order: slice) -> None:
    unread = r"u_j = \sum_i W_{ji} x_i + \Delta_j"
    claim = r"\frac{\partial L}{\partial W_{ji}} = \frac{\partial L}{\partial u_j} x_i + (r_i - x_i) h_j"
    model = (r"h_j = \sigma(u_j)", r"r_i = \sum_j W_{ji} h_j + c_i", r"L = \frac12 \sum_i (r_i - x_i)^2")
    lines = [unread, claim][order]
    found = verdicts(displays(*lines, *model))
    assert found[lines.index(claim)] == "unchecked"
    read = [each.replace(r"\Delta_j", "b_j") for each in lines]
    assert verdicts(displays(*read, *model))[lines.index(claim)] == "right"
    assert verdicts(displays(*read, *model).replace("+ (r", "- (r"))[lines.index(claim)] == "wrong"
