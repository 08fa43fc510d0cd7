"""Numbers of layers that are left out where the indices of each layer tell them."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

NETWORK = (
    r"E = \frac12 \sum_k (y_k - t_k)^2",
    r"a_j = \sum_i w_{ji}^{(1)} x_i",
    r"z_j = \tanh(a_j)",
    r"y_k = \sum_j w_{kj}^{(2)} z_j",
    r"\delta_k = y_k - t_k",
)
ERRORS = r"\delta_j = (1 - z_j^2) \sum_k w_{kj} \delta_k"
FIRST, SECOND = (
    r"\frac{\partial E}{\partial w_{ji}} = \delta_j x_i",
    r"\frac{\partial E}{\partial w_{kj}} = \delta_k z_j",
)


def test_a_weight_is_of_the_layer_whose_indices_it_has() -> None:
    found = judged(displays(*NETWORK, ERRORS, FIRST, SECOND))
    assert [each.verdict.value for each in found] == ["right"] * 5 + ["right-if"] * 3
    assert "of the layer whose indices it has" in found[-1].assumes[-1]


def test_a_slip_in_such_lines_is_refuted() -> None:
    slip = SECOND.replace("z_j", "z_j^2")
    assert verdicts(displays(*NETWORK, ERRORS, FIRST, slip))[-1] == "wrong"


def test_indices_that_two_layers_have_tell_nothing() -> None:
    layers = (
        r"a_j = \sum_i w_{ji}^{(1)} x_i",
        r"b_j = \sum_i w_{ji}^{(2)} a_i",
        r"\frac{\partial b_j}{\partial a_i} = w_{ji}",
    )
    assert verdicts(displays(*layers))[-1] == "unchecked"


def test_the_next_section_leaves_the_numbers_out_too() -> None:
    forward, backward = displays(*NETWORK[:4]), displays(NETWORK[4], ERRORS, FIRST, SECOND)
    found = verdicts(f"# Forward\n\n{forward}\n\n# Backward\n\n{backward}")
    assert found == ["right"] * 5 + ["right-if"] * 3
    slip = SECOND.replace("z_j", "z_j^2")
    assert verdicts(f"# Forward\n\n{forward}\n\n# Backward\n\n{backward.replace(SECOND, slip)}")[-1] == "wrong"


def test_a_section_that_says_what_the_name_is_speaks_of_another_one() -> None:
    other = displays(r"w_{kj} = u_k v_j", r"\frac{\partial w_{kj}}{\partial v_j} = u_k")
    assert verdicts(displays(*NETWORK) + f"\n\n# Rank one\n\n{other}")[-2:] == ["right"] * 2
