"""Which symbol a name of a document means, and what stands in its slots."""

from __future__ import annotations

import pytest

from backproof.check.definitions import definitions as defining
from backproof.check.names import gathering as naming
from backproof.check.names.names import Name, Names
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Ref, Unreadable
from tests.check.judging import displays, judged, lines, verdicts
from tests.read.spelt import read


def names_of(*latex: str) -> Names:
    """What the names of a document mean."""
    found = lines(*latex)
    names = naming.build(found)
    definitions = defining.find(found, names)
    return defining.siblings(definitions, defining.split_families(definitions, names))


def meant(written: str, *document: str) -> Name:
    """The name that is written in a document."""
    (ref, *_) = references(read(written))
    assert isinstance(ref, Ref)
    return names_of(*document).resolve(ref)


NETWORK = [r"h_j = \sum_i x_i w_{ij}", "w_{12} = 3"]


@pytest.mark.parametrize(
    ("written", "document", "name"),
    [
        ("w_{ij}", NETWORK, Name("w", ("i", "j"))),
        ("w_{kj}", NETWORK, Name("w", ("k", "j"))),
        ("w_{i1}", NETWORK, Name("w", ("i", 1))),
        ("w_{12}", [NETWORK[0]], Name("w", (1, 2))),
        ("h_1", NETWORK, Name("h", (1,))),
        ("h", NETWORK, Name("h")),
        (r"\hat{y}_i", [r"\hat{y}_i = 2 y_i"], Name(r"\hat{y}", ("i",))),
        ("W^{(2)}_{ij}", ["W^{(2)}_{ij} = 2 W^{(1)}_{ij}"], Name("W^{(2)}", ("i", "j"))),
        (r"\gamma_{j0}", [r"O_0 = \sum_j H_j \gamma_{j0}"], Name(r"\gamma", ("j", 0))),
        ("w_{bias}", ["o = h w_{bias}"], Name(r"w_{\mathrm{bias}}")),
        (r"\mathrm{net}_i", [r"h_i = \sigma(\mathrm{net}_i)"], Name(r"\mathrm{net}", ("i",))),
        ("out_{h1}", ["out_{o1} = 2 out_{h1}"], Name(r"\mathrm{out}_{\mathrm{h1}}")),
    ],
)
def test_letters_are_slots_and_words_are_part_of_the_name(written: str, document: list[str], name: Name) -> None:
    assert meant(written, *document) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"\Delta w_{ij}", Name("w", ("i", "j"), change=True)),
        ("w_{ij}^{new}", Name("w", ("i", "j"), updated=True)),
        (r"w_{ij}^{\text{new}}", Name("w", ("i", "j"), updated=True)),
    ],
)
def test_marks_of_an_update_are_no_part_of_the_name(written: str, name: Name) -> None:
    assert meant(written, *NETWORK) == name


def test_an_element_that_a_document_defines_is_a_name_of_its_own() -> None:
    document = [r"O_0 = \sum_j H_j v_j", "u_k = O_k"]
    assert meant("O_0", *document) == Name("O_{0}")
    assert meant("O_1", *document) == Name("O", (1,))


def test_an_element_that_a_document_gives_a_value_is_an_element() -> None:
    assert meant("x_1", "x_1 = 3", "x_2 = 4", r"s = \sum_i x_i") == Name("x", (1,))


def test_numbers_without_any_letter_elsewhere_are_part_of_the_name() -> None:
    assert meant("z_1", "z_1 = w x", "z_2 = v z_1") == Name("z_{1}")


def test_a_letter_below_the_last_of_two_numbered_layers_is_its_unit() -> None:
    assert meant("z_i", "z_1 = w x", "z_2 = v z_1", "a_i = z_i") == Name("z_{2}", ("i",))


def test_a_total_beside_its_parts_is_another_name() -> None:
    assert meant("E", r"E = \sum_n E_n") != meant("E_n", r"E = \sum_n E_n")
    assert meant("E_n", r"E = \sum_n E_n") == Name("E", ("n",))


