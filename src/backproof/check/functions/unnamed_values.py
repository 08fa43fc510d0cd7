r"""Functions whose values have no name: beside ``f_2(w_2, f_1(w_1, x))``, ``\partial f_2/\partial f_1`` is of it.

That holds where the document applies such functions to each other, each to one thing only, differentiates them or by
them, and defines nothing of their names. ``\partial f_2/\partial w_2`` holds the other arguments, of which none may
depend on ``w_2``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.check.functions.valued import NO_FUNCTIONS
from backproof.check.names.sampling import sample_of, unmarked
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, occurrences, rebuilt, references
from backproof.read.terms.terms import Call, Partial, Ref, Term


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with names for such values, and behind them what these are, which nobody wrote."""
    values = {key: (line, call) for key, line, call in _values(lines, _alone(lines))}
    if not values or not any(_takes_more(call, values.keys()) for line in lines for call in _calls(line)):
        return tuple(lines)
    change = partial(_named, names=values.keys())
    named = (line.changed(change) for line in lines)
    return (*named, *(_definition(line, call, change) for line, call in values.values()))


def _alone(lines: Sequence[Line]) -> frozenset[str]:
    """The names that are differentiated, or by which something is."""
    parts = (part for line in lines for term in line.sides for part in occurrences(term, Partial))
    both = (each for part in parts for each in (part.of, part.by))
    return frozenset(each.key for each in both if isinstance(each, Ref))


def _values(lines: Sequence[Line], alone: Set[str]) -> Iterator[tuple[str, Line, Call]]:
    """The functions that stand without their arguments, each with the one thing that it is applied to."""
    heads = {line.head.name.key for line in lines if isinstance(line.head, Call)}
    heads |= {line.head.key for line in lines if isinstance(line.head, Ref)}
    heads |= {line.side.name.key for line in lines if isinstance(line.side, Call) and line.relation in DEFINES}
    meant = alone - heads
    calls: defaultdict[str, list[tuple[Line, Call]]] = defaultdict(list)
    for line in lines if meant else ():
        for call in _calls(line):
            if call.name.key in meant and call.name.base not in NO_FUNCTIONS:
                calls[call.name.key].append((line, call))
    for key, found in calls.items():
        own, first = found[0]
        alike = len({bare(_without_samples(each)) for _, each in found}) == 1
        if alike and not any(each.primes for _, each in found) and not _is_entangled(first):
            yield key, own, first


def _takes_more(call: Call, names: Set[str]) -> bool:
    """Whether a function takes the value of another one and more; ``g(f(x))`` is judged as a composition."""
    if len(call.arguments) == 1 or _is_entangled(call):
        return False
    inside = (each for argument in call.arguments for each in occurrences(argument, Call))
    return any(each.name.key in names for each in inside)


def _is_entangled(call: Call) -> bool:
    """Whether two arguments of a function have a name in common: then a derivative by it may be total or not."""
    names = [
        ref.key for argument in call.arguments for ref in {each.key: each for each in references(argument)}.values()
    ]
    return len(set(names)) < len(names)


def _without_samples(term: Term) -> Term:
    match term:
        case Ref():
            return unmarked(term)
        case _:
            return rebuilt(term, _without_samples)


def _calls(line: Line) -> Iterator[Call]:
    return (call for term in line.sides for call in occurrences(term, Call))


def _definition(line: Line, call: Call, change: partial[Term]) -> Line:
    """What a value is."""
    arguments = tuple(change(each) for each in call.arguments)
    plain = replace(line, relation="=", chain=None, conditions=(), assumes=(), limited="")
    # The value has the name of the function, which stands nowhere else any more.
    function = replace(call.name, base=f"\\tilde{{{call.name.base}}}")
    return replace(plain, head=_value(call), side=replace(call, name=function, arguments=arguments))


def _value(call: Call) -> Ref:
    """The name of a value: that of the function, with the sample of what it is applied to."""
    letters = {letter for ref in references(call) if (letter := sample_of(ref)) is not None}
    return replace(
        call.name, base=call.name.key, subs=(), sups=tuple(f"({letter})" for letter in sorted(letters)), at=()
    )


def _named(term: Term, names: Set[str]) -> Term:
    match term:
        case Call(name=name) if name.key in names:
            return _value(term)
        case Ref() if term.key in names:
            return replace(term, base=term.key, subs=())
        case Partial(of, by) if by.key in names:
            return replace(term, of=_named(of, names), by=replace(by, base=by.key, subs=()))
        case _:
            return rebuilt(term, partial(_named, names=names))
