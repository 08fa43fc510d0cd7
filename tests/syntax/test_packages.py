"""Commands of packages read like the mathematics that they print, and a document's own definition comes first."""

import pytest

from backproof.read.document import read_document
from backproof.source import Source
from backproof.syntax.latex import parse
from backproof.syntax.macros import collect
from tests.syntax.trees import placeless, unread


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"\dv{f}{x}", r"\frac{d f}{d x}"),
        (r"\dv{x} f", r"\frac{d}{d x} f"),
        (r"\dv[2]{f}{x}", r"\frac{d^2 f}{d x^2}"),
        (r"\pdv*{L}{W_{ij}}", r"\frac{\partial L}{\partial W_{ij}}"),
        (r"\pdv{L}{x}{y}", r"\frac{\partial^2 L}{\partial x \partial y}"),
        (r"\pdv{L}{x, y}", r"\frac{\partial^2 L}{\partial x \partial y}"),
        (r"\diffp{L}{x}", r"\frac{\partial L}{\partial x}"),
        (r"\fdv{F}{g}", r"\frac{\delta F}{\delta g}"),
        (r"\qty(1 + x)^2", r"(1 + x)^2"),
        (r"\qty{3}{\metre}", "3"),
        (r"\pqty{x} \bqty{y}", "(x) [y]"),
        (r"\abs{x} + \abs*{y} + \abs[\big]{z} + \abs(t)", "|x| + |y| + |z| + |t|"),
        (r"\norm{x}_2^2", r"\|x\|_2^2"),
        (r"\eval{f}_{x = 0}", r"\left. f \right|_{x = 0}"),
        (r"\grad_W L", r"\nabla_W L"),
        (r"\vb{W} \vb*{x}", r"\mathbf{W} \mathbf{x}"),
        (r"\mqty(a & b \\ c & d)", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"),
        (r"\bmqty{a & (b)}", r"\begin{bmatrix} a & (b) \end{bmatrix}"),
        (r"\dd{x}", r"{dx}"),
        (r"\tr(A) + \diag(x)", r"\operatorname{tr}(A) + \operatorname{diag}(x)"),
        (r"\num{1.5e-3}", r"1.5 \cdot 10^{-3}"),
        (r"\num{0,1} \SI{-2}{\second}", "0.1 -2"),
        (r"\partial^{} f", r"\partial f"),
    ],
)
def test_a_command_of_a_package_is_what_it_prints(written: str, plain: str) -> None:
    assert not unread(parse(written))
    assert placeless(parse(written)) == placeless(parse(plain))


@pytest.mark.parametrize("broken", [r"\pdv{", r"\pdv", r"\num{1", r"\mqty(a & b", r"\mqty", r"\abs", r"\eval", r"\vb"])
def test_a_command_without_its_arguments_is_said_to_be_one(broken: str) -> None:
    assert unread(parse(broken))


@pytest.mark.parametrize(
    ("definition", "called", "plain"),
    [
        (r"\DeclarePairedDelimiter{\size}{\lVert}{\rVert}", r"\size{x}+\size*{y}+\size[\big]{z}", "‖x‖+‖y‖+‖z‖"),
        (r"\DeclarePairedDelimiter\of()", r"f \of{x}", "f (x)"),
        (r"\DeclarePairedDelimiterX{\dual}[2]{(}{)}{#1 \delimsize| #2}", r"\dual{x}{y}", "(x | y)"),
        (r"\NewDocumentCommand{\pd}{O{} m m}{\partial^{#1} #2/\partial #3^{#1}}", r"\pd{L}w", r"\partial L/\partial w"),
        (r"\NewDocumentCommand\pd{o m}{\partial #2}", r"\pd x", r"\partial x"),
        (r"\newcommand{\pdv}[1]{#1^2}", r"\pdv{x}", "x^2"),
    ],
)  # fmt: skip
def test_what_an_author_defines_is_read_in_its_place(definition: str, called: str, plain: str) -> None:
    assert placeless(parse(called, macros=collect(definition))) == placeless(parse(plain.replace("‖", r"\|")))


def test_a_command_that_tex_decides_as_it_goes_keeps_its_usual_meaning() -> None:
    text = r"\RenewDocumentCommand{\mathbb}{m}{\if1#1\mathbf{1}\else\letterbb{#1}\fi}" + "\n$$x \\in \\mathbb{R}$$\n"
    (line,) = read_document(Source("notes.tex", text)).lines
    assert line.problem is None
    assert line.relation == "in"
