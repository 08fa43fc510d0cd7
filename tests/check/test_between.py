r"""Names that a chain defines: ``a = \sigma(z) = \sigma(w x + b)`` says what z is."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

CHAIN = r"a = \sigma(z) = \sigma(w x + b), \quad L = (a - y)^2"


def test_the_argument_of_a_chain_is_what_the_next_member_has_in_its_place() -> None:
    assert verdicts(displays(CHAIN, r"\frac{\partial L}{\partial w} = 2 (a - y) a (1 - a) x")) == ["right"] * 4
    assert verdicts(displays(CHAIN, r"\frac{\partial L}{\partial w} = 2 (a - y) a (1 - a)"))[-1] == "wrong"


def test_a_name_with_a_definition_is_held_against_it() -> None:
    assert verdicts(displays("z = w x - b", CHAIN))[2] == "wrong"


def test_gradients_that_are_added_to_are_no_equations() -> None:
    cell = r"c = f k + i g, \quad h = o \tanh(c), \quad dh = \frac{\partial L}{\partial h}, \quad dc = dc + dh \cdot o"
    assert "wrong" not in verdicts(displays(cell))


def test_a_word_below_a_loss_is_no_row_of_indices() -> None:
    text = displays(
        r"L_{nll} = -\log p, \quad L_h = \max(0, 1 - y p), \quad \frac{\partial L_{nll}}{\partial p} = -\frac1p"
    )
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace(r"-\frac1p", r"\frac1p"))[-1] == "wrong"


def test_samples_side_by_side_refute_nothing() -> None:
    network = r"z^{(i)} = w^T x^{(i)} + b, \quad a^{(i)} = \sigma(z^{(i)})"
    stacked = r"A = \sigma(w^T X + b) = (a^{(1)}, \dots, a^{(m)})"
    assert "wrong" not in verdicts(displays(network, stacked))
