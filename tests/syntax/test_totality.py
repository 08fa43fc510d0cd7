"""Any text parses, in bounded time, and every node lies where it should."""

import itertools
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.source import Span
from backproof.syntax.latex import MAX_LENGTH, parse
from backproof.syntax.macros import Macro
from backproof.syntax.rows import MAX_DEPTH
from backproof.syntax.symbols import ACCENTS, DROPPED, ENVIRONMENTS, SYMBOLS, TRANSPARENT
from backproof.syntax.tree import Fence, Fraction, Node, Row, Unread
from tests.syntax.trees import children, walk

_FRAGMENTS = sorted(
    {*SYMBOLS, *ACCENTS, *DROPPED, *TRANSPARENT}
    | {rf"\{side}{{{name}}}" for name in ENVIRONMENTS for side in ("begin", "end")}
    | {
        r"\frac",
        r"\sqrt",
        r"\left",
        r"\right",
        r"\left(",
        r"\right)",
        r"\middle",
        r"\text{",
        r"\text",
        r"\mathbf",
        r"\rm",
    }
    | {
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "|",
        "||",
        "^",
        "_",
        "'",
        "&",
        r"\\",
        r"\{",
        r"\}",
        "$",
        "%",
        "\n",
        " ",
        "#1",
        "12",
        ".5",
    }
    | {
        r"\over",
        r"\not",
        r"\overset",
        r"\substack",
        r"\hspace{",
        r"\operatorname",
        r"\foo",
        "x",
        "₁",
        "²",
        "ŷ",
        "∑",
        "误",
    }
)
_texts = st.text(max_size=40) | st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map("".join)


def _in_order(node: Node) -> bool:
    """Whether the parts of a node lie in it, and those of a row one after the other."""
    parts = children(node)
    nested = all(node.span.covers(part.span) for part in parts)
    if isinstance(node, Row | Fraction | Fence):
        nested &= all(left.span.end <= right.span.start for left, right in itertools.pairwise(parts))
    return nested


@given(_texts, st.integers(0, 1000))
def test_any_text_is_a_tree_whose_spans_nest_in_the_text_and_are_in_order(text: str, offset: int) -> None:
    tree = parse(text, offset)
    assert Span(offset, offset + len(text)).covers(tree.span)
    assert all(_in_order(node) for node in walk(tree))


@given(_texts, _texts)
def test_any_text_with_any_macro_is_a_tree_within_the_text(text: str, body: str) -> None:
    tree = parse(text, 7, {r"\foo": Macro(1, body)})
    assert all(Span(7, 7 + len(text)).covers(node.span) for node in walk(tree))


@pytest.mark.parametrize(
    "nest", ["{", "(", r"\left(", "x^{", r"\frac{", r"\begin{matrix}", r"\hat", r"\text{$", "|", r"\sqrt["]
)
def test_ten_thousand_levels_are_one_unread_part(nest: str) -> None:
    text = nest * 10_000
    text = text[:MAX_LENGTH]
    assert any(isinstance(node, Unread) for node in walk(parse(text)))


def test_nesting_has_a_bound_that_is_named() -> None:
    assert parse("{" * 200 + "}" * 200) == Unread(
        "{" * 200 + "}" * 200, f"nested deeper than {MAX_DEPTH}", Span(0, 400)
    )


def test_nesting_within_the_bound_is_read() -> None:
    assert not any(isinstance(node, Unread) for node in walk(parse("{" * 49 + "x" + "}" * 49)))
    assert not any(isinstance(node, Unread) for node in walk(parse(r"\frac{1}{" * 49 + "x" + "}" * 49)))


def test_a_formula_beyond_all_bounds_is_not_read() -> None:
    assert parse("x" * (MAX_LENGTH + 1)) == Unread(
        "x" * (MAX_LENGTH + 1), f"longer than {MAX_LENGTH} characters: {MAX_LENGTH + 1}", Span(0, MAX_LENGTH + 1)
    )


@pytest.mark.parametrize(
    "unit", ["(", "x^", r"\text{", "|x", r"\left", r"\frac1", "{,}1", r"\begin{align}", r"\rm ", "a(", "₁", "||"]
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = process_time()
        parse(text)
        return process_time() - start

    seconds(1000)
    assert seconds(MAX_LENGTH) < 2.0


def test_a_macro_without_end_is_an_unread_part() -> None:
    tree = parse(r"\foo + 1", 0, {r"\foo": Macro(0, r"\foo x")})
    assert any(isinstance(node, Unread) and r"the macro \foo expands" in node.reason for node in walk(tree))
