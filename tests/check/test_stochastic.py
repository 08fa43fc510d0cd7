"""Steps on one sample follow the gradient of what the loss adds for that sample."""

from __future__ import annotations

import pytest

from backproof.check.doubts.doubt import ONE_OR_ALL
from backproof.check.samples.stochastic import GRADIENT, SAID
from tests.check.judging import displays, judged

MEAN = (
    r"p^{(i)} = \sigma(w^T x^{(i)})",
    r"J(w) = -\frac{1}{m} \sum_{i=1}^m \left( y^{(i)} \log p^{(i)} + (1 - y^{(i)}) \log (1 - p^{(i)}) \right)",
)
SQUARES = (r"E = \frac12 \sum_{n=1}^N (w^T x^{(n)} - t^{(n)})^2",)
STEP = r"w := w - \alpha (p^{(i)} - y^{(i)}) x^{(i)}"
OTHER = r"w \leftarrow w - \eta (w^T x^{(n)} - t^{(n)}) x^{(n)}"


@pytest.mark.parametrize(("given", "step"), [(MEAN, STEP), (SQUARES, OTHER), (MEAN, STEP.replace("(i)", "(k)"))])
def test_a_step_on_one_sample_of_a_sum_or_a_mean_is_right_if_so_meant(given: tuple[str, ...], step: str) -> None:
    found = judged(displays(*given, step))[-1]
    assert found.verdict.value == "right-if"
    assert any(SAID in each for each in found.assumes)


@pytest.mark.parametrize(
    ("given", "slip"),
    [
        (MEAN, STEP.replace("- y", "+ y")),
        (MEAN, STEP.replace("w - ", "w + ")),
        (MEAN, STEP.replace(" x^{(i)}", "")),
        (MEAN, STEP.replace(r"\alpha", r"2 \alpha")),
        (SQUARES, OTHER.replace("(w^T", "2 (w^T")),
        (SQUARES, OTHER.replace("t^{(n)}", "x^{(n)}")),
    ],
)
def test_no_slip_in_such_a_step_is_excused(given: tuple[str, ...], slip: str) -> None:
    assert judged(displays(*given, slip))[-1].verdict.value in {"unchecked", "wrong"}


LINE = (
    r"E = \frac12 \sum_{i=1}^N (y_i - (w x_i + b))^2",
    r"\frac{\partial E}{\partial w} = -\sum_{i=1}^N (y_i - (w x_i + b)) x_i",
)
WORDS = (
    "For one sample:",
    "In online learning:",
    "After each training pattern we step",
    "Taking a sample at a time:",
    "Stochastic gradient descent goes",
)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"w \leftarrow w + \eta (y_i - (w x_i + b)) x_i", SAID),
        (r"\Delta b = \eta (y_i - (w x_i + b))", SAID),
        (r"\frac{\partial E}{\partial w} = -(y_i - (w x_i + b)) x_i", GRADIENT),
    ],
)
def test_words_that_speak_of_one_sample_are_about_a_subscript_too(words: str, latex: str, said: str) -> None:
    found = judged(displays(*LINE) + f"\n\n{words}\n\n" + displays(latex))[-1]
    assert (found.verdict.value, found.assumes) == ("right-if", (said,))


@pytest.mark.parametrize("words", ["", "For all samples:", "For one sample and then summed over the samples:"])
def test_without_such_words_the_sum_is_missing(words: str) -> None:
    step = displays(r"\Delta b = \eta (y_i - (w x_i + b))")
    assert judged(displays(*LINE) + f"\n\n{words}\n\n" + step)[-1].verdict.value == "wrong"


@pytest.mark.parametrize(
    "slip",
    [
        r"w \leftarrow w - \eta (y_i - (w x_i + b)) x_i",
        r"w \leftarrow w + \eta (y_i - (w x_i + b))",
        r"\frac{\partial E}{\partial w} = -2 (y_i - (w x_i + b)) x_i",
        r"\frac{\partial E}{\partial b} = (y_i - (w x_i + b))",
    ],
)
def test_the_words_excuse_no_slip(slip: str) -> None:
    assert judged(displays(*LINE) + "\n\nFor one sample:\n\n" + displays(slip))[-1].verdict.value == "wrong"


def test_the_gradient_of_one_marked_sample_is_right_if_the_words_speak_of_it() -> None:
    gradient = displays(r"\frac{\partial E}{\partial w} = (w^T x^{(n)} - t^{(n)}) x^{(n)}")
    found = judged(displays(*SQUARES) + "\n\nFor a single pattern we get\n\n" + gradient)[-1]
    assert (found.verdict.value, found.assumes) == ("right-if", (GRADIENT,))
    doubled = gradient.replace("= (", "= 2 (")
    assert judged(displays(*SQUARES) + "\n\nFor a single pattern we get\n\n" + doubled)[-1].verdict.value == "wrong"


