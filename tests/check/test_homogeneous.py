"""A line of nothing but derivatives is wrong where its sides scale differently, whatever its shapes are."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYERS = (r"z_1 = w_1 x + b_1", r"a_1 = f(z_1)", r"z_2 = w_2 a_1 + b_2")


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


CHAIN = f"{d('C', 'w_2')} = {d('C', 'a_2')} {d('a_2', 'z_2')} {d('z_2', 'w_2')}"
LOSS = f"{CHAIN} = {d('C', 'z_2')} {d('z_2', 'w_2')}"
MORE = f"{d('C', 'x')} = {d('C', 'z_2')} {d('z_2', 'x')}"
CUT = f"{d('C', 'z_2')} = {d('a_2', 'z_2')}"
OTHER = f"{d('C', 'w_2')} = {d('C', 'z_2')} {d('z_2', 'x')}"


def test_a_chain_rule_without_the_loss_is_wrong_where_another_line_has_its_slope_as_a_factor() -> None:
    assert verdicts(displays(LOSS, MORE, CUT))[-1] == "wrong"
    found = judged(displays(LOSS, MORE, CUT))[-1]
    assert found.counterexample is not None
    assert (found.counterexample.written, found.counterexample.true) == (1.0, 2.0)
    assert "with C times 2, the left one is 2 times what it was, and the right one 1 times" in found.reason
    assert verdicts(displays(CUT))[-1] == "unchecked"
    assert verdicts(displays(CHAIN, CUT))[-1] == "unchecked"


@pytest.mark.parametrize(
    "words",
    ["The loss is the sum of the outputs.", "The derivative of the cost by the output is one.", "We seed it here."],
)
def test_words_may_take_the_slope_of_a_loss_for_one(words: str) -> None:
    assert verdicts(f"{words}\n\n{displays(LOSS, MORE, CUT)}")[-1] == "unchecked"


def test_a_line_may_take_the_slope_of_a_loss_for_one() -> None:
    assert verdicts(displays(LOSS, MORE, f"{d('C', 'a_2')} = 1", CUT))[-1] != "wrong"


def test_a_derivative_by_what_is_of_another_layer_is_wrong() -> None:
    right = f"{d('C', 'w_2')} = {d('C', 'z_2')} {d('z_2', 'w_2')}"
    assert verdicts(displays(*LAYERS, right))[-1] == "right"
    assert verdicts(displays(*LAYERS, OTHER))[-1] == "wrong"


def test_one_term_of_a_sum_of_chain_rules_that_links_two_quantities_is_wrong() -> None:
    model = (r"q = x U", r"k = x V", r"s = q k^T")

    def through(of: str) -> str:
        return f"{d('L', 'x')} = {d('L', 'q')} {d('q', 'x')} + {d('L', 'k')} {d(of, 'x')}"

    shapes = r"Let $x \in \mathbb{R}^{n \times d}$, $U \in \mathbb{R}^{d \times p}$, $V \in \mathbb{R}^{d \times p}$."
    assert verdicts(f"{shapes}\n\n{displays(*model, through('k'))}")[-1] in {"right", "right-if"}
    assert verdicts(f"{shapes}\n\n{displays(*model, through('q'))}")[-1] == "wrong"


@pytest.mark.parametrize(
    "line",
    [
        f"{d('C', 'w_2')} = {d('C', 'o')} {d('z_2', 'w_2')}",
        f"{d('C', 'b_1')} = {d('C', 'z_1')}",
        f"{d('C', 'h_0')} = {d('C', 'z_1')} {d('z_1', 'x')}",
        f"{d('E', 'w_2')} = {d('C', 'z_2')} {d('z_2', 'w_2')}",
    ],
    ids=["another name of the output", "one unit", "another name of the input", "another loss"],
)
def test_what_may_be_another_name_is_not_refuted(line: str) -> None:
    assert verdicts(displays(*LAYERS, r"p = e^o", line))[-1] != "wrong"


def test_a_link_to_what_a_quantity_does_not_depend_on_is_no_link() -> None:
    network = (r"z = w x", r"a = f(z)", r"E = g(a, t)")

    def rule(middle: str) -> str:
        return f"{d('E', 'w')} = {d('E', 'a')} {d('a', middle)} {d('z', 'w')}"

    assert verdicts(displays(*network, rule("z")))[-1] == "right-if"
    found = judged(displays(*network, rule("t")))[-1]
    assert found.verdict.value == "wrong"
    assert verdicts(displays(*network, rule("q")))[-1] != "wrong"


def test_one_parameter_does_not_depend_on_another_one() -> None:
    chain = rf"{d('z_i', 'w_{ij}')} = \frac{{\partial}}{{\partial w_{{ij}}}} ({{}}) = x_j"
    whole, cut = chain.replace("{}", r"\sum_j w_{ij} x_j + b_i"), chain.replace("{}", "b_i")
    page = (r"z_i = \sum_j w_{ij} x_j + b_i", f"{d('z_i', 'b_i')} = 1")
    assert verdicts(displays(*page, whole))[-2:] == ["right", "right"]
    assert verdicts(displays(*page, cut))[-2] == "wrong"


def test_a_part_that_is_added_has_the_slope_one() -> None:
    sums = (
        f"{d('L', 'g')} = {d('L', 'y')} {d('y', 'g')}",
        f"{d('L', 'v')} = {d('L', 'y')} {d('y', 'g')} {d('g', 'v')}",
        f"{d('L', 'u')} = {d('L', 'y')} {d('y', 'h')} {d('h', 'u')}",
    )
    assert verdicts(displays(*sums, f"{d('y', 'w')} = {d('g', 'w')}"))[-1] != "wrong"
    totals = (
        f"{d('E', 'g')} = {d('E', 'E_1')} {d('E_1', 'g')}",
        f"{d('E', 'v')} = {d('E', 'E_1')} {d('E_1', 'v')}",
        f"{d('E', 'u')} = {d('E', 'E_2')} {d('E_2', 'u')}",
    )
    assert verdicts(displays(*totals, f"{d('E', 'w')} = {d('E_1', 'w')}"))[-1] != "wrong"
