"""What other lines are proved by is what a section means: a line that it refutes is wrong, though others may doubt."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged

NETWORK = "# The network\n\n" + displays(
    r"z_k = \sum_j w_{kj} x_j", r"\hat y_k = \sigma(z_k)", r"L = -\sum_k y_k \log \hat y_k"
)
RIGHT = (
    r"\frac{\partial L}{\partial \hat y_k} = -\frac{y_k}{\hat y_k}",
    r"\frac{\partial L}{\partial z_k} = -\frac{y_k}{\hat y_k} \frac{\partial \hat y_k}{\partial z_k}",
    r"\frac{\partial L}{\partial w_{kj}} = -y_k (1 - \hat y_k) x_j",
)
SLIPS = (
    r"\frac{\partial L}{\partial w_{kj}} = y_k (1 - \hat y_k) x_j",
    r"\frac{\partial L}{\partial w_{kj}} = -y_k \hat y_k (1 - \hat y_k) x_j",
    r"\frac{\partial L}{\partial z_k} = -y_k (1 - z_k)",
)
LATER = "only a later section defines L, \\hat{y}"


def page(*claims: str) -> str:
    return f"# The gradient\n\n{displays(*claims)}\n\n{NETWORK}"


@pytest.mark.parametrize("slip", SLIPS)
def test_what_contradicts_three_lines_that_a_later_definition_proves_is_wrong(slip: str) -> None:
    found = judged(page(*RIGHT, slip))
    assert [each.verdict.value for each in found[:4]] == ["right", "right", "right", "wrong"]
    shown = found[3].counterexample
    assert shown is not None
    assert shown.written != shown.true


def test_a_name_that_three_lines_hold_for_whatever_it_is_is_not_one() -> None:
    network = (r"f = g(y)", r"y = \gamma h + \beta", r"h = \tanh(u x)")
    right = (
        r"\frac{\partial f}{\partial u} = \frac{\partial f}{\partial h} (1 - h^2) x",
        r"c \frac{\partial f}{\partial u} = c \frac{\partial f}{\partial h} (1 - h^2) x",
        r"c \frac{\partial f}{\partial x} = c \frac{\partial f}{\partial h} (1 - h^2) u",
        r"c \frac{\partial f}{\partial h} = c \gamma \frac{\partial f}{\partial y}",
    )
    slip = r"\frac{\partial f}{\partial x} = c \frac{\partial f}{\partial h} (1 - h^2) u"
    assert judged(displays(*network, *right, slip))[-1].verdict.value == "wrong"
    assert judged(displays(*network, *right[:2], slip))[-1].verdict.value == "unchecked"


def test_a_line_that_needs_what_the_document_differentiates_to_be_zero_or_one_is_wrong() -> None:
    network = (r"z = w x + b", r"L = (z - y)^2", r"\frac{\partial q}{\partial s} = r")
    for slip in (r"\frac{\partial L}{\partial w} = 2 (z - y) x + q", r"\frac{\partial L}{\partial w} = 2 q (z - y) x"):
        assert judged(displays(*network, slip))[-1].verdict.value == "wrong"
        assert judged(displays(*network[:2], slip))[-1].verdict.value == "unchecked"
    open_ = r"\frac{\partial L}{\partial w} = 2 q (z + y) x"
    assert judged(displays(*network, open_))[-1].verdict.value == "unchecked"


@pytest.mark.parametrize("slip", SLIPS[:2])
def test_two_lines_bear_out_nothing(slip: str) -> None:
    found = judged(page(*RIGHT[:2], slip))[2]
    assert (found.verdict.value, found.reason) == ("unchecked", LATER)


def test_where_sums_are_implied_a_letter_of_one_side_is_no_slip() -> None:
    page = r"""# Einstein notation

In Einstein notation, sums over repeated indices are implied.

$$L = -y_i \log p_i$$

$$p_i = \frac{e^{z_i}}{e^{z_m}}$$

$$\frac{\partial L}{\partial z_k} = -y_i \frac{1}{p_i} \frac{\partial p_i}{\partial z_k}$$

$$\frac{\partial L}{\partial z_k} = -y_i \frac{1}{p_i} \frac{\partial}{\partial z_k} \frac{e^{z_i}}{e^{z_m}}$$

