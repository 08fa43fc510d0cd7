"""Every way to write a formula, with the place of each: ⟦ and ⟧ stand around it and are no part of the text."""

from __future__ import annotations

import re

import pytest

from backproof.api.reading import formula
from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Verdict
from backproof.read.extract.extract import extract, macros, place
from backproof.read.extract.pieces import Formula
from backproof.source import BackproofError, Source
from backproof.syntax.latex import parse
from backproof.syntax.write import latex


def without_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text, and the half-open ranges that were marked in it."""
    places = [
        (mark.start() - 2 * at, mark.end() - 2 * at - 2) for at, mark in enumerate(re.finditer("⟦[^⟦⟧]*⟧", marked))
    ]
    return re.sub("[⟦⟧]", "", marked), places


def found(text: str, name: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The places of all formulas, and each as it is read."""
    source = Source(name, text)
    known = macros(source)
    formulas = [piece for piece in extract(source) if isinstance(piece, Formula)]
    trees = [parse(each.text, each.span.start, known.at(place(each))) for each in formulas]
    return [(each.span.start, each.span.end) for each in formulas], [latex(tree) for tree in trees]


MARKDOWN = [
    ("so $⟦a = b⟧$ here", ["a = b"]),
    ("so $$⟦a = b⟧$$ and $$⟦c = d⟧$$", ["a = b", "c = d"]),
    ("* item\n\n    $$\n    ⟦a = b⟧\n    $$\n", ["a = b"]),
    ("$$\n⟦a = b⟧\n$$ {#eq:loss}\n", ["a = b"]),
    (r"so \(⟦a = b⟧\) and \\(⟦c = d⟧\\)", ["a = b", "c = d"]),
    (r"\[⟦a = b⟧\]" + "\n\n" + r"\\[ ⟦c = d⟧ \\]", ["a = b", "c = d"]),
    (r"\\(⟦\\frac{a}{b} = c⟧\\)", [r"\frac{a}{b} = c"]),
    ("```math\n⟦a = b⟧\n\n⟦c = d⟧\n```", ["a = b", "c = d"]),
    ("  - item\n\n    ``` math\n    ⟦a = b⟧\n    ```\n", ["a = b"]),
    ("so $`⟦a = b⟧`$ here", ["a = b"]),
    ("so $latex ⟦a = b⟧$ here", ["a = b"]),
    ('<script type="math/tex">⟦a = b⟧</script>', ["a = b"]),
    ('<script type="math/tex; mode=display">⟦a = b⟧</script>', ["a = b"]),
    ("<script type='math/tex; mode=display'>⟦% <![CDATA[\na &lt; b %]]>⟧</script>", ["a < b"]),
    (".. math::\n   :label: loss\n\n   ⟦a = b⟧\n\n   ⟦c = d⟧\n\nWords.", ["a = b", "c = d"]),
    (".. math:: ⟦a = b⟧\n\nWords with :math:`⟦c = d⟧` in them.", ["a = b", "c = d"]),
    ("Thus\n⟦\\begin{align*}\na &= b\n\\end{align*}⟧\nholds.", [r"\begin{aligned} a & = b \end{aligned}"]),
    ("⟦\\begin{alignat}{2}\na &= b\n\\end{alignat}⟧", [r"\begin{aligned} a & = b \end{aligned}"]),
    ("⟦\\begin{eqnarray}\na &=& b\n\\end{eqnarray}⟧", [r"\begin{aligned} a & = & b \end{aligned}"]),
    ("⟦\\begin{gather}\na = b\n\\end{gather}⟧", ["a = b"]),
    ("⟦\\begin{multline}\na \\\\ = b\n\\end{multline}⟧", [r"\begin{aligned} a \\ = b \end{aligned}"]),
    (
        "⟦\\begin{equation}\\begin{split}\na &= b\n\\end{split}\\end{equation}⟧",
        [r"\begin{aligned} a & = b \end{aligned}"],
    ),
    (
        "The loss is ⟦f = \\begin{cases} a & b \\end{cases}⟧.",
        [r"f = \begin{cases} a & b \end{cases}"],
    ),
    ("⟦\\begin{pmatrix} a & b \\end{pmatrix}⟧", [r"\begin{pmatrix} a & b \end{pmatrix}"]),
    ("⟦\\\\begin{align}\na &= b \\\\\\\\\n\\\\end{align}⟧", [r"\begin{aligned} a & = b \end{aligned}"]),
    ("> $$\n> ⟦a\n> = b⟧\n> $$", ["a = b"]),
    ("| $⟦a = b⟧$ | $⟦c = d⟧$ |", ["a = b", "c = d"]),
]


