r"""``\intertext`` goes back to words between the rows of a display: what stands in it is read as in any sentence."""

from __future__ import annotations

import pytest

from backproof.read.extract.extract import extract
from backproof.read.extract.pieces import Formula, Prose
from backproof.source import Source
from tests.check.judging import judged

TEXT = r"""\begin{document}
\begin{alignat}{2}
 p &= \sigma(z), \label{eq:p} \\
\intertext{and the loss $L = -y \log p - (1 - y) \log(1 - p)$ has, for labels $y$,}
 \frac{\partial L}{\partial z} &= p - y \\
\shortintertext{in the end.}
 &= - (y - p)
\end{alignat}
\end{document}
"""


def test_rows_before_and_behind_are_displays_and_formulas_in_the_words_are_found() -> None:
    pieces = extract(Source("thesis.tex", TEXT))
    formulas = [piece for piece in pieces if isinstance(piece, Formula)]
    assert [(piece.display, piece.text.split()[0]) for piece in formulas] == [
        (True, "p"),
        (False, "L"),
        (False, "y"),
        (True, r"\frac{\partial"),
        (True, "&="),
    ]
    assert all(TEXT[piece.span.start : piece.span.end] == piece.text for piece in formulas)
    assert "and the loss" in [piece.text for piece in pieces if isinstance(piece, Prose)]


@pytest.mark.parametrize(
    ("written", "slip", "line"),
    [("p - y", "p + y", 2), ("- (y - p)", "- (y + p)", 3), (r"- (1 - y)", r"- (1 + y)", 2)],
)
def test_a_slip_in_a_row_or_between_them_is_found(written: str, slip: str, line: int) -> None:
    assert [each.verdict.value for each in judged(TEXT, "thesis.tex")] == ["right"] * 4
    found = [each.verdict.value for each in judged(TEXT.replace(written, slip), "thesis.tex")]
    assert found[line] == "wrong"


def test_words_that_are_never_closed_stay_in_their_display() -> None:
    broken = TEXT.replace("labels $y$,}", "labels $y$,")
    assert any(isinstance(piece, Formula) for piece in extract(Source("thesis.tex", broken)))
