"""Cross-entropies without their minus."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SUM = r"\sum_k t_k \log p_k"
BOTH = r"\sum_k t_k \log p_k + (1 - t_k) \log (1 - p_k)"


@pytest.mark.parametrize(
    "words", ["The cross-entropy loss is", "loss: binary cross entropy", "We use the cross entropy (CE) defined as:"]
)
@pytest.mark.parametrize("side", [SUM, BOTH, rf"\frac1N {SUM}"])
def test_what_words_call_a_cross_entropy_is_never_negative(words: str, side: str) -> None:
    (found,) = judged(f"{words} $L = {side}$")
    assert found.verdict.value == "wrong"
    assert found.reason == "a cross-entropy is never negative, this one is never positive: its minus is missing"
    assert found.counterexample is not None
    assert (found.counterexample.written, found.counterexample.true) == (-0.693147, 0.693147)
    brackets = side.replace("t_k", r"\left[ t_k", 1) + r" \right]"
    assert verdicts(f"{words} $L = -{brackets}$") == ["right"]


@pytest.mark.parametrize("name", ["CE", r"\text{CE}", r"\mathrm{BCE}"])
def test_its_name_calls_it_one_too(name: str) -> None:
    assert verdicts(displays(f"{name} = {SUM}")) == ["wrong"]
    assert verdicts(displays(f"{name} = -{SUM}")) == ["right"]


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("The log-likelihood, the negative of the cross-entropy:", SUM),
        ("The likelihood is", SUM),
        ("The sum in the cross-entropy is", SUM),
        ("The inner term of the cross-entropy is", r"y \log p"),
        ("The second player has the cross-entropy loss", r"\log (1 - G)"),
        ("With the cross-entropy in mind, we maximise", SUM),
        ("The cross-entropy is", r"\sum_k t_k \log \frac{1}{p_k}"),
        ("The cross-entropy is", r"\sum_k (t_k - 1) \log p_k"),
        ("The cross-entropy is", r"\log \sum_k e^{p_k}"),
    ],
)
def test_anything_else_keeps_its_sign(words: str, side: str) -> None:
    assert verdicts(f"{words} $L = {side}$") != ["wrong"]


def test_lines_that_go_on_with_the_minus_are_right() -> None:
    loss = rf"The cross-entropy is $L = {SUM}$." + "\n\n"
    claim = r"\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}"
    assert verdicts(loss + displays(claim)) == ["wrong", "right"]
    assert verdicts(loss + displays(r"\frac{\partial L}{\partial p_k} = -t_k")) == ["wrong", "wrong"]


def test_lines_that_go_on_without_the_minus_follow_from_it() -> None:
    loss = rf"The cross-entropy is $L = {SUM}$." + "\n\n"
    found = judged(loss + displays(r"\frac{\partial L}{\partial p_k} = \frac{t_k}{p_k}"))
    assert [each.verdict.value for each in found] == ["wrong", "follows"]
    assert found[1].reason.startswith("it goes on without the minus that the loss has lost")


def test_a_loss_that_is_written_again_is_the_same_cross_entropy() -> None:
    called = rf"The cross-entropy is $L = -{SUM}$, with samples"
    samples = r"\sum_n y_n \log q_n + (1 - y_n) \log (1 - q_n)"
    assert verdicts(f"{called}\n\n" + displays(f"L = {samples}")) == ["right", "wrong"]
    assert verdicts(f"{called}\n\n" + displays(rf"L = -\left[ {samples} \right]"))[-1] != "wrong"


@pytest.mark.parametrize(
    "words",
    [
        "and the log-likelihood, which we maximise, is",
        ".\n\n# Policies\n\nThe return is",
        "\n\n2. The reward is",
        "and now suppose instead that the reward is",
    ],
)
def test_words_of_something_else_end_what_a_name_was_called(words: str) -> None:
    text = rf"1. The cross-entropy is $L = -{SUM}$ {words}" + "\n\n"
    assert verdicts(text + displays(r"L = \sum_n y_n \log q_n"))[-1] != "wrong"
