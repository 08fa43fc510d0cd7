"""The parts of a document that are judged alone."""

from __future__ import annotations

from backproof.check.parts import parts
from backproof.read.document import read_document
from backproof.source import Source

TEXT = """# One unit

$$z = w x$$

$$\\frac{\\partial z}{\\partial w} = x$$

$$\\frac{\\partial z}{\\partial x} = w$$

## With a bias

$$z = w x + b$$

$$\\frac{\\partial z}{\\partial b} = 1$$

$$\\frac{\\partial z}{\\partial x} = w$$

$$z = w x - b$$

$$\\frac{\\partial z}{\\partial b} = -1$$

$$\\frac{\\partial z}{\\partial x} = w$$

## After it

$$z = 2 x$$

$$\\frac{\\partial z}{\\partial x} = 2$$

$$y = z + 1$$
"""


def test_examples_end_with_their_sections_and_no_part_comes_twice() -> None:
    lines = read_document(Source("hw.md", TEXT)).lines
    assert list(parts(lines)) == [(0, 1, 2), (3, 4, 5, 6, 7, 8), (9, 10, 11), (3, 4, 5), (6, 7, 8)]
