"""A function that a chain gives another name is the one that it stands beside."""

from __future__ import annotations

from tests.check.judging import displays, verdicts


def test_what_a_chain_names_is_known_in_other_lines() -> None:
    chain = r"a = \tanh(z) = \psi(z)"
    assert verdicts(displays(chain, r"\psi'(z) = 1 - a^2", r"\psi'(z) = 1 - a")) == ["right"] * 3 + ["wrong"]


def test_a_function_with_a_definition_is_held_to_it() -> None:
    text = displays(r"\phi(u) = u^2", r"a = \tanh(z) = \phi(z)")
    assert verdicts(text) == ["right", "right", "wrong"]
