"""Rubrics: what a teacher writes in TOML, and what is said of what can't be meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backproof.api.rubrics import read_rubric
from backproof.check.grading.keys import Key
from backproof.check.grading.rubric import Aspect, Rubric
from backproof.source import BackproofError, Source
from backproof.source.load import load

KEY = Key.of(Source("key.md", r"$$u_k = \sum_j v_{jk} h_j + c_k$$ and $$L = \frac12 \sum_k (u_k - y_k)^2$$"))
BY_V, BY_C = r"\frac{\partial L}{\partial v_{jk}}", r"\frac{\partial L}{\partial c_k}"
GOOD = f"""\
carried = 0.25

[[part]]
name = "weights"
of = '{BY_V}'
points = 5

[[part]]
name = "both"
of = ['{BY_V}', '{BY_C}']
each = 3

[[part]]
name = "right dimensions"
aspect = "dimensions"
points = 4
"""


def rubric(text: str, folder: Path) -> Rubric:
    path = folder / "rubric.toml"
    path.write_text(text, encoding="utf-8")
    return read_rubric(path, KEY)


def test_parts_have_points_for_all_of_their_quantities_or_for_each(tmp_path: Path) -> None:
    found = rubric(GOOD, tmp_path)
    assert [(part.name, part.points, part.each, len(part.quantities)) for part in found.parts] == [
        ("weights", 5.0, 5.0, 1),
        ("both", 6.0, 3.0, 2),
        ("right dimensions", 4.0, 2.0, 2),
    ]
    assert [part.aspect for part in found.parts] == [Aspect.ANSWER, Aspect.ANSWER, Aspect.DIMENSIONS]
    assert (found.carried, found.points) == (0.25, 15.0)


@pytest.mark.parametrize(
    ("text", "message", "written", "expected"),
    [
        ("points = ", "this is no TOML", "Invalid value (at end of document)", "lines such as points = 5"),
        ("", "a rubric needs parts", "no [[part]]", "[[part]] with name, of and points"),
        ("total = 5\n" + GOOD, "a rubric has no such entry", "total", "[[part]] and carried"),
        (GOOD.replace("weights", ""), "part 1 has no name", "name = ''", 'name = "gradient of w"'),
        (GOOD.replace("both", "weights"), "two parts have one name", "weights", "a name for each part"),
        (GOOD.replace("each = 3", "score = 3"), "both has an unknown entry", "score", "name, of, points, each, aspect"),
        (GOOD.replace("points = 5", "points = -5"), "points can't be this", "points = -5", "a number from 0 on"),
        (GOOD.replace("points = 5", "points = inf"), "points can't be this", "points = inf", "a number from 0 on"),
        (GOOD.replace("points = 5", "points = true"), "points can't be this", "points = True", "a number from 0 on"),
        (GOOD.replace("0.25", "2"), "carried can't be this", "carried = 2", "a number from 0 to 1"),
        (GOOD.replace("each = 3", ""), "the points of both are not clear", "neither points nor each", "one of them"),
        (GOOD.replace("= 3", "= 3\npoints = 1"), "the points of both are not clear", "points and each", "one of them"),
        (GOOD.replace("= 'dim", "= 'x").replace('"dimensions"', '"shape"'), "there is no such aspect", "shape",
         "answer or dimensions"),
        (GOOD.replace(f"of = '{BY_V}'\n", ""), "weights is about nothing", "no of",
         r"of = '\frac{\partial L}{\partial w_{ij}}'"),
        (GOOD.replace(f"of = '{BY_V}'", "of = 3"), "weights is not about formulas", "of = 3",
         "a formula, or a list of them"),
        (GOOD.replace(f"'{BY_V}'\npoints", r"'\frac{\partial L}{\partial q}'" + "\npoints"),
         "the key lacks what weights asks for", r"\frac{\partial L}{\partial q}", "one of: value of u, value of L"),
    ],
)  # fmt: skip
def test_what_can_not_be_meant_is_said_with_both_sides(
    text: str, message: str, written: str, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(BackproofError) as caught:
        rubric(text, tmp_path)
    found = caught.value.diagnostic
    assert (found.message, found.written, found.expected) == (message, written, expected)
    assert found.advice
    assert found.source is not None


def test_the_place_of_what_is_wrong_is_shown(tmp_path: Path) -> None:
    with pytest.raises(BackproofError, match=r"rubric\.toml:6:1: points can't be this"):
        rubric(GOOD.replace("points = 5", "points = -5"), tmp_path)


def test_the_rubric_of_the_page_on_grading_can_be_used(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "grading.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    key = Key.of(Source("key.md", r"$$u = W x + b$$ $$o = \sigma(u) + c$$ $$L = \frac12 \|o - y\|^2$$"))
    (tmp_path / "rubric.toml").write_text(block, encoding="utf-8")
    assert [(part.name, part.points) for part in read_rubric(tmp_path / "rubric.toml", key).parts] == [
        ("gradient of W", 5.0),
        ("biases", 6.0),
        ("right dimensions", 4.0),
    ]


def test_the_key_and_the_rubric_of_the_example_are_right() -> None:
    examples = Path(__file__).parents[2] / "examples"
    key = Key.of(load(str(examples / "key.md")))
    assert not key.wrong
    assert read_rubric(examples / "rubric.toml", key).points == 16.0
