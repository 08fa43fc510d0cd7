r"""Losses by their letter alone: ``\partial L/\partial z`` behind ``L_{CE}``, the one loss that a section defines.

That holds where the document has no other label on the letter, and where it gives the letter no meaning, or one of
which none of the derivatives in the section is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Big, Call, Partial, Ref
from backproof.read.vocabulary import LOSS_LETTERS

SAID: Final = "{} is the loss {}"
WORD: Final = 2
"""So many letters below a loss are a label."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such losses as they are defined."""
    defined = {at: name for at, line in enumerate(lines) if (name := _defined(line)) is not None}
    labelled = {at: name for at, name in defined.items() if _is_label(name.subs) and not name.sups}
    if not labelled:
        return tuple(lines)
    labels: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in (ref for line in lines for term in line.sides for ref in references(term)):
        labels[ref.base].update([ref.subs] if ref.subs else [])
    found = list(lines)
    for at, name in labelled.items():
        whole = [lines[other] for other, loss in defined.items() if loss.base == name.base and not loss.subs]
        behind = [other for other in range(at + 1, len(lines)) if lines[other].section == lines[at].section]
        if labels[name.base] == {name.subs} and _is_meant(lines[at], [lines[each] for each in behind], whole, name):
            for each in behind:
                found[each] = _named(lines[each], name)
    return tuple(found)


def _defined(line: Line) -> Ref | None:
    """The loss that a line says what it is."""
    name = line.head.name if isinstance(line.head, Call) else line.head
    loss = isinstance(name, Ref) and name.base in LOSS_LETTERS and line.relation in DEFINES
    return name if loss and isinstance(name, Ref) and line.side is not None else None


def _is_label(subs: tuple[str, ...]) -> bool:
    return len(subs) == 1 and len(subs[0]) >= WORD and subs[0].isalpha()


def _is_meant(own: Line, behind: Sequence[Line], whole: Sequence[Line], name: Ref) -> bool:
    """Whether the derivatives of the letter behind a definition are those of what it defines.

    A sum in them may be one over samples, of which the letter is the loss.
    """
    if any(line.section == own.section for line in whole):
        return False
    slopes = [part for line in behind for part in _slopes(line, name.base)]
    others = {ref.key for line in whole if line.side is not None for ref in references(line.side)}
    summed = any(has(term, Big) for line in behind if any(_slopes(line, name.base)) for term in line.sides)
    adds = own.side is not None and has(own.side, Big)
    return bool(slopes) and others.isdisjoint(each.by.key for each in slopes) and (adds or not summed)


def _slopes(line: Line, base: str) -> Iterator[Partial]:
    """The derivatives of a letter alone."""
    slopes = (part for term in line.sides for part in occurrences(term, Partial))
    return (each for each in slopes if isinstance(each.of, Ref) and each.of.key == base)


def _named(line: Line, name: Ref) -> Line:
    """A line with the label that its loss lacks."""
    changed = with_refs(line, lambda ref: replace(ref, subs=name.subs) if ref.key == name.base else ref)
    if changed == line:
        return line
    return replace(changed, assumes=(*changed.assumes, SAID.format(name.base, name.key)))
