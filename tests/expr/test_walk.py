"""Through expressions: substitution never captures, and what does not change stays the same object."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backproof.calculus.digits import PRECISE
from backproof.calculus.evaluate import evaluate
from backproof.expr import Expression, Index, Over, Range, Sum, Symbol, Tensor
from backproof.expr.build import add, apply, mul
from backproof.expr.walk import map_parts, parts, substitute, tensors, walk
from tests.strategies import ROWS, I, J, expressions, point, with_matrices

C = Range("classes", size=3)
K, M = Index("k", C), Index("m", C)
Z = Symbol("z", (C,))


@settings(max_examples=150, deadline=None)
@given(st.one_of(expressions(), with_matrices()), st.sampled_from([J, 1, 2, Index("i'", ROWS)]))
def test_another_slot_for_a_free_letter_picks_the_same_elements(expression: Expression, slot: Index | int) -> None:
    others = tuple(sorted(expression.free - {I, J}, key=lambda index: index.name))
    before = evaluate(expression, point(1), axes=(I, J, *others), arithmetic=PRECISE)
    changed = substitute(expression, {I: slot})
    if isinstance(slot, int):
        wanted, got = before[slot - 1], evaluate(changed, point(1), axes=(J, *others), arithmetic=PRECISE)
    elif slot == J:
        wanted, got = (
            np.array([before[0, 0], before[1, 1]]),
            evaluate(changed, point(1), axes=(J, *others), arithmetic=PRECISE),
        )
    else:
        wanted, got = before, evaluate(changed, point(1), axes=(slot, J, *others), arithmetic=PRECISE)
    defined = PRECISE.finite(wanted)
    assert (PRECISE.finite(got) == defined).all()
    assert np.all(abs(wanted[defined] - got[defined]) <= 1e-30 * (1 + abs(wanted[defined])))


def test_the_element_of_a_softmax_may_have_the_bound_letter() -> None:
    node = Over("softmax", K, Tensor(Z, (K,)), K)
    assert substitute(node, {K: M}) == Over("softmax", K, Tensor(Z, (K,)), M)


def test_a_renamed_bound_letter_is_not_replaced_in_its_turn() -> None:
    prime = Index("k'", C)
    moved = substitute(Over("softmax", K, Tensor(Z, (K,)), prime), {prime: K})
    assert (
        evaluate(moved, {Z: [1, 2, 4]}).tolist()
        == evaluate(Over("softmax", M, Tensor(Z, (M,)), K), {Z: [1, 2, 4]}).tolist()
    )


def test_what_has_no_such_letter_stays_the_same_object() -> None:
    expression = Sum(K, mul(Tensor(Z, (K,)), apply("exp", Tensor(Z, (K,)))))
    assert substitute(expression, {M: 1}) is expression
    assert map_parts(expression, lambda part: part) is expression


def test_walking_visits_parts_before_wholes() -> None:
    expression = add(Tensor(Z, (K,)), apply("exp", Tensor(Z, (M,))))
    assert list(walk(expression))[-1] is expression
    assert list(tensors(expression)) == [Tensor(Z, (K,)), Tensor(Z, (M,))]
    assert parts(expression) == (Tensor(Z, (K,)), apply("exp", Tensor(Z, (M,))))
