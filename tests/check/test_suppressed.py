"""Arrays that a document writes without their indices."""

from __future__ import annotations

import pytest

from backproof.check.definitions import definitions as defining
from backproof.check.indices import suppressed as suppressing
from backproof.check.indices.suppressed import Suppressed
from backproof.check.names import gathering as naming
from tests.check.judging import displays, lines, verdicts


def inferred(*latex: str, first: bool = True) -> Suppressed:
    """What the bare names of a document stand for."""
    found = lines(*latex)
    names = naming.build(found)
    return suppressing.infer(defining.find(found, names), names, first=first)


@pytest.mark.parametrize(
    ("document", "arrays"),
    [
        (["z = w_{ij} x + b"], {"z", "x", "b"}),
        (["z = w_{ij} x + b", r"h = \sigma(z)"], {"z", "x", "b", "h"}),
        (["z_1 = w_{ij} x + b_1", r"h_1 = \sigma(z_1)"], {"z_{1}", "x", "b_{1}", "h_{1}"}),
        ([r"O = \frac{e^{z_i}}{\sum_j e^{z_j}}"], {"O"}),
        (["z = u_i x"], {"x"}),
        ([r"z = \sum_i u_i x_i"], set()),
        ([r"L = y_i \log p_i"], set()),
        (["z = w x + b"], set()),
    ],
)
def test_a_bare_name_is_an_array_where_an_index_is_left_open_beside_it(document: list[str], arrays: set[str]) -> None:
    assert inferred(*document).arrays.keys() == arrays


@pytest.mark.parametrize(("first", "slot"), [(True, 0), (False, 1)])
def test_a_matrix_is_summed_over_one_of_its_slots_and_the_other_is_that_of_the_result(first: bool, slot: int) -> None:
    found = inferred("z = w_{ij} x + b", first=first)
    assert found.contracted == {("w", slot): "b"}
    assert (("x", 0), ("w", slot)) in found.ties
    assert (("z", 0), ("w", 1 - slot)) in found.ties


def test_a_suppressed_index_has_the_letter_of_its_definition() -> None:
    assert inferred(r"O = \frac{e^{z_i}}{\sum_j e^{z_j}}").home == {"O": "i"}


def test_lines_between_whole_arrays_are_right_element_by_element() -> None:
    document = [r"h_j = \sigma(a_j)", r"\frac{\partial h_j}{\partial a_j} = h_j (1 - h_j)", "d_j = h_j", "c = d"]
    assert verdicts(displays(*document))[:3] == ["right", "right", "right"]


def test_an_output_that_is_defined_as_one_number_and_summed_over_refutes_no_chain_rule() -> None:
    text = r"""
Loss $E = \sum_{j=1}^k y_j^{(i)} \log(a_j^{(i)})$, hidden units $h = \sigma(w^T x)$, output $a = \sigma(v^T h)$

$$\frac{\partial a}{\partial h_j} = a_j (1 - a_j) v_j$$

$$\frac{\partial E}{\partial v_j} = \frac{\partial E}{\partial a_j} \frac{\partial a_j}{\partial v_j}$$

$$\frac{\partial E}{\partial a_j} = %s$$
"""
    found = [verdicts(text % side)[-2:] for side in ("y_j / a_j", "y_j a_j")]
    assert found == [["unchecked", "right"], ["unchecked", "wrong"]]


SCORES = r"""
Let $a_i = \frac{e^{z_i}}{\sum_n e^{z_n}}$ and

$$s = \ln(a_i)$$

$$\frac{\partial s}{\partial z_j} = \frac{\partial z_i}{\partial z_j} - \frac{e^{z_j}}{\sum_n e^{z_n}}$$
"""


def test_a_name_whose_letter_a_sum_binds_takes_no_other_letter() -> None:
    slip = SCORES.replace(r"= \frac{\partial z_i}", r"= \sum_i \frac{\partial z_i}")
    assert verdicts(SCORES)[-1] == "right"
    assert verdicts(slip)[-1] == "unchecked"


def test_a_name_keeps_its_letter_beside_a_sum_over_the_same_one() -> None:
    summed = SCORES.replace("{z_n}", "{z_i}").replace(r"\sum_n", r"\sum_i")
    assert verdicts(summed)[-1] == "right"
