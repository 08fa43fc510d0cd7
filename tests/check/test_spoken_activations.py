"""A line about the slope of a function means the activation that the words around it name."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SIGMOID = r"We use $f(z) = \frac{1}{1 + e^{-z}}$. "
TANH = r"$f'(z) = 1 - f(z)^2$"
SLIP = r"$f'(z) = 1 - f(z)$"


def last(text: str) -> str:
    return verdicts(text)[-1]


@pytest.mark.parametrize(
    "words",
    [
        "For tanh, {}.",
        "For the hyperbolic tangent we have {}.",
        r"If $f$ is $\tanh$, then {}.",
        "With tanh units: {}.",
        "Then {} for tanh.",
        "\n\n- ReLU: $f'(z) = 1$ if $z > 0$\n- **tanh**: {}\n",
        "\n\n## The tanh function\n\nThen {}.",
    ],
)
def test_the_named_function_is_meant_and_its_slip_is_refuted(words: str) -> None:
    assert last(SIGMOID + words.format(TANH)) == "right"
    assert last(SIGMOID + words.format(SLIP)) == "wrong"


@pytest.mark.parametrize(
    "words",
    ["Then {}.", "Unlike for tanh, {}.", "It is steeper than tanh: {}.", "The network has tanh units in it. Then {}."],
)
def test_words_that_name_no_function_for_the_formula_change_nothing(words: str) -> None:
    assert last(SIGMOID + words.format(TANH)) == "wrong"
    assert last(SIGMOID + words.format(r"$f'(z) = f(z) (1 - f(z))$")) == "right"


def test_the_slope_of_another_activation_is_refuted_for_the_named_one() -> None:
    assert last(SIGMOID + r"For tanh, $f'(z) = f(z) (1 - f(z))$.") == "wrong"
    assert last("For tanh, $g'(z) = g(z) (1 - g(z))$.") == "wrong"


def test_what_may_be_computed_with_the_function_of_the_document_is_left_open() -> None:
    network = SIGMOID + r"Let $a = f(z)$ and $L = (a - t)^2$. "
    line = judged(network + r"For tanh, $\frac{dL}{dz} = 2 (a - t) f'(z) = 2 (a - t) (1 - a^2)$.")[-1]
    assert line.verdict.value != "right"
    assert last(network + r"For tanh, $(a - t) f'(z) = (a - t) (1 - a^2)$.") == "unchecked"
    assert last(network + r"For tanh, $f'(z) = 1 - a^2$.") == "right"
    assert last(network + r"For tanh, $f'(z) = 1 - a$.") == "wrong"
    assert last(r"Let $a = f(z)$ with $f(z) = \tanh(z)$. For tanh, $f'(z) = 1 - a^2$.") == "right"
    assert last(r"Let $a = f(z)$ with $f(z) = \tanh(z)$. For tanh, $f'(z) = 1 - a$.") == "wrong"


def test_a_section_has_the_activation_of_its_heading_until_the_next_one() -> None:
    text = SIGMOID + "\n\n## Tanh\n\n$f'(z) = 1 - f(z)^2$\n\n## Training\n\n$f'(z) = f(z) (1 - f(z))$\n"
    assert verdicts(text) == ["right", "right", "right"]


NETWORK = r"Let $z_j = \sum_i w_{ji} x_i + b_j$, $a_j = f(z_j)$ and $E = \frac12 \sum_j (a_j - t_j)^2$. "
GRADIENT = r"$$\frac{\partial E}{\partial w_{ji}} = (a_j - t_j) %s$$"


@pytest.mark.parametrize(
    "defined",
    [
        r"With the sigmoid, $f(y) = 1 / (1 + e^{-y})$. With ReLU, $f(y) = \max(0, y)$. ",
        r"With ReLU, $f(y) = \max(0, y)$. With the sigmoid, $\sigma(y) = 1 / (1 + e^{-y})$. ",
        r"We use $f(y) = \max(0, y)$. ",
    ],
)
def test_a_gradient_is_that_of_the_activation_that_its_words_name(defined: str) -> None:
    network = defined + NETWORK
    assert last(network + f"With the sigmoid\n{GRADIENT % 'a_j (1 - a_j) x_i'}") == "right-if"
    assert last(network + f"With the sigmoid\n{GRADIENT % '(1 - a_j) x_i'}") == "wrong"
    assert last(network + f"For tanh\n{GRADIENT % 'a_j (1 - a_j) x_i'}") == "wrong"
    assert last(network + f"For tanh\n{GRADIENT % '(1 - a_j^2) x_j'}") == "wrong"


def test_a_gradient_that_holds_for_another_activation_than_its_words_name_is_open() -> None:
    network = SIGMOID + NETWORK
    assert last(network + f"For tanh\n{GRADIENT % 'a_j (1 - a_j) x_i'}") == "unchecked"
    assert last(network + GRADIENT % "a_j (1 - a_j) x_i") == "right"
    output = r"Let $f(z) = \tanh(z)$, $h = f(w x)$, $y = \sigma(v h)$ and $L = (y - t)^2$. For the sigmoid output,"
    assert last(output + r"$$\frac{dL}{dw} = 2 (y - t) y (1 - y) v (1 - h^2) x$$") == "right"


NEURON = r"$a = \sigma(z)$, $z = w x + b$ and $C = \frac12 (y - a)^2$. "
RECTIFIED = r"$$\frac{\partial C}{\partial w} = (a - y) x$$"


@pytest.mark.parametrize(
    "words", ["With ReLU and the quadratic cost, $z > 0$:", "d) With ReLU and quadratic cost:", "With ReLU:"]
)
def test_a_gradient_is_not_refuted_by_an_activation_that_its_words_replace(words: str) -> None:
    assert last(f"{NEURON}\n\n{words}\n\n{RECTIFIED}") == "unchecked"


@pytest.mark.parametrize("words", ["", "With the sigmoid and quadratic cost:", "Without ReLU:"])
def test_words_that_replace_no_activation_excuse_nothing(words: str) -> None:
    assert last(f"{NEURON}\n\n{words}\n\n{RECTIFIED}") == "wrong"


def test_an_activation_of_another_section_is_not_the_one_that_words_replace() -> None:
    sections = (
        "# One\n\n$a = \\tanh(z)$, $z = w x + b$ and $C = \\frac12 (y - a)^2$. \n\n%s"
        "\n\n# Two\n\n$k = \\sigma(v u)$, $F(u) = u^2$"
    )
    slope = r"$$\frac{\partial C}{\partial w} = (a - y) a (1 - a) x$$"
    assert "wrong" not in verdicts(sections % f"With the sigmoid and squared error:\n\n{slope}")
    assert "wrong" in verdicts(sections % f"With tanh and squared error:\n\n{slope}")


LAYER = r"$$a_i = f(z_i)$$ For the sigmoid function we have "
CHAIN = r"$$\frac{\partial a_i}{\partial z_i} = f(z_i) (1 - f(z_i)) = a_i (1 - a_i)$$"


def test_a_chain_is_about_the_function_of_its_head() -> None:
    assert verdicts(LAYER + CHAIN)[1:] == ["right", "right"]
    assert verdicts(LAYER + CHAIN.replace("(1 - a_i)", "(1 + a_i)"))[1:] == ["right", "wrong"]
    assert verdicts(LAYER + CHAIN.replace("(1 - f(z_i))", "(1 + f(z_i))"))[1] == "wrong"


def test_values_are_those_of_the_function_in_every_layer() -> None:
    layers = r"$$z^{(l+1)} = W^{(l)} a^{(l)}$$ $$a^{(l+1)} = f(z^{(l+1)})$$ If $f$ is the sigmoid function then "
    slope = r"$f'(z^{(l)}_i) = a^{(l)}_i (1 - a^{(l)}_i)$."
    assert last(layers + slope) == "right"
    assert last(layers + slope.replace("1 -", "1 +")) == "wrong"


def test_the_slope_by_a_weight_may_be_of_the_function_of_the_document() -> None:
    line = r"$$\frac{\partial a_i}{\partial w_{ij}} = (1 - a_i^2) x_j$$"
    given = r"$$f(z) = \tanh(z)$$ $$a_i = f(z_i)$$ $$z_i = \sum_j w_{ij} x_j$$ "
    assert last(given + line) == "right"
    assert last(given + line.replace("1 -", "1 +")) == "wrong"


def test_words_for_a_linear_factor_excuse_nothing_that_no_activation_stands_in() -> None:
    network = (r"O = \sum_j H_j v_j", r"H_j = \sigma(\sum_i x_i w_{ij})", "L = (y - O)^2")
    words = "The first factor is that of a square, and the output is linear:"
    for right, slip in ((r"-2 (y - O)", r"-2 y"), (r"2 (O - y)", r"(O - y)")):
        page = f"{displays(*network)}\n\n{words}\n\n"
        assert verdicts(page + displays(rf"\frac{{\partial L}}{{\partial O}} = {right}"))[-1] == "right"
        assert verdicts(page + displays(rf"\frac{{\partial L}}{{\partial O}} = {slip}"))[-1] == "wrong"


def test_words_for_a_linear_output_may_replace_an_activation_that_stands_between() -> None:
    network = displays(r"a = \sigma(z)", "z = w x", r"L = \frac{1}{2} (a - y)^2")
    claim = displays(r"\frac{\partial L}{\partial z} = a - y")
    assert verdicts(f"{network}\n\nFor a linear output, the derivative is\n\n{claim}")[-1] == "unchecked"


def test_a_letter_that_is_defined_under_a_heading_means_what_its_definition_says() -> None:
    text = "## Logistic units\n\n" + r"Let $f(z) = 1/(1 + e^{-z})$, so that $f'(z) = f(z)(1 - f(z))$. "
    other = r"If instead $f(z) = \tanh(z)$, then "
    assert last(text + other + r"$f'(z) = 1 - f(z)^2$.") == "right"
    assert last(text + other + r"$f'(z) = f(z)(1 - f(z))$.") == "unchecked"
    assert last(text + other + r"$f'(z) = f(z)(1 + f(z))$.") == "wrong"
    assert last(text + r"$f'(z) = 1 - f(z)^2$.") == "wrong"
    assert verdicts(text)[-1] == "right"
