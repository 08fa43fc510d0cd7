"""What numbers, rates and sums rest on: each row is a document and the verdicts that it must get.

``R`` right, ``W`` wrong, ``F`` follows, ``U`` unchecked; displays are separated by ``;;``.
"""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LETTERS = {"right": "R", "right-if": "I", "wrong": "W", "follows": "F", "unchecked": "U"}

ROWS = {
    "a product of printed numbers has no last digit of its own": (
        r"a = 0.25 ;; b = 0.5 ;; c = 0.05 ;; y = a b c = 0.25 \cdot 0.05 = 0.00625",
        "RRRRWR",
    ),
    "the same product with all its factors": (
        r"a = 0.25 ;; b = 0.5 ;; c = 0.05 ;; y = a b c = 0.25 \cdot 0.5 \cdot 0.05 = 0.00625",
        "RRRRRR",
    ),
    "a number that comes from a wrong formula follows from it, and is not wrong for it": (
        r"z = 0.4 ;; a = \sigma(z) = 0.599 ;; \frac{\partial a}{\partial z} = 1 - a = 1 - 0.599 = 0.401",
        "RRRWFF",
    ),
    "a right number behind a wrong formula is not refuted by the formula": (
        r"z = 0.4 ;; a = \sigma(z) ;; a = 0.6 ;; \frac{\partial a}{\partial z} = 1 - a = 0.24",
        "RRRWR",
    ),
    "a slope that is a plain number is wrong for all values, a bias unit of 1 or not": (
        r"x_0 = 1 ;; L = (y - o)^2 ;; \frac{\partial L}{\partial o} = -2",
        "RRW",
    ),
    "a rate of the updates is no unknown factor of a gradient": (
        r"L = (y - v h)^2 ;; \Delta v = -\alpha \frac{\partial L}{\partial v} ;;"
        r" \frac{\partial L}{\partial v} = -2 \alpha (y - v h) h",
        "RRW",
    ),
    "a rate may be a number, which is the same in each part of the rule": (
        r"L = (z - y)^2 ;; z = w x ;; w_{new} = w - 0.1 \frac{\partial L}{\partial w} = w - 0.1 \cdot 2 (z - y) x ;;"
        r" w_{new} = w - 0.1 \frac{\partial L}{\partial w} = w - 0.2 \cdot 2 (z - y) x ;;"
        r" w_{new} = w - 2 \frac{\partial L}{\partial w}",
        "RRRRRWW",
    ),
    "an undefined factor that no update names may mean anything": (
        r"L = (y - v h)^2 ;; \frac{\partial L}{\partial v} = -2 \beta (y - v h) h",
        "RU",
    ),
    "a sum over a letter that the document uses for one range runs over it": (
        r"o = \sum_j h_j v_j ;; \frac{\partial o}{\partial v_j} = h_j ;; \frac{\partial o}{\partial h_j} = \sum_k v_j",
        "RRU",
    ),
}


@pytest.mark.parametrize(("document", "expected"), ROWS.values(), ids=ROWS)
def test_each_line_gets_its_verdict(document: str, expected: str) -> None:
    assert "".join(LETTERS[each] for each in verdicts(displays(*document.split(";;")))) == expected


def test_an_added_sum_over_a_letter_of_the_document_is_refuted() -> None:
    model = r"p_k = \frac{e^{z_k}}{\sum_i e^{z_i}} ;; q_i = \sum_k p_k u_{ki}"
    right = r"\frac{\partial q_i}{\partial p_k} = u_{ki}"
    assert verdicts(displays(*model.split(";;"), right))[-1] == "right"
    assert verdicts(displays(*model.split(";;"), right.replace("= u", r"= \sum_k u")))[-1] == "wrong"
    assert verdicts(displays(*model.split(";;"), r"\frac{\partial p_k}{\partial p_k} = \sum_k 1"))[-1] == "wrong"


def test_what_defines_the_only_name_of_a_line_need_not_be_read() -> None:
    unread = r"z = \text{what the unit receives} \int x"
    assert verdicts(displays(unread, r"\tanh'(z) = 1 - \tanh^2(z)"))[-1] == "right"
    assert verdicts(displays(unread, r"\tanh'(z) = 1 - \tanh(z)"))[-1] == "wrong"
    assert verdicts(displays(unread, r"\tanh'(z) = x"))[-1] == "unchecked"


ROUNDED = r"""
$$\text{net} = \oint = 0.5 \cdot 0.6 + 0.2 = 0.17$$

$$\text{out} = \frac{1}{1+e^{-\text{net}}} = \frac{1}{1+e^{0.17}} = SIDE$$
"""


@pytest.mark.parametrize(("side", "refuted"), [("0.622459", False), ("0.722459", True)])
def test_a_result_of_what_was_computed_before_a_misprint_is_not_wrong(side: str, refuted: bool) -> None:
    assert (verdicts(ROUNDED.replace("SIDE", side))[-1] == "wrong") is refuted
