r"""Functions of whole vectors that no line defines: the entries of ``\mathbf{f}(\mathbf{x})`` are any f_1, f_2, ..."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backproof.check.maps.scope import Elements, Scope, Written, core
from backproof.check.maps.values import Map, column
from backproof.expr import Apply, Function, Symbol, Tensor
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Call, Ref, Term


def implied(lines: Sequence[Line], elements: Mapping[int, Elements]) -> Iterator[Written]:
    """The functions that lines apply and none of them defines, each with the arguments that it has first."""
    defined = {_name(line.head) for line in lines}
    done: set[tuple[int, str]] = set()
    for at, line in enumerate(lines):
        scope = Scope({}, elements=elements.get(line.section, {}))
        for part in (part for term in line.sides for part in walk(term)):
            if not isinstance(part, Call) or part.primes or part.name.key in defined or not scope.whole(part.name):
                continue
            parameters = tuple(symbol for each in part.arguments for symbol in _letters(each, scope))
            here = (line.section, part.name.key)
            if here in done or not parameters or len(set(parameters)) < len(parameters):
                continue
            done.add(here)
            names = (symbol.name for symbol in scope.whole(part.name))
            entries = [Apply(Function(name, len(parameters)), tuple(map(Tensor, parameters))) for name in names]
            own = Map(parameters, column(entries, listed=False))
            yield Written(part.name.key, at, line.section, len(parameters), own, implied=True)


def _name(head: Term | None) -> str:
    """The function that a line defines."""
    return head.name.key if isinstance(head, Call) else ""


def _letters(argument: Term, scope: Scope) -> tuple[Symbol, ...]:
    """What an argument consists of: the elements of a vector, or of what a function gives."""
    match argument:
        case Ref():
            return scope.whole(argument) or (Symbol(argument.key),)
        case Call(name, 0, arguments) if arguments:
            return scope.whole(name) or (Symbol(core(name)),)
        case _:
            return ()
