"""The rows between a formula of the chain rule and its value."""

from __future__ import annotations

from backproof.derive.chain import with_paths, with_slopes
from backproof.expr import Expression, Symbol, Tensor
from backproof.expr.build import ONE, add, mul, negative, subtract
from backproof.show import to_unicode

a, w, v, da, db = (Tensor(Symbol(name)) for name in ("a", "w", "v", "d", "e"))
ADJOINTS = frozenset({da.symbol, db.symbol})


def put(part: Expression) -> Expression:
    return Tensor(Symbol(rf"\text{{{to_unicode(part)}}}"))


def test_a_local_derivative_is_one_number_beside_the_adjoint() -> None:
    slope = mul(a, subtract(ONE, a))
    assert with_slopes(mul(da, slope), ADJOINTS, put) == mul(da, put(slope))
    assert with_slopes(add(mul(da, w), mul(db, slope)), ADJOINTS, put) == add(mul(da, w), mul(db, put(slope)))


def test_what_is_one_number_already_stays() -> None:
    for formula in (da, mul(da, w), mul(da, negative(w)), mul(da, db), subtract(a, w)):
        assert with_slopes(formula, ADJOINTS, put) == formula


def test_each_path_is_one_number_where_there_are_several() -> None:
    formula = add(mul(da, w), mul(db, v), a)
    assert with_paths(formula, put) == add(put(mul(da, w)), put(mul(db, v)), a)
    assert with_paths(mul(da, w), put) == mul(da, w)
