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


@pytest.mark.parametrize("content", [None, b"\x00\x01\x02", "σ = 1".encode() + b"\xff"])
def test_a_file_of_values_that_cannot_be_read_is_asked_for_in_toml(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "values.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackproofError) as caught:
        Model.from_document(MODEL).trace(path)
    said = str(caught.value)
    assert "Markdown" not in said
    assert "document" not in said
    assert content is not None or "a text file with values in TOML" in said


def test_of_two_outputs_the_loss_is_taken_and_without_a_loss_both_are_named() -> None:
    outputs = "$$z = w x$$ and $$a = z^2$$ and $$%s = (z - t)^2$$"
    assert Model.from_document(outputs % "L").derive().latex == r"\frac{\partial L}{\partial w} = 2(z - t) x"
    with pytest.raises(BackproofError) as caught:
        Model.from_document(outputs % "q").derive()
    problem = caught.value.diagnostic
    assert (problem.message, problem.written, problem.expected, problem.advice) == (
        "it is not clear what the gradient is of",
        "2 scalars that no other definition uses: a, q",
        "one, or the name of a definition",
        "name it: of=\"q\", or --of 'q' on the command line",
    )


@pytest.mark.parametrize("rectified", [r"\max(0, z)", r"\max(z, 0)", r"\operatorname{ReLU}(z)", r"-\min(0, -z)"])
def test_every_way_to_write_a_rectified_number_has_the_slope_0_at_its_kink(rectified: str) -> None:
    model = Model("z = w x", f"h = {rectified}", "L = 3 h")
    assert model.gradient("w").evaluate(w=0, x=2) == 0
    assert model.gradient("w").evaluate(w=1, x=2) == 6
    assert model.gradient("w").evaluate(w=-1, x=2) == 0


def test_what_was_taken_for_a_parameter_is_said_where_something_else_may_be_one() -> None:
    text = Model("f = q^2 + a b", "q = a + b").derive().to("text")
    assert "the parameters are b by their letters, and not a (--wrt names others)" in " ".join(text.split())
    assert "by their letters" not in Model("f = q^2 + a b", "q = a + b").derive("a", "b").to("text")
    assert "by their letters" not in Model("L = (w x - y)^2").derive().to("text")


def test_a_kink_is_told_without_a_minus_in_front() -> None:
    text = Model(r"L = \max(0, 1 - y s)", "s = w x").derive().to("text")
    assert "Where 1 − ys is zero, max(0, 1 − ys) has no derivative" in text


def test_a_definition_that_is_not_taken_as_it_is_written_is_told() -> None:
    text = r"$$u = \sum_{j=1}^3 w_j x_j$$ $$v = \sum_{j=1}^5 x_j$$ $$L = (u - v)^2$$"
    (note,) = Model.from_document(text).notes
    assert note.startswith("v is not taken as it is written: the sum over j ends at 5, but j = 1..3")
    assert note[:40] in Model.from_document(text).derive("w").to("text").replace("\n", " ")
