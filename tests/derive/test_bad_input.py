"""What can't be derived or computed is refused in a sentence, never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from backproof import Model
from backproof.source import BackproofError

MODEL = r"$$L = (y - w x - b)^2$$"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ("x = 1" + "0" * 400, "x is no number and no array of numbers"),
        ("x = 1" + "0" * 5000, "this is no TOML"),
        ("x = " + "[" * 3000 + "]" * 3000, "this is no TOML"),
        ("x = 1e200\nw = 1e200\ny = 0\nb = 0", "L has no value for these numbers"),
    ],
)
def test_values_that_are_no_numbers(tmp_path: Path, values: str, message: str) -> None:
    path = tmp_path / "values.toml"
    path.write_text(values)
    with pytest.raises(BackproofError) as caught:
        Model.from_document(MODEL).trace(path)
    assert caught.value.diagnostic.message == message
    assert len(str(caught.value)) < 600


def test_a_rate_beyond_every_float() -> None:
    with pytest.raises(BackproofError, match="the rate is no positive number"):
        Model.from_document(MODEL).trace({"x": 1, "w": 1, "y": 1, "b": 1}, rate="1e400")


def test_what_is_differentiated_is_no_parameter() -> None:
    with pytest.raises(BackproofError) as caught:
        Model.from_document(MODEL).derive("L")
    assert caught.value.diagnostic.advice == "name what L depends on: y, w, x, b"


def test_of_an_array_the_jacobian_is_offered() -> None:
    with pytest.raises(BackproofError) as caught:
        Model.from_document("$$h_j = x_j^2$$").derive()
    assert caught.value.diagnostic.advice.endswith("of an array, the gradient is the Jacobian")
