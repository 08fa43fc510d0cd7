"""Sections and exercises that use a letter for something else: what one defines refutes nothing in another one."""

from __future__ import annotations

from backproof.check.document import check_source
from backproof.source import Source

SIMILARITY = r"""# Cosine similarity

$$c = \frac{u^\top v}{\|u\| \|v\|}$$

$$\frac{\partial c}{\partial u} = \frac{v}{\|u\| \|v\|} - c \frac{u}{\|u\|^2}$$

# Weight normalisation

$$w = \frac{g}{\|v\|} v$$

# Residual block

$$y = x + F(x), \quad \frac{\partial L}{\partial x}
= \frac{\partial L}{\partial y} \left( 1 + \frac{\partial F}{\partial x} \right)$$

# SiLU

$$\mathrm{SiLU}(x) = x \sigma(x), \quad \frac{d}{dx} \mathrm{SiLU}(x) = \sigma(x) + x \sigma(x) (1 - \sigma(x))$$
"""

EXERCISES = r"""1) One unit with a log loss:

$$L = -[y \log p + (1 - y) \log(1 - p)], \quad p = \sigma(z)$$

$$\frac{\partial L}{\partial z} = p - y$$

$$\frac{\partial L}{\partial w_i} = (p - y) x_i, \quad \frac{\partial L}{\partial b} = p - y$$

2) A layer of classes:

$$a_i = \sum_j W_{ij} x_j + b_i, \quad y_i = \frac{e^{a_i}}{\sum_k e^{a_k}}$$

$$\frac{\partial y_i}{\partial a_i} = y_i (1 - y_i)$$

$$\frac{\partial y_i}{\partial a_j} = -y_i y_j \quad (i \neq j)$$
"""


def _refuted(text: str) -> list[str]:
    found = check_source(Source("notes.md", text)).judgements
    return [each.latex for each in found if each.verdict.value in {"wrong", "follows"}]


def test_a_pair_of_lines_that_stands_alone_is_judged_by_its_own_vectors() -> None:
    assert not _refuted(SIMILARITY)


def test_a_lost_sign_in_such_a_pair_is_refuted() -> None:
    (slip,) = _refuted(SIMILARITY.replace(r"\|v\|} - c", r"\|v\|} + c"))
    assert "+ c" in slip


def test_what_a_later_exercise_defines_refutes_nothing_in_an_exercise_before_it() -> None:
    assert not _refuted(EXERCISES)


def test_slips_of_what_an_exercise_defines_itself_are_refuted() -> None:
    assert _refuted(EXERCISES.replace(r"{\partial z} = p - y", r"{\partial z} = p + y"))
    assert _refuted(EXERCISES.replace("= -y_i y_j", "= y_i y_j"))
