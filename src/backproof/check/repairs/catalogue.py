r"""The classic slips: one entry for each, with the sentence that names it and an example that it must name.

Adding a slip is one entry here and one generator of edits. Figures of which slips are common: sixty published ones,
most of them indices and bounds, variables, transposes, missing derivatives and arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, final


@final
@dataclass(frozen=True, slots=True)
class Example:
    """Formulas before a planted one, and the formula with the slip in it."""

    before: tuple[str, ...]
    planted: str


@final
@dataclass(frozen=True, slots=True)
class Slip:
    """A class of repairs, the sentence that says it, with places for the author's letters, and an example."""

    kind: str
    sentence: str
    example: Example


UNIT: Final = (r"h_j = \sigma(\sum_i w_{ij} x_i)", r"o = \sum_j v_j h_j", r"L = (y - o)^2")
SOFTMAX: Final = (r"p_k = \frac{e^{z_k}}{\sum_m e^{z_m}}", r"L = -\sum_k t_k \log p_k")
ARRAYS: Final = (
    r"z = W x",
    r"a = \sigma(z)",
    r"L = \frac{1}{2} \|a - y\|^2",
    r"\delta = \frac{\partial L}{\partial z}",
)
LAYERS: Final = (
    r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j",
    r"a^l_j = \sigma(z^l_j)",
    r"C = \frac{1}{2} \sum_j (y_j - a^L_j)^2",
    r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
)
FIGURES: Final = (r"x = 2.05", r"w = 0.2927", r"t = 0.2", r"z = w x = 0.6", r"a = \sigma(z) = 0.6457")
SQUARE: Final = (r"z = w x + b", r"L = (y - z)^2")
TRUE_V: Final = r"\frac{\partial L}{\partial v_j} = "
TRUE_W: Final = r"\frac{\partial L}{\partial w_{ij}} = "
TRUE_X: Final = r"\frac{\partial L}{\partial x_i} = "

