"""Samples in subscripts, before the units: ``t_{nk}`` in the loss, and ``t_k`` where a line is about one sample."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = (
    r"E_n = -\sum_{k=1}^K t_{nk} \ln y_{nk}",
    r"E = \frac{1}{N} \sum_{n=1}^N E_n",
    r"b_j = \sum_{i=0}^D w_{ji} x_i",
    r"z_j = \tanh(b_j)",
    r"a_k = \sum_{j=0}^M v_{kj} z_j",
    r"y_k = \frac{\exp(a_k)}{\sum_{l=1}^K \exp(a_l)}",
)
CLAIMS = [
    (r"\frac{\partial E_n}{\partial a_k} = y_k - t_k", "right"),
    (r"\frac{\partial E_n}{\partial a_k} = y_{nk} - t_{nk}", "right"),
    (r"\frac{\partial E_n}{\partial a_1} = y_1 - t_1", "right"),
    (r"\frac{\partial E_n}{\partial v_{kj}} = (y_k - t_k) z_j", "right"),
    (r"\frac{\partial E}{\partial v_{kj}} = \frac{1}{N} \sum_{n=1}^N (y_{nk} - t_{nk}) z_{nj}", "right"),
    (r"\frac{\partial E}{\partial w_{ji}} = \frac{1}{N} \sum_{n=1}^N \frac{\partial E_n}{\partial w_{ji}}", "right"),
    (r"\frac{\partial E_n}{\partial w_{ji}} = \sum_{k=1}^K (y_k - t_k) v_{kj} (1 - z_j^2) x_i", "right"),
    (r"v_{kj} \leftarrow v_{kj} - \eta (y_k - t_k) z_j", "unchecked"),
    (r"\frac{\partial E}{\partial v_{kj}} = (y_k - t_k) z_j", "right-if"),
    # Lost sums, signs and means, and letters that are none of the line.
    (r"\frac{\partial E_n}{\partial v_{kj}} = \sum_{k=1}^K (y_k - t_k) z_j", "wrong"),
    (r"\frac{\partial E}{\partial v_{kj}} = \sum_{n=1}^N (y_{nk} - t_{nk}) z_{nj}", "wrong"),
    (r"\frac{\partial E}{\partial v_{kj}} = \frac{1}{N} (y_{nk} - t_{nk}) z_{nj}", "wrong"),
    (r"\frac{\partial E}{\partial v_{kj}} = -\frac{1}{N} \sum_{n=1}^N \frac{\partial E_n}{\partial v_{kj}}", "wrong"),
    (r"\frac{\partial E_n}{\partial v_{kj}} = (y_k - t_k) z_i", "wrong"),
    (r"\frac{\partial E_n}{\partial w_{ji}} = (y_k - t_k) v_{kj} (1 - z_j^2) x_i", "wrong"),
]


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_the_sample_may_stand_before_the_unit_and_be_left_out(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, claim)) == ["right"] * len(NETWORK) + [verdict]


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_such_samples_are_those_that_stand_above(claim: str, verdict: str) -> None:
    def above(latex: str) -> str:
        for base in "tyzE":
            for letter in "kj":
                latex = latex.replace(f"{base}_{{n{letter}}}", f"{base}_{letter}^{{(n)}}")
            latex = latex.replace(f"{base}_n", f"{base}^{{(n)}}")
        return latex

    assert verdicts(displays(*map(above, (*NETWORK, claim)))) == ["right"] * len(NETWORK) + [verdict]


def test_a_loss_of_one_sample_is_no_sum_over_all_of_them() -> None:
    lost = (r"E_n = -\sum_{n=1}^N \sum_{k=1}^K t_{nk} \ln y_{nk}", *NETWORK[2:])
    assert verdicts(displays(*lost))[0] != "right"


@pytest.mark.parametrize(
    "given",
    [
        (r"h_{tj} = \tanh(u_{tj})", r"h_j = u_j"),
        (r"E_n = \sum_k w_{nk} y_{nk}", r"y_k = c_k"),
        (r"E = \sum_k y_{nk}", r"y_k = n \, c_k"),
    ],
)
def test_letters_of_time_weights_and_numbers_are_no_samples(given: tuple[str, ...]) -> None:
    reasons = [each.reason for each in judged(displays(*given))]
    assert any("indices elsewhere" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial w_{jd}} = (a_j - t_j) x_d", "right"),
        (r"\frac{\partial E}{\partial w_{jd}} = (a_j - t_j) x", "right-if"),
        (r"\frac{\partial E}{\partial w_{jd}} = (a - t) x_d", "right-if"),
    ],
)
def test_an_index_that_one_line_alone_leaves_out_is_assumed(claim: str, verdict: str) -> None:
    given = (r"a_k = \sum_{d=1}^D w_{kd} x_d", r"E = \frac12 \sum_{k=1}^K (a_k - t_k)^2")
    assert verdicts(displays(*given, claim)) == ["right", "right", verdict]


def test_an_index_that_several_lines_leave_out_is_a_habit() -> None:
    given = (r"a_j = \sum_d w_{jd} x_d", r"y_j = \sigma(a_j)", r"\frac{\partial y_j}{\partial a_j} = y (1 - y)")
    assert verdicts(displays(*given, r"\frac{\partial y_j}{\partial w_{jd}} = y (1 - y) x_d"))[2:] == ["right"] * 2


def test_what_is_assumed_of_an_index_is_told_in_the_letters_of_the_line() -> None:
    given = (r"a_k^{(n)} = \sum_d w_{kd} x_d^{(n)}", r"E = \frac12 \sum_n \sum_k (a_k^{(n)} - t_k^{(n)})^2")
    claim = r"\frac{\partial E}{\partial w_{jd}} = \sum_n (a_j^{(n)} - t_j^{(n)}) x^{(n)}"
    assert judged(displays(*given, claim))[-1].assumes == ("x without its index is x_d",)


@pytest.mark.parametrize("phi", [r"\phi", r"\varphi", r"\boldsymbol{\phi}"])
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla_{w_j} E = \sum_{n=1}^N (y_{nj} - t_{nj}) PHI_n", "right"),
        (r"\nabla_{w_j} E = \sum_{n=1}^N (t_{nj} - y_{nj}) PHI_n", "wrong"),
        (r"\nabla_{w_j} E = \frac{1}{N} \sum_{n=1}^N (y_{nj} - t_{nj}) PHI_n", "wrong"),
    ],
)
def test_features_differ_from_sample_to_sample(claim: str, verdict: str, phi: str) -> None:
    given = (
        r"y_k = \frac{\exp(a_k)}{\sum_j \exp(a_j)}",
        r"a_k = w_k^T PHI",
        r"E = -\sum_{n=1}^N \sum_{k=1}^K t_{nk} \ln y_{nk}",
    )
    found = verdicts(displays(*(each.replace("PHI", phi) for each in (*given, claim))))
    assert found == ["right"] * 3 + [verdict]
