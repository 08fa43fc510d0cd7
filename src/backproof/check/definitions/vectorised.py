r"""Equations of stacked matrices as those of the matrices: ``vec(Y) = (B^T \otimes A) vec(X)`` says ``Y = A X B``.

Two operators on stacked matrices are equal where they do the same to any matrix: so are Kronecker products, and the
derivative of a vector by a stacked matrix. Columns are stacked unless the words say that rows are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from backproof.check.definitions.definitions import DEFINES
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.determinants import is_matrix
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references
from backproof.read.terms.terms import NOWHERE, Call, Partial, Ref, Term, Times, Transposed
from backproof.read.terms.vectorised import VEC, NoMatrix, Stacking, along, grouped, is_kronecker, is_vectorised, turned
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

ROWS: Final = re.compile(
    r"\brow[- ]?(major|wise|by[- ]row)|\bstack\w*\s+(up\s+|all\s+)?(the\s+|its\s+)?rows|\brows\s+(are\s+)?stacked",
    re.IGNORECASE,
)
COLUMNS: Final = re.compile(
    r"\bcolumn[- ]?(major|wise|by[- ]column)|\bstack\w*\s+(up\s+|all\s+)?(the\s+|its\s+)?columns"
    r"|\bcolumns\s+(are\s+)?stacked",
    re.IGNORECASE,
)
KRONECKER: Final = re.compile(r"\bkronecker[- ]product", re.IGNORECASE)
UNSAID: Final = "whether this sign means the Kronecker product is not written"
MEANT: Final = "the sign \\otimes between matrices is their Kronecker product"
STACKED: Final = "vec stacks the rows of a matrix"
DIRECTIONS: Final = tuple(Ref(rf"\mathbf{{{letter}}}", (), (), NOWHERE) for letter in "VUQRP")


def settle(document: Document, *, rows: bool = False) -> Document:
    """The document with such equations; ``rows``: rows are stacked though no words say so."""
    if not is_stacked(document.lines) and not any(map(_is_product, document.lines)):
        return document
    said = ROWS.search(document.words) is not None
    used = {ref.base for line in document.lines for side in line.sides for ref in references(side)}
    direction = next((each for each in DIRECTIONS if each.base not in used), None)
    unsaid = "" if is_stacked(document.lines) or KRONECKER.search(document.words) else UNSAID
    reader = _Reader(Stacking(rows=rows or said), direction, unsaid)
    assumes = (*((STACKED,) if rows and not said else ()), *((MEANT,) if unsaid else ()))
    return replace(document, lines=tuple(reader.lines(document.lines, assumes)))


def is_stacked(lines: Iterable[Line]) -> bool:
    """Whether lines speak of stacked matrices."""
    return any(part.name.key == VEC for line in lines for side in line.sides for part in occurrences(side, Call))


def says_order(document: Document) -> bool:
    """Whether the words say in which order entries are stacked."""
    return ROWS.search(document.words) is not None or COLUMNS.search(document.words) is not None


def _is_product(line: Line) -> bool:
    """Whether a line says what a product of Kronecker products of matrices is, or the transpose or inverse of one."""
    if line.head is None or line.side is None or not all(map(is_vectorised, line.sides)):
        return False
    if is_kronecker(line.head) and not isinstance(line.head, Transposed):
        return False
    return all(map(_is_matrix, references(line.head)))


Change = Callable[[Term], Term]


class _Reader:
    """Reads lines in order; the members of a chain are what its head is."""

    def __init__(self, stacking: Stacking, direction: Ref | None, unsaid: str) -> None:
        self.stacking = stacking
        self.unsaid = unsaid
        self.direction = direction
        self._members: dict[int, Change] = {}
        """How the members of chains are read."""
        self._defined: dict[str, Term] = {}

    def lines(self, lines: Iterable[Line], assumes: tuple[str, ...]) -> Iterable[Line]:
        """The lines, those of stacked matrices with the matrices."""
        for line in lines:
            found = self.line(
                line.changed(lambda side: self.plain(grouped(side)) if is_vectorised(side) else self.plain(side))
            )
            if found is not line:
                found = self.claimed(found)
                found = replace(found, assumes=(*line.assumes, *assumes), limited=line.limited or self.unsaid)
            if isinstance(found.head, Ref) and found.side is not None and found.relation in DEFINES:
                self._defined.setdefault(found.head.key, found.side)
            yield found

    def claimed(self, line: Line) -> Line:
        """What is said of a matrix that is defined before is no other definition of it, but a claim."""
        known = self._defined.get(line.head.key) if isinstance(line.head, Ref) else None
        return line if known is None else replace(line, head=known)

    def line(self, line: Line) -> Line:
        """An equation of vectors or of operators as one of matrices; others as they are."""
        if line.side is None or line.relation not in DEFINES or (self.unsaid and not _is_product(line)):
            return line
        if line.head is None:
            known = self._members.get(line.chain) if line.chain is not None else None
            return line if known is None else _changed(line, known) or line
        reads = [
            *([self.operator] if _acts(line) else []),
            *([self.stacking.matrix] if is_vectorised(line.head) else []),
        ]
        for read in reads:
            if (found := _changed(line, read)) is not None:
                if line.chain is not None:
                    self._members[line.chain] = read
                return found
        return line

    def operator(self, term: Term) -> Term:
        """What an operator does to any matrix."""
        if self.direction is None:
            raise NoMatrix
        match term:
            case Call(Ref("vec", (), ()), 0, (Partial() as slope, _)):
                return along(slope, self.direction)
            case _:
                return self.stacking.applied(term, self.direction)

    def plain(self, term: Term) -> Term:
        r"""A term with inner products of stacked matrices as traces: ``vec(A)^T vec(B)`` is ``tr(A^T B)``."""
        if not has(term, Call):
            return term
        match term:
            case Times((Transposed(Call(Ref("vec"), 0, (left,))), *rest)) if rest and is_vectorised(rest[-1]):
                try:
                    right = self.stacking.matrix(Times(tuple(rest), term.span) if len(rest) > 1 else rest[0])
                except NoMatrix:
                    return term
                product = Times((turned(left), right), term.span)
                return Call(Ref("tr", (), (), term.span), 0, (product,), term.span)
            case Call(Ref("norm") as name, 0, (Call(Ref("vec"), 0, (of,)),)):
                return Call(name, 0, (of,), term.span)
            case _:
                return rebuilt(term, self.plain)


def _changed(line: Line, read: Change) -> Line | None:
    """A line with both sides read; None where one of them is no such term."""
    try:
        return line.changed(read)
    except NoMatrix:
        return None


def _acts(line: Line) -> bool:
    """Whether the sides act on stacked matrices: a derivative of an array by one, or products of Kronecker products."""
    match line.head:
        case Call(Ref("vec"), 0, (Partial(of), _)):
            is_loss = isinstance(of, Ref) and of.base in LOSS_LETTERS | QUANTITY_WORDS
            return not is_loss and line.side is not None and any(map(_is_matrix, references(line.side)))
        case head if head is not None:
            matrices = is_vectorised(head) and all(map(_is_matrix, references(head)))
            return matrices and not any(part.name.key == VEC for part in occurrences(head, Call))
        case _:
            return False


def _is_matrix(ref: Ref) -> bool:
    return is_matrix(ref.base)
