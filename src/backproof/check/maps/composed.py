r"""Functions that are put together, and of which no line before says what they are: ``F`` and ``G`` of ``F \circ G``.

They are any smooth functions of small numbers of arguments, different ones, so that no product of their Jacobians in
another order has a shape. A function with a prime is one of a single number. What holds of them holds of all functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import final

from backproof.check.maps.definitions import Library, swapped
from backproof.check.maps.scope import Elements, Written, components
from backproof.check.maps.values import Map, column
from backproof.expr import Apply, Function, Symbol, Tensor
from backproof.read.grammar.scripts import COMPOSED
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Ref, Term, Times

SIZES = (3, 4, 2, 5)
"""How many numbers the innermost function is of, and how many each of them gives."""
ELEMENT = re.compile(r"(.+)_\{(\d+)\}")
USUAL = "x"
"""The argument of the innermost function, where none is written."""


@final
@dataclass(frozen=True)
class Composed:
    """The functions that the lines of a document put together."""

    chains: Sequence[tuple[str, ...]]
    """The names of those that are put together, the outermost first."""
    primed: frozenset[str]
    arguments: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @staticmethod
    def of(lines: Sequence[Line]) -> Composed:
        """Those of which one is applied to something, or has a Jacobian; a product of elements has neither."""
        chains = dict.fromkeys(each for line in lines for each in _chains(line))
        if not chains:
            return Composed((), frozenset())
        called = [part for line in lines for part in _parts(line) if isinstance(part, Call)]
        names = {name for call in called for name in (call.name.key, swapped(call.name.key))}
        usual = [each for each in chains if names & set(each) and len(set(each)) == len(each) < len(SIZES)]
        return Composed(usual, frozenset(call.name.key for call in called if call.primes), dict(_arguments(lines)))

    def names(self, derivative: Term) -> bool:
        """Whether something is called the Jacobian of functions that are put together."""
        return isinstance(derivative, Ref) and any(_chain(sub) in self.chains for sub in derivative.subs)

    def library(self, line: Line) -> Library:
        """Them as functions that a line sees, with the arguments that it gives them."""
        found: dict[str, Written] = {}
        elements: dict[str, tuple[int, ...]] = {}
        given_here = dict(_arguments([line]))
        own = set(_chains(line))
        for chain in [each for each in self.chains if each in own] or self.chains:
            spellings = chain[-1], swapped(chain[-1])
            letters = (each[name] for each in (given_here, self.arguments) for name in spellings if name in each)
            parameters = tuple(map(Symbol, next(letters, (USUAL,))))
            if len(parameters) == 1 and chain[-1] not in self.primed:
                numbers = range(1, SIZES[0] + 1)
                parameters = tuple(Symbol(f"{parameters[0].name}_{{{number}}}") for number in numbers)
            if len(parameters) > 1 and (vector := _vector(parameters)):
                elements |= vector
            for given, name in enumerate(reversed(chain), start=1):
                outer = chain[-given - 1] if given < len(chain) else name
                size = 1 if outer in self.primed else SIZES[given]
                map_ = _any(name, parameters, size)
                found.setdefault(name, Written(name, given, line.section, len(parameters), map_, implied=True))
                parameters = tuple(components(name.lower(), map_))
        return Library(tuple(found.values()), elements={line.section: elements})


def _arguments(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The functions that are applied to letters alone, with those that they are applied to first."""
    for part in (part for line in reversed(lines) for part in _parts(line)):
        match part:
            case Call(name, _, arguments):
                letters = tuple(each.key for each in arguments if isinstance(each, Ref))
                if len(set(letters)) == len(arguments) and name.key not in letters:
                    yield name.key, letters
            case _:
                pass


def _any(name: str, parameters: Sequence[Symbol], size: int) -> Map:
    """A function of which nothing is known."""
    arguments = tuple(map(Tensor, parameters))
    names = [name] if size == 1 else [f"{name}_{{{at}}}" for at in range(1, size + 1)]
    entries = [Apply(Function(each, len(arguments)), arguments) for each in names]
    return Map(tuple(parameters), column(entries, listed=False))


def _vector(parameters: Sequence[Symbol]) -> Elements:
    """The letter of which names are the elements, with their numbers; nothing where they are several letters."""
    found = [ELEMENT.fullmatch(each.name) for each in parameters]
    letters = {each[1] for each in found if each is not None}
    return {letters.pop(): tuple(int(each[2]) for each in found if each)} if len(letters) == 1 and all(found) else {}


def _parts(line: Line) -> Iterator[Term]:
    return (part for term in line.sides for part in walk(term))


def _chain(sub: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in sub.split(COMPOSED))


def _chains(line: Line) -> Iterator[tuple[str, ...]]:
    """The functions that a line puts together: ``F \\circ G``, and the subscript of ``J_{F \\circ G}``."""
    for part in _parts(line):
        match part:
            case Times(factors, signs=signs) if set(signs) == {"circ"}:
                names = [each.key for each in factors if isinstance(each, Ref) and each.key == each.base]
                yield from [tuple(names)] if len(names) == len(factors) else []
            case _:
                pass
    for ref in (ref for term in line.sides for ref in references(term)):
        match ref.subs:
            case (sub,) if COMPOSED in sub:
                yield _chain(sub)
            case _:
                pass
