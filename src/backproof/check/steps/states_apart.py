r"""States of an optimiser by a letter that something else has, too: the ``v`` of ``v \leftarrow \mu v - \eta \nabla L``
beside a variance ``v = \frac1n \sum_i (a_i - \mu)^2``.

Where another section has it, the section of the optimiser is read with a state of its own; within one section, what is
assigned from the first line of the state on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from backproof.check.definitions.definitions import defines
from backproof.check.names.sampling import ACCENTS, with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import ASSIGNMENTS

STATE: Final = r"%s_{\mathrm{step}}"
"""How such a state is called."""
GIVES: Final = ASSIGNMENTS | {"="}
"""How a name is given a new value by its old one."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such states as names of their own, in the sections that begin with them."""
    kept = {line.head.base for line in lines if isinstance(line.head, Ref) and _keeps(line)}
    if not kept:
        return tuple(lines)
    defined: dict[str, set[int]] = {}
    for line in lines:
        for base in _computed(line) & kept:
            defined.setdefault(base, set()).add(line.section)
    if not defined:
        return tuple(lines)
    states = dict(_begun(lines, defined))
    apart = [_with_states(line, states.get(line.section, frozenset())) for line in lines]
    return _from_their_lines_on(apart, defined)


def _computed(line: Line) -> set[str]:
    """What a line speaks of as a quantity that is computed: it is defined there, or differentiated."""
    found = {line.head.base} if isinstance(line.head, Ref) and defines(line) else set[str]()
    slopes = (each.of for side in line.sides for each in occurrences(side, Partial))
    return found | {of.base for of in slopes if isinstance(of, Ref)}


def _begun(lines: Sequence[Line], defined: Mapping[str, set[int]]) -> Iterator[tuple[int, frozenset[str]]]:
    """The sections that begin with states by letters which others define, and these letters."""
    first: dict[int, dict[str, Line]] = {}
    by: dict[int, set[str]] = {}
    for line in lines:
        named = first.setdefault(line.section, {})
        for ref in (ref for side in line.sides for ref in references(side)):
            named.setdefault(ref.base, line)
        slopes = (each for side in line.sides for each in occurrences(side, Partial))
        by.setdefault(line.section, set()).update(ref.base for each in slopes for ref in references(each))
    for section, named in first.items():
        states = (base for base, sections in defined.items() if base in named and section not in sections)
        yield section, frozenset(base for base in states if _keeps(named[base]) and base not in by[section])


def _from_their_lines_on(lines: Sequence[Line], computed: Mapping[str, set[int]]) -> tuple[Line, ...]:
    """The lines, with a state apart in what is assigned from its line on, where its own section computes the letter."""
    begun: dict[int, set[str]] = {}
    apart: list[Line] = []
    for place, line in enumerate(lines):
        states = begun.setdefault(line.section, set())
        if isinstance(line.head, Ref) and line.section in computed.get(line.head.base, ()) and _keeps(line):
            before = [each for each in lines[:place] if each.section == line.section]
            later = [each for each in lines[place + 1 :] if each.section == line.section]
            states |= {line.head.base} if _is_state(line, line.head.base, before, later) else set()
        apart.append(_with_states(line, frozenset(states)) if states and _speaks_of(states, line) else line)
    return tuple(apart)


def _speaks_of(states: Set[str], line: Line) -> bool:
    r"""Whether a line gives a name a new value by its old one, or corrects a state: ``\hat v = v / (1 - \beta)``."""
    head, side = line.head, line.side
    if not isinstance(head, Ref) or side is None or line.relation not in GIVES:
        return False
    corrected = states & {_plain(head)} - {head.base}
    return any(ref.key == head.key or ref.base in corrected for ref in references(side))


def _plain(ref: Ref) -> str:
    """The letter of a name, without the accent of a corrected state."""
    accented = ACCENTS.fullmatch(ref.base)
    return accented[1] if accented is not None else ref.base


def _is_state(line: Line, base: str, before: Sequence[Line], later: Sequence[Line]) -> bool:
    """Whether a line gathers gradients by something else, and that is what is stepped on by it, or no line of its
    section says what else the letter is, nor differentiates by it."""
    variables, others = _variables([line]), (*before, *later)
    steps = (each.head.base for each in later if isinstance(each.head, Ref) and _steps_by(base, each))
    defined = any(isinstance(each.head, Ref) and each.head.base == base and defines(each) for each in others)
    told = defined or base in _variables(others)
    return bool(variables) and base not in variables and (not told or any(head in variables for head in steps))


def _variables(lines: Sequence[Line]) -> set[str]:
    """What lines differentiate by."""
    slopes = (each for line in lines for side in line.sides for each in occurrences(side, Partial))
    gradients = (each for line in lines for side in line.sides for each in occurrences(side, Nabla))
    return {each.by.base for each in slopes} | {ref.base for each in gradients for ref in references(each.of)}


def _steps_by(base: str, line: Line) -> bool:
    """Whether a line adds what has a letter, or its correction, to the old value of another name."""
    match line:
        case Line(head=Ref() as head, relation=relation, side=Plus((Ref() as old, *steps))) if relation in GIVES:
            return old.key == head.key and any(_plain(ref) == base for step in steps for ref in references(step))
        case _:
            return False


def _keeps(line: Line) -> bool:
    """Whether a line adds a derivative to a share of the old value of its own name."""
    match line:
        case Line(head=Ref() as head, relation=relation, side=Plus(terms)) if relation in GIVES:
            shares = [each for each in terms if _is_share(each, head)]
            return len(shares) == 1 and any(has(each, Partial, Nabla) for each in terms)
        case _:
            return False


def _is_share(term: Term, head: Ref) -> bool:
    r"""Whether a term is the value of a name times one other name or number: ``m v``, ``0.9 v``."""
    match term:
        case Times((Ref() | Num() as share, Ref() as old)) | Times((Ref() as old, Ref() | Num() as share)):
            return old.key == head.key and not (isinstance(share, Ref) and (share.subs or share.key == head.key))
        case _:
            return False


def _with_states(line: Line, states: frozenset[str]) -> Line:
    def named(ref: Ref) -> Ref:
        return replace(ref, base=STATE % ref.base) if ref.base in states else ref

    return with_refs(line, named) if states else line
