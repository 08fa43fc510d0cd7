"""Recurrences with steps in subscripts: every line of the documents is right, and a planted slip is wrong."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = displays(
    r"z_l = W_l a_{l-1} + b_l", r"a_l = f(z_l)", r"C = \frac12 \|a_L - y\|^2",
    r"\delta_L = (a_L - y) \odot f'(z_L)",
    r"\delta_l = (W_{l+1}^T \delta_{l+1}) \odot f'(z_l)",
    r"\frac{\partial C}{\partial W_l} = \delta_l a_{l-1}^T",
    r"\frac{\partial C}{\partial b_l} = \delta_l",
)  # fmt: skip

RECURRENT = displays(
    r"h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b_h)",
    r"z_t = W_{hy} h_t + b_y",
    r"L_t = \frac12 \|z_t - y_t\|^2",
    r"L = \sum_{t=1}^{T} L_t",
    r"\frac{\partial L}{\partial W_{hy}} = \sum_{t=1}^T (z_t - y_t) h_t^\top",
    r"\frac{\partial L}{\partial h_T} = W_{hy}^\top (z_T - y_T)",
    r"\frac{\partial L}{\partial h_t} = W_{hy}^\top (z_t - y_t)"
    r" + W_{hh}^\top \mathrm{diag}(1 - h_{t+1}^2) \frac{\partial L}{\partial h_{t+1}}",
    r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^T \mathrm{diag}(1 - h_t^2) \frac{\partial L}{\partial h_t}"
    r" h_{t-1}^\top",
    r"\frac{\partial h_t}{\partial h_{t-1}} = \mathrm{diag}(1 - h_t^2) W_{hh}",
    r"\frac{\partial h_t}{\partial h_k} = \prod_{j=k+1}^t \frac{\partial h_j}{\partial h_{j-1}}",
)  # fmt: skip

ELEMENTS = displays(
    r"s_{t,j} = \sum_k W_{jk} h_{t-1,k} + \sum_i U_{ji} x_{t,i}",
    r"h_{t,j} = \tanh(s_{t,j})",
    r"E = \sum_{t=1}^T \frac12 \sum_j (h_{t,j} - y_{t,j})^2",
    r"\delta_{t,j} = \frac{\partial E}{\partial s_{t,j}}",
    r"\frac{\partial E}{\partial W_{jk}} = \sum_{t=1}^T \delta_{t,j} h_{t-1,k}",
    r"\delta_{t,j} = (1 - h_{t,j}^2) \left( h_{t,j} - y_{t,j} + \sum_k W_{kj} \delta_{t+1,k} \right)",
)  # fmt: skip

GATES = displays(
    r"f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f)",
    r"i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i)",
    r"c_t = f_t \odot c_{t-1} + i_t \odot \tanh(W_c x_t + U_c h_{t-1} + b_c)",
    r"h_t = \tanh(c_t)",
    r"\frac{\partial c_t}{\partial c_{t-1}} = \mathrm{diag}(f_t)",
    r"\frac{\partial L}{\partial f_t} = \frac{\partial L}{\partial c_t} \odot c_{t-1}",
)  # fmt: skip

BRACKETS = displays(
    r"a^{(t)} = b + W h^{(t-1)} + U x^{(t)}", r"h^{(t)} = \tanh(a^{(t)})", r"o^{(t)} = c + V h^{(t)}",
    r"L = \sum_t L^{(t)}",
    r"\nabla_{h^{(t)}} L = V^\top \nabla_{o^{(t)}} L + W^\top \mathrm{diag}(1 - (h^{(t+1)})^2) \nabla_{h^{(t+1)}} L",
    r"\nabla_{V} L = \sum_t (\nabla_{o^{(t)}} L) h^{(t)\top}",
)  # fmt: skip

ANGLES = displays(
    r"a^{\langle t \rangle} = \tanh(W_{aa} a^{\langle t-1 \rangle} + W_{ax} x^{\langle t \rangle} + b_a)",
    r"z^{<t>} = W_{ya} a^{<t>} + b_y",
    r"L = \sum_{t=1}^{T_x} L^{<t>}",
    r"\frac{\partial L}{\partial b_y} = \sum_{t} \frac{\partial L}{\partial z^{<t>}}",
    r"\frac{\partial L}{\partial W_{ya}} = \sum_{t} \frac{\partial L}{\partial z^{<t>}} a^{<t>T}",
)


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        (NETWORK, displays(
            r"\delta_l = (W_{l+1} \delta_{l+1}) \odot f'(z_l)",
            r"\delta_l = (W_{l+1}^T \delta_{l+1}) \odot f'(z_{l+1})",
            r"\frac{\partial C}{\partial W_l} = \delta_l a_l^T",
        )),
        (RECURRENT, displays(
            r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^T \mathrm{diag}(1 - h_t^2)"
            r" \frac{\partial L}{\partial h_t} h_t^\top",
            r"\frac{\partial L}{\partial h_t} = W_{hy}^\top (z_t - y_t)"
            r" + W_{hh}^\top \mathrm{diag}(1 - h_t^2) \frac{\partial L}{\partial h_{t+1}}",
            r"\frac{\partial L}{\partial h_t} = W_{hy}^\top (z_t - y_t)",
            r"\frac{\partial L}{\partial W_{hy}} = (z_t - y_t) h_t^\top",
            r"\frac{\partial h_t}{\partial h_{t-1}} = \mathrm{diag}(1 - h_{t-1}^2) W_{hh}",
            r"\frac{\partial h_t}{\partial h_k} = \prod_{j=k}^t \frac{\partial h_j}{\partial h_{j-1}}",
        )),
        (ELEMENTS, displays(
            r"\frac{\partial E}{\partial W_{jk}} = \sum_{t=1}^T \delta_{t,j} h_{t,k}",
            r"\frac{\partial E}{\partial W_{jk}} = \delta_{t,j} h_{t-1,k}",
            r"\delta_{t,j} = (1 - h_{t,j}^2) \left( h_{t,j} - y_{t,j} + \sum_k W_{jk} \delta_{t+1,k} \right)",
        )),
        (GATES, displays(
            r"\frac{\partial c_t}{\partial c_{t-1}} = \mathrm{diag}(i_t)",
            r"\frac{\partial L}{\partial i_t} = \frac{\partial L}{\partial c_t} \odot c_{t-1}",
        )),
        (BRACKETS, displays(r"\nabla_{V} L = \sum_t (\nabla_{o^{(t)}} L) h^{(t-1)\top}")),
        (ANGLES, displays(
            r"\frac{\partial L}{\partial W_{ya}} = \sum_{t} \frac{\partial L}{\partial z^{<t>}} a^{<t-1>T}",
            r"\frac{\partial L}{\partial b_y} = \frac{\partial L}{\partial z^{<t>}}",
        )),
    ],
)  # fmt: skip
def test_recurrences_are_proved_and_slips_in_them_refuted(text: str, slips: str) -> None:
    """Every line of a recurrence is proved; behind it a step too early or too late, a missing sum over the steps, a
    missing transpose are all found."""
    found = verdicts(f"{text}\n\n{slips}")
    right = text.count("$$") // 2
    assert set(found[:right]) == {"right"}
    assert set(found[right:]) == {"wrong"}


def test_a_chain_means_one_step_throughout() -> None:
    """Each member of a chain is compared with its head at the same step."""
    chain = (
        r"\begin{aligned} \frac{\partial L}{\partial h_t} &= \frac{\partial L_t}{\partial h_t}"
        r" + \frac{\partial L}{\partial h_{t+1}} \frac{\partial h_{t+1}}{\partial h_t} \\ &= "
    )
    end = r"W_{hh}^\top \mathrm{diag}(1 - h_{t+1}^2) \frac{\partial L}{\partial h_{t+1}} \end{aligned}"
    right = judged(f"{RECURRENT}\n\n$${chain} W_{{hy}}^\\top (z_t - y_t) + {end}$$")
    assert [each.verdict.value for each in right[-2:]] == ["right", "right"]
    wrong = judged(f"{RECURRENT}\n\n$${chain} W_{{hy}}^\\top (z_{{t+1}} - y_{{t+1}}) + {end}$$")
    assert [each.verdict.value for each in wrong[-2:]] == ["right", "wrong"]


def test_an_offset_that_numbers_no_step_is_not_read() -> None:
    """In a difference no step rests on the one before: the index stays one, and the line unread."""
    text = displays(
        r"y_i = \sum_k w_k x_{i+k}", r"d_i = x_i - x_{i-1}", r"E = \sum_i d_i^2",
        r"\frac{\partial E}{\partial x_i} = 2 d_i - 2 d_{i+1}",
    )  # fmt: skip
    assert [verdicts(text)[at] for at in (0, 1, 3)] == ["right", "unchecked", "unchecked"]


def test_how_many_steps_there_are_is_not_guessed() -> None:
    """A line for two steps in a document that does not say how many there are may be right; it is not refuted."""
    assert judged(f"{RECURRENT}\n\n{displays(r'L = L_1 + L_2')}")[-1].verdict.value == "unchecked"


def test_updates_with_a_step_are_updates() -> None:
    """``w_{t+1} = w_t - ...`` is gradient descent, whatever it descends."""
    start = displays(r"E = \frac12 (w x - y)^2", r"\frac{\partial E}{\partial w} = (w x - y) x")
    down, up = (rf"w_{{t+1}} = w_t {sign} \eta \frac{{\partial E}}{{\partial w_t}}" for sign in "-+")
    assert verdicts(f"{start}\n\n{displays(down)}")[-1] == "right"
    assert verdicts(f"{start}\n\n{displays(up)}")[-1] == "wrong"


def test_a_name_with_and_without_its_step_is_not_confused() -> None:
    """Where a letter that is no step stands in the place of one, the line is not read."""
    text = displays(r"h_t = \tanh(W h_{t-1} + U x_t)", r"L = \sum_t L_t", r"L_t = \sum_i h_i")
    assert verdicts(text)[-1] == "unchecked"


def test_a_name_without_a_step_that_quantities_of_one_define_refutes_nothing() -> None:
    cell = (
        r"r_t = \sigma(R x_t + V h_{t-1})",
        r"c_t = \tanh(W x_t + U (r_t \odot h_{t-1}))",
        r"h_t = h_{t-1} + c_t",
        r"d = \frac{\partial L}{\partial c_t} \odot (1 - c_t^2)",
        r"\frac{\partial L}{\partial r_t} = (U^T d) \odot h_{t-1}",
    )
    assert verdicts(displays(*cell)) == ["right"] * 3 + ["unchecked"] * 2
    stepped = [each.replace("d =", "d_t =").replace("U^T d", "U^T d_t") for each in cell]
    assert "wrong" not in verdicts(displays(*stepped))


def test_one_of_the_vectors_that_a_sum_runs_over_is_no_weight_of_a_recurrence() -> None:
    network = r"h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b_h)"
    softmax = r"p(o|c) = \frac{\exp(u_o^T v_c)}{\sum_{w \in V} \exp(u_w^T v_c)}"
    slopes = (
        r"\frac{\partial J}{\partial u_o} = (p(o|c) - 1) v_c",
        r"\frac{\partial J}{\partial u_o} = (p(o|c) + 1) v_c",
    )
    assert verdicts(displays(network, softmax, r"J = -\log p(o|c)", *slopes))[-2:] == ["right", "wrong"]
