"""A slip planted in a right document is called wrong, and the lines around it stay right (laws 4 and 5)."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Verdict
from tests.check.judging import judged

REGRESSION = r"""
$$L = (y - o)^2, \quad o = \sum_j h_j v_j + c, \quad h_j = \sigma(a_j), \quad a_j = \sum_i x_i w_{ij} + b_j$$

$$\frac{\partial L}{\partial o} = -2(y - o)$$
$$\frac{\partial L}{\partial v_j} = -2(y - o) h_j$$
$$\frac{\partial L}{\partial c} = -2(y - o)$$
$$\frac{\partial L}{\partial a_j} = -2(y - o) v_j \sigma'(a_j)$$
$$\frac{\partial L}{\partial w_{ij}} = -2(y - o) v_j h_j (1 - h_j) x_i$$
$$\frac{\partial L}{\partial b_j} = \frac{\partial L}{\partial h_j} h_j (1 - h_j) = -2(y - o) v_j h_j (1 - h_j)$$
$$\frac{\partial L}{\partial x_i} = -2(y - o) \sum_j w_{ij} v_j h_j (1 - h_j)$$
$$\Delta v_j = 2 \alpha (y - o) h_j$$
"""

CLASSES = r"""
$$p_k = \frac{e^{z_k}}{\sum_i e^{z_i}}, \quad z_k = \sum_j h_j u_{jk}, \quad L = -\sum_k t_k \log p_k$$

$$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}$$
$$\frac{\partial p_k}{\partial z_i} = p_k (\delta_{ik} - p_i)$$
$$\frac{\partial L}{\partial z_i} = \sum_k \frac{\partial L}{\partial p_k} \frac{\partial p_k}{\partial z_i}$$
$$= p_i \sum_k t_k - t_i$$
$$\frac{\partial L}{\partial u_{jk}} = (p_k - t_k) h_j$$
$$\frac{\partial L}{\partial h_j} = \sum_k (p_k - t_k) u_{jk}$$
$$\frac{\partial (p_k^2)}{\partial z_k} = 2 p_k^2 (1 - p_k)$$
"""

Slip = tuple[str, str, str, str]
"""The class of a slip, the right document, a part of it, and the slip that takes its place."""

SLIPS: list[Slip] = [
    ("sign", REGRESSION, r"\partial o} = -2(y - o)", r"\partial o} = 2(y - o)"),
    ("sign", REGRESSION, "= -2(y - o) h_j", "= -2(y + o) h_j"),
    ("sign", REGRESSION, r"\Delta v_j = 2", r"\Delta v_j = -2"),
    ("sign", CLASSES, r"= -\frac{t_k}{p_k}", r"= \frac{t_k}{p_k}"),
    ("sign", CLASSES, "(p_k - t_k) h_j", "(t_k - p_k) h_j"),
    ("factor dropped", REGRESSION, "v_j h_j (1 - h_j) x_i", "h_j (1 - h_j) x_i"),
    ("factor dropped", REGRESSION, "h_j (1 - h_j) x_i", "h_j (1 - h_j)"),
    ("factor dropped", REGRESSION, r"\frac{\partial L}{\partial h_j} h_j (1", r"\frac{\partial L}{\partial h_j} (1"),
    ("factor dropped", CLASSES, r"= p_k (\delta_{ik}", r"= (\delta_{ik}"),
    ("factor doubled", REGRESSION, "= -2(y - o) h_j", "= -2(y - o) h_j h_j"),
    ("factor doubled", CLASSES, r"= p_k (\delta_{ik}", r"= p_k p_k (\delta_{ik}"),
    ("index letter", REGRESSION, "(1 - h_j) x_i", "(1 - h_j) x_j"),
    ("index letter", REGRESSION, "= -2(y - o) h_j", "= -2(y - o) h_k"),
    ("index letter", REGRESSION, "v_j h_j (1 - h_j) x_i", "v_i h_j (1 - h_j) x_i"),
    ("index letter", CLASSES, r"\delta_{ik} - p_i", r"\delta_{ik} - p_k"),
    ("index letter", CLASSES, "= (p_k - t_k) h_j", "= (p_j - t_k) h_j"),
    ("index letter", CLASSES, "= (p_k - t_k) h_j", "= (p_k - t_k) h_k"),
    ("constant", REGRESSION, r"\partial c} = -2(y - o)", r"\partial c} = -(y - o)"),
    ("constant", REGRESSION, r"\Delta v_j = 2", r"\Delta v_j = 3"),
    ("constant", CLASSES, "= 2 p_k^2", "= p_k^2"),
    ("exponent", REGRESSION, r"\partial o} = -2(y - o)", r"\partial o} = -2(y - o)^2"),
    ("exponent", REGRESSION, "v_j h_j (1 - h_j) x_i", "v_j h_j^2 (1 - h_j) x_i"),
    ("exponent", CLASSES, "= 2 p_k^2", "= 2 p_k"),
    ("dropped sum", REGRESSION, r"\sum_j w_{ij} v_j", "w_{ij} v_j"),
    ("dropped sum", CLASSES, r"= \sum_k \frac{\partial L}", r"= \frac{\partial L}"),
    ("dropped sum", CLASSES, r"= \sum_k (p_k - t_k)", "= (p_k - t_k)"),
    ("extra sum", REGRESSION, r"v_j \sigma'(a_j)", r"\sum_j v_j \sigma'(a_j)"),
    ("dropped term", REGRESSION, "v_j h_j (1 - h_j) x_i", "v_j h_j x_i"),
    ("dropped term", REGRESSION, r"\partial o} = -2(y - o)", r"\partial o} = -2 y"),
    ("dropped term", CLASSES, r"\sum_k t_k - t_i", r"\sum_k t_k"),
    ("dropped term", CLASSES, "= (p_k - t_k) h_j", "= p_k h_j"),
    ("transposed", REGRESSION, r"\sum_j w_{ij} v_j", r"\sum_j w_{ji} v_j"),
    ("transposed", CLASSES, "(p_k - t_k) u_{jk}", "(p_k - t_k) u_{kj}"),
    ("function for its derivative", REGRESSION, r"v_j \sigma'(a_j)", r"v_j \sigma(a_j)"),
    ("variable", REGRESSION, r"v_j \sigma'(a_j)", r"v_j \sigma'(h_j)"),
    ("variable", CLASSES, "= (p_k - t_k) h_j", "= (z_k - t_k) h_j"),
]


@pytest.mark.parametrize("document", [REGRESSION, CLASSES], ids=["regression", "classes"])
def test_the_documents_are_right(document: str) -> None:
    assert {each.verdict for each in judged(document)} == {Verdict.RIGHT}


@pytest.mark.parametrize(
    ("document", "written", "slip"), [slip[1:] for slip in SLIPS], ids=[f"{slip[0]}: {slip[3]}" for slip in SLIPS]
)
def test_a_planted_slip_is_wrong_with_a_counterexample_and_nothing_else_is(
    document: str, written: str, slip: str
) -> None:
    assert document.count(written) == 1
    before, after = judged(document), judged(document.replace(written, slip))
    assert len(before) == len(after)
    changed = [new for old, new in zip(before, after, strict=True) if new.latex != old.latex]
    assert [each.verdict for each in changed] == [Verdict.WRONG]
    assert changed[0].counterexample is not None
    assert {each.verdict for each in after if each not in changed} == {Verdict.RIGHT}
