r"""A chain that puts a function in the place of a name which no line defines says what the name is."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    "line",
    [
        r"z^l = W^l a^{l-1} + b^l = W^l \sigma(z^{l-1}) + b^l",
        r"z^{l+1} = W^{l+1} a^l + b^{l+1} = W^{l+1} \sigma(z^l) + b^{l+1}",
        r"z = w a + b = w \sigma(s) + b",
    ],
)
def test_it_is_not_refuted(line: str) -> None:
    assert verdicts(displays(line))[-1] == "unchecked"


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"W^{l+1} \sigma(z^l) + b^{l+1}", "right"),
        (r"W^{l+1} \sigma(z^{l+1}) + b^{l+1}", "wrong"),
        (r"W^{l+1} \sigma(z^l)", "wrong"),
    ],
)
def test_where_the_name_is_defined_each_layer_goes_on_with_its_own_head(side: str, verdict: str) -> None:
    lines = (r"a^l = \sigma(z^l)", rf"z^{{l+1}} = W^{{l+1}} a^l + b^{{l+1}} = {side}")
    found = verdicts(f"$a^l$, $z^l$ and $b^l$ are vectors, $W^l$ is a matrix.\n\n{displays(*lines)}")
    assert found[-1] == verdict or (verdict == "right" and found[-1] == "right-if")


def test_another_name_in_its_place_is_a_slip() -> None:
    lines = (r"z = w a + b = w c + b", r"a = \sigma(s)", r"c = \tanh(s)")
    assert verdicts(displays(*lines))[1] != "right"
