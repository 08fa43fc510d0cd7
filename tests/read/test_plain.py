"""Mathematics typed without LaTeX: which fences hold it, and how a line of it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.check.document import check_source
from backproof.read.extract import plain
from backproof.read.extract.blanks import FILLING
from backproof.source import Source, Span


def lines(block: str) -> list[str]:
    return [block[each.start : each.end] for each in plain.formulas(block, Span(0, len(block)))]


@pytest.mark.parametrize(
    "block",
    ["∂L/∂w = δ·x", "a = σ(z)\nz = w x", "W ← W − η ∇L", "y₁ = x₂", "dL = Wᵀ δ"],
)
def test_signs_that_no_keyboard_has_make_a_fence_mathematics(block: str) -> None:
    assert plain.speaks(block)


@pytest.mark.parametrize(
    "block",
    [
        "loss = model(x)",
        "σ = lambda z: 1; print(σ(0))",
        "β += 1",
        "if α == β:",
        "x ─→ [ Σ ] ─→ y",
        "def σ(z):\n    return 1 / (1 + exp(-z))",
    ],
)
def test_programs_and_drawings_are_no_mathematics(block: str) -> None:
    assert not plain.speaks(block)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("z = w·x + b\n\na = σ(z)\n", ["z = w·x + b", "a = σ(z)"]),
        ("forward\nz = w·x", ["z = w·x"]),
        ("∂E/∂z = a − y      (sigmoid and cross-entropy)", ["∂E/∂z = a − y"]),
        ("∂E/∂z = a − y   # at the output", ["∂E/∂z = a − y"]),
        ("δ = a − y  // error", ["δ = a − y"]),
        ("z    =  w·x", ["z    =  w·x"]),
        ("1. z = w·x", ["z = w·x"]),
        ("output layer: z = w·x", ["z = w·x"]),
    ],
)
def test_each_line_that_states_something_is_a_formula(block: str, expected: list[str]) -> None:
    assert lines(block) == expected


@pytest.mark.parametrize(
    ("typed", "latex"),
    [
        ("e^(−x)", "e^{−x}"),
        ("x^(i)", "x^(i)"),
        ("2^(n+1)", "2^{n+1}"),
        ("w_(ij)", "w_{ij}"),
        ("∂E/∂w_ij", "∂E/∂wᵢⱼ"),
        ("y_pred", "y_pred"),
        ("Σᵢ xᵢ", "∑ᵢ xᵢ"),
        ("Σ x", "Σ x"),
    ],
)
def test_scripts_of_several_letters_belong_together(typed: str, latex: str) -> None:
    assert plain.as_latex(typed).replace(FILLING, "") == latex


@given(st.text(alphabet="w_ij^(−)Σᵢ=∂/xe+ ", max_size=40))
def test_every_sign_stays_in_its_place(typed: str) -> None:
    assert len(plain.as_latex(typed)) == len(typed)


def test_a_slip_in_a_readme_is_found_where_it_stands() -> None:
    text = "# net\n\n```text\nz = w·x + b\na = σ(z)\nL = ½(a − y)²\n∂L/∂w = (a − y)·a·(1 − a)·x\n∂L/∂b = a − y\n```\n"
    judged = check_source(Source("README.md", text)).judgements
    assert [each.verdict.value for each in judged] == ["right"] * 4 + ["wrong"]
    assert judged[-1].latex == "∂L/∂b = a − y"


NETWORK = """```
z1 = w1*x + b1
a1 = sigmoid(z1)
z2 = w2*a1 + b2
L = (z2 - y)^2
dL/dw2 = 2*(z2 - y)*a1
dL/db1 = 2*(z2 - y)*w2*{slope}
```
"""


def checked(text: str) -> list[str]:
    return [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]


def test_derivatives_by_the_signs_of_a_keyboard_make_a_fence_mathematics() -> None:
    assert checked(NETWORK.format(slope="a1*(1 - a1)")) == ["right"] * 6
    assert checked(NETWORK.format(slope="a1")) == ["right"] * 5 + ["wrong"]


def test_they_make_the_other_equations_in_code_mathematics() -> None:
    text = "`p = w*x`, `E = 1/2*(t - p)**2`, `dE/dw = -(t - p)*x` and `dE/dw = (t - p)*x`"
    assert checked(text) == ["right"] * 3 + ["wrong"]
    assert checked(text.replace("dE/dw", "grad")) == []


@pytest.mark.parametrize(
    "code", ["lr=0.1", "y = np.dot(w, x)", "w[0] = 1", "loss.backward()", "s = f(x, axis=1)", "a = b"]
)
def test_programs_beside_them_are_none(code: str) -> None:
    assert checked(f"`y = 2*x` and `{code}` and `dy/dx = 2`") == ["right"] * 2


def test_sums_hats_and_derivatives_of_words_are_typed_as_programs_have_them() -> None:
    softmax = "`p_i = exp(z_i) / sum_j exp(z_j)`, `L = -sum_i y_i log(p_i)`, `dL/dz_i = p_i - y_i`, `dL/dz_i = p_i`"
    assert checked(softmax) == ["right"] * 3 + ["wrong"]
    line = "`y_hat = w*x`, `loss = (y_hat - y)**2`, `dloss/dw = 2*x*(y_hat - y)`, `w = w - lr*dloss/dw`"
    assert checked(line) == ["right"] * 4
    assert checked(line.replace("w - lr", "w + lr"))[-1] == "wrong"
    assert checked(line.replace("2*x*(y_hat - y)", "2*x*(y - y_hat)"))[2] == "wrong"


def verdicts(text: str) -> list[str]:
    return [each.verdict.value for each in check_source(Source("mail.txt", text)).judgements]


TYPED = """Hi, here is the forward pass:

    z = w·x + b
    a = σ(z)
    L = ½(a − y)²

> ∂L/∂a = a − y
> ∂L/∂z = (a − y) a (1 − a)

so that we have
∂L/∂w = (a − y) a (1 − a) SLOT
and nothing else.
"""


@pytest.mark.parametrize(("slot", "verdict"), [("x", "right"), ("w", "wrong"), ("x     (as before)", "right")])
def test_lines_with_nothing_but_an_equation_are_read_in_a_mail(slot: str, verdict: str) -> None:
    text = TYPED.replace("SLOT", slot)
    assert verdicts(text) == ["right"] * 5 + [verdict]
    last = check_source(Source("mail.txt", text)).judgements[-1]
    assert text[last.span.start : last.span.end] == f"∂L/∂w = (a − y) a (1 − a) {slot[0]}"


@pytest.mark.parametrize(
    "text",
    [
        "α = 0,05 et β = 0,1",
        "We take α = 0.1 here.",
        "| σ = 1 | 2 |",
        "**δ = 4**",
        "    σ = lambda z: 1 / (1 + np.exp(-z))",
        "    θ = θ - α * grad(θ)",
        "    β1=0.9",
        "y = w x",
    ],
)
def test_prose_tables_and_programs_are_no_such_lines(text: str) -> None:
    assert verdicts(text) == []


def test_equations_side_by_side_on_a_line_are_several() -> None:
    assert lines("i = σ(a)   f = σ(b)\to = σ(c)") == ["i = σ(a)", "f = σ(b)", "o = σ(c)"]
    assert lines("∂L/∂z  =  a − y") == ["∂L/∂z  =  a − y"]
    fence = "```\ni = σ(a)   f = σ(b)\nc = f·m + i·g\n∂c/∂f = SLOT\n```"
    assert verdicts(fence.replace("SLOT", "m"))[-1] == "right"
    assert verdicts(fence.replace("SLOT", "i"))[-1] == "wrong"
