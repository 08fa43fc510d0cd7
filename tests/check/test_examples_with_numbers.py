r"""A derivation with letters for its extents and an example with numbers behind it: what the example says of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SPACES = r"Here $V \in \mathbb{R}^{M \times K}$, $c \in \mathbb{R}^K$ and $x \in \mathbb{R}^M$." + "\n\n"
NETWORK = displays(
    r"o = \phi(V^T x + c)", r"\phi(z) = z^2",
    r"\nabla V = \frac{\partial o}{\partial V} \nabla o = \sum_{k=1}^{K} \frac{\partial o[k]}{\partial V} \nabla o[k]",
)  # fmt: skip
VALUES = displays(r"o = \begin{bmatrix} 0.5 \\ 0.7 \end{bmatrix}")
EXAMPLE = displays(
    r"\nabla x = \frac{\partial o}{\partial x} \nabla o",
    r"= \sum_{i=1}^{2} \frac{\partial o[i]}{\partial x} \nabla o[i]",
)
FIRST = r"\nabla c = \frac{\partial o[1]}{\partial c} \nabla o[1]"
WRITTEN = displays(FIRST + r" + \frac{\partial o[2]}{\partial c} \nabla o[2]")


def text(*parts: str) -> str:
    return SPACES + "\n\n".join(parts)


def test_a_sum_that_ends_with_the_number_of_the_example_is_one_over_all_elements() -> None:
    assert verdicts(text(NETWORK, VALUES, EXAMPLE))[-2:] == ["right", "right"]


def test_without_an_example_the_letter_has_to_be_that_number() -> None:
    found = judged(text(NETWORK, EXAMPLE))[-1]
    assert (found.verdict.value, found.assumes[-1]) == ("right-if", "K is 2 here")


def test_a_sum_that_ends_with_another_number_is_not_right() -> None:
    assert verdicts(text(NETWORK, VALUES, EXAMPLE.replace("=1}^{2}", "=1}^{3}")))[-1] != "right"


def test_elements_that_are_all_written_out_are_those_of_the_example() -> None:
    assert verdicts(text(NETWORK, VALUES, WRITTEN))[-1] == "right"


@pytest.mark.parametrize(
    "slip",
    [
        WRITTEN.replace(r"\nabla o[2]", r"\nabla o[1]"),
        WRITTEN.replace("+", "-"),
        displays(FIRST),
    ],
)
def test_slips_in_elements_that_are_written_out_are_refuted(slip: str) -> None:
    assert verdicts(text(NETWORK, VALUES, slip))[-1] == "wrong"


def test_members_go_on_from_the_head_of_a_line_that_does_not_fit() -> None:
    chain = displays(
        r"\nabla x = \frac{\partial o}{\partial c} c \nabla x", r"= \frac{\partial o}{\partial x} \nabla o"
    )
    assert verdicts(text(NETWORK, chain))[-1] == "right"
    assert verdicts(text(NETWORK, chain.replace(r"\nabla o", r"2 \nabla o")))[-1] != "right"


def test_the_printed_value_of_an_activation_does_not_define_it() -> None:
    found = verdicts(r"With $z = 1.0$, $$\sigma(z) = 0.7311$$ $$\sigma'(z) = 0.7311 \cdot 0.2689 = 0.1966$$")
    assert "wrong" not in found
