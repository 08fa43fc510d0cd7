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
