"""The derivative of a combination is that of its addends, whatever these are."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

MEAN = r"E(w, v) = -\frac{1}{N} \sum_{n=1}^{N} E_n(w, v)"
TOTAL = r"J(\theta) = L(\theta) + \frac{\lambda}{2} R(\theta)"


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def mean(of: str, by: str, factor: str = r"-\frac1N", over: str = r"\sum_{n=1}^N") -> str:
    return rf"{d('E', by)} = {factor} {over} {d(of, by)}"


def test_a_lost_sign_is_wrong_whatever_is_added() -> None:
    claim = judged(displays(MEAN, mean("E_n", "w_{ji}", r"\frac1N")))[-1]
    assert claim.verdict.value == "wrong"
    assert claim.reason == "both sides differ where every derivative of E_{n} is 1, N = 2: written 1, true -1"
    assert claim.counterexample is not None
    assert claim.counterexample.point == {"N": 2}


@pytest.mark.parametrize(
    "line",
    [
        mean("E_n", "w_{ji}"),
        rf"-{d('E', 'w_{ji}')} = \frac1N \sum_{{n=1}}^N {d('E_n', 'w_{ji}')}",
        rf"{d('E', 'w_{ji}')} = \frac{{\partial}}{{\partial w_{{ji}}}} \left( -\frac1N \sum_{{m=1}}^N E_m \right)",
        r"\nabla E = -\frac1N \sum_{n=1}^N \nabla E_n",
    ],
    ids=["as it stands", "both signs turned", "another letter, inside of the derivative", "gradients"],
)
def test_the_derivative_of_each_addend_is_right(line: str) -> None:
    assert verdicts(displays(MEAN, line))[-1] == "right"


@pytest.mark.parametrize(
    "line",
    [
        mean("E_n", "w_{ji}", r"-\frac2N"),
        mean("E_n", "w_{ji}", over=""),
        mean("E_n", "w_{ji}", "", over=""),
        r"\nabla E = \frac1N \sum_{n=1}^N \nabla E_n",
    ],
    ids=["another constant", "a lost sum beside its divisor", "a sign, for one sample, too", "a sign of gradients"],
)
def test_what_no_addends_make_true_is_wrong(line: str) -> None:
    assert verdicts(displays(MEAN, line))[-1] == "wrong"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (r"E = \sum_n E_n", rf"{d('E', 'w')} = {d('E_n', 'w')}"),
        (r"E(w) = \frac1N \sum_{n=1}^N E_n(w)", rf"{d('E', 'w')} = \sum_{{n=1}}^N {d('E_n', 'w')}"),
        (r"L = \sum_t L_t", rf"{d('L', 'h_t')} = \sum_{{k \ge t}} {d('L_k', 'h_t')}"),
        (r"L = \sum_t L_t", rf"{d('L', 'o_t')} = {d('L_t', 'o_t')}"),
        (r"J(w, b) = L(w, b) + \lambda R(w)", rf"{d('J', 'b')} = {d('L', 'b')}"),
        (r"J = \frac1m \sum_i L(p, y)", rf"{d('J', 'p')} = \frac1m {d('L', 'p')}"),
        (r"E(w) = \sum_n \sum_k E_{nk}(w)", rf"{d('E', 'w_{kj}')} = \sum_n {d('E_{nk}', 'w_{kj}')}"),
        (r"J(w) = E(w) + \lambda R(w), \quad \lambda = 1", rf"{d('J', 'w')} = {d('E', 'w')} + {d('R', 'w')}"),
    ],
    ids=[
        "one sample",
        "a mean for a sum",
        "later steps",
        "its own step",
        "no penalty on biases",
        "an output of each sample",
        "a unit of its own",
        "a weight that is given",
    ],
)
def test_what_may_be_meant_so_is_not_refuted(given: str, line: str) -> None:
    assert "wrong" not in verdicts(displays(given, line))


def test_of_a_sum_over_what_does_not_count_no_derivative_may_lose_it() -> None:
    given = r"E(w, v) = -\frac1N \sum_{n=1}^N \sum_{k=1}^K E_n(w, v)"
    lost = judged(displays(given, mean("E_n", "w_{ji}")))[-1]
    assert lost.verdict.value == "wrong"
    assert "N = 2, K = 3: written -1, true -3" in lost.reason
    assert verdicts(displays(given, mean("E_n", "w_{ji}", over=r"\sum_{n=1}^N \sum_{k=1}^K")))[-1] == "right"


def test_addends_that_are_combinations_are_taken_apart() -> None:
    inner = r"L(\theta) = -\frac1N \sum_{n=1}^N \ell_n(\theta)"
    claim = r"\nabla_\theta J = {} \frac1N \sum_{{n=1}}^N \nabla_\theta \ell_n + {} \nabla_\theta R"
    assert verdicts(displays(TOTAL, inner, claim.format("-", r"\frac{\lambda}{2}")))[-1] == "right"
    assert verdicts(displays(TOTAL, inner, claim.format("-", r"\lambda")))[-1] == "wrong"
    assert verdicts(displays(TOTAL, inner, claim.format("", r"\frac{\lambda}{2}")))[-1] == "wrong"


def test_a_definition_that_two_equations_contradict_refutes_neither() -> None:
    both = (mean("E_n", by, r"\frac1N") for by in ("w_{ji}", "v_{kj}"))
    assert verdicts(displays(MEAN, *both))[1:] == ["unchecked", "unchecked"]


def test_a_quantity_that_is_defined_twice_decides_nothing() -> None:
    again = r"E(w, v) = \sum_{n=1}^N E_n(w, v)"
    assert verdicts(displays(MEAN, again, mean("E_n", "w_{ji}", "")))[-1] == "unchecked"


def test_a_factor_that_varies_is_no_constant() -> None:
    given = r"L = y E, \quad y = w x"
    assert verdicts(displays(given, rf"{d('L', 'w')} = y {d('E', 'w')}"))[-1] not in {"right", "right-if"}


def test_a_penalty_before_parentheses_is_no_factor() -> None:
    slip = r"\nabla_\theta J(\theta) = \nabla_\theta L(\theta) + \nabla_\theta R(\theta)"
    claim = r"\nabla_\theta J = \nabla_\theta L + \frac{\lambda}{2} \nabla_\theta R"
    assert verdicts(displays(TOTAL, slip, claim)) == ["right", "wrong", "right"]


@pytest.mark.parametrize("letter", ["k", "n"])
def test_a_sum_adds_what_has_its_letter(letter: str) -> None:
    given = r"J = \sum_j J_j"
    slip = judged(displays(given, rf"{d('J', 'v')} = \sum_j {d(f'J_{letter}', 'v')}"))[-1]
    assert slip.verdict.value == "wrong"
    assert f"{letter} stands for nothing" in slip.reason
    assert verdicts(displays(given, rf"{d('J', 'v')} = \sum_{letter} {d(f'J_{letter}', 'v')}"))[-1] == "right"
    own = rf"{d('J', f'v_{letter}')} = \sum_j {d(f'J_{letter}', f'v_{letter}')}"
    assert verdicts(displays(given, own))[-1] == "unchecked"