@pytest.mark.parametrize(("marked", "read"), MARKDOWN)
def test_a_formula_of_markdown_stands_where_its_first_and_last_sign_are(marked: str, read: list[str]) -> None:
    text, places = without_marks(marked)
    assert found(text, "hw.md") == (places, read)


IMAGES = [
    ("![](https://latex.codecogs.com/svg.latex?⟦a%20%3D%20b%20&plus;%20c⟧)", "a = b + c"),
    (r"![x](https://latex.codecogs.com/gif.latex?⟦\frac{a}{b}=c⟧)", r"\frac{a}{b} = c"),
    ("![](https://latex.codecogs.com/svg.image?⟦a=b^2⟧)", "a = b^{2}"),
    (r"![](https://latex.codecogs.com/svg.latex?⟦z=\sigma(x)⟧)", r"z = \sigma(x)"),
    (r"![](https://latex.codecogs.com/svg.latex?\\bg_white&space;⟦a&space;=&space;b⟧)", "a = b"),
    ("![](https://latex.codecogs.com/png.latex?%5Cbg_white%20⟦a+b%3Dc⟧)", "a + b = c"),
    ("![](https://latex.codecogs.com/svg.latex?⟦a%20%3D%20%CF%83%28z%29⟧)", r"a = \sigma(z)"),
    ('![](https://latex.codecogs.com/svg.latex?⟦%5Cdelta_i%3Dw_%7Bij%7D⟧ "title")', r"\delta_{i} = w_{ij}"),
    ("![$x = y$](https://latex.codecogs.com/png.latex?⟦a%3D%5Cbeta⟧)", r"a = \beta"),
    ('<img src="https://latex.codecogs.com/svg.latex?⟦%5Cfrac%7Ba%7D%7Bb%7D%3Dc⟧" />', r"\frac{a}{b} = c"),
    ('<img alt="$x = y$" src="https://render.example/render/math?math=⟦a%20%3D%20%5Cbeta⟧">', r"a = \beta"),
    ("<img src='https://render.example/render/math?math=⟦a+%3D+b%2Bc⟧'>", "a = b + c"),
    ("![](https://tex.example/tex2img.php?eq=⟦a%20%3D%20%5Csigma%28z%29⟧%20&bc=White&fc=Black)", r"a = \sigma(z)"),
    ("![](https://chart.example/chart?cht=tx&chl=⟦a%3D%5Cfrac%7Bb%7D%7Bc%7D⟧)", r"a = \frac{b}{c}"),
    ("![](https://tex.example/svg/⟦a%20%3D%20%5Cfrac%7Bb%7D%7Bc%7D⟧)", r"a = \frac{b}{c}"),
]


@pytest.mark.parametrize(("marked", "read"), IMAGES)
def test_a_formula_in_the_address_of_an_image_is_decoded_in_its_place(marked: str, read: str) -> None:
    text, places = without_marks(marked)
    assert found(f"Then\n\n{text}\n\nholds.", "hw.md") == ([(start + 6, end + 6) for start, end in places], [read])


@pytest.mark.parametrize(
    "text",
    [
        r"[page](https://example.org/x?a=%5Cb)",
        r"see https://example.org/q?file=C:\dir",
        "![](https://example.org/plot.png?size=20&a=b)",
        "![](https://example.org/latex/logo.png?raw=true)",
        "![](https://chart.example/chart?cht=lc&chl=a%3Db)",
    ],
)
def test_other_addresses_are_no_formulas(text: str) -> None:
    assert found(text, "hw.md") == ([], [])


UNCLOSED = [
    ("$$ ⟦a = b⟧\nThis is a plain sentence that follows.\n$$ ⟦c = d⟧ $$\n", ["a = b", "c = d"]),
    ("$$ ⟦a = b⟧\n\n$$ ⟦c = d⟧ $$\n", ["a = b", "c = d"]),
    ("$$ ⟦a = b⟧\n$$ ⟦c = d⟧ $$ and then $$ ⟦e = f⟧ $$\n", ["a = b", "c = d", "e = f"]),
    ("$$\n⟦a = b⟧\n\nShort words.\n\n$$\n⟦c = d⟧\n$$\n\nMore words.", ["a = b", "c = d"]),
    ("$$ ⟦a = b⟧\n\nSome words of a plain paragraph follow here.\n\n$$ ⟦c = d⟧ $$\n", ["a = b", "c = d"]),
    ("$$\n⟦a = b⟧\n$$ and \n$$\n⟦c = d⟧\n$$\n", ["a = b", "c = d"]),
    ("$$\n⟦a = b\n\n= c⟧\n$$\n\n$$⟦d = e⟧$$", ["a = b = c", "d = e"]),
    (
        "$$\n⟦a = b \\text{ for all of these old words}⟧\n$$\n\n$$⟦d = e⟧$$",
        [r"a = b \text{ for all of these old words}", "d = e"],
    ),
]


