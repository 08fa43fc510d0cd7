"""One unit in each layer and one sample: what no index, sum or sample makes true is refuted, and nothing else is."""

from __future__ import annotations

import pytest

from backproof.check.samples.one_unit import PLURAL, lines_of_one_unit
from backproof.read.terms.rewriting import alike, references
from tests.check.judging import displays, judged, lines, verdicts

NETWORK = (
    r"z_j = \sigma(w_j^T x)",
    r"\hat y = \sigma(v^T z)",
    r"E = \frac12 \sum_{i=1}^m (\hat y^{(i)} - y^{(i)})^2",
)
OPEN = r"\frac{\partial E}{\partial v_j} = \sum_{i=1}^m (\hat y_j - y_j^{(i)})"
"""No line says whether outputs have an index."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (rf"{OPEN} \hat y_j (1 - \hat y_j) z_j", "unchecked"),
        (rf"{OPEN} \hat y_j (1 - \hat y_j) z_j^{{(i)}}", "unchecked"),
        (rf"{OPEN} \hat y_j z_j^{{(i)}}", "wrong"),
        (rf"{OPEN}^2 \hat y_j (1 - \hat y_j) z_j^{{(i)}}", "wrong"),
    ],
)
def test_a_line_is_refuted_where_each_meaning_of_its_indices_is(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, claim))[-1] == verdict


def test_the_formula_of_numbers_has_no_index_sample_sum_or_transpose() -> None:
    (line,) = lines_of_one_unit(lines(r"E = \sum_{i=1}^m \sum_j v_j^T z_j^{(i)}"))
    assert line.side is not None
    assert [each.key for each in references(line.side)] == ["v", "z"]


def test_the_letter_of_a_sum_as_a_factor_is_the_number_of_its_only_term() -> None:
    (line,) = lines_of_one_unit(lines(r"E = \sum_{q=1}^m q x^{(q)}"))
    (meant,) = lines(r"E = 1 x")
    assert line.side is not None
    assert meant.side is not None
    assert alike(line.side, meant.side)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (r"\frac{\partial s}{\partial u_1} = h_1", True),
        (r"\frac{\partial s}{\partial u_2} = h_2", False),
        (r"s = \sum_{j=0}^n u_j h_j", False),
        (r"\frac{\partial s}{\partial w_{11}} = x_1", True),
    ],
)
def test_of_elements_by_number_the_first_is_the_only_one(text: str, kept: bool) -> None:
    given = lines(r"s = \sum_j u_j h_j", r"h_j = \sum_i w_{ji} x_i", r"r = u_1 + w_{11} + x_1", text)
    assert (lines_of_one_unit(given)[-1].problem is None) is kept


@pytest.mark.parametrize(
    "text",
    [
        r"\frac{\partial p_i}{\partial z_j} = -p_i p_j",  # of two elements
        r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}",  # of a whole
        r"z = w_1 x_1 + w_2 x_2 + \sum_i u_i x_i",  # elements by numbers
        r"K = x^{(i)} x^{(j)}",  # of two samples
        r"L = -\sum_{i=1}^2 y_i \log p_i",  # of so many
        r"s = \sum_{i \neq j} a_i",
        r"d = \| z \|^2",
        r"\frac{\partial a_i}{\partial z_j} = \delta_{ij} a_i",
    ],
)
def test_what_needs_several_elements_says_nothing_of_one(text: str) -> None:
    (line,) = lines_of_one_unit(lines(text))
    assert line.problem is not None
    assert line.problem.reason == PLURAL


def test_functions_side_by_side_are_not_multiplied() -> None:
    found = lines_of_one_unit(
        lines("F(x_i) = x_i^2", "s = F G x_i", r"\frac{\partial s}{\partial x_i} = \frac{\partial F}{\partial x_i}")
    )
    assert [line.problem is None for line in found] == [True, False, True]


def test_names_of_two_layers_under_one_letter_are_not_joined() -> None:
    given = lines(r"n_j = \sum_i w_{ij} x_i", r"o_j = \sigma(n_j)", r"n_k = \sum_j w_{jk} o_j", r"u = \sigma(b_1)")
    found = lines_of_one_unit(given)
    assert [line.problem is None for line in found] == [False, False, False, True]


@pytest.mark.parametrize("large", ["X", r"\mathbf{x}"])
def test_an_array_of_samples_is_not_taken_for_one_of_them(large: str) -> None:
    given = lines(r"J = \sum_i (w x^{(i)} - y^{(i)})^2", rf"\frac{{\partial J}}{{\partial w}} = {large}^T {large} w")
    assert all(line.problem is not None for line in lines_of_one_unit(given))


def test_a_line_is_left_open_where_one_of_two_definitions_allows_it() -> None:
    claim = r"\frac{\partial E}{\partial v_j} = \sum_{i=1}^m (\hat y_j - y_j^{(i)}) z_j^{(i)}"
    linear = (NETWORK[0], r"\hat y = v^T z", NETWORK[2])
    assert judged(displays(*NETWORK, claim))[-1].verdict.value == "wrong"
    assert judged(displays(*NETWORK, linear[1], claim))[-1].verdict.value != "wrong"


def test_a_sum_goes_on_over_further_terms_before_it_is_left_out() -> None:
    loss = r"J = -\sum_{n=1}^N t^{(n)} \log o^{(n)} + (1 - t^{(n)}) \log(1 - o^{(n)})"
    (line,) = lines_of_one_unit(lines(loss))
    (whole,) = lines(r"J = -(t \log o + (1 - t) \log(1 - o))")
    assert line.side is not None
    assert whole.side is not None
    assert alike(line.side, whole.side)
    (unclear,) = lines_of_one_unit(lines(loss.replace("(1 - t^{(n)}) \\log(1 - o^{(n)})", "(1 - t) \\log(1 - o)")))
    assert unclear.problem is not None


def test_the_definition_of_another_section_refutes_nothing() -> None:
    """What most lines of a document agree on is no measure for a section that says something else."""
    first = (r"o^{(n)} = \sigma(\theta^T x^{(n)})", r"J = \sum_{n=1}^N (o^{(n)} - t^{(n)})^2")
    open_ = r"\frac{\partial J}{\partial \theta} = 2 \sum_{n=1}^N (o_n^{(n)} - t^{(n)}) o (1 - o) x^{(n)}"
    second = (r"h = \sigma(u^T x)", r"o = v^T h", r"E = \sum_{n=1}^N (o^{(n)} - t^{(n)})^2")
    slope = r"\frac{\partial E}{\partial v} = 2 \sum_{n=1}^N (o^{(n)} - t^{(n)}) h^{(n)}"
    text = f"# 1\n\n{displays(*first, open_)}\n\n# 2\n\n{displays(*second, slope)}"
    assert verdicts(text)[2] == "unchecked"
    assert verdicts(text.replace("(1 - o)", "(1 + o)"))[2] == "wrong"


def test_a_refuted_line_has_a_counterexample_in_single_numbers() -> None:
    found = judged(displays(*NETWORK, rf"{OPEN} \hat y_j z_j^{{(i)}}"))[-1]
    assert found.reason.startswith("with one unit in each layer and one sample already, both sides differ: written ")
    assert found.counterexample is not None
    assert all(isinstance(value, float) for value in found.counterexample.point.values())


def test_what_one_of_two_definitions_is_computed_from_is_no_matter_to_the_other() -> None:
    network = (
        r"\hat y = f_2(w_2, z)",
        r"z = f_1(w_1, x)",
        r"\frac{\partial z}{\partial w_1} = \frac{\partial f_1}{\partial w_1}",
    )
    losses = (
        r"L = -\sum_i y_i \ln(\hat y_i)",
        r"L = \sum_{i=1}^m y^{(i)} \log(f_2(w_2, z)) + (1 - y^{(i)}) \log(1 - f_2(w_2, z))",
    )
    slope = (
        r"\frac{\partial L}{\partial f_2}"
        r" = \sum_{i=1}^m \frac{y^{(i)}}{f_2(w_2, z)} - \frac{1 - y^{(i)}}{1 - f_2(w_2, z)}"
    )
    slip = rf"{slope} \cdot \frac{{\partial f_2}}{{\partial w_2}}"
    assert verdicts(displays(*network, *losses, slip))[-1] == "wrong"
    assert verdicts(displays(*network, *losses, slope))[-1] != "wrong"