$$\frac{\partial L}{\partial z_k} = -y_i \frac{1}{p_i} (p_i \delta_{ik} - p_i p_k)$$

$$\frac{\partial L}{\partial z_k} = -y_k + y_i p_k$$
"""
    assert all(each.verdict.value != "wrong" for each in judged(page))


def test_an_input_that_the_words_call_one_is_no_slip() -> None:
    page = displays(
        r"z = w x + b",
        r"L = (z - y)^2",
        r"\frac{\partial L}{\partial z} = 2 (z - y)",
        r"\frac{\partial L}{\partial w} = 2 (z - y) x",
        r"\frac{\partial L}{\partial x} = 2 (z - y) w",
        r"\frac{\partial z}{\partial u} = b",
        r"\frac{\partial L}{\partial b} = 2 (z - y) u",
    )
    assert judged(page)[-1].verdict.value == "unchecked"


MODEL = displays(r"y = x + F", r"F = \tanh(w x)")
PLAIN = r"\frac{\partial E}{\partial x} = \frac{\partial E}{\partial y} (1 - F^2) w"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Without the shortcut, it would be", "unchecked"),
        ("Had we left the shortcut out, the gradient had been", "unchecked"),
        ("Near zero the gradient is roughly", "unchecked"),
        ("Ohne die Abkürzung wäre es", "unchecked"),
        ("Roughly speaking, that was it. The gradient is", "wrong"),
        ("The gradient of the block is", "wrong"),
    ],
)
def test_what_words_say_of_another_model_or_only_nearly_refutes_nothing(words: str, verdict: str) -> None:
    assert judged(f"{MODEL}\n\n{words}\n\n$${PLAIN}$$\n")[-1].verdict.value == verdict


UNIT = (
    r"h_j = \sigma(\sum_i w_{ij} x_i)",
    r"\frac{\partial h_j}{\partial w_{ij}} = h_j (1 - h_j) x_i",
    r"\frac{\partial h_j}{\partial x_i} = h_j (1 - h_j) w_{ij}",
    r"2 \frac{\partial h_j}{\partial x_i} = 2 h_j (1 - h_j) w_{ij}",
)
INNER = r"\frac{\partial h_j}{\partial w_{ij}} = h_j (1 - h_j) \frac{\partial \sum_i %s}{\partial w_{ij}}"


@pytest.mark.parametrize(("inner", "verdict"), [("w_{ij} x_i", "right"), ("x_i", "wrong"), ("g_i", "unchecked")])
def test_what_stands_beside_a_weight_in_a_definition_does_not_vary_with_it(inner: str, verdict: str) -> None:
    assert judged(displays(*UNIT, INNER % inner))[-1].verdict.value == verdict
    if verdict == "wrong":
        assert judged(displays(*UNIT[:2], INNER % inner))[-1].verdict.value == "unchecked"


IMPLIED = "In Einstein notation repeated indices are summed.\n\n" + displays(
    r"z_i = W_{ij} x_j",
    r"a_i = \sigma(z_i)",
    r"L = \frac12 (a_i - y_i)(a_i - y_i)",
)


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"(a_i - y_i) a_i (1 - a_i) W_{ij}", "right"),
        (r"(a_i - y_i) \frac{\partial a_i}{\partial z_i} W_{ij}", "right"),
        (r"a_i (1 - a_i) W_{ij}", "wrong"),
    ],
)
def test_an_implied_sum_is_tried_before_a_line_is_refuted(side: str, verdict: str) -> None:
    assert judged(f"{IMPLIED}\n\n" + displays(rf"\frac{{\partial L}}{{\partial x_j}} = {side}"))[-1].verdict.value == (
        verdict
    )


CROSS_ENTROPY = r"""In Einstein notation

$$C = -y_i \log p_i$$

and the derivative is

$$\frac{\partial C}{\partial \theta_k} = -\frac{\partial}{\partial \theta_k} y_i \log p_i$$

$$= -\frac{y_i}{p_i} \frac{\partial p_i}{\partial \theta_k}$$

$$= -\frac{y_i}{p_i} \frac{\partial}{\partial \theta_k} \frac{e^{\theta_i}}{e^{\theta_m}}$$

$$= -y_i (\delta_{ik} - p_k)$$

