r"""A plain parameter beside layered ones of its letter is one of its own where a plain quantity is defined with it."""

from tests.check.judging import verdicts

OUTPUTS = r"$$s_i = \sum_j h_j w_{ji}$$ $$h_j = \frac{1}{1+e^{-s^1_j}}$$ $$s^1_j = \sum_k x_k w^1_{kj}$$ "
LOSS = r"$$y_i = \frac{e^{s_i}}{\sum_c e^{s_c}}$$ $$E = -\sum_i t_i \log y_i$$ "
CHAIN = (
    r"$$\frac{\partial E}{\partial w_{ji}} "
    r"= \sum_k \frac{\partial E}{\partial s_k} \frac{\partial s_k}{\partial w_{ji}} = %s$$"
)
LEFT_OUT = r"$$v_b = \sum_a h_a W^{(2)}_{ab}$$ $$h_a = \tanh(u_a)$$ $$u_a = \sum_c x_c W^{(1)}_{ca}$$ "


def _last(text: str) -> str:
    return verdicts(text)[-1]


def test_its_gradient_is_not_held_against_the_parameters_of_another_layer() -> None:
    text = f"# Outputs\n\n{OUTPUTS}\n\n# Classes\n\n{LOSS}{CHAIN}"
    assert "wrong" not in verdicts(text.replace("%s", "(y_i - t_i) h_j"))
    assert _last(text.replace("%s", "(t_i - y_i) h_j")) != "right"


def test_a_superscript_that_is_left_out_is_still_that_of_the_layer_it_enters() -> None:
    for slope, expected in (("h_a", "right-if"), ("v_a", "unchecked")):
        slip = rf"$$\frac{{\partial v_b}}{{\partial W_{{ab}}}} = {slope}$$"
        assert _last(f"# Network\n\n{LEFT_OUT}\n\n# Slopes\n\n{slip}") == expected
