"""Documents judged from Python: the same verdicts as on the command line, as an object."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import final

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Checked, Judgement, Verdict
from backproof.report import findings
from backproof.report.formats import FACES
from backproof.report.json import to_json
from backproof.report.notebook import to_html
from backproof.report.text import to_text
from backproof.source import BackproofError, Diagnostic, Source
from backproof.source.copies import original
from backproof.source.load import STANDARD_INPUT, load

TEXT = "<text>"
"""The name of a document that is no file, in places and reports."""

_MATHEMATICS = re.compile(r"\$|\\\(|\\\[|\\begin\{")
_SHOWN = 60  # characters of a text that is neither, in the error message


@final
class Report:
    """A judged document: prints as the command line does, and as a table in a notebook.

    >>> report = check("The loss is $$L = (y - a)^2$$ and so $$\\\\frac{\\\\partial L}{\\\\partial a} = 2(y - a)$$")
    >>> report.summary["wrong"]
    1
    >>> [(each.role.value, each.verdict.value) for each in report]
    [('definition', 'right'), ('claim', 'wrong')]
    >>> report
    <Report of <text>: 2 statements, 1 right, 1 wrong>
    """

    def __init__(self, checked: Checked) -> None:
        self.checked = checked

    @property
    def statements(self) -> tuple[Judgement, ...]:
        """The statements with their verdicts, in the order of the text."""
        return self.checked.judgements

    @property
    def wrong(self) -> tuple[Judgement, ...]:
        """The statements that are refuted: ``wrong``, and ``follows`` from an earlier wrong one."""
        return tuple(each for each in self.statements if each.verdict in findings.REFUTED)

    @property
    def summary(self) -> dict[str, int]:
        """The number of statements, and of those with each verdict."""
        return findings.summary(self.checked)

    def to_json(self) -> str:
        """The report in the stable format ``backproof.check/1``."""
        return to_json([self.checked])

    def to(self, format: str, *, verbose: bool = False) -> str:
        """The report as the command line writes it: text, json, html, markdown, sarif, github or lines."""
        if format not in FACES:
            written = f"one of {', '.join(FACES)}"
            raise BackproofError(Diagnostic(f"there is no format {format}", format, written, "choose one of them"))
        return FACES[format]([findings.Findings(self.checked)], verbose)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self.statements)

    def __len__(self) -> int:
        return len(self.statements)

    def __bool__(self) -> bool:
        """A report is something, even of a document without equations."""
        return True

    def __str__(self) -> str:
        return to_text(findings.Findings(self.checked))

    def __repr__(self) -> str:
        counts = [f"{self.checked.count(each)} {each.value}" for each in Verdict if self.checked.count(each)]
        return f"<Report of {self.checked.source.name}: {', '.join([f'{len(self)} statements', *counts])}>"

    def _repr_html_(self) -> str:
        return to_html(self.checked)


def check(path_or_text: str | os.PathLike[str], *, seed: int = 0) -> Report:
    """Judge every equation of a document.

    A path is read as the command line reads it: Markdown, LaTeX or a notebook, by its name. So is a string that names
    an existing file. Any other string is the text of a Markdown document where it has a line break or a formula in it
    (``$``, ``\\\\(``, ``\\\\[``, ``\\\\begin{``); what is neither is an error, so that a misspelt name is never judged
    as a text without equations. ``seed`` chooses the random points of the proofs.

    Raises :class:`~backproof.source.BackproofError` for what can't be read.

    >>> print(check("$$y = w x$$ and $$\\\\frac{\\\\partial y}{\\\\partial w} = x$$"))
    <text>: 2 statements (1 definition): 2 right
    """
    return Report(check_source(source_of(path_or_text), seed=seed, repairs=True))


def source_of(path_or_text: str | os.PathLike[str]) -> Source:
    """The document that a path names or a text is, by the rule of :func:`check`."""
    if isinstance(path_or_text, os.PathLike):
        return _file(os.fspath(path_or_text))
    if not isinstance(path_or_text, str):
        raise BackproofError(_no_document(f"{type(path_or_text).__name__} {path_or_text!r}"[:_SHOWN]))
    if "\n" not in path_or_text and path_or_text and os.path.exists(path_or_text):
        return _file(path_or_text)
    if "\n" in path_or_text or not path_or_text.strip() or _MATHEMATICS.search(path_or_text):
        return original(Source(TEXT, path_or_text))
    raise BackproofError(_no_document(path_or_text if len(path_or_text) <= _SHOWN else f"{path_or_text[:_SHOWN]}..."))


def _file(path: str) -> Source:
    # On the command line "-" is standard input; here it is a file of that name.
    return load(str(Path.cwd() / path) if path == STANDARD_INPUT else path)


def _no_document(written: str) -> Diagnostic:
    return Diagnostic(
        "this is neither a file nor a text with formulas",
        written=written,
        expected="the path of a file that exists, or a text with formulas between $ signs",
        advice=f"check the name, seen from the folder {Path.cwd()}; a formula alone needs its $ signs",
    )
