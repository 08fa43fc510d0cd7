"""A page for a terminal: Unicode formulas, reasons beside or below them, lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.report.faces import to_terminal
from backproof.report.page import Display, Heading, Page, Paragraph, Picture, Step, Table
from backproof.syntax.latex import parse
from backproof.syntax.tree import Node
from backproof.syntax.unicode import unicode
from tests.report.pages import HOSTILE, squared_error, step
from tests.syntax.trees import trees

PAGE = """\
Squared error of O = wx
═══════════════════════

The model is linear, and the label y is given.

    O = wx
    L = (y − O)²   (the loss is the squared distance)

The gradient
────────────

The chain rule goes along the only path from L to w.

    ∂L/∂w = ∂L/∂O · ∂O/∂w   (the chain rule)
          = −2(y − O) ∂O/∂w   (a square has twice its base)
          = −2(y − O)x   (O is linear in w)

quantity      shape
────────────  ────────
the weight w  a number

[Picture: From x to L.]
"""


def test_a_page_is_text_with_its_formulas_set_in() -> None:
    assert to_terminal(squared_error()) == PAGE


def test_a_reason_without_room_stands_below() -> None:
    page = Page((Display((step("L", "(y - O)^2", "the loss is the squared distance"),)),))
    assert to_terminal(page, width=44) == "    L = (y − O)²\n        (the loss is the squared distance)\n"


def test_a_long_formula_goes_on_before_a_sign_and_behind_its_relation() -> None:
    page = Page((Display((step("L", " + ".join(f"a_{k} b_{k}" for k in range(6))),)),))
    assert to_terminal(page, width=40) == (
        "    L = a_0 b_0 + a_1 b_1 + a_2 b_2\n"
        "        + a_3 b_3 + a_4 b_4 + a_5 b_5\n"
    )  # fmt: skip


def test_a_product_is_broken_only_where_it_is_long() -> None:
    page = Page((Display((step("L", r"0.25 \cdot 0.5 + 0.75 \cdot 0.125 + 1.5 \cdot 2.25"),)),))
    assert to_terminal(page, width=40) == "    L = 0.25 · 0.5 + 0.75 · 0.125\n        + 1.5 · 2.25\n"
    page = Page((Display((step("L", r" \cdot ".join(["0.123456"] * 5)),)),))
    assert to_terminal(page, width=40) == (
        "    L = 0.123456 · 0.123456 · 0.123456\n        · 0.123456 · 0.123456\n"
    )  # fmt: skip


def test_a_formula_in_prose_stays_in_one_piece() -> None:
    page = Page(
        (
            Paragraph(
                ("Some words, and then ", parse("a = b + c"), "."),
            ),
        )
    )
    assert to_terminal(page, width=26) == "Some words, and then\na = b + c.\n"


def test_a_wide_table_is_written_row_by_row() -> None:
    page = Page((Table((("name",), ("meaning",)), ((("w",), ("the weight of the only input",)),)),))
    assert to_terminal(page, width=20) == "name: w\nmeaning: the weight\n    of the only\n    input\n"


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)))
def test_prose_fits_the_width_and_keeps_its_words(words: list[str]) -> None:
    lines = to_terminal(Page((Paragraph((" ".join(words),)),)), width=20).splitlines()
    assert all(len(line) <= 20 for line in lines)
    assert " ".join(lines).split() == words


@given(st.lists(trees(), min_size=1, max_size=3))
def test_no_formula_is_lost(found: list[Node]) -> None:
    text = to_terminal(Page((Display(tuple(Step(None, "=", node, (node,)) for node in found)),)), width=40)
    packed = "".join(text.split())
    for node in found:
        assert packed.count("".join(unicode(node).split())) >= 2


@pytest.mark.parametrize("sign", ["\x1b", "\a", "\b", "\x9b", "\u202e", "\0"])
def test_a_page_does_not_command_the_terminal(sign: str) -> None:
    text = f"a{sign}[2Jb"
    page = Page((Heading((text,)), Paragraph((text,)), Table(((text,),), (((text,),),)), Picture(text, text)))
    assert sign not in to_terminal(page)
    assert "a·[2Jb" in to_terminal(page)


def test_prose_is_shown_as_it_is() -> None:
    assert "".join(to_terminal(Page((Paragraph((HOSTILE,)),))).split()) == "".join(HOSTILE.split())
