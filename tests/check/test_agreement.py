"""The proof decides: a checker whose comparison or calculus is broken does not find the planted slips (law 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from backproof.calculus import equal
from backproof.calculus.outcome import Equal
from backproof.check.judging import comparer
from backproof.check.verdicts.verdict import Verdict
from backproof.expr import Range
from backproof.rules import RULES, functions
from tests.check.judging import displays, judged, verdicts
from tests.check.test_planted import CLASSES, REGRESSION, SLIPS, Slip

SOME = SLIPS[::3]


def found(slips: Sequence[Slip] = SOME) -> list[str]:
    """The planted slips that are called wrong by a proof."""
    texts = {slip: document.replace(written, slip) for _, document, written, slip in slips}
    wrong = {slip: [each for each in judged(text) if each.verdict is Verdict.WRONG] for slip, text in texts.items()}
    return [slip for slip, each in wrong.items() if any("both sides differ" in one.reason for one in each)]


def break_rule(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The derivative of a function is that of the softplus function from here on."""
    broken = replace(RULES[name], partials=RULES["softplus"].partials)
    monkeypatch.setattr(functions, "RULES", {**RULES, name: broken})


def test_most_planted_slips_are_found_by_comparing_the_sides() -> None:
    assert len(found()) >= 0.8 * len(SOME)


def test_a_comparison_that_finds_everything_equal_finds_no_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparer, "compare", lambda *_, **__: Equal(5, 0))
    assert found() == []


def test_points_with_one_unit_in_each_layer_do_not_show_a_dropped_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = [slip for slip in SLIPS if slip[0] in {"dropped sum", "extra sum"}]
    assert len(found(dropped)) == len(dropped)

    def single(smallest: dict[Range, int], *_: object) -> list[dict[Range, int]]:
        return [dict.fromkeys(smallest, 1)]

    monkeypatch.setattr(equal, "different_sizes", single)
    assert len(found(dropped)) < len(dropped)


def test_a_wrong_derivative_in_the_table_refutes_right_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = displays(r"\frac{d\tanh(x)}{dx} = 1 - \tanh^2(x)", r"\frac{d\sin(x)}{dx} = \cos(x)")
    assert verdicts(lines) == ["right", "right"]
    break_rule(monkeypatch, "tanh")
    assert verdicts(lines) == ["wrong", "right"]


def test_a_wrong_derivative_of_the_logistic_function_refutes_all_lines_that_rest_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_rule(monkeypatch, "sigmoid")
    wrong = {Verdict.WRONG, Verdict.FOLLOWS}
    refuted = [each.latex for each in judged(REGRESSION) if each.verdict in wrong]
    assert len(refuted) == 4
    assert all("(1 - h_j)" in latex for latex in refuted)
    assert {each.verdict for each in judged(CLASSES)} == {Verdict.RIGHT}
