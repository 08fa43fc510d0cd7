"""Repairs that are looked for where a function has no value at some point."""

from __future__ import annotations

import warnings

from backproof import check
from tests.check.judging import displays


def test_a_logarithm_of_a_negative_number_warns_nobody() -> None:
    text = displays(r"u = \log(w x)", r"L = (u - t)^2", r"\frac{\partial L}{\partial x} = (u - t) \frac{1}{x}")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        report = check(text)
    assert [each.verdict.value for each in report] == ["right", "right", "wrong"]
