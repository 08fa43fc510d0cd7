r"""Functions that a text applies in brackets throughout: ``f[x, \phi]``, ``a[z]`` beside ``\exp[z]``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    ("lines", "slip"),
    [
        (("a[z] = z^2", "z = w x", "h = a[z]", r"\frac{\partial h}{\partial w} = 2 z x"), ("2 z", "2 w")),
        (("f[u] = u^2", "L = f[w x]", r"\frac{\partial L}{\partial w} = 2 w x^2"), ("2 w", "w")),
        (
            (r"f[x, v] = v x^2", "L = (f[x, v] - y)^2", r"\frac{\partial L}{\partial v} = 2 (f[x, v] - y) x^2"),
            ("x^2", "x"),
        ),
    ],
)  # fmt: skip
def test_one_that_an_equation_defines_is_applied(lines: tuple[str, ...], slip: tuple[str, str]) -> None:
    assert set(verdicts(displays(*lines))) == {"right"}
    assert verdicts(displays(*lines[:-1], lines[-1].replace(*slip)))[-1] == "wrong"


def test_a_letter_that_stands_alone_is_a_factor() -> None:
    given = ("y = b [x + c]", "z = b + 1", r"\frac{dy}{dx} = b")
    assert verdicts(displays(*given))[-1] == "right"
    assert verdicts(displays(*given[:-1], r"\frac{dy}{dx} = c"))[-1] == "wrong"


def test_places_of_a_signal_are_no_arguments() -> None:
    given = (r"g[n] = \sum_m h[m] x[n-m]", r"\frac{\partial g[n]}{\partial h[m]} = x[n-m]")
    assert verdicts(displays(*given))[-1] == "right"
    assert "right" not in verdicts(displays(*given[:-1], given[-1].replace("x[n-m]", "x[m-n]")))[1:]
