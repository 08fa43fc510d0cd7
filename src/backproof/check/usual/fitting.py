r"""Which usual definitions a document leaves out, in its own letters.

The names of a document are given the roles of an entry of the table: those that have to be there stand in derivatives
as the entry says, each name has one role, and its indices are as many as the role has. What the document defines itself
is left as it has it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.usual.table import TABLE, Usual
from backproof.read.document import Document, LineReader
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import NOWHERE, Big, Call, Nabla, Partial, Raise, Ref

MOST: Final = 4
"""So many ways of giving the roles to names are tried."""
EVERYWHERE: Final = (1 << 30, 0)
"""A place behind all macros."""
COUNT: Final = "count"
"""The role of a name that says how many places there are."""
ROLE: Final = re.compile(r"<(\w+)( other| before| inner)?>")
PLACED: Final = re.compile(r"<axis>|<other>|<\w+ (?:other|before)>")
"""What needs a letter."""
OPTIONAL: Final = re.compile(r"\[(.*?)\]")

INNER: Final = "*"
"""Stands for a letter that a sum inside of an equation binds."""

Name = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A base with the scripts that are no indices."""
Letters = tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Meant:
    """What a document is read with: an entry, and its equations in the letters of the document."""

    entry: Usual
    lines: tuple[Line, ...]

    @property
    def said(self) -> str:
        """What is right with it is right if so."""
        return f"the usual definitions of {self.entry.name}, as in {self.entry.source}"


def meant(document: Document) -> Iterator[Meant]:
    """The entries that may be meant, with each way of giving their roles to names."""
    if document.reader is None:
        return
    spoken = [entry for entry in TABLE if all(words.search(document.words) for words in entry.words)]
    if not spoken:
        return
    page = _Page.of(document.lines)
    for entry in spoken:
        for cast in islice(_casts(entry, page, document.reader), MOST):
            lines = tuple(_lines(entry, cast, page, document))
            if lines:
                yield Meant(entry, lines)


@final
@dataclass(frozen=True, slots=True)
class _Page:
    """The names of a document with the letters below them, what it differentiates by what, and what it defines."""

    names: Mapping[Name, Counter[Letters]]
    slopes: Set[tuple[Name, Name]]
    defined: Set[Name]
    bounds: Set[Name]
    """What sums end with."""

    @staticmethod
    def of(lines: Sequence[Line]) -> _Page:
        names: defaultdict[Name, Counter[Letters]] = defaultdict(Counter)
        slopes: set[tuple[Name, Name]] = set()
        bounds: set[Name] = set()
        for part in (part for line in lines for term in line.sides for part in walk(term)):
            match part:
                case Ref():
                    name, letters = _named(part)
                    names[name][letters] += 1
                case Partial(Ref() as of, by):
                    slopes.add((_named(of)[0], _named(by)[0]))
                case Big(upper=Ref() as upper):
                    bounds.add(_named(upper)[0])
                case _:
                    pass
        return _Page(names, slopes, {name for line in lines for name in _defined(line)}, bounds)


def _named(ref: Ref) -> tuple[Name, Letters]:
    letters = tuple(sub for sub in ref.subs if sub in INDEX_LETTERS)
    return (ref.base, tuple(sub for sub in ref.subs if sub not in INDEX_LETTERS), ref.sups), letters


def _defined(line: Line) -> Iterator[Name]:
    """What a line says of a name as a whole, unless it is by derivatives."""
    if line.relation not in DEFINES or line.side is None:
        return
    if any(isinstance(part, Partial | Nabla) for part in walk(line.side)):
        return
    match line.head:
        case (Ref() as head) | Call(name=head) | Raise(Ref() as head):
            yield _named(head)[0]
        case _:
            return


@final
@dataclass(frozen=True, slots=True)
class _Spelt:
    """A role in a document: its LaTeX with ``*`` for the letters, its name, and the letters that stand there."""

    latex: str
    name: Name
    letters: Letters | None
    """None where the document does not have the name."""

    def written(self, letters: Letters) -> str:
        """Its LaTeX with letters."""
        return self.latex.replace("*", "".join(letters)).replace("_{}", "")


_Cast = Mapping[str, _Spelt]


def _casts(entry: Usual, page: _Page, reader: LineReader) -> Iterator[_Cast]:
    """Each way of giving the roles of an entry to names, those that stand first in the table first."""
    known = {role: list(_present(spellings, page, reader)) for role, spellings in entry.letters.items()}
    seen: list[_Cast] = []
    for roles in entry.shown:
        shown = [role for role in roles if role]
        for chosen in product(*(known[role] for role in shown)):
            cast = dict(zip(shown, chosen, strict=True))
            if not _is_shown([cast.get(role) for role in roles], page):
                continue
            whole = _completed(entry, cast, known, page, reader)
            if whole is not None and whole not in seen:
                seen.append(whole)
                yield whole


def _is_shown(pair: Sequence[_Spelt | None], page: _Page) -> bool:
    """Whether a document has the derivative of one name by another."""
    of, by = (None if each is None else each.name for each in pair)
    return any((of is None or of == one) and (by is None or by == other) for one, other in page.slopes)


