"""Lines whose shapes fit in no layout are wrong where proved lines hold each of their names to one shape."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged

LAYER = (
    r"z = W x + b",
    r"p = \mathrm{softmax}(z)",
    r"L = -\sum_k y_k \log p_k",
)
GRADIENTS = (
    r"\frac{\partial L}{\partial z} = p - y",
    r"\frac{\partial L}{\partial b} = p - y",
    r"\frac{\partial L}{\partial W} = (p - y) x^T",
    r"\frac{\partial L}{\partial x} = W^T (p - y)",
)
PAGE = (*LAYER, *GRADIENTS)
SLIPS = (
    r"\frac{\partial L}{\partial x} = W^T (p - y) + b",
    r"\frac{\partial L}{\partial W} = (p - x^T) x^T",
    r"b \leftarrow b - \eta (p - y + x^T)",
    r"\frac{\partial L}{\partial z} = x^T - y",
)
LOOSE = (
    r"\frac{\partial L}{\partial b} = (p - y)^T",
    r"\frac{\partial L}{\partial W} = (p^T - y^T)^T x^T",
    r"b \leftarrow b - \eta (p - y)^T",
    r"\frac{\partial L}{\partial z} = p - y^T",
    r"\frac{\partial L}{\partial x} = (p - y^T)^T W",
)
LAYERS = (r"z = W x", r"h = \sigma(z)", r"o = V h", r"L = \frac12 \|o - y\|^2")
BACK = (
    r"\frac{\partial L}{\partial o} = o - y",
    r"\frac{\partial L}{\partial V} = (o - y) h^T",
    r"\frac{\partial L}{\partial h} = V^T (o - y)",
    r"\delta = \frac{\partial L}{\partial z} = V^T (o - y) \odot \sigma'(z)",
    r"\frac{\partial L}{\partial W} = \delta x^T",
    r"\frac{\partial L}{\partial x} = W^T \delta",
)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_vector_added_to_one_that_proved_lines_make_longer_is_wrong(slip: str) -> None:
    found = judged(displays(*PAGE, slip))
    assert [each.verdict.value for each in found] == ["right"] * len(PAGE) + ["wrong"]


def test_the_message_has_both_extents_and_the_matrix_that_each_is_of() -> None:
    said = judged(displays(*PAGE, SLIPS[0]))[-1]
    assert said.reason == (
        "the shapes of the terms do not fit: x.rows, y.rows; "
        "expected equal extents in some layout, where x.rows = W.columns, y.rows = W.rows"
    )
    assert said.counterexample is not None
    assert said.counterexample.written == "x.rows, y.rows"


@pytest.mark.parametrize("slip", SLIPS[:2])
def test_it_stays_open_where_fewer_lines_hold_its_names(slip: str) -> None:
    assert judged(displays(*LAYER[:2], slip))[-1].verdict.value == "unchecked"


@pytest.mark.parametrize("line", LOOSE)
def test_what_fits_where_a_row_stands_for_a_column_or_is_stretched_is_not_wrong(line: str) -> None:
    assert judged(displays(*PAGE, line))[-1].verdict.value != "wrong"


def test_extents_that_only_proved_claims_settle_refute_a_product() -> None:
    for slip in (r"\frac{\partial L}{\partial x} = W^T (\delta \odot y)", r"W \leftarrow W - x^T \delta"):
        assert judged(displays(*LAYERS, *BACK, slip))[-1].verdict.value == "wrong"


def test_a_sum_of_gradients_may_go_along_a_shortcut_that_no_line_shows() -> None:
    claim = r"\frac{\partial L}{\partial h} = V^T (o - y) + "
    for more, verdict in ((r"\frac{\partial L}{\partial o}", "unchecked"), (r"x", "wrong")):
        assert judged(displays(*LAYERS, *BACK, claim + more))[-1].verdict.value == verdict


def test_a_sum_over_samples_may_be_left_out() -> None:
    batch = (r"Z = W X + c", r"H = \sigma(Z)", r"O = V H", r"L = \frac12 \|O - Y\|_F^2")
    back = (
        r"\frac{\partial L}{\partial O} = O - Y",
        r"\frac{\partial L}{\partial V} = (O - Y) H^T",
        r"\delta = \frac{\partial L}{\partial Z} = V^T (O - Y) \odot \sigma'(Z)",
        r"\frac{\partial L}{\partial W} = \delta X^T",
        r"\frac{\partial L}{\partial X} = W^T \delta",
    )
    for line in (r"c \leftarrow c - \eta \delta", r"c \leftarrow c - \eta \sum \delta"):
        assert judged(displays(*batch, *back, line))[-1].verdict.value != "wrong"
    assert judged(displays(*batch, *back, r"c \leftarrow c - \eta (O - H) X^T"))[-1].verdict.value == "wrong"


def test_a_rate_is_no_vector_that_makes_a_step_fit() -> None:
    step = r"b \leftarrow b - \eta (p - y)"
    assert judged(displays(*PAGE, step))[-1].verdict.value == "right"
    found = judged(displays(*PAGE, step, r"W \leftarrow W - \eta W x^T"))
    assert found[-1].verdict.value == "wrong"
    by_elements = r"b \leftarrow b - \eta \odot (p - y)"
    assert judged(displays(*PAGE, by_elements))[-1].verdict.value != "wrong"


def test_nobody_sums_over_the_units_of_a_layer_without_a_sign() -> None:
    page = (*LAYERS, *BACK)
    assert judged(displays(*page, r"W \leftarrow W - \eta \delta"))[-1].verdict.value == "wrong"


LAYERED = displays(r"z^{(l)} = W^{(l)} a^{(l-1)}", r"a^{(l)} = \sigma(z^{(l)})")
TIED = displays(
    r"a = W x + b",
    r"h = \sigma(a)",
    r"\hat x = W^T h + c",
    r"J = \frac12 \|\hat x - x\|^2",
    r"\frac{\partial J}{\partial c} = \hat x - x",
)


@pytest.mark.parametrize(
    ("side", "verdict"), [(r"W (\hat x - x)", "right"), (r"W^T (\hat x - x)", "wrong"), (r"W^T (x - \hat x)", "wrong")]
)
def test_a_section_with_a_matrix_of_its_own_means_none_of_the_layers_of_another_one(side: str, verdict: str) -> None:
    text = f"# Tied\n\nLet $W \\in \\mathbb{{R}}^{{m \\times d}}$.\n\n{TIED}\n\n"
    text += displays(rf"\frac{{\partial J}}{{\partial h}} = {side}") + f"\n\n# Deep\n\n{LAYERED}"
    assert judged(text)[-3].verdict.value == verdict


@pytest.mark.parametrize("step", ["W^{(l)}", r"(1 - \eta \lambda) W^{(l)}"])
def test_a_step_that_makes_weights_smaller_says_no_less_of_their_shape(step: str) -> None:
    text = LAYERED + displays(
        r"C = \frac12 \|a^{(L)} - y\|^2",
        r"\delta^{(l)} = \frac{\partial C}{\partial z^{(l)}}",
        r"\delta^{(l)} = (W^{(l+1)})^T \delta^{(l+1)} \odot \sigma'(z^{(l)})",
        r"\frac{\partial C}{\partial W^{(l)}} = \delta^{(l)} (a^{(l-1)})^T",
        r"\frac{\partial C}{\partial W^{(l)}} = \delta^{(l)} (a^{(l)})^T",
        rf"W^{{(l)}} \leftarrow {step} - \eta \frac{{\partial C}}{{\partial W^{{(l)}}}}",
    )
    assert [each.verdict.value for each in judged(text)][5:7] == ["right", "wrong"]


UNREAD = r"x = [L_{w_0}, L_{w_1}, ..., L_{w_{m-1}}]"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (r"\frac{\partial L}{\partial V} = (o - y) h^T", "right"),
        (r"\frac{\partial L}{\partial V} = (o - y) o^T", "wrong"),
        (r"\frac{\partial L}{\partial W} = \delta \delta^T", "unchecked"),
    ],
)
def test_an_input_that_is_not_read_may_be_as_long_as_another_axis_of_it_alone(line: str, said: str) -> None:
    assert judged(displays(UNREAD, *LAYERS, *BACK, line))[-1].verdict.value == said
