"""A document as its author wrote it, with its statements marked: Markdown, TeX, or the cells of a notebook."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import final

from backproof.read.extract import markdown as reading_markdown
from backproof.read.extract import tex as reading_tex
from backproof.read.extract.directives import DIRECTIVE
from backproof.read.extract.extract import macros
from backproof.read.extract.marks import Found
from backproof.read.extract.notebook import cells
from backproof.report.findings import Finding, Findings
from backproof.report.html import formulas, markdown, tex
from backproof.report.html.holes import Hole, Holes, Place, with_holes
from backproof.source import Span
from backproof.source.included import TEX
from backproof.syntax.latex import parse
from backproof.syntax.macros import Macros
from backproof.syntax.markup import escaped

_FRONT_MATTER = re.compile(r"---[ \t]*\n")


def body(document: Findings, prefix: str) -> str:
    """The text of a document; statements that stand in no formula of it, if there are any, at its end."""
    writer = _Writer(document, prefix, macros(document.document.source))
    return "".join(writer.texts()) + writer.rest()


@final
@dataclass
class _Writer:
    document: Findings
    prefix: str
    macros: Macros
    told: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        by_cell: defaultdict[int | None, list[Finding]] = defaultdict(list)
        for each in sorted(self.document.all, key=_start):
            by_cell[each.judgement.cell].append(each)
        self._by_cell = by_cell

    def texts(self) -> Iterator[str]:
        """The document, or its cells."""
        source = self.document.document.source
        match PurePath(source.name).suffix.lower():
            case ".ipynb":
                for number, (kind, text) in enumerate(cells(source)):
                    shown = self._markdown(text, number) if kind == "markdown" else _code(text)
                    yield f'<section class="cell">{shown}</section>'
            case suffix if suffix in TEX:
                yield self._written(*reading_tex.found(source.text), tex.to_html, None)
            case _:
                yield self._markdown(source.text, None)

    def rest(self) -> str:
        """What no formula of the document has taken."""
        left = [each for each in self.document.all if each.judgement.id not in self.told]
        return "".join(formulas.display(each.tree(each.judgement.latex), [each], self.prefix) for each in left)

    def _markdown(self, text: str, cell: int | None) -> str:
        return self._written(text, reading_markdown.found(text), markdown.to_html, cell)

    def _written(self, text: str, found: Iterable[Found], write: Callable[[str, Holes], str], cell: int | None) -> str:
        with_them, places = with_holes(text, found, _is_no_text)
        holes = Holes([self._hole(text, place, cell) for place in places], self.prefix)
        return write(with_them, holes) + holes.hidden()

    def _hole(self, text: str, place: Place, cell: int | None) -> Hole:
        formula, outer = place
        tree = parse(formula.text, formula.span.start, self.macros.at((cell or 0, formula.span.start)))
        return Hole(formula, tree, tuple(self._stated(outer, cell)), text[outer.start : outer.end])

    def _stated(self, outer: Span, cell: int | None) -> Sequence[Finding]:
        """The statements that begin in a formula."""
        of_cell = self._by_cell[cell]
        found = of_cell[bisect_left(of_cell, outer.start, key=_start) : bisect_left(of_cell, outer.end, key=_start)]
        self.told.update(each.judgement.id for each in found)
        return found


def _start(finding: Finding) -> int:
    return finding.judgement.span.start


def _is_no_text(text: str, place: Span) -> bool:
    """What is written for programs: the matter before a page, the name of a directive."""
    matter = place.start == 0 and _FRONT_MATTER.match(text) is not None
    return matter or DIRECTIVE.match(text, place.start, place.end) is not None


def _code(text: str) -> str:
    return f'<pre class="code"><code>{escaped(text)}</code></pre>' if text.strip() else ""
