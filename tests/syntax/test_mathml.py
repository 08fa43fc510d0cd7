"""Formulas as MathML Core: what browsers get, in a table that was made by heart."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given

from backproof.syntax.characters import CHARACTERS, in_alphabet
from backproof.syntax.latex import parse
from backproof.syntax.mathml import element, mathml
from backproof.syntax.symbols import SYMBOLS
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Script, Styled, Unread
from tests.syntax.trees import AT, children, trees

ACCENTS = {"hat": "ˆ", "tilde": "˜", "bar": "¯", "vec": "→", "dot": "˙", "ddot": "¨", "widehat": "\u0302"}
SPACE = '<mspace width="0.1667em"/>'

CORE = frozenset(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd "
    "merror".split()
)
CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x", "<mi>x</mi>"),
        ("12", "<mn>12</mn>"),
        (r"\alpha", "<mi>α</mi>"),
        (r"\Gamma", '<mi mathvariant="normal">Γ</mi>'),
        (r"\mathbf{w}", "<mi>𝐰</mi>"),
        (r"\boldsymbol{\delta}", "<mi>𝛅</mi>"),
        (r"\mathcal{L}", "<mi>ℒ</mi>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (r"\mathbb{1}", "<mn>𝟙</mn>"),
        (r"x_i", "<msub><mi>x</mi><mi>i</mi></msub>"),
        (r"x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (r"f'", '<msup><mi>f</mi><mo lspace="0" rspace="0">′</mo></msup>'),
        (r"f''_i", '<msubsup><mi>f</mi><mi>i</mi><mo lspace="0" rspace="0">″</mo></msubsup>'),
        (r"\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\sqrt{x}", "<msqrt><mi>x</mi></msqrt>"),
        (r"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
        (r"a < b", "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>"),
        (r"a - b", "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>"),
        (r"-b", '<mrow><mo form="prefix">−</mo><mi>b</mi></mrow>'),
        (r"a = -b", '<mrow><mi>a</mi><mo>=</mo><mo form="prefix">−</mo><mi>b</mi></mrow>'),
        (r"a\log b", f"<mrow><mi>a</mi>{SPACE}<mi>log</mi>{SPACE}<mi>b</mi></mrow>"),
        (r"\frac{1}{2}x", f"<mrow><mfrac><mn>1</mn><mn>2</mn></mfrac>{SPACE}<mi>x</mi></mrow>"),
        (
            r"\log(x)",
            '<mrow><mi>log</mi><mrow><mo form="prefix" stretchy="false">(</mo><mi>x</mi>'
            '<mo form="postfix" stretchy="false">)</mo></mrow></mrow>',
        ),
        (
            r"\left(\frac12\right)",
            '<mrow><mo form="prefix">(</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo form="postfix">)</mo></mrow>',
        ),
        (
            r"\sum_k^n x",
            f'<mrow><munderover><mo lspace="0" rspace="0">∑</mo><mi>k</mi><mi>n</mi></munderover>{SPACE}'
            "<mi>x</mi></mrow>",
        ),
        (
            r"\max_k x",
            f'<mrow><munder><mo movablelimits="true" lspace="0" rspace="0">max</mo><mi>k</mi></munder>{SPACE}'
            "<mi>x</mi></mrow>",
        ),
        (r"\hat{y}", '<mover accent="true"><mi>y</mi><mo stretchy="false">ˆ</mo></mover>'),
        (r"\quad", '<mspace width="1em"/>'),
        (r"\text{if }", "<mtext>if\u00a0</mtext>"),
        (
            r"\begin{pmatrix} a & b \end{pmatrix}",
            '<mrow><mo form="prefix">(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>'
            '<mo form="postfix">)</mo></mrow>',
        ),
        (
            r"\begin{cases} 1 & a \end{cases}",
            '<mrow><mo form="prefix">{</mo><mtable><mtr><mtd style="text-align:left"><mn>1</mn></mtd>'
            '<mtd style="text-align:left"><mi>a</mi></mtd></mtr></mtable></mrow>',
        ),
    ],
)
def test_each_kind_of_node_has_its_element(latex: str, expected: str) -> None:
    assert element(parse(latex)) == expected


def test_a_formula_says_whether_it_has_a_line_for_itself() -> None:
    assert mathml(parse("x")) == "<math><mi>x</mi></math>"
    assert mathml(parse("x"), display=True) == '<math display="block"><mi>x</mi></math>'


def test_what_a_formula_says_is_never_markup() -> None:
    hostile = '</math><img src="x" onerror="f()">\0'
    nodes: list[Node] = [Atom(kind, hostile, AT) for kind in Kind if kind is not Kind.SPACE]
    for node in (*nodes, Unread(hostile, "", AT)):
        (child,) = ElementTree.fromstring(mathml(node))
        assert "".join(child.itertext()).replace("\u00a0", " ") == hostile.replace("\0", "\ufffd")


@given(trees())
def test_every_tree_is_well_formed_and_of_the_elements_that_browsers_know(tree: Node) -> None:
    root = ElementTree.fromstring(mathml(tree))
    for each in root.iter():
        assert each.tag in CORE
        assert len(each) == CHILDREN.get(each.tag, len(each))
        assert not (each.text and each.tag not in ("mi", "mn", "mo", "mtext"))


@given(trees())
def test_no_sign_is_lost(tree: Node) -> None:
    found = "".join(ElementTree.fromstring(mathml(tree)).itertext())
    assert sorted(found) == sorted("".join(_signs(tree)))


def test_every_known_sign_has_a_character() -> None:
    wordy = {Kind.NAME, Kind.SPACE}
    spelt = {text for kind, text in SYMBOLS.values() if kind not in wordy and len(text) > 1 and text.isalpha()}
    assert spelt <= CHARACTERS.keys()


def _signs(tree: Node) -> Iterator[str]:
    """What has to be seen of a tree, sign by sign; lines over and under a formula are no signs."""
    match tree:
        case Styled("bold" | "cal" | "bb" | "frak" as style, Atom(_, text)):
            yield in_alphabet(style, text) or text
            return
        case Atom(Kind.TEXT, text):
            yield text.replace(" ", "\u00a0")
        case Atom(Kind.NAME, text):
            yield text
        case Atom(kind, text) if kind is not Kind.SPACE:
            yield CHARACTERS.get(text, text)
        case Styled(style):
            yield ACCENTS.get(style, "")
        case Script(primes=primes):
            yield ("", "′", "″")[primes]
        case Fence(opening, _, closing) | Grid(_, _, opening, closing):
            yield CHARACTERS.get(opening, opening) + CHARACTERS.get(closing, closing)
        case _:
            pass
    for child in children(tree):
        yield from _signs(child)
