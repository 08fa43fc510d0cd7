"""A page as Markdown: a person reads it, and the checker reads it back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Verdict
from backproof.read.extract.extract import extract
from backproof.read.extract.pieces import Formula
from backproof.report.faces import to_markdown
from backproof.report.faces.steps import formula, written
from backproof.report.page import Display, Heading, Page, Paragraph, Picture, Step, Table
from backproof.source import Source
from backproof.syntax.latex import parse
from backproof.syntax.tree import Atom, Kind, Node, Unread
from backproof.syntax.write import latex
from tests.report.pages import HOSTILE, SVG, softmax, squared_error, step
from tests.syntax.trees import AT, trees

PAGE = r"""# Squared error of $O = wx$

The model is linear, and the label $y$ is given.

$$O = wx$$

The loss is the squared distance.

$$L = (y - O)^{2}$$

## The gradient

The chain rule goes along the only path from $L$ to $w$.

The chain rule.

$$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial O} \frac{\partial O}{\partial w}$$

A square has twice its base.

$$= -2(y - O) \frac{\partial O}{\partial w}$$

$O$ is linear in $w$.

$$= -2(y - O) x$$

| quantity | shape |
|---|---|
| the weight $w$ | a number |

*From x to L.*
"""


def formulas(text: str) -> list[str]:
    return [piece.text for piece in extract(Source("page.md", text)) if isinstance(piece, Formula)]


def test_a_page_is_headings_prose_displays_and_tables() -> None:
    assert to_markdown(squared_error()) == PAGE


def test_every_line_of_a_right_page_is_right_to_the_checker_in_its_order() -> None:
    checked = check_source(Source("page.md", to_markdown(squared_error())))
    assert [each.latex for each in checked.judgements] == [
        "O = wx",
        "O = wx",
        "L = (y - O)^{2}",
        r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial O} \frac{\partial O}{\partial w}",
        r"= -2(y - O) \frac{\partial O}{\partial w}",
        "= -2(y - O) x",
    ]
    assert {each.verdict for each in checked.judgements} == {Verdict.RIGHT}


def test_cases_sums_and_long_rows_are_right_to_the_checker_too() -> None:
    checked = check_source(Source("page.md", to_markdown(softmax())))
    assert len(checked.judgements) == 13
    assert {each.verdict for each in checked.judgements} == {Verdict.RIGHT}


def test_a_slip_in_a_chain_that_goes_on_is_found() -> None:
    slip = Page((*squared_error().blocks[:-2], Display((step(None, "-3 (y - O) x"),))))
    checked = check_source(Source("page.md", to_markdown(slip)))
    assert [each.verdict for each in checked.judgements if each.verdict is not Verdict.RIGHT] == [Verdict.WRONG]


@pytest.mark.parametrize("block", [Heading((HOSTILE,)), Paragraph((HOSTILE,)), Picture(SVG, HOSTILE)])
def test_prose_is_never_a_formula_or_markup(block: Heading | Paragraph | Picture) -> None:
    text = to_markdown(Page((block,)))
    assert formulas(text) == []
    assert not set("<>`[]") & set(text)
    assert "&#92;input{/etc/passwd} &#92;(x &#61; y&#92;)" in text


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("- no item", r"\- no item"),
        ("1. no list", r"1\. no list"),
        ("12) no list", r"12\) no list"),
        ("# no heading #", r"\# no heading \#"),
        ("---", r"\---"),
        (".. math:: a", r"\.. math:: a"),
        ("> no quotation", "&gt; no quotation"),
        ("in *two*\n\nlines", r"in \*two\* lines"),
        ("one_hot and _this_", r"one_hot and \_this\_"),
    ],
)
def test_prose_is_no_block_of_markdown(prose: str, expected: str) -> None:
    assert to_markdown(Page((Paragraph((prose,)),))) == f"{expected}\n"


@given(st.text())
@example(HOSTILE)
@example("see https://latex.codecogs.com/svg.latex?a=b")
@example(":math:`a = b`")
@example("so y<sub>1</sub> = a")
def test_no_prose_is_read_as_a_formula(prose: str) -> None:
    assert formulas(to_markdown(Page((Paragraph((prose,)), Table(((prose,),), (((prose,),),)))))) == []


@given(st.lists(trees(), min_size=1, max_size=3))
def test_every_formula_is_read_back_in_its_order(found: list[Node]) -> None:
    steps = tuple(Step(None, "=", each, ("a reason with ", each)) for each in found)
    expected = [latex(written(each)) for one in steps for each in (one.right, formula(one))]
    assert list(map(_packed, formulas(to_markdown(Page((Display(steps),)))))) == list(map(_packed, expected))


def _packed(source: str) -> str:
    """A formula without spaces, and without the escape that the reader takes for Markdown's own."""
    return "".join(source.split()).replace(r"\_", "_")


def test_formulas_side_by_side_stay_two_formulas() -> None:
    text = to_markdown(
        Page(
            (
                Paragraph(
                    (parse("x"), parse("y"), "2 and ", parse("z"), "."),
                ),
            )
        )
    )
    assert text == "$x$ $y$ 2 and $z$.\n"


def test_a_bar_in_a_table_does_not_end_its_cell() -> None:
    cells = (parse(r"\left| x \right|"), " or ", parse(r"\left\| x \right\|"), " a | b")
    *_, row = to_markdown(Page((Table(((),), ((cells,),)),))).splitlines()
    assert row == r"| $\left\vert x \right\vert $ or $\left\Vert x \right\Vert $ a \| b |"


def test_what_was_not_read_is_text_and_no_markup() -> None:
    nodes = Unread(r"</script>\input{a} $$ `b`", "", AT), Atom(Kind.TEXT, "<img onerror=f()>", AT)
    text = to_markdown(Page((Display(tuple(Step(parse("a"), "=", node) for node in nodes)),)))
    assert "</" not in text
    assert "<i" not in text
    assert r"\input" not in text
    assert len(formulas(text)) == 2
