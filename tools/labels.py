"""Labels: what people found out about the statements of a document, and how far a check agrees with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backproof.check.verdicts.verdict import REFUTED, Checked, Judgement, Verdict
from backproof.source import BackproofError, Diagnostic, Source, Span

WORST_FIRST = (Verdict.WRONG, Verdict.FOLLOWS, Verdict.UNCHECKED, Verdict.RIGHT_IF, Verdict.RIGHT)
EXPECTED = {
    "right": frozenset({Verdict.RIGHT}),
    "sloppy": frozenset({Verdict.RIGHT_IF}),
    "wrong": REFUTED,
}


@dataclass(frozen=True, slots=True)
class Label:
    """A statement of a document, what it is (right, sloppy or wrong), and the verdicts that agree with that.

    ``slip``: the classes of the slip in it, joined by ``+``.
    """

    span: Span
    latex: str
    says: str
    accepted: frozenset[Verdict]
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A label with the verdict of the statements that it covers, and the statement that decided it."""

    label: Label
    verdict: Verdict
    judgement: Judgement | None

    @property
    def agrees(self) -> bool:
        """Whether the verdict is one that the label accepts."""
        return self.verdict in self.label.accepted

    @property
    def reason(self) -> str:
        """What the check said."""
        return "no statement was found here" if self.judgement is None else self.judgement.reason


def entries(folder: Path) -> dict[str, list[Mapping[str, object]]]:
    """The labels of a folder by document; other JSON files are passed over."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for path in sorted(folder.rglob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, list):
            for entry in content:
                if isinstance(entry, dict) and entry.keys() >= {"doc", "latex", "kind", "verdict"}:
                    found.setdefault(entry["doc"], []).append(entry)
    return found


def place(source: Source, written: Iterable[Mapping[str, object]]) -> list[Label]:
    """The labels with their places. Each is a verbatim part of the text, after the one before, or inside it."""
    labels: list[Label] = []
    start = end = 0
    for entry in written:
        latex = str(entry["latex"])
        at = source.text.find(latex, end)
        at = source.text.find(latex, start) if at < 0 else at
        if at < 0:
            raise BackproofError(
                Diagnostic(
                    "a label is not in its document",
                    written=latex,
                    expected="a verbatim part of the text, in order of appearance",
                    advice="compare the label with the document",
                    source=source,
                    span=Span(start, start),
                )
            )
        start, end = at, at + len(latex)
        if entry["kind"] != "prose":
            says = str(entry["verdict"])
            accepted = frozenset[Verdict]().union(*map(_accepted, [says, *_words(entry.get("also_ok"))]))
            slip = str(entry.get("error_class", ""))
            labels.append(Label(Span(start, end), latex, says, accepted, slip))
    return labels


def compare(document: Checked, labels: Sequence[Label]) -> Iterator[Compared]:
    """Each label with the worst verdict of the statements that it covers; unchecked where it covers none."""
    for label in labels:
        covered = [each for each in document.judgements if _covers(label.span, each.span)]
        worst = min(covered, key=lambda each: WORST_FIRST.index(each.verdict), default=None)
        yield Compared(label, Verdict.UNCHECKED if worst is None else worst.verdict, worst)


def _covers(label: Span, statement: Span) -> bool:
    """Whether they share at least half of either."""
    shared = min(label.end, statement.end) - max(label.start, statement.start)
    return shared > 0 and 2 * shared >= min(len(label), len(statement))


def _accepted(word: str) -> frozenset[Verdict]:
    """The verdicts that a word stands for, which is one of labels (sloppy) or of verdicts (unchecked)."""
    return EXPECTED[word] if word in EXPECTED else frozenset({Verdict(word)})


def _words(written: object) -> list[str]:
    match written:
        case str(word):
            return [word]
        case list(words):
            return [str(word) for word in words]
        case _:
            return []
