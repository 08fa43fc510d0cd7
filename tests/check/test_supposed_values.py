"""What follows a value that a sentence supposes may hold for it alone: it is left open there, and refuted elsewhere."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNIT = (
    r"Let $z = w x + b$, $a = \sigma(z)$ with the sigmoid $\sigma$ and $L = -y \log a - (1 - y) \log(1 - a)$." + "\n\n"
)
ONE = displays(r"\frac{\partial L}{\partial a} = -\frac{1}{a}", r"\frac{\partial L}{\partial z} = a - 1")
ZERO = displays(r"\frac{\partial L}{\partial a} = \frac{1}{1 - a}", r"\frac{\partial L}{\partial z} = a")


def test_both_labels_of_a_cross_entropy_one_after_the_other_refute_nothing() -> None:
    found = verdicts(f"{UNIT}When $y = 1$:\n\n{ONE}\n\nWhen $y = 0$:\n\n{ZERO}")
    assert found[4:6] == found[7:] == ["unchecked"] * 2


def test_the_last_value_counts_and_no_other_one() -> None:
    assert verdicts(f"{UNIT}When $y = 1$:\n\n{ONE}\n\nWhen $y = 0$:\n\n{ONE}")[7:] == ["wrong"] * 2
    assert verdicts(f"{UNIT}When $y = 1$:\n\n{ZERO}")[4:] == ["wrong"] * 2
    assert verdicts(UNIT + ONE)[3:] == ["wrong"] * 2


def test_a_value_of_another_section_and_one_that_comes_later_excuse_nothing() -> None:
    assert verdicts(f"# One\n\n{UNIT}Let $y = 1$.\n\n# Two\n\n{ONE}")[4:] == ["wrong"] * 2
    assert verdicts(f"{UNIT}{ONE}\n\nWhen $y = 1$, this holds.")[3:5] == ["wrong"] * 2


def test_what_no_value_makes_true_is_refuted() -> None:
    claim = displays(r"\frac{\partial L}{\partial w} = (a - y) a x", r"\frac{\partial L}{\partial w} = a x + x")
    assert verdicts(f"{UNIT}When $y = 0$:\n\n{claim}")[4:] == ["wrong"] * 2


@pytest.mark.parametrize(
    "words",
    [
        r"Setting $\frac{\partial L}{\partial b} = 0$, we get",
        "At the optimum",
        r"令 $\frac{\partial L}{\partial b} = 0$，得",
    ],
)
def test_two_names_are_one_only_where_the_words_say_so(words: str) -> None:
    assert verdicts(f"{UNIT}{words}\n\n$$a = y$$\n")[-1] == "unchecked"
    assert verdicts(f"{UNIT}This means\n\n$$a = y$$\n")[-1] == "wrong"


def test_a_value_that_belongs_to_a_definition_goes_with_it_to_other_sections() -> None:
    share = r"\frac{e^{\beta z_i}}{\sum_j e^{\beta z_j}}"
    loss = displays(r"L = -\sum_i y_i \log s_i")
    network = f"# One\n\nWrite $s_i = {share}$ for the case $\\beta = 1$.\n\n# Two\n\n{loss}\n\n"
    gradient = r"\frac{\partial L}{\partial z_k} = s_k - y_k"
    slip = r"\frac{\partial L}{\partial z_k} = s_k + y_k"
    assert verdicts(network + displays(gradient, slip))[-2:] == ["unchecked", "wrong"]


def test_a_value_of_all_elements_is_supposed_as_that_of_a_single_name_is() -> None:
    loss = displays(r"L = \sum_i \omega_i (y_i - \theta x_i)^2")
    words = r"With equal weights $\omega_i = 1$:"
    right = displays(r"\frac{dL}{d\theta} = -2 \sum_i (y_i - \theta x_i) x_i")
    assert verdicts(f"{loss}\n\n{words}\n\n{right}")[-1] == "unchecked"
    assert verdicts(f"{loss}\n\n{words}\n\n{right.replace('-2', '2')}")[-1] == "wrong"
    assert verdicts(f"{loss}\n\n{right}")[-1] == "wrong"


@pytest.mark.parametrize(("slope", "verdict"), [("p - y", "unchecked"), ("p + y", "wrong")])
def test_what_another_section_defines_is_none_of_them(slope: str, verdict: str) -> None:
    cubes = "# Cubes\n\n" + displays("y = t^3", r"\frac{dy}{dt} = 3 t^2")
    output = "\n\n# One output\n\n" + displays(r"p = \sigma(z)") + "\n\nIf $y = 1$, the loss is\n\n"
    text = cubes + output + displays(r"L = -\log p", rf"\frac{{\partial L}}{{\partial z}} = {slope}")
    assert verdicts(text)[-1] == verdict
