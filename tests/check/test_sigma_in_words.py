r"""A sigma that no line defines is the activation that the words name, where the lines hold with that one."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"h = \sigma(w x)", r"E = \frac12 (h - y)^2")
SLOPES = (
    r"\frac{\partial E}{\partial w} = (h - y) (1 - h^2) x",
    r"\frac{\partial E}{\partial x} = (h - y) (1 - h^2) w",
)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (r"Here $\sigma$ is the activation, in most cases tanh.", "right"),
        ("隐藏层的激活函数为 tanh 函数。", "right"),
        ("The activation of the hidden layer is the hyperbolic tangent.", "right"),
        (r"Here $\sigma$ is the sigmoid and not tanh.", "wrong"),
        ("A sigmoid; tanh would be possible, too.", "wrong"),
        ("", "wrong"),
    ],
)
def test_it_is_what_the_words_name(words: str, verdict: str) -> None:
    assert verdicts(f"{words}\n\n{displays(*NETWORK, *SLOPES)}")[-2:] == [verdict, verdict]


def test_a_slip_is_refuted_with_it() -> None:
    slip = r"\frac{\partial E}{\partial x} = (h - y) (1 - h) w"
    text = f"The activation of the hidden layer is tanh.\n\n{displays(*NETWORK, *SLOPES, slip)}"
    assert verdicts(text)[-3:] == ["right", "right", "wrong"]


def test_where_the_lines_hold_with_the_sigmoid_it_stays_the_sigmoid() -> None:
    slopes = [each.replace("(1 - h^2)", "h (1 - h)") for each in SLOPES]
    text = f"The activation could be tanh.\n\n{displays(*NETWORK, *slopes, SLOPES[0])}"
    assert verdicts(text)[-3:] == ["right", "right", "wrong"]
