r"""Values of functions that equations give: ``D(x) = \sigma(a)`` beside ``D(v)`` says what D is at x, and no more.

That holds where a is nothing that depends on x, as far as the document says, so that the equation can't say what D is
at v. Each such value is a quantity of its own: the derivative of ``\log D(x) + \log D(v)`` by a has one term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, occurrences, rebuilt, references
from backproof.read.terms.terms import Call, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, NORMS, QUANTITY_WORDS

KNOWN = frozenset({*FUNCTION_WORDS, "sigma"}) | LOSS_LETTERS | QUANTITY_WORDS | NORMS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a name for each such value."""
    given = [head for line in lines if (head := _given(line)) is not None]
    if not given:
        return tuple(lines)
    calls: defaultdict[str, list[Call]] = defaultdict(list)
    for line in lines:
        for term in line.sides:
            for call in occurrences(term, Call):
                calls[call.name.key].append(call)
    below = _graph(lines)
    apart = {
        head.name.key for head in given if any(_names(call).isdisjoint(_names(head)) for call in calls[head.name.key])
    }
    apart -= {line.head.name.key for line in lines if isinstance(line.head, Call) and not _is_value(line, below)}
    apart -= {key for key in apart if any(call.primes for call in calls[key])} | _varied(lines)
    names = {bare(head): _name(head) for head in given if head.name.key in apart}
    return tuple(line.changed(partial(_named, names=names)) for line in lines) if names else tuple(lines)


def _given(line: Line) -> Call | None:
    """The head of an equation for the value of a function."""
    match line.head:
        case Call(name, 0, arguments) as head if arguments and line.side is not None and line.relation in DEFINES:
            return None if name.base in KNOWN or line.conditions else head
        case _:
            return None


def _is_value(line: Line, below: Mapping[str, Set[str]]) -> bool:
    """Whether an equation for the value of a function names nothing that depends on what it is applied to."""
    if (head := _given(line)) is None or line.side is None:
        return False
    reached: set[str] = set()
    pending = [*_scripted(line.side)]
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(below.get(name, ()))
    return bool(reached) and reached.isdisjoint(_names(head))


def _graph(lines: Sequence[Line]) -> Mapping[str, Set[str]]:
    """What each name is written with."""
    graph: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        match line.head, line.side:
            case (Ref() as name, side) | (Call(name), side) if side is not None and line.relation in DEFINES:
                graph[name.base].update(_scripted(side))
            case _:
                pass
    return graph


def _scripted(term: Term) -> Iterator[str]:
    """The names in a term, and their indices."""
    for ref in references(term):
        yield from (ref.base, *ref.subs, *ref.at, *(sup.strip("()") for sup in ref.sups))


def _names(call: Call) -> frozenset[str]:
    """The names in the arguments of a function."""
    return frozenset(ref.base for each in call.arguments for ref in references(each))


def _varied(lines: Sequence[Line]) -> frozenset[str]:
    """The functions that are differentiated by what they are applied to."""
    slopes = (part for line in lines for term in line.sides for part in occurrences(term, Partial))
    return frozenset(
        part.of.name.key for part in slopes if isinstance(part.of, Call) and part.by.base in _names(part.of)
    )


def _name(head: Call) -> Ref:
    inside = "".join(letters_of(ref.base) for each in head.arguments for ref in references(each))
    return Ref(f"{letters_of(head.name.base)}_{{({inside})}}", (), (), head.span)


def _named(term: Term, names: Mapping[Term, Ref]) -> Term:
    if isinstance(term, Call) and (known := names.get(bare(term))) is not None:
        return replace(known, span=term.span)
    match rebuilt(term, partial(_named, names=names)):
        case Partial(of) as slope:
            return replace(slope, of=_named(of, names))
        case other:
            return other
