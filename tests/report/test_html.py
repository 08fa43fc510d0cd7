"""A page as one file of HTML that runs nothing and loads nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backproof.report.faces import to_html
from backproof.report.faces.pictures import inline_svg
from backproof.report.page import Block, Display, Heading, Page, Paragraph, Picture, Step, Table
from backproof.syntax.latex import parse
from backproof.syntax.markup import escaped
from backproof.syntax.mathml import mathml
from backproof.syntax.tree import Node
from tests.report.pages import HOSTILE, SVG, softmax, squared_error, step
from tests.syntax.trees import trees

VOID = {"meta", "wbr"}


class Reader(HTMLParser):
    """Notes elements, attributes and text, and that every element is closed by its own tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: Page) -> Reader:
    reader = Reader(to_html(page))
    assert not reader.open
    return reader


@pytest.mark.parametrize("page", [squared_error(), softmax(), Page(())])
def test_a_page_runs_nothing_and_loads_nothing(page: Page) -> None:
    found = read(page)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(found.elements)
    names = {name for name, _ in found.attributes}
    assert not any(name.startswith("on") or name in ("src", "href", "srcset", "action") for name in names)
    assert "url(" not in to_html(page)
    assert "@import" not in to_html(page)


def test_each_block_has_its_element() -> None:
    text = to_html(squared_error())
    assert "<title>Squared error of O = wx</title>" in text
    assert "<h1>Squared error of <math><mrow><mi>O</mi><mo>=</mo>" in text
    assert "<h2>The gradient</h2>" in text
    assert "<th>quantity</th>" in text
    assert "<td>the weight <math><mi>w</mi></math></td>" in text
    assert "<figcaption>From x to L.</figcaption>" in text
    assert '<svg xmlns="http://www.w3.org/2000/svg" width="220"' in text


def test_a_step_has_its_sides_and_its_reason() -> None:
    text = to_html(Page((Display((step("L", "-y", "the loss of ", parse("y")), step(None, "z"))),)))
    left, right = mathml(parse("L"), display=True), mathml(parse("= -y"), display=True)
    reason = f'<span class="reason">the loss of {mathml(parse("y"))}</span>'
    assert (
        f'<div class="left">{left}</div><div class="right"><span class="formula">{right}</span>{reason}</div>' in text
    )
    assert '<div class="left"></div>' in text


def test_a_long_sum_goes_on_in_the_next_line_where_a_sign_stands_between_its_terms() -> None:
    terms = [rf"\frac{{\partial L}}{{\partial y_{k}}} \frac{{\partial y_{k}}}{{\partial z}}" for k in range(9)]
    text = to_html(Page((Display((step("L", " + ".join(terms)),)),)))
    assert text.count("<wbr>") == 8
    assert text.count('<math display="block"><mo form="infix">+</mo>') == 8


@pytest.mark.parametrize(
    "block", [Heading((HOSTILE,)), Paragraph((HOSTILE,)), Table(((HOSTILE,),), (((HOSTILE,),),)), Picture("", HOSTILE)]
)
def test_prose_is_text(block: Block) -> None:
    found = read(Page((block,)))
    assert HOSTILE in found.words
    assert not {"script", "img"} & set(found.elements)


@given(st.text())
@example(HOSTILE)
@example("\0\x1b]0;x\a\ud800")
def test_whatever_the_prose_the_file_is_well_formed_and_can_be_written(prose: str) -> None:
    text = to_html(Page((Heading((prose,), 1), Paragraph((prose,)), Picture(prose, prose))))
    text.encode()
    assert not Reader(text).open


@given(st.lists(trees(), min_size=1, max_size=3))
def test_no_formula_is_lost(found: list[Node]) -> None:
    steps = tuple(Step(None, "=", node, (node,)) for node in found)
    reader = read(Page((Heading(tuple(found)), Display(steps), Table((tuple(found),), ()))))
    assert reader.elements.count("math") >= 4 * len(found)


def test_a_picture_keeps_its_shapes_and_nothing_else() -> None:
    hostile = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="f()">'
        '<script>f()</script><style>@import "http://g.example"</style><image xlink:href="http://g.example/x"/>'
        '<a href="javascript:f()"><text>link</text></a><foreignObject><p>p</p></foreignObject>'
        '<rect width="3" fill="url(http://g.example)" style="fill:red"/><path d="M0 0" marker-end="url(#tip)"/></svg>'
    )
    assert inline_svg(hostile) == (
        '<svg xmlns="http://www.w3.org/2000/svg"><rect width="3" style="fill:red" />'
        '<path d="M0 0" marker-end="url(#tip)" /></svg>'
    )


@pytest.mark.parametrize(
    "text", ["", "no xml", "<p>x</p>", "<svg><g/></svg>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>']
)
def test_what_is_no_picture_is_shown_by_its_words(text: str) -> None:
    assert inline_svg(text) is None
    assert "<figure><figcaption>words</figcaption></figure>" in to_html(Page((Picture(text, "words"),)))


def test_a_formula_that_is_text_is_escaped() -> None:
    assert escaped("<&>\"'") == "&lt;&amp;&gt;&quot;&#39;"
    assert inline_svg(SVG) is not None
