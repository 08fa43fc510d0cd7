r"""Functions that nobody writes out and that give a quantity its value: beside ``\hat y = f(w, z)``, f alone is \hat y.

``\partial f/\partial w`` holds the other arguments of f, and so does ``\partial\hat y/\partial w`` where no argument
depends on another one. Where one does, as in ``dz/dx = \partial f/\partial x + \partial f/\partial y \cdot dy/dx``, f
stays what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS

NO_FUNCTIONS = LOSS_LETTERS | QUANTITY_WORDS | {*FUNCTION_WORDS, "sigma"}
Graph = Mapping[str, Set[str]]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the quantity in the place of such a function, where it stands without its arguments."""
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    alone = {
        each.key for part in parts if isinstance(part, Partial) for each in (part.of, part.by) if isinstance(each, Ref)
    }
    heads = {line.head.name.key for line in lines if isinstance(line.head, Call)}
    heads |= {line.head.key for line in lines if isinstance(line.head, Ref)}
    valued = {key: name for key, name in _valued(lines, _graph(lines, parts)) if key in alone - heads}
    if not valued:
        return tuple(lines)
    return tuple(line.changed(partial(_with, valued=valued)) for line in lines)


def _valued(lines: Sequence[Line], graph: Graph) -> Iterator[tuple[str, Ref]]:
    """The functions that give one quantity its value, with this quantity."""
    found: defaultdict[str, dict[str, tuple[Ref, Call]]] = defaultdict(dict)
    for line in lines:
        match line.head, line.side:
            case Ref(subs=(), sups=()) as name, Call(function, 0) as call if line.relation in DEFINES:
                if function.base not in NO_FUNCTIONS:
                    found[function.key][name.key] = name, call
            case _:
                pass
    for key, names in found.items():
        (name, call), *others = names.values()
        if not others and not _entangled(call, graph):
            yield key, name


def _graph(lines: Sequence[Line], parts: Sequence[Term]) -> Graph:
    """What each name is written with or differentiated by."""
    graph: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        if isinstance(line.head, Ref) and line.side is not None and line.relation in DEFINES:
            graph[line.head.key] |= {ref.key for ref in references(line.side)}
    for part in parts:
        if isinstance(part, Partial) and isinstance(part.of, Ref):
            graph[part.of.key].add(part.by.key)
    return graph


def _entangled(call: Call, graph: Graph) -> bool:
    """Whether an argument of a function depends on another one."""
    arguments = [{ref.key for ref in references(each)} for each in call.arguments]
    below = [_reach(each, graph) for each in arguments]
    return any(below[at] & other for at in range(len(below)) for other in (*arguments[:at], *arguments[at + 1 :]))


def _reach(keys: Set[str], graph: Graph) -> Set[str]:
    seen: set[str] = set()
    pending = list(keys)
    while pending:
        key = pending.pop()
        if key not in seen:
            seen.add(key)
            pending.extend(graph.get(key, ()))
    return seen


def _with(term: Term, valued: Mapping[str, Ref]) -> Term:
    match term:
        case Ref() if term.key in valued:
            return replace(valued[term.key], span=term.span)
        case Partial(of, by):
            meant = replace(valued[by.key], span=by.span) if by.key in valued else by
            return replace(term, of=_with(of, valued), by=meant)
        case _:
            return rebuilt(term, lambda part: _with(part, valued))
