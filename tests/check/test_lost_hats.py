r"""Gradients by a target that mean those by the output: right if so meant, and no excuse for another slip."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = displays(
    r"\hat y = \sigma(W x)", r"\nabla \hat y = \frac{\partial \ell(y, \hat y)}{\partial \hat y}",
    r"\nabla W = \frac{\partial \hat y}{\partial W} \nabla y",
    r"\nabla x = \sum_i \frac{\partial \hat y[i]}{\partial x} \nabla y[i]",
)  # fmt: skip


def test_a_lost_hat_is_put_back_and_said() -> None:
    found = judged(NETWORK)
    assert [each.verdict.value for each in found] == ["right", "right", "right-if", "right-if"]
    assert found[2].assumes == (r"\nabla y is written for \nabla \hat{y}",)


@pytest.mark.parametrize(
    ("written", "slip"),
    [
        (r"{\partial W} \nabla y", r"{\partial W} 2 \nabla y"),
        (r"\nabla x = \sum_i", r"\nabla x = -\sum_i"),
        (r"{\partial x} \nabla y[i]", r"{\partial x} \nabla y[i]^2"),
    ],
)
def test_it_excuses_no_other_slip(written: str, slip: str) -> None:
    assert {"right", "right-if"}.isdisjoint({each.verdict.value for each in judged(NETWORK.replace(written, slip))
                                             if slip.replace(r"\nabla x = ", "") in each.latex})  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [r"\nabla y = \frac{\partial \ell(y, \hat y)}{\partial y}", r"y = A u", r"\frac{\partial \ell}{\partial y} = 1"],
)
def test_a_target_that_the_document_itself_differentiates_by_is_meant(said: str) -> None:
    assert not any(
        "is written for" in note for each in judged(NETWORK + "\n\n" + displays(said)) for note in each.assumes
    )


def test_the_power_behind_an_element_in_brackets_is_that_of_its_gradient() -> None:
    text = displays(
        "L = u^T u, \\quad u = W x", r"\sum_i \nabla u[i]^2 = 4 u^T u", r"u[i]^2 = \left(\sum_j W_{ij} x_j\right)^2"
    )
    assert verdicts(text)[-2:] == ["right", "right"]
    assert verdicts(text.replace("4 u", "2 u"))[-2] == "wrong"


def test_where_two_lines_are_proved_with_the_hat_another_slip_beside_it_is_refuted() -> None:
    slip = r"\nabla x = 2 \sum_i \frac{\partial \hat y[i]}{\partial x} \nabla y[i]"
    assert verdicts(NETWORK + "\n\n" + displays(slip))[-1] == "wrong"
    once = NETWORK.replace(r"\nabla x = \sum_i \frac{\partial \hat y[i]}{\partial x} \nabla y[i]", "x = 2 u")
    assert verdicts(once + "\n\n" + displays(slip))[-1] == "unchecked"
