r"""Numbers that are put into a formula otherwise than it says, and steps that say something else than their numbers."""

from __future__ import annotations

import pytest

from tests.check.judging import judged

UNIT = r"""
The weights are shown in the picture.

$$net = w_1 x_1 + w_2 x_2 + b \cdot 1 = NUMBERS = 0.3775$$

$$out = \frac{1}{1 + e^{-net}} = \frac{1}{1 + e^{-0.3775}} = 0.593270$$
"""
LOSS = r"""
The output is $o = 0.8122$, the target is shown in the picture.

$$E = \frac12 (t - o)^2 = NUMBERS = 0.18739$$
"""
STEP = r"""
$E = \frac12 (t - s)^2$ and $s = w x$, with a learning rate $\eta = 0.5$.

For $w = 0.52$, $x = 2$, $t = 1$ we get $s = 1.04$ and

$$\frac{\partial E}{\partial w} = -(t - s) x = 0.08$$

$$w^+ = FORMULA = 0.52 - 0.5 \cdot 0.08 = 0.48$$
"""


def verdicts(page: str, **parts: str) -> list[str]:
    """The verdicts of a page with parts put in."""
    for name, part in parts.items():
        page = page.replace(name.upper(), part)
    return [each.verdict.value for each in judged(page)]


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        (UNIT, r"0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 \cdot 1"),
        (UNIT, r"0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35"),
        (UNIT, r"0.0075 + 0.02 + 0.35"),
        (LOSS, r"\frac12 (0.2 - 0.8122)^2"),
        (LOSS, r"0.5 \cdot (0.2 - 0.8122)^2"),
        (LOSS, r"\frac12 \cdot 0.6122^2"),
        (LOSS, r"\frac12 \cdot 0.37479"),
    ],
)
def test_numbers_put_in_as_a_formula_says_or_computed_further_are_no_slips(page: str, numbers: str) -> None:
    """Products that are carried out, and factors of one that are left out, have the value behind them."""
    assert {"wrong", "follows"}.isdisjoint(verdicts(page, numbers=numbers))


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        (UNIT, r"0.15 \cdot 0.05 + 0.2 + 0.35 \cdot 1"),
        (UNIT, r"0.15 \cdot 0.05 + 0.2 \cdot 0.1"),
        (LOSS, r"\frac12 (0.2 - 0.8122)^3"),
        (LOSS, r"\frac12 (0.2 - 0.8122)"),
        (LOSS, r"\frac13 (0.2 - 0.8122)^2"),
        (LOSS, r"(0.2 - 0.8122)^2"),
        (LOSS, r"\frac12 (0.2 + 0.8122)^2"),
    ],
)
def test_the_result_shows_what_the_numbers_should_be(page: str, numbers: str) -> None:
    """Though the numbers stand in a picture: they are not the formula in one place, and with it they give the result.

    The result is not refuted by them.
    """
    found = verdicts(page, numbers=numbers)
    assert found.count("wrong") == 1
    assert "follows" not in found


ARRAYS = r"""
With $b = \begin{bmatrix} 0.5 \\ 0.25 \end{bmatrix}$ and the weights and inputs that are shown in the picture,

$$z = W x + b = NUMBERS = \begin{bmatrix} 1.0 \\ 1.35 \end{bmatrix}$$

$$a = \sigma(z) = \begin{bmatrix} 0.731 \\ 0.794 \end{bmatrix}$$
"""
PRODUCT = r"\begin{bmatrix} 0.1 & 0.2 \\ 0.3 & 0.4 \end{bmatrix} \begin{bmatrix} 1 \\ 2 \end{bmatrix}"


@pytest.mark.parametrize("bias", ["", r" + \begin{bmatrix} 0.5 \\ 0.52 \end{bmatrix}"], ids=["left out", "misread"])
def test_the_result_shows_what_a_vector_of_numbers_should_be(bias: str) -> None:
    right = PRODUCT + r" + \begin{bmatrix} 0.5 \\ 0.25 \end{bmatrix}"
    assert verdicts(ARRAYS, numbers=right)[2:] == ["right"] * 4
    assert verdicts(ARRAYS, numbers=PRODUCT + bias)[2:] == ["wrong", "right", "right", "right"]


def test_a_wrong_result_is_not_laid_on_the_vectors_before_it() -> None:
    right = PRODUCT + r" + \begin{bmatrix} 0.5 \\ 0.25 \end{bmatrix}"
    assert verdicts(ARRAYS.replace("1.35", "1.53"), numbers=right)[2:4] == ["unchecked", "wrong"]


@pytest.mark.parametrize(
    ("numbers", "result"),
    [
        (r"0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 \cdot 1", "0.3857"),
        (r"0.15 \cdot 0.05 + 0.2 + 0.35 \cdot 1", "0.5757"),
    ],
)
def test_a_wrong_result_is_not_laid_on_the_numbers_before_it(numbers: str, result: str) -> None:
    """What is put in fits the formula, or fits it with an input of one; no number of few digits gives the result."""
    page = UNIT.replace("0.3775$$\n\n$$out", f"{result}$$\n\n$$out")
    found = judged(page.replace("NUMBERS", numbers))
    assert [each.verdict.value for each in found[1:3]] == ["unchecked", "wrong"]


