r"""Kronecker's delta beside errors of the same letter: ``\delta_{ij}`` where ``\delta_i`` is the error of a unit.

A document that defines a delta with one index, or none, has another one with two, where its words name Kronecker or
sums that are implied, or where it writes ``\partial x_i / \partial x_j`` with these two indices or with one of them
and a sum over the other. Without such a sign a ``\delta_{nj}`` may be the error of unit j for sample n.

The elements of the identity matrix, ``I_{ij}``, are the same delta, where such a derivative has them and nothing else
says what I is: an input or a current has two indices, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.gathering import tensors_of
from backproof.check.names.names import KRONECKER
from backproof.check.names.sampling import with_refs
from backproof.read.document import Document
from backproof.read.grammar.scripts import PLACE
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Branches, Compare, Num, Partial, Ref, Term

INDICES = 2
ERRORS = frozenset({"delta", "\\mathbf{delta}"})
IDENTITIES = frozenset({"I", "\\mathbf{I}"})
"""Errors of units as one array, plain or bold."""


def settle(document: Document) -> Document:
    """The document with Kronecker's delta as a name of its own, where errors have the same letter."""
    document = _of_identities(document)
    lines = document.lines
    if not _defines_errors(lines) or not (document.kronecker or document.einstein or _shows(lines, _is_delta)):
        return document

    def named(ref: Ref) -> Ref:
        return replace(ref, base=KRONECKER) if _is_delta(ref) else ref

    return replace(document, lines=tuple(with_refs(line, named) for line in lines))


def is_defined(line: Line) -> bool:
    r"""Whether a line says what Kronecker's delta is: 1 where its two indices are equal, and 0 elsewhere."""
    match line.head, line.side:
        case Ref(subs=(one, other)) as head, Branches(rows=((first, equal), (second, apart))) if _is_delta(head):
            if _is_number(second, 1):
                first, equal, second, apart = second, apart, first, equal
            said = _compares(equal, "=", {one, other}) or (not equal and _compares(apart, "!=", {one, other}))
            rest = not apart or _compares(apart, "!=", {one, other})
            return _is_number(first, 1) and _is_number(second, 0) and said and rest and not line.conditions
        case _:
            return False


def _of_identities(document: Document) -> Document:
    """The document with the elements of the identity matrix as Kronecker's delta."""
    used = [ref for line in document.lines for term in line.sides for ref in references(term) if ref.base in IDENTITIES]
    indexed = [ref for ref in used if ref.subs or ref.sups or ref.at]
    if not indexed or not all(map(_is_element, indexed)) or any(map(_is_given, document.lines)):
        return document
    if not _shows(document.lines, _is_element):
        return document

    def named(ref: Ref) -> Ref:
        return replace(ref, base=KRONECKER) if _is_element(ref) else ref

    return replace(document, lines=tuple(with_refs(line, named) for line in document.lines))


def _is_element(ref: Ref) -> bool:
    return ref.base in IDENTITIES and _has_two_letters(ref)


def _is_given(line: Line) -> bool:
    """Whether a line says what I is, or how something changes with it."""
    varied = (part.by for term in line.sides for part in occurrences(term, Partial))
    return any(isinstance(ref, Ref) and ref.base in IDENTITIES for ref in (line.head, *varied))


def _is_number(term: Term, value: int) -> bool:
    return isinstance(term, Num) and term.value == value


def _compares(conditions: tuple[Compare, ...], relation: str, letters: set[str]) -> bool:
    """Whether conditions are one, which compares two letters."""
    match conditions:
        case (Compare(written, Ref() as left, Ref() as right),):
            return written == relation and {left.key, right.key} == letters
        case _:
            return False


def _defines_errors(lines: Sequence[Line]) -> bool:
    """Whether each delta on the left of an equation has one index, or none."""
    defining = (line for line in lines if line.relation in DEFINES and line.side is not None)
    heads = (line.head for line in defining if line.side is not None and any(True for _ in tensors_of(line.side)))
    # The number of a layer, ``\delta_{1, i}``, is no index.
    deltas = {
        sum(not sub.isdigit() for sub in head.subs) for head in heads if isinstance(head, Ref) and head.base in ERRORS
    }
    return bool(deltas) and deltas <= {0, 1}


def _is_delta(ref: Ref) -> bool:
    return ref.base == "delta" and _has_two_letters(ref)


def _has_two_letters(ref: Ref) -> bool:
    letters = [sub for sub in ref.subs if PLACE.fullmatch(sub) or (len(sub) == 1 and sub.islower() and sub != "y")]
    return len(letters) == len(ref.subs) == INDICES and not ref.sups and not ref.at


def _shows(lines: Sequence[Line], meant: Callable[[Ref], bool]) -> bool:
    """Whether such a delta has an index of what is differentiated by, and one of what is differentiated or summed."""
    heads: dict[int | None, Term] = {}
    for line in lines:
        if line.head is not None:
            heads[line.chain] = line.head
        derived = [part for term in (heads.get(line.chain), line.side) if term for part in walk(term)]
        partials = [part for part in derived if isinstance(part, Partial)]
        if line.side is None:
            continue
        summed = {part.letter for part in occurrences(line.side, Big)}
        if any(_of(ref, part, summed) for ref in filter(meant, references(line.side)) for part in partials):
            return True
    return False


def _of(delta: Ref, partial: Partial, summed: set[str]) -> bool:
    above, below = {sub for ref in references(partial.of) for sub in ref.subs} | summed, set(partial.by.subs)
    one, other = delta.subs
    return (one in above and other in below) or (other in above and one in below)
