"""Chain rules of quantities that no line ties hold where these are all that the variable is in."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = r"L = (a - y)^2"


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def chain(head: str, *factors: str) -> str:
    return f"{head} = {' '.join(factors)}"


def test_a_chain_that_telescopes_is_right_if_nothing_else_depends_on_its_variable() -> None:
    claim = judged(displays(LOSS, chain(d("L", "k"), d("L", "o"), d("o", "m"), d("m", "k"))))[-1]
    assert claim.verdict.value == "right-if"
    assert claim.assumes == ("L depends on k through o, m alone",)


@pytest.mark.parametrize(
    "side",
    [
        (d("L", "o"), d("m", "o"), d("m", "k")),
        (d("L", "o"), d("m", "k")),
        (d("E", "o"), d("o", "m"), d("m", "k")),
        (d("L", "o"), d("o", "m"), d("m", "q")),
        (d("L", "o"), d("o", "m"), d("m", "k"), d("m", "k")),
        ("2", d("L", "o"), d("o", "m"), d("m", "k")),
    ],
    ids=["upside down", "a link left out", "another quantity on top", "another variable", "a link twice", "a factor"],
)
def test_what_does_not_telescope_stays_open(side: tuple[str, ...]) -> None:
    assert verdicts(displays(LOSS, chain(d("L", "k"), *side)))[-1] == "unchecked"


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (rf"\sum_q {d('L', 'o_q')} {d('o_q', 'k_i')}", "right-if"),
        (rf"\left(\sum_q {d('L', 'o_q')} {d('o_q', 'm_i')}\right) {d('m_i', 'k_i')}", "right-if"),
        (rf"{d('L', 'o_q')} {d('o_q', 'k_i')}", "unchecked"),
        (rf"\sum_q {d('L', 'o_i')} {d('o_i', 'k_i')}", "unchecked"),
        (rf"\sum_i {d('L', 'o_i')} {d('o_i', 'k_i')}", "unchecked"),
        (rf"\left(\sum_q {d('L', 'o_q')}\right) {d('o_q', 'k_i')}", "unchecked"),
    ],
)
def test_a_letter_that_the_head_does_not_have_needs_its_sum(side: str, verdict: str) -> None:
    assert verdicts(displays(LOSS, chain(d("L", "k_i"), side)))[-1] == verdict


def test_ways_that_are_added_go_through_different_quantities() -> None:
    ways = (d("L", "o"), d("o", "k"), "+", d("L", "m"), d("m", "k"))
    assert verdicts(displays(LOSS, chain(d("L", "k"), *ways)))[-1] == "right-if"
    twice = (d("L", "o"), d("o", "k"), "+", d("L", "o"), d("o", "k"))
    assert verdicts(displays(LOSS, chain(d("L", "k"), *twice)))[-1] != "right-if"
    assert verdicts(displays(LOSS, "o = 2 m", chain(d("L", "k"), *ways)))[-1] != "right-if"


@pytest.mark.parametrize(
    "said",
    [r"L = o + \lambda k^2", "k = f(m)", "u = k^2, \\quad m = 2 x"],
    ids=["the variable enters beside it", "computed the other way round", "in something else, and not in this"],
)
def test_a_line_that_says_otherwise_leaves_it_open(said: str) -> None:
    claim = chain(d("L", "k"), d("L", "o"), d("o", "m"), d("m", "k"))
    assert verdicts(displays(LOSS, said, claim))[-1] != "right-if"


@pytest.mark.parametrize(("words", "verdict"), [("sigmoid", "right-if"), ("softmax", "unchecked")])
def test_outputs_that_share_their_inputs_are_no_chain_of_their_own(words: str, verdict: str) -> None:
    claim = chain(d("L", "k_i"), d("L", "p_i"), d("p_i", "k_i"))
    assert verdicts(f"The outputs $p$ are those of a {words}.\n\n{displays(LOSS, claim)}")[-1] == verdict


def test_a_chain_goes_through_functions_that_are_nested() -> None:
    nested = r"L = (f_2(w_2, f_1(w_1, x)) - t)^2"
    claim = chain(d("L", "w_1"), d("L", "f_2"), d("f_2", "f_1"), d("f_1", "w_1"))
    assert verdicts(displays(nested, claim))[-1] in {"right", "right-if"}
    past = r"L = (f_2(w_1, f_1(w_1, x)) - t)^2"
    assert verdicts(displays(past, claim))[-1] != "right-if"


def test_beside_a_line_with_one_more_way_it_is_incomplete() -> None:
    first, second = (d("L", "o"), d("o", "k")), (d("L", "m"), d("m", "k"))
    short, whole = chain(d("L", "k"), *first), chain(d("L", "k"), *first, "+", *second)
    assert verdicts(displays(LOSS, short, whole))[1:] != ["right-if", "right-if"]
    assert verdicts(displays(LOSS, short, whole))[1] == "unchecked"
    assert verdicts(displays(LOSS, short, chain(d("L", "q"), *first[:1], d("o", "q"))))[1] == "right-if"


def test_what_a_variable_is_in_and_nothing_uses_may_lie_beside_the_way() -> None:
    claim = chain(d("s", "x"), d("s", "q"), d("q", "x"))
    assert verdicts(displays("q = a x", "u = b q", claim))[-1] in {"right", "right-if"}
    assert verdicts(displays("q = a x", "k = b x", claim))[-1] == "unchecked"
