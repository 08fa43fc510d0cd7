r"""Normal densities by their usual letter: ``\mathcal{N}(x | \mu, \sigma^2)``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LIKELIHOOD = r"\ell = \sum_{n=1}^N \ln \mathcal{N}(t_n | y_n, \beta^{-1})"


def test_a_density_is_what_the_field_means_by_it() -> None:
    written = r"\mathcal{N}(x | \mu, \sigma^2) = \frac{1}{\sqrt{2 \pi \sigma^2}} e^{-\frac{(x - \mu)^2}{2 \sigma^2}}"
    assert verdicts(displays(written)) == ["right"]
    assert verdicts(displays(written.replace("{2 \\sigma^2}}", "{\\sigma^2}}"))) == ["wrong"]
    assert verdicts(displays(written.replace(r"\sqrt{2 \pi \sigma^2}", r"\sqrt{2 \pi} \sigma^2"))) == ["wrong"]


@pytest.mark.parametrize("bar", ["|", r"\mid", ";", r"\,|\,"])
def test_slopes_of_a_log_likelihood(bar: str) -> None:
    line = LIKELIHOOD.replace("|", bar)
    spelt = (
        r"\ell = \frac{N}{2} \ln \beta - \frac{N}{2} \ln (2 \pi) - \frac{\beta}{2} \sum_{n=1}^N (t_n - y_n)^2",
        r"\frac{\partial \ell}{\partial y_n} = \beta (t_n - y_n)",
        r"\frac{\partial \ell}{\partial y_n} = \beta (y_n - t_n)",
    )
    assert verdicts(displays(line, *spelt)) == ["right", "right", "right", "wrong"]


@pytest.mark.parametrize(
    ("density", "reason"),
    [
        (r"\mathcal{N}(x; \mu, \sigma)", "whether the last argument of this density is its variance or the root"),
        (r"\mathcal{N}(\mathbf{x} | \mu, \Sigma)", "the density of a vector is not read yet"),
        (r"\mathcal{N}(x | \mu, \Sigma)", "the density of a vector is not read yet"),
    ],
)
def test_a_density_that_is_not_clear_is_not_judged(density: str, reason: str) -> None:
    (found,) = judged(displays(rf"\log {density} = -\frac12 x^2"))
    assert found.verdict.value == "unchecked"
    assert reason in found.reason
