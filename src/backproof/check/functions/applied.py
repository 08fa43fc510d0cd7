r"""Vector functions at other arguments: where ``S(z)_j`` is defined, ``S(u)_k`` is the same with u for z."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import NO_LINE
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import Names
from backproof.read.grammar.spelling import letters_of
from backproof.read.grammar.vectors import function_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, renamed
from backproof.read.terms.terms import Ref, Term

BAR = "\\mid"


def instances(lines: Iterable[Line], names: Names, definitions: Sequence[Defined]) -> Iterator[Defined]:
    """Definitions of values that a document uses, by the definition of the function at another argument."""
    known = {each.key for each in definitions}
    general: dict[str, tuple[str, Defined]] = {}
    for each in definitions:
        told = function_of(each.head.base) if isinstance(each.head, Ref) and not each.head.sups else None
        # What stands on both sides of a bar is no single argument: p(o | c).
        if told is not None and BAR not in told[1]:
            general.setdefault(told[0], (told[1], each))
    for ref in _values(lines) if general else ():
        told, key = function_of(ref.base), resolved(names, ref).key
        if told is None or key in known or told[0] not in general:
            continue
        known.add(key)
        parameter, defined = general[told[0]]
        body = _at(defined.body, parameter, told[1], ref.sups)
        yield replace(defined, key=key, body=body, line=NO_LINE, head=replace(ref, subs=()))


def _values(lines: Iterable[Line]) -> Iterator[Ref]:
    for line in lines:
        for term in (line.head, line.side):
            yield from references(term) if term is not None else ()


def _at(term: Term, parameter: str, argument: str, sups: tuple[str, ...]) -> Term:
    """A body with another argument, of another layer or sample perhaps, for its parameter."""

    def named(ref: Ref) -> Ref:
        return replace(ref, base=argument, sups=sups) if letters_of(ref.base) == parameter else ref

    return renamed(term, named)
