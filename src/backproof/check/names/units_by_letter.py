r"""Units by the letter of their layer and a number: ``net_{j1}``, ``out_{k2}``, ``w_{i1j2}``.

A letter that counts elsewhere counts nothing in a document that never writes it without a number behind it: j1 and j2
are the two units of a hidden layer, as h1 and h2 are under a letter that counts nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from backproof.check.names.sampling import with_refs
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Ref, Term
from backproof.records import replace

FEWEST = 2
"""So many names have a letter with a number."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such units as one script each."""
    if not any(_units(line.head.subs) for line in lines if isinstance(line.head, Ref)):
        return tuple(lines)
    terms = [term for line in lines for term in (*line.sides, *line.conditions)]
    names = {(ref.base, unit) for term in terms for ref in references(term) for unit in _units(ref.subs)}
    numbered = Counter(letter for _, (letter, _) in names)
    counting = {letter for term in terms for letter in _counting(term)}
    letters = {letter for letter, count in numbered.items() if count >= FEWEST} - counting
    return tuple(with_refs(line, lambda ref: _joined(ref, letters)) for line in lines) if letters else tuple(lines)


def _units(subs: Sequence[str]) -> list[tuple[str, str]]:
    """The units that a name is of, or leads from and to: each a letter with a number; none where anything else is."""
    pairs = list(zip(subs[::2], subs[1::2], strict=False))
    plain = all(letter in INDEX_LETTERS and number.isdigit() for letter, number in pairs)
    return pairs if plain and len(subs) == 2 * len(pairs) else []


def _counting(term: Term) -> Iterator[str]:
    """The letters that a term has otherwise."""
    for part in walk(term):
        match part:
            case Big(letter=letter):
                yield letter
            case Ref(base, subs, sups):
                yield from () if _units(subs) else subs
                yield from (*sups, *part.at, *([] if subs else [base]))
            case _:
                pass


def _joined(ref: Ref, letters: Set[str]) -> Ref:
    units = _units(ref.subs)
    if not units or not all(letter in letters for letter, _ in units):
        return ref
    return replace(ref, subs=("".join(f"{letter}{number}" for letter, number in units),))
