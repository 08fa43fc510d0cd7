"""``w \\neq o`` behind an equation limits it, whichever letters these are."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

LOSS = r"$$p_o = \frac{e^{s_o}}{\sum_w e^{s_w}}, \quad J = -\log p_o$$" + "\n\n"


@pytest.mark.parametrize("condition", [r", \quad w \neq o", r" \quad (w \ne o)", r"\quad \text{for } w \neq o"])
def test_the_letters_of_words_and_of_the_true_one(condition: str) -> None:
    assert verdicts(rf"{LOSS}$$\frac{{\partial J}}{{\partial s_w}} = p_w{condition}$$")[-1] == "right"
    assert verdicts(rf"{LOSS}$$\frac{{\partial J}}{{\partial s_w}} = p_w - 1{condition}$$")[-1] == "wrong"


def test_without_it_the_line_is_about_all_of_them() -> None:
    assert verdicts(rf"{LOSS}$$\frac{{\partial J}}{{\partial s_w}} = p_w$$")[-1] == "wrong"
