"""A page as a LaTeX document: what it says, and that a real TeX sets it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Verdict
from backproof.report.faces import to_latex
from backproof.report.page import Block, Display, Heading, Page, Paragraph, Picture, Step, Table
from backproof.source import Source
from backproof.syntax.latex import parse
from backproof.syntax.symbols import SYMBOLS
from backproof.syntax.tree import Atom, Grid, Kind, Node, Root, Styled, Unread
from backproof.syntax.write import latex
from tests.report.pages import HOSTILE, SVG, softmax, squared_error, step
from tests.syntax.trees import AT, trees, walk

PDFLATEX = shutil.which("pdflatex")
needs_tex = pytest.mark.skipif(
    PDFLATEX is None,
    reason="pdflatex is not installed: Debian's texlive-latex-base and texlive-latex-recommended have it",
)

BODY = r"""
\title{Squared error of $O = wx$}
\author{}
\date{\vspace{-3em}}
\begin{document}
\maketitle

The model is linear, and the label $y$ is given.
\begin{align*}
O &= wx \\
L &= (y - O)^{2} \tag*{\footnotesize the loss is the squared distance}
\end{align*}

\section*{The gradient}

The chain rule goes along the only path from $L$ to $w$.
\begin{align*}
\frac{\partial L}{\partial w} &= \frac{\partial L}{\partial O} \frac{\partial O}{\partial w} \tag*{\footnotesize the chain rule} \\
 &= -2(y - O) \frac{\partial O}{\partial w} \tag*{\footnotesize a square has twice its base} \\
 &= -2(y - O) x \tag*{\footnotesize $O$ is linear in $w$}
\end{align*}

\begin{longtable}{ll}
quantity & shape \\
\hline
\endhead
the weight $w$ & a number \\
\end{longtable}

\begin{center}\itshape From x to L.\end{center}

