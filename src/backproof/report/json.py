"""The report as JSON: ``backproof.check/1``, described by ``check.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from backproof.check.verdicts.verdict import Checked, Counterexample, Judgement, Repair
from backproof.report.findings import Place, places, sentence, summary
from backproof.report.values import plain

SCHEMA = "backproof.check/1"


def to_json(documents: Iterable[Checked]) -> str:
    """The judgements of documents as one JSON text; every character beyond ASCII is escaped.

    >>> to_json([])
    '{\\n  "schema": "backproof.check/1",\\n  "documents": []\\n}'
    """
    report = {"schema": SCHEMA, "documents": [_document(each) for each in documents]}
    return json.dumps(report, indent=2, allow_nan=False)


def _document(document: Checked) -> dict[str, object]:
    name = document.source.name
    return {
        "file": name,
        "summary": summary(document),
        "statements": [_statement(each, place, name) for each, place in places(document)],
    }


def _statement(judgement: Judgement, place: Place, document: str) -> dict[str, object]:
    source, span = place
    position = source.position(span.start)
    file = {} if judgement.cell is not None or source.name == document else {"file": source.name}
    cell = {} if judgement.cell is None else {"cell": judgement.cell}
    return {
        "id": judgement.id,
        **cell,
        **file,
        "start": span.start,
        "end": span.end,
        "line": position.line,
        "column": position.column,
        "latex": judgement.latex,
        "role": judgement.role.value,
        "verdict": judgement.verdict.value,
        "reading": judgement.reading,
        "assumes": list(judgement.assumes),
        "reason": sentence(judgement),
        "repair": judgement.repair and _repair(judgement.repair),
        "counterexample": judgement.counterexample and _counterexample(judgement.counterexample),
    }


def _repair(repair: Repair) -> dict[str, str]:
    return {"class": repair.error_class, "correct": repair.correct, "message": repair.message}


def _counterexample(found: Counterexample) -> dict[str, object]:
    point = {name: plain(value) for name, value in found.point.items()}
    return {"point": point, "written": plain(found.written), "true": plain(found.true)}
