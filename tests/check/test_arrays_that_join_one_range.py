r"""Weights that no line defines may join the units of one range: ``\partial E/\partial w_{ij} = \delta_j o_i``."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

ERROR = r"E = \frac12 \sum_j (t_j - o_j)^2"
SLOPE = r"\frac{\partial E}{\partial w_{ij}} = (o_j - t_j) %s"


def test_a_first_line_about_them_clashes_with_nothing() -> None:
    assert verdicts(displays(ERROR, SLOPE % "o_i"))[-1] == "unchecked"


def test_what_a_line_before_says_of_them_is_held_to() -> None:
    other = r"\frac{\partial E}{\partial w_{ij}} = (o_i - t_i) x_j"
    assert verdicts(displays(ERROR, SLOPE % "x_i", other))[-2:] == ["unchecked", "wrong"]
    assert verdicts(displays(r"o_j = \sum_i w_{ij} x_i", ERROR, SLOPE % "o_i"))[-1] == "wrong"


def test_an_array_that_a_definition_names_as_a_whole_is_none_of_them() -> None:
    model = (r"s = w \cdot x + b", r"p = \sigma(s)", r"J = \frac{1}{m} \sum_{i=1}^m (p_i - y_i)^2")
    claim = r"\frac{\partial J}{\partial w_j} = \frac{2}{m} \sum_{i=1}^m (p_i - y_i) p_i (1 - p_i) x_{ij}"
    assert verdicts(displays(*model, claim))[-1] != "wrong"
