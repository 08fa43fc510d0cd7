"""What formulas without an equation and words declare a quantity to be a function of tells the ways of a chain rule."""

from __future__ import annotations

import pytest

from backproof.read.document import read_document
from backproof.source import Source
from tests.check.judging import verdicts

ONE = r"$$\frac{\partial u}{\partial r} = \frac{\partial u}{\partial x} \frac{\partial x}{\partial r}$$"
BOTH = ONE.removesuffix("$$") + r" + \frac{\partial u}{\partial y} \frac{\partial y}{\partial r}$$"


def declared(text: str) -> list[tuple[str, list[str]]]:
    found = read_document(Source("notes.md", text)).declared
    return [(each.of.key, [ref.key for ref in each.on]) for each in found]


DECLARED = [
    "Let $u(x, y)$ be smooth, with $x(r, t)$ and $y(r, t)$.",
    "Let $u = u(x, y)$, $x = x(r, t)$ and $y = y(r, t)$.",
    "Here $u$ is a function of $x$ and $y$, where $x$ and $y$ are both functions of $r$ and $t$.",
    "Here $u$ depends on $r$ only through $x$ and $y$.",
    "Note that $r$ affects $u$ through both $x$ and $y$.",
]


@pytest.mark.parametrize("words", DECLARED)
def test_a_chain_rule_with_all_declared_ways_is_proved_and_one_without_a_way_is_not(words: str) -> None:
    assert verdicts(f"{words}\n\n{BOTH}\n")[-1] in {"right", "right-if"}
    assert verdicts(f"{words}\n\n{ONE}\n")[-1] == "unchecked"


def test_a_loss_in_words_has_the_ways_that_they_name() -> None:
    words = "The loss depends on $w$ through the outputs $a$ and $b$."
    chain = r"$$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \frac{\partial a}{\partial w}"
    assert verdicts(f"{words}\n\n{chain}$$\n")[-1] == "unchecked"
    beside = r" + \frac{\partial L}{\partial b} \frac{\partial b}{\partial w}$$"
    assert verdicts(f"{words}\n\n{chain}{beside}\n")[-1] == "right"


def test_an_argument_beside_one_that_it_is_in_is_a_way_of_its_own() -> None:
    chain = r"$$\frac{df}{dt} = \frac{\partial f}{\partial x} \frac{dx}{dt}$$"
    assert verdicts(f"Let $f(x, t)$ and $x(t)$ be smooth.\n\n{chain}\n") == ["unchecked"]
    assert verdicts(f"Let $f(x)$ and $x(t)$ be smooth.\n\n{chain}\n") == ["right"]


def test_a_loss_as_a_function_of_its_weights_has_no_way_past_what_it_is_computed_from() -> None:
    chain = r"$$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \frac{\partial a}{\partial w}$$"
    assert verdicts(f"We minimise $L(w)$ by steps of $w$.\n\n{chain}\n")[-1] == "right"


def test_an_equation_of_a_name_with_its_arguments_declares_and_claims_nothing() -> None:
    assert verdicts("$u = u(x, y)$ and $x = x(t)$ and $u = v(x, y) + x$")[:2] == ["right", "right"]
    assert verdicts("$u = 2 u(x, y)$") == ["unchecked"]


def test_what_is_denied_or_no_function_declares_nothing() -> None:
    assert declared("$x$ is not a function of $t$. If $y$ is a function of $t$, it moves.") == []
    assert declared(r"$\log(x)$, $u(1, 2)$, $(x, y)$, $2 (x)$ and $f(x + 1)$") == []
    assert declared("$u(x, y)$ and $v_1, v_2$ are functions of $s$.") == [
        ("u", ["x", "y"]), ("u", ["s"]), ("v_{1}", ["s"]), ("v_{2}", ["s"]),
    ]  # fmt: skip
