"""Several letters for one array: ``\\mathbf{H}`` and ``H`` by carelessness, ``W`` and ``w_{ij}`` for its elements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import pairwise

from backproof.matrix.names import is_letter
from backproof.read.context.rows_in_words import Rows
from backproof.read.grammar.scripts import WHOLE
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, occurrences, references, renamed, walk
from backproof.read.terms.terms import Call, Compare, Entries, Nabla, Num, Partial, Ref, Term, Times, Transposed
from backproof.records import replace

ROWS = "{} has the {}_i as its rows"
COLUMNS = "{} has the {}_i as its columns"
UNSAID = "whether the matrix holds the vectors of the same letter as its rows is not written"
CHANGE = "\\Delta "
BOLD = re.compile(r"\\mathbf\{([^{}]*)\}")


def merged(lines: Sequence[Line], stated: Rows = frozenset()) -> list[Line]:
    """The lines with one letter for each array; ``stated`` are the vectors that words call the rows of a matrix.

    The plain letter means the bold one where it only ever stands for elements (``x_i`` of a bold x), or where the
    document defines only one of the two, and not as a number. Where it stands alone, too, as an argument or in lines of
    no other name (``\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))``), its elements are. An author who defines both of one
    letter tells them apart in others, too.
    """
    whole, known, defined = _uses(lines)
    names: dict[str, str] = {}
    elements: dict[str, str] = {}
    counts = _counts(lines)
    numbers = {line.head.base for line in lines if isinstance(line.head, Ref) and isinstance(line.side, Num)}
    outside = {base for line in lines for term in line.sides for base in _outside(term)}
    several = _beside_others(lines)
    apart = any(BOLD.sub(r"\1", bold) in defined for bold in defined if BOLD.fullmatch(bold))
    for bold in known:
        plain = BOLD.sub(r"\1", bold)
        if plain == bold or plain not in known or (plain in numbers and bold not in numbers):
            continue
        if _numbered_apart(lines, bold, plain):
            continue
        both = bold in defined and plain in defined
        if plain in whole and plain not in several and 1 in counts[plain]:
            elements[plain] = bold
        elif plain not in whole or (not (both or apart) and (bold in defined or plain in defined or plain.isupper())):
            names[plain] = bold
        elif (apart or plain not in defined | outside) and 1 in counts[plain] and counts[bold] == {0}:
            elements[plain] = bold
    names |= {small: large for small, large in _capitals(lines, defined).items() if small not in names}
    rows = {small: large for small, large in _rows(lines, defined).items() if small not in names}
    columns = frozenset(_columns(lines, rows))
    lines = [_holding(line, rows, columns, stated) for line in lines] if rows else list(lines)
    if not (names or elements):
        return list(lines)
    flat = _flat(lines, frozenset(names.values()))
    return [_renamed_line(line, names, elements, flat) for line in lines]


def _outside(term: Term) -> Iterator[str]:
    """The names that stand without an element where they are neither an argument nor what is differentiated by."""
    match term:
        case Ref():
            yield from () if term.subs or term.at else (term.base,)
        case Call() | Compare():
            return
        case Partial(of=of):
            yield from _outside(of)
        case _:
            for part in children(term):
                yield from _outside(part)


def _beside_others(lines: Sequence[Line]) -> set[str]:
    """The names that stand without elements in a line with another name, beside those of functions."""
    found: set[str] = set()
    for line in lines:
        functions = {part.name.base for term in line.sides for part in occurrences(term, Call)}
        refs = [ref for term in line.sides for ref in references(term) if ref.base not in functions]
        if len({ref.base for ref in refs}) > 1:
            found |= {ref.base for ref in refs if not (ref.subs or ref.at)}
    return found


def _numbered_apart(lines: Sequence[Line], bold: str, plain: str) -> bool:
    r"""Whether both have numbers of their own: ``\mathbf{b}_1`` beside ``b_2``, the bias of one unit."""
    subs: dict[str, set[tuple[str, ...]]] = {bold: set(), plain: set()}
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        if ref.base in subs:
            subs[ref.base].add(ref.subs if not ref.at else ("",))
    numbered = all(len(each) == 1 and each[0].isdigit() for found in subs.values() for each in found)
    return numbered and subs[bold].isdisjoint(subs[plain])


def _capitals(lines: Sequence[Line], defined: set[str]) -> dict[str, str]:
    """The small letters that stand for elements of a matrix of the same letter: ``w_{ij}`` of W, ``x_{ij}`` of X.

    The capital is never written with indices, the small letter never without and somewhere with two.
    """
    counts = _counts(lines)
    found: dict[str, str] = {}
    for small in (base for base in counts if len(base) == 1 and base.islower()):
        plain = small.upper()
        large = [each for each in (plain, f"\\mathbf{{{plain}}}") if each in counts]
        if len(large) != 1 or counts[large[0]] != {0} or {small, large[0]} <= defined:
            continue
        if 0 not in counts[small] and 2 in counts[small]:
            found[small] = large[0]
    return found


def _flat(lines: Sequence[Line], capitals: Set[str]) -> dict[tuple[str, tuple[str, ...]], int]:
    """The matrices that are given as one row or one column, and which of their slots no element needs."""
    found: dict[tuple[str, tuple[str, ...]], int] = {}
    for line in lines if capitals else ():
        match line:
            case Line(head=Ref(base=base, subs=(), sups=sups), side=Entries(rows)) if base in capitals:
                if (len(rows) == 1) != (len(rows[0]) == 1):
                    found[base, sups] = 0 if len(rows) == 1 else 1
            case _:
                pass
    return found


def _rows(lines: Sequence[Line], defined: set[str]) -> dict[str, str]:
    """The small letters of vectors that a matrix of their letter may hold: ``w^T x_i`` and ``x_i x_i^T`` beside X."""
    counts = _counts(lines)
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    turned = [part.base for part in parts if isinstance(part, Transposed) and isinstance(part.base, Ref)]
    matrices = {ref.base for ref in turned if not (ref.subs or ref.at)}
    vectors = {ref.base for ref in turned if len(ref.subs) == 1}
    for part in parts:
        match part:
            case Times((Transposed(Ref(base=row, subs=())), Ref(base=base, subs=(letter,)), *_)) if is_letter(letter):
                vectors |= {base} if not row.isupper() else set()
            case _:
                pass
    pairs = [(base, large) for base in vectors for large in _large(base)]
    return {
        small: large
        for small, large in pairs
        if counts.get(large) == {0} and counts[small] == {1} and large in matrices and not {small, large} & defined
    }


def _large(base: str) -> Iterator[str]:
    r"""The capitals of a small letter; of a bold ``\mathbf{x}`` the plain ``X``, then ``\mathbf{X}``."""
    bold = BOLD.fullmatch(base)
    letter = base if bold is None else bold[1]
    if len(letter) == 1 and letter.islower():
        yield letter.upper()
        yield from () if bold is None else (rf"\mathbf{{{letter.upper()}}}",)


def _columns(lines: Sequence[Line], rows: Mapping[str, str]) -> Iterator[str]:
    """The small letters of vectors that are columns: ``U^T v`` beside ``u_w^T v`` puts their products one by one."""
    with_vector: defaultdict[str, set[str]] = defaultdict(set)
    turned: defaultdict[str, set[str]] = defaultdict(set)
    straight: defaultdict[str, set[str]] = defaultdict(set)
    # What a gradient is claimed to be says nothing: it may lack a transpose.
    told = (line for line in lines if not isinstance(line.head, Nabla | Partial))
    for part in (part for line in told for term in line.sides for part in walk(term)):
        if not isinstance(part, Times):
            continue
        for left, right in pairwise(part.factors):
            match left, right:
                case Transposed(Ref(base=one) as first), Ref(base=other):
                    with_vector[one if first.subs else other].add(other if first.subs else one)
                    turned[one].add(other)
                case Ref(base=one), Ref(base=other):
                    straight[one].add(other)
                case _:
                    pass
    for small, large in rows.items():
        shared = with_vector[small]
        if shared & turned[large] and not shared & straight[large]:
            yield small


def _holding(line: Line, rows: Mapping[str, str], columns: frozenset[str], stated: Rows) -> Line:
    """A line with the rows, or the columns, of such a matrix; one that names it refutes nothing: it may be the other.

    Nor does one that differentiates by them. Where words say that they are the rows, nothing is assumed.
    """
    named = {ref.base for term in line.sides for ref in references(term)}
    named |= {rows.get(part.by.base, "") for term in line.sides for part in occurrences(term, Partial)}
    held = [pair for pair in rows.items() if pair[1] in named and (pair not in stated or pair[0] in columns)]
    said = tuple((COLUMNS if small in columns else ROWS).format(large, small) for small, large in held)

    def row(ref: Ref) -> Ref:
        if ref.base not in rows:
            return ref
        at = (WHOLE, *ref.subs) if ref.base in columns else (*ref.subs, WHOLE)
        return replace(ref, base=rows[ref.base], subs=at)

    line = line.changed(partial(renamed, change=row))
    return replace(line, assumes=(*line.assumes, *said), limited=line.limited or UNSAID) if said else line


def _counts(lines: Sequence[Line]) -> defaultdict[str, set[int]]:
    """With how many index letters each base is written."""
    counts: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        for term in line.sides:
            for ref in references(term):
                counts[ref.base.removeprefix(CHANGE)].add(sum(map(is_letter, (*ref.subs, *ref.at))))
    return counts


def _uses(lines: Sequence[Line]) -> tuple[set[str], set[str], set[str]]:
    """The bases that stand without elements, all of them, and those that are defined without elements."""
    whole, known, defined = set(), set(), set()
    for line in lines:
        for term in (line.head, line.side):
            for ref in references(term) if term is not None else ():
                base = ref.base.removeprefix(CHANGE)
                known.add(base)
                if not ref.subs and not ref.at:
                    whole.add(base)
        if isinstance(line.head, Ref) and not line.head.subs and not line.head.at and line.relation in {"=", ":="}:
            defined.add(line.head.base)
    return whole, known, defined


def _renamed_line(
    line: Line,
    names: Mapping[str, str],
    elements: Mapping[str, str],
    flat: Mapping[tuple[str, tuple[str, ...]], int],
) -> Line:
    def change(ref: Ref) -> Ref:
        own = elements if ref.subs or ref.at else names
        plain = ref.base.removeprefix(CHANGE)
        base = own.get(plain) or names.get(plain, plain)
        subs, place = ref.subs, flat.get((base, ref.sups)) if base != plain else None
        if place is not None and len(subs) == 1 and is_letter(subs[0]):
            # The w_j of a unit that is the only one of its layer is column j of its W.
            subs = (WHOLE, *subs) if place == 0 else (*subs, WHOLE)
        return replace(ref, base=f"{CHANGE if plain != ref.base else ''}{base}", subs=subs)

    return line.changed(partial(renamed, change=change))
