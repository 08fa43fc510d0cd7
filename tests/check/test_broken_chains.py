"""Chain rules of quantities that nobody defines are wrong with a minus, or without their first link."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LINKS = (r"\frac{\partial E}{\partial y}", r"\frac{\partial y}{\partial v}")
HEAD = r"\frac{\partial E}{\partial v}"


def rule(sign: str = "", body: str = " ".join(LINKS), head: str = HEAD) -> str:
    return f"{head} = {sign}{body}"


def test_a_chain_rule_with_a_minus_is_wrong_for_all_quantities() -> None:
    assert verdicts(displays(rule())) == ["right"]
    (found,) = judged(displays(rule("-")))
    assert found.verdict.value == "wrong"
    assert found.counterexample is not None
    assert (found.counterexample.written, found.counterexample.true) == (-1.0, 1.0)


def test_a_sum_over_units_is_a_chain_rule_too() -> None:
    units = r"\sum_k \frac{\partial E}{\partial y_k} \frac{\partial y_k}{\partial v}"
    assert verdicts(displays(rule("", units))) == ["right"]
    assert verdicts(displays(rule("-", units))) == ["wrong"]


@pytest.mark.parametrize("words", ["Implicit differentiation gives", "With the third one held constant,"])
def test_quantities_that_an_equation_ties_have_a_minus_there(words: str) -> None:
    assert verdicts(f"{words}\n\n{displays(rule('-'))}") == ["unchecked"]


@pytest.mark.parametrize(
    "line",
    [
        r"F = -" + " ".join(LINKS),
        rule("-", LINKS[0]),
        rule("-", head=r"\frac{\partial J}{\partial v}"),
        r"\Delta v = -\eta " + " ".join(LINKS),
        rule("2 "),
    ],
    ids=["a force", "a link that may be minus one", "another quantity", "a step", "two ways that are alike"],
)
def test_what_is_no_chain_rule_of_its_head_may_have_a_minus(line: str) -> None:
    assert "wrong" not in verdicts(displays(line))


def d(of: str, by: str) -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def through(variable: str) -> str:
    return f"{d('L', variable)} = {d('L', 'y')} {d('y', variable)}"


def past(variable: str) -> str:
    return f"{d('L', variable)} = {d('y', variable)}"


OTHERS = tuple(through(each) for each in "wbc")


def test_a_first_link_that_other_lines_have_is_missed() -> None:
    found = judged(displays(*OTHERS, past("k")))[-1]
    assert found.verdict.value == "wrong"
    assert found.counterexample is not None
    assert (found.counterexample.written, found.counterexample.true) == (2.0, 4.0)
    assert verdicts(displays(*OTHERS, through("k")))[-1] in {"right", "right-if"}


@pytest.mark.parametrize(
    "page",
    [
        displays(*OTHERS[:2], past("k")),
        displays(*OTHERS, past("k"), past("m")),
        displays(*OTHERS, r"\frac{\partial L}{\partial y} = 1", past("k")),
        f"Let L be the sum of the outputs.\n\n{displays(*OTHERS, past('k'))}",
        displays("L = y", *OTHERS, past("k")),
    ],
    ids=["few lines have it", "two lines lack it", "a line says that it is one", "words say so", "it is one"],
)
def test_a_first_link_may_be_one(page: str) -> None:
    assert "wrong" not in verdicts(page)


COMPUTED = f"{d('L', 'y')} = {d('L', 'q')} {d('q', 'y')}"
VALUE = (r"L = \frac12 (y - t)^2", f"{d('L', 'y')} = y - t")


@pytest.mark.parametrize("before", [(COMPUTED,), VALUE], ids=["by a chain rule", "by a formula"])
def test_a_first_link_that_another_line_computes_is_missed(before: tuple[str, ...]) -> None:
    assert verdicts(displays(*before, past("k")))[-1] == "wrong"
    assert verdicts(displays(*before, through("k")))[-1] == "right"


@pytest.mark.parametrize(
    "page",
    [
        f"{displays(COMPUTED)}\n\n# The output alone\n\nHere the output is the loss.\n\n{displays(past('k'))}",
        f"1. A square.\n\n{displays(*VALUE)}\n\n2. The output is the loss.\n\n{displays(past('k'))}",
        displays(*VALUE, past("k"), past("m")),
        displays(f"{d('L', 'y')} = g", past("k")),
        displays(COMPUTED, f"{d('L', 'y')} = 1", past("k")),
        displays(f"{d('L', 'y')} = {d('y', 'y')} - {d('t', 'y')} = 1", past("k")),
    ],
    ids=["another section", "another exercise", "two lines lack it", "a name for it", "it is one", "it is one at last"],
)
def test_a_first_link_that_is_computed_elsewhere_may_be_one(page: str) -> None:
    assert "wrong" not in verdicts(page)


WEIGHTED = r"z_j = \sum_k w_{jk} x_k"


def test_a_link_by_the_row_of_its_unit_is_no_link_between_units() -> None:
    page = displays(WEIGHTED, f"{d('L', 'z_j')} = {d('L', 'a_j')} {d('a_j', 'z_j')}")
    lost = displays(f"{d('L', 'w_{jk}')} = {d('z_j', 'w_{jk}')}")
    assert verdicts(f"{page}\n\n{lost}")[-1] == "wrong"


FAR = (WEIGHTED, r"L = (f(s) - t)^2")
"""No line says how s comes from z."""


def test_a_last_link_that_a_formula_says_is_missed() -> None:
    lost = f"{d('L', 'w_{jk}')} = {d('L', 'z_j')}"
    shown = f"{d('z_j', 'w_{jk}')} = x_k"
    assert verdicts(displays(*FAR, lost))[-1] == "wrong"  # by its units
    found = judged(displays(*FAR, shown, lost))[-1]
    assert found.verdict.value == "wrong"
    assert found.reason.startswith("it lacks the last link")
    assert verdicts(displays(*FAR, shown, f"{lost} {d('z_j', 'w_{jk}')}"))[-1] in {"right", "right-if"}


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (f"{d('z_j', 'b_j')} = 1", f"{d('L', 'b_j')} = {d('L', 'z_j')}"),
        (f"{d('h_j', 'z_j')} = g'(z_j)", f"{d('L', 'z_j')} = {d('L', 'h_j')}"),
    ],
    ids=["it is one", "it is one for a linear output"],
)
def test_a_last_link_may_be_one(shown: str, line: str) -> None:
    layer = (f"{WEIGHTED} + b_j", "h_j = g(z_j)", FAR[-1])
    assert verdicts(displays(*layer, shown, line))[-1] != "wrong"
