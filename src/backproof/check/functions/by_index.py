r"""Functions of an index: ``\pi_\theta(a | s) = e^{h_a} / \sum_b e^{h_b}`` is element a of an array.

The a stands in the body as a subscript alone. What is left of the arguments is the same wherever the function stands;
so is what stands behind the bar of a probability by one letter: ``P(o | c)``, and ``P(x | c)`` in a sum over x. An
item or a section that sums over that letter, or writes ``v_{c+j}``, speaks of others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.names import labelled
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Num, Partial, Ref, Term

UPRIGHT = "\\mathrm"
PROBABILITY = re.compile(r"(\\mathrm\{\w+\})\((?:\w=)?(\w) \\mid ([^()]*)\)")
VARIABLE = re.compile(r"\b\w=")
"""The variable of which a letter is the value: ``P(O = o | C = c)`` is ``P(o | c)``."""


@final
@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a function: its name, and its arguments as they are spelt; a slope has none that fits."""

    name: str
    arguments: tuple[str, ...]
    slope: bool = False


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the elements of such arrays for their functions."""
    found = dict(each for line in _headed(lines) for each in _defined(line))
    if not found:
        return tuple(lines)
    values: defaultdict[str, set[_Value]] = defaultdict(set)
    alone: set[str] = set()
    for part in (part for line in lines for term in line.sides for part in walk(term)):
        if (value := _value(part)) is not None:
            values[value.name].add(value)
        elif isinstance(part, Ref):
            alone.add(part.key)
    given = _given(lines, values)
    every = frozenset[str]().union(*given.values())
    varied = {
        name: tuple(at for at in places if not _is_given(values[name], at, every)) for name, places in found.items()
    }
    usual = {name: at for name, at in varied.items() if at and name not in alone and _is_usual(values[name], at)}
    if not usual:
        return tuple(lines)
    named = {each for name in usual for value in values[name] for each in value.arguments}
    return tuple(line.changed(partial(_written, usual, given[_place(line)] & named)) for line in lines)


def _written(usual: Mapping[str, tuple[int, ...]], given: frozenset[str], term: Term) -> Term:
    """A term with elements of arrays for such functions, and names with the letters that are ``given``."""

    def written(term: Term) -> Term:
        value = _value(term)
        if value is not None and value.name in usual:
            places = usual[value.name]
            at = tuple(value.arguments[place] for place in places)
            if isinstance(term, Call):
                return Ref(labelled(term.name.base, term.name.subs), at, term.name.sups, term.span)
            return Ref(_with_dots(value, places), at, (), term.span)
        if isinstance(term, Ref):
            return _labelled(term, given)
        changed = rebuilt(term, written)
        return replace(changed, by=_labelled(changed.by, given)) if isinstance(changed, Partial) else changed

    return written(term)


def _place(line: Line) -> tuple[int, int]:
    """The section and the item of a line."""
    return line.section, line.item


def _given(lines: Sequence[Line], values: Mapping[str, set[_Value]]) -> Mapping[tuple[int, int], frozenset[str]]:
    """For each section and item, the letters behind the bars of probabilities that stand for one thing in it."""
    letters = {value.arguments[-1] for name, found in values.items() if name.startswith(UPRIGHT) for value in found}
    own: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        own[_place(line)].append(line)
    return {place: frozenset(_of_one_thing(letters, among)) for place, among in own.items()}


def _of_one_thing(letters: set[str], lines: Sequence[Line]) -> Iterator[str]:
    """The letters that no sum has, and names that have them no other ones."""
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    bound = {part.letter for part in parts if isinstance(part, Big)}
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in (part for part in parts if isinstance(part, Ref)):
        scripts[ref.base].add(ref.subs)
    for letter in letters - bound - scripts.keys():
        hosts = [found for found in scripts.values() if any(letter in subs for subs in found)]
        if hosts and all(found == {(letter,)} for found in hosts):
            yield letter


def _is_given(values: set[_Value], at: int, given: frozenset[str]) -> bool:
    found = {value.arguments[at] for value in values if at < len(value.arguments)}
    return len(found) == 1 and found <= given


def _labelled(ref: Ref, given: frozenset[str]) -> Ref:
    """A name with a letter that is part of it: ``v_c`` beside ``P(o | c)``."""
    return replace(ref, base=labelled(ref.base, ref.subs), subs=()) if given.intersection(ref.subs) else ref


def _value(term: Term) -> _Value | None:
    """The value of a function that a term is."""
    match term:
        case Call(name, primes, arguments):
            return _Value(name.key, tuple(map(_spelt, arguments)), bool(primes))
        case Ref(base, (), ()) if (match := PROBABILITY.fullmatch(base)) is not None:
            return _Value(match[1], (match[2], *VARIABLE.sub("", match[3]).split(",")))
        case _:
            return None


def _with_dots(value: _Value, places: Sequence[int]) -> str:
    """A probability without the letters that are its slots."""
    first, *others = ("\\bullet" if at in places else each for at, each in enumerate(value.arguments))
    return f"{value.name}({first} \\mid {','.join(others)})"


def _headed(lines: Sequence[Line]) -> Iterator[Line]:
    r"""The lines, each with what it says of the name before it in its chain: ``\hat y_o = P(o | c) = \dots``."""
    yield from lines[:1]
    for before, line in pairwise(lines):
        goes_on = line.chain is not None and line.head is None and line.chain == before.chain
        yield replace(line, head=before.side) if goes_on else line


def _defined(line: Line) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The function that a line defines, with the arguments that are only subscripts in its body."""
    value = None if line.head is None else _value(line.head)
    if value is None or value.slope or line.relation not in DEFINES or line.side is None:
        return
    named = list(references(line.side))
    bound = {part.letter for part in occurrences(line.side, Big)}
    scripts = {script for ref in named for script in ref.subs} - bound - {ref.base for ref in named}
    places = tuple(at for at, each in enumerate(value.arguments) if len(each) == 1 and each in scripts)
    if places:
        yield value.name, places


def _is_usual(values: set[_Value], places: Sequence[int]) -> bool:
    """Whether a letter or a number stands in each of these places, and the same in all others."""
    rest = {tuple(each for at, each in enumerate(value.arguments) if at not in places) for value in values}
    numbers = {len(value.arguments) for value in values}
    if len(rest) > 1 or len(numbers) > 1 or any(value.slope for value in values):
        return False
    inside = {value.arguments[place] for value in values for place in places}
    return all(len(each) == 1 or each.isdigit() for each in inside)


def _spelt(term: Term) -> str:
    """An argument in characters: a letter by itself, a whole number in its digits, anything else at length."""
    match term:
        case Ref(base, (), ()):
            return base
        case Num(value, 0) if value.denominator == 1 and value >= 0:
            return str(value)
        case _:
            return repr(term)
