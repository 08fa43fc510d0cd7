r"""Which usual definitions a document leaves out, in its own letters.

The names of a document are given the roles of an entry of the table: those that have to be there stand in derivatives
as the entry says, each name has one role, and its indices are as many as the role has. What the document defines itself
is left as it has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import islice
from typing import Final, final

from backproof.check.usual.casting import EVERYWHERE, Cast, casts, name_of
from backproof.check.usual.entry import Usual
from backproof.check.usual.page import Letters, Name, Page
from backproof.check.usual.table import TABLE
from backproof.check.verdicts.readings import PER_UNIT
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.terms import NOWHERE

MOST: Final = 4
"""So many ways of giving the roles to names are tried."""
ROLE: Final = re.compile(r"<(\w+)( other| before| inner| sample)?>")
PLACED: Final = re.compile(r"<axis>|<other>|<\w+ (?:other|before)>")
"""What needs a letter."""
OPTIONAL: Final = re.compile(r"\[(.*?)\]")

INNER: Final = "*"
"""Stands for a letter that a sum inside of an equation binds."""

Subject = tuple[re.Pattern[str], ...]
"""What entries of the table are about: the words for it."""


@final
@dataclass(frozen=True, slots=True)
class Meant:
    """What a document is read with: an entry, and its equations in the letters of the document."""

    entry: Usual
    lines: tuple[Line, ...]

    @property
    def subject(self) -> Subject:
        """What it is about: of several entries, and of several ways, a document has one."""
        return self.entry.words

    @property
    def said(self) -> str:
        """What is right with it is right if so."""
        return f"the usual definitions of {self.entry.name}, as in {self.entry.source}"

    def allows(self, assumes: Iterable[str]) -> bool:
        """Whether a line may be read as it was: samples share the names without an index, units need not."""
        return self.entry.units or not any(PER_UNIT in each for each in assumes)


@lru_cache(maxsize=64)
def spoken(words: str) -> tuple[Usual, ...]:
    """The entries that some words name: those of a document and of its items are asked for more than once."""
    # Entries share their words, and a long text is searched for each of them once.
    said = cache(lambda each: each.search(words) is not None)
    return tuple(entry for entry in TABLE if all(map(said, entry.words)) and not any(map(said, entry.unless)))


def meant(document: Document, asked: Sequence[Line], elsewhere: Set[Name] = frozenset()) -> Iterator[Meant]:
    """The entries that may be meant in some lines, with each way of giving their roles to names.

    ``elsewhere``: what other parts of the document define, and no entry does.
    """
    entries = spoken(document.words) if document.reader is not None else ()
    if not entries or document.reader is None:
        return
    page = Page.of(document.lines)
    page = replace(page, defined=page.defined | elsewhere)
    near = replace(page, slopes=Page.of(asked).slopes)
    # Entries have many spellings in common: each is read once.
    meaning = cache(partial(name_of, reader=document.reader))
    for entry in entries:
        for cast in islice(casts(entry, near if entry.present else page, meaning), MOST):
            lines = tuple(_lines(entry, cast, page, document))
            if lines:
                yield Meant(entry, lines)


def _lines(entry: Usual, cast: Cast, page: Page, document: Document) -> Iterator[Line]:
    """The equations of an entry that a document leaves out; none where the indices of a name do not fit its role."""
    letters = _letters(entry, cast)
    reader = document.reader
    if letters is None or reader is None or any(cast[role].letters is None for role in entry.present):
        return
    every, axis, rows = letters
    other = next(letter for letter in "jkrsq" if letter not in every)
    sample, last = page.samples or ("", "")
    over = rf"\sum_{{{sample}=1}}^{{{last}}}" if last else rf"\sum_{{{sample}}}"
    size = last if last in page.divisors else ""
    letter = {"axis": axis, "other": other, "inner": other, "samples": over, "size": size}
    changed = {" other": {axis: other}, " before": {axis: f"{axis}-1"}, " inner": {INNER: other}}

    def written(role: re.Match[str]) -> str:
        name, places = role[1], changed.get(role[2] or "", {})
        above = f"^{{({sample})}}" if role[2] == " sample" else ""
        own = tuple(places.get(each, each) for each in rows.get(name, every))
        return letter.get(name) or cast[name].written(own) + above

    def fits(equation: str) -> bool:
        """Whether what is summed over a letter of its own has one where an equation says so."""
        own = ((role, place == " inner") for role, place in ROLE.findall(equation) if role in entry.inner)
        return all(cast[role].letters is not None and inner == (INNER in rows.get(role, ())) for role, inner in own)

    kept = [OPTIONAL.sub(lambda part: part[1] if _has(part[1], cast, axis) else "", each) for each in entry.equations]
    asked = {name for equation in kept for name, _ in ROLE.findall(equation)}
    if (not axis and any(map(PLACED.search, kept))) or not all(letter[each] for each in asked & {"samples", "size"}):
        return
    heads = {equation: head[1] for equation in kept if (head := ROLE.match(equation)) is not None}
    left_out = [equation for equation in kept if cast[heads[equation]].name not in page.defined]
    if entry.present and not all(map(fits, left_out)):
        return
    for equation in filter(fits, left_out):
        line = reader.read(ROLE.sub(written, equation), EVERYWHERE)
        if line is not None:
            yield replace(line, span=NOWHERE, chain=None)


def _has(part: str, cast: Cast, axis: str) -> bool:
    """Whether the document has all names of a part, and a letter where it needs one."""
    named = (cast[role] for role, _ in ROLE.findall(part) if role in cast)
    return bool(axis or not PLACED.search(part)) and all(each.letters is not None for each in named)


def _letters(entry: Usual, cast: Cast) -> tuple[Letters, str, Mapping[str, Letters]] | None:
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
