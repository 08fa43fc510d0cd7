"""Findings as SARIF 2.1.0, the format in which code scanning takes the results of tools.

Rules are the classes of slips. A line that is refuted fails with a level; what could not be judged is ``open`` and what
is proved is ``pass``, without a level. A corrected line that was proved is a fix. A cell of a notebook has no place in
its file; it is a logical location.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import quote

from backproof import __version__
from backproof.check.verdicts.verdict import Verdict
from backproof.report.findings import Finding, Findings
from backproof.report.slips import SLIPS, UNCLASSED, Slip

Json: TypeAlias = "dict[str, object]"

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "statement/v1"

_KINDS: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.WRONG: ("fail", "error"),
        Verdict.FOLLOWS: ("fail", "note"),
        Verdict.RIGHT_IF: ("fail", "note"),
        Verdict.UNCHECKED: ("open", "none"),
        Verdict.RIGHT: ("pass", "none"),
    }
)


def _unclassed(verdict: Verdict) -> str:
    return f"verdict_{verdict.value.replace('-', '_')}"


_RULES: Mapping[str, tuple[Slip, str]] = MappingProxyType(
    {name: (slip, "error") for name, slip in SLIPS.items()}
    | {_unclassed(verdict): (slip, _KINDS[verdict][1]) for verdict, slip in UNCLASSED.items()}
)
"""The rules by their names, each with its level."""

_NUMBERS = {name: number for number, name in enumerate(_RULES)}


def to_sarif(documents: Iterable[Findings], *, verbose: bool = False) -> str:
    """The findings of documents as one log with one run.

    ``verbose`` makes notes of the lines that were not judged, and adds those that are right.
    """
    found = list(documents)
    run: Json = {
        "tool": {"driver": _driver()},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(each) for each in found],
        "results": [result for each in found for result in _results(each, verbose)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver() -> Json:
    rules = [_rule(name, slip, level) for name, (slip, level) in _RULES.items()]
    return {"name": "backproof", "version": __version__, "rules": rules}


def _rule(name: str, slip: Slip, level: str) -> Json:
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("_")),
        "shortDescription": {"text": slip.title},
        "fullDescription": {"text": slip.help},
        "help": {"text": f"{slip.title}. {slip.help}"},
        "defaultConfiguration": {"level": level},
    }


def _artifact(document: Findings) -> Json:
    return {"location": {"uri": address(document.name)}, "properties": {"readings": list(document.document.readings)}}


def address(file: str) -> str:
    """The name of a file as a reference: relative as it was given.

    >>> address("home work/hw#1.md"), address("<stdin>")
    ('home%20work/hw%231.md', '%3Cstdin%3E')
    """
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _results(document: Findings, verbose: bool) -> list[Json]:
    seen: Counter[str] = Counter()
    results = []
    for finding in document.all:
        written = " ".join(finding.judgement.latex.split())
        mark = _fingerprint(written, seen[written])
        seen[written] += 1
        if verbose or finding.verdict is not Verdict.RIGHT:
            results.append(_result(finding, mark, verbose))
    return results


def _fingerprint(written: str, nth: int) -> str:
    """The same wherever in the document a statement moves, and whatever is judged of it; equal ones are counted."""
    return hashlib.sha256(f"{written}\0{nth}".encode(errors="surrogatepass")).hexdigest()[:32]


def _result(finding: Finding, fingerprint: str, verbose: bool) -> Json:
    classes = [each for each in finding.slip.split("+") if each in SLIPS]
    rule = classes[0] if classes else _unclassed(finding.verdict)
    kind, level = ("fail", "note") if verbose and finding.verdict is Verdict.UNCHECKED else _KINDS[finding.verdict]
    told = "\n".join([finding.message, *(f"{each.label}: {each.text}" for each in finding.details)])
    return {
        "ruleId": rule,
        "ruleIndex": _NUMBERS[rule],
        "kind": kind,
        "level": level,
        "message": {"text": told},
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        **_fixes(finding),
        "properties": {"verdict": finding.verdict.value, "classes": classes},
    }


def _fixes(finding: Finding) -> Json:
    """The corrected line in the place of the written one, where one was proved and the place is in a file."""
    repair, judgement = finding.judgement.repair, finding.judgement
    if repair is None or judgement.cell is not None or finding.source.slice(finding.span) != judgement.latex:
        return {}
    replacement = {"deletedRegion": _region(finding), "insertedContent": {"text": repair.correct}}
    change = {"artifactLocation": {"uri": address(finding.file)}, "replacements": [replacement]}
    return {"fixes": [{"description": {"text": repair.message}, "artifactChanges": [change]}]}


def _location(finding: Finding) -> Json:
    file: Json = {"artifactLocation": {"uri": address(finding.file)}}
    start, cell = finding.start, finding.judgement.cell
    if cell is not None:
        place = f"cell {cell}, line {start.line}, column {start.column}"
        return {"physicalLocation": file, "logicalLocations": [{"name": place, "kind": "member"}]}
    region = {**_region(finding), "snippet": {"text": finding.source.slice(finding.span)}}
    return {"physicalLocation": {**file, "region": region}}


def _region(finding: Finding) -> Json:
    """The range of characters of a statement; ``endColumn`` is behind it."""
    start, end = finding.start, finding.end
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": finding.span.start,
        "charLength": len(finding.span),
    }
