r"""``b \in \mathbb{R}^n`` says how long a vector is, not which way it lies: it is a row where the text has rows."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SPACES = r"Let $x \in \mathbb{R}^{D}$, $W \in \mathbb{R}^{D \times H}$, $b \in \mathbb{R}^{H}$." + "\n\n"
ROW = ("z = x W + b", r"L = \frac12 \|z\|^2", r"\frac{\partial L}{\partial W} = x^T z")
BATCH = (
    r"Let $X \in \mathbb{R}^{N \times D}$, $W_1 \in \mathbb{R}^{D \times H}$, $b_1 \in \mathbb{R}^{H}$, "
    r"$W_2 \in \mathbb{R}^{H \times C}$, $b_2 \in \mathbb{R}^{C}$, $Y \in \mathbb{R}^{N \times C}$." + "\n\n"
)
FORWARD = ("A = X W_1 + b_1", "S = A W_2 + b_2", r"L = \frac12 \|S - Y\|_F^2")


def test_a_declared_vector_before_its_weights_is_a_row() -> None:
    assert verdicts(SPACES + displays(*ROW, r"\frac{\partial L}{\partial x} = z W^T"))[3:] == ["right"] * 4


@pytest.mark.parametrize("slip", [r"\frac{\partial L}{\partial x} = z W", r"\frac{\partial L}{\partial x} = W z"])
def test_a_row_does_not_excuse_a_lost_transpose(slip: str) -> None:
    assert verdicts(SPACES + displays(*ROW, slip))[-1] in {"wrong", "unchecked"}


def test_a_declared_vector_behind_its_weights_is_a_column() -> None:
    turned = SPACES.replace(r"D \times H", r"H \times D")
    lines = displays("z = W x + b", r"L = \frac12 \|z\|^2", r"\frac{\partial L}{\partial W} = z x^T")
    assert verdicts(turned + lines)[3:] == ["right"] * 3
    assert verdicts(turned + lines.replace("z x^T", "x^T z"))[-1] in {"wrong", "unchecked"}


def test_a_declared_bias_is_added_to_the_row_of_each_sample() -> None:
    right = displays(
        *FORWARD, r"\frac{\partial L}{\partial S} = S - Y", r"\frac{\partial L}{\partial W_2} = A^T (S - Y)",
        r"\frac{\partial L}{\partial b_2} = \sum_n (S_n - Y_n)", r"\frac{\partial L}{\partial A} = (S - Y) W_2^T",
    )  # fmt: skip
    found = verdicts(BATCH + right)[6:]
    assert found[:5] == ["right"] * 5
    assert found[5] in {"right", "right-if"}
    assert found[6] == "right"


@pytest.mark.parametrize(
    "slip",
    [
        r"\frac{\partial L}{\partial b_2} = S - Y",
        r"\frac{\partial L}{\partial A} = W_2^T (S - Y)",
        r"\frac{\partial L}{\partial W_1} = X (S - Y) W_2^T",
    ],
)
def test_rows_do_not_excuse_what_does_not_fit(slip: str) -> None:
    assert verdicts(BATCH + displays(*FORWARD, slip))[-1] == "wrong"


def test_a_proved_line_that_fits_in_no_usual_way_does_not_stop_a_document() -> None:
    text = r"""
We stack the examples as rows: $X \in \mathbb{R}^{N \times D}$, $W_1 \in \mathbb{R}^{D \times H}$,
$b_1 \in \mathbb{R}^{H \times 1}$, $W_2 \in \mathbb{R}^{H \times C}$, $b_2 \in \mathbb{R}^{C \times 1}$.
The labels are $Y \in \mathbb{R}^{N \times C}$.
\begin{align}
S &= A W_2 + b_2 \\
P_{nc} &= \frac{\exp(S_{nc})}{\sum_{c'} \exp(S_{nc'})} \\
L &= -\frac{1}{N} \sum_{n=1}^N \sum_{c=1}^C Y_{nc} \log P_{nc} + \frac{\lambda}{2} (\|W_1\|_F^2 + \|W_2\|_F^2)
\end{align}
\paragraph{(a)} For a single example, with $\ell_n = -\sum_c Y_{nc} \log P_{nc}$,
\begin{align*}
\frac{\partial \ell_n}{\partial S_{nk}} &= -\sum_c Y_{nc} \frac{1}{P_{nc}} \frac{\partial P_{nc}}{\partial S_{nk}} \\
&= P_{nk} - Y_{nk}
\end{align*}
\[ \frac{\partial L}{\partial S} = \frac{1}{N} (P - Y) \]
\paragraph{(a)} We take logs.
"""
    assert "wrong" not in {each.verdict.value for each in judged(text, "hw.tex")}


HIDDEN = (
    r"Let $X \in \mathbb{R}^{N \times D}$, $W \in \mathbb{R}^{D \times K}$, $b \in \mathbb{R}^{K}$, "
    r"$v \in \mathbb{R}^{K}$, $y \in \mathbb{R}^{N}$." + "\n\n"
) + displays(r"H = \sigma(X W + b)", "o = H v", r"L = \frac12 \|o - y\|^2")  # fmt: skip


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [
        (r"\frac{\partial L}{\partial v} = H^T (o - y)", "right"),
        (r"\frac{\partial L}{\partial W} = X^T ((o - y) v^T \odot H \odot (1 - H))", "right"),
        (r"\frac{\partial L}{\partial v} = H (o - y)", "wrong"),
        (r"\frac{\partial L}{\partial W} = X^T ((o - y) v^T \odot H)", "wrong"),
    ],
)
def test_so_is_a_bias_inside_of_an_activation(slope: str, verdict: str) -> None:
    assert verdicts(HIDDEN + "\n\n" + displays(slope))[-1] == verdict


def test_a_bias_that_is_added_to_a_column_elsewhere_is_no_row() -> None:
    text = (
        r"Let $W \in \mathbb{R}^{D \times K}$, $b \in \mathbb{R}^{K}$, $x \in \mathbb{R}^{D}$, "
        r"$X \in \mathbb{R}^{N \times D}$."
    )
    both = displays(
        "z = W^T x + b", "Z = X W + b", r"\ell = \frac12 \|z\|^2", r"\frac{\partial \ell}{\partial W} = x z^T"
    )
    assert verdicts(f"{text}\n\n{both}")[4:] == ["right", "unchecked", "right", "right"]
