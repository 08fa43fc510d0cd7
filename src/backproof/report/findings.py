"""What every face of a report says of a statement: its place, and one sentence."""

from __future__ import annotations

import json

from backproof.check.verdict import Checked, Judgement, Role, Verdict
from backproof.source import Source, Span

REFUTED = (Verdict.WRONG, Verdict.FOLLOWS)

_NOTHING_TO_SAY = {
    Verdict.RIGHT: "proved as written",
    Verdict.RIGHT_IF: "proved under a reading that the document does not state",
    Verdict.WRONG: "both sides differ",
    Verdict.FOLLOWS: "consistent with an earlier wrong line",
    Verdict.UNCHECKED: "not understood",
}


Place = tuple[Source, Span]
"""A text that a person can open (a file, a cell of a notebook), and the place in it."""


def places(document: Checked) -> list[tuple[Judgement, Place]]:
    """Each judgement and where it stands: in the document, in a cell of a notebook, or in a file that TeX takes in."""
    numbers = {judgement.cell for judgement in document.judgements if judgement.cell is not None}
    cells = json.loads(document.source.text)["cells"] if numbers else []
    name = document.source.name
    texts = {number: Source(f"{name}:cell {number}", "".join(cells[number]["source"])) for number in numbers}
    return [
        (each, document.source.origin(each.span) if each.cell is None else (texts[each.cell], each.span))
        for each in document.judgements
    ]


def sentence(judgement: Judgement) -> str:
    """Why the verdict is what it is, on one line."""
    said = judgement.reason or "; ".join(judgement.assumes) or _NOTHING_TO_SAY[judgement.verdict]
    return " ".join(said.split())


def summary(document: Checked) -> dict[str, int]:
    """The number of statements, and of those with each verdict."""
    return {"statements": len(document.judgements)} | {each.value: document.count(each) for each in Verdict}


def definitions(document: Checked) -> int:
    """The number of definitions, which are well-formed or not but are nothing to prove."""
    return sum(judgement.role is Role.DEFINITION for judgement in document.judgements)
