r"""A t in parentheses is the argument of a function of a plain number, and else a time."""

import pytest

from tests.check.judging import displays, verdicts


def test_a_function_that_is_given_by_t_has_an_argument_t() -> None:
    found = verdicts(
        displays(
            r"s(t) = \frac{1}{1 + e^{-t}}",
            r"s'(t) = s(t) (1 - s(t))",
            r"s(-t) = 1 - s(t)",
            r"r(t) = t\, s(t)",
            r"r'(t) = s(t) + t\, s(t) (1 - s(t))",
            r"\tanh(t) = 2 s(2 t) - 1",
        )
    )
    assert found == ["right"] * 6


@pytest.mark.parametrize("slip", [r"s'(t) = s(t) (1 + s(t))", r"s(-t) = s(t) - 1", r"s''(t) = s(t) (1 - 2 s(t))"])
def test_a_slip_in_a_function_of_t_is_refuted(slip: str) -> None:
    assert verdicts(displays(r"s(t) = \frac{1}{1 + e^{-t}}", r"s'(t) = s(t) (1 - s(t))", slip))[-1] == "wrong"


@pytest.mark.parametrize("line", [r"h(t) = \tanh(w h(t-1) + u x(t))", r"w(t+1) = w(t) - \eta g(t)", r"x(t)^T = y(t)"])
def test_what_happens_at_a_time_makes_no_function(line: str) -> None:
    assert "right" not in verdicts(displays(line))
