"""How LaTeX reads: the same sign is the same node, whatever its spelling."""

import pytest

from backproof.source import Span
from backproof.syntax.latex import parse
from backproof.syntax.reader import UNKNOWN_COMMAND
from backproof.syntax.tokens import tokenize
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Row, Script, Styled
from backproof.syntax.write import latex
from tests.syntax.trees import placeless, unread, walk


def same(*texts: str) -> bool:
    first, *others = (placeless(parse(text)) for text in texts)
    assert not unread(first)
    return all(other == first for other in others)


@pytest.mark.parametrize(
    "spellings",
    [
        (r"w_{\text{bias}}", r"w_{\mathrm{bias}}", r"w_{\rm bias}", r"w_{\operatorname{bias}}", r"w_\text{bias}"),
        (r"x_i^2", r"x^2_i", r"{x}_{i}^{2}", "x_i²", "xᵢ²"),
        (r"x'_i", r"x_i'", r"x^\prime_i", r"x_i^{\prime}", "x′_i"),
        (r"f''", r"f^{\prime\prime}", r"f^{''}", "f″"),
        (r"\frac{1}{2}", r"\frac12", r"\dfrac 1 2", r"{1 \over 2}", r"\tfrac1{2}"),
        (r"\left( a \right)", "(a)", r"\big( a \big)", r"\bigl(a\bigr)", r"\left(a\right)"),
        (r"\left| x \right|", "|x|", r"\lvert x \rvert", r"\bigl| x \bigr|"),
        (r"\left\| x \right\|_2", "||x||_2", r"\|x\|_2", r"\lVert x\rVert_2"),
        (r"\mathbf{W} x", r"\boldsymbol{W} x", r"{\bf W} x", r"\bm{W} x", r"\textbf{W} x", "𝐖x"),
        (r"\hat{\mathbf{y}}", r"\mathbf{\hat{y}}", r"\mathbf{\hat y}", r"\bf{\hat{y}}"),
        (r"a \leq b", r"a \le b", "a ≤ b", r"a \leqslant b"),
        (r"w \leftarrow v", r"w \gets v", "w ← v", r"w \longleftarrow v"),
        (r"\partial L / \partial α", r"∂L/∂\alpha"),
        (r"a \odot b", "a ⊙ b", r"a\,\odot\;b"),
        (r"\sum_{i=1}^n x", r"\sum\limits_{i=1}^{n} x", "∑_{i=1}^n x", r"\displaystyle\sum_{i=1}^nx"),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix}", r"\left[ \begin{array}{cc} 1 & 2 \\ \end{array} \right]"),
        (r"\begin{cases} 1 & a \\ 0 & b \end{cases}", r"\left\{ \begin{array}{ll} 1 & a \\ 0 & b \end{array} \right."),
        (
            r"\begin{align} a &= b \\ &= c \end{align}",
            r"a &= b \\ &= c",
            r"\begin{aligned} a &= b \\[2pt] &= c \\ \end{aligned}",
        ),
        (r"\begin{equation} a = b \label{eq:1} \end{equation}", "a = b", r"a = b \tag{3.1}", r"a = b % so"),
        (r"a = b", r"a \overset{!}{=} b", r"a \stackrel{\text{def}}{=} b"),
        (r"\operatorname{argmax}_w f", r"\underset{w}{\operatorname{arg\,max}} f", r"\operatorname*{argmax}_w f"),
        (r"\mathrm{d}x", r"{\rm d} x", r"\text{d}x", "dx"),
        (r"x", r"\textcolor{red}{x}", r"\color{red} x", r"\boxed{x}", r"\cancel{x}", r"\underbrace{x}_{\text{input}}"),
        (r"a \quad b", r"a \hspace{1cm} b"),
        (r"W^{(2)}", "W^(2)", "W⁽²⁾"),
        (r"\delta_2", r"\delta{_2}", "δ₂"),
        (r"\sqrt{x}", r"\sqrt x", "√x"),
        (r"1000", r"1{,}000"),
        (r"0.5", r"0{,}5"),
        (r"x^{\top}", r"x^\top", r"x^\intercal"),
        (r"a \neq b", r"a \not= b", r"a \ne b", "a≠b"),
        (r"\sum_{i, j} x", r"\sum_{\substack{i \\ j}} x"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_formula_give_one_tree(spellings: tuple[str, ...]) -> None:
    assert same(*spellings)


def test_every_node_has_its_place_in_the_document() -> None:
    tree = parse(r"w_{\rm bias} = {x}", offset=100)
    assert tree == Row(
        (
            Script(
                Atom(Kind.LETTER, "w", Span(100, 101)), Atom(Kind.NAME, "bias", Span(102, 112)), None, 0, Span(100, 112)
            ),
            Atom(Kind.RELATION, "=", Span(113, 114)),
            Atom(Kind.LETTER, "x", Span(115, 118)),
        ),
        Span(100, 118),
    )


def test_a_run_of_letters_stays_letters() -> None:
    assert [atom.text for atom in _atoms(parse("softmax"))] == list("softmax")


def test_text_with_formulas_is_words_and_formulas() -> None:
    match parse(r"\text{if $x > 0$ only}"):
        case Row((Atom(Kind.TEXT, "if "), Row(), Atom(Kind.TEXT, " only"))):
            pass
        case other:
            pytest.fail(repr(other))


def test_a_style_holds_for_the_letters_and_not_for_their_scripts() -> None:
    match parse(r"\mathbf{w_i}"):
        case Script(Styled("bold", Atom(Kind.LETTER, "w")), Atom(Kind.LETTER, "i"), None, 0):
            pass
        case other:
            pytest.fail(repr(other))


def test_bars_without_a_clear_partner_separate() -> None:
    assert latex(parse("P(y=1|x)")) == r"P(y = 1 \mid x)"
    assert latex(parse(r"p(a|b)p(c|d)")) == r"p(a \mid b) p(c \mid d)"
    assert latex(parse(r"f|_{x=0}")) == r"f \mid_{x = 0}"


def test_a_half_open_interval_is_a_fence() -> None:
    match parse("[0, 1)"):
        case Fence("[", Row(), ")"):
            pass
        case other:
            pytest.fail(repr(other))


def test_a_number_with_a_bracket_at_the_start_is_a_label() -> None:
    assert parse("12c) x") == Row((Atom(Kind.TEXT, "12c)", Span(0, 4)), Atom(Kind.LETTER, "x", Span(5, 6))), Span(0, 6))


@pytest.mark.parametrize(
    ("text", "part", "reason", "rest"),
    [
        (r"\foo x", r"\foo", UNKNOWN_COMMAND, "x"),
        (r"\frac{a}", r"\frac", r"\frac needs 2 arguments; found 1", "a"),
        (r"\sqrt", r"\sqrt", r"\sqrt needs 1 argument; found 0", ""),
        ("(a", "(", "an opening bracket without a closing one", "a"),
        ("a b]", "]", "a closing bracket without an opening one", "ab"),
        ("{a", "{", "an opening brace without a closing one", "a"),
        ("a}", "}", "not known as mathematics", "a"),
        (r"\left( a", r"\left", r"\left without its \right", "a"),
        ("x^2^3", "^", "a second script in the same place", "x23"),
        ("x_", "_", "a script without its content", "x"),
        (r"\begin{align} a", r"\begin{align}", r"\begin{align} without its \end", "a"),
        (r"\begin{tabular} a \end{tabular}", r"\begin{tabular}", "the environment tabular is not known", "a"),
    ],
)
def test_what_cannot_be_read_says_why_and_the_rest_is_read(text: str, part: str, reason: str, rest: str) -> None:
    tree = parse(text)
    assert [(node.text, node.reason) for node in unread(tree)] == [(part, reason)]
    assert "".join(atom.text for atom in _atoms(tree)) == rest


def test_cells_of_a_matrix_keep_their_brackets() -> None:
    match parse(r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"):
        case Grid("matrix", ((_, _), (_, _)), "(", ")"):
            pass
        case other:
            pytest.fail(repr(other))


def test_a_fraction_holds_both_sides() -> None:
    match parse(r"\frac{\partial L}{\partial w}"):
        case Fraction(Row((Atom(Kind.LETTER, "partial"), _)), Row((Atom(Kind.LETTER, "partial"), _))):
            pass
        case other:
            pytest.fail(repr(other))


def _atoms(tree: Node) -> list[Atom]:

    return [node for node in walk(tree) if isinstance(node, Atom)]


@pytest.mark.parametrize(
    ("latex", "tokens"),
    [
        (r"\left.5 x\right|", [r"\left", ".", "5", "x", r"\right", "|"]),
        (r"\left.*\right.", [r"\left", ".", "*", r"\right", "."]),
        (r"\left .. x\right|", [r"\left", ".", ".", "x", r"\right", "|"]),
        (r"\leftarrow .5", [r"\leftarrow", ".5"]),
        ("a .* b", ["a", r"\odot", "b"]),
    ],
)
def test_the_dot_of_no_bracket_belongs_to_nothing_behind_it(latex: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(latex)] == tokens
