r"""What is printed as LaTeX reads back as an expression of the same value (law 2).

Not every expression that can be built is one that a document could state to this reader. Left out, because the text
does not carry what the expression has:

- elements by number (``x_1``): without ``x_i`` beside it, that is a name of its own;
- sums, deltas, conditions and softmaxes over a letter that fills no slot of a tensor: nothing says what it runs over;
- the powers 0 and 1 (``x^{1}`` is a label) and factors 0 (they take the letters of a product along);
- products over an index, maxima and log-sum-exp over an index, and functions that nothing defines, which aren't read
  or have no value here;
- ranges that begin at 0: without a bound or an element 0 in the text, a range begins at 1.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backproof import parse
from backproof.calculus.arithmetic import FLOAT64
from backproof.calculus.evaluate import Evaluation
from backproof.calculus.named import Array
from backproof.expr import (
    Add,
    Cases,
    CompareIndices,
    CompareValues,
    Delta,
    Expression,
    Index,
    Indicator,
    Mul,
    Number,
    Over,
    Power,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import apply
from backproof.show import to_latex

ROWS, COLUMNS = Range("rows", size=2), Range("columns", size=3)
I, J, K, M = Index("i", ROWS), Index("j", ROWS), Index("k", COLUMNS), Index("m", COLUMNS)
LETTERS = {ROWS: (I, J), COLUMNS: (K, M)}
SYMBOLS = {
    "s": Symbol("s"),
    "x": Symbol("x", (ROWS,)),
    "y": Symbol("y", (COLUMNS,)),
    "w": Symbol("w", (ROWS, COLUMNS)),
    "gamma": Symbol(r"\gamma", (ROWS, ROWS)),
}
MODERATE = 1e4
FUNCTIONS = ("sin", "tanh", "sigmoid", "softplus", "arctan", "exp")


@st.composite
def tensors(draw: st.DrawFn) -> Tensor:
    symbol = draw(st.sampled_from(list(SYMBOLS.values())))
    return Tensor(symbol, tuple(draw(st.sampled_from(LETTERS[range_])) for range_ in symbol.ranges))


def anchored(pair: tuple[Index, Index], part: Expression) -> Expression:
    """The part beside a tensor for each letter, which says what the letter runs over."""
    symbol = SYMBOLS["x" if pair[0].range == ROWS else "y"]
    return Mul((*(Tensor(symbol, (letter,)) for letter in pair), part))


def _wholes(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    few = st.lists(parts, min_size=2, max_size=3).map(tuple)
    pairs = st.sampled_from([(I, J), (K, M)])
    relations = st.sampled_from(["=", "!=", "<=", "<"])
    return st.one_of(
        few.map(Add),
        few.map(Mul),
        st.builds(Power, parts, st.sampled_from([Number(Fraction(n)) for n in (-1, 2, 3)])),
        st.builds(apply, st.sampled_from(FUNCTIONS), parts),
        st.builds(lambda body, at: Sum(at, body), parts, st.sampled_from([I, J, K, M])).filter(binds),
        pairs.map(lambda pair: anchored(pair, Delta(*pair))),
        st.builds(
            lambda pair, relation: anchored(pair, Indicator(CompareIndices(relation, *pair))), pairs, relations
        ),
        st.builds(
            lambda pair, relation, a, b: anchored(pair, Cases(((CompareIndices(relation, *pair), a),), b)),
            pairs, relations, parts, parts,
        ),
        st.builds(
            lambda c, a, b: Cases(((CompareValues("<", c, Number(Fraction(1, 2))), a),), b), tensors(), parts, parts
        ),
        st.builds(
            lambda at, other: Over("softmax", at, Tensor(SYMBOLS["y"], (at,)), other), *2 * [st.sampled_from([K, M])]
        ),
    )  # fmt: skip


def binds(whole: Expression) -> bool:
    return isinstance(whole, Sum) and whole.index in whole.body.free


_NUMBERS = st.sampled_from([Fraction(n, d) for n in (-2, -1, 1, 3) for d in (1, 2)]).map(Number)
EXPRESSIONS = st.recursive(st.one_of(tensors(), tensors(), _NUMBERS), _wholes, max_leaves=8)


def point(seed: int) -> dict[str, Array]:
    random = np.random.default_rng(seed)
    shapes = {name: tuple(range_.size or 0 for range_ in symbol.ranges) for name, symbol in SYMBOLS.items()}
    return {
        name: np.asarray(random.uniform(0.3, 1.7, shape) * random.choice([-1, 1], shape))
        for name, shape in shapes.items()
    }


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=250, deadline=None)
@given(EXPRESSIONS, st.integers(0, 100))
def test_an_expression_printed_and_read_back_has_the_same_value(expression: Expression, seed: int) -> None:
    values = point(seed)
    formula = parse(to_latex(expression))
    assert set(formula.free) == {index.name for index in expression.free}
    axes = tuple(next(index for index in expression.free if index.name == name) for name in formula.free)
    evaluation = Evaluation.at({SYMBOLS[name]: value for name, value in values.items()}, {}, FLOAT64, 0)
    with np.errstate(all="ignore"):
        expected = evaluation.array(expression, axes)
        found = formula.evaluate({name: values[name] for name in formula.names})
    # Beyond, rounding alone may tell two orders of evaluation apart.
    assume(evaluation.undefined is None and evaluation.largest < MODERATE)
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)
