r"""The one activation that words say the units use: "all neurons use the sigmoid function" of f in ``a = f(z)``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (r"z = w x", r"a = f(z)", r"E = \frac12 (a - t)^2")
RIGHT = r"\frac{\partial E}{\partial w} = (a - t) a (1 - a) x"
SLIP = r"\frac{\partial E}{\partial w} = (a - t) a (1 + a) x"


@pytest.mark.parametrize(
    "words",
    [
        "The neurons of both layers use the sigmoid function.",
        "Suppose that all units have the logistic activation function.",
        "The sigmoid function has a nice property, which we need below.",
        "假设隐层和输出层神经元都使用 Sigmoid 函数。",
        "Alle Neuronen verwenden die Sigmoidfunktion.",
    ],
)
def test_what_the_units_use_is_the_function_of_the_document(words: str) -> None:
    """Its values give its slope, and a slip in that is refuted."""
    assert verdicts(f"{words}\n\n{displays(*MODEL, RIGHT)}")[-1] == "right"
    assert verdicts(f"{words}\n\n{displays(*MODEL, SLIP)}")[-1] == "wrong"


@pytest.mark.parametrize(
    "words",
    [
        "The neurons could use the sigmoid function.",
        "If the units use the sigmoid function, all is well.",
        "The hidden units use the sigmoid function, and the outputs are linear.",
        "Units use the sigmoid function. Later we shall turn to ReLU.",
        "The sigmoid function has a long history. Here $f$ is an arbitrary function.",
    ],
)
def test_what_may_be_used_is_no_more_than_that(words: str) -> None:
    """A case, a possibility and another activation leave the function open."""
    assert verdicts(f"{words}\n\n{displays(*MODEL, RIGHT)}")[-1] == "unchecked"


def test_one_of_two_functions_is_not_named() -> None:
    """Words for one activation do not say which letter it is."""
    text = "All units use the sigmoid function.\n\n" + displays(*MODEL, r"b = g(z)", RIGHT)
    assert verdicts(text)[-1] == "unchecked"


def test_a_function_that_a_line_defines_means_what_it_says() -> None:
    """Words beside a definition of the letter do not change it."""
    text = "All units use the sigmoid function.\n\n" + displays(r"f(z) = z^2", *MODEL, RIGHT)
    assert verdicts(text)[-1] == "wrong"
