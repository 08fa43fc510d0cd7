"""Extents that no array brings into relation may be equal: a loss of outputs that no line computes, beside weights."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

SPACES = r"Let $V \in \mathbb{R}^{k \times n}$ and $W \in \mathbb{R}^{n \times d}$. "
LOSS = r"$$L = \frac12 \|p - y\|^2$$ "


def test_weights_of_a_declared_space_multiply_errors_of_outputs_that_nothing_computes() -> None:
    assert "wrong" not in verdicts(SPACES + LOSS + r"$$\delta = \frac{\partial L}{\partial u} = V^T (p - y) \odot r$$")


def test_what_a_network_computes_keeps_its_extents() -> None:
    network = displays(r"u = W x", r"p = V u", r"L = \frac12 \|p - y\|^2", r"\frac{\partial L}{\partial u} = V (p - y)")
    assert verdicts(SPACES + network)[-1] == "wrong"
