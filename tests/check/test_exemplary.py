"""Arrays of which a document defines one element, as an example for all of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

ELEMENT = r"s_1 = u_{11} h_1 + u_{12} h_2 + u_{13} h_3"
CLASSES = (r"p_k = \frac{e^{s_k}}{\sum_m e^{s_m}}", r"E = -\sum_k t_k \log p_k")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial s_1}{\partial u_{12}} = h_2", "right"),
        (r"\frac{\partial s_k}{\partial u_{kj}} = h_j", "right"),
        (r"\frac{\partial s_k}{\partial u_{kj}} = h_k", "wrong"),
        (r"\frac{\partial E}{\partial u_{kj}} = (p_k - t_k) h_j", "right"),
        (r"\frac{\partial E}{\partial u_{kj}} = (t_k - p_k) h_j", "wrong"),
        (r"\frac{\partial E}{\partial h_j} = \sum_k (p_k - t_k) u_{kj}", "right"),
        (r"\frac{\partial E}{\partial h_j} = (p_k - t_k) u_{kj}", "wrong"),
    ],
)
def test_one_element_of_an_array_is_an_example_of_all(claim: str, verdict: str) -> None:
    others = displays(r"\frac{\partial s_k}{\partial u_{kj}} = h_j")
    assert verdicts(displays(ELEMENT, *CLASSES) + "\n\n" + others + "\n\n" + displays(claim))[-1] == verdict


def test_what_is_defined_by_examples_is_one() -> None:
    activated = r"v_1 = \tanh(s_1)"
    text = displays(
        ELEMENT,
        activated,
        r"\frac{\partial v_k}{\partial s_k} = 1 - v_k^2",
        r"\frac{\partial v_k}{\partial u_{kj}} = (1 - v_k^2) h_j",
        r"\frac{\partial v_k}{\partial u_{kj}} = (1 - v_k) h_j",
    )
    assert verdicts(text) == ["right", "right", "right", "right", "wrong"]


@pytest.mark.parametrize(
    "definition",
    [
        r"s_1 = u_{11} h_1 + u_{22} h_2 + u_{13} h_3",
        r"s_1 = c_1 h_1 + c_2 h_2 + c_3 h_3",
        r"s_1 = u_{11} h_1 + u_{12} s_2",
    ],
)
def test_a_number_that_is_no_other_ones_place_is_no_example(definition: str) -> None:
    found = verdicts(displays(definition, r"\frac{\partial s_k}{\partial u_{kj}} = h_j"))
    assert found[-1] not in {"right", "right-if"}


def test_a_layer_by_its_number_is_no_element() -> None:
    layers = (r"z_1 = w_1 x + b_1", r"a_1 = \tanh(z_1)", r"z_2 = w_2 a_1 + b_2", r"L = (z_2 - y)^2")
    claim = r"\frac{\partial L}{\partial w_1} = 2 (z_2 - y) w_2 (1 - a_1^2) x"
    assert verdicts(displays(*layers, claim)) == ["right"] * 5


SOFTMAX = displays(
    r"r = e^{g_1} + e^{g_2} + e^{g_3}",
    r"\frac{\partial q_1}{\partial g_1} = \frac{\partial}{\partial g_1} \frac{e^{g_1}}{r} = q_1 (1 - q_1)",
)
OTHERS = "For $i \\neq 1$\n\n" + displays(
    r"\frac{\partial q_i}{\partial g_1} = \frac{\partial}{\partial g_1} \frac{e^{g_i}}{r} = -q_i q_1"
)
LOSS = r"\frac{\partial J}{\partial g_1} = \frac{\partial}{\partial g_1} (-t_1 \log q_1 - t_2 \log q_2 - t_3 \log q_3)"


def test_a_condition_on_a_number_holds_for_the_next_line() -> None:
    defined = displays(r"q_i = \frac{e^{g_i}}{\sum_k e^{g_k}}")
    for slope, verdict in (("-q_i q_1", "right"), ("q_i q_1", "wrong")):
        claim = displays(rf"\frac{{\partial q_i}}{{\partial g_1}} = {slope}")
        assert verdicts(f"{defined}\n\nFor $i \\neq 1$\n\n{claim}")[-1] == verdict
        assert verdicts(f"{defined}\n\n{claim}")[-1] == "wrong"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial J}{\partial g_1} = q_1 - t_1", "right"),
        (r"\frac{\partial J}{\partial g_2} = q_2 - t_2", "right"),
        (r"\frac{\partial J}{\partial g_k} = q_k - t_k", "right"),
        (r"\frac{\partial J}{\partial g_1} = t_1 - q_1", ""),
        (r"\frac{\partial J}{\partial g_k} = q_k", ""),
    ],
)
def test_a_loss_that_is_said_in_passing_leads_through_what_is_said_so_too(claim: str, verdict: str) -> None:
    known = displays(r"\frac{\partial J}{\partial g_k} = q_k - t_k")
    found = verdicts("\n\n".join((displays(LOSS), SOFTMAX, OTHERS, known, displays(claim))))[-1]
    assert found == verdict if verdict else found not in {"right", "right-if"}


def test_labels_that_are_written_out_for_some_of_the_classes_do_not_sum_to_one() -> None:
    outputs = r"q_k = \frac{e^{g_k}}{\sum_{j=1}^3 e^{g_j}}"
    claim = r"\frac{\partial J}{\partial g_k} = q_k - t_k"
    whole = r"J = -t_1 \log q_1 - t_2 \log q_2 - t_3 \log q_3"
    assert verdicts(displays(outputs, whole, claim))[-1] == "right"
    some = judged(displays(outputs, r"J = -t_1 \log q_1 - t_2 \log q_2", claim))[-1]
    assert some.verdict.value not in {"right", "right-if"}


def test_an_element_beside_others_of_which_nothing_is_said_refutes_nothing() -> None:
    parts = (LOSS, SOFTMAX, OTHERS, displays(r"\frac{\partial J}{\partial g_1} = q_1 - t_1"))
    text = "\n\n".join((displays(parts[0]), *parts[1:]))
    from_zero = text.replace("1}", "0}").replace("_1", "_0").replace("_2", "_1").replace("_3", "_2")
    assert "wrong" not in verdicts(from_zero.replace("neq 1", "neq 0"))
