"""A sheet of exercises: each introduces its letters anew, and is judged as a document of its own.

Such a sheet writes ``E`` for another loss in each exercise, and ``w`` for a number here and for a column there. Judged
together they spoil one another, and what all their letters are is sought for as in no other document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, final

from backproof.check.interpretation.parts import defines
from backproof.check.numbers import is_constant
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, references, walk
from backproof.read.terms.terms import Call, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS

ANEW: Final = 3
"""So many exercises of a sheet give names another meaning than those before them, and use nothing else of these."""
RESTING: Final = 0.5
"""Of the exercises of a sheet no greater share uses what only others define."""

Given = dict[str, list[Term]]


@final
@dataclass(frozen=True, slots=True)
class Exercise:
    """The lines of an exercise, and those that it takes over from before, by their numbers in the document."""

    own: tuple[int, ...]
    taken: tuple[int, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """All lines that it is judged with, in the order of the text."""
        return (*self.taken, *self.own)

    def parts(self, cuts: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
        """What may be judged alone in it, by the numbers of its lines: itself, and parts of the document in it."""
        number = {at: place for place, at in enumerate(self.lines)}
        alone = (self.own,) if self.taken else ()
        inside = (part for part in cuts if set(part) < set(self.own))
        return tuple(tuple(number[at] for at in part) for part in (*alone, *inside))


def exercises(lines: Sequence[Line]) -> tuple[Exercise, ...]:
    """The exercises of a sheet; nothing where a document is none, and its letters keep their meanings."""
    begins, anew = _begins(lines)
    if anew < ANEW:
        return ()
    ends = (*begins[1:], len(lines))
    owned = [tuple(range(begin, end)) for begin, end in zip(begins, ends, strict=True)]
    found = tuple(Exercise(own, tuple(sorted(_taken(lines, own)))) for own in owned)
    return found if sum(bool(each.taken) for each in found) <= RESTING * len(found) else ()


def _begins(lines: Sequence[Line]) -> tuple[list[int], int]:
    """The first lines of exercises, and how many of them give names anew and use none of the exercise before them.

    An item goes on with the exercise before it where it uses names that this one gives, with the same meanings.
    """
    found, count = [0], 0
    ever: Given = {}
    current: Given = {}
    for _, group in groupby(enumerate(lines), key=lambda each: (each[1].section, each[1].item)):
        item = [at for at, _ in group]
        own, used = _given(lines, item), _names(lines, item)
        rests = not current.keys().isdisjoint(used - own.keys())
        count += _clash(own, ever) and not rests
        if item[0] and (_clash(own, current) or current.keys().isdisjoint(used)):
            found.append(item[0])
            current = {}
        for base, sides in own.items():
            ever.setdefault(base, []).extend(sides)
            current.setdefault(base, []).extend(sides)
    return found, count


def _given(lines: Sequence[Line], numbers: Sequence[int]) -> Given:
    """What lines say that names are, by other names."""
    found: Given = {}
    for at in numbers:
        match lines[at]:
            case Line(head=Ref(base=base), side=side) as line if side is not None and _by_names(line, side):
                found.setdefault(base, []).append(side)
            case Line(head=Call(Ref(base=base)), relation="=", side=side) if side and base not in FUNCTION_WORDS:
                found.setdefault(base, []).append(side)
            case _:
                pass
    return found


def _by_names(line: Line, side: Term) -> bool:
    return defines(line) and not is_constant(side)


def _clash(own: Mapping[str, Sequence[Term]], known: Mapping[str, Sequence[Term]]) -> bool:
    """Whether a name that is known is given another meaning."""
    return any(
        base in known and not any(alike(one, other) for one in sides for other in known[base])
        for base, sides in own.items()
    )


def _taken(lines: Sequence[Line], own: Sequence[int]) -> Iterator[int]:
    """The lines before an exercise that say what the names in it are which it does not say itself.

    Of each name those of the last item that says it. Numbers are those of another exercise, and what is not read says
    nothing.
    """
    said: dict[str, list[int]] = {}
    for at in range(own[0]):
        if (name := _said(lines[at])) is not None:
            before = said.get(name, [])
            together = before and (lines[before[-1]].section, lines[before[-1]].item) == (
                lines[at].section,
                lines[at].item,
            )
            said[name] = [*before, at] if together else [at]
    seen = {name for at in own if (name := _said(lines[at])) is not None}
    wanted = _names(lines, own) - seen
    while wanted:
        name = wanted.pop()
        seen.add(name)
        if name in said and not any(lines[at].problem for at in said[name]):
            yield from said[name]
            wanted |= _names(lines, said[name]) - seen


def _said(line: Line) -> str | None:
    """The name of which a line says what it is by other names, read or not."""
    match line:
        case Line(head=Ref(base=base), side=side) if side is None or _by_names(line, side):
            return base
        case Line(head=Call(Ref(base=base)), relation="=") if base not in FUNCTION_WORDS:
            return base
        case _:
            return None


def _names(lines: Sequence[Line], numbers: Iterable[int]) -> set[str]:
    """The names of quantities and functions in some lines."""
    terms = [term for at in numbers for term in lines[at].sides]
    functions = {part.name.base for term in terms for part in walk(term) if isinstance(part, Call)}
    return functions | {ref.base for term in terms for ref in references(term)}
