"""The names of a document: the letters below them, what is differentiated by what, and what lines define."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.steps.updates import assigns
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Nabla, Partial, Raise, Ref, Term

Name = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A base with the scripts that are no indices."""
Letters = tuple[str, ...]
"""The letters that stand below a name."""
NOTHING: Final[Name] = "", (), ()
"""No name: what an update is a step of."""


@final
@dataclass(frozen=True, slots=True)
class Page:
    """The names of a document with the letters below them, what it differentiates by what, and what it defines."""

    names: Mapping[Name, Counter[Letters]]
    slopes: Set[tuple[Name, Name]]
    defined: Set[Name]
    bounds: Set[Name]
    """What sums end with."""
    samples: tuple[str, str] | None = None
    """The letter of the samples that it sums over, ``i`` of ``x^{(i)}``, and what the sum ends with."""
    divisors: Set[str] = frozenset()
    """The names that it divides by."""

    @staticmethod
    def of(lines: Sequence[Line]) -> Page:
        """What the lines of a document write."""
        names: defaultdict[Name, Counter[Letters]] = defaultdict(Counter)
        slopes: set[tuple[Name, Name]] = set()
        bounds: set[Name] = set()
        parts = [part for line in lines for term in line.sides for part in walk(term)]
        samples = next(filter(None, map(_samples, parts)), None)
        sample = samples[0] if samples is not None else ""
        for part in parts:
            match part:
                case Ref():
                    name, letters = named(part, sample)
                    names[name][letters] += 1
                case Partial(Ref() as of, by):
                    slopes.add((named(of, sample)[0], named(by, sample)[0]))
                case Big(upper=Ref() as upper):
                    bounds.add(named(upper)[0])
                case _:
                    pass
        slopes.update((NOTHING, named(line.head)[0]) for line in lines if assigns(line) and isinstance(line.head, Ref))
        divisors = {part.denominator for part in parts if isinstance(part, Divide)}
        below = {ref.key for each in divisors for ref in references(each)}
        return Page(names, slopes, {name for line in lines for name in _defined(line)}, bounds, samples, below)


def named(ref: Ref, sample: str = "") -> tuple[Name, Letters]:
    """A name without its indices and without its sample, and the indices."""
    letters = tuple(sub for sub in ref.subs if sub in INDEX_LETTERS)
    above = tuple(each for each in ref.sups if not sample or each != f"({sample})")
    return (ref.base, tuple(sub for sub in ref.subs if sub not in INDEX_LETTERS), above), letters


def _samples(part: Term) -> tuple[str, str] | None:
    """The letter of a sum over samples, and its bound."""
    match part:
        case Big("sum", letter, _, upper, (), body) if any(f"({letter})" in ref.sups for ref in references(body)):
            return letter, upper.key if isinstance(upper, Ref) else ""
        case _:
            return None


def _defined(line: Line) -> Iterator[Name]:
    """What a line says of a name as a whole, unless it is by derivatives."""
    if line.relation not in DEFINES or line.side is None:
        return
    if has(line.side, Partial, Nabla):
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