def test_a_step_is_what_its_numbers_say() -> None:
    """A step without its rate is a rule that many write; with numbers behind it that have the rate it is a slip."""
    assert "wrong" not in verdicts(STEP, formula=r"w - \eta \frac{\partial E}{\partial w}")
    assert "wrong" not in verdicts(STEP.replace(r" = 0.52 - 0.5 \cdot 0.08 = 0.48", ""), formula=r"w - g")
    for slip in (r"w - \frac{\partial E}{\partial w}", r"w", r"w - \eta \frac{\partial E}{\partial w} + s"):
        found = verdicts(STEP, formula=slip)
        assert found[-3:] == ["wrong", "right", "right"]
        assert found.count("wrong") == 1


def test_a_step_without_a_rate_may_have_numbers_without_one() -> None:
    """Where no rate is given, the whole gradient is the step."""
    page = STEP.replace(r", with a learning rate $\eta = 0.5$", "").replace(r"0.5 \cdot 0.08 = 0.48", "0.08 = 0.44")
    assert "wrong" not in verdicts(page, formula=r"w - \frac{\partial E}{\partial w}")


SECTIONS = r"""
# Rule

With a rate $r$, weights $W \in \mathbb{R}^{N \times K}$ and a bias $b \in \mathbb{R}^{K}$, each step is

$$W_{new} = W - r \nabla W$$

$$b_{new} = b - r \nabla b$$

# Numbers

$$E = \frac12 \sum_k (y_k - t_k)^2$$

$$y = b$$

$$b = \begin{bmatrix} 1 \\ -2 \end{bmatrix}, \quad t = \begin{bmatrix} 0 \\ 1 \end{bmatrix}$$

$$\nabla b = y - t = \begin{bmatrix} 1 \\ -3 \end{bmatrix}$$

$$b_{new} = FORMULA$$

$$= \begin{bmatrix} 1 \\ -2 \end{bmatrix} - NUMBERS$$
"""


def test_a_section_does_not_prove_a_step_that_its_own_numbers_refute() -> None:
    """Alone a section has no rate; its numbers have one."""
    halved = r"0.5 \begin{bmatrix} 1 \\ -3 \end{bmatrix} = \begin{bmatrix} 0.5 \\ -0.5 \end{bmatrix}"
    whole = r"\begin{bmatrix} 1 \\ -3 \end{bmatrix} = \begin{bmatrix} 0 \\ 1 \end{bmatrix}"
    assert verdicts(SECTIONS, formula=r"b - r \nabla b", numbers=halved)[-3:] == ["right"] * 3
    assert verdicts(SECTIONS, formula=r"b - \nabla b", numbers=halved)[-3:] == ["wrong", "right", "right"]
    assert verdicts(SECTIONS, formula=r"b - \nabla b", numbers=whole)[-3] == "right"


def test_a_slip_in_the_gradient_that_is_put_in_is_not_laid_on_the_step() -> None:
    """With its rate the step is what the rule says, though the numbers behind it give the gradient another value."""
    slip = r"0.5 \begin{bmatrix} 1 \\ 3 \end{bmatrix} = \begin{bmatrix} 0.5 \\ -0.5 \end{bmatrix}"
    assert verdicts(SECTIONS, formula=r"b - r \nabla b", numbers=slip)[-3:] == ["right", "wrong", "right"]


@pytest.mark.parametrize(
    ("numbers", "slip"),
    [
        (r"-0.4 \cdot 0.6 + 0.3 \cdot 0.2 = -0.180", r"-0.4 \cdot 0.6 - 0.3 \cdot 0.2 = -0.180"),
        (r"-0.4 \cdot 0.6 + 0.3 \cdot 0.2 = -0.180", r"-0.4 \cdot 0.6 + 0.3 = -0.180"),
        (r"\frac12 (1 - 0.534)^2 \approx 0.109", r"\frac12 (1 - 0.534) \approx 0.109"),
        (r"\frac12 (1 - 0.534)^2 \approx 0.109", r"(1 - 0.534)^2 \approx 0.109"),
        (r"\sigma(0.150) \approx 0.537", r"\sigma(-0.150) \approx 0.537"),
    ],
)
def test_numbers_of_no_formula_are_not_right_where_one_edit_gives_the_result(numbers: str, slip: str) -> None:
    """Either of them may be the slip; the result, which is computed from them, is refuted."""
    page = r"The inputs are 0.6 and 0.2. $$q = NUMBERS$$"
    assert verdicts(page, numbers=numbers) == ["right", "right"]
    assert verdicts(page, numbers=slip) == ["unchecked", "wrong"]


def test_numbers_are_right_beside_a_result_that_no_edit_of_them_gives() -> None:
    """A definition by numbers is what it says, and the result behind it is computed in a wrong way."""
    page = r"The inputs are 0.6 and 0.2. $$q = NUMBERS$$"
    assert verdicts(page, numbers=r"-0.4 \cdot 0.6 + 0.3 \cdot 0.2 = -0.731") == ["right", "wrong"]