CATALOGUE: Final[Mapping[str, Slip]] = MappingProxyType({
    "missing_factor": Slip(
        "missing_factor", "missing factor `{part}`",
        Example(UNIT, TRUE_W + r"-2 (y - o) v_j (1 - h_j) x_i"),
    ),
    "missing_derivative": Slip(
        "missing_derivative", "missing factor `{part}`, a derivative",
        Example((*UNIT, r"\frac{\partial o}{\partial v_j} = h_j"), TRUE_V + r"\frac{\partial L}{\partial o}"),
    ),
    "missing_prime": Slip(
        "missing_derivative", "`{part}` lacks its derivative",
        Example((r"z_j = \sum_i w_{ij} x_i", r"L = \sum_j f(z_j)"), TRUE_W + r"f(z_j) x_i"),
    ),
    "extra_prime": Slip(
        "extra_factor", "`{part}` has a prime too many",
        Example((r"z_j = \sum_i w_{ij} x_i", r"L = \sum_j f(z_j)"), TRUE_W + r"f''(z_j) x_i"),
    ),
    "extra_factor": Slip(
        "extra_factor", "`{part}` is one factor too many",
        Example(UNIT, TRUE_V + r"-2 (y - o) h_j v_j"),
    ),
    "extra_number": Slip(
        "wrong_constant", "the factor {part} is too much",
        Example(UNIT, TRUE_V + r"-2 (y - o) 3 h_j"),
    ),
    "missing_number": Slip(
        "wrong_constant", "the factor {part} is missing",
        Example(UNIT, TRUE_V + r"-(y - o) h_j"),
    ),
    "wrong_number": Slip(
        "wrong_constant", "{part} is written for {true}",
        Example(UNIT, TRUE_V + r"-3 (y - o) h_j"),
    ),
    "wrong_figure": Slip(
        "arithmetic", "{part} is written for {true}",
        Example(FIGURES, r"b = 2 w x = 2 \cdot 0.2972 \cdot 2.05 = 1.2001"),
    ),
    "other_figure": Slip(
        "wrong_variable", "{part} is written for {true}, the value of `{what}`",
        Example(FIGURES, r"b = a (1 - a) = 0.2927 (1 - 0.6457) = 0.2288"),
    ),
    "wrong_sign": Slip(
        "wrong_sign", "the sign of `{part}` is wrong",
        Example(UNIT, TRUE_V + r"2 (y - o) h_j"),
    ),
    "missing_sum": Slip(
        "missing_sum", "the sum over {part} is missing",
        Example(UNIT, TRUE_X + r"-2 (y - o) v_j h_j (1 - h_j) w_{ij}"),
    ),
    "extra_sum": Slip(
        "extra_sum", "the sum over {part} is too much",
        Example(UNIT, TRUE_V + r"-2 (y - o) \sum_j h_j"),
    ),
    "wrong_bound": Slip(
        "wrong_bound", "the sum over {part} {what} at {true}",
        Example((r"s = \sum_{i=1}^{n} w_i x_i", r"L = (y - s)^2"),
                r"\frac{\partial L}{\partial y} = 2 (y - \sum_{i=2}^{n} w_i x_i)"),
    ),
    "wrong_index": Slip(
        "wrong_index", "{part} is written for {true} in {what}",
        Example(UNIT, TRUE_V + r"-2 (y - o) h_k"),
    ),
    "exchanged": Slip(
        "wrong_index", "{part} and {true} are the wrong way round",
        Example((r"z_j = \sum_i w_{ij} x_i", r"L = \sum_j u_j z_j^2"), TRUE_W + r"2 u_i z_i x_j"),
    ),
    "wrong_indices": Slip(
        "wrong_index", "`{part}` is written for `{true}`",
        Example(UNIT, r"\frac{\partial L}{\partial w_{jk}} = -2 (y - o) v_j h_j (1 - h_j) x_i"),
    ),
    "wrong_layer": Slip(
        "wrong_index", "`{part}` is written for `{true}`",
        Example(LAYERS, r"\frac{\partial C}{\partial w^l_{jk}} = \delta^l_j a^l_k"),
    ),
    "wrong_sum_index": Slip(
        "wrong_index", "the sum over {part} runs over {true}",
        Example(UNIT, TRUE_X + r"-2 (y - o) \sum_i v_j h_j (1 - h_j) w_{ij}"),
    ),
    "transposed_indices": Slip(
        "transposed", "the indices of `{part}` are the wrong way round",
        Example((r"h_j = \sum_i w_{ij} x_i", r"o = \sum_j h_j^2"),
                r"\frac{\partial o}{\partial x_i} = 2 \sum_j h_j w_{ji}"),
    ),
    "transposed": Slip(
        "transposed", "`{part}` is transposed",
        Example(ARRAYS, r"\frac{\partial L}{\partial x} = W \delta"),
    ),
    "missing_transpose": Slip(
        "transposed", "`{part}` lacks its transpose",
        Example(ARRAYS, r"\frac{\partial L}{\partial W} = \delta x"),
    ),
    "swapped": Slip(
        "transposed", "`{part}` and `{true}` are the wrong way round",
        Example(ARRAYS, r"\frac{\partial L}{\partial W} = x \delta^T"),
    ),
    "wrong_variable": Slip(
        "wrong_variable", "`{part}` is written for `{true}`",
        Example(UNIT, TRUE_V + r"-2 (y - o) v_j"),
    ),
    "wrong_factor": Slip(
        "wrong_variable", "`{part}` is written for `{true}`",
        Example((r"h_j = \tanh(\sum_i w_{ij} x_i)", r"L = \sum_j u_j h_j", TRUE_W + r"u_j (1 - h_j^2) x_i"),
                TRUE_X + r"\sum_j u_j h_j (1 - h_j) w_{ij}"),
    ),
    "wrong_exponent": Slip(
        "wrong_exponent", "the power `{part}` is wrong",
        Example((r"s = \sqrt{v + 1}", r"z = \frac{1}{s}"),
                r"\frac{\partial z}{\partial v} = -\frac{1}{2} s^{-2}"),
    ),
    "missing_power": Slip(
        "wrong_exponent", "`{part}` lacks its power {true}",
        Example((r"s = x^3",), r"\frac{\partial s}{\partial x} = 3 x"),
    ),
    "dropped_term": Slip(
        "dropped_term", "missing term `{part}`",
        Example(SOFTMAX, r"\frac{\partial L}{\partial z_k} = p_k"),
    ),
    "extra_term": Slip(
        "extra_term", "the term `{part}` is too much",
        Example(SQUARE, r"\frac{\partial L}{\partial w} = -2 (y - z) x + b"),
    ),
})  # fmt: skip
"""By the names that the generators of edits know them by."""
