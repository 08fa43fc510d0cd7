"""Which quantities of a model are the data, the target, the output and the loss; what is said where it is not clear."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from backproof.estimators.settings import InvalidSetting
from backproof.estimators.wiring import Wiring, wire

TWO = [r"o = \sum_i w_i u_i + \sum_j q_j v_j", "L = (o - y)^2"]
LINE = [r"o = \sum_i w_i x_i + b", "L = (o - y)^2"]


def wired(model: list[str], features: int = 4, outputs: int = 1, **settings: Any) -> Wiring:
    unsaid = dict.fromkeys(("inputs", "target", "output", "loss", "parameters", "sizes", "layers", "constants"))
    return wire(SimpleNamespace(model=model, **unsaid | settings), features, outputs)


def test_letters_of_the_field_say_what_is_what() -> None:
    found = wired(LINE)
    assert [symbol.name for symbol in (*found.inputs, found.target, found.output, found.loss)] == ["x", "y", "o", "L"]
    assert [symbol.name for symbol in found.parameters] == ["w", "b"]


def test_several_inputs_take_the_columns_one_behind_the_other() -> None:
    found = wired(TWO, inputs=["u", "v"], sizes={"i": 1})
    assert {symbol.name: (part.start, part.stop) for symbol, part in found.columns.items()} == {
        "u": (0, 1),
        "v": (1, 4),
    }


def test_of_several_numbers_at_the_end_the_letter_says_which_is_the_loss() -> None:
    assert wired([*LINE, "q = o^2"]).loss.name == "L"


@pytest.mark.parametrize(
    ("model", "settings", "problem"),
    [
        (
            ["o = w x", "r = (o - y)^2", "s = o + y"], {},
            ("it is not clear which quantity is the loss", "r, s", "one that is a number", "name it: loss='L'"),
        ),
        (
            [r"o = \sum_i w_i x_i", r"p = \sum_i v_i x_i", "L = (o - y)^2 + (p - y)^2"], {},
            (
                "it is not clear which quantity the output is", "o, p, L", "what the target is compared with",
                "name it: output='o'",
            ),
        ),
        (
            ["o = w u", "L = (o - y)^2"], {},
            ("it is not clear which quantity the inputs are", "no usual letter", "one of w, u",
             "write x for it in the equations, or name it: inputs='...'"),
        ),
        (
            LINE, {"outputs": 3},
            ("y is one number, y has 3 columns", "3", "1 column", "give y an index"),
        ),
        (
            TWO, {"inputs": ["u", "v"]},
            (
                "X does not say how large several inputs are", "u, v", "sizes for all of them but one",
                "give sizes={...}",
            ),
        ),
        (
            TWO, {"inputs": ["u", "v"], "sizes": {"i": 1, "j": 2}},
            (
                "the columns of X do not fit the inputs", "4 columns", "1 of u + 2 of v", "give other data, or sizes",
            ),
        ),
        (
            TWO, {"inputs": ["u", "v"], "sizes": {"i": 4}},
            (
                "the columns of X do not fit v", "0 columns", "sizes for j",
                "give sizes={...} by the letters of the indices, or other data",
            ),
        ),
        (
            [r"h_j = \sum_i w_{ij} x_i", r"o = \sum_j v_j h_j", "L = (o - y)^2"], {},
            ("nothing says how many elements j has", "no size", "sizes for j", "give sizes={'j': 16}"),
        ),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_asked_for_by_name(
    model: list[str], settings: dict[str, Any], problem: tuple[str, str, str, str]
) -> None:
    with pytest.raises(InvalidSetting) as caught:
        wired(model, **settings)
    found = caught.value.diagnostic
    assert (found.message, found.written, found.expected, found.advice) == problem
