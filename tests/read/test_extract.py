"""What a document consists of, in every format and with every mark."""

import itertools
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backproof.read.extract.extract import extract, macros
from backproof.read.extract.notebook import extract_notebook
from backproof.read.extract.pieces import Formula, Heading, Prose
from backproof.source import BackproofError, Source
from backproof.syntax.latex import parse
from backproof.syntax.write import latex


def formulas(text: str, name: str = "hw.md") -> list[str]:
    return [piece.text for piece in extract(Source(name, text)) if isinstance(piece, Formula)]


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("so $a = b$ here", False),
        ("so $ a = b $ here", False),
        ("so $ a = b$ here", False),
        ("$$a = b$$", True),
        ("so\n$$\na = b\n$$\n", True),
        ("so\n\n$$\n\na = b\n\n$$\n", True),
        ("so $$a = b$$ here", False),
        (r"so \(a = b\) here", False),
        (r"so \\(a = b\\) here", False),
        (r"\[ a = b \]", True),
        (r"\\[ a = b \\]", True),
        ("```math\na = b\n```", True),
        ("so $`a = b`$ here", False),
        ('<script type="math/tex">a = b</script>', False),
        ('<script type="math/tex; mode=display">a = b</script>', True),
        ("> $$a = b$$", True),
        ("1. $$a = b$$.", True),
        ("so\n$a = b$\n", True),
        ("![](https://maths.example/svg.latex?%5Cinline%20a%20=%20b)", True),
    ],
)
def test_each_mark_of_mathematics_opens_a_formula_whose_span_is_its_content(text: str, display: bool) -> None:
    source = Source("hw.md", text)
    [formula] = [piece for piece in extract(source) if isinstance(piece, Formula)]
    assert latex(parse(formula.text)) == "a = b"
    assert formula.display is display
    assert len(formula.text) == len(formula.span)
    assert text[formula.span.start] == "a"
    assert text[formula.span.end - 1] == "b"


def test_a_bare_environment_is_a_formula_with_its_marks() -> None:
    text = "\\begin{align*}\na &= b \\\\\n\n&= c\n\\end{align*}"
    assert formulas(f"Thus\n{text}\nholds.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $6.",
        "It costs $5, or $ 6 at most.",
        r"A price of \$5 and \$6.",
        "Call `$x$` in code.",
        "```python\ny = '$x$'\n```",
        "~~~\n$$x$$\n~~~",
        "<!-- $x$ -->",
        "See [a](b) and \\[1\\].",
        "- pay $5\n- get x$",
    ],
)
def test_money_and_code_are_no_mathematics(text: str) -> None:
    assert formulas(text) == []


def test_an_unclosed_display_ends_with_its_paragraph() -> None:
    text = "$$ a = b\n\nSome words of a plain paragraph follow here.\n\n$$ c = d $$\n"
    assert formulas(text) == ["a = b", "c = d"]


def test_an_unclosed_dollar_ends_with_its_line() -> None:
    assert formulas("Then $\\alpha = b\nfollows.\n\nAnd $c = d$.") == [r"\alpha = b", "c = d"]


def test_a_dollar_inside_of_a_text_does_not_end_its_formula() -> None:
    assert formulas(r"so $a = 1 \text{ if $b > 0$}$ holds") == [r"a = 1 \text{ if $b > 0$}"]


def test_marks_of_a_quotation_are_blanked_in_their_place() -> None:
    text = "> $$\n> a\n> = b\n> $$\n"
    [formula] = formulas(text)
    assert formula.split() == ["a", "=", "b"]
    assert formulas("$$\na\n> b\n$$") == ["a\n> b"]


def test_entities_are_signs() -> None:
    assert formulas("$a &lt; b$")[0].split() == ["a", "<", "b"]


def test_headings_of_both_kinds_are_found_with_their_level_and_their_formulas() -> None:
    text = "# One\n\nTwo\n===\n\nThree\n---\n\n### The $x$ of it ###\n\nno\n\n---\n"
    pieces = extract(Source("hw.md", text))
    headings = [(piece.level, piece.text) for piece in pieces if isinstance(piece, Heading)]
    assert headings == [(1, "One"), (1, "Two"), (2, "Three"), (3, "The $x$ of it")]
    assert formulas(text) == ["x"]


def test_prose_is_what_stands_between_formulas_paragraph_by_paragraph() -> None:
    pieces = extract(Source("hw.md", "One\nline.\n\nLet $a$ be `b`.\n"))
    assert [(type(piece), piece.text) for piece in pieces] == [
        (Prose, "One\nline."),
        (Prose, "Let"),
        (Formula, "a"),
        (Prose, "be `b`."),
    ]


