"""What every face says of a statement: its place, one sentence, and what the verdict rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import final

from backproof.check.verdicts.verdict import Checked, Counterexample, Judgement, Repair, Role, Verdict
from backproof.read.extract.extract import macros
from backproof.read.extract.notebook import extract_notebook
from backproof.report.values import point, words
from backproof.source import Position, Source, Span
from backproof.syntax.latex import parse
from backproof.syntax.macros import Macro, Macros
from backproof.syntax.tree import Node

REFUTED = (Verdict.WRONG, Verdict.FOLLOWS)

MOST_SEVERE_FIRST = (Verdict.WRONG, Verdict.FOLLOWS, Verdict.UNCHECKED, Verdict.RIGHT_IF, Verdict.RIGHT)

SIGNS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.RIGHT: "✓",
        Verdict.RIGHT_IF: "(✓)",
        Verdict.WRONG: "✗",
        Verdict.FOLLOWS: "↳",
        Verdict.UNCHECKED: "?",
    }
)
"""A sign for each verdict, so that no face tells them apart by colour alone."""

_NOTHING_TO_SAY = {
    Verdict.RIGHT: "proved as written",
    Verdict.RIGHT_IF: "proved under a reading that the document does not state",
    Verdict.WRONG: "both sides differ",
    Verdict.FOLLOWS: "consistent with an earlier wrong line",
    Verdict.UNCHECKED: "not understood",
}

Place = tuple[Source, Span]
"""A text that a person can open (a file, a cell of a notebook), and the place in it."""


@final
@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a verdict rests on: what it is, and its words; ``formula`` where these are LaTeX."""

    label: str
    text: str
    formula: bool = False


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement as faces show it. ``file`` can be opened; ``source`` and ``span`` say where, there or in a cell.

    ``document`` is the file that was checked, which may take in the one that the statement stands in.
    """

    judgement: Judgement
    file: str
    source: Source
    span: Span
    sentence: str
    details: tuple[Detail, ...]
    document: str = ""
    macros: Mapping[str, Macro] = field(default_factory=dict, repr=False)

    def tree(self, latex: str) -> Node:
        """LaTeX with the author's macros, as they are where the statement stands."""
        return parse(latex, macros=self.macros)

    @property
    def verdict(self) -> Verdict:
        """The verdict of the judgement."""
        return self.judgement.verdict

    @property
    def start(self) -> Position:
        """The line and the column where the statement begins."""
        return self.source.position(self.span.start)

    @property
    def end(self) -> Position:
        """The line and the column behind the statement."""
        return self.source.position(self.span.end)

    @property
    def message(self) -> str:
        """The sentence, and what the line should say where a repair was proved."""
        repair = self.judgement.repair
        return self.sentence if repair is None else f"{self.sentence}; {repair.message}: {repair.correct}"

    @property
    def slip(self) -> str:
        """The class of the slip; empty where none was proved."""
        return self.judgement.repair.error_class if self.judgement.repair is not None else ""


@final
@dataclass(frozen=True)
class Findings:
    """A judged document for the faces.

    ``facts`` are sentences that stand above it, such as points. ``added`` is what else is said of statements, by the
    numbers of their judgements: points, for example, and what they are for.
    """

    document: Checked
    facts: tuple[str, ...] = ()
    added: Mapping[int, tuple[Detail, ...]] = field(default_factory=dict)

    @cached_property
    def all(self) -> tuple[Finding, ...]:
        """The findings, in the order of the text."""
        known = macros(self.document.source)
        return tuple(self._found(*each, known) for each in places(self.document))

    def _found(self, judgement: Judgement, place: Place, known: Macros) -> Finding:
        source, span = place
        file = source.name if judgement.cell is None else self.name
        details = (*_details(judgement), *self.added.get(judgement.id, ()))
        here = known.at((judgement.cell or 0, judgement.span.start))
        return Finding(judgement, file, source, span, sentence(judgement), details, self.name, here)

    def of(self, *verdicts: Verdict) -> Iterator[Finding]:
        """Those with one of these verdicts."""
        return (each for each in self.all if each.verdict in verdicts)

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.document.source.name


def places(document: Checked) -> list[tuple[Judgement, Place]]:
    """Each judgement and where it stands: in the document, in a cell of a notebook, or in a file that TeX takes in."""
    in_cells = any(judgement.cell is not None for judgement in document.judgements)
    name = document.source.name
    cells = dict(extract_notebook(document.source)) if in_cells else {}
    texts = {number: Source(f"{name}:cell {number}", cell.text) for number, cell in cells.items()}
    return [
        (each, document.source.origin(each.span) if each.cell is None else (texts[each.cell], each.span))
        for each in document.judgements
    ]


def sentence(judgement: Judgement) -> str:
    """Why the verdict is what it is, on one line."""
    said = judgement.reason or "; ".join(judgement.assumes) or _NOTHING_TO_SAY[judgement.verdict]
    return " ".join(said.split())


def _details(judgement: Judgement) -> Iterator[Detail]:
    if judgement.repair is not None:
        yield from _correction(judgement.repair)
    if judgement.reading:
        yield Detail("read as", judgement.reading, formula=True)
    for assumed in judgement.assumes if judgement.reason else ():  # without a reason, they are the sentence
        yield Detail("if", assumed)
    if judgement.counterexample is not None:
        yield from _refutation(judgement.counterexample)


def _refutation(found: Counterexample) -> Iterator[Detail]:
    if found.point:
        yield Detail("at", point(found.point))
    yield Detail("written", words(found.written))
    yield Detail("true", words(found.true))


def _correction(repair: Repair) -> Iterator[Detail]:
    yield Detail("repair", repair.message)
    yield Detail("right", repair.correct, formula=True)


def summary(document: Checked) -> dict[str, int]:
    """The number of statements, and of those with each verdict."""
    return {"statements": len(document.judgements)} | {each.value: document.count(each) for each in Verdict}


def definitions(document: Checked) -> int:
    """The number of definitions, which are well-formed or not but are nothing to prove."""
    return sum(judgement.role is Role.DEFINITION for judgement in document.judgements)


def counts(document: Checked) -> str:
    """How many there are of each verdict, in words.

    >>> counts(Checked(Source("hw.md", ""), ()))
    'no equations found'
    """
    numbers = summary(document)
    statements = numbers.pop("statements")
    if not statements:
        return "no equations found"
    kinds = f" ({counted(definitions(document), 'definition')})" if definitions(document) else ""
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in numbers.items() if count)
    return f"{counted(statements, 'statement')}{kinds}: {verdicts}"


def counted(number: int, word: str) -> str:
    """A number and what it counts.

    >>> counted(1, "line"), counted(2, "line")
    ('1 line', '2 lines')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
