"""Numbered items that say anew what a name of the setup is."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

SETUP = r"""In all exercises $z = w x + b$, $a = \sigma(z)$ and $L = \frac12 (a - t)^2$.

1. $$\frac{\partial L}{\partial w} = (a - t) a (1 - a) x$$

2. The activation is $a = \max(0, z)$ instead.

"""
SIGMOID = r"$$\frac{\partial L}{\partial w} = (a - t) a (1 - a) x$$"
RELU = r"$$\frac{\partial L}{\partial w} = (a - t) 1(z > 0) x$$"


@pytest.mark.parametrize(("line", "verdict"), [(RELU, "right"), (SIGMOID, "unchecked")])
def test_what_an_item_says_of_a_name_goes_before_its_setup(line: str, verdict: str) -> None:
    assert verdicts(SETUP + line)[-1] == verdict


@pytest.mark.parametrize(("line", "verdict"), [(SIGMOID, "right"), (RELU, "unchecked")])
def test_the_next_item_goes_on_with_the_setup(line: str, verdict: str) -> None:
    assert verdicts(f"{SETUP}{RELU}\n\n3. Again, {line}")[-1] == verdict


def test_a_function_of_any_kind_is_no_other_meaning() -> None:
    """The letter f may be the one that the setup names."""
    text = SETUP.replace(r"a = \max(0, z)", "a = f(z)").replace(" instead", "")
    assert verdicts(text + SIGMOID)[-1] == "right"
