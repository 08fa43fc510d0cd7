r"""What loops over the samples add up: gradients of one sample in ``\Delta W`` and ``dW``, and their sums behind."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"$z = W x + b$, $a = \sigma(z)$, $\ell = \frac12 \|a - y\|^2$, $J = \frac1m \sum_{i=1}^m \ell^{(i)}$ and"
    r" $\delta = (a - y) \odot \sigma'(z)$. Set $\Delta W := 0$ and $\Delta b := 0$."
)
ADDED = (r"\Delta W := \Delta W + \delta x^T", r"\Delta b := \Delta b + \delta")


def last(*lines: str, before: str = NETWORK) -> str:
    return verdicts(f"{before}\n\n{displays(*lines)}")[-1]


def test_beginning_with_zero_claims_nothing() -> None:
    assert verdicts(f"{NETWORK}\n\n{displays(*ADDED)}") == ["right"] * 9


@pytest.mark.parametrize("sign", [":=", "=", r"\leftarrow"])
@pytest.mark.parametrize(
    ("added", "verdict"),
    [(r"+ \delta x^T", "right"), (r"- \delta x^T", "wrong"), (r"+ x \delta^T", "wrong"), (r"+ 2 \delta x^T", "wrong")],
)
def test_what_is_added_is_the_gradient_of_one_sample(sign: str, added: str, verdict: str) -> None:
    assert last(rf"\Delta W {sign} \Delta W {added}") == verdict


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"W := W - \alpha \frac1m \Delta W", "right"),
        (r"W := W + \alpha \frac1m \Delta W", "wrong"),
        (r"b := b - \alpha \frac1m \Delta b", "right"),
        (r"b := b + \alpha \frac1m \Delta b", "wrong"),
        (r"\frac{\partial J}{\partial W} = \frac1m \Delta W", "right"),
        (r"\frac{\partial J}{\partial W} = \Delta W", "wrong"),
    ],
)
def test_behind_the_loop_it_is_the_sum(step: str, verdict: str) -> None:
    assert last(*ADDED, step) == verdict


PROGRAM = (
    r"$\hat y^{(i)} = \sigma(w^T x^{(i)} + b)$, $z^{(i)} = w^T x^{(i)} + b$, $J = \frac1m \sum_{i=1}^m L^{(i)}$,"
    r" $L = -y \log \hat y - (1 - y) \log(1 - \hat y)$ with the sigmoid $\sigma$. Start with $J = 0$ and $db = 0$."
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"db \mathrel{+}= dz^{(i)}", "right"),
        (r"db += dz^{(i)}", "right"),
        (r"db \mathrel{+}= 2 dz^{(i)}", "wrong"),
        (r"db -= dz^{(i)}", "wrong"),
        (r"J \mathrel{+}= -y^{(i)} \log \hat y^{(i)} - (1 - y^{(i)}) \log(1 - \hat y^{(i)})", "right"),
        (r"J \mathrel{+}= y^{(i)} \log \hat y^{(i)} + (1 - y^{(i)}) \log(1 - \hat y^{(i)})", "unchecked"),
    ],
)
def test_the_signs_of_programs(line: str, verdict: str) -> None:
    mean = line.split(maxsplit=1)[0].partition("\\")[0] + " /= m"
    error = r"dz^{(i)} = \hat y^{(i)} - y^{(i)}"
    assert verdicts(f"{PROGRAM}\n\n{displays(error, line, mean)}")[-2:] == [verdict, "right"]


@pytest.mark.parametrize(
    ("step", "verdict"), [(r"b \mathrel{-}= \eta (y - t)", "right"), (r"b += \eta (y - t)", "wrong")]
)
def test_a_step_in_the_signs_of_programs(step: str, verdict: str) -> None:
    assert last(step, before=r"$y = w x + b$ and $L = \frac12 (y - t)^2$.") == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [(r"dW = dW + \lambda W", "right"), (r"dW += \lambda W", "right"), (r"dW += 2 \lambda W", "unchecked")],
)
def test_a_penalty_is_a_part_of_a_gradient(line: str, verdict: str) -> None:
    network = r"$z = W x$, $L = \frac12 \|z - y\|^2 + \frac{\lambda}{2} \|W\|^2$."
    assert last(r"dW = (z - y) x^T", line, before=network) == verdict


def test_several_additions_are_parts_of_a_gradient() -> None:
    network = r"$z = W x + W h$ and $L = \frac12 \|z - y\|^2$. Start with $dW = 0$."
    assert verdicts(f"{network}\n\n" + displays("dW += (z - y) x^T", "dW += (z - y) h^T"))[-2:] == ["unchecked"] * 2


def test_the_state_of_an_optimiser_is_no_sum_over_samples() -> None:
    text = r"Set $G = 0$. With $g = \nabla_w L$ AdaGrad goes on with $$G := G + g \odot g$$"
    assert verdicts(text)[-1] == "unchecked"


def test_a_path_that_is_added_to_a_gradient_by_what_is_computed_is_a_part() -> None:
    assert last(r"c = w x", r"h = \tanh(c)", r"L = h^2 + c^2", r"dc = dc + 2 h (1 - h^2)", before="") == "unchecked"


PATHS = r"$z = w x$ and $L = \frac12 (z - t)^2 + z^3$."


@pytest.mark.parametrize(("added", "verdict"), [("3 z^2", "right"), ("3 z", "unchecked"), ("- 3 z^2", "unchecked")])
def test_a_gradient_is_whole_in_the_last_line_that_adds_a_path_to_it(added: str, verdict: str) -> None:
    found = verdicts(f"{PATHS}\n\n{displays('dz = z - t', f'dz += {added}', 'dw = dz x', 'dw = dz w')}")
    assert found[-4:] == ["unchecked", verdict, "right", "wrong"]


def test_what_is_added_for_another_loss_refutes_nothing() -> None:
    lines = (r"a = w x", r"L = \frac12 (a - y)^2", r"dw = (a - y) x", r"dw = dw + \lambda w")
    assert verdicts(displays(*lines))[-2:] == ["right", "unchecked"]
