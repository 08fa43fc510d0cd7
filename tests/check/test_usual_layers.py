"""Networks whose layers no line defines: their letters are taken in the usual sense, which refutes nothing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

ELEMENTS = (
    r"\delta^L_j = \frac{\partial C}{\partial a^L_j} \sigma'(z^L_j)",
    r"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)",
    r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j",
    r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
)
WHOLE = (
    r"\delta^L = \nabla_a C \odot \sigma'(z^L)",
    r"\delta^l = (w^{l+1})^T \delta^{l+1} \odot \sigma'(z^l)",
    r"\frac{\partial C}{\partial w^l} = \delta^l (a^{l-1})^T",
    r"\frac{\partial C}{\partial b^l} = \delta^l",
)
FORMULAS = pytest.mark.parametrize("formulas", [ELEMENTS, WHOLE])


@FORMULAS
def test_the_four_equations_hold_for_the_usual_layers(formulas: tuple[str, ...]) -> None:
    found = judged(displays(*formulas))
    assert [each.verdict.value for each in found] == ["right-if"] * 4
    assert all("the layers are the usual ones, z^l = w^l a^{l-1} + b^l" in each.assumes[0] for each in found)


@pytest.mark.parametrize(
    ("formulas", "at", "written", "slip"),
    [
        (ELEMENTS, 1, r" \sigma'(z^l_j)", ""),
        (WHOLE, 1, r" \odot \sigma'(z^l)", ""),
        (ELEMENTS, 1, "w^{l+1}_{kj}", "w^{l+1}_{jk}"),
        (ELEMENTS, 2, "a^{l-1}", "a^{l}"),
        (WHOLE, 2, "a^{l-1}", "a^{l}"),
        (ELEMENTS, 3, r"= \delta^l", r"= \delta^{l+1}"),
        (WHOLE, 3, r"= \delta^l", r"= \delta^{l+1}"),
    ],
)
def test_a_slip_is_neither_right_nor_refuted(formulas: tuple[str, ...], at: int, written: str, slip: str) -> None:
    text = displays(*formulas[:at], formulas[at].replace(written, slip), *formulas[at + 1 :])
    assert verdicts(text)[at] == "unchecked"


def test_a_matrix_that_is_not_transposed_is_not_right() -> None:
    formulas = [each.replace("w", "W") for each in WHOLE]
    formulas[1] = formulas[1].replace("(W^{l+1})^T", "W^{l+1}")
    assert verdicts(displays(*formulas))[1] == "unchecked"


def test_what_the_text_defines_is_held_against_it() -> None:
    network = displays(r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j, \quad a^l_j = \sigma(z^l_j)")
    assert verdicts(f"{network}\n\n{displays(*ELEMENTS)}") == ["right"] * 6
    slip = ELEMENTS[2].replace("a^{l-1}", "a^{l}")
    assert verdicts(f"{network}\n\n{displays(*ELEMENTS[:2], slip)}")[-1] == "wrong"


def test_an_update_says_nothing_of_the_layers() -> None:
    text = displays(*WHOLE, r"w^l \leftarrow w^l - \eta \frac{\partial C}{\partial w^l}")
    assert verdicts(text)[-1] == "right"


def test_a_capital_for_all_layers_is_left_as_it_is() -> None:
    error = r"\delta^L = W^{L+1} \delta^{L+1} \circ \sigma'(Z^L)"
    found = judged(displays(error, r"\frac{\partial C}{\partial W^L} = \delta^L (A^{L-1})^T"))
    assert not any("usual" in said for each in found for said in each.assumes)
