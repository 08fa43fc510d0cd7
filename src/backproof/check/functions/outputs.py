r"""Functions that name a quantity: behind ``h_{W,b}(x) = a^{(3)}``, ``h_{W,b}(x^{(i)})`` is the output for a sample.

Such a definition is written with quantities of the document and not with what it is a function of. That holds where the
document applies the function to nothing but its parameters and samples of these, and its name means nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import MARK, unmarked
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references, walk
from backproof.read.terms.terms import Call, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS

KNOWN = frozenset({*FUNCTION_WORDS, "sigma", "phi", "varphi"}) | LOSS_LETTERS | QUANTITY_WORDS
Parameters = Mapping[str, tuple[Ref, ...]]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the names of such functions as quantities."""
    defined = [call for line in lines if (call := _defined(line)) is not None]
    if not defined:
        return tuple(lines)
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    calls = [part for part in parts if isinstance(part, Call)]
    alone = {ref.base for line in lines for term in line.sides for ref in _alone(term)}
    named: dict[str, tuple[Ref, ...]] = {}
    for head in defined:
        parameters = tuple(each for each in head.arguments if isinstance(each, Ref))
        own = [call for call in calls if call.name.base == head.name.base]
        once = sum(each.name.base == head.name.base for each in defined) == 1 and len(own) > 1
        if once and head.name.base not in alone and all(_is_of_sample(call, head.name, parameters) for call in own):
            named[head.name.base] = parameters
    return tuple(line.changed(partial(_named, named=named)) for line in lines) if named else tuple(lines)


def _defined(line: Line) -> Call | None:
    """The head of a line that defines a function without its parameters."""
    match line.head, line.side:
        case Call(Ref(base), 0, arguments) as head, side if side is not None and line.relation in DEFINES:
            own = {each.base for each in arguments if isinstance(each, Ref) and not each.sups}
            named = {ref.base for ref in references(side)}
            is_plain = len(own) == len(arguments) and base not in KNOWN
            return head if is_plain and named and not named & {*own, base} else None
        case _:
            return None


def _alone(term: Term) -> Iterator[Ref]:
    """The names of a term that are applied to nothing."""
    applied = {id(part.name) for part in walk(term) if isinstance(part, Call)}
    return (ref for ref in references(term) if id(ref) not in applied)


def _is_of_sample(call: Call, name: Ref, parameters: Sequence[Ref]) -> bool:
    """Whether a call is one of the function as it is defined, or for a sample of its parameters."""
    if call.primes or call.name.key != name.key or len(call.arguments) != len(parameters):
        return False
    pairs = zip(call.arguments, parameters, strict=True)
    return all(isinstance(each, Ref) and unmarked(each).key == parameter.key for each, parameter in pairs)


def _named(term: Term, named: Parameters) -> Term:
    match term:
        case Call(Ref(base) as name, 0, arguments) if base in named:
            marks = (sup for each in arguments if isinstance(each, Ref) for sup in each.sups if MARK.fullmatch(sup))
            return replace(name, subs=(), sups=tuple(dict.fromkeys(marks)), at=(), span=term.span)
        case _:
            return rebuilt(term, partial(_named, named=named))
