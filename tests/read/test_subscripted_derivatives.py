r"""``\partial_w E`` is the derivative of the factor that follows; and names with such signs."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = (r"u = w x", r"E = (u - y)^2")


@pytest.mark.parametrize(
    ("claim", "slip"),
    [
        (r"\partial_w E = 2 (u - y) x", (" x", "")),
        (r"\partial_u E \, \partial_w u = 2 (u - y) x", ("2", "3")),
        (r"\partial_w^2 E = 2 x^2", ("x^2", "x")),
        (r"\partial_{w} \partial_{y} E = -2 x", ("-2", "2")),
        (r"\partial_u (u - y)^2 = 2 (u - y)", ("2 (", "(")),
    ],
)
def test_it_differentiates_what_follows(claim: str, slip: tuple[str, str]) -> None:
    assert verdicts(displays(*LOSS, claim))[-1] == "right"
    assert verdicts(displays(*LOSS, claim.replace(*slip)))[-1] == "wrong"


def test_a_letter_that_counts_names_no_variable() -> None:
    last = judged(displays(*LOSS, r"\partial_i E = 2 (u - y) x_i"))[-1]
    assert (last.verdict.value, last.reason) == (
        "unchecked",
        "by which variable this derivative is taken is not written",
    )


def test_a_prime_is_part_of_a_name_of_a_given_array_and_the_slope_of_a_computed_one() -> None:
    given = (r"h_j = \sum_i w_{ji} x_i", r"v_k = \sum_j w'_{kj} h_j", r"E = \frac12 \sum_k v_k^2")
    right = r"\frac{\partial E}{\partial w'_{kj}} = v_k h_j"
    assert verdicts(displays(*given, right))[-1] == "right"
    assert verdicts(displays(*given, right.replace("h_j", "x_j")))[-1] == "wrong"
    assert verdicts(displays(*given, r"\frac{\partial E}{\partial h_j} = \sum_k v_k h'_j"))[-1] == "unchecked"


def test_a_large_delta_with_scripts_is_a_name_only_where_an_equation_defines_it() -> None:
    given = (r"\Delta_1 = a - y", r"E = \frac12 (a - y)^2")
    assert verdicts(displays(*given, r"\frac{\partial E}{\partial a} = \Delta_1"))[-1] == "right"
    assert verdicts(displays(*given, r"\frac{\partial E}{\partial y} = \Delta_1"))[-1] == "wrong"
    assert verdicts(displays(given[1], r"\frac{\partial E}{\partial a} = \Delta_1"))[-1] == "unchecked"
