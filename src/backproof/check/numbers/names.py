"""What a value is kept under, and the elements of arrays that are written out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from backproof.check.indices.letters import number, resolved
from backproof.check.names.names import Names
from backproof.read.terms.rewriting import rebuilt
from backproof.read.terms.terms import Big, Call, Entries, Listed, Nabla, Partial, Plus, Ref, Term
from backproof.records import replace

LONGEST_SUM = 50
STYLE = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec|mathrm|underline)\{([^{}]*)\}")
"""Bold or upright letters: one author writes ``\\mathbf{x}`` and ``x`` for the same thing."""


def key_of(term: Term, names: Names) -> str | None:
    """What a value is kept under: a name with its elements, a derivative of one name by another, a gradient."""
    match term:
        case Ref():
            name = resolved(names, replace(term, at=()) if term.at else term)
            marks = "'" * name.updated + "+" * name.change
            return f"{name.key}{marks}[{','.join([*(str(slot) for slot in name.slots), *term.at])}]"
        case Partial(Ref() as of, by) | Partial(Call(name=of), by):
            return f"{key_of(of, names)}/{key_of(by, names)}"
        case Nabla(Ref() as of):
            return f"\\nabla {key_of(of, names)}"
        case _:
            return None


@lru_cache(4096)
def plain(key: str) -> str:
    """A key without the styles of its letters."""
    return STYLE.sub(r"\1", key) if "\\" in key else key


def found(key: str, values: Mapping[str, Term]) -> Term | None:
    """The value of a name; that of the same letter in another style where there is just one."""
    if key in values:
        return values[key]
    wanted = plain(key)
    same = [value for other, value in values.items() if plain(other) == wanted]
    return same[0] if len(same) == 1 else None


def element(term: Ref, names: Names, values: Mapping[str, Term]) -> Term | None:
    """An entry of an array that has a value: ``H[1]``, ``w_2``, ``W_{12}``; the first entry is number 1, or 0 where the
    document numbers the entries of a list from there."""
    for whole, places in wholes(term):
        key = key_of(whole, names)
        array = found(key, values) if key is not None else None
        begins = names.first_of(whole, len(array.items)) if isinstance(array, Listed) and not whole.at else 1
        entry = picked(array, [at + 1 - begins for at in places]) if array is not None else None
        if entry is not None:
            return entry
    return None


def gathered(term: Ref, names: Names, values: Mapping[str, Term]) -> Term | None:
    """A vector of which each element has a value, from the first one on."""
    if term.subs or term.at:
        return None
    found_so: list[Term] = []
    while len(found_so) < LONGEST_SUM:
        key = key_of(replace(term, subs=(str(len(found_so) + 1),)), names)
        value = values.get(key) if key is not None else None
        if value is None:
            break
        found_so.append(value)
    return Listed(None, tuple(found_so), term.span) if len(found_so) > 1 else None


def slope_element(term: Nabla, value: Callable[[Nabla], Term | None]) -> Term | None:
    """An entry of a gradient that has a value: ``\\nabla y[1]``."""
    for whole, places in wholes(term.of) if isinstance(term.of, Ref) else ():
        array = value(replace(term, of=whole))
        entry = picked(array, places) if array is not None else None
        if entry is not None:
            return entry
    return None


def wholes(term: Ref) -> Iterator[tuple[Ref, list[int]]]:
    """The arrays that a name may be an entry of, with the places of this entry."""
    scripts = (*term.subs, *term.at)
    for count, whole in enumerate(arrays_of(term), start=1):
        last = scripts[-count:]
        if all(script.isdigit() for script in last):
            joined = count == 1 and len(last[0]) > 1
            yield whole, [int(digit) for digit in last[0]] if joined else [*map(int, last)]


def arrays_of(term: Ref) -> list[Ref]:
    """The names that are left when the last script is an index of an entry, or the last two are."""
    scripts = (*term.subs, *term.at)
    counts = (count for count in (1, 2) if count <= len(scripts))
    return [Ref(term.base, scripts[:-count], term.sups, term.span, (), term.sample) for count in counts]


def picked(array: Term, places: list[int]) -> Term | None:
    """An entry of an array that is written out, by places from 1 on."""
    match array:
        case Listed(None, items) if not any(isinstance(item, Listed) for item in items):
            rows: tuple[tuple[Term, ...], ...] = (items,)
        case Listed(None, items):
            rows = tuple(item.items for item in items if isinstance(item, Listed))
        case Entries(rows):
            pass
        case _:
            return None
    height, width = len(rows), len(rows[0])
    match places:
        case [at] if 1 in {height, width} and 1 <= at <= height * width:
            return [entry for row in rows for entry in row][at - 1]
        case [row, column] if 1 <= row <= height and 1 <= column <= width:
            return rows[row - 1][column - 1]
        case _:
            return None


def at_numbers(term: Term, digits: Mapping[str, str]) -> Term:
    """The term with letters in its scripts replaced by numbers; sums keep the letters that they bind."""
    match term:
        case Ref(subs=subs, sups=sups, at=at):
            told = tuple(tuple([_numbered(script, digits) for script in scripts]) for scripts in (subs, sups, at))
            if told == (subs, sups, at):
                return term
            return Ref(term.base, told[0], told[1], term.span, told[2], term.sample)
        case Big(letter=letter):
            inner = {key: value for key, value in digits.items() if key != letter}
            return replace(term, body=at_numbers(term.body, inner))
        case _:
            return rebuilt(term, lambda part: at_numbers(part, digits))


def _numbered(script: str, digits: Mapping[str, str]) -> str:
    """``i`` as ``2``, ``(i)`` as ``(2)``."""
    if script.startswith("("):
        inner = script[1:-1]
        return f"({digits[inner]})" if inner in digits else script
    return digits.get(script, script)


def unrolled(big: Big) -> Term:
    """A sum between two numbers, written out; any other stays as it is."""
    first, last = number(big.lower), number(big.upper)
    if big.kind != "sum" or big.conditions or first is None or last is None or not 0 <= last - first < LONGEST_SUM:
        return big
    terms = tuple(at_numbers(big.body, {big.letter: str(each)}) for each in range(first, last + 1))
    return terms[0] if len(terms) == 1 else Plus(terms, big.span)
