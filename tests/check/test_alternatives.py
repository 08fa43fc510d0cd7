"""A line is not refuted by what is said elsewhere of the same letters: other functions, later sections, other parts."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

UNIT = (r"a = w x", r"h = \varphi(a)", r"E = \frac12 (h - t)^2")


def test_a_function_of_which_two_are_examples_is_the_one_that_makes_a_line_right() -> None:
    examples = (r"\varphi(a) = \frac{1}{1 + e^{-a}}", r"\varphi'(a) = \varphi(a) (1 - \varphi(a))")
    others = (r"\varphi(a) = \tanh(a)", r"\varphi'(a) = 1 - \tanh^2(a)")
    step = r"\Delta w = - \eta \frac{\partial E}{\partial w} = \eta \varphi'(a) x (t - h)"
    assert verdicts(displays(*UNIT, *examples, *others, step))[-1] == "unchecked"
    assert verdicts(displays(*UNIT, *examples, *others, step.replace(" x ", " ")))[-1] == "wrong"


@pytest.mark.parametrize(("name", "slope"), [(r"\tanh", "1 - f(z)^2"), (r"\sigma", "f(z) (1 - f(z))")])
def test_a_function_may_be_said_to_be_another_one_without_an_argument(name: str, slope: str) -> None:
    text = f"$h = f(w x)$. If $f = {name}$, then $f'(z) = {slope}$."
    assert verdicts(text) == ["right", "right", "right"]
    assert verdicts(text.replace("1 -", "1 +"))[-1] == "wrong"


def test_a_name_that_is_applied_nowhere_is_no_function() -> None:
    assert verdicts(r"$f = \tanh$") == ["unchecked"]


LAYERS = r"""# Normalisation

$$m = \frac{1}{n} \sum_{i=1}^n x_i, \quad d_i = x_i - m, \quad y_i = g_i d_i$$

# Backward

$$\frac{\partial L}{\partial x_i} = g_i \frac{\partial L}{\partial y_i}
- \frac{1}{n} \sum_j g_j \frac{\partial L}{\partial y_j}$$

# Gated unit

$a = W x$, $s = \sigma(a)$

$$\frac{\partial L}{\partial a} = \frac{\partial L}{\partial s} \odot s \odot (1 - s)$$
"""


def test_what_a_later_section_computes_is_of_another_network() -> None:
    found = judged(LAYERS)[3]
    assert found.verdict.value == "right-if"
    assert found.assumes == ("s, which a later section defines, is of another network",)
    assert judged(LAYERS.replace(r"\frac{1}{n} \sum_j", r"\sum_j"))[3].verdict.value == "wrong"


def test_arrays_of_a_part_are_read_beside_numbers_of_the_same_letters_in_another_one() -> None:
    arrays = displays(
        "z = W x + b", r"y = \sigma(z)", r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^T"
    )
    numbers = "# Q2\n\n$y = \\sigma(w x + b)$, $w = 0.5$, $x = 2$, $b = -1$, $y = 0.5$\n"
    both = f"# Q1\n\n{arrays}\n\n{numbers}"
    assert verdicts(both)[:3] == ["right", "right", "right"]
    slip = both.replace(r"{\partial z} x^T", r"{\partial z} W^T")
    assert verdicts(slip)[2] in {"wrong", "unchecked"}


def test_labels_that_take_two_values_only_do_not_vary() -> None:
    text = displays(
        r"L = -\sum_k y_k \log p_k",
        r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}",
        "g(x, y) = x^2 y + y^3",
        r"\frac{\partial g}{\partial y} = x^2 + 3 y^2",
    )
    assert verdicts(text)[-1] == "right"
    assert verdicts(text.replace("3 y^2", "3 y"))[-1] == "wrong"
