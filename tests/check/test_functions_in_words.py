"""Functions that only words define: they are that in their section, and nothing where the words speak of a case."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

UNIT = r"$$z = w x + b$$ $$a = {letter}(z)$$ {words} $$L = \frac12 (a - y)^2$$ "
SIGMOID = r"$$\frac{\partial L}{\partial w} = (a - y) a (1 - a) x$$"
TANH = r"$$\frac{\partial L}{\partial w} = (a - y) (1 - a^2) x$$"


def last(words: str, claim: str, letter: str = "g") -> str:
    """The verdict on a claim behind a unit with an activation, and words about it."""
    return verdicts(UNIT.replace("{letter}", letter).replace("{words}", words) + claim)[-1]


@pytest.mark.parametrize(
    "words",
    [
        r"where $g$ is the sigmoid.",
        r"Here $y$ is the label and $g$ denotes the logistic function.",
        r"with the sigmoid activation function $g$.",
        r"wobei $g$ die Sigmoidfunktion ist; $g$ ist die Sigmoidfunktion.",
        r"où $g$ est la fonction sigmoïde.",
        r"donde $g$ es la función sigmoide.",
        r"其中 $g$ 是 sigmoid 函数。",
    ],
)
def test_a_letter_is_the_function_that_the_words_call_it(words: str) -> None:
    assert last(words, SIGMOID) == "right"
    assert last(words, TANH) == "wrong"


def test_a_sigma_is_not_the_sigmoid_where_the_words_name_another_function() -> None:
    assert last(r"where $\sigma$ is the hyperbolic tangent.", TANH, r"\sigma") == "right"
    assert last(r"where $\sigma$ is the hyperbolic tangent.", SIGMOID, r"\sigma") == "wrong"
    assert last(r"where $\sigma$ is an arbitrary activation function.", SIGMOID, r"\sigma") == "unchecked"


@pytest.mark.parametrize(
    "words",
    [
        r"If $g$ is the sigmoid, much is simple.",
        r"$g$ is the sigmoid or tanh.",
        r"$g$ is the sigmoid in the output layer.",
        r"The derivative of the sigmoid $g$ is bounded.",
        r"Often $g$ is the sigmoid.",
    ],
)
def test_words_about_a_case_say_nothing(words: str) -> None:
    assert last(words, TANH) == "unchecked"


def test_a_letter_that_a_line_defines_is_that() -> None:
    assert last(r"$g(u) = \tanh(u)$. Elsewhere $g$ is the sigmoid.", TANH) == "right"


def test_another_section_has_the_function_unless_its_words_name_one() -> None:
    first = r"# One" "\n\n" r"$$p = g(u)$$ where $g$ is the sigmoid." "\n\n"
    unit = UNIT.replace("{letter}", "g")
    assert verdicts(first + "# Two\n\n" + unit.replace("{words}", "") + TANH)[-1] == "wrong"
    assert verdicts(first + "# Two\n\n" + unit.replace("{words}", "Units are tanh.") + TANH)[-1] == "unchecked"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The sigmoid has", "right"),
        ("Other networks have a tanh. It is", "unchecked"),
        ("It is", "right"),
    ],
)
def test_what_the_words_call_a_letter_holds_behind_its_section_where_they_name_no_other(
    words: str, verdict: str
) -> None:
    first = "## Model\n\n$a = f(z)$, where $f$ is the sigmoid function.\n\n## Derivation\n\n"
    assert verdicts(f"{first}{words} $f'(z) = f(z) (1 - f(z))$.")[-1] == verdict
    assert verdicts(f"{first}{words} $f'(z) = f(z) (1 + f(z))$.")[-1] == verdict.replace("right", "wrong")
