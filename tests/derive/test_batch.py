"""Derivations over a batch: an axis of samples, and the mean of their losses."""

from __future__ import annotations

import pytest

from backproof import Model, check
from backproof.cli import main
from backproof.source import BackproofError
from tests.derive.models import MODELS
from tests.derive.test_derivations import not_right

TWO_LAYERS = "mlp:3-4-3,sigmoid,softmax,cross-entropy"
TOLD = (
    "linear neuron", "logistic regression", "softmax regression", "two layers with squared error", "weight decay",
    "a residual connection", "a maximum with zero", "convolution", "labels that are class numbers",
)  # fmt: skip


@pytest.mark.parametrize("notation", ["index", "delta", "matrix"])
def test_every_line_about_a_batch_is_right(notation: str) -> None:
    text = Model.from_short(TWO_LAYERS).derive(notation=notation, batch=True).to("markdown", "all")
    assert not_right(text) == []


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("notation", ["index", "matrix"])
def test_every_line_about_a_batch_of_a_model_is_right(name: str, notation: str) -> None:
    case = MODELS[name]
    if notation == "matrix" and not case.matrices:
        return
    found = Model.from_document(case.document).derive(*case.by, of=case.of, notation=notation, batch=True)
    assert not_right(found.to("markdown", "all")) == []


@pytest.mark.parametrize(
    ("notation", "gradient"),
    [
        ("index", r"\frac{\partial J}{\partial w_{jk}^{(2)}} = \frac{\sum_{n}(a_{nk}^{(2)} - y_{nk}) a_{nj}^{(1)}}{N}"),
        ("delta", r"\frac{\partial J}{\partial w_{jk}^{(2)}} = \frac{\sum_{n} \varepsilon_{nk}^{(2)} a_{nj}^{(1)}}{N}"),
        ("matrix", r"\frac{\partial J}{\partial W^{(2)}} = \frac{1}{N} (A^{(1)})^{\top} \Delta^{(2)}"),
    ],
)
def test_the_gradient_over_a_batch_has_the_form_that_people_know(notation: str, gradient: str) -> None:
    assert gradient in Model.from_short(TWO_LAYERS).derive(notation=notation, batch=True).latex.splitlines()


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        (r"= \frac{1}{N} X^{\top} \Delta^{(1)}", r"= X^{\top} \Delta^{(1)}"),
        (r"= \frac{1}{N} X^{\top} \Delta^{(1)}", r"= \frac{1}{N} X^{\top} \Delta^{(2)}"),
        (r"= A^{(2)} - Y", r"= Y - A^{(2)}"),
        (r"= \frac{1}{N} (A^{(1)})^{\top} \Delta^{(2)}", r"= \frac{1}{N} A^{(1)} \Delta^{(2)}"),
    ],
)
def test_a_planted_slip_in_a_batch_is_wrong(right: str, slip: str) -> None:
    text = Model.from_short(TWO_LAYERS).derive(notation="matrix", batch=True).to("markdown")
    assert right in text
    assert "wrong" in {verdict for verdict, _, _ in not_right(text.replace(right, slip, 1))}


def test_a_penalty_has_no_samples() -> None:
    found = Model.from_document(MODELS["weight decay"].document).derive("w", notation="matrix", batch=True)
    assert r"X^{\top}" in found.latex
    assert r"\lambda W" in found.latex or r"\lambda w" in found.latex


@pytest.mark.parametrize(
    ("document", "written"),
    [
        (r"$$h_j = x_j^2$$ and $$L = \ell(h)$$", r"any function: \ell"),
        (r"$$L = w^2$$", "L, which no data move; w is trained"),
        (
            r"$$z^{(i)} = w x^{(i)}$$ and $$L = \sum_i (z^{(i)} - y^{(i)})^2$$",
            r"x^{(\bullet)}, which has samples already",
        ),
    ],
)
def test_what_has_no_batch_is_said(document: str, written: str) -> None:
    with pytest.raises(BackproofError) as caught:
        Model.from_document(document).derive(batch=True)
    problem = caught.value.diagnostic
    assert problem.message == "there is no mean of losses over a batch"
    assert problem.written == written


def test_the_command_line_derives_over_a_batch(capsys: pytest.CaptureFixture[str]) -> None:
    short = "mlp:2-1,sigmoid,binary-cross-entropy"
    assert main(["derive", short, "--batch", "--notation", "matrix", "--format", "markdown", "--detail", "result"]) == 0
    assert r"= \frac{1}{N} X^{\top} \delta^{(1)}" in capsys.readouterr().out


def test_an_offset_beside_an_index_is_read() -> None:
    text = r"$$y_{ni} = \sum_k w_k x_{n, i + k - 1} + b$$ and $$\frac{\partial y_{ni}}{\partial w_k} = %s$$"
    assert [each.verdict.value for each in check(text % "x_{n, i + k - 1}").statements] == ["right", "right"]
    assert check(text % "x_{n, i + k}").statements[1].verdict.value == "wrong"


LAYER = r"""
$Y \in \mathbb{R}^{N \times 3}$. $$Z = X W + \mathbf{1} b^{\top}, \quad P = \operatorname{softmax}(Z)$$
$$L = -\mathbf{1}^{\top}(Y \odot \log(P)) \mathbf{1}, \quad \frac{\partial L}{\partial Z} = %s$$
$$W \leftarrow W - \eta G$$
"""


@pytest.mark.parametrize(
    ("slope", "expected"),
    [("P - Y", "right"), (r"\operatorname{diag}(Y \mathbf{1}) P - Y", "right"), ("Y - P", "wrong"),
     (r"P \operatorname{diag}(\mathbf{1}^{\top} Y) - Y", "wrong")],
)  # fmt: skip
def test_the_softmax_of_a_layer_with_a_row_for_each_sample_is_that_of_rows(slope: str, expected: str) -> None:
    found = [each for each in check(LAYER % slope).statements if "partial" in each.latex]
    assert [each.verdict.value for each in found] == [expected]