def _present(spellings: Sequence[str], page: _Page, reader: LineReader) -> Iterator[_Spelt]:
    for latex in spellings:
        known = _name_of(latex, reader)
        if known is None:
            continue
        name, own = known
        uses = page.names.get(name, Counter())
        if uses[own] if own else uses:
            yield _Spelt(latex, name, uses.most_common(1)[0][0])


def _name_of(latex: str, reader: LineReader) -> tuple[Name, Letters] | None:
    """The name that a spelling is in a document, and letters that belong to it, as in ``d_k``."""
    line = reader.read(f"{latex.replace('*', '').replace('_{}', '')} = 1", EVERYWHERE)
    match None if line is None else line.head:
        case (Ref() as ref) | Raise(Ref() as ref):
            return _named(ref)
        case _:
            return None


def _completed(
    entry: Usual, cast: _Cast, known: Mapping[str, Sequence[_Spelt]], page: _Page, reader: LineReader
) -> _Cast | None:
    """The cast with the other roles; None where one of them does not fit."""
    found = dict(cast)
    for role, spellings in entry.letters.items():
        if role in found:
            continue
        taken = {each.name for each in found.values()}
        free = [each for each in known[role] if each.name not in taken]
        if free:
            found[role] = max(free, key=lambda each: role == COUNT and each.name in page.bounds)
        else:
            here = {each.name for each in known[role]} | taken
            names = ((latex, _name_of(latex, reader)) for latex in spellings)
            unused = [_Spelt(latex, name[0], None) for latex, name in names if name is not None and name[0] not in here]
            if not unused:
                return None
            found[role] = unused[0]
    return found if len({each.name for each in found.values()}) == len(found) else None


def _lines(entry: Usual, cast: _Cast, page: _Page, document: Document) -> Iterator[Line]:
    """The equations of an entry that a document leaves out; none where the indices of a name do not fit its role."""
    letters = _letters(entry, cast)
    reader = document.reader
    if letters is None or reader is None:
        return
    every, axis, rows = letters
    other = next(letter for letter in "jkrsq" if letter not in every)
    letter = {"axis": axis, "other": other, "inner": other}
    changed = {" other": {axis: other}, " before": {axis: f"{axis}-1"}, " inner": {INNER: other}}

    def written(role: re.Match[str]) -> str:
        name, places = role[1], changed.get(role[2] or "", {})
        return letter.get(name) or cast[name].written(tuple(places.get(each, each) for each in rows.get(name, every)))

    def fits(equation: str) -> bool:
        """Whether what is summed over a letter of its own has one where an equation says so."""
        own = ((role, place == " inner") for role, place in ROLE.findall(equation) if role in entry.inner)
        return all(cast[role].letters is not None and inner == (INNER in rows.get(role, ())) for role, inner in own)

    kept = [OPTIONAL.sub(lambda part: part[1] if _has(part[1], cast, axis) else "", each) for each in entry.equations]
    if not axis and any(map(PLACED.search, kept)):
        return
    for equation in kept:
        head = ROLE.match(equation)
        assert head is not None
        line = reader.read(ROLE.sub(written, equation), EVERYWHERE)
        if line is not None and fits(equation) and cast[head[1]].name not in page.defined:
            yield replace(line, span=NOWHERE, chain=None)


def _has(part: str, cast: _Cast, axis: str) -> bool:
    """Whether the document has all names of a part, and a letter where it needs one."""
    named = (cast[role] for role, _ in ROLE.findall(part) if role in cast)
    return bool(axis or not PLACED.search(part)) and all(each.letters is not None for each in named)


def _letters(entry: Usual, cast: _Cast) -> tuple[Letters, str, Mapping[str, Letters]] | None:
    """The letters of what has a value for each place, the one that is summed over, and the letters of the others.

    None where the names have more letters, or fewer, than their roles.
    """
    found = {role: each.letters for role, each in cast.items() if each.letters is not None}
    each = [found[role] for role in cast if role in entry.each and role in found]
    every = each[0] if each else ()
    if any(len(own) != len(every) for own in each):
        return None
    inner = {
        role: tuple(letter if letter in every else INNER for letter in found.get(role, ())) for role in entry.inner
    }
    if any(own.count(INNER) > 1 for own in inner.values()):
        return None
    if not every:
        return (), "", {**dict.fromkeys(cast, ()), **inner}
    whole = [found[role] for role in entry.whole if role in found]
    if any(len(own) != len(every) - 1 for own in whole):
        return None
    left = {letter for own in whole for letter in own}
    summed = [letter for letter in every if letter not in left]
    axis = summed[0] if len(summed) == 1 else every[0 if entry.first else -1]
    rest = tuple(letter for letter in every if letter != axis)
    rows: dict[str, Letters] = dict(inner)
    for role in cast.keys() - entry.each - entry.inner:
        own = found.get(role, rest)
        rows[role] = every if len(own) == len(every) and role not in entry.whole else rest if own else ()
    return every, axis, rows