$$= -y_k + y_i p_k$$

"""


@pytest.mark.parametrize(("last", "wrong"), [("= p_k - y_k", False), ("= -y_k", True), ("= -y_m + p_k", True)])
def test_what_continues_a_derivative_is_not_kept_open_by_a_sum_that_it_might_continue(last: str, wrong: bool) -> None:
    found = [each.verdict.value for each in judged(f"{CROSS_ENTROPY}$${last}$$\n")]
    assert "wrong" not in found[:-1]
    assert (found[-1] == "wrong") is wrong


ANY_LOSS = (
    r"o = v h",
    r"h = \phi(w x)",
    r"J = L + s",
    r"L = l(o, y)",
    r"s = \frac{\lambda}{2} (w^2 + v^2)",
    r"\frac{\partial J}{\partial o} = \frac{\partial J}{\partial L} \frac{\partial L}{\partial o}",
    r"\frac{\partial J}{\partial v} = \frac{\partial J}{\partial o} h + \lambda v",
    r"\frac{\partial J}{\partial h} = \frac{\partial J}{\partial o} v",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial J}{\partial L} = 1", "right"),
        (r"\frac{\partial J}{\partial L} = 2", "wrong"),
        (r"\frac{\partial L}{\partial o} = o - y", "unchecked"),
        (r"\frac{\partial J}{\partial v} = (o - y) h + \lambda v", "unchecked"),
    ],
)
def test_a_derivative_that_has_nothing_of_an_open_loss_in_it_is_refuted_whatever_that_is(
    line: str, verdict: str
) -> None:
    assert judged(displays(*ANY_LOSS, line))[-1].verdict.value == verdict


READ_OUT = (
    r"q = \mathrm{attend}(c, \ldots)",
    r"s = \sum_i v_i q_i",
    r"y = \sigma(s)",
    r"E = \frac12 (y - t)^2",
    r"\frac{\partial E}{\partial y} = y - t",
    r"\frac{\partial E}{\partial v_i} = (y - t) y (1 - y) q_i",
    r"\frac{\partial E}{\partial q_i} = (y - t) y (1 - y) v_i",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial E}{\partial s} = (y - t) y (1 - y)", "right"),
        (r"\frac{\partial E}{\partial s} = (y - t) y", "wrong"),
        (r"\sum_i \frac{\partial E}{\partial v_i} = (y - t) y (1 - y)", "unchecked"),
    ],
)
def test_what_is_not_read_explains_only_what_it_stands_in(line: str, verdict: str) -> None:
    """What is attended to may sum to one; the slope of a loss by a score has nothing of it."""
    assert judged(displays(*READ_OUT, line))[-1].verdict.value == verdict


UNITS = (
    r"n_1 = w_1 h_1 + w_2 h_2",
    r"o_1 = \sigma(n_1)",
    r"E = \frac12 (t_1 - o_1)^2 + \frac12 (t_2 - o_2)^2",
    r"\frac{\partial E}{\partial h_1} = \frac{\partial E}{\partial o_1} \frac{\partial o_1}{\partial h_1}"
    r" + \frac{\partial E}{\partial o_2} \frac{\partial o_2}{\partial n_2} \frac{\partial n_2}{\partial h_1}",
    r"\frac{\partial E}{\partial w_1} = \frac{\partial E}{\partial o_1} \frac{\partial o_1}{\partial n_1} h_1",
)
ERROR = (
    r"d_1 = \frac{\partial E}{\partial n_1}"
    r" = \frac{\partial E}{\partial o_1} \frac{\partial o_1}{\partial n_1} = %s o_1 (1 - o_1)"
)
STEPS = (r"\frac{\partial E}{\partial w_1} = d_1 h_1", r"\frac{\partial E}{\partial w_2} = d_1 h_2")


@pytest.mark.parametrize(("factor", "verdict"), [("-(t_1 - o_1)", "right"), ("-", "wrong"), ("-(t_2 - o_2)", "wrong")])
def test_an_error_has_nothing_in_it_of_units_that_its_derivative_has_not(factor: str, verdict: str) -> None:
    found = judged(displays(*UNITS, ERROR % factor, *STEPS))
    assert [each.verdict.value for each in found[5:]] == ["right", "right", verdict, "right", "right"]
