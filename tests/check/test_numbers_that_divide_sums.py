r"""What a sum is divided by is a number, whatever its letter: the Z of ``Y = \frac1Z \sum_i \sum_j A_{ij}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = r"Y = \frac1Z \sum_k w_k \sum_i \sum_j A^k_{ij}"


def test_so_is_what_the_sum_gives() -> None:
    found = verdicts(displays(MODEL, r"\alpha_k = \sum_i \sum_j \frac{\partial Y}{\partial A^k_{ij}}"))
    assert found == ["right", "right"]


@pytest.mark.parametrize(("slope", "verdict"), [(r"\frac{1}{Z} v_j", "right"), (r"\frac{1}{Z}", "wrong")])
def test_its_slopes(slope: str, verdict: str) -> None:
    model = r"Y = \frac1Z \sum_i \sum_j v_j A_{ij}"
    assert verdicts(displays(model, rf"\frac{{\partial Y}}{{\partial A_{{ij}}}} = {slope}"))[-1] == verdict
