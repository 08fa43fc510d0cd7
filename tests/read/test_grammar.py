"""Presentation trees as terms: what each notation says, and what is said of those that aren't read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backproof.read.grammar import grammar
from backproof.read.grammar import lexicon as lexicons
from backproof.read.grammar.nodes import items
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Term, Unreadable
from backproof.source import Span
from backproof.syntax.latex import parse
from tests.read.spelt import read, spelt


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        ("a_i b", "(a_{i} * b)"),
        ("a - b c", "(a + (-1 * (b * c)))"),
        ("-a b", "(-1 * (a * b))"),
        ("-a^2", "(-1 * (a ** 2))"),
        ("a - -b", "(a + b)"),
        (r"a \cdot -b", "(a * (-1 * b))"),
        (r"2 \times 3", "(2 * 3)"),
        ("l_i.O_k", "(l_{i} * O_{k})"),
        ("O_i (1 - O_i).", "(O_{i} * (1 + (-1 * O_{i})))"),
        (r"\left( a + b \right) c", "((a + b) * c)"),
        (r"\left[ a + b \right] \{c\}", "((a + b) * c)"),
        (r"x + \quad y", "(x + y)"),
        ("0.05 x + .5", "((1/20 * x) + 1/2)"),
        ("1e-3", "1/1000"),
    ],
)
def test_terms_are_added_and_factors_multiplied_as_they_are_written(latex: str, meaning: str) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        (r"\frac{a}{b} c", "((a / b) * c)"),
        (r"\frac12 x^2", "((1 / 2) * (x ** 2))"),
        ("a / b / c", "((a / b) / c)"),
        ("1/2 (x - y)", "((1 / 2) * (x + (-1 * y)))"),
        ("x^{2n}", "(x ** (2 * n))"),
        ("x_i^2", "(x_{i} ** 2)"),
        ("x^{-1}", "(x ** (-1 * 1))"),
        ("(a+b)^2", "((a + b) ** 2)"),
        (r"\sqrt{x}", "sqrt(x)"),
        ("|x|", "abs(x)"),
    ],
)
def test_fractions_powers_and_roots(latex: str, meaning: str) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        ("a^T b", "(a^T * b)"),
        (r"{W^{(2)}}^\top x", "(W^{(2)}^T * x)"),
        ("W^{(2)T} + W^{l+1 T}", "(W^{(2)}^T + W^{l+1}^T)"),
        (r"(a + b)^\intercal", "(a + b)^T"),
        ("x^t y", "(x^T * y)"),
        ("X'X", "(X^T * X)"),
        (r"a \odot b", "(a * b)"),
        (r"\|W\|_F^2", "(norm(W) ** 2)"),
        (r"\nabla_W L", "d(L)/d(W)"),
        (r"\nabla L", "nabla(L)"),
        (r"\hat{y}[k]", r"\hat{y}_{k}"),
        (r"\begin{pmatrix} a \\ b \end{pmatrix}", "[a; b]"),
        (r"\begin{bmatrix} a + b & 0 \\ 1 & 2 \end{bmatrix}", "[(a + b), 0; 1, 2]"),
        (r"\begin{bmatrix} 1 \quad 2 \end{bmatrix}", "[1, 2]"),
    ],
)
def test_matrices_their_transposes_and_their_entries(latex: str, meaning: str) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        (r"\sigma(z) (1 - \sigma(z))", "(sigma(z) * (1 + (-1 * sigma(z))))"),
        (r"\sigma(z)^2 + \sigma(z)", "((sigma(z) ** 2) + sigma(z))"),
        (r"\sigma^2(z)", "(sigma(z) ** 2)"),
        (r"\sigma'(z_j)", "sigma'(z_{j})"),
        ("f''(x)", "f''(x)"),
        ("a (b + c)", "(a * (b + c))"),
        (r"\log s_i + 1", "(log(s_{i}) + 1)"),
        (r"\log 2 x y", "log((2 * x * y))"),
        (r"\log \sigma(x)", "log(sigma(x))"),
        (r"\log^2 x", "(log(x) ** 2)"),
        (r"\ln(x) y", "(ln(x) * y)"),
        ("e^{-x}", "exp((-1 * x))"),
        (r"\max(0, z)", "max(0, z)"),
    ],
)
def test_functions_take_what_follows_them_with_or_without_parentheses(latex: str, meaning: str) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        ("softmax(z)_k", "softmax_{k}(z)"),
        ("softmax_k(z)", "softmax_{k}(z)"),
        (r"\operatorname{softmax}(z)_k", "softmax_{k}(z)"),
        (r"\mathrm{ReLU}(z)", "ReLU(z)"),
        ("SE(y, O_0)", "SE(y, O_{0})"),
        ("CE(l, [O_0, O_1])", "CE(l, [O_{0}, O_{1}])"),
        (r"L(y, \hat{y})", r"L(y, \hat{y})"),
        ("MSE + 1", "(MSE + 1)"),
        (r"\mathrm{net}_j", "net_{j}"),
    ],
)
def test_words_are_functions_and_quantities_not_products_of_letters(latex: str, meaning: str) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        (r"\sum_i a_i b_i", "sum[i]((a_{i} * b_{i}))"),
        (r"\sum_{i=0}^{3} X_i w_{ij}", "sum[i = 0..3]((X_{i} * w_{i,j}))"),
        (r"\sum_{i=1}^{n} a_i + b", "(sum[i = 1..n](a_{i}) + b)"),
        (r"\sum_i (a_i + b)", "sum[i]((a_{i} + b))"),
        (r"\sum_i -a_i", "sum[i]((-1 * a_{i}))"),
        (r"\sum_{i \neq k} a_i", "sum[i where [i != k]](a_{i})"),
        (r"\sum_{j=1, j \neq k}^{n} a_j", "sum[j = 1..n where [j != k]](a_{j})"),
        (r"2 \sum_i \sum_j a_{ij} \cdot b", "(2 * sum[i](sum[j]((a_{i,j} * b))))"),
        (r"\prod_{i} a_i", "prod[i](a_{i})"),
    ],
)
def test_sums_have_their_letter_their_bounds_their_conditions_and_the_product_that_follows(
    latex: str, meaning: str
) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        (r"\frac{\partial L}{\partial w_{ij}}", "d(L)/d(w_{i,j})"),
        (r"\frac{\partial SE(y, O_0)}{\partial w}", "d(SE(y, O_{0}))/d(w)"),
        (r"\frac{dy}{dx}", "d(y)/d(x)"),
        (r"\frac{d}{dx} f(x)", "d(f(x))/d(x)"),
        (r"\frac{d}{dx} f(x) + 1", "(d(f(x))/d(x) + 1)"),
        (r"\frac{d}{dx} (f(x) + 1)", "d((f(x) + 1))/d(x)"),
        (r"\frac{\partial}{\partial w_{ij}} \sum_k a_k", "d(sum[k](a_{k}))/d(w_{i,j})"),
        (r"\frac{\partial (H_j \gamma_j)}{\partial H_j}", "d((H_{j} * gamma_{j}))/d(H_{j})"),
        (r"\frac{\partial L}{\partial (w_{ij})}", "d(L)/d(w_{i,j})"),
        (r"\frac{\partial L}{\partial a}\frac{\partial a}{\partial z}", "(d(L)/d(a) * d(a)/d(z))"),
        (r"\frac{d}{e + f}", "(d / (e + f))"),
    ],
)
def test_derivatives_are_of_what_stands_above_or_behind_and_by_what_stands_below(latex: str, meaning: str) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "key"),
    [
        (r"\Delta w_{ij}", r"\Delta w_{i,j}"),
        ("w_{ij}^{new}", "w_{i,j}^{new}"),
        (r"w_{\text{new}}", "w_{new}"),
        ("w_{bias}", "w_{bias}"),
        (r"\gamma_{j0}", "gamma_{j,0}"),
        ("w_{1,j}", "w_{1,j}"),
        ("W^{(2)}_{ij}", "W_{i,j}^{(2)}"),
        ("a^{l-1}_k", "a_{k}^{l-1}"),
        (r"\hat{y}_i", r"\hat{y}_{i}"),
        (r"\mathcal{L}", r"\mathcal{L}"),
    ],
)
def test_a_name_with_its_scripts_is_one_name(latex: str, key: str) -> None:
    assert spelt(read(latex)) == key


def test_a_number_above_a_name_that_has_layers_is_a_layer() -> None:
    assert spelt(read("W^1_{ij} + W^0_{ij} + x^2")) == "(W_{i,j}^{1} + W_{i,j}^{0} + (x ** 2))"


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        (r"\begin{cases} 1 & i = k \\ 0 & \text{otherwise} \end{cases}", "{1 if [i = k]; 0 otherwise}"),
        (r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{if } x \leq 0 \end{cases}", "{x if [x > 0]; 0 if [x <= 0]}"),
        (r"\begin{cases} a & i = k, \\ b & i \neq k. \end{cases}", "{a if [i = k]; b if [i != k]}"),
    ],
)
def test_cases_have_a_value_and_its_conditions_in_each_row(latex: str, meaning: str) -> None:
    assert spelt(read(latex)) == meaning


@pytest.mark.parametrize(
    ("latex", "reason", "place"),
    [
        (r"\begin{pmatrix} a \\ \vdots \end{pmatrix}", "these dots", r"\begin{pmatrix} a \\ \vdots \end{pmatrix}"),
        (r"\begin{pmatrix} a & b \\ c \end{pmatrix}", "different lengths", r"\begin{pmatrix} a & b \\ c \end{pmatrix}"),
        (r"\nabla_{a + b} L", "not a single name", r"{a + b}"),
        (r"\int x", r"\int is not read", r"\int"),
        (r"\prod a_i", "does not name its index", r"\prod"),
        (r"a + \sum_{i}", "a sum without a body", r"\sum_{i}"),
        (r"\sum_{2 \in S} a_i", "the index of this sum", r"{2 \in S}"),
        (r"\frac{\partial^2 L}{\partial w}", "a derivative whose order", r"\frac{\partial^2 L}{\partial w}"),
        (r"\frac{\partial L}{\partial (a + b)}", "not a single name", r"{\partial (a + b)}"),
        (r"\sqrt[3]{x}", "a root", r"\sqrt[3]{x}"),
        (r"a + \lfloor b \rfloor", "the delimiters lfloor rfloor", r"\lfloor b \rfloor"),
        (r"x_{i \cdot k}", r"\cdot in a subscript", r"\cdot"),
        ("x' + 1", "a prime on x, which is no function here", "x'"),
        ("x^{(ij)}", "this superscript in brackets", "{(ij)}"),
        (r"\Delta_i w", "Delta with scripts", r"\Delta_i"),
        (r"\log + 1", "log has no argument", r"\log"),
        ("a +", "a factor is missing at the end", "+"),
        ("a ()", "nothing stands between these brackets", "()"),
        ("a ? b", "? does not fit here", "?"),
        ("a = b", "= does not fit here", "="),
        (r"a \pm b", r"\pm does not fit here", r"\pm"),
        ("a/bc", "how far the slash reaches", "b"),
        (r"1 + \foo x", r"\foo: an unknown command", r"\foo"),
        (r"1 + \frac{a}", r"\frac needs 2 arguments; found 1", r"\frac"),
        ("1 + {a", "an opening brace without a closing one", "{"),
        (r"\begin{cases} a & \text{at times} \\ b & i = k \end{cases}", "this condition", r"\text{at times}"),
        (r"\begin{cases} a & i \sim k \\ b & i = k \end{cases}", r"the relation \sim", r"\sim"),
    ],
)
def test_what_is_not_read_is_named_with_its_reason_and_its_place(latex: str, reason: str, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(latex)
    assert reason in caught.value.reason
    assert latex[caught.value.span.start : caught.value.span.end] == place


_SIGNS = (
    r"\frac \sqrt \sum \prod \partial \Delta \sigma \sigma' \log \exp \max softmax CE \hat \mathbf \text{if} \mathbb1 "
    r"\begin{matrix} \end{matrix} \\ & _ ^ { } ( ) [ ] | ' , . ; + - * / \cdot \odot = \neq "
    r"< \in \leq \quad \left( \right) \left[ \right] \nabla \infty \top T d dx e f x y i j k l w_{ij} ^{(2)} ^{new} "
    r"_{i=1}^{n} _{i\neqk} \frac{\partial \frac{d}{dx} }{\partial 0 1 2 0.5 \foo \binom \int ! : \to \alpha \bar{x}"
).split()


_CASES = r"\begin{cases} a & i = k \\ b & \text{otherwise} \end{cases}"


def _outcome(text: str, offset: int = 0) -> Term | Unreadable:
    tree = parse(text, offset)
    try:
        return grammar.read(items(tree), lexicons.build([tree]))
    except Unreadable as problem:
        return problem


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*_SIGNS, _CASES]), max_size=16).map(" ".join) | st.text(max_size=20))
def test_any_text_is_a_term_or_unreadable_and_every_part_lies_in_the_text(text: str) -> None:
    outcome = _outcome(text)
    whole = Span(0, len(text))
    if isinstance(outcome, Unreadable):
        assert outcome.reason
        assert whole.covers(outcome.span)
    else:
        assert all(whole.covers(part.span) for part in walk(outcome))


_NAMES = st.sampled_from(["a", "x_i", "w_{ij}", r"\gamma", "2", r"\hat{y}"])
_FORMULAS = st.recursive(
    _NAMES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda both: rf"\frac{{{both[0]}}}{{{both[1]}}}"),
        st.tuples(inner, inner).map(lambda both: rf"\left({both[0]} + {both[1]}\right)"),
        inner.map(lambda one: rf"\exp({one})"),
        inner.map(lambda one: rf"\left(\sum_{{k}} {one}\right)"),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(_FORMULAS, _FORMULAS)
def test_products_bind_tighter_than_sums_whatever_the_factors(one: str, other: str) -> None:
    first, second = spelt(read(one)), spelt(read(other))
    assert spelt(read(rf"{one} \cdot {other}")) == f"({first} * {second})"
    assert spelt(read(f"{one} + {other}")) == f"({first} + {second})"
    assert spelt(read(f"{one} - {other}")) == f"({first} + (-1 * {second}))"
    assert spelt(read(rf"{one} + {one} \cdot {other}")) == f"({first} + ({first} * {second}))"


@given(_FORMULAS, st.integers(1, 1000))
def test_where_a_formula_stands_changes_the_places_and_nothing_else(text: str, offset: int) -> None:
    here, there = _outcome(text), _outcome(text, offset)
    assert not isinstance(here, Unreadable)
    assert not isinstance(there, Unreadable)
    assert spelt(here) == spelt(there)
    assert there.span == Span(here.span.start + offset, here.span.end + offset)
