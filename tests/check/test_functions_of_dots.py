r"""``z(w, x) = w \cdot x`` beside whole arrays is a quantity made of vectors, not a function of numbers."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

UNIT = (r"z(w, b, x) = w \cdot x + b", r"activation(z) = \max(0, z)", r"\frac{\partial z}{\partial w} = x^T")


def test_a_dot_of_what_a_function_is_written_with_is_one_of_vectors() -> None:
    slip = r"\frac{\partial z}{\partial w} = w^T"
    assert verdicts(displays(*UNIT, slip)) == ["right", "right", "right", "wrong"]


def test_the_loss_behind_such_a_function_is_judged_by_vectors() -> None:
    net = ("z(w, x) = w \\cdot x", r"\hat y = \sigma(z)", r"L = \frac12 (\hat y - y)^2")
    slope = r"\frac{\partial L}{\partial w} = (\hat y - y) \hat y (1 - \hat y) x^T"
    assert verdicts(displays(*net, slope, slope.replace("1 -", "1 +")))[-2:] == ["right", "wrong"]


def test_its_slope_by_cases_is_not_refuted() -> None:
    cases = r"\begin{cases} 0 & w \cdot x + b \leq 0 \\ %s & w \cdot x + b > 0 \end{cases}"
    slope = r"\frac{\partial activation}{\partial b} = "
    found = verdicts(displays(*UNIT, slope + cases % "1", slope + cases % "2"))
    assert found[-2:] == ["right", "wrong"]


def test_a_function_that_numbers_are_put_into_stays_one() -> None:
    page = displays(
        r"f(x, y) = x \cdot y", "z = W^T h", r"\frac{\partial f}{\partial x} = y", "f(2, 3) = 6", "f(2, 3) = 5"
    )
    assert verdicts(page) == ["right", "right", "right", "right", "wrong"]
