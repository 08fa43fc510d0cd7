"""Expressions as a person would write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from backproof.calculus.resolve import jacobian
from backproof.expr import (
    Add,
    Apply,
    Cases,
    CompareIndices,
    Delta,
    Derivative,
    Expression,
    Function,
    Index,
    Indicator,
    Mul,
    Over,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, ZERO, add, apply, divide, mul, negative, number, power, subtract
from backproof.show import to_latex, to_unicode
from backproof.show.letters import name
from backproof.syntax.latex import parse
from backproof.syntax.write import latex
from tests.strategies import expressions

A = Range("a")
I, J, K = Index("i", A), Index("j", A), Index("k", A)
X, W = Symbol("x", (A,)), Symbol("w", (A, A))
x, y, L = Tensor(Symbol("x")), Tensor(Symbol("y")), Symbol("L")
xi, wij = Tensor(X, (I,)), Tensor(W, (I, J))


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        (wij, "w_{ij}"),
        (Tensor(W, (1, J)), "w_{1,j}"),
        (Tensor(Symbol(r"w_{\mathrm{bias}}", (A,)), (J,)), r"w_{\mathrm{bias},j}"),
        (Tensor(Symbol("W^{(2)}", (A, A)), (I, J)), "W^{(2)}_{ij}"),
        (Tensor(Symbol(r"\hat{y}", (A,)), (I,)), r"\hat{y}_{i}"),
        (subtract(x, y), "x - y"),
        (negative(x), "-x"),
        (subtract(x, add(y, y)), r"x - (y + y)"),
        (mul(add(x, y), x), "(x + y) x"),
        (divide(x, y), r"\frac{x}{y}"),
        (divide(ONE, mul(number(2), x)), r"\frac{1}{2 x}"),
        (mul(number("1/2"), x), r"\frac{1}{2} x"),
        (mul(number("-1/2"), divide(x, y)), r"-\frac{x}{2 y}"),
        (number("0.01"), "0.01"),
        (power(xi, number(2)), "x_{i}^{2}"),
        (power(add(x, y), number(2)), "(x + y)^{2}"),
        (power(x, number("1/2")), r"\sqrt{x}"),
        (power(apply("sigmoid", x), number(2)), r"(\sigma(x))^{2}"),
        (mul(x, Sum(J, wij), y), r"x y \sum_{j} w_{ij}"),
        (add(Sum(J, wij), Tensor(X, (J,))), r"(\sum_{j} w_{ij}) + x_{j}"),
        (Sum(J, add(wij, xi)), r"\sum_{j} (w_{ij} + x_{i})"),
        (Delta(I, J), r"\delta_{ij}"),
        (Delta(I, 0), r"\delta_{i,0}"),
        (Indicator(CompareIndices("!=", I, J)), r"\mathbb{1}[i \neq j]"),
        (Over("softmax", J, Tensor(X, (J,)), I), r"\frac{\exp(x_{i})}{\sum_{j} \exp(x_{j})}"),
        (Over("prod", J, Tensor(X, (J,))), r"\prod_{j} x_{j}"),
        (Over("max", J, Tensor(X, (J,))), r"\max_{j} x_{j}"),
        (Derivative(Tensor(L), wij), r"\frac{\partial L}{\partial w_{ij}}"),
        (Tensor(jacobian(L, W), (I, J)), r"\frac{\partial L}{\partial w_{ij}}"),
        (Tensor(jacobian(X, W), (K, I, J)), r"\frac{\partial x_{k}}{\partial w_{ij}}"),
        (Apply(Function("f", 1, (1,)), (x,)), "f'(x)"),
        (mul(number(2), number(3)), r"6"),
    ],
)  # fmt: skip
def test_each_expression_is_written_as_people_do(expression: Expression, written: str) -> None:
    assert to_latex(expression).replace(r"\left", "").replace(r"\right", "") == latex(parse(written)).replace(
        r"\left", ""
    ).replace(r"\right", "")


def test_cases_have_their_conditions() -> None:
    text = to_latex(Cases(((CompareIndices("=", I, J), ONE),), ZERO))
    assert "cases" in text
    assert "otherwise" in text


def test_named_letters_under_a_style_are_no_rows_of_letters() -> None:
    styled = (r"\mathbf{theta}", r"\hat{gamma}", r"\hat{\mathbf{beta}}", r"\bar{net}")
    shown = [r"\mathbf{\theta}", r"\hat{\gamma}", r"\hat{\mathbf{\beta}}"]
    assert [latex(name(each)) for each in styled[:3]] == shown
    assert "\\net" not in latex(name(styled[3]))


def test_letters_may_be_spelt_otherwise() -> None:
    assert to_latex(xi, {"i": r"\ell"}) == r"x_{\ell}"


@settings(max_examples=200, deadline=None)
@given(expressions())
def test_what_is_written_can_be_read(expression: Expression) -> None:
    """The text parses to the tree that it was written from."""
    text = to_latex(expression)
    assert latex(parse(text)) == text
    assert to_unicode(expression)


def test_a_sum_inside_of_a_product_does_not_reach_over_the_factors_behind_that_product() -> None:
    columns = Range("columns")
    y, s = Symbol("y", (columns,)), Tensor(Symbol("s"))
    element = Tensor(y, (Index("k", columns),))
    nested = Mul((Mul((s, Sum(Index("k", columns), element))), element))
    assert to_latex(nested) == r"s y_{k} \sum_{k} y_{k}"


def test_a_minus_before_a_sum_keeps_the_parentheses() -> None:
    s, t = Tensor(Symbol("s")), Tensor(Symbol("t"))
    assert to_latex(Mul((MINUS_ONE, Add((s, t))))) == "-(s + t)"
