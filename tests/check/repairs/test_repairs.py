"""What is said of a refuted line is proved, in the author's letters, and names the slip that was made."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Judgement, Repair, Verdict
from backproof.source import Source
from tests.check.judging import displays, judged, verdicts

CLASSIFIER = (
    r"h_j = \sigma(\sum_i w_{ij} x_i)",
    r"z_k = \sum_j v_{jk} h_j",
    r"p_k = \frac{e^{z_k}}{\sum_m e^{z_m}}",
    r"L = -\sum_k t_k \log p_k",
    r"\frac{\partial L}{\partial z_k} = p_k - t_k",
    r"\frac{\partial h_j}{\partial w_{ij}} = h_j (1 - h_j) x_i",
)


def diagnosed(*latex: str) -> Judgement:
    """The last formula of a document, with its repair."""
    return check_source(Source("hw.md", displays(*latex)), repairs=True).judgements[-1]


def repaired(*latex: str) -> Repair:
    """The repair of the last formula of a document, of which the corrected line is right."""
    found = diagnosed(*latex)
    assert found.verdict in {Verdict.WRONG, Verdict.FOLLOWS}
    assert found.repair is not None
    assert verdicts(displays(*latex[:-1], found.repair.correct))[-1] == "right"
    return found.repair


def test_three_edits_are_found_where_the_numbers_guide_them() -> None:
    found = repaired(*CLASSIFIER, r"\frac{\partial L}{\partial w_{ij}} = (p_k - t_k) v_{ik} x_i")
    assert found.error_class == "wrong_index+missing_sum+missing_factor"
    assert found.correct == r"\frac{\partial L}{\partial w_{ij}} = \sum_k (p_k - t_k) v_{jk} x_i h_j (1 - h_j)"
    assert found.message == (
        "i is written for j in `v_{ik}`; "
        "missing factor `h_j (1 - h_j)` (the derivative of the sigmoid at hidden unit j), and the sum over k"
    )


def test_an_edit_leaves_the_rest_of_the_line_as_it_was_written() -> None:
    written = r"\frac{\partial L}{\partial w_{ij}} = \Big(\sum_k (p_k - t_k)\, v_{kj}\Big)\cdot h_j(1-h_j)\, x_{i}"
    found = repaired(*CLASSIFIER, written)
    assert found.correct == written.replace("v_{kj}", "v_{jk}")


def test_a_factor_in_front_of_a_bracket_keeps_the_space_before_it() -> None:
    found = repaired(r"C = (w x - t)^2", r"\frac{\partial C}{\partial w} = (w x - t) x")
    assert found.correct == r"\frac{\partial C}{\partial w} = 2 (w x - t) x"


def test_the_true_side_is_given_where_no_small_edit_is_found() -> None:
    found = repaired(*CLASSIFIER, r"\frac{\partial L}{\partial w_{ij}} = t_j + 3 x_i")
    assert found.correct.startswith(r"\frac{\partial L}{\partial w_{ij}} = ")


def test_what_is_differentiated_may_be_the_slip() -> None:
    found = repaired(*CLASSIFIER, r"\frac{\partial L}{\partial x_i} = (p_k - t_k) h_j")
    assert found.error_class in {"wrong_variable", "missing_factor+missing_sum"}


def test_a_corrected_line_holds_for_all_layers() -> None:
    layers = (
        r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j",
        r"a^l_j = \sigma(z^l_j)",
        r"C = \frac{1}{2} \sum_j (y_j - a^L_j)^2",
        r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
    )
    found = repaired(*layers, r"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma(z^l_j)")
    assert found == Repair(
        "missing_derivative",
        r"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)",
        r"`\sigma(z^l_j)` lacks its derivative",
    )


def test_words_of_another_layer_are_written_for_the_layer_of_the_line() -> None:
    layers = (
        r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j",
        r"a^l_j = \sigma(z^l_j)",
        r"C = \frac{1}{2} \sum_j (y_j - a^L_j)^2",
        r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
    )
    found = repaired(*layers, r"\delta^l_j = \sum_k \delta^{l+1}_k \sigma'(z^l_j)")
    assert found.error_class == "missing_factor"
    assert "w^{l+1}_{kj}" in found.correct


def test_matrix_notation_is_corrected_as_matrix_notation() -> None:
    arrays = (
        r"z = W x + b",
        r"a = \sigma(z)",
        r"L = \frac{1}{2} \|a - y\|^2",
        r"\delta = \frac{\partial L}{\partial z}",
    )
    found = repaired(*arrays, r"\frac{\partial L}{\partial x} = \delta^T W^T")
    assert found.error_class == "transposed"


def test_a_printed_result_gets_its_true_digits() -> None:
    numbers = (r"x = 2.0", r"w = 0.3", r"z = w x = 0.6", r"a = \sigma(z) = 0.6547")
    found = diagnosed(*numbers)
    assert found.repair == Repair("arithmetic", r"= 0.6457", "0.6547 is written for 0.6457")


def test_an_ill_formed_definition_gets_the_bound_of_the_other_lines() -> None:
    text = displays(
        r"p_k = \frac{e^{z_k}}{\sum_{m=0}^{2} e^{z_m}}",
        r"\sum_{k=0}^{2} p_k = 1",
        r"L = -\sum_{k=0}^{3} t_k \log p_k",
        r"\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}",
    )
    found = check_source(Source("hw.md", text), repairs=True).judgements[2]
    assert found.repair == Repair("wrong_bound", r"L = -\sum_{k=0}^{2} t_k \log p_k", "the sum over k ends at 2")


@pytest.mark.parametrize(
    "latex",
    [
        (r"L = (y - o)^2", r"\frac{\partial L}{\partial o} = q"),
        (r"f(x) = x^2", r"\frac{df}{dx} = g(x)"),
        (r"y = w x", r"y = w x + b + c"),
    ],
)
def test_what_is_not_refuted_has_no_repair(latex: tuple[str, ...]) -> None:
    found = diagnosed(*latex)
    assert found.verdict is not Verdict.WRONG
    assert found.repair is None


def test_the_answer_itself_is_no_repair() -> None:
    found = repaired(*CLASSIFIER, r"\frac{\partial L}{\partial h_j} = p_j")
    assert r"\frac{\partial L}{\partial h_j}" not in found.correct.split("=", 1)[1]


def test_verdicts_do_not_depend_on_repairs() -> None:
    text = displays(*CLASSIFIER, r"\frac{\partial L}{\partial w_{ij}} = (p_k - t_k) v_{jk} x_i")
    plain = [each.verdict for each in judged(text)]
    assert [each.verdict for each in check_source(Source("hw.md", text), repairs=True).judgements] == plain


def test_a_line_that_goes_on_with_one_that_fits_nothing_follows_it() -> None:
    text = displays(
        *CLASSIFIER,
        r"\frac{\partial L}{\partial w_{ij}} = \sum_k (p_k - t_k) v_{ik} h_j (1 - h_j) x_i",
        r"\Delta w_{ij} = -\eta \sum_k (p_k - t_k) v_{ik} h_j (1 - h_j) x_i",
    )
    first, second = check_source(Source("hw.md", text), repairs=True).judgements[-2:]
    assert (first.verdict, second.verdict) == (Verdict.WRONG, Verdict.FOLLOWS)
    assert second.reason.endswith("in line 13")
    assert second.repair is not None
    assert second.repair.correct == r"\Delta w_{ij} = -\eta \sum_k (p_k - t_k) v_{jk} h_j (1 - h_j) x_i"


def test_a_second_slip_in_what_follows_is_an_error_of_its_own() -> None:
    text = displays(
        *CLASSIFIER,
        r"\frac{\partial L}{\partial w_{ij}} = \sum_k (p_k - t_k) v_{ik} h_j (1 - h_j) x_i",
        r"\Delta w_{ij} = \eta \sum_k (p_k - t_k) v_{ik} h_j (1 - h_j) x_i",
    )
    assert verdicts(text)[-2:] == ["wrong", "wrong"]


def test_what_is_missing_is_told_as_a_teacher_would() -> None:
    found = repaired(*CLASSIFIER, r"\Delta w_{ij} = -\alpha (p_k - t_k) v_{jk} x_i")
    assert found.error_class == "missing_sum+missing_factor"
    assert found.correct == r"\Delta w_{ij} = -\alpha \sum_k (p_k - t_k) v_{jk} x_i h_j (1 - h_j)"
    assert found.message == (
        "missing factor `h_j (1 - h_j)` (the derivative of the sigmoid at hidden unit j), and the sum over k"
    )


def test_a_weight_that_is_missing_is_the_derivative_of_what_it_feeds() -> None:
    found = repaired(*CLASSIFIER, r"\frac{\partial L}{\partial w_{ij}} = \sum_k (p_k - t_k) h_j (1 - h_j) x_i")
    assert found.message == "missing factor `v_{jk}` (the derivative of `z_{k}` by `h_{j}`)"


def test_a_line_without_a_left_side_is_about_what_names_its_letters() -> None:
    chain = (
        r"\frac{\partial L}{\partial w_{ij}} = \sum_k \frac{\partial L}{\partial z_k} "
        r"\frac{\partial z_k}{\partial h_j} \frac{\partial h_j}{\partial w_{ij}}"
    )
    before = displays(*CLASSIFIER[:-1], chain, r"\frac{\partial z_k}{\partial h_j} = v_{jk}", CLASSIFIER[-1])
    text = f"{before}\nPutting it all together:\n\n$$= (p_k - t_k) v_{{jk}} x_i$$\n"
    found = check_source(Source("hw.md", text), repairs=True).judgements[-1].repair
    assert found is not None
    assert found.error_class == "missing_sum+missing_factor"
    assert found.correct == r"= \sum_k (p_k - t_k) v_{jk} x_i h_j (1 - h_j)"


def test_letters_of_both_sides_are_mended_together() -> None:
    found = repaired(*CLASSIFIER, r"\frac{\partial z_k}{\partial v_{ij}} = \sum_j h_j")
    assert found.error_class == "wrong_index+extra_sum"
    assert found.correct == r"\frac{\partial z_k}{\partial v_{jk}} = h_j"


def test_a_bias_that_others_lines_read_for_each_unit_is_read_so_in_the_repair() -> None:
    shared = (
        r"h_j = \sigma(\sum_i w_{ij} x_i + b)",
        r"o = \sum_j v_j h_j",
        r"L = (y - o)^2",
        r"\frac{\partial L}{\partial b} = "
        r"\frac{\partial L}{\partial o} \frac{\partial o}{\partial h_j} \frac{\partial h_j}{\partial b}",
    )
    found = diagnosed(*shared, r"\frac{\partial L}{\partial b} = -2 (y - o) v_i h_i (1 - h_i)").repair
    assert found is not None
    assert found.error_class == "wrong_index"
    assert found.message.endswith("(a name without an index has one entry for each unit)")


@pytest.mark.parametrize(
    "written",
    [
        r"\frac{\partial L}{\partial w_{ij}} = (1 - t_j) x_i",
        r"\frac{\partial L}{\partial h_j} = h_j (1 - t_k) + x_i",
        r"\frac{\partial L}{\partial z_k} = p_k (1 - t_k) \log t_k",
    ],
)
def test_a_line_that_is_all_wrong_gets_the_true_side_and_no_cunning_edits(written: str) -> None:
    found = repaired(*CLASSIFIER, written)
    assert r"\frac{1}" not in found.correct
    assert found.correct.count("=") == 1


def test_numbers_that_are_wrong_are_corrected_each_by_those_before_it() -> None:
    text = displays(r"x = 2.0", r"w = 0.3", r"z = w x = 0.7", r"a = \sigma(z) = 0.6547", r"b = a + 1 = 1.6592")
    found = check_source(Source("hw.md", text), repairs=True).judgements
    repairs = [each.repair.correct for each in found if each.repair is not None]
    assert repairs[:2] == ["= 0.6", "= 0.6457"]


GATE = (
    r"f = \sigma(W x + b)",
    r"c = f \odot h + (1 - f) \odot x",
    r"L = \frac{1}{2} \|c - y\|^2",
    r"W \in \mathbb{R}^{n \times n}",
    r"\frac{\partial L}{\partial f} = (c - y) \odot (h - x)",
    r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial f} \odot f \odot (1 - f)",
)


@pytest.mark.parametrize(
    ("written", "correct"),
    [
        (r"(D \odot f) x^T", r"(D \odot f \odot (1 - f)) x^T"),
        (r"(D \odot (1 - f)) x^T", r"(D \odot (1 - f) \odot f) x^T"),
    ],
)
def test_a_factor_of_the_column_of_an_outer_product_stands_in_the_column(written: str, correct: str) -> None:
    slope, error = r"\frac{\partial L}{\partial W} = ", r"\frac{\partial L}{\partial f}"
    found = repaired(*GATE, slope + written.replace("D", error))
    assert found.correct == slope + correct.replace("D", error)


def test_a_power_that_is_too_much_is_taken_away_with_its_sign() -> None:
    divergence = r"K = -\frac12 \sum_j (1 + \log \sigma_j^2 - \mu_j^2 - \sigma_j^2)"
    slope = r"\frac{\partial K}{\partial \sigma_j} = \sigma_j - "
    assert repaired(divergence, slope + r"\frac{1}{\sigma_j^2}").correct == slope + r"\frac{1}{\sigma_j}"
    assert repaired(divergence, slope + r"\frac{1}{\sigma_j^{2}}").correct == slope + r"\frac{1}{\sigma_j}"


def test_a_power_written_as_a_fraction_stays_one() -> None:
    root = (r"y = (v + 1)^{-1/2}", r"\frac{dy}{dv} = -\frac12 (v + 1)^{-1/2}")
    assert repaired(*root).correct == r"\frac{dy}{dv} = -\frac12 (v + 1)^{-3/2}"


def test_what_an_author_did_not_write_is_not_said_to_be_too_much() -> None:
    ridge = (
        r"J(w) = \|X w - y\|^2 + \lambda \|w\|^2",
        r"X \in \mathbb{R}^{n \times d}",
        r"\nabla^2 J(w) = 2 X^T X + 2 \lambda",
    )
    assert "`n`" not in repaired(*ridge).message


def test_nobody_writes_the_factor_one() -> None:
    found = repaired(r"y = \sum_i i x_i", r"\frac{\partial y}{\partial x_i} = 1")
    assert found.correct == r"\frac{\partial y}{\partial x_i} = i"


@pytest.mark.parametrize(
    ("definition", "written"),
    [
        (r"y = x e^{-1000 z^2}", r"\frac{\partial y}{\partial z} = 0"),
        (r"y = \min(\max(x, -100), 100)", r"\frac{dy}{dx} = 1"),
    ],
)
def test_what_holds_whatever_the_document_defines_mends_no_line(definition: str, written: str) -> None:
    found = diagnosed(definition, written)
    left, _, _ = written.partition("=")
    assert found.verdict is Verdict.WRONG
    assert found.repair is None or found.repair.correct.startswith(left)


def test_a_sum_is_not_summed_once_more_to_count_its_terms() -> None:
    mean = r"\frac{\partial L}{\partial b} = \frac1m \sum_{i=1}^m \frac{\partial L}{\partial y_i}"
    found = repaired(r"\mu = \frac1m \sum_{i=1}^m x_i", r"y_i = g (x_i - \mu) + b", mean)
    assert "missing_sum" not in found.error_class
    assert found.correct.count(r"\sum") == 1
