"""Errors that a document defines as whole arrays of derivatives, and the comments beside its lines."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

FORWARD = (
    r"\mathbf{z} = \mathbf{x} \mathbf{W} + \mathbf{b}", r"\mathbf{h} = \text{ReLU}(\mathbf{z})",
    r"\boldsymbol{\theta} = \mathbf{h} \mathbf{U} + \mathbf{c}", r"\mathbf{p} = \text{softmax}(\boldsymbol{\theta})",
    r"J = CE(\mathbf{y}, \mathbf{p})",
    r"\boldsymbol{\delta}_1 = \frac{\partial J}{\partial \boldsymbol{\theta}},"
    r" \quad \boldsymbol{\delta}_2 = \frac{\partial J}{\partial \mathbf{z}}",
)  # fmt: skip


def test_bold_errors_with_numbers_are_defined_by_their_derivatives() -> None:
    claims = (
        r"\boldsymbol{\delta}_1 = \mathbf{p} - \mathbf{y}",
        r"\boldsymbol{\delta}_2 = \boldsymbol{\delta}_1 \mathbf{U}^T \circ \text{ReLU}'(\mathbf{z})",
        r"\frac{\partial J}{\partial \mathbf{U}} = \mathbf{h}^T \boldsymbol{\delta}_1",
        r"\frac{\partial J}{\partial \mathbf{b}} = \boldsymbol{\delta}_2",
    )
    assert verdicts(displays(*FORWARD, *claims)) == ["right"] * (len(FORWARD) + 1 + len(claims))


def test_a_slip_in_a_line_with_such_an_error_is_wrong() -> None:
    right = r"\frac{\partial J}{\partial \mathbf{c}} = \boldsymbol{\delta}_1"
    slips = (
        r"\boldsymbol{\delta}_1 = \mathbf{y} - \mathbf{p}",
        r"\boldsymbol{\delta}_2 = \boldsymbol{\delta}_1 \mathbf{U}^T \circ \text{ReLU}(\mathbf{z})",
        r"\frac{\partial J}{\partial \mathbf{U}} = 2 \mathbf{h}^T \boldsymbol{\delta}_1",
    )
    for slip in slips:
        assert verdicts(displays(*FORWARD, right, slip))[-2:] == ["right", "wrong"]


def test_a_cross_entropy_of_whole_arrays_is_one_number() -> None:
    chain = (
        r"\frac{\partial J}{\partial \mathbf{h}} = \frac{\partial J}{\partial \boldsymbol{\theta}}"
        r" \frac{\partial \boldsymbol{\theta}}{\partial \mathbf{h}}"
    )
    assert verdicts(displays(*FORWARD, chain))[-1] == "right"
    assert verdicts(displays(*FORWARD, f"{chain} + 1"))[-1] != "right"


def test_words_with_mathematics_beside_a_line_are_no_part_of_it() -> None:
    rows = r"""$$\begin{aligned}
    z &= 3 w & \text{a line with one weight} \\
    L &= z^2 & \text{the square of $z$} \\
    \frac{d L}{d w} &= 2 z \frac{d z}{d w} & \text{substituting in $z$, by the chain rule} \\
    &= %s z & \text{by the slope of $z$}
    \end{aligned}$$"""
    assert verdicts(rows % 6) == ["right"] * 4
    assert verdicts(rows % 5) == ["right"] * 3 + ["wrong"]
