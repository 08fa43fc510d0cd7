"""Sequences of examples that use a letter again, and errors that are carried forward."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

PRODUCT = (r"f(x, y) = x y", r"\frac{\partial f}{\partial x} = y")


def test_an_example_defines_a_function_again() -> None:
    assert verdicts(displays(*PRODUCT, r"f(x, y) = x + y", r"\frac{\partial f}{\partial x} = 1")) == ["right"] * 4


def test_a_second_definition_that_nothing_confirms_is_not_right() -> None:
    assert verdicts(displays(*PRODUCT, r"f(x, y) = x + y", r"\frac{\partial f}{\partial x} = 2"))[2] == "unchecked"


def test_a_slip_in_writing_a_function_again_is_not_confirmed_by_what_holds_for_both() -> None:
    text = displays(r"f(x) = x^2 + 1", r"f(x) = x^2 - 1", r"\frac{df}{dx} = 2x")
    assert verdicts(text) == ["right", "unchecked", "right"]


def test_a_value_of_a_function_is_no_definition() -> None:
    text = displays(r"f(x, y) = x y", r"f(x, y) = -12", r"\frac{\partial f}{\partial x} = y")
    assert verdicts(text)[-1] == "right"


def test_a_letter_alone_may_mean_the_function_defined_last() -> None:
    text = displays(r"f(x) = \frac{1}{x}", r"\frac{df}{dx} = -\frac{1}{x^2}", r"f_c(x) = c + x", r"\frac{df}{dx} = 1")
    found = judged(text)
    assert [each.verdict.value for each in found] == ["right", "right", "right", "right-if"]
    assert found[-1].assumes == ("the function meant is f_{c}",)


def test_a_letter_alone_excuses_no_slip() -> None:
    text = displays(r"f(x) = \frac{1}{x}", r"f_c(x) = c + x", r"\frac{df}{dx} = c")
    assert verdicts(text)[-1] == "wrong"


LOSS = (r"L = (y - a)^2", r"a = \sigma(z)")


def test_a_line_that_goes_on_with_a_slip_follows() -> None:
    text = displays(*LOSS, r"\frac{\partial L}{\partial a} = 2(y - a) = 2y - 2a")
    found = judged(text)
    assert [each.verdict.value for each in found[2:]] == ["wrong", "follows"]
    assert "which is wrong before" in found[-1].reason


def test_a_chain_rule_with_a_wrong_factor_from_before_follows() -> None:
    text = displays(
        *LOSS,
        r"\frac{\partial L}{\partial a} = 2(y - a)",
        r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial a} \sigma'(z) = 2(y - a) \sigma'(z)",
    )
    assert verdicts(text)[2:] == ["wrong", "right", "follows"]


def test_a_second_slip_is_wrong() -> None:
    text = displays(
        *LOSS,
        r"\frac{\partial L}{\partial a} = 2(y - a)",
        r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial a} \sigma'(z) = 3(y - a) \sigma'(z)",
    )
    assert verdicts(text)[2:] == ["wrong", "right", "wrong"]


def test_what_others_write_is_not_held_against_the_document() -> None:
    text = displays(*LOSS, r"\delta = \frac{\partial L}{\partial z}")
    turned = displays(r"\delta = -\frac{\partial L}{\partial z}")
    others = "\n\nSome authors take the sign out of $\\delta$, so they write:\n\n"
    assert verdicts(text + others + turned)[-1] == "unchecked"
    assert verdicts(text + "\n\nSo we write:\n\n" + turned)[-1] == "wrong"


def test_the_bound_of_sums_as_a_script_is_a_name() -> None:
    text = displays(
        r"\Sigma_C = \sum_{d=1}^C e^{z_d}",
        r"y_c = e^{z_c} / \Sigma_C",
        r"\frac{\partial y_i}{\partial z_j} = y_i (\mathbb{1}(i = j) - y_j)",
        r"\frac{\partial y_i}{\partial z_i} = y_i (1 + y_i)",
    )
    assert verdicts(text) == ["right", "right", "right", "wrong"]
