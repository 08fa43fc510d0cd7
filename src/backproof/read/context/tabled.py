r"""Tables that give names their numbers: a row of names above a row of numbers, or a name and a number in each row.

Such a table says what ``w_{13} = 0.2`` says. One with several rows of numbers is of several epochs or samples, and one
whose words speak of what comes out gives nothing; neither is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.grammar import read
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import items
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref, Term, Unreadable
from backproof.syntax.latex import parse
from backproof.syntax.tree import Node

RULE: Final = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$", re.MULTILINE)
"""The line below the first row of a table."""
NUMBER: Final = re.compile(r"[-−+]?\d+(?:\.\d+)?|[-−+]?\.\d+")
NAME: Final = re.compile(r"([A-Za-zα-ωΑ-Ω])_?(\d{1,2})")
RESULTS: Final = re.compile(
    r"\b(?:new|updated?s?|after|final|old|previous|results?|outputs?|gradients?|errors?|predict\w*|computed|"
    r"epochs?|iterations?|changes?|steps?|neu\w*|nach|alte\w*|ergebnis\w*)\b",
    re.I,
)
"""Words of tables that say what comes out."""
MARK: Final = re.compile(r"\0(\d+)\0")
REACH: Final = 80
"""So many pieces of a table are looked at on either side of the line below its first row."""


def tabled(
    pieces: Sequence[Piece], trees: Mapping[int, Node], lexicon: Lexicon, lines: Sequence[Line]
) -> Iterator[tuple[int, Ref, Term]]:
    """What the tables of a document give, each name with the number of the line that it stands before."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, Prose) and piece.cell is None and "--" in piece.text:
            for name, value in _given(piece, pieces, at, trees, lexicon):
                yield sum(line.span.start < piece.span.start for line in lines), name, value


def _given(
    piece: Prose, pieces: Sequence[Piece], at: int, trees: Mapping[int, Node], lexicon: Lexicon
) -> Iterator[tuple[Ref, Term]]:
    """What a table gives, at the piece with the line below its first row."""
    if (rule := RULE.search(piece.text)) is None:
        return
    behind = piece.text[rule.end() :] + _flat(pieces, range(at + 1, min(len(pieces), at + REACH)))
    upto = _flat(pieces, range(max(0, at - REACH), at + 1))
    before = upto[: len(upto) - len(piece.text) + rule.start()]
    spoken, _, first = before.rstrip("\n").rpartition("\n")
    rows = [_cells(first), *map(_cells, _rows(behind))]
    words = f"{spoken.rstrip().rpartition(chr(10))[2]} {first}"
    if len({len(row) for row in rows}) != 1 or RESULTS.search(words):
        return
    for name, number in _pairs(rows):
        head, value = _named(name, trees, lexicon), _valued(number, trees, lexicon)
        if head is not None and value is not None:
            yield head, value


def _pairs(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The names of a table with the cells of their numbers."""
    first, *others = rows
    if len(others) == 1 and len(first) > 1:
        labelled = not first[0] or not (MARK.fullmatch(others[0][0]) or NUMBER.fullmatch(others[0][0]))
        yield from list(zip(first, others[0], strict=True))[labelled:]
    elif len(first) == 2 and not (MARK.fullmatch(first[0]) or MARK.fullmatch(first[1])):
        yield from ((row[0], row[1]) for row in others)


def _named(cell: str, trees: Mapping[int, Node], lexicon: Lexicon) -> Ref | None:
    """The name that a cell is, with its formula or typed without one."""
    if (mark := MARK.fullmatch(cell)) is not None:
        found = _read(trees[int(mark[1])], lexicon)
    elif (typed := NAME.fullmatch(cell)) is not None:
        letter, number = typed.groups()
        found = _read(parse(f"{letter}_{{{number}}}", 0, {}), lexicon)
    else:
        return None
    return found if isinstance(found, Ref) else None


def _valued(cell: str, trees: Mapping[int, Node], lexicon: Lexicon) -> Term | None:
    """The number that a cell is."""
    if (mark := MARK.fullmatch(cell)) is not None:
        found = _read(trees[int(mark[1])], lexicon)
        return None if found is None or isinstance(found, Ref) else found
    return _read(parse(cell.replace("−", "-").lstrip("+"), 0, {}), lexicon) if NUMBER.fullmatch(cell) else None


def _read(tree: Node, lexicon: Lexicon) -> Term | None:
    try:
        return read(items(tree), lexicon)
    except Unreadable:
        return None


def _flat(pieces: Sequence[Piece], places: range) -> str:
    """Pieces as one text, formulas by their numbers between marks; headings and displays end a table."""
    found: list[str] = []
    for at in places:
        piece, before = pieces[at], pieces[at - 1] if at else None
        match piece:
            case Formula(display=False):
                found.append(f"\0{at}\0")
            case Prose(text=text):
                found.append(("\n\n" if isinstance(before, Prose) else "") + text)
            case Heading() | Formula():
                found.append("\n\n")
    return "".join(found)


def _rows(text: str) -> Iterator[str]:
    """The rows below the line, up to the first line that is none."""
    for line in text.lstrip("\n").split("\n"):
        if "|" not in line:
            return
        yield line


def _cells(row: str) -> list[str]:
    return [cell.strip().strip("*`").strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]
