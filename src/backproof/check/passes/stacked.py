r"""Whether ``vec`` stacks columns or rows, where no words say it: columns, unless more lines hold where it stacks rows.

``(B^T \otimes A) vec(X)`` is that of columns, ``(A \otimes B^T) vec(X)`` that of rows; a page has one of them.
"""

from __future__ import annotations

from collections.abc import Callable

from backproof.check.definitions.vectorised import is_stacked, says_order
from backproof.check.verdicts.verdict import PROVED, REFUTED, Checked, Judgement
from backproof.read.document import Document
from backproof.read.terms.vectorised import VEC


def settled(document: Document, by_columns: Checked, by_rows: Callable[[], Checked]) -> Checked:
    """What is found of a document as it was read; with rows stacked only where a line of it is refuted otherwise."""
    if not is_stacked(document.lines) or says_order(document) or not any(map(_is_refuted, _stacked(by_columns))):
        return by_columns
    found = by_rows()
    return found if _proved(found) > _proved(by_columns) else by_columns


def _stacked(checked: Checked) -> list[Judgement]:
    return [each for each in checked.judgements if VEC in each.latex]


def _is_refuted(judgement: Judgement) -> bool:
    return judgement.verdict in REFUTED


def _proved(checked: Checked) -> int:
    return sum(each.verdict in PROVED for each in _stacked(checked))
