"""The model that a document defines."""

from __future__ import annotations

from dataclasses import replace

from backproof.api.problems import unread
from backproof.api.reading import Written, elaborated
from backproof.check import definitions as defining
from backproof.check import families
from backproof.check.letters import Use, resolved, uses
from backproof.check.names import Names
from backproof.check.suppressed import Defined
from backproof.read import lexicon as lexicons
from backproof.read.extract import extract, macros, place
from backproof.read.lines import Line, read_lines
from backproof.read.notebook import extract_notebook
from backproof.read.pieces import Formula
from backproof.read.terms import Ref
from backproof.source import BackproofError, Diagnostic, Source
from backproof.syntax.latex import parse


def definitions(source: Source) -> Written:
    """The first definition of each name; those that can't be used are in ``broken``."""
    lines, sources = _lines(source)
    names = families.named(lines)
    lines = [*families.lettered(tuple(lines), names)]
    letters = _index_letters(lines, names)
    first: dict[str, Defined] = {}
    for each in defining.find(lines, names):
        if each.key not in letters:
            first.setdefault(each.key, each)
    written = elaborated(first.values(), lines, sources, names, lenient=True)
    broken = {**_unread(lines, sources, names), **written.broken}
    usable = {each.symbol.name for each in written.definitions}
    if not usable:
        raise BackproofError(_nothing(source, list(broken.values())))
    return replace(written, broken={key: problem for key, problem in broken.items() if key not in usable})


def _lines(source: Source) -> tuple[list[Line], list[Source]]:
    """The lines of a document, and the text in which the span of each counts."""
    formulas = [piece for piece in extract(source) if isinstance(piece, Formula)]
    cells = dict(extract_notebook(source)) if any(piece.cell is not None for piece in formulas) else {}
    known = macros(source)
    trees = [parse(piece.text, piece.span.start, known.at(place(piece))) for piece in formulas]
    lexicon = lexicons.build(trees)
    lines: list[Line] = []
    sources: list[Source] = []
    for number, (piece, tree) in enumerate(zip(formulas, trees, strict=True)):
        found = list(read_lines(tree, lexicon, display=piece.display, section=0, next_chain=number))
        lines.extend(found)
        sources.extend([source if piece.cell is None else cells[piece.cell]] * len(found))
    return lines, sources


def _index_letters(lines: list[Line], names: Names) -> set[str]:
    """The letters that stand as indices: ``i = 1, \\ldots, n`` defines no quantity."""
    terms = [term for line in lines for term in line.sides]
    found = (use for term in terms for use in uses(term, names))
    return {use.letter for use in found if isinstance(use, Use) and isinstance(use.letter, str)}


def _unread(lines: list[Line], sources: list[Source], names: Names) -> dict[str, Diagnostic]:
    """Names whose definition is there, but can't be read."""
    found: dict[str, Diagnostic] = {}
    for line, source in zip(lines, sources, strict=True):
        if isinstance(line.head, Ref) and line.relation in defining.DEFINES and line.problem is not None:
            found.setdefault(resolved(names, line.head).key, unread(line.problem.reason, source, line.problem.span))
    return found


def _nothing(source: Source, broken: list[Diagnostic]) -> Diagnostic:
    return Diagnostic(
        "no definition of this document can be used",
        written=f"{len(broken)} definitions that are not read: {broken[0].message}" if broken else "no definition",
        expected="at least one equation such as O = \\sum_j w_j x_j, with a name on the left",
        advice="write the definitions in index form",
        source=source,
    )
