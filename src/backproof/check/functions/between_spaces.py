r"""Functions from one space to another: for ``x \in R^m`` and ``y \in R^n``, ``y = g(x)`` says what y depends on.

Nobody applies such a g to each element; that is what is left open where an array has the space of its argument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from backproof.matrix import said
from backproof.read.context.depending import Dependence, stated
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.notation.assigned import MAPS
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Call, Raise, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.records import replace

Space = tuple[object, ...]
"""The extents of an array as they are written; a number has none."""
NUMBER: Final[Space] = ()


def settle(document: Document) -> Document:
    """The document with such equations as declarations of what their heads are functions of."""
    spaces = dict(_spaces(document.lines))
    if len({*spaces.values()}) == 1 or not spaces:
        return document
    found = tuple(_depending(document.lines, spaces))
    known = tuple(replace(each, mixes=_are_apart(each.of, each.on, spaces)) for each in document.declared)
    lines = tuple(stated(document.lines, found)) if found else document.lines
    return replace(document, lines=lines, declared=(*known, *found))


def _are_apart(head: Ref, names: Sequence[Ref], spaces: Mapping[str, Space]) -> bool:
    """Whether the space of a name is known, and none of what it depends on is known to have the same one."""
    of = {spaces[each.key] for each in names if each.key in spaces}
    return bool(of) and head.key in spaces and spaces[head.key] not in of


def _spaces(lines: Sequence[Line]) -> Iterator[tuple[str, Space]]:
    """The declared spaces of names, and those that functions map to."""
    for line in lines:
        match line.head:
            case Ref() as head if line.relation == "in" or line.relation in MAPS:
                space = _space(line.side)
                if space is not None:
                    yield head.key, space
            case _:
                pass


def _space(term: Term | None) -> Space | None:
    if said.is_set_of_numbers(term):
        return NUMBER
    match term:
        case Raise(Ref("\\mathbb{R}" | "R"), Ref(base)):
            return (base,)
        case _:
            return None


def _depending(lines: Sequence[Line], spaces: Mapping[str, Space]) -> Iterator[Dependence]:
    uses = Counter(call.name.base for line in lines for term in line.sides for call in occurrences(term, Call))
    for line in lines:
        match line.head, line.side:
            case Ref(_, (), ()) as head, Call(Ref(base, (), ()) as function, 0, arguments) if line.relation == "=":
                names = tuple(each for each in arguments if isinstance(each, Ref) and not each.subs)
                known = {head.key: spaces[function.key]} if function.key in spaces else {}
                apart = _are_apart(head, names, {**known, **spaces})
                plain = len(names) == len(arguments) and head not in names and base not in FUNCTION_WORDS
                if plain and uses[base] == 1 and apart:
                    yield Dependence(head, names, line.span, mixes=True)
            case _:
                pass
