"""An error that a later section gives by a formula is the derivative that an earlier one says it is."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

NETWORK = "# Output layer\n\n" + displays(
    r"z_j = \sum_k w_{jk} x_k",
    r"a_j = f(z_j)",
    r"C = \frac12 \sum_j (a_j - y_j)^2",
    r"\delta_j = \frac{\partial C}{\partial z_j} = (a_j - y_j) f'(z_j)",
)
FUNCTIONS = "\n\n# Activations\n\nLogistic: $f(z) = \\frac{1}{1 + e^{-z}}$. Tanh: $f(z) = \\tanh z$. For tanh "


def test_a_slip_in_it_is_no_definition() -> None:
    slip = judged(NETWORK + FUNCTIONS + displays(r"\delta_j = (a_j - y_j) (1 - a_j)^2"))[-1]
    assert slip.verdict.value == "unchecked"
    assert "an earlier section says which derivative" in slip.reason


def test_it_may_hold_for_any_function_of_the_document() -> None:
    text = NETWORK + FUNCTIONS
    assert verdicts(text + displays(r"\delta_j = (a_j - y_j) (1 - a_j^2)"))[-1] == "right"
    softplus = text.replace("For tanh", r"Softplus: $f(z) = \ln (1 + e^z)$. For tanh")
    assert verdicts(softplus + displays(r"\delta_j = (a_j - y_j) (1 - a_j^2)"))[-1] != "unchecked"


def test_another_loss_has_errors_of_its_own() -> None:
    text = NETWORK + "\n\n# Cross-entropy\n\n" + displays(
        r"C = -\sum_j y_j \ln a_j, \quad a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}", r"\delta_j = a_j - y_j"
    )  # fmt: skip
    assert verdicts(text)[-1] == "right"


def test_names_that_the_network_does_not_have_are_of_another_one() -> None:
    text = NETWORK + "\n\n# Residuals\n\n" + displays(r"\delta_j = t_j - s_j", r"Q = \sum_j \delta_j^2")
    assert verdicts(text)[-2:] == ["right", "right"]


def test_it_is_the_derivative_of_the_loss_that_is_in_force() -> None:
    classes = r"C = -\sum_j y_j \ln a_j, \quad a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}"
    slip = judged(NETWORK + "\n\n# Cross-entropy\n\n" + displays(classes, r"\delta_j = y_j - a_j"))[-1]
    assert slip.verdict.value == "unchecked"
    assert "an earlier section says which derivative" in slip.reason


LAYERS = "# Layers\n\n" + displays(
    r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j",
    r"a^l_j = f(z^l_j)",
    r"C = \frac12 \sum_j (a^L_j - y_j)^2",
    r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
    r"\delta^L_j = (a^L_j - y_j) f'(z^L_j)",
)
HIDDEN = "\n\n# Hidden layers\n\nFrom $z^{l+1}_k = \\sum_j w^{l+1}_{kj} f(z^l_j) + b^{l+1}_k$ follows\n\n" + displays(
    r"\delta^l_j = f'(z^l_j) \sum_k w^{l+1}_{kj} \delta^{l+1}_k"
)
BY_LAYER = displays(
    r"\delta^L_j = (a^L_j - y_j) a^L_j (1 - a^L_j)",
    r"\delta^l_j = a^l_j (1 - a^l_j) \sum_k w^{l+1}_{kj} \delta^{l+1}_k",
)
ENTROPY = "\n\n# Cross-entropy\n\n" + displays(
    r"C = -\sum_j [y_j \ln a^L_j + (1 - y_j) \ln (1 - a^L_j)]",
    r"\frac{\partial C}{\partial a^L_j} = \frac{a^L_j - y_j}{a^L_j (1 - a^L_j)}",
    r"\delta^L_j = a^L_j - y_j",
)


def _of_layers(by_layer: str, entropy: str) -> list[str]:
    softplus = FUNCTIONS.replace("For tanh ", "Softplus: $f(z) = \\ln (1 + e^z)$. For the logistic function\n\n")
    return verdicts(LAYERS + HIDDEN + softplus + by_layer + entropy)[-5:]


def test_a_section_that_restates_a_layer_speaks_of_the_same_network() -> None:
    assert _of_layers(BY_LAYER, ENTROPY) == ["right"] * 5
    assert _of_layers(BY_LAYER.replace("y_j) a^L_j (1 - a", "y_j) a^L_j (1 + a"), ENTROPY)[0] == "wrong"
    assert _of_layers(BY_LAYER.replace("w^{l+1}_{kj}", "w^{l+1}_{jk}"), ENTROPY)[1] == "wrong"
    assert _of_layers(BY_LAYER, ENTROPY.replace("= a^L_j - y_j", "= y_j - a^L_j"))[-1] == "wrong"
