r"""Divergences with two bars between their arguments: ``D_{KL}(p \| q)``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

BODY = r"\sum_i p_i \log \frac{p_i}{q_i}"


@pytest.mark.parametrize("head", [r"D_{KL}(p \| q)", r"KL(p \parallel q)", r"D_{\mathrm{KL}}(p \,\|\, q)"])
def test_the_bars_between_two_names_separate_arguments(head: str) -> None:
    plain = head.split("(", maxsplit=1)[0]
    for name in (head, plain):
        by_q = rf"\frac{{\partial {name}}}{{\partial q_i}} = -\frac{{p_i}}{{q_i}}"
        assert verdicts(displays(f"{head} = {BODY}", by_q)) == ["right", "right"]
        assert verdicts(displays(f"{head} = {BODY}", by_q.replace("= -", "= ")))[-1] == "wrong"


def test_the_bars_around_a_name_are_those_of_a_norm() -> None:
    assert verdicts(displays(r"L = f(x) + \|w\|^2", r"R = \|w\|, \quad L = g(\|w\|)"))[0] == "right"
    norm = (r"R = \| a - y \|^2", r"\frac{\partial R}{\partial a} = 2 (a - y)")
    assert verdicts("Let $a, y \\in \\mathbb{R}^n$.\n\n" + displays(*norm))[-1] == "right"
