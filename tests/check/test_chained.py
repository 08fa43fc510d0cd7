"""A chain rule may leave out the sum over the index that two of its derivatives share, where a document does so."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

NET = (r"z_i = \sum_j w_{ij} x_j", r"y_i = \gamma z_i + \beta")
CHAINS = (
    r"\frac{\partial f}{\partial \gamma} = \frac{\partial f}{\partial y_i} \frac{\partial y_i}{\partial \gamma}",
    r"\frac{\partial f}{\partial \beta} = \frac{\partial f}{\partial y_i} \frac{\partial y_i}{\partial \beta}",
)


def test_two_equations_without_their_sum_show_that_it_is_meant() -> None:
    first, second = judged(displays(*NET, *CHAINS))[-2:]
    assert [first.verdict.value, second.verdict.value] == ["right-if", "right-if"]
    assert first.assumes[0].startswith("the sum over the index that two derivatives of a product share is left out")


def test_one_equation_without_its_sum_stays_open() -> None:
    assert verdicts(displays(*NET, CHAINS[0]))[-1] == "unchecked"


def test_a_sum_that_is_left_out_excuses_no_wrong_link() -> None:
    slip = CHAINS[0].replace(r"\frac{\partial y_i}{\partial \gamma}", r"\frac{\partial y_i}{\partial \beta}")
    assert verdicts(displays(*NET, *CHAINS, slip))[-1] != "right-if"
