"""The names of a document: the letters below them, what is differentiated by what, and what lines define."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Big, Call, Nabla, Partial, Raise, Ref

Name = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A base with the scripts that are no indices."""
Letters = tuple[str, ...]
"""The letters that stand below a name."""


@final
@dataclass(frozen=True, slots=True)
class Page:
    """The names of a document with the letters below them, what it differentiates by what, and what it defines."""

    names: Mapping[Name, Counter[Letters]]
    slopes: Set[tuple[Name, Name]]
    defined: Set[Name]
    bounds: Set[Name]
    """What sums end with."""

    @staticmethod
    def of(lines: Sequence[Line]) -> Page:
        """What the lines of a document write."""
        names: defaultdict[Name, Counter[Letters]] = defaultdict(Counter)
        slopes: set[tuple[Name, Name]] = set()
        bounds: set[Name] = set()
        for part in (part for line in lines for term in line.sides for part in walk(term)):
            match part:
                case Ref():
                    name, letters = named(part)
                    names[name][letters] += 1
                case Partial(Ref() as of, by):
                    slopes.add((named(of)[0], named(by)[0]))
                case Big(upper=Ref() as upper):
                    bounds.add(named(upper)[0])
                case _:
                    pass
        return Page(names, slopes, {name for line in lines for name in _defined(line)}, bounds)


def named(ref: Ref) -> tuple[Name, Letters]:
    """A name without its indices, and these."""
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
            yield named(head)[0]
        case _:
            return


@final
@dataclass(frozen=True, slots=True)
class Spelt:
    """A role in a document: its LaTeX with ``*`` for the letters, its name, and the letters that stand there."""

    latex: str
    name: Name
    letters: Letters | None
    """None where the document does not have the name."""

    def with_letters(self, count: int | None, page: Page) -> Spelt | None:
        """The same with so many letters; None where the document does not write it so."""
        uses = [letters for letters, _ in page.names[self.name].most_common() if count in {None, len(letters)}]
        return replace(self, letters=uses[0]) if uses else None

    def written(self, letters: Letters) -> str:
        """Its LaTeX with letters."""
        return self.latex.replace("*", "".join(letters)).replace("_{}", "")
