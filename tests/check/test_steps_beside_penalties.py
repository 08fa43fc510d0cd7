"""A step is held against the gradient of a loss: a penalty alone is none, nor is an error that the step has in it."""

import pytest

from tests.check.judging import verdicts

NEURON = r"$$a = \sum_i w_i x_i$$ $$y = \frac{1}{1+e^{-a}}$$ $$e = t - y$$ "
FUNCTION = r"$$a = \sum_i w_i x_i$$ $$y(a) = \frac{1}{1+e^{-a}}$$ $$e = t - y$$ "
PENALTY = r"$$E = \frac12 \sum_i w_i^2$$ "
STEP = r"$$\Delta w_i = \eta e x_i$$ "


@pytest.mark.parametrize("neuron", [NEURON, FUNCTION])
@pytest.mark.parametrize("name", ["E", r"E_W(\mathbf{w})", "R"])
def test_a_penalty_alone_refutes_no_step_that_has_a_value_of_the_network_in_it(neuron: str, name: str) -> None:
    penalty = PENALTY.replace("E", name, 1)
    for text in (neuron + STEP + penalty, neuron + penalty + STEP, f"{neuron}{STEP}\n\n# Weight decay\n\n{penalty}"):
        assert "wrong" not in verdicts(text)


def test_a_step_by_the_penalty_itself_is_refuted() -> None:
    for sign, expected in (("-", "right"), ("", "wrong")):
        assert verdicts(rf"{NEURON}{PENALTY}$$\Delta w_i = {sign} \eta w_i$$")[-1] == expected


def test_a_written_loss_refutes_a_step_beside_a_penalty() -> None:
    loss = r"$$L = -(t \ln y + (1 - t) \ln(1 - y))$$ "
    for step, expected in ((r"\eta e x_i", "right"), (r"-\eta e x_i", "wrong"), (r"\eta e w_i", "wrong")):
        assert verdicts(rf"{NEURON}{loss}$$\Delta w_i = {step}$$")[-1] == expected


def test_the_square_of_an_error_is_no_penalty() -> None:
    text = r"$$y = \sum_i w_i x_i$$ $$E = \frac12 (t - y)^2$$ $$e = t - y$$ $$\Delta w_i = %s$$"
    for step, expected in ((r"\eta e x_i", "right"), (r"2 \eta e x_i", "wrong"), (r"\eta y x_i", "wrong")):
        assert verdicts(text.replace("%s", step))[-1] == expected
