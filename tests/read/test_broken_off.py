"""Systems of equations, and equations that break off."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts


def test_the_equations_of_a_system_are_judged_each() -> None:
    system = r"\begin{cases} a = b^2 \\ \frac{d a}{d b} = 2 b \\ \frac{d a}{d b} = b \end{cases}"
    assert verdicts(displays(system)) == ["right", "right", "wrong"]


def test_a_definition_by_cases_is_no_system() -> None:
    text = displays(r"f(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}")
    assert [each.latex[:4] for each in judged(text)] == ["f(x)"]


def test_an_equation_that_is_broken_off_goes_on_in_the_next_display() -> None:
    for side, verdict in (("2 b", "right"), ("3 b", "wrong")):
        found = judged(displays(r"a = b^2", r"\frac{d a}{d b} =", f"= {side}"))
        assert [each.verdict.value for each in found] == ["right", "right", verdict]
        assert found[1].reason == "nothing is claimed here"


def test_signs_alone_state_nothing() -> None:
    assert verdicts(displays(r"a = b^2", r"\rightarrow", r"\uparrow", r"\Rightarrow")) == ["right"]


def test_words_on_a_side_are_not_read() -> None:
    found = judged(displays(r"L(w) = \text{cross entropy of all samples}"))
    assert [(each.verdict.value, each.reason) for each in found] == [
        ("unchecked", "what this is equal to is said in words")
    ]


def test_words_before_a_side_are_no_part_of_it() -> None:
    assert verdicts(displays(r"a = b^2", r"\frac{d a}{d b} = \text{(power rule) } 2 b")) == ["right", "right"]
