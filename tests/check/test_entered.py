r"""``W = \begin{pmatrix} w_{11} & w_{12} \\ ...``: what is said of ``w_{12}`` is said of an element of W."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

ENTRIES = r"\begin{pmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{pmatrix}"
TURNED = r"\begin{pmatrix} w_{11} & w_{21} \\ w_{12} & w_{22} \end{pmatrix}"
LINEAR = (rf"W = {ENTRIES}", r"z = W x", r"L = \|z\|^2")


def test_the_derivative_by_the_inputs_is_the_matrix_and_its_entries() -> None:
    assert verdicts(displays(*LINEAR, rf"\frac{{\partial z}}{{\partial x}} = {ENTRIES} = W")) == ["right"] * 5
    slip = ENTRIES.replace("w_{22}", "-w_{22}")
    assert verdicts(displays(*LINEAR, rf"\frac{{\partial z}}{{\partial x}} = {slip}"))[-1] == "wrong"


def test_derivatives_by_one_element_are_known() -> None:
    known = displays(*LINEAR, r"\frac{\partial L}{\partial w_{12}} = 2 z_1 x_2")
    assert verdicts(known)[-1] == "right"
    assert verdicts(known.replace("z_1 x_2", "z_2 x_1"))[-1] == "wrong"


def test_each_element_of_the_outputs_has_its_row() -> None:
    known = displays(*LINEAR, r"\frac{\partial z_1}{\partial x_2} = w_{12}")
    assert verdicts(known)[-1] == "right"
    assert verdicts(known.replace("= w_{12}", "= w_{21}"))[-1] == "wrong"


def test_the_column_may_stand_before_the_row() -> None:
    lines = (rf"W = {TURNED}", r"z = W x", r"z_j = \sum_i w_{ij} x_i")
    assert verdicts(displays(*lines, r"\frac{\partial z_1}{\partial x_2} = w_{21}")) == ["right"] * 4
    assert verdicts(displays(*lines, r"\frac{\partial z_1}{\partial x_2} = w_{12}"))[-1] == "wrong"


@pytest.mark.parametrize(("units", "verdict"), [("_1 a^{(1)}_2", "right"), ("_2 a^{(1)}_1", "wrong")])
def test_the_layer_stands_above_the_matrix_and_its_elements(units: str, verdict: str) -> None:
    weights = (
        rf"W^{{({layer})}} = \begin{{bmatrix}} w^{{({layer})}}_{{11}} & w^{{({layer})}}_{{12}} \\"
        rf" w^{{({layer})}}_{{21}} & w^{{({layer})}}_{{22}} \end{{bmatrix}}"
        for layer in (1, 2)
    )
    network = (
        r"z^{(1)} = W^{(1)} x, \quad a^{(1)} = \sigma(z^{(1)})",
        r"z^{(2)} = W^{(2)} a^{(1)}, \quad a^{(2)} = \sigma(z^{(2)}), \quad L = \frac12 \|a^{(2)} - y\|^2",
        r"\delta^{(2)} = (a^{(2)} - y) \odot \sigma'(z^{(2)})",
        r"\frac{\partial L}{\partial w^{(2)}_{jk}} = \delta^{(2)}_j a^{(1)}_k",
    )
    gradient = rf"\frac{{\partial L}}{{\partial w^{{(2)}}_{{12}}}} = \delta^{{(2)}}{units}"
    found = verdicts(displays(*weights, *network, gradient))
    assert found == ["right"] * (len(found) - 1) + [verdict]


def test_entries_of_another_matrix_are_not_its_elements() -> None:
    swapped = ENTRIES.replace("w_{11}", "w_{22}", 1)
    slope = r"\frac{\partial z_1}{\partial x_1} = w_{11}"
    assert verdicts(displays(rf"W = {swapped}", "z = W x", slope))[-1] not in {"right", "right-if"}


def test_a_derivative_that_is_written_out_may_be_laid_out_the_other_way() -> None:
    found = judged(displays(*LINEAR, rf"\frac{{\partial z}}{{\partial x}} = {TURNED}"))
    assert found[-1].verdict.value == "unchecked"
    assert "derivatives have a row for each element of what they are by" in found[-1].reason
