"""Units that have a value, and twins that have a formula."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

FIRST = r"n_{h1} = w_1 x_1 + b_1", r"o_{h1} = \sigma(n_{h1})", r"n_{h2} = w_3 x_1 + b_1"
OUTPUT = r"z = w_5 o_{h1} + w_6 o_{h2} + b_2", r"E = \frac12 (t - z)^2"
SHARED = r"\frac{\partial E}{\partial b_1} = (z - t) (w_5 o_{h1} (1 - o_{h1}) + w_6 o_{h2} (1 - o_{h2}))"


def test_a_twin_whose_value_alone_is_written_may_depend_on_what_is_differentiated_by() -> None:
    found = judged(displays(*FIRST, "o_{h2} = 0.72", *OUTPUT, SHARED))[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == r"how o_{\mathrm{h2}} is computed is not written, as it is of o_{\mathrm{h1}}"


def test_what_no_twin_can_excuse_is_wrong() -> None:
    assert verdicts(displays(*FIRST, r"o_{h2} = \sigma(n_{h2})", *OUTPUT, SHARED))[-1] == "right"
    lost = SHARED.replace(r" + w_6 o_{h2} (1 - o_{h2})", "")
    assert verdicts(displays(*FIRST, r"o_{h2} = \sigma(n_{h2})", *OUTPUT, lost))[-1] == "wrong"
    # The first unit's own bias: nothing says that the second one has it.
    assert verdicts(displays(*FIRST, *OUTPUT, r"\frac{\partial E}{\partial w_6} = (z - t) o_{h1}"))[-1] == "wrong"


def test_a_state_before_is_no_twin() -> None:
    states = r"h_1 = \tanh(w x_1 + v h_0)", r"L = \frac12 (h_1 - y)^2"
    slip = r"\frac{\partial L}{\partial w} = (h_1 - y) (1 + h_1^2) x_1"
    assert verdicts(displays(*states, slip))[-1] == "wrong"


def test_outputs_with_an_accent_may_be_those_of_the_layer_without_it() -> None:
    extended = (
        r"o^{(1)}_j = \sigma(\sum_i w^{(1)}_{ij} \hat o_i)",
        r"o^{(2)}_j = \sigma(\sum_i w^{(2)}_{ij} \hat o^{(1)}_i)",
        r"E = \frac12 \sum_j (o^{(2)}_j - t_j)^2",
    )
    claim = r"\frac{\partial E}{\partial w^{(2)}_{ij}} = (o^{(2)}_j - t_j) o^{(2)}_j (1 - o^{(2)}_j) o^{(1)}_i"
    found = judged(displays(*extended, claim))[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", r"whether \hat{o}^{(1)} holds o^{(1)} is not written")
    plain = (extended[0], extended[1].replace(r"\hat o^{(1)}", "o^{(1)}"), extended[2], claim)
    assert verdicts(displays(*plain))[-1] == "right"
    assert verdicts(displays(*plain[:-1], claim.replace("o^{(1)}_i", "o^{(2)}_i")))[-1] == "wrong"