@pytest.mark.parametrize(("marked", "read"), UNCLOSED)
def test_an_unclosed_display_swallows_neither_prose_nor_the_next_display(marked: str, read: list[str]) -> None:
    text, places = without_marks(marked)
    assert found(text, "hw.md") == (places, read)


def test_what_has_no_width_is_skipped_and_leaves_every_place_as_it_is() -> None:
    text = "so $\u200ea = \\al\u200bpha_{1\u200d2}\u200f$ holds"
    places, read = found(text, "hw.md")
    assert (places, read) == ([(4, 23)], [r"a = \alpha_{12}"])
    tree = parse("b\u200b = \u2066c\u2069", 100)
    assert (tree.span.start, tree.span.end) == (100, 108)


MACROS = [
    (r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}", r"\pd{L}{w}", r"\frac{\partial L}{\partial w}"),
    (r"\newcommand{\pd}[2][L]{\frac{\partial #1}{\partial #2}}", r"\pd{w}", r"\frac{\partial L}{\partial w}"),
    (r"\newcommand{\pd}[2][L]{\frac{\partial #1}{\partial #2}}", r"\pd[M]{w}", r"\frac{\partial M}{\partial w}"),
    (r"\newcommand\x{y}\renewcommand\x{z}", r"\x", "z"),
    (r"\newcommand\x{y}\providecommand\x{z}", r"\x", "y"),
    (r"\providecommand*{\x}{z}", r"\x", "z"),
    (r"\def\d#1{\delta_{#1}}", r"\d{j}", r"\delta_{j}"),
    (r"\let\eps\epsilon", r"\eps", r"\epsilon"),
    (r"\let\oldvec=\vec \renewcommand{\vec}[1]{\oldvec{#1}_0}", r"\vec{x}", r"\vec{x}_{0}"),
    (r"\DeclareMathOperator{\relu}{ReLU}", r"\relu z", r"\operatorname{ReLU} z"),
    (r"\DeclareMathOperator*{\relu}{ReLU}", r"\relu z", r"\operatorname{ReLU} z"),
]


@pytest.mark.parametrize(("defined", "call", "read"), MACROS)
def test_definitions_count_in_a_block_of_markdown_and_in_tex_and_are_no_formulas(
    defined: str, call: str, read: str
) -> None:
    markdown = f"$$\n{defined}\n$$\n\n$${call}$$\n"
    start = markdown.rindex(call)
    assert found(markdown, "hw.md") == ([(start, start + len(call))], [read])
    tex = f"{defined}\n\\begin{{document}}\n$${call}$$\n\\end{{document}}"
    start = tex.rindex(call)
    assert found(tex, "hw.tex") == ([(start, start + len(call))], [read])


def test_a_macro_means_what_it_was_last_defined_to_mean_before_its_call() -> None:
    text = r"\newcommand{\x}{y} $a = \x$ \renewcommand{\x}{z} $b = \x$"
    assert found(text, "hw.tex")[1] == ["a = y", "b = z"]
    assert found(text, "hw.md")[1] == ["a = y", "b = z"]


def test_what_a_comment_of_tex_defines_is_not_defined() -> None:
    assert found("\\newcommand{\\x}{y}\n% \\renewcommand{\\x}{z}\n$a = \\x$", "hw.tex")[1] == ["a = y"]


def test_a_statement_of_an_address_is_shown_as_latex_and_stands_at_its_escapes() -> None:
    text, [(start, end)] = without_marks("![](https://tex.example/svg.latex?⟦%5Cdelta_i%3D%5Cfrac%7Ba%7D%7B%CF%83%7D⟧)")
    [judgement] = check_source(Source("hw.md", text)).judgements
    assert judgement.latex == r"\delta_i=\frac{a}{σ}"
    assert (judgement.span.start, judgement.span.end) == (start, end)


