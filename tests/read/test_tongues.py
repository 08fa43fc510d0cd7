"""Words of several languages around formulas: what they impose on names is no claim, and what they don't is one."""

from __future__ import annotations

import pytest

from backproof.read.document import read_document
from backproof.source import Source
from tests.check.judging import verdicts

LOSS = "$$Q = \\| X w - y \\|^2$$\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "Setting the gradient to zero gives",
        "Nullsetzen des Gradienten ergibt",
        "En annulant le gradient on obtient",
        "Igualando el gradiente a cero se obtiene",
        "Приравняв градиент к нулю, получим",
        "勾配を 0 とおくと",
        "令梯度为零，得",
    ],
)
def test_an_equation_that_the_words_impose_is_not_refuted(words: str) -> None:
    assert verdicts(f"{LOSS}{words} $X^T X w = X^T y$.") == ["right", "unchecked"]


@pytest.mark.parametrize("words", ["It is", "Es ist", "On a", "Es", "Имеем", "よって", "因此"])
def test_an_equation_that_they_state_is(words: str) -> None:
    assert verdicts(f"{LOSS}{words} $X^T X w = X^T y$.") == ["right", "wrong"]


def test_a_class_other_than_the_label_of_a_sample_is_a_condition_of_the_display_behind_it() -> None:
    slope = "$$\\frac{\\partial L_i}{\\partial s_j} = \\mathbb{1}(s_j - s_{y_i} + 1 > 0)$$"
    told = read_document(Source("hw.md", f"The gradient is, for $j \\neq y_i$,\n\n{slope}")).lines
    assert [(each.said.posed, len(each.conditions)) for each in told] == [(True, 0), (False, 1)]
    far = "With $j \\neq y_i$ the sum of this definition has one term less, as it does in other texts. It is"
    assert not read_document(Source("hw.md", f"{far}\n\n{slope}")).lines[-1].conditions