\end{document}
"""  # noqa: E501 - a row of a display is one line, and this is what it looks like


def compiled(page: Page, folder: Path) -> None:
    """Sets the page, which must be free of errors."""
    (folder / "page.tex").write_text(to_latex(page), encoding="utf-8")
    command = [str(PDFLATEX), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "page.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    assert (folder / "page.pdf").exists()


def body(*blocks: Block) -> str:
    return to_latex(Page(blocks)).partition("\\begin{document}\n\n")[2].partition("\n\n\\end{document}")[0]


def test_a_page_is_a_document_with_its_displays_aligned() -> None:
    assert to_latex(squared_error()).endswith(BODY)


@pytest.mark.parametrize("page", [squared_error(), softmax()])
def test_every_line_of_a_right_page_is_right_to_the_checker(page: Page) -> None:
    checked = check_source(Source("page.tex", to_latex(page)))
    steps = [each for block in page.blocks if isinstance(block, Display) for each in block.steps]
    assert len(checked.judgements) >= len(steps)
    assert {each.verdict for each in checked.judgements} == {Verdict.RIGHT}


def test_a_reason_without_room_is_a_sentence_before_its_row() -> None:
    long = "the reason goes on and on, so that it has no room beside its formula, where a short one would stand"
    assert body(Display((step("a", "b", long), step(None, "c", long)))) == (
        f"T{long[1:]}.\n\\begin{{align*}}\na &= b\n\\end{{align*}}\n"
        f"T{long[1:]}.\n\\begin{{align*}}\n\\hphantom{{a}} &= c\n\\end{{align*}}"
    )


def test_a_chain_goes_on_behind_a_sentence_with_formulas() -> None:
    reason = (
        "the chain rule, as ",
        parse("L"),
        " depends on ",
        parse("w"),
        " through ",
        parse("O"),
        ", which is linear",
    )
    chain = (
        step(r"\frac{dL}{dw}", r"\frac{dL}{dO} \frac{dO}{dw}"),
        step(None, "2(O - y) x", *reason, " " + "so " * 20),
    )
    page = Page((Display((step("O", "w x"),)), Display((step("L", "(O - y)^2"),)), Display(chain)))
    text = to_latex(page)
    assert r"\hphantom{\frac{dL}{dw}} &= 2(O - y) x" in text
    checked = check_source(Source("page.tex", text))
    assert [each.verdict for each in checked.judgements] == [Verdict.RIGHT] * 4
    slip = check_source(Source("page.tex", text.replace("2(O - y)", "3(O - y)")))
    assert slip.judgements[-1].verdict is Verdict.WRONG


def test_a_long_sum_goes_on_in_the_next_row() -> None:
    text = body(Display((step("L", " + ".join(f"w_{{{k}1}} x_{{{k}}}" for k in range(10, 30))),)))
    assert text.count(r" \\" + "\n" + r"&\qquad {}+") == 2
    assert text.count("w_{") == 20


def test_what_can_not_be_broken_is_set_smaller_and_still_read() -> None:
    inside = " + ".join(f"a_{{{k}}}" for k in range(1, 18))
    text = body(Display((step("L", rf"\log({inside})"),)))
    assert r"&= \text{\footnotesize$\displaystyle \log(" in text
    (judgement,) = check_source(Source("page.tex", text)).judgements
    assert judgement.verdict is Verdict.RIGHT


def test_a_bracket_at_the_start_of_a_row_is_a_bracket() -> None:
    text = body(Display((step("a", "b"), step("[c]", "d"))), Table((("[x]",), ("*",)), ((("[y]",), ("z",)),)))
    assert "{}[c] &= d" in text
    assert "{}[x] & {}* \\\\" in text


def test_prose_is_no_command() -> None:
    text = body(Paragraph((HOSTILE,)))
    assert r"\input{" not in text
    assert r"\begin" not in text
    assert "$" not in text.replace(r"\$", "")
    assert text.count("{") == text.count("}")


def test_what_was_not_read_is_text() -> None:
    text = body(Display((Step(parse("a"), "=", Unread(r"\input{/etc/passwd}", "", AT)),)))
    assert r"\text{\textbackslash{}input\{/etc/passwd\}}" in text


@needs_tex
@pytest.mark.parametrize("page", [squared_error(), softmax(), Page((Paragraph(("nothing",)),))])
def test_a_page_compiles(page: Page, tmp_path: Path) -> None:
    compiled(page, tmp_path)


@needs_tex
def test_hostile_prose_compiles(tmp_path: Path) -> None:
    text = HOSTILE + "".join(map(chr, range(0x20, 0x180))) + "²₁—–“”‘’…σ∂→∑ 🦊 ﷽ \0\x1b"
    blocks: list[Block] = [Heading((text,), 1), Heading((text,)), Heading((text,), 5), Paragraph((text,))]
    reasons = Display((step("a", "b", text), step("c", "d", "[*] & % # short")))
    compiled(Page((*blocks, reasons, Table(((text,), ("[",)), (((text,), ("*",)),)), Picture(SVG, text))), tmp_path)


@needs_tex
def test_every_sign_compiles(tmp_path: Path) -> None:
    signs: list[Node] = [Atom(kind, text, AT) for kind, text in sorted(set(SYMBOLS.values()), key=str)]
    signs += [
        parse(text) for text in (r"\mathbb{1R}", r"\mathcal{L}", r"\mathfrak{g}", r"\mathbf{w}", r"x'^2_i", "é误")
    ]
    signs += [Atom(Kind.TEXT, "\\ ^ ~ # $ % & _ { } < > | ` é σ", AT)]
    compiled(Page((Paragraph(tuple(part for sign in signs for part in (sign, " "))),)), tmp_path)


@needs_tex
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=3, phases=[Phase.generate])
@given(st.lists(trees().filter(lambda tree: not any(map(_is_beyond_latex, walk(tree)))), min_size=10, max_size=30))
def test_every_tree_compiles(tmp_path_factory: pytest.TempPathFactory, found: list[Node]) -> None:
    displays = tuple(Display((Step(node, "=", node, (node,)), Step(None, "leq", node))) for node in found)
    compiled(Page(displays), tmp_path_factory.mktemp("tex"))


OF_ONE_SIZE = frozenset({"hat", "tilde", "bar", "vec", "dot", "ddot"})


def _is_beyond_latex(node: Node) -> bool:
    r"""Cases have a value and a condition, and no matrix stands in the degree of a root.

    amsmath measures what an accent of one size stands over, and loses its place where that has parts with accents of
    their own: `\vec{\begin{matrix} a & b \end{matrix} \dot{y}}` is refused by TeX in whatever document it stands, and
    so are some fractions. An accent over an accent is set.
    """
    match node:
        case Grid("cases", rows):
            return any(len(cells) > 2 for cells in rows)
        case Root(_, degree) if degree is not None:
            return any(isinstance(part, Grid) for part in walk(degree))
        case Styled(style, base) if style in OF_ONE_SIZE:
            parts = list(walk(base))
            accents = any(isinstance(part, Styled) and part.style in OF_ONE_SIZE for part in parts)
            return accents and not (isinstance(base, Styled) and isinstance(base.base, Atom))
        case _:
            return False


def test_the_primes_of_a_letter_stand_before_its_exponent() -> None:
    assert latex(parse(r"x'_i^2")) == "x'^{2}_{i}"
