"""A recursion of errors is proved by the layers, whatever the loss is; it is no definition that is right by itself."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LAYERS = (r"z_j^l = \sum_k w_{jk}^l a_k^{l-1} + b_j^l", r"a_j^l = \sigma(z_j^l)")
MATRICES = (r"z^l = W^l a^{l-1} + b^l", r"a^l = \sigma(z^l)")
BACK = r"\delta_j^l = \sum_k w_{kj}^{l+1} \delta_k^{l+1} \sigma'(z_j^l)"
MATRIX_BACK = r"\delta^l = (W^{l+1})^T \delta^{l+1} \odot \sigma'(z^l)"
LAST = r"\delta_j^L = \frac{\partial C}{\partial z_j^L}"


def test_a_recursion_is_right_whatever_the_loss_is() -> None:
    assert verdicts(displays(*LAYERS, BACK))[-1] == "right"
    assert verdicts(displays(*MATRICES, MATRIX_BACK))[-1] == "right"


@pytest.mark.parametrize("lost", [r" \sigma'(z_j^l)", r"'"])
def test_a_recursion_with_a_slip_is_not_right_by_definition(lost: str) -> None:
    assert verdicts(displays(*LAYERS, BACK.replace(lost, "")))[-1] != "right"
    assert verdicts(displays(*LAYERS, LAST, BACK.replace(lost, "")))[-1] == "wrong"


@pytest.mark.parametrize("last", [r"\frac{\partial C}{\partial z^L}", r"\nabla_a C \odot \sigma'(z^L)"])
def test_what_the_last_layer_says_refutes_a_recursion(last: str) -> None:
    given = (*MATRICES, rf"\delta^L = {last}")
    assert verdicts(displays(*given, MATRIX_BACK))[-1] == "right"
    assert verdicts(displays(*given, MATRIX_BACK.replace(r" \odot \sigma'(z^l)", "")))[-1] == "wrong"
    assert verdicts(displays(*given, MATRIX_BACK.replace(r"z^l", "z^{l+1}")))[-1] != "right"


@pytest.mark.parametrize("letter", ["l", "L"])
def test_a_matrix_that_is_not_transposed_makes_no_layers_of_one_width(letter: str) -> None:
    layers = (r"Z^l = W^l A^{l-1} + B^l", r"A^l = \sigma(Z^l)")
    back = r"\delta^l = W^{l+1} \delta^{l+1} \circ \sigma'(Z^l)"
    right = back.replace("W^{l+1}", "(W^{l+1})^T")
    lines = [displays(*layers, each).replace("^l", f"^{letter}").replace("{l", f"{{{letter}") for each in (back, right)]
    assert [verdicts(each)[-1] for each in lines] == ["unchecked", "right"]


def test_errors_by_outputs_hand_back_through_the_slope_of_the_layer_above() -> None:
    back = r"\delta_j^l = \sum_k w_{kj}^{l+1} \delta_k^{l+1} \sigma'(z_k^{l+1})"
    given = (*LAYERS, r"\delta_j^L = \frac{\partial C}{\partial a_j^L}")
    assert verdicts(displays(*given, back))[-1] == "right"
    assert verdicts(displays(*given, back.replace("w_{kj}", "w_{jk}")))[-1] != "right"


def test_gradients_follow_from_errors_that_are_handed_back() -> None:
    cost = (r"C = \frac12 \sum_j (a_j^L - y_j)^2", r"\delta_j^L = (a_j^L - y_j) \sigma'(z_j^L)")
    gradient = r"\frac{\partial C}{\partial w_{jk}^l} = a_k^{l-1} \delta_j^l"
    assert verdicts(displays(*LAYERS, *cost, BACK, gradient))[-1] == "right"
    assert verdicts(displays(*LAYERS, *cost, BACK, gradient.replace("a_k^{l-1}", "a_k^l")))[-1] != "right"


def test_a_recursion_without_layers_says_what_the_errors_are() -> None:
    assert verdicts(displays(MATRIX_BACK))[-1] == "right"


def test_a_matrix_by_a_matrix_element_by_element_refutes_nothing() -> None:
    lines = (r"Z^l = W^l X + B^l", r"A^l = \sigma(Z^l)", r"Z^l = W^l A^{l-1} + B^l")
    back = r"\delta^l = W^{l+1} \delta^{l+1} \circ \sigma'(Z^l)"
    slope = r"\frac{\partial Z^l}{\partial W^l} = A^{l-1}"
    assert verdicts(displays(*lines, slope, back))[-2] == "unchecked"


def test_errors_of_time_steps_go_back_through_the_recurrence() -> None:
    given = (r"h_t = \tanh(W h_{t-1} + U x_t)", r"\delta_T = \frac{\partial L}{\partial h_T}")
    back = r"\delta_t = W^T ((1 - h_{t+1}^2) \odot \delta_{t+1})"
    assert verdicts(displays(*given, back))[-1] == "right"
    assert verdicts(displays(*given, r"\delta_t = W^T \delta_{t+1}"))[-1] == "wrong"


def test_the_loss_of_a_step_is_its_own() -> None:
    steps = (r"h_t = \tanh(W h_{t-1} + U x_t)", r"o_t = V h_t", r"\epsilon_t = o_t - y_t")
    back = r"\delta_t = V^T \epsilon_t + W^T ((1 - h_{t+1}^2) \odot \delta_{t+1})"
    assert verdicts(displays(*steps, back))[-1] == "right"
    assert verdicts(displays(*steps, back.replace("_{t+1}^2", "_t^2")))[-1] != "right"


NUMBERED = {
    "(2)": (r"z^{(1)} = \Theta^{(1)} x", r"a^{(1)} = g(z^{(1)})", r"z^{(2)} = \Theta^{(2)} a^{(1)}"),
    "_2": (r"z_1 = W_1 x + b_1", r"a_1 = \sigma(z_1)", r"z_2 = W_2 a_1 + b_2", r"a_2 = \sigma(z_2)"),
}
BACK_BY_NUMBER = {
    "(2)": (r"\delta^{(2)} = z^{(2)} - y", r"\delta^{(1)} = (\Theta^{(2)})^T \delta^{(2)}", r" \odot g'(z^{(1)})"),
    "_2": (r"\delta_2 = (a_2 - y) \odot \sigma'(z_2)", r"\delta_1 = W_2^T \delta_2", r" \odot \sigma'(z_1)"),
}


@pytest.mark.parametrize("spelling", NUMBERED)
def test_layers_with_numbers_hand_back_in_the_same_way(spelling: str) -> None:
    last, back, slope = BACK_BY_NUMBER[spelling]
    assert verdicts(displays(*NUMBERED[spelling], last, back + slope))[-1] == "right"
    assert verdicts(displays(*NUMBERED[spelling], last, back))[-1] == "unchecked"


STEPS = (
    r"z_j = \sum_i w_{ij} x_i", r"h_j = \tanh(z_j)", r"u_k = \sum_j v_{jk} h_j", r"g_k = \tanh(u_k)",
    r"L = \frac12 \sum_k (g_k - y_k)^2 + \frac12 \sum_j (h_j - t_j)^2",
    r"\delta^{(2)}_k = (g_k - y_k)(1 - g_k^2)",
)  # fmt: skip
OWN = r"\delta^{(1)}_j = (\sum_k v_{jk} \delta^{(2)}_k + h_j - t_j)(1 - h_j^2)"
GRADIENT = r"\frac{\partial L}{\partial w_{ij}} = x_i \delta^{(1)}_j"


def test_a_layer_with_a_loss_of_its_own_adds_that_before_the_slope() -> None:
    assert verdicts(displays(*STEPS, OWN, GRADIENT))[-2:] == ["right", "right"]


@pytest.mark.parametrize("slip", [(" + h_j - t_j", ""), ("h_j - t_j", "h_j + t_j"), ("v_{jk} ", "")])
def test_a_slip_in_such_an_error_is_not_right_where_it_is_used(slip: tuple[str, str]) -> None:
    found = verdicts(displays(*STEPS, OWN.replace(*slip), GRADIENT))
    assert found[-1] == "wrong"


NETWORK = (
    r"z^{(1)} = W^{(1)} x + b^{(1)}", r"a^{(1)} = \sigma(z^{(1)})", r"z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}",
    r"a^{(2)} = \sigma(z^{(2)})", r"L = \frac12 \|a^{(2)} - y\|^2",
    r"\delta^{(2)} = (a^{(2)} - y) \odot a^{(2)} \odot (1 - a^{(2)})",
)  # fmt: skip
HIDDEN = r"\delta^{(1)} = (W^{(2)})^T \delta^{(2)} \odot a^{(1)} \odot (1 - a^{(1)})"
BY_WEIGHTS = r"\frac{\partial L}{\partial W^{(1)}} = \delta^{(1)} x^T"


@pytest.mark.parametrize("slip", [(r"\odot a^{(1)} \odot (1", r"\odot (1"), ("1 - a", "1 + a"), ("= ", "= 2 ")])
def test_an_error_that_strays_from_what_that_of_the_last_layer_is_proved_to_be_is_wrong(slip: tuple[str, str]) -> None:
    assert verdicts(displays(*NETWORK, HIDDEN, BY_WEIGHTS))[-3:] == ["right"] * 3
    assert verdicts(displays(*NETWORK, HIDDEN.replace(*slip), BY_WEIGHTS))[-3:] == ["right", "wrong", "right"]


def test_an_error_that_is_used_as_it_is_written_may_be_the_authors_own() -> None:
    turned = [each.replace("= ", "= -") for each in (HIDDEN, BY_WEIGHTS)]
    assert "wrong" not in verdicts(displays(*NETWORK, *turned))
    by_output = HIDDEN.removesuffix(r" \odot a^{(1)} \odot (1 - a^{(1)})")
    assert "wrong" not in verdicts(displays(*NETWORK, by_output, BY_WEIGHTS))


TWO_LOSSES = (
    r"z_1 = w h_0 + u x_1", r"h_1 = \tanh(z_1)", r"z_2 = w h_1 + u x_2", r"h_2 = \tanh(z_2)",
    r"L = \frac12 (h_1 - y_1)^2 + \frac12 (h_2 - y_2)^2", r"\delta_2 = (h_2 - y_2) (1 - h_2^2)",
)  # fmt: skip


@pytest.mark.parametrize(("first", "verdict"), [(" + h_1 - y_1", "right"), ("", "wrong"), (" + h_1 + y_1", "wrong")])
def test_an_error_has_its_own_part_where_the_loss_does_not_pass_the_layer_above(first: str, verdict: str) -> None:
    uses = (r"\frac{\partial L}{\partial u} = \delta_1 x_1 + \delta_2 x_2",)
    error = rf"\delta_1 = (w \delta_2{first}) (1 - h_1^2)"
    assert verdicts(displays(*TWO_LOSSES, error, *uses))[-2:] == [verdict, "right"]


def test_an_error_without_the_weights_above_it_is_not_right_by_definition() -> None:
    square = r"$W^{(2)} \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$, $y \in \mathbb{R}^n$" + "\n\n"
    lost = HIDDEN.replace(r"(W^{(2)})^T \delta", r"\delta")
    assert verdicts(square + displays(*NETWORK, lost))[-1] != "right"


def test_a_section_without_layers_defines_no_error_that_goes_back_through_them() -> None:
    """Whether the weights lack a transpose depends on the layers of the whole document."""
    back = r"\delta^L = W^{L+1} \delta^{L+1} \circ \sigma'(Z^L)"
    step = r"B^L(t+1) = B^L(t) - \eta \delta^L"
    text = "\n\n".join(("# Forward", displays(r"A^L = \sigma(Z^L)"), "# Backward", displays(back, step)))
    assert verdicts(text)[1] == "unchecked"


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (r"(W^{(l+1)})^T \delta^{(l+1)} \odot a^{(l)} \odot (1 - a^{(l)})", "right"),
        (r"W^{(l+1)} \delta^{(l+1)} \odot a^{(l)} \odot (1 - a^{(l)})", "wrong"),
        (r"(W^{(l)})^T \delta^{(l+1)} \odot a^{(l)} \odot (1 - a^{(l)})", "wrong"),
    ],
)
def test_what_is_defined_by_errors_does_not_say_how_long_they_are(error: str, verdict: str) -> None:
    """``D = \\delta a^T`` stands behind the line that hands the error back."""
    network = r"$z^{(l)} = W^{(l)} a^{(l-1)}$, $a^{(l)} = \sigma(z^{(l)})$, $E = \frac12 \|a^{(L)} - y\|^2$."
    last = r"\delta^{(L)} = (a^{(L)} - y) \odot a^{(L)} \odot (1 - a^{(L)})"
    lines = (last, r"\delta^{(l)} = " + error, r"D^{(l)} = \delta^{(l)} (a^{(l-1)})^T")
    assert verdicts(f"The sigmoid is $\\sigma$. {network}\n\n{displays(*lines)}")[-2] == verdict
