"""Formulas as lines: which relations a display states, in which chains, and where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backproof.read.document import read_document
from backproof.read.grammar import lexicon as lexicons
from backproof.read.lines import Line, read_lines
from backproof.read.terms.rewriting import walk
from backproof.source import Source, Span
from backproof.syntax.latex import parse
from tests.read.spelt import spelt


def lines_of(latex: str, *, display: bool = True, offset: int = 0) -> list[Line]:
    tree = parse(latex, offset)
    return list(read_lines(tree, lexicons.build([tree]), display=display, section=0, next_chain=0))


def places(latex: str) -> list[str]:
    """The text of each line."""
    return [latex[line.span.start : line.span.end] for line in lines_of(latex)]


def said(line: Line) -> str:
    """A line in short text, with its conditions behind a bar."""
    head, side = (spelt(term) if term is not None else "" for term in (line.head, line.side))
    conditions = " and ".join(map(spelt, line.conditions))
    return " ".join([head, line.relation, side]).strip() + (f" | {conditions}" if conditions else "")


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a = b", ["a = b"]),
        ("a = b = c", ["a = b", "= c"]),
        (r"a := b \equiv c = d", ["a := b", r"\equiv c", "= d"]),
        ("= b + c", ["= b + c"]),
        ("a + b", ["a + b"]),
        ("a = b.", ["a = b"]),
        (r"a = b, \quad c = d", ["a = b", "c = d"]),
        (r"t \approx 0.5, \quad c = d", [r"t \approx 0.5", "c = d"]),
        ("a = b; c = d = e", ["a = b", "c = d", "= e"]),
        (r"a = b \Rightarrow c = d", ["a = b", "c = d"]),
        (r"a = b \to c = d", ["a = b", "c = d"]),
        (r"a = b \text{ and } c = d", ["a = b", "c = d"]),
        (r"\text{so that } a = b", ["a = b"]),
        ("f(x, y) = x, z = 2", ["f(x, y) = x", "z = 2"]),
        ("(18) a = b", ["a = b"]),
        (r"a = b \quad (3)", ["a = b"]),
        (r"a = b \tag{3}", ["a = b"]),
        ("x_i = y_i, i = k", ["x_i = y_i"]),
        (r"\begin{aligned} a &= b + c \\ &= d \end{aligned}", ["a &= b + c", "= d"]),
        (r"\begin{aligned} a &= b \\ & + c \\ &= d \end{aligned}", [r"a &= b \\ & + c", "= d"]),
        (r"\begin{aligned} a &= b - \\ & c \\ &= d \end{aligned}", [r"a &= b - \\ & c", "= d"]),
        (r"\begin{aligned} a \\ &= b \end{aligned}", [r"a \\ &= b"]),
        ("", []),
    ],
)
def test_each_relation_is_a_line_from_its_head_or_its_sign_on(latex: str, expected: list[str]) -> None:
    assert places(latex) == expected


@pytest.mark.parametrize(
    ("latex", "chains"),
    [
        ("a = b = c", [0, 0]),
        ("a = b, c = d = e", [0, 1, 1]),
        ("= b", [None]),
        ("a + b", [None]),
        (r"\begin{aligned} a &= b \\ &= c \\ d &= e \\ &= f \end{aligned}", [0, 0, 1, 1]),
    ],
)
def test_lines_without_a_head_go_on_with_the_chain_before_in_their_display(
    latex: str, chains: list[int | None]
) -> None:
    assert [line.chain for line in lines_of(latex)] == chains


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x_i = y_i, i = k", "x_{i} = y_{i} | [i = k]"),
        (r"x_i = y_i \quad i \neq k", "x_{i} = y_{i} | [i != k]"),
        (r"x_i = y_i, (i \neq k)", "x_{i} = y_{i} | [i != k]"),
        (r"x_{ij} = 0, i \neq k, j = 1", "x_{i,j} = 0 | [i != k] and [j = 1]"),
        (r"x_i = y_i \text{ if } i = k", "x_{i} = y_{i} | [i = k]"),
        ("i = k: x_i = 0", "x_{i} = 0 | [i = k]"),
        ("i = k", "i = k"),
    ],
)
def test_a_comparison_of_letters_beside_a_claim_is_its_condition(latex: str, expected: str) -> None:
    (line,) = lines_of(latex)
    assert said(line) == expected


def test_rows_that_begin_or_end_with_a_sign_are_one_side() -> None:
    text = r"\begin{align} a &= b \\ &\quad + c \\ &= d - \\ & e \end{align}"
    assert [said(line) for line in lines_of(text)] == ["a = (b + c)", "= (d + (-1 * e))"]


def test_inline_mathematics_without_a_relation_states_nothing() -> None:
    assert lines_of("a + b", display=False) == []
    assert [said(line) for line in lines_of("a + b")] == ["(a + b)"]


@pytest.mark.parametrize(
    ("latex", "reason", "place"),
    [
        (r"a = \foo b = c", r"\foo: an unknown command", r"\foo"),
        (r"a = b_{+} = c", "+ in a subscript", "{+}"),
        (r"a = \sum_{i}", "a sum without a body", r"\sum_{i}"),
    ],
)
def test_a_side_that_is_not_read_says_why_and_the_other_lines_are_read(latex: str, reason: str, place: str) -> None:
    first, *others = lines_of(latex)
    assert first.problem is not None
    assert reason in first.problem.reason
    assert latex[first.problem.span.start : first.problem.span.end] == place
    assert all(line.problem is None for line in others)


def test_a_head_that_is_not_read_is_the_problem_of_its_whole_chain() -> None:
    assert [line.problem and line.problem.reason for line in lines_of("a_{+} = b = c, d = e")] == [
        "+ in a subscript is not read yet",
        "+ in a subscript is not read yet",
        None,
    ]


_DOCUMENT = r"""
# One

