r"""Functions of an index, and probabilities of what a letter says: ``\pi(a | s)``, ``P(o | c)``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

POLICY = r"\pi_\theta(a | s) = \frac{e^{h_a}}{\sum_b e^{h_b}}"
SKIP_GRAM = r"P(o | c) = \frac{\exp(u_o^T v_c)}{\sum_w \exp(u_w^T v_c)}"


@pytest.mark.parametrize(("left", "right"), [("a | s", "b | s"), ("a", "b")])
def test_a_function_of_an_index_is_an_array(left: str, right: str) -> None:
    policy = POLICY.replace("a | s", left)
    slope = rf"\frac{{\partial \log \pi_\theta({left})}}{{\partial h_b}} = \mathbb{{1}}[a = b] - \pi_\theta({right})"
    assert verdicts(displays(policy, slope)) == ["right", "right"]
    assert (
        verdicts(displays(policy, slope.replace(f"- \\pi_\\theta({right})", f"- \\pi_\\theta({left})")))[-1] == "wrong"
    )


@pytest.mark.parametrize("spelt", ["P(o | c)", "P(O = o | C = c)", r"P(o \mid c)"])
def test_a_probability_of_a_word_is_an_element(spelt: str) -> None:
    lines = (
        SKIP_GRAM.replace("P(o | c)", spelt),
        r"\log P(o | c) = u_o^T v_c - \log \sum_w \exp(u_w^T v_c)",
        r"\frac{\partial}{\partial v_c} \log P(o | c) = u_o - \sum_x P(x | c) u_x",
        r"\frac{\partial}{\partial v_c} \log P(o | c) = u_o - \sum_x P(x | c) u_o",
    )
    assert verdicts(displays(*lines)) == ["right", "right", "right", "wrong"]


def test_a_loss_of_one_pair_of_words() -> None:
    slopes = (
        r"\frac{\partial J}{\partial u_o} = (P(o | c) - 1) v_c",
        r"\frac{\partial J}{\partial v_c} = -u_o + \sum_w P(w | c) u_w",
        r"\frac{\partial J}{\partial u_o} = (P(o | c) - 1) u_o",
    )
    found = verdicts(displays(SKIP_GRAM, r"J = -\log P(o | c)", *slopes))
    assert found == ["right", "right", "right", "right", "wrong"]


def test_a_label_below_a_weight_is_no_index() -> None:
    assert verdicts(displays(r"f(x) = W_x x", r"y = f(h)", r"\frac{\partial y}{\partial h} = W_h"))[-1] != "right"


def test_a_class_that_the_labels_may_name_refutes_nothing() -> None:
    text = displays(SKIP_GRAM, r"p_w = P(w | c)", r"J = -\sum_w y_w \log p_w = -\log p_o")
    assert judged(text)[-1].reason == "whether o is the class that the labels name is not written"
    labelled = displays(r"p_w = \frac{e^{s_w}}{\sum_x e^{s_x}}", r"J = -\sum_w y_w \log p_w = -\log p_o")
    assert verdicts(labelled) == ["right", "right", "right-if"]
    assert verdicts(labelled.replace(r"= -\log p_o", r"= -p_o"))[-1] != "right"
    assert verdicts(labelled.replace(r"= -\log p_o", r"= -2 \log p_o"))[-1] == "unchecked"


def test_vectors_of_a_letter_are_the_columns_of_its_matrix_where_products_say_so() -> None:
    lines = (r"p = \mathrm{softmax}(U^T v)", r"J = -\sum_w y_w \log p_w", r"s_w = u_w^T v")
    slope = r"\frac{\partial J}{\partial u_w} = (p_w - y_w) v"
    found = judged(displays(*lines, slope))[-1]
    assert (found.verdict.value, found.assumes[-1]) == ("right-if", "U has the u_i as its columns")
    assert verdicts(displays(*lines, slope.replace(") v", ") u_w")))[-1] == "unchecked"


def test_a_section_that_sums_over_the_letter_speaks_of_others() -> None:
    slopes = (
        r"\frac{\partial J}{\partial v_c} = -u_o + \sum_w P(w | c) u_w",
        r"\frac{\partial J}{\partial v_c} = -u_o + \sum_w P(w | c) u_o",
    )
    averaged = "\n\n## CBOW\n\n" + displays(r"h = \frac{1}{C} \sum_{c=1}^{C} v_c")
    text = "## Skip-gram\n\n" + displays(SKIP_GRAM, r"J = -\log P(o | c)", *slopes) + averaged
    assert verdicts(text)[:4] == ["right", "right", "right", "wrong"]


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [
        # Which class is observed is said by a member of a chain that is open.
        (r"-u_o + \sum_w \hat y_w u_w", "unchecked"),
        (r"u_o + \sum_w \hat y_w u_w", "wrong"),
        (r"\sum_w (\hat y_w - y_w) u_w", "right"),
    ],
)
def test_an_observed_class_beside_labels_refutes_nothing(slope: str, verdict: str) -> None:
    lines = (
        r"\hat y_o = P(o | c) = \frac{\exp(u_o^T v_c)}{\sum_w \exp(u_w^T v_c)}",
        r"J = -\sum_w y_w \log \hat y_w = -\log \hat y_o",
        rf"\frac{{\partial J}}{{\partial v_c}} = {slope}",
    )
    assert verdicts(displays(*lines))[-1] == verdict
