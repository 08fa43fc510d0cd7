"""A sheet of exercises: each introduces its letters anew, and is judged as a document of its own.

Such a sheet writes ``E`` for another loss in each exercise, and ``w`` for a number here and for a column there. Judged
together they spoil one another, and what all their letters are is sought for as in no other document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise
from typing import Final, final

from backproof.check.definitions.definitions import defines
from backproof.check.interpretation.complete import are_several, computes_outputs, differentiates, is_complete
from backproof.check.names.names import UPDATE_MARKS
from backproof.check.numbers import is_constant
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, references
from backproof.read.terms.terms import Call, Num, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS

ANEW: Final = 3
"""So many exercises of a sheet give names another meaning than those before them, and use nothing else of these."""
NUMBERED: Final = 2
"""So many are enough where they are numbered, below one heading."""
HEADED: Final = 1
"""One is enough where headings say that they are exercises."""
RESTING: Final = 0.5
"""Of the exercises of a sheet no greater share uses what only others define."""

Given = dict[str, list[Term]]


@final
@dataclass(frozen=True, slots=True)
class Exercise:
    """The lines of an exercise, and those that it takes over from before, by their numbers in the document."""

    own: tuple[int, ...]
    taken: tuple[int, ...]
    is_complete: bool = False
    """It defines all that it differentiates, and computes outputs: a name from before may be an input of its own."""

    @property
    def by_itself(self) -> Exercise:
        """The exercise with nothing taken over."""
        return replace(self, taken=())

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


def exercises(
    lines: Sequence[Line], named: Set[int] = frozenset(), headed: Set[int] = frozenset()
) -> tuple[Exercise, ...]:
    """The exercises of a sheet; nothing where a document is none, and its letters keep their meanings.

    ``named``: the items that the document itself calls exercises; ``headed``: those that its headings do.
    """
    begins, anew, numbered = _begins(lines)
    said = _said_to_begin(lines, named)
    if not said and HEADED <= anew < ANEW:
        said = _said_to_begin(lines, headed)
    if said:
        begins, anew = said, ANEW
    if len(begins) == 1:
        return ()
    ends = (*begins[1:], len(lines))
    owned = [tuple(range(begin, end)) for begin, end in zip(begins, ends, strict=True)]
    all_complete = _are_complete(lines, owned)
    if not all_complete and anew < ANEW and numbered < NUMBERED:
        return ()
    found = tuple(_exercise(lines, own, apart=bool(said)) for own in owned)
    rest = sum(_rests(lines, each.own) for each in found)
    return found if all_complete or rest <= RESTING * len(found) else ()


def _said_to_begin(lines: Sequence[Line], named: Set[int]) -> list[int]:
    """The first lines of the exercises that a document names; none where no two of them give a name two meanings."""
    items = enumerate(pairwise(lines), 1)
    firsts = [at for at, (one, other) in items if not named.isdisjoint(range(one.item + 1, other.item + 1))]
    begins = [0, *firsts]
    given = [_given(lines, range(*ends)) for ends in pairwise((*begins, len(lines)))]
    apart = any(_clash(later, earlier) for earlier, later in combinations(given, 2))
    return begins if firsts and apart else []


def _exercise(lines: Sequence[Line], own: tuple[int, ...], *, apart: bool) -> Exercise:
    given = _given(lines, own)
    complete = is_complete(lines, own, given) and computes_outputs(given)
    return Exercise(own, tuple(sorted(_taken(lines, own, apart=apart))), complete)


def _are_complete(lines: Sequence[Line], owned: Sequence[Sequence[int]]) -> bool:
    """Whether each part that differentiates defines all of that, the others need nothing, and names change."""
    given = [_given(lines, own) for own in owned]
    differing = [differentiates(lines, own) for own in owned]
    return are_several([each for each, differs in zip(given, differing, strict=True) if differs]) and all(
        is_complete(lines, own, each) if differs else not _rests(lines, own)
        for own, each, differs in zip(owned, given, differing, strict=True)
    )


def _begins(lines: Sequence[Line]) -> tuple[list[int], int, int]:
    """The first lines of exercises, how many of them give names anew and use none of the exercise before them, and how
    many of these are below the heading of the item before.

    An item goes on with the exercise before it where it uses names that this one gives, with the same meanings; not
    where they are losses of other quantities than its own, below another heading.
    """
    found, count, numbered = [0], 0, 0
    ever: Given = {}
    current: Given = {}
    for _, group in groupby(enumerate(lines), key=lambda each: (each[1].section, each[1].item)):
        item = [at for at, _ in group]
        own, used = _given(lines, item), _names(lines, item)
        rests = not current.keys().isdisjoint(used - own.keys())
        anew = _clash(own, ever) and not rests
        count += anew
        numbered += anew and bool(item[0]) and lines[item[0]].section == lines[item[0] - 1].section
        below = bool(item[0]) and lines[item[0]].section != lines[found[-1]].section
        shared = {name: current[name] for name in current.keys() & used}
        if item[0] and (_clash(own, current) or not shared or (below and _are_other_losses(shared, own))):
            found.append(item[0])
            current = {}
        for base, sides in own.items():
            ever.setdefault(base, []).extend(sides)
            current.setdefault(base, []).extend(sides)
    return found, count, numbered


def _given(lines: Sequence[Line], numbers: Sequence[int]) -> Given:
    """What lines say that names are, by other names."""
    found: Given = {}
    for at in numbers:
        match lines[at]:
            case Line(head=Ref(base=base), side=side) as line if side is not None and _by_names(line, side):
                found.setdefault(base, []).append(side)
            case Line(head=Call(Ref(base=base), primes=0), relation="=", side=side) if (
                side and base not in FUNCTION_WORDS
            ):
                found.setdefault(base, []).append(side)
            case _:
                pass
    return found


def _by_names(line: Line, side: Term) -> bool:
    """Whether a line says what a name is by other names; its next value, ``w^{new}``, is none of its meanings."""
    stepped = isinstance(line.head, Ref) and not UPDATE_MARKS.isdisjoint((*line.head.sups, *line.head.subs))
    return defines(line) and not stepped and not is_constant(side)


def _clash(own: Mapping[str, Sequence[Term]], known: Mapping[str, Sequence[Term]]) -> bool:
    """Whether a name that is known is given another meaning."""
    return any(
        base in known and not any(alike(one, other) for one in sides for other in known[base])
        for base, sides in own.items()
    )


def _are_other_losses(shared: Given, own: Given) -> bool:
    """Whether all names of an exercise before are losses, and rest on nothing that an item says itself, if anything."""
    rests = (ref.base for sides in shared.values() for side in sides for ref in references(side))
    return bool(own) and shared.keys() <= LOSS_LETTERS and own.keys().isdisjoint(rests)


def _goes_in_a_circle(name: str, meant: Given, own: Given) -> bool:
    """Whether what is said of a name elsewhere rests on what an exercise computes from this name."""
    rests = {ref.base for side in meant.get(name, ()) for ref in references(side)}
    return any(ref.base == name for base in rests & own.keys() for side in own[base] for ref in references(side))


def _said_before(lines: Sequence[Line], own: Sequence[int]) -> Mapping[str, Sequence[int]]:
    """The lines before an exercise that say what names are; of each name those of the last item that says it."""
    said: dict[str, list[int]] = {}
    for at in range(own[0]):
        if (name := _said(lines[at])) is not None:
            before = said.get(name, [])
            last, here = (lines[each] for each in ((before or [at])[-1], at))
            together = (last.section, last.item) == (here.section, here.item)
            said[name] = [*before, at] if together else [at]
    return {name: before for name, before in said.items() if not any(lines[at].problem for at in before)}


def _left_out(lines: Sequence[Line], own: Sequence[int]) -> set[str]:
    """The names in an exercise of which it does not say what they are."""
    return _names(lines, own) - {name for at in own if (name := _said(lines[at])) is not None}


def _said_late(lines: Sequence[Line], own: Sequence[int]) -> set[str]:
    """The names of which only a later section of an exercise says what they are: they had their meanings until then."""
    first: dict[str, int] = {}
    for at in own:
        if (name := _said(lines[at])) is not None:
            first.setdefault(name, lines[at].section)
    begin = lines[own[0]].section
    return {
        name
        for name, section in first.items()
        if section > begin and name in _names(lines, [at for at in own if lines[at].section < section])
    }


def _rests(lines: Sequence[Line], own: Sequence[int]) -> bool:
    """Whether an exercise has names that are said before it."""
    return not _left_out(lines, own).isdisjoint(_said_before(lines, own))


def _taken(lines: Sequence[Line], own: Sequence[int], *, apart: bool) -> Iterator[int]:
    """The lines before an exercise that say what the names in it are which it does not say itself.

    Numbers are those of another exercise, but the unit of the bias is 1 in all of them; what is not read says nothing,
    a loss below another heading, or of another exercise by name (``apart``), has to rest on what the exercise computes,
    and nothing goes in a circle.
    """
    said, given = _said_before(lines, own), _given(lines, own)
    wanted = _left_out(lines, own) | _said_late(lines, own)
    seen = _names(lines, own) - wanted
    while wanted:
        name = wanted.pop()
        seen.add(name)
        before = said.get(name, ())
        meant = _given(lines, before)
        below = bool(before) and (apart or lines[before[-1]].section != lines[own[0]].section)
        if (below and _are_other_losses(meant, given)) or _goes_in_a_circle(name, meant, given):
            continue
        yield from before
        wanted |= _names(lines, before) - seen
    yield from (at for at in range(own[0]) if _is_unit_of_bias(lines[at], seen))


def _is_unit_of_bias(line: Line, names: Set[str]) -> bool:
    """Whether a line says ``x_0 = 1``, which is no number of an exercise."""
    match line:
        case Line(head=Ref(base=base, subs=("0",)), relation="=", side=Num(value=value)):
            return value == 1 and base in names
        case _:
            return False


def _said(line: Line) -> str | None:
    """The name of which a line says what it is by other names, read or not."""
    match line:
        case Line(head=Ref(base=base), side=side) if side is None or _by_names(line, side):
            return base
        case Line(head=Call(Ref(base=base), primes=0), relation="=") if base not in FUNCTION_WORDS:
            return base
        case _:
            return None


def _names(lines: Sequence[Line], numbers: Iterable[int]) -> set[str]:
    """The names of quantities and functions in some lines."""
    terms = [term for at in numbers for term in lines[at].sides]
    functions = {part.name.base for term in terms for part in occurrences(term, Call)}
    return functions | {ref.base for term in terms for ref in references(term)}
