r"""Steps on all samples behind a derivation for one: ``w \to w - \frac\eta m \sum_x \delta^{x,l} (a^{x,l-1})^T``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYERS = (r"z^l = w^l a^{l-1} + b^l", r"a^l = \sigma(z^l)")
ONE = r"C = \frac12 \|y - a^L\|^2"
ERRORS = (
    r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
    r"\delta^L = (a^L - y) \odot \sigma'(z^L)",
    r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",
)
STEP = r"w^l \to w^l - \frac{\eta}{m} %s \delta^{x,l} (a^{x,l-1})^T"


@pytest.mark.parametrize("over", [r"\sum_x", r"\sum_{x=1}^m"])
def test_a_step_by_the_mean_of_the_gradients_names_its_reading(over: str) -> None:
    found = judged(displays(*LAYERS, ONE, *ERRORS, STEP % over))
    assert found[-1].verdict.value == "right-if"
    assert "the loss of all samples is the mean of theirs" in found[-1].assumes


@pytest.mark.parametrize(
    ("step", "assumed"),
    [
        (r"b^l \to b^l - \eta \sum_{x=1}^m \delta^{x,l}", "the loss of all samples is the sum of theirs"),
        (r"b^l \to b^l - \frac{\eta}{m} \sum_{x=1}^m \delta^{x,l}", "the loss of all samples is the mean of theirs"),
    ],
)
def test_a_step_by_their_sum_does_so_too(step: str, assumed: str) -> None:
    found = judged(displays(*LAYERS, ONE, *ERRORS, step))
    assert found[-1].verdict.value == "right-if"
    assert assumed in found[-1].assumes


@pytest.mark.parametrize(
    "slip",
    [
        r"w^l \to w^l + \frac{\eta}{m} \sum_{x=1}^m \delta^{x,l} (a^{x,l-1})^T",
        r"w^l \to w^l - \frac{\eta}{m} \sum_{x=1}^m \delta^{x,l} (a^{x,l})^T",
        r"w^l \to w^l - \frac{2 \eta}{m} \sum_{x=1}^m \delta^{x,l} (a^{x,l-1})^T",
        r"b^l \to b^l - \frac{\eta}{m} \sum_{x=1}^m (\delta^{x,l})^2",
    ],
)
def test_its_slips_are_refuted(slip: str) -> None:
    assert verdicts(displays(*LAYERS, ONE, *ERRORS, slip))[-1] == "wrong"


def test_the_mean_that_the_document_states_needs_no_reading() -> None:
    mean = (r"C = \frac1m \sum_x C_x", r"C_x = \frac12 \|y - a^L\|^2")
    assert verdicts(displays(*LAYERS, *mean, ONE, *ERRORS, STEP % r"\sum_x"))[-1] == "right"
    assert verdicts(displays(*LAYERS, *mean, ONE, *ERRORS, (STEP % r"\sum_x").replace("- ", "+ ")))[-1] == "wrong"


def test_the_whole_sum_may_stand_beside_the_mean_of_the_losses() -> None:
    whole = (
        r"C = \frac{1}{2m} \sum_x \|y(x) - a^L(x)\|^2",
        r"C = \frac1m \sum_x C_x",
        r"C_x = \frac12 \|y - a^L\|^2",
    )
    slope = r"\frac{\partial C}{\partial w^l_{jk}} = \delta^l_j a^{l-1}_k"
    found = verdicts(displays(*LAYERS, *whole, ONE, *ERRORS, slope, STEP % r"\sum_x"))
    assert set(found) == {"right"}
    assert verdicts(displays(*LAYERS, *whole, ONE, *ERRORS, slope.replace("= ", "= 2 ")))[-1] == "wrong"


def test_errors_of_samples_are_those_that_a_line_defines_for_one() -> None:
    r"""The definition of \delta holds for each sample; what is said of that of the last layer is no meaning of all."""
    mean = r"\frac1m \sum_{i=1}^m \frac{\partial C^{(i)}}{\partial w^{[l]}} = \frac1m \sum_{i=1}^m %s"
    bracketed = [
        each.replace("^{l-1}", "^{[l-1]}").replace("^{l+1}", "^{[l+1]}").replace("^l", "^{[l]}").replace("^L", "^{[L]}")
        for each in (*LAYERS, ONE, *ERRORS)
    ]
    assert verdicts(displays(*bracketed, mean % r"\delta^{[l](i)} (a^{[l-1](i)})^T"))[-1] in {"right", "right-if"}
    assert verdicts(displays(*bracketed, mean % r"\delta^{[l](i)} (a^{[l](i)})^T"))[-1] == "wrong"


def test_two_names_of_one_formula_are_not_put_in_for_each_other() -> None:
    """Beside ``C_x``, the cost without its sample has the same formula; neither may become the other's definition."""
    element = (
        r"a^l_j = \sigma\left(\sum_k w^l_{jk} a^{l-1}_k + b^l_j\right)",
        r"z^l = w^l a^{l-1} + b^l",
        r"C = \frac{1}{2n} \sum_x \|y(x) - a^L(x)\|^2",
        r"C = \frac1n \sum_x C_x",
        r"C_x = \frac12 \|y - a^L\|^2",
        ONE,
        r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
        r"\delta^l_j = \sum_k \frac{\partial C}{\partial z^{l+1}_k} \frac{\partial z^{l+1}_k}{\partial z^l_j}",
        r"z^{l+1}_k = \sum_j w^{l+1}_{kj} a^l_j + b^{l+1}_k = \sum_j w^{l+1}_{kj} \sigma(z^l_j) + b^{l+1}_k",
        r"\frac{\partial C}{\partial b^l_j} = %s \delta^l_j",
        r"b^l \to b^l - \frac\eta m \sum_x \delta^{x,l}",
    )
    assert set(verdicts(displays(*element).replace("%s", ""))) <= {"right", "right-if"}
    assert verdicts(displays(*element).replace("%s", "2"))[-2] == "wrong"
