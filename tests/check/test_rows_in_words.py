"""Words say that the vectors of samples are the rows of a matrix."""

import pytest

from tests.check.judging import displays, verdicts

MODEL = (r"\hat{y}_i = \mathbf{w}^\top \mathbf{x}_i", r"L = \frac12 \sum_{i=1}^n (\hat{y}_i - y_i)^2")
CLAIM = r"\frac{\partial L}{\partial \mathbf{w}} = X^\top (\hat{\mathbf{y}} - \mathbf{y})"
SLIP = r"\frac{\partial L}{\partial \mathbf{w}} = X^\top (\mathbf{y} - \hat{\mathbf{y}})"


@pytest.mark.parametrize(
    "said",
    [
        r"$X$ is the $n \times d$ design matrix whose rows are $\mathbf{x}_i^\top$.",
        r"Let $X \in \mathbb{R}^{n \times d}$ be the matrix with rows $\mathbf{x}_i^\top$.",
        r"Here $\mathbf{x}_i$ is the $i$-th row of $X$.",
        r"The matrix $X$ has the $\mathbf{x}_i$ as rows.",
    ],
)
def test_what_words_call_rows_needs_no_assumption_and_excuses_no_slip(said: str) -> None:
    assert verdicts(said + displays(*MODEL, CLAIM)) == [*verdicts(said), "right", "right", "right"]
    assert verdicts(said + displays(*MODEL, SLIP))[-1] == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "",
        r"The matrix $X$ has $n$ rows, and $\mathbf{x}_i$ is its column.",
        r"Are the rows of $X$ the $\mathbf{x}_i$ or not?",
    ],
)
def test_other_words_say_nothing_of_rows(said: str) -> None:
    assert verdicts(said + displays(*MODEL, CLAIM))[-1] == "right-if"
    assert verdicts(said + displays(*MODEL, SLIP))[-1] == "unchecked"
