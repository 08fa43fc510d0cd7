"""Brackets that print recognition loses: a line that is read with a guess is right if so meant, and never wrong."""

from __future__ import annotations

from tests.check.judging import judged, verdicts

NETWORK = r"""
$$W = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}, \quad x = \begin{bmatrix} 1 \\ 2 \end{bmatrix}$$

$$h = W x$$

$$h = \begin{pmatrix} \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 1 \\ 2 \end{bmatrix} \\
= \begin{bmatrix} 5 \\ 11 \end{bmatrix}$$

$$L = h^T h, \quad \frac{\partial L}{\partial x} = 2 W^T h$$
"""


def test_a_matrix_that_is_never_ended_before_the_next_member_of_a_chain_is_a_parenthesis() -> None:
    assert verdicts(NETWORK) == ["right", "right", "right", "right-if", "right", "right", "right"]
    assert judged(NETWORK)[3].assumes == ("a bracket that is not closed ends with its row",)


def test_the_next_member_is_judged_as_ever() -> None:
    assert verdicts(NETWORK.replace(r"5 \\ 11", r"5 \\ 12"))[4] == "wrong"


def test_numbers_in_such_a_line_refute_nothing() -> None:
    slip = NETWORK.replace(r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \\", r"\begin{bmatrix} 1 \\ 3 \end{bmatrix} \\")
    assert verdicts(slip)[3] == "unchecked"


def test_a_matrix_with_cells_that_is_never_ended_stays_unread() -> None:
    broken = r"$$h = \begin{pmatrix} 1 & 2 \\ = 3$$"
    assert set(verdicts(broken)) == {"unchecked"}


def test_what_puts_arrays_of_numbers_in_is_no_definition() -> None:
    """The derivative behind it is that of the formula before."""
    text = r"$$a = \phi(W x)$$ $$\phi(z) = z^2$$ $$a = \phi \left(\begin{bmatrix} 3 & 1 \\ 1 & 2 \end{bmatrix}"
    text += r" \begin{bmatrix} 1 \\ 1 \end{bmatrix}\right)$$ $$L = a^T a, \quad \frac{\partial L}{\partial x} = "
    assert verdicts(text + r"4 W^T (W x)^3$$")[-1] == "right"
    assert verdicts(text + r"4 W^T (W x)^2$$")[-1] == "wrong"
