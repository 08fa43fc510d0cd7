r"""What one sample gives is said first, ``dW = dz a^T``, and then what all of them do, ``dW = \frac1m dZ A^T``."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

LAYER = displays(r"z = W x + b, \quad a = \sigma(z)", "dz = da * a * (1 - a)")
ALL = "For all samples\n\n" + displays("dZ = dA * A * (1 - A)", r"dW = \frac1m dZ X^T")
UNIT = displays(r"z = w^T x + b, \quad a = \sigma(z), \quad L = -y \log a - (1 - y) \log(1 - a)", "dz = a - y")
UNITS = displays(r"Z = w^T X + b, \quad A = \sigma(Z)", "dZ = A - Y", r"dw = \frac1m X dZ^T")


def test_a_gradient_of_one_sample_lacks_no_number_of_samples() -> None:
    right, slip = displays("dW = dz x^T"), displays("dW = 2 dz x^T")
    assert verdicts(f"{LAYER}\n\n{right}\n\n{ALL}")[3] == "right"
    assert verdicts(f"{LAYER}\n\n{slip}\n\n{ALL}")[3] == "wrong"


def test_small_letters_that_are_divided_are_of_all_samples() -> None:
    every = displays(r"dw = \frac1m x dz^T")
    assert verdicts(f"{LAYER}\n\n{displays('dW = dz x^T')}\n\n{every}")[3] != "wrong"


def test_shapes_refute_no_number_of_one_sample_beside_the_row_of_all() -> None:
    assert verdicts(f"{UNIT}\n\n{displays('dw = x dz')}\n\n{UNITS}")[4] != "wrong"
    assert verdicts(f"{UNIT}\n\n{displays('dw = x dz')}")[-1] == "right"
    assert verdicts(f"{UNIT}\n\n{displays('dw = 2 x dz')}")[-1] == "wrong"


def test_the_layers_of_one_sample_go_before_those_of_all() -> None:
    text = (
        r"$$z^{[l]} = W^{[l]} a^{[l-1]} + b^{[l]}, \quad a^{[l]} = g(z^{[l]})$$"
        r"$$dz^{[l]} = da^{[l]} * g'(z^{[l]}), \quad dW^{[l]} = dz^{[l]} a^{[l-1]T}$$"
        r"$$da^{[l-1]} = W^{[l]T} dz^{[l]}$$"
        r"$$dW^{[l]} = \frac1m dZ^{[l]} A^{[l-1]T}, \quad dA^{[l-1]} = W^{[l]T} dZ^{[l]}$$"
    )
    assert verdicts(text)[2:5] == ["right"] * 3
