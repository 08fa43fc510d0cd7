"""Which names of a document have the roles of a usual definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from backproof.check.usual.entry import Usual
from backproof.check.usual.page import Letters, Name, Page, Spelt, named
from backproof.read.document import LineReader
from backproof.read.terms.terms import Raise, Ref

EVERYWHERE: Final = (1 << 30, 0)
"""A place behind all macros."""
COUNT: Final = "count"
"""The role of a name that says how many places there are."""

Cast = Mapping[str, Spelt]
"""The name that each role has."""
Meaning = Callable[[str], tuple[Name, Letters] | None]


def casts(entry: Usual, page: Page, meaning: Meaning) -> Iterator[Cast]:
    """Each way of giving the roles of an entry to names, those that stand first in the table first.

    ``meaning`` says what a spelling is in the document.
    """
    known = {role: list(_present(spellings, page, meaning)) for role, spellings in entry.letters.items()}
    seen: list[Cast] = []
    for roles in entry.shown:
        shown = [role for role in roles if role]
        for chosen in product(*(known[role] for role in shown)):
            cast = dict(zip(shown, chosen, strict=True))
            if not _is_shown([cast.get(role) for role in roles], page):
                continue
            whole = _completed(entry, cast, known, page, meaning)
            if whole is not None and whole not in seen:
                seen.append(whole)
                yield whole


def _is_shown(pair: Sequence[Spelt | None], page: Page) -> bool:
    """Whether a document has the derivative of one name by another."""
    of, by = (None if each is None else each.name for each in pair)
    return any((of is None or of == one) and (by is None or by == other) for one, other in page.slopes)


def _present(spellings: Sequence[str], page: Page, meaning: Meaning) -> Iterator[Spelt]:
    for latex in spellings:
        known = meaning(latex)
        if known is None:
            continue
        name, own = known
        uses = page.names.get(name, Counter())
        if uses[own] if own else uses:
            yield Spelt(latex, name, uses.most_common(1)[0][0])


def name_of(latex: str, reader: LineReader) -> tuple[Name, Letters] | None:
    """The name that a spelling is in a document, and letters that belong to it, as in ``d_k``."""
    line = reader.read(f"{latex.replace('*', '').replace('_{}', '')} = 1", EVERYWHERE)
    match None if line is None else line.head:
        case (Ref() as ref) | Raise(Ref() as ref):
            return named(ref)
        case _:
            return None


def _completed(
    entry: Usual, cast: Cast, known: Mapping[str, Sequence[Spelt]], page: Page, meaning: Meaning
) -> Cast | None:
    """The cast with the other roles; None where one of them does not fit."""
    found = dict(cast)
    count = _count(entry, cast)
    for role, spellings in entry.letters.items():
        if role in found:
            continue
        taken = {each.name for each in found.values()}
        asked = count - (role in entry.whole) if count is not None and role in entry.placed else None
        free = [fitted for each in known[role] if each.name not in taken and (fitted := each.with_letters(asked, page))]
        if free:
            found[role] = max(free, key=lambda each: role == COUNT and each.name in page.bounds)
        else:
            here = {each.name for each in known[role]} | taken
            names = ((latex, meaning(latex)) for latex in spellings)
            unused = [Spelt(latex, name[0], None) for latex, name in names if name is not None and name[0] not in here]
            if not unused:
                return None
            found[role] = unused[0]
    return found if len({each.name for each in found.values()}) == len(found) else None


def _count(entry: Usual, cast: Cast) -> int | None:
    """How many letters the quantities have that have a value for each place; None where no name says so."""
    own = (len(spelt.letters or ()) + (role in entry.whole) for role, spelt in cast.items() if role in entry.placed)
    return next(own, None)
