"""Bold words that are a paragraph of their own head a section, as READMEs tell methods apart."""

from __future__ import annotations

import pytest

from backproof.read.extract.markdown import pieces
from backproof.read.extract.pieces import Heading
from tests.check.judging import verdicts

SGD = r"$$\theta_t = \theta_{t-1} - \eta g_t$$"
MOMENTUM = r"$$v_t = \mu v_{t-1} + g_t, \quad \theta_t = \theta_{t-1} - \eta v_t$$"


@pytest.mark.parametrize("title", ["**%s**", "__%s__", "### %s"])
def test_each_method_defines_its_own_step(title: str) -> None:
    text = "\n\n".join(["Methods", title % "SGD", SGD, title % "Momentum", MOMENTUM])
    assert verdicts(text) == ["right", "right", "right"]


def test_what_follows_is_held_to_the_definition_below_its_heading() -> None:
    parts = ["Two models", "**Line**", "$$y = 2 x$$", "**Parabola**", "$$y = x^2$$", r"$$\frac{dy}{dx} = %s$$"]
    text = "\n\n".join(parts)
    assert verdicts(text % "2 x")[-1] == "right"
    assert verdicts(text % "x")[-1] == "wrong"


@pytest.mark.parametrize("title", ["**Question {}**", "**Problem {}.**", "**Aufgabe {}:**"])
def test_bold_words_at_the_start_of_a_document_head_its_first_part(title: str) -> None:
    first = [title.format(1), "$$y = 2 x$$", r"$$\frac{dy}{dx} = %s$$"]
    second = [title.format(2), "$$y = x^2$$", r"$$\frac{dy}{dx} = 2 x$$"]
    text = "\n\n".join([*first, *second])
    assert verdicts(text % "2") == ["right"] * 4
    assert verdicts(text % "x") == ["right", "wrong", "right", "right"]


@pytest.mark.parametrize(("text", "found"), [("**Part 1.**", True), ("**Part 1**", True), ("**Note:**", False)])
def test_what_heads_a_document_is_a_heading_as_further_down(text: str, found: bool) -> None:
    first, *_, last = (piece for piece in pieces(f"{text}\n\n$a = b$\n\n{text}\n\n$c$\n") if piece.text != "c")
    assert [isinstance(each, Heading) for each in (first, last)] == [found, found]


@pytest.mark.parametrize("words", ["**Note:**", "This is **bold**", "**a** and **b**", "**So**, then"])
def test_bold_words_in_a_sentence_head_nothing(words: str) -> None:
    text = f"$$a = b^2$$\n\n{words}\n\n$$= b b$$"
    assert verdicts(text) == ["right", "right"]
