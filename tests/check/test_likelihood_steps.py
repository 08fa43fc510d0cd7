"""Updates that make a likelihood larger: they go up, and those that make a loss smaller do not."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

HYPOTHESIS = r"h_i = \sigma(\sum_j w_j x_{ij})"
LIKELIHOOD = r"\ell = \sum_i y_i \log h_i + (1 - y_i) \log(1 - h_i)"
LOSS = r"\ell = -\sum_i (y_i \log h_i + (1 - y_i) \log(1 - h_i))"
UP = r"w_j \leftarrow w_j + \alpha \sum_i (y_i - h_i) x_{ij}"
DOWN = r"w_j \leftarrow w_j - \alpha \sum_i (h_i - y_i) x_{ij}"
WORDS = "We maximize the log-likelihood.\n\n"


@pytest.mark.parametrize(
    ("words", "total", "step", "verdict"),
    [
        ("", LIKELIHOOD, UP, "right-if"),
        (WORDS, LIKELIHOOD, UP, "right"),
        (WORDS, LIKELIHOOD, UP.replace("(y_i - h_i)", "(y_i + h_i)"), "wrong"),
        ("", LOSS, DOWN, "right"),
        ("", LOSS, UP.replace("(y_i - h_i)", "(h_i - y_i)"), "wrong"),
        (WORDS, LOSS, UP.replace("(y_i - h_i)", "(h_i - y_i)"), "wrong"),
    ],
)
def test_steps_on_a_likelihood_and_on_a_loss(words: str, total: str, step: str, verdict: str) -> None:
    assert verdicts(words + displays(HYPOTHESIS, total, step))[-1] == verdict


def test_the_verdict_says_which_way_the_step_goes() -> None:
    found = judged(displays(HYPOTHESIS, LIKELIHOOD, UP))[-1]
    assert found.assumes == ("the step goes up, since what it changes is a likelihood",)


def test_a_likelihood_without_logarithms_goes_up_by_its_form() -> None:
    """It falls without end where the counts that are expected grow, as no loss does."""
    total = r"\ell = \sum_i (y_i w x_i - e^{w x_i})"
    step = r"w \leftarrow w + \alpha \sum_i (y_i - e^{w x_i}) x_i"
    assert verdicts("We use gradient ascent.\n\n" + displays(total, step))[-1] == "right"
    assert verdicts(displays(total, step))[-1] == "right-if"
    assert verdicts(displays(total, step.replace("y_i - ", "y_i + ")))[-1] == "wrong"


def test_of_an_objective_that_no_line_defines_words_say_the_way() -> None:
    step = r"w \leftarrow w + \alpha \frac{\partial J}{\partial w}"
    assert verdicts(displays("a = w x") + f"\n\nWe use gradient ascent.\n\n{displays(step)}")[-1] == "right-if"
    assert verdicts("The cost of the output:\n\n" + displays("a = w x", step))[-1] == "wrong"
    assert verdicts(displays("a = w x", step.replace("+", "-"), step))[-2:] == ["right", "wrong"]


@pytest.mark.parametrize("letter", ["J", r"\ell", r"\mathcal{J}"])
def test_without_words_a_step_up_what_may_be_a_reward_refutes_nothing(letter: str) -> None:
    step = rf"w \leftarrow w + \alpha \frac{{\partial {letter}}}{{\partial w}}"
    assert verdicts(displays("a = w x", step))[-1] == "unchecked"
    assert verdicts(displays("a = w x", step.replace("alpha", r"alpha \alpha")))[-1] != "right"
    squares = rf"{letter} = \frac12 (w x - t)^2"
    assert verdicts(displays(squares, step))[-1] == "wrong"


@pytest.mark.parametrize("letter", ["L", "E", "C"])
def test_a_step_up_what_losses_are_called_is_refuted(letter: str) -> None:
    step = rf"w \leftarrow w + \alpha \frac{{\partial {letter}}}{{\partial w}}"
    assert verdicts(displays("a = w x", step))[-1] == "wrong"


@pytest.mark.parametrize(("sign", "verdict"), [("+", "right"), ("-", "unchecked")])
def test_what_words_call_a_log_likelihood_is_climbed(sign: str, verdict: str) -> None:
    step = rf"\theta \leftarrow \theta {sign} \alpha \nabla_\theta \ell(\theta)"
    assert verdicts("The log-likelihood is $\\ell(\\theta)$.\n\n" + displays(step))[-1] == verdict


def test_a_negative_log_likelihood_is_not_climbed() -> None:
    step = r"\theta \leftarrow \theta - \alpha \nabla_\theta \ell(\theta)"
    assert verdicts("The negative log-likelihood is $\\ell(\\theta)$.\n\n" + displays(step))[-1] == "right"


@pytest.mark.parametrize(("sign", "verdict"), [("+", "right"), ("-", "unchecked")])
def test_a_logarithm_of_a_normal_density_is_climbed_where_the_words_say_so(sign: str, verdict: str) -> None:
    density = r"\ell = -\frac{(x - m)^2}{2 s^2} - \log s"
    step = rf"m \leftarrow m {sign} \eta \frac{{\partial \ell}}{{\partial m}}"
    assert verdicts("We use gradient ascent.\n\n" + displays(density, step))[-1] == verdict


@pytest.mark.parametrize("loss", [r"\ell = \frac{(x - m)^2}{2 s^2}", r"\ell = (x - m)^2 - \log s"])
def test_squares_that_are_added_are_not_climbed(loss: str) -> None:
    step = r"m \leftarrow m + \eta \frac{\partial \ell}{\partial m}"
    assert verdicts("We use gradient ascent.\n\n" + displays(loss, step))[-1] == "wrong"


@pytest.mark.parametrize(
    "loss",
    [
        r"L = \sum_i \log(1 + \exp(-y_i z_i))",
        r"L = \sum_i (\log \sum_k \exp(s_{ik}) - z_i)",
        r"L = \sum_i \log(1 + z_i^2)",
    ],
)
def test_a_loss_with_a_logarithm_that_is_no_likelihood_is_not_climbed(loss: str) -> None:
    score, step = r"z_i = \sum_j w_j x_{ij}", r"w_j \leftarrow w_j %s \alpha \frac{\partial L}{\partial w_j}"
    assert verdicts(WORDS + displays(score, loss, step % "+"))[-1] == "wrong"
    assert verdicts(WORDS + displays(score, loss, step % "-"))[-1] == "right"


DOWN_A_LIKELIHOOD = UP.replace("+ \\alpha", "- \\alpha")


@pytest.mark.parametrize("words", ["", WORDS])
def test_a_step_down_a_likelihood_is_not_proved(words: str) -> None:
    found = judged(words + displays(HYPOTHESIS, LIKELIHOOD, DOWN_A_LIKELIHOOD))[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == "the step goes down, and what it changes is a likelihood"


def test_a_step_down_what_the_words_only_say_is_climbed_is_not_proved() -> None:
    step = r"\theta \leftarrow \theta %s \alpha \nabla_\theta J"
    text = "We use gradient ascent on the reward.\n\n" + displays(step % "+", step % "-")
    assert verdicts(text) == ["right-if", "unchecked"]


def test_words_that_say_both_ways_prove_no_step_up_an_objective_that_no_line_defines() -> None:
    words = "To maximize the margin we minimize the loss by gradient descent.\n\n"
    step = r"w \leftarrow w %s \eta \frac{\partial L}{\partial w}"
    assert verdicts(words + displays("z = w x", step % "-", step % "+")) == ["right", "right", "unchecked"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Max pooling maximises over the units of a window.", "unchecked"),
        ("The classifier maximizes the margin.", "unchecked"),
        ("We maximise $L$ over the weights.", "right-if"),
        ("The expected reward is maximised.", "right-if"),
        ("El objetivo: maximizar la verosimilitud.", "right-if"),
    ],
)
def test_what_is_maximised_has_to_be_an_objective(words: str, verdict: str) -> None:
    step = r"w \leftarrow w + \eta \frac{\partial L}{\partial w}"
    assert verdicts(displays("z = w x") + f"\n\n{words}\n\n{displays(step)}")[-1] == verdict


@pytest.mark.parametrize("likelihood", [r"\sum_i (y_i w x_i - e^{w x_i})", r"\sum_i (y_i \log r_i - r_i)"])
def test_what_falls_without_end_is_climbed(likelihood: str) -> None:
    """The logarithm of the likelihood of counts; its negative is a loss."""
    step = r"w \leftarrow w %s \eta \sum_i (y_i - r_i) x_i"
    for sign, plus, minus in (("", "right-if", "unchecked"), ("-", "right", "wrong")):
        model = (r"r_i = e^{w x_i}", rf"\ell = {sign}{likelihood}")
        assert verdicts(displays(*model, step % "+"))[-1] == plus
        assert verdicts(displays(*model, step % "-"))[-1] == minus


def test_what_has_a_bound_is_descended() -> None:
    model = r"L = 1 - e^{-(w x - t)^2}"
    step = r"w \leftarrow w %s 2 \eta e^{-(w x - t)^2} (w x - t) x"
    assert verdicts(displays(model, step % "-"))[-1] == "right"
    assert verdicts(displays(model, step % "+"))[-1] == "wrong"


POLICY = (r"\pi_a = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}", r"J = \sum_a \pi_a r_a")
UPHILL = r"\theta_b \leftarrow \theta_b %s \eta \pi_b (r_b - J)"


@pytest.mark.parametrize("words", ["The expected reward is $J$.", "The step goes uphill:", "Wir gehen bergauf."])
@pytest.mark.parametrize("letter", ["J", "U"])
def test_an_expected_reward_is_climbed_under_any_letter(words: str, letter: str) -> None:
    gradient = r"\frac{\partial J}{\partial \theta_b} = \pi_b (r_b - J)"
    text = f"{words}\n\n{displays(*POLICY, gradient, UPHILL)}".replace("J", letter)
    assert verdicts(text % "+")[-1] == "right-if"
    assert verdicts(text % "-")[-1] == "unchecked"
    assert verdicts((text % "+").replace(r"(r_b - ", r"(r_b + "))[-2:] == ["wrong", "follows"]


def test_the_negative_of_a_reward_is_a_loss() -> None:
    words = "The expected return is $J$; its negative is the loss.\n\n"
    step = r"\theta_b \leftarrow \theta_b %s \eta \frac{\partial L}{\partial \theta_b}"
    text = words + displays(*POLICY, "L = -J", step)
    assert verdicts(text % "-")[-1] == "right"
    assert verdicts(text % "+")[-1] == "unchecked"
