r"""Matrices that lines define behind the vectors of one sample hold these: ``Z = W X + b`` beside ``z^{(i)}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

ONE = (
    r"$z^{(i)} = W x^{(i)} + b$, $a^{(i)} = \sigma(z^{(i)})$ with the sigmoid $\sigma$, and"
    r" $J = \frac1m \sum_{i=1}^m \frac12 \|a^{(i)} - y^{(i)}\|^2$."
)
COLUMNS = (r"Z = W X + b", r"A = \sigma(Z)")
ROWS = (r"Z = X W^T + b^T", r"A = \sigma(Z)")
SLOPE = r"\frac{\partial J}{\partial W} = \frac1m %s"
ERROR = r"((A - Y) \odot A \odot (1 - A))"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (SLOPE % ERROR + " X^T", "right"),
        (SLOPE % ERROR + " X", "wrong"),
        (SLOPE % "(A - Y) X^T", "wrong"),
        (r"\frac{\partial J}{\partial W} = " + ERROR + " X^T", "wrong"),
    ],
)
def test_samples_as_columns(line: str, verdict: str) -> None:
    known = (*COLUMNS, SLOPE % ERROR + " X^T")
    assert verdicts(f"{ONE}\n\n{displays(*known, line)}")[3:] == ["right", "right", "right", verdict]


@pytest.mark.parametrize(("side", "verdict"), [(ERROR + "^T X", "right"), ("(A - Y)^T X", "wrong")])
def test_samples_as_rows(side: str, verdict: str) -> None:
    """Where no line is repeated with capitals, the reading is said, or nothing is refuted by it."""
    found = verdicts(f"{ONE}\n\n{displays(*ROWS, SLOPE % side)}")[3:]
    assert found[:2] in (["right", "right"], ["right-if", "right-if"])
    assert found[2] != ("wrong" if verdict == "right" else "right")


LAYERS = (
    r"z^{[1](i)} = W^{[1]} x^{(i)} + b^{[1]}",
    r"a^{[1](i)} = \tanh(z^{[1](i)})",
    r"z^{[2](i)} = W^{[2]} a^{[1](i)} + b^{[2]}",
    r"a^{[2](i)} = \sigma(z^{[2](i)})",
    r"J = -\frac1m \sum_{i=1}^m (y^{(i)} \log a^{[2](i)} + (1 - y^{(i)}) \log(1 - a^{[2](i)}))",
    r"Z^{[1]} = W^{[1]} X + b^{[1]}",
    r"A^{[1]} = \tanh(Z^{[1]})",
    r"dZ^{[2]} = A^{[2]} - Y",
    r"dW^{[2]} = \frac1m dZ^{[2]} A^{[1]T}",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"dW^{[2]} = \frac1m dZ^{[2]} A^{[1]T}", "right"),
        (r"dW^{[2]} = dZ^{[2]} A^{[1]T}", "wrong"),
        (r"db^{[2]} = \frac1m \sum_{i=1}^m dZ^{[2](i)}", "right"),
        (r"db^{[2]} = \sum_{i=1}^m dZ^{[2](i)}", "wrong"),
        (r"dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)", "right"),
        (r"dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - A^{[1]})", "wrong"),
    ],
)
def test_matrices_of_layers(line: str, verdict: str) -> None:
    assert verdicts(f"The sigmoid is $\\sigma$.\n\n{displays(*LAYERS, line)}")[-4:] == ["right"] * 3 + [verdict]


@pytest.mark.parametrize(
    "line",
    [
        r"A = \sum_i a^{(i)} (x^{(i)})^T",
        r"A = W^T W",
    ],
)
def test_a_capital_that_is_something_else_stays_what_it_is(line: str) -> None:
    slope = SLOPE % r"\sum_{i=1}^m ((a^{(i)} - y^{(i)}) \odot a^{(i)} \odot (1 - a^{(i)})) (x^{(i)})^T"
    assert verdicts(f"{ONE}\n\n{displays(line, line, slope)}")[3:] == ["right", "right", "right"]