def test_outputs_are_no_samples() -> None:
    network = displays(
        r"E = \frac12 \sum_k (y_k - t_k)^2",
        r"y_k = \sum_j v_{kj} h_j",
        r"h_j = \tanh(a_j), \quad a_j = \sum_i w_{ji} x_i",
    )
    gradient = displays(r"\frac{\partial E}{\partial w_{ji}} = (y_k - t_k) v_{kj} (1 - h_j^2) x_i")
    assert judged(f"{network}\n\nFor one training sample:\n\n{gradient}")[-1].verdict.value == "wrong"


def test_words_before_the_sum_over_all_samples_are_not_surely_about_its_gradient() -> None:
    slip = displays(r"\frac{\partial E}{\partial w} = -(y_i - (w x_i + b)) x_i")
    found = judged(f"For one sample:\n\n{displays(*LINE)}\n\n{slip}")[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", ONE_OR_ALL)
    anew = judged(f"For one sample:\n\n{displays(*LINE)}\n\nFor one pattern again:\n\n{slip}")[-1]
    assert (anew.verdict.value, anew.assumes) == ("right-if", (GRADIENT,))
    # A step is one on a sample by what the words say, wherever they stand.
    step = displays(r"w \leftarrow w + \eta (y_i - (w x_i + b)) x_i")
    assert judged(f"In online learning:\n\n{displays(*LINE)}\n\n{step}")[-1].assumes == (SAID,)


def test_noise_is_no_word_of_one_sample() -> None:
    slip = displays(r"\frac{\partial E}{\partial w} = -(y_i - (w x_i + b)) x_i")
    said = displays(LINE[0]) + "\n\nThe noise in the data is stochastic.\n\n" + slip
    assert judged(said)[-1].verdict.value == "wrong"


SUMS = (
    (r"E = \sum_n E_n", ""),
    (r"E = \frac1N \sum_{n=1}^N E_n", ""),
    (r"E = \frac1N \sum_{n=1}^N E_n + \frac{\lambda}{2} w^2", r" - \eta \lambda w"),
)


@pytest.mark.parametrize(("total", "decay"), SUMS)
@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"w \leftarrow w - \eta \frac{\partial E_n}{\partial w}", "right-if"),
        (r"w \leftarrow w - \eta (w x_n - t_n) x_n", "right-if"),
        (r"\Delta w = -\eta (w x_n - t_n) x_n", "right-if"),
        (r"w \leftarrow w + \eta (w x_n - t_n) x_n", "wrong"),
        (r"w \leftarrow w - \eta (w x_n - t_n)", "wrong"),
        (r"w \leftarrow w - 2 \eta (w x_n - t_n) x_n", "wrong"),
    ],
)
def test_a_step_on_one_of_the_losses_that_are_added_needs_no_words(
    total: str, decay: str, step: str, verdict: str
) -> None:
    own = r"E_n = \frac12 (w x_n - t_n)^2"
    assert judged(displays(total, own, step + decay))[-1].verdict.value == verdict
    if verdict == "right-if" and decay:
        assert judged(displays(total, own, step + decay.replace("-", "+")))[-1].verdict.value == "wrong"


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"w \leftarrow w - \eta (\nabla \ell_n(w) + \lambda w)", "right-if"),
        (r"w \leftarrow (1 - \eta \lambda) w - \eta \nabla \ell_n(w)", "right-if"),
        (r"w \leftarrow (1 + \eta \lambda) w - \eta \nabla \ell_n(w)", "wrong"),
    ],
)
def test_what_is_added_to_the_losses_is_part_of_each_step(step: str, verdict: str) -> None:
    total = r"J(w) = \frac{1}{N} \sum_{n=1}^N \ell_n(w) + \frac{\lambda}{2} \|w\|^2"
    assert judged(displays(total, step))[-1].verdict.value == verdict


@pytest.mark.parametrize("loss", [r"\max(0, -t w x)", r"\max(0, 1 - t w x)", r"\max(0, 1 - t w x) + \lambda w^2"])
@pytest.mark.parametrize(("sign", "verdict"), [("+", "unchecked"), ("-", "wrong")])
def test_a_step_on_a_sample_on_the_wrong_side_has_no_case(loss: str, sign: str, verdict: str) -> None:
    decay = r" - 2 \eta \lambda w" if "lambda" in loss else ""
    step = rf"w \leftarrow w {sign} \eta t x{decay}"
    assert judged(displays(f"L = {loss}", step))[-1].verdict.value == verdict
    slope = r"\frac{dL}{dw} = -t x" + decay.replace(r"- 2 \eta", "+ 2")
    assert judged(displays(f"L = {loss}", slope))[-1].verdict.value == "wrong"


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"w \leftarrow (1 - \eta \lambda) w + \eta t x", "unchecked"),
        (r"w \leftarrow (1 - \eta \lambda) w - \eta t x", "wrong"),
        (r"w \leftarrow (1 - 2 \eta \lambda) w + \eta t x", "wrong"),
    ],
)
def test_a_loss_that_is_zero_on_the_right_side_may_be_named_beside_its_penalty(step: str, verdict: str) -> None:
    page = (r"\ell(w) = \max(0, 1 - t w x)", r"J(w) = \ell(w) + \frac{\lambda}{2} w^2")
    assert judged(displays(*page, step))[-1].verdict.value == verdict
