"""Words of several languages say that a value is the one behind a step."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

NEURON = r"Let $y = v_1 h$ and $E = \frac{1}{2} (d - y)^2$. "


@pytest.mark.parametrize("head", ["v_1^{novo}", "v_1^{nieuw}", "v_{1,nuovo}", r"v_1^{\text{новый}}", "v_1^{nuevo}"])
def test_a_step_to_a_new_value_is_judged(head: str) -> None:
    assert verdicts(NEURON + rf"$${head} = v_1 + \eta (d - y) h$$")[-1] == "right"
    assert verdicts(NEURON + rf"$${head} = v_1 - \eta (d - y) h$$")[-1] == "wrong"


def test_the_old_value_is_the_plain_name() -> None:
    assert verdicts(NEURON + r"$$v_1^{nova} = v_1^{velho} + \eta (d - y) h$$")[-1] == "right"
    assert verdicts(NEURON + r"$$v_1^{nova} = v_1^{velho} + \eta (d - y)$$")[-1] == "wrong"
