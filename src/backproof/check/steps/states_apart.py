r"""States of an optimiser by a letter that another section has for something else: the ``v`` of ``v \leftarrow \mu v -
\eta \nabla L`` beside a variance ``v = \frac1n \sum_i (a_i - \mu)^2``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.definitions.definitions import defines
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import ASSIGNS

STATE: Final = r"%s_{\mathrm{step}}"
"""How such a state is called."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such states as names of their own, in the sections that begin with them."""
    kept = {line.head.base for line in lines if isinstance(line.head, Ref) and _keeps(line)}
    if not kept:
        return tuple(lines)
    defined: dict[str, set[int]] = {}
    for line in lines:
        for base in _computed(line) & kept:
            defined.setdefault(base, set()).add(line.section)
    states = dict(_begun(lines, defined)) if defined else {}
    return tuple(_with_states(line, states.get(line.section, frozenset())) for line in lines)


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


def _keeps(line: Line) -> bool:
    """Whether a line adds a derivative to a share of the old value of its own name."""
    match line:
        case Line(head=Ref() as head, relation=relation, side=Plus(terms)) if relation == ASSIGNS:
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
