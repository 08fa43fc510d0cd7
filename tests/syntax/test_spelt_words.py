"""Words that are typed with spaces between their letters, and names of operators that have a command of their own."""

from __future__ import annotations

import pytest

from backproof.syntax.latex import parse
from backproof.syntax.tree import Atom, Kind


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        (r"\mathrm { R e L U }", "ReLU"),
        (r"\mathrm { i f ~ }", "if"),
        (r"\operatorname { s o f t m a x }", "softmax"),
        (r"\operatorname{th}", "tanh"),
        (r"\operatorname{sen}", "sin"),
        (r"\operatorname{relu}", "relu"),
    ],
)
def test_it_is_one_word(latex: str, name: str) -> None:
    match parse(latex):
        case Atom(Kind.NAME, text):
            assert text == name
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("latex", [r"\mathrm{A B C}", r"\mathrm{d x}", r"\mathrm{x y}", r"\mathrm { d t }"])
def test_a_product_stays_one(latex: str) -> None:
    assert not isinstance(parse(latex), Atom)
