"""A loss that nothing defines is another one for each sample that a sum around it takes."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SUM = {
    "above": (r"J = \frac1m \sum_{i=1}^m L(\hat y^{(i)}, y^{(i)})", r"\hat y^{(i)}"),
    "below": (r"J = \frac1m \sum_{i=1}^m L(\hat y_i, y_i)", r"\hat y_i"),
}


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


@pytest.mark.parametrize("place", SUM)
def test_the_derivative_by_one_output_keeps_its_own_loss(place: str) -> None:
    mean, output = SUM[place]
    assert verdicts(displays(mean, rf"{d('J', output)} = \frac1m {d('L', output)}"))[-1] == "right"
    assert verdicts(displays(mean, rf"{d('J', output)} = {d('L', output)}"))[-1] not in {"right", "right-if"}


@pytest.mark.parametrize("place", SUM)
def test_a_gradient_by_weights_adds_up_what_each_sample_does(place: str) -> None:
    mean, output = SUM[place]
    inputs = output.replace(r"\hat y", "x")
    net = rf"{output} = \sigma(w {inputs} + b)"
    claim = rf"{d('J', 'w')} = \frac1m \sum_{{i=1}}^m {d('L', output)} {output} (1 - {output})"
    assert verdicts(displays(net, mean, f"{claim} {inputs}"))[-1] == "right"
    assert verdicts(displays(net, mean, claim))[-1] not in {"right", "right-if"}


def test_a_sum_may_rename_its_letter() -> None:
    given = r"J(w) = \frac1m \sum_{i=1}^m L_i(w)"
    assert verdicts(displays(given, rf"{d('J', 'w')} = \frac1m \sum_{{n=1}}^m {d('L_n', 'w')}"))[-1] == "right"


def test_a_loss_that_is_defined_keeps_its_meaning() -> None:
    given = (r"L(a, y) = (a - y)^2", r"J = \frac1m \sum_{i=1}^m L(a_i, y_i)")
    assert verdicts(displays(*given, rf"{d('J', 'a_i')} = \frac2m (a_i - y_i)"))[-1] == "right"
    assert verdicts(displays(*given, rf"{d('J', 'a_i')} = \frac1m (a_i - y_i)"))[-1] == "wrong"


@pytest.mark.parametrize("place", SUM)
def test_a_sum_around_a_derivative_tells_whose_loss_it_is_of(place: str) -> None:
    mean, _ = SUM[place]
    summed = rf"\sum_{{i=1}}^m {d('L', 'b')}"
    assert verdicts(displays(mean, rf"{d('J', 'b')} = \frac1m {summed}"))[-1] == "right"
    assert verdicts(displays(mean, rf"{d('J', 'b')} = -\frac1m {summed}"))[-1] == "wrong"
