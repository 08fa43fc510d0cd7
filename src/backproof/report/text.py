"""The report for a terminal: one line for each finding, as compilers write them, and what is behind it below."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.check.verdict import Checked, Counterexample, Judgement, Repair, Verdict
from backproof.report.findings import REFUTED, Place, definitions, places, sentence, summary
from backproof.report.values import point, words
from backproof.source import Diagnostic

_BOLD, _RESET = "\033[1m", "\033[0m"
_COLORS = {
    Verdict.RIGHT: "\033[32m",
    Verdict.RIGHT_IF: "\033[33m",
    Verdict.WRONG: "\033[1;31m",
    Verdict.FOLLOWS: "\033[35m",
    Verdict.UNCHECKED: "\033[36m",
}

# A document must not command the terminal that it is shown on; a tab would move the caret.
_SHOWN = {code: "·" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A} | {0x09: " "}


def to_text(document: Checked, *, color: bool = False, verbose: bool = False) -> str:
    """The annotated findings of a document and a summary; ``verbose`` shows the lines that are right too."""
    shown = [found for found in places(document) if verbose or found[0].verdict is not Verdict.RIGHT]
    findings = [_finding(each, place, color=color, verbose=verbose) for each, place in shown]
    return "\n".join([*findings, *_readings(document), _summary(document)])


def _finding(judgement: Judgement, place: Place, *, color: bool, verbose: bool) -> str:
    shown = Diagnostic("", source=place[0], span=place[1])
    head = _head(judgement, shown.where, color=color)
    excerpt = shown.caret() if judgement.verdict in REFUTED else ""
    labelled = [f"  {label + ':':9} {' '.join(text.split())}" for label, text in _behind(judgement, verbose=verbose)]
    below = "\n".join(line for line in (excerpt, *labelled) if line).translate(_SHOWN)
    return f"{head}\n{below}" if below else head


def _head(judgement: Judgement, where: str, *, color: bool) -> str:
    verdict, message = judgement.verdict.value, sentence(judgement).translate(_SHOWN)
    if color:
        return f"{_BOLD}{where}:{_RESET} {_COLORS[judgement.verdict]}{verdict}:{_RESET} {message}"
    return f"{where}: {verdict}: {message}"


def _behind(judgement: Judgement, *, verbose: bool) -> Iterator[tuple[str, str]]:
    """What a verdict rests on: labels and texts."""
    if judgement.reading and (verbose or judgement.verdict is not Verdict.RIGHT):
        yield "read as", judgement.reading
    for assumed in judgement.assumes:
        yield "if", assumed
    if judgement.counterexample is not None:
        yield from _refutation(judgement.counterexample)
    if judgement.repair is not None:
        yield from _correction(judgement.repair)


def _refutation(found: Counterexample) -> Iterator[tuple[str, str]]:
    if found.point:
        yield "at", point(found.point)
    yield "written", words(found.written)
    yield "true", words(found.true)


def _correction(repair: Repair) -> Iterator[tuple[str, str]]:
    yield "repair", f"{repair.error_class}: {repair.message}"
    yield "correct", repair.correct


def _readings(document: Checked) -> list[str]:
    return [f"{document.source.name}: read with: {'; '.join(document.readings)}"] if document.readings else []


def _summary(document: Checked) -> str:
    """How many there are of each verdict.

    >>> from backproof.source import Source
    >>> _summary(Checked(Source("hw.md", ""), ()))
    'hw.md: no equations found'
    """
    counts = summary(document)
    statements = counts.pop("statements")
    if not statements:
        return f"{document.source.name}: no equations found"
    kinds = f" ({_counted(definitions(document), 'definition')})" if definitions(document) else ""
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    return f"{document.source.name}: {_counted(statements, 'statement')}{kinds}: {verdicts}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