def test_a_definition_that_reaches_itself_through_another_letter_means_two_tensors() -> None:
    document = [r"X_k = \sum_j H_j v_{jk}", r"H_j = \sigma(\sum_i X_i w_{ij})"]
    assert meant("X_k", *document).key != meant("X_i", *document).key


@pytest.mark.parametrize("written", ["w_i", "w_{ijk}"])
def test_a_number_of_indices_that_fits_no_other_use_is_named(written: str) -> None:
    count = len(written.strip("w_{}"))
    with pytest.raises(Unreadable, match=f"^w is written with 2 indices elsewhere, here with {count}$"):
        meant(written, *NETWORK, "w_{ij} = 2 u_{ij}")


def test_a_delta_that_no_line_defines_is_kroneckers() -> None:
    assert names_of(r"\frac{\partial x_i}{\partial x_j} = \delta_{ij}").kronecker
    assert not names_of(r"\delta_{ij} = x_i y_j").kronecker


def test_a_name_between_two_equality_signs_is_defined_by_what_follows() -> None:
    chain = (r"\hat y = a_2 = \sigma(z_2)", "z_2 = w a_1")
    slope = r"\frac{\partial \hat y}{\partial w} = a_2 (1 %s a_2) a_1"
    assert verdicts(displays(*chain, slope % "-", slope % "+")) == ["right"] * 4 + ["wrong"]


def test_a_name_that_is_defined_elsewhere_is_not_defined_by_a_chain() -> None:
    assert verdicts(displays(r"\hat a = \sigma(z)", r"\hat y = \hat a = \tanh(z)"))[-1] == "wrong"


def test_a_definition_whose_bias_other_lines_need_for_each_unit_is_read_so() -> None:
    text = displays(
        r"z_j = \sum_i w_{ij} x_i + b_{bias}",
        r"L = \sum_j (z_j - y_j)^2",
        r"\frac{\partial L}{\partial b_{bias}} = 2 (z_j - y_j)",
        r"\frac{\partial L}{\partial b_{bias}} = -2 (y_j - z_j)",
    )
    found = judged(text)
    assert [each.verdict.value for each in found] == ["right-if", "right", "right-if", "right-if"]
    assert found[0].assumes == (r"b_{\mathrm{bias}} has one entry for each unit",)
    alone = judged(text.replace("-2 (y_j - z_j)", r"\sum_j 2 (z_j - y_j)"))
    assert alone[0].verdict.value == "right"


def test_a_capital_with_a_number_for_each_axis_is_an_element_and_no_matrix() -> None:
    derivatives = (r"\frac{\partial z}{\partial w_1} = H_{11}", r"\frac{\partial z}{\partial w_2} = H_{11}")
    document = displays(r"z = w_1 H_{11} + w_2 H_{12}", *derivatives)
    assert verdicts(document) == ["right", "right", "wrong"]


def test_a_loss_with_a_letter_of_no_index_is_one_number_and_so_is_one_with_a_number() -> None:
    text = displays(
        r"L_2 = (y - a)^2",
        r"\frac{\partial L_2}{\partial a} = -2 (y - a)",
        r"\frac{\partial L_z}{\partial z} = \frac{\partial L_z}{\partial g} \frac{\partial g}{\partial z}",
        r"u = v_z + v_b",
        r"\frac{\partial L_2}{\partial a} = 2 (y - a)",
    )
    assert verdicts(text) == ["right", "right", "right", "right", "wrong"]


def test_commands_that_nobody_defines_are_functions_by_their_names_and_names_of_two_words() -> None:
    text = displays(
        r"\outputMatrix = \softmax(\inputMatrix)",
        r"\lossValue = \inputMatrix^T \outputMatrix",
        r"\gradInput = \lossValue",
    )
    assert "unchecked" not in verdicts(text)[:1] + verdicts(text)[2:]
    assert verdicts(r"$$y = \gradInput$$") == ["unchecked"]