TEX = r"""
\documentclass{article}
\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
\newcommand{\lines}[1]{\begin{align*} #1 \end{align*}}
\DeclareMathOperator{\relu}{ReLU}
\def\loss{\mathcal{L}}
\begin{document}
\section*{The $x$ part} % a remark with $y$
Costs \$5. Line\\(a) and $\pd{\loss}{w}$.
\begin{verbatim} $z$ \end{verbatim}
\lines{ a &= \relu(b) }
\[ u = v \]
\end{document}
$after$
"""


def test_a_tex_document_is_read_without_its_preamble_comments_and_code() -> None:
    assert formulas(TEX, "hw.tex") == ["x", r"\pd{\loss}{w}", r"\lines{ a &= \relu(b) }", "u = v"]
    [heading] = [piece for piece in extract(Source("hw.tex", TEX)) if isinstance(piece, Heading)]
    assert (heading.level, heading.text) == (2, "The $x$ part")


def test_an_authors_macros_are_expanded_at_the_place_of_their_call() -> None:
    own = macros(Source("hw.tex", TEX))
    assert latex(parse(r"\pd{\loss}{w}", 0, own)) == r"\frac{\partial \mathcal{L}}{\partial w}"
    assert latex(parse(r"\lines{ a &= \relu(b) }", 0, own)) == (
        r"\begin{aligned} a & = \operatorname{ReLU}(b) \end{aligned}"
    )
    tree = parse(r"x + \pd{y}{w}", 10, own)
    assert (tree.span.start, tree.span.end) == (10, 23)


def test_cells_of_a_notebook_count_from_zero_and_have_their_own_offsets() -> None:
    cells = [
        {"cell_type": "code", "source": ["'$x$'"]},
        {"cell_type": "markdown", "source": ["Let\n", "$a = b$"]},
    ]
    source = Source("hw.ipynb", json.dumps({"cells": cells}))
    [formula] = [piece for piece in extract(source) if isinstance(piece, Formula)]
    [(number, cell)] = extract_notebook(source)
    assert formula.cell == number == 1
    assert cell.slice(formula.span) == "a = b"


@pytest.mark.parametrize("text", ["", "no", "[]", '{"cells": 1}', "[" * 100_000])
def test_what_is_no_notebook_is_refused_by_name(text: str) -> None:
    with pytest.raises(BackproofError, match=r"hw\.ipynb: not a Jupyter notebook"):
        extract(Source("hw.ipynb", text))


_MARKS = [
    "$",
    "$$",
    r"\(",
    r"\)",
    r"\[",
    r"\]",
    r"\\(",
    "`",
    "```",
    "\n",
    "\n\n",
    "# ",
    "> ",
    "- ",
    "a = b",
    " ",
    "5",
    r"\$",
]
_MARKS += [
    r"\begin{align}",
    r"\end{align}",
    "<!--",
    "-->",
    "---\n",
    "===\n",
    "{",
    "}",
    "%",
    r"\section{",
    "&lt;",
    "https://a?%5Ca",
]


@given(st.lists(st.sampled_from(_MARKS), max_size=30).map("".join) | st.text(), st.sampled_from(["a.md", "a.tex"]))
@example("\\begin{align}---\n---\n$$$", "a.md")
def test_whatever_the_text_pieces_lie_in_it_in_order_and_are_what_stands_there(text: str, name: str) -> None:
    pieces = extract(Source(name, text))
    assert all(
        len(piece.text) == len(piece.span) and piece.span.end <= len(text)
        for piece in pieces
        if isinstance(piece, Formula)
    )
    assert [piece.span.start for piece in pieces] == sorted(piece.span.start for piece in pieces)
    flat = [piece for piece in pieces if not isinstance(piece, Heading)]
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(flat))


def test_an_address_in_quotation_marks_may_have_spaces() -> None:
    text = r'<img src="https://render.githubusercontent.com/render/math?math=\frac{a}{b} = -1"> and $c$'
    assert formulas(text) == [r"\frac{a}{b} = -1", "c"]


def test_plain_ticks_are_formulas_where_a_page_makes_that_their_role() -> None:
    page = "Take `w = 2` and ``w = 3``; then :math:`y = w x`.\n"
    assert formulas(page) == ["y = w x"]
    assert formulas(f".. default-role:: math\n\n{page}") == ["w = 2", "y = w x"]
    assert formulas(f".. default-role:: code\n\n{page}") == ["y = w x"]


def test_dollars_that_prose_speaks_of_open_no_display() -> None:
    text = "Kramdown wants $$ everywhere, also inside of lines. So $$x$$ is one\n\nand $$y = w x$$ another."
    assert formulas(text) == ["x", "y = w x"]
    assert formulas("so $$y = \\text{the sum of all of them}$$") == ["y = \\text{the sum of all of them}"]