With $a = b$ and \(c < d = e\) we have, for $x + y$,

$$z_j = \sum_i w_{ij} x_i, \qquad h_j = \sigma(z_j) \tag{4}$$

# Two

\begin{align}
\frac{\partial L}{\partial z_j} &= \frac{\partial L}{\partial h_j} \\
&\quad \cdot h_j (1 - h_j) \\
&= \delta_j
\end{align}

$$= 2 u$$ since $u = 1$ if $k = j$.
"""


def test_lines_stand_in_their_document_by_offsets_chains_and_sections() -> None:
    found = read_document(Source("hw.md", _DOCUMENT)).lines
    assert [(_DOCUMENT[line.span.start : line.span.end], line.section, line.chain) for line in found] == [
        ("a = b", 1, 0),
        ("c < d", 1, 1),
        ("= e", 1, 1),
        (r"z_j = \sum_i w_{ij} x_i", 1, 2),
        (r"h_j = \sigma(z_j)", 1, 3),
        (
            r"\frac{\partial L}{\partial z_j} &= \frac{\partial L}{\partial h_j} \\"
            + "\n"
            + r"&\quad \cdot h_j (1 - h_j)",
            2,
            4,
        ),
        (r"= \delta_j", 2, 4),
        ("= 2 u", 2, None),
        ("u = 1", 2, 5),
        ("k = j", 2, 6),
    ]
    assert said(found[8]) == "u = 1 | [k = j]"


_SIGNS = (
    r"a b_i w_{ij} 1 = = = < + - , ; . \quad \text{if} \Rightarrow \to \frac{a}{b} ( ) { } & \\ \begin{aligned} "
    r"\end{aligned} \sum_i i=k i\neqk \foo \tag{1} ^2 \approx \in :"
).split()
_CASES = r"\begin{cases} a & i = k \\ b & \text{otherwise} \end{cases}"
_TEXTS = st.lists(st.sampled_from([*_SIGNS, _CASES]), max_size=16).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.integers(0, 50))
def test_any_formula_is_lines_in_order_that_lie_in_it_and_contain_their_sides(text: str, offset: int) -> None:
    end = offset
    for line in lines_of(text, offset=offset):
        assert Span(end, offset + len(text)).covers(line.span)
        assert text[line.span.start - offset : line.span.end - offset].strip()
        end = line.span.end
        for side in (line.head, line.side):
            assert side is None or all(line.span.covers(part.span) for part in walk(side))
        assert line.problem is not None or line.side is not None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a", "b_i + 1", r"\frac{a}{2}", "(c)", r"\sum_i b_i"]), min_size=2, max_size=5))
def test_a_chain_of_n_sides_is_n_less_one_lines_with_one_head(sides: list[str]) -> None:
    first, *rest = lines_of(" = ".join(sides))
    assert first.head is not None
    assert len(rest) == len(sides) - 2
    assert all(line.head is None and line.chain == first.chain for line in rest)


def test_a_sign_that_a_formula_ends_with_states_nothing_more() -> None:
    assert places(r"a = b = c \approx") == ["a = b", "= c"]
    assert places(r"a = b =") == ["a = b"]


def test_a_word_and_a_colon_before_an_equation_are_its_title() -> None:
    assert places(r"\text{distance} : a + b = c") == ["a + b = c"]
    assert places(r"\text{distance} = a") == [r"\text{distance} = a"]