@pytest.mark.parametrize(
    "defined",
    [
        r"\newcommand{\x}{\x y}",
        r"\def\x{\y\y}\def\y{\x\x}",
        r"\def\x{\a\a\a\a\a\a\a\a\a\a}\def\a{\b\b\b\b\b\b\b\b\b\b}\def\b{\c\c\c\c\c\c\c\c\c\c}"
        r"\def\c{\d\d\d\d\d\d\d\d\d\d}\def\d{\e\e\e\e\e\e\e\e\e\e}\def\e{1111111111}",
        r"\def\x{\y{\y{\y{\y{\y{\y{\y{\y{1234567890}}}}}}}}}\def\y#1{#1#1#1#1#1#1#1#1#1#1}",
        r"\def\x{\y{\y{\y{\y{\y{1234567890}}}}}}\def\y#1{\text{#1#1#1#1#1#1#1#1#1#1}\z{#1#1#1#1#1#1}}\def\z#1{#1#1#1}",
    ],
)
def test_a_macro_without_end_or_with_megabytes_leaves_its_line_unread_and_the_others_read(defined: str) -> None:
    [_, bad, _] = check_source(Source("hw.md", f"{defined}\n\n$$y = w$$\n\n$$\\x = y$$\n\n$$L = y^2$$\n")).judgements
    assert bad.verdict is Verdict.UNCHECKED
    assert "expands without end, or to more than 20,000 signs" in bad.reason


TEX = [
    (
        r"\newcommand{\beq}{\begin{equation}}\newcommand{\eeq}{\end{equation}} so ⟦\beq a = b \eeq⟧ and $⟦c⟧$",
        ["a = b", "c"],
    ),
    (r"\newenvironment{eq}{\begin{gather}}{\end{gather}} so ⟦\begin{eq} a = b \end{eq}⟧ and $⟦c⟧$", ["a = b", "c"]),
    (r"\newcommand{\beq}{\begin{equation}}\newcommand{\eeq}{\end{equation}} so ⟦\beq a = b⟧" + "\n\nand $⟦c⟧$", None),
    (r"\newtheorem{thm}{Theorem}\begin{thm}[x] If $⟦a = b⟧$ then \[⟦c = d⟧\]\end{thm}", ["a = b", "c = d"]),
    (r"\begin{proof} $⟦a = b⟧$ \newpage \[ ⟦c = d⟧ \] \end{proof}", ["a = b", "c = d"]),
    (r"\verb|$x$| \iffalse $y$ \fi $⟦z⟧$", ["z"]),
    ("\\[ ⟦a = b⟧ \\]\n\f\n\\[ ⟦c = d⟧ \\]", ["a = b", "c = d"]),
]


@pytest.mark.parametrize(("marked", "read"), TEX)
def test_a_formula_of_tex_stands_where_its_first_and_last_sign_are(marked: str, read: list[str] | None) -> None:
    text, places = without_marks(marked)
    assert found(text, "hw.tex")[0] == places
    assert read is None or found(text, "hw.tex")[1] == read


@pytest.mark.parametrize("name", ["hw.md", "hw.tex"])
def test_a_document_of_a_hundred_thousand_pieces_is_refused_where_that_many_are_found(name: str) -> None:
    with pytest.raises(BackproofError) as caught:
        extract(Source(name, "$a$ " * 800_000))
    message = str(caught.value)
    assert message.startswith(f"{name}:1:400002: the document is too long")
    for part in ("more than 100,000 formulas", "at most 100,000 of them", "split the document"):
        assert part in message


@pytest.mark.parametrize("name", ["hw.md", "hw.tex"])
def test_a_long_run_of_dollars_opens_nothing(name: str) -> None:
    text, places = without_marks("$" * 100_000 + " and $⟦a = b⟧$")
    assert found(text, name) == (places, ["a = b"])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('{"cells": [\n {"a" 1}]}', ("Expecting ':' delimiter: line 2 column 7", "1}]}")),
        ('{"cells": [{"cell_type": "markdown"', ("Expecting ',' delimiter: line 1 column 36", "written:")),
        ("1" * 5_000, ("Exceeds the limit",)),
    ],
)
def test_broken_json_is_shown_where_it_breaks(text: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(BackproofError) as caught:
        extract(Source("hw.ipynb", text))
    for part in ("hw.ipynb: not a Jupyter notebook", "save the notebook again", *parts):
        assert part in str(caught.value)


def test_an_empty_part_is_pointed_at() -> None:
    with pytest.raises(BackproofError, match=r"formula:1:10: nothing stands here(.|\n)*written:  \{\}"):
        formula(r"x + \frac{}{b}")


def test_an_equation_in_a_line_of_text_that_is_given_up_as_a_whole_is_a_statement_that_is_unchecked() -> None:
    text = r"\newcommand{\x}{\x y} Let $a = \x + 1$ and $\x$ be $c = d^2$."
    endless, square = check_source(Source("hw.md", text)).judgements
    assert (endless.verdict, endless.latex) == (Verdict.UNCHECKED, r"a = \x + 1")
    assert square.verdict is Verdict.RIGHT
