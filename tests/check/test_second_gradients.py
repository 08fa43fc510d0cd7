r"""Second derivatives by nabla: ``\nabla^2 f(x)``, ``\nabla^2 f``, ``\partial^2 f / \partial x \partial x^\top``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

HEADS = (
    r"\nabla^2 f(x)",
    r"\nabla^2 f",
    r"\nabla_x^2 f",
    r"\frac{\partial^2 f}{\partial x \partial x^\top}",
    r"H = \nabla^2 f(x)",
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(("side", "verdict"), [(r"2 A^\top A", "right"), (r"A^\top A", "wrong")])
def test_a_hessian_is_judged_however_it_is_written(head: str, side: str, verdict: str) -> None:
    found = verdicts(displays(r"f(x) = \|A x - b\|^2", rf"{head} = {side}"))
    assert set(found[:-1]) == {"right"}
    assert found[-1] == verdict


def test_the_gradient_of_a_function_is_by_what_it_is_applied_to() -> None:
    lines = (r"f(x) = \|A x - b\|^2", r"\nabla f = 2 A^T (A x - b)", r"\nabla f = A^T (A x - b)")
    assert verdicts(displays(*lines)) == ["right", "right", "wrong"]


def test_a_laplacian_is_no_wrong_hessian() -> None:
    text = r"Let $u(x) = x^T A x$ with $x \in R^n$." + "\n\n"
    assert verdicts(text + displays(r"\nabla^2 u(x) = 2 \operatorname{tr}(A)"))[-1] == "unchecked"
    assert verdicts(text + displays(r"\nabla^2 u(x) = A - A^T"))[-1] == "wrong"
