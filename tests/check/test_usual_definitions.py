"""What a text names and never writes down: its lines are right with the usual definitions, which refute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import pytest

from backproof.check.usual.table import TABLE
from tests.check.judging import displays, judged, verdicts


@final
@dataclass(frozen=True, slots=True)
class Example:
    """A text that speaks of an entry of the table, lines that are right with it, and one that is not."""

    name: str
    text: str
    lines: tuple[str, ...]
    slip: str

    @property
    def document(self) -> str:
        return f"{self.text}\n\n{displays(*self.lines, self.slip)}"


BATCH = (
    r"\frac{\partial L}{\partial \hat{x}_n} = \gamma \frac{\partial L}{\partial y_n}",
    r"\frac{\partial L}{\partial \gamma} = \sum_{n=1}^N \frac{\partial L}{\partial y_n} \hat{x}_n",
    r"\frac{\partial L}{\partial x_n} = \frac{1}{N \sqrt{\sigma^2 + \epsilon}} "
    r"(N \frac{\partial L}{\partial \hat{x}_n} - \sum_{k=1}^N \frac{\partial L}{\partial \hat{x}_k} "
    r"- \hat{x}_n \sum_{k=1}^N \frac{\partial L}{\partial \hat{x}_k} \hat{x}_k)",
)
EXAMPLES = (
    Example(
        "batch normalisation",
        "The backward pass of batch norm.",
        BATCH,
        r"\frac{\partial \sigma^2}{\partial x_n} = \frac{2 (x_n - \mu)}{N - 1}",
    ),
    Example(
        "batch normalisation",
        r"Training with batch normalization over a mini-batch $\mathcal{B}$.",
        (
            r"\frac{\partial \ell}{\partial \sigma_{\mathcal{B}}^2} = "
            r"\sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i} (x_i - \mu_{\mathcal{B}}) "
            r"\frac{-1}{2} (\sigma_{\mathcal{B}}^2 + \epsilon)^{-3/2}",
            r"\frac{\partial \ell}{\partial \mu_{\mathcal{B}}} = "
            r"\sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i} "
            r"\frac{-1}{\sqrt{\sigma_{\mathcal{B}}^2 + \epsilon}}",
            r"\frac{\partial \ell}{\partial \beta} = \sum_{i=1}^m \frac{\partial \ell}{\partial y_i}",
        ),
        r"\frac{\partial \ell}{\partial \beta} = \frac{\partial \ell}{\partial y_i}",
    ),
    Example(
        "batch normalisation",
        "In BatchNorm, batch normalisation that is, every feature has its own mean.",
        (
            r"\frac{\partial L}{\partial \gamma_j} = \sum_{i=1}^m \frac{\partial L}{\partial y_{ij}} \hat{x}_{ij}",
            r"\frac{\partial \mu_j}{\partial x_{ij}} = \frac{1}{m}",
        ),
        r"\frac{\partial L}{\partial \gamma_j} = \sum_{i=1}^m \frac{\partial L}{\partial y_{ij}} x_{ij}",
    ),
    Example(
        "layer normalisation",
        "LayerNorm, one token.",
        (
            r"\frac{\partial L}{\partial \gamma_i} = \hat{x}_i \frac{\partial L}{\partial y_i}",
            r"\frac{\partial \sigma}{\partial x_i} = \frac{x_i - \mu}{d \sigma}",
            r"\frac{\partial \hat{x}_j}{\partial x_i} = "
            r"\frac{1}{\sigma} (\delta_{ij} - \frac1d - \frac{\hat{x}_i \hat{x}_j}{d})",
        ),
        r"\frac{\partial \sigma}{\partial x_i} = \frac{2 (x_i - \mu)}{d}",
    ),
    Example(
        "the softmax",
        "The softmax of the scores has a famous Jacobian.",
        (
            r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)",
            r"\frac{\partial p_i}{\partial z_i} = p_i - p_i^2",
        ),
        r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} + p_j)",
    ),
    Example(
        "the softmax and its cross-entropy",
        "Softmax outputs under the cross-entropy.",
        (
            r"\frac{\partial L}{\partial p_i} = -\frac{y_i}{p_i}",
            r"\frac{\partial L}{\partial z_j} = p_j - y_j",
        ),
        r"\frac{\partial L}{\partial z_j} = y_j - p_j",
    ),
    Example(
        "the softmax and its cross-entropy",
        r"Softmax outputs under the cross-entropy, with $z, p, y \in \mathbb{R}^K$.",
        (r"\frac{\partial L}{\partial z} = p - y",),
        r"\frac{\partial L}{\partial z} = y - p",
    ),
    Example(
        "logistic regression",
        "Logistic regression, one sample.",
        (
            r"\frac{\partial a}{\partial z} = a (1 - a)",
            r"\frac{\partial L}{\partial z} = a - y",
            r"\frac{\partial L}{\partial w_j} = (a - y) x_j",
            r"\frac{\partial L}{\partial b} = a - y",
        ),
        r"\frac{\partial L}{\partial w_j} = (a - y) w_j",
    ),
    *(
        Example(
            name,
            "The squared error of a regression.",
            (rf"\frac{{\partial L}}{{\partial \hat{{y}}_i}} = {factor} (\hat{{y}}_i - y_i)",),
            r"\frac{\partial L}{\partial \hat{y}_i} = 3 (\hat{y}_i - y_i)",
        )
        for name, factor in (
            ("half of the squared error", ""),
            ("the squared error", "2"),
            ("the mean squared error", r"\frac{2}{n}"),
            ("half of the mean squared error", r"\frac{1}{n}"),
        )
    ),
    Example(
        "half of the squared error",
        "Least squares for a linear model.",
        (
            r"\frac{\partial L}{\partial \hat{y}_i} = \hat{y}_i - y_i",
            r"\frac{\partial L}{\partial w_j} = \sum_i (\hat{y}_i - y_i) x_{ij}",
        ),
        r"\frac{\partial L}{\partial w_j} = (\hat{y}_i - y_i) x_{ij}",
    ),
    Example(
        "linear regression over samples",
        "The sum of squared errors.",
        (r"\frac{\partial E}{\partial w} = 2 \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)}) x^{(i)}",),
        r"\frac{\partial E}{\partial w} = 2 \sum_{i=1}^m (y^{(i)} - \hat{y}^{(i)}) x^{(i)}",
    ),
    Example(
        "linear regression over samples",
        "The mean squared error.",
        (r"\frac{\partial J}{\partial \theta_j} = \frac{2}{m} \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)}) x_j^{(i)}",),
        r"\frac{\partial J}{\partial \theta_j} = \frac{2}{m} \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)}) \theta_j",
    ),
    Example(
        "logistic regression over samples",
        "Logistic regression with the log loss.",
        (
            r"\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)}",
            r"\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^m (p^{(i)} - y^{(i)})",
        ),
        r"\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^m (y^{(i)} - p^{(i)})",
    ),
    Example(
        "logistic regression by its likelihood over samples",
        "The log-likelihood of a logistic regression.",
        (r"\frac{\partial \ell}{\partial w} = \sum_{i=1}^m (y^{(i)} - p^{(i)}) x^{(i)}",),
        r"\frac{\partial \ell}{\partial w} = \sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)}",
    ),
    Example(
        "softmax regression over samples",
        "A softmax under the cross-entropy.",
        (r"\frac{\partial L}{\partial \theta_k} = \sum_{i=1}^m (\hat{y}_k^{(i)} - y_k^{(i)}) x^{(i)}",),
        r"\frac{\partial L}{\partial \theta_k} = \sum_{i=1}^m (\hat{y}_k^{(i)} - 1) x^{(i)}",
    ),
    Example(
        "softmax regression with numbers for classes over samples",
        "A softmax under the cross-entropy.",
        (r"\frac{\partial E}{\partial v_j} = \sum_{i=1}^m (\hat{y}_j^{(i)} - 1(y^{(i)} = j)) z^{(i)}",),
        r"\frac{\partial E}{\partial v_j} = \sum_{i=1}^m (\hat{y}_j^{(i)} + 1(y^{(i)} = j)) z^{(i)}",
    ),
    Example(
        "the state of an LSTM",
        "An LSTM cell, as in the picture.",
        (
            r"\frac{\partial h_t}{\partial c_t} = o_t \odot (1 - \tanh^2(c_t))",
            r"\frac{\partial c_t}{\partial f_t} = c_{t-1}",
            r"\frac{\partial c_t}{\partial c_{t-1}} = f_t",
        ),
        r"\frac{\partial c_t}{\partial f_t} = c_t",
    ),
    Example(
        "a GRU, whose update gate lets the new state in",
        "The GRU of the picture.",
        (
            r"\frac{\partial h_t}{\partial z_t} = \tilde{h}_t - h_{t-1}",
            r"\frac{\partial h_t}{\partial \tilde{h}_t} = z_t",
        ),
        r"\frac{\partial h_t}{\partial z_t} = \tilde{h}_t - h_t",
    ),
    Example(
        "a GRU, whose update gate keeps the old state",
        "The GRU of the picture.",
        (
            r"\frac{\partial h_t}{\partial z_t} = h_{t-1} - \tilde{h}_t",
            r"\frac{\partial h_t}{\partial \tilde{h}_t} = 1 - z_t",
        ),
        r"\frac{\partial h_t}{\partial z_t} = \tilde{h}_t - h_t",
    ),
    Example(
        "scaled dot-product attention",
        r"Attention with $Q, K, V \in \mathbb{R}^{n \times d}$, whose weights are a softmax.",
        (
            r"\frac{\partial L}{\partial V} = P^T \frac{\partial L}{\partial O}",
            r"\frac{\partial L}{\partial P} = \frac{\partial L}{\partial O} V^T",
            r"\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K",
        ),
        r"\frac{\partial L}{\partial V} = P \frac{\partial L}{\partial O}",
    ),
)  # fmt: skip
EACH = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)


@EACH
def test_lines_are_right_with_it_and_a_slip_is_not_and_is_not_refuted(example: Example) -> None:
    found = [each for each in judged(example.document) if each.role.value == "claim"]
    *lines, slip = found
    assert [each.verdict.value for each in lines] == ["right-if"] * len(example.lines)
    assert all(any(f"the usual definitions of {example.name}," in said for said in each.assumes) for each in lines)
    assert slip.verdict.value == "unchecked"


@EACH
def test_a_text_that_does_not_name_it_is_left_as_it_is(example: Example) -> None:
    found = [each for each in judged(displays(*example.lines)) if each.role.value == "claim"]
    assert not any("usual" in said for each in found for said in each.assumes)


def test_every_entry_has_an_example() -> None:
    assert {entry.name for entry in TABLE} == {example.name for example in EXAMPLES}


def test_every_entry_says_where_it_is_from() -> None:
    assert all(any(character.isdigit() for character in entry.source) for entry in TABLE)


@pytest.mark.parametrize(
    ("own", "line"),
    [
        # A scale without a shift, and a variance with n - 1.
        (
            r"y_n = \gamma^2 \hat{x}_n",
            r"\frac{\partial L}{\partial \hat{x}_n} = \gamma^2 \frac{\partial L}{\partial y_n}",
        ),
        (
            r"\sigma^2 = \frac{1}{N-1} \sum_n (x_n - \mu)^2",
            r"\frac{\partial \sigma^2}{\partial x_n} = \frac{2 (x_n - \mu)}{N - 1}",
        ),
    ],
)
def test_what_the_text_defines_goes_before_it(own: str, line: str) -> None:
    text = f"The backward pass of batch norm.\n\n{displays(own, *BATCH[1:], line)}"
    assert verdicts(text)[-1] in {"right", "right-if"}


def test_what_the_text_defines_is_held_against_it() -> None:
    forward = displays(
        r"\mu = \frac1N \sum_{n=1}^N x_n",
        r"\sigma^2 = \frac1N \sum_{n=1}^N (x_n - \mu)^2",
        r"\hat{x}_n = \frac{x_n - \mu}{\sqrt{\sigma^2 + \epsilon}}",
        r"y_n = \gamma \hat{x}_n + \beta",
    )
    slip = r"\frac{\partial L}{\partial \gamma} = \frac1N \sum_{n=1}^N \frac{\partial L}{\partial y_n} \hat{x}_n"
    assert verdicts(f"Batch norm.\n\n{forward}\n\n{displays(*BATCH, slip)}") == ["right"] * 7 + ["wrong"]


def _named(words: Sequence[str]) -> list[str]:
    return [f"{word}.\n\n{displays(BATCH[0])}" for word in words]


@pytest.mark.parametrize(
    "text", _named(["Batch-Normalisierung", "バッチ正規化", "批量归一化", "la normalización por lotes"])
)
def test_it_is_named_in_other_languages(text: str) -> None:
    assert verdicts(text) == ["right-if"]


def test_a_text_may_speak_of_several() -> None:
    norm = displays(
        r"\frac{\partial \mu}{\partial x_i} = \frac{1}{D}",
        r"\frac{\partial L}{\partial \hat{x}_i} = \gamma_i \frac{\partial L}{\partial y_i}",
    )
    head = displays(r"\frac{\partial L}{\partial z_k} = p_k - t_k", r"\frac{\partial L}{\partial z_k} = t_k - p_k")
    text = f"Layer norm.\n\n{norm}\n\nThe head is a softmax under the cross-entropy.\n\n{head}"
    assert verdicts(text) == ["right-if"] * 3 + ["unchecked"]


def test_gates_of_what_has_an_accent() -> None:
    lines = displays(
        r"\frac{\partial L}{\partial i_t} = \frac{\partial L}{\partial c_t} g_t",
        r"\frac{\partial L}{\partial \hat{i}_t} = \frac{\partial L}{\partial i_t} i_t (1 - i_t)",
        r"\frac{\partial L}{\partial \hat{g}_t} = \frac{\partial L}{\partial g_t} (1 - g_t^2)",
        r"\frac{\partial L}{\partial \hat{g}_t} = \frac{\partial L}{\partial g_t} g_t (1 - g_t)",
    )
    assert verdicts(f"The LSTM of the figure.\n\n{lines}") == ["right-if"] * 3 + ["unchecked"]


def test_samples_share_what_has_no_index() -> None:
    slips = displays(
        r"\frac{\partial L}{\partial \gamma} = \frac{\partial L}{\partial y_n} \hat{x}_n",
        r"\frac{\partial L}{\partial \beta} = \frac{\partial L}{\partial y_n}",
    )
    assert verdicts(f"Batch norm.\n\n{displays(BATCH[0])}\n\n{slips}") == ["right-if", "unchecked", "unchecked"]
    # The units of a layer may have one entry each.
    assert verdicts(f"Layer norm.\n\n{displays(BATCH[0])}\n\n{slips}") == ["right-if"] * 3


SQUARES = r"\frac{\partial E}{\partial w} = 2 \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)}) x^{(i)}"
ENTROPY = r"\frac{\partial L}{\partial \theta_k} = \sum_{i=1}^m (\hat{y}_k^{(i)} - y_k^{(i)}) x^{(i)}"


def test_each_item_is_read_with_what_it_names_itself() -> None:
    text = f"1. Softmax, cross-entropy.\n\n{displays(ENTROPY)}\n\n2. Squared errors.\n\n{displays(SQUARES)}"
    assert verdicts(text) == ["right-if"] * 2
    other = f"1. Squared errors.\n\n{displays(ENTROPY)}\n\n2. Softmax, cross-entropy.\n\n{displays(SQUARES)}"
    assert verdicts(other) == ["unchecked"] * 2


@pytest.mark.parametrize(
    ("words", "step", "verdict"),
    [
        (
            "Logistic regression, log loss.",
            r"w \leftarrow w - \alpha \sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)}",
            "right-if",
        ),
        (
            "Logistic regression, log loss.",
            r"w \leftarrow w + \alpha \sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)}",
            "unchecked",
        ),
        (
            "Squared errors of a sigmoid.",
            r"w \leftarrow w - \alpha \sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)}",
            "unchecked",
        ),
    ],
)
def test_a_step_shows_what_is_fitted(words: str, step: str, verdict: str) -> None:
    assert verdicts(f"{words}\n\n{displays(step)}") == [verdict]


def test_an_item_does_not_define_what_another_one_does() -> None:
    own = displays(r"\hat{y} = \tanh(w^T x)")
    text = f"1. A neuron.\n\n{own}\n\n2. Squared errors of it.\n\n{displays(SQUARES)}"
    assert verdicts(text)[-1] == "unchecked"


@pytest.mark.parametrize(
    "words",
    [
        "The squared error of a tanh unit.",
        "Squared errors behind a non-linear output.",
        "Least squares with a ridge penalty.",
        "Squared errors and weight decay.",
    ],
)
def test_words_of_more_than_it_defines_leave_it_out(words: str) -> None:
    assert verdicts(f"The sum of squared errors.\n\n{displays(SQUARES)}") == ["right-if"]
    assert verdicts(f"{words}\n\n{displays(SQUARES)}") == ["unchecked"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Logistic regression, the log-likelihood.", "unchecked"),
        ("Logistic regression, the negative log-likelihood.", "right-if"),
        ("Logistic regression, log-likelihood and cross-entropy.", "unchecked"),
    ],
)
def test_a_likelihood_has_the_other_sign(words: str, verdict: str) -> None:
    line = r"\frac{\partial J}{\partial w} = \sum_{i=1}^m (p^{(i)} - y^{(i)}) x^{(i)}"
    assert verdicts(f"{words}\n\n{displays(line)}") == [verdict]


def test_of_two_factors_neither_is_meant_where_as_many_lines_have_either() -> None:
    text = "Least squares.\n\n"
    mean = r"\frac{\partial J}{\partial w} = \frac1m \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)}) x^{(i)}"
    lost = r"\frac{\partial J}{\partial b} = \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)})"
    assert verdicts(f"{text}{displays(mean, lost)}") == ["unchecked"] * 2
    kept = r"\frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)})"
    assert verdicts(f"{text}{displays(mean, kept, lost)}") == ["right-if"] * 2 + ["unchecked"]
