"""Derivative symbols carried out, forwards and backwards."""

from __future__ import annotations

import pytest

from backproof.calculus.canonical import same
from backproof.calculus.differentiate import by_element, differential
from backproof.calculus.equal import compare
from backproof.calculus.gradient import adjoint, gradient
from backproof.calculus.outcome import Different, Equal
from backproof.calculus.resolve import depends, expand, jacobians, resolve, resolve_model
from backproof.calculus.simplify import simplify
from backproof.expr import (
    Apply,
    Definition,
    Delta,
    Derivative,
    Function,
    IllFormed,
    Index,
    Model,
    Over,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, ZERO, add, apply, mul, negative, number, power, subtract
from backproof.expr.model import Assumptions

IN, OUT = Range("in"), Range("out", first=0)
I, J, K, M = Index("i", IN), Index("j", IN), Index("k", OUT), Index("m", OUT)
X, W, Z, O, T, L = (
    Symbol("x", (IN,)),
    Symbol("w", (IN, OUT)),
    Symbol("z", (OUT,)),
    Symbol("O", (OUT,)),
    Symbol("t", (OUT,)),
    Symbol("L"),
)
NETWORK = Model(
    (
        Definition(Z, (K,), Sum(I, mul(Tensor(X, (I,)), Tensor(W, (I, K))))),
        Definition(O, (K,), Over("softmax", M, Tensor(Z, (M,)), K)),
        Definition(L, (), negative(Sum(K, mul(Tensor(T, (K,)), apply("log", Tensor(O, (K,))))))),
    ),
    Assumptions(simplex=frozenset({T})),
)
ERROR = subtract(Tensor(O, (K,)), Tensor(T, (K,)))
x, y = Tensor(Symbol("x")), Tensor(Symbol("y"))


def test_a_total_derivative_runs_through_the_definitions() -> None:
    claim = mul(Tensor(X, (I,)), ERROR)
    assert isinstance(compare(Derivative(Tensor(L), Tensor(W, (I, K))), claim, NETWORK), Equal)
    assert isinstance(compare(Derivative(Tensor(L), Tensor(W, (I, K))), claim, Model(NETWORK.definitions)), Different)


def test_a_derivative_by_an_intermediate_quantity_cuts_it_free() -> None:
    assert isinstance(compare(Derivative(Tensor(L), Tensor(Z, (K,))), ERROR, NETWORK), Equal)
    cut = resolve(Derivative(Tensor(Z, (K,)), Tensor(Z, (M,))), NETWORK)[0]
    assert simplify(cut) == Delta(K, M)


def test_a_derivative_by_one_numbered_element() -> None:
    derivative = Derivative(Tensor(O, (0,)), Tensor(Z, (1,)))
    claim = negative(mul(Tensor(O, (0,)), Tensor(O, (1,))))
    assert isinstance(compare(derivative, claim, NETWORK), Equal)


def test_a_local_derivative_holds_what_the_definition_names() -> None:
    y1, y2 = Symbol("y_1"), Symbol("y_2")
    model = Model((Definition(y1, (), power(x, number(2))), Definition(y2, (), mul(x, Tensor(y1)))))
    total, local = Derivative(Tensor(y2), x), Derivative(Tensor(y2), x, local=True)
    assert isinstance(compare(total, mul(number(3), power(x, number(2))), model), Equal)
    assert isinstance(compare(local, Tensor(y1), model), Equal)


def test_a_local_derivative_of_an_expression_is_explicit_only() -> None:
    squared = power(subtract(Tensor(T, (K,)), Tensor(O, (K,))), number(2))
    assert resolve(Derivative(squared, Tensor(Z, (M,)), local=True), NETWORK)[0] == ZERO
    assert resolve(Derivative(squared, Tensor(Z, (M,))), NETWORK)[0] != ZERO


def test_derivatives_of_derivatives_are_resolved_from_inside() -> None:
    f = Apply(Function("f", 2), (x, mul(x, y)))
    one, other = Derivative(Derivative(f, x), y), Derivative(Derivative(f, y), x)
    assert isinstance(compare(one, other), Equal)
    hessian = Derivative(Derivative(Tensor(L), Tensor(Z, (K,))), Tensor(Z, (M,)))
    claim = mul(Tensor(O, (K,)), subtract(Delta(K, M), Tensor(O, (M,))))
    assert isinstance(compare(hessian, claim, NETWORK), Equal)


def test_a_definition_may_name_a_derivative() -> None:
    delta = Symbol(r"\delta", (OUT,))
    model = Model(
        (*NETWORK.definitions, Definition(delta, (K,), Derivative(Tensor(L), Tensor(Z, (K,))))), NETWORK.assumptions
    )
    assert isinstance(compare(Tensor(delta, (M,)), subtract(Tensor(O, (M,)), Tensor(T, (M,))), model), Equal)
    assert resolve_model(model).definitions[-1].symbol == delta


def test_depending_tells_the_two_zeros_apart() -> None:
    assert depends(Tensor(L), X, NETWORK)
    assert not depends(Tensor(L), X, NETWORK, local=True)
    assert not depends(Tensor(L), Symbol("u"), NETWORK)
    assert resolve(Derivative(Tensor(L), Tensor(Symbol("u"))), NETWORK)[0] == ZERO


def test_bound_letters_make_way_for_the_letters_of_the_derivative() -> None:
    total = Sum(J, Tensor(X, (J,)))
    assert simplify(differential(total, by_element(X, (J,)), frozenset({"j"}))) == ONE


def test_letters_of_definitions_make_way_for_the_letters_of_the_jacobian() -> None:
    arrays = jacobians(NETWORK, Z, (K,))
    head = arrays.definitions[0]
    assert [index.name for index in head.indices] == ["k'", "k"]


def test_an_unresolved_derivative_is_not_differentiated() -> None:
    with pytest.raises(IllFormed, match="resolved"):
        differential(Derivative(x, y), by_element(y.symbol, ()))


def test_the_gradient_of_softmax_and_cross_entropy_is_what_people_write() -> None:
    backward = gradient(NETWORK, Tensor(L), [W, X])
    bodies = {each.symbol: expand(each.body, backward) for each in backward}
    body = simplify(bodies[adjoint(Tensor(L), W)], NETWORK.assumptions)
    assert same(body, mul(Tensor(X, (I,)), ERROR))


def test_the_gradient_names_the_defined_quantity_and_not_its_formula() -> None:
    a, z = Symbol("a", (OUT,)), Symbol("z", (OUT,))
    model = Model((Definition(a, (K,), apply("sigmoid", Tensor(z, (K,)))), Definition(L, (), Sum(K, Tensor(a, (K,))))))
    body = gradient(model, Tensor(L), [z]).definitions[-1].body
    assert same(body, mul(Tensor(a, (K,)), subtract(ONE, Tensor(a, (K,)))))


def test_the_gradient_of_an_array_has_the_letters_of_both() -> None:
    backward = gradient(NETWORK, Tensor(O, (K,)), [Z])
    last = backward.definitions[-1]
    assert [index.name for index in last.indices] == ["k", "k'"]
    other = Index("k'", OUT)
    claim = mul(Tensor(O, (K,)), subtract(Delta(K, other), Tensor(O, (other,))))
    model = Model((*NETWORK.definitions, *backward.definitions))
    assert isinstance(compare(Tensor(last.symbol, (K, other)), claim, model), Equal)


def test_what_the_loss_does_not_depend_on_has_the_gradient_zero() -> None:
    u = Symbol("u")
    assert gradient(NETWORK, Tensor(L), [u]).definitions[-1] == Definition(adjoint(Tensor(L), u), (), ZERO)


def test_a_thousand_layers_take_time_in_proportion() -> None:
    definitions, below = [], X
    for layer in range(1000):
        h = Symbol(f"h^{{({layer})}}", (IN,))
        v = Symbol(f"V^{{({layer})}}", (IN, IN))
        body = apply("tanh", Sum(J, mul(Tensor(v, (I, J)), Tensor(below, (J,)))))
        definitions.append(Definition(h, (I,), body))
        below = h
    definitions.append(Definition(L, (), Sum(I, power(Tensor(below, (I,)), number(2)))))
    backward = gradient(Model(tuple(definitions)), Tensor(L), [X])
    assert len(backward.definitions) == 1002


def test_a_chain_of_shared_uses_does_not_grow() -> None:
    """Each quantity is used twice: written out, the derivative has 2^30 terms."""
    definitions, below = [], Symbol("u")
    for layer in range(30):
        h = Symbol(f"h_{{{layer}}}")
        definitions.append(Definition(h, (), add(mul(Tensor(below), Tensor(below)), Tensor(below))))
        below = h
    assert len(gradient(Model(tuple(definitions)), Tensor(below), [Symbol("u")]).definitions) == 31
