"""The functions that a document writes out: which line defines which, and which of them a line sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.maps.implied import implied
from backproof.check.maps.reading import Reader
from backproof.check.maps.scope import HESSIANS, JACOBIANS, Elements, Scope, Written, core
from backproof.check.maps.values import Clash, Map, Unknown, functions_in, names_in, single
from backproof.expr import Apply, Function, IllFormed, Symbol, Tensor
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references, walk
from backproof.read.terms.terms import Call, Entries, Listed, Nabla, Num, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.records import replace
from backproof.rules import AXIS_RULES, RULES


@final
@dataclass(frozen=True, slots=True)
class Library:
    """The functions of a document, in the order of the text."""

    functions: Sequence[Written]
    vectors: Sequence[Written] = ()
    """The vectors of numbers that it gives, as functions of nothing."""
    defined: frozenset[str] = frozenset()
    """The names on the left of its lines."""
    elements: Mapping[int, Elements] = field(default_factory=dict)
    """The numbers of the elements of vectors, in each section."""
    marked: frozenset[str] = frozenset()
    """The letters that stand in bold somewhere: without that they are no vectors."""

    def scope(self, line: int, section: int, *, open_jacobian: bool = True) -> Scope:
        """What a line of a section sees; ``open_jacobian``: J alone is that of the last function before it."""
        latest = self.latest(line, section) if open_jacobian else None
        before = [each for each in self.vectors if each.line < line]
        given = {each.key: each for near in (False, True) for each in before if (each.section == section) is near}
        bound = {symbol.name for each in self.functions if each.section == section for symbol in each.parameters}
        own, elements = frozenset(bound) | self.marked, self.elements.get(section, {})
        return Scope(
            self.seen(line, section), latest, vectors=given, bound=own, defined=self.defined, elements=elements
        )

    def seen(self, line: int, section: int) -> dict[str, list[Written]]:
        """The functions of each name: those of the section first, the last one before a line first.

        ``g`` is G, too, behind all that is written in the same way.
        """
        found: dict[str, list[Written]] = {}
        written = {each.key for each in self.functions if each.map is not None}
        named = [each for each in self.functions if each.key in written]
        near = sorted(named, key=lambda each: (each.section != section, each.line > line, abs(each.line - line)))
        for here in (True, False):
            for spelt in (lambda key: key, swapped):
                for each in near:
                    if (each.section == section) is here and (key := spelt(each.key)):
                        found.setdefault(key, []).append(each)
        return found

    def latest(self, line: int, section: int) -> Written | None:
        """The vector-valued function that stands last before a line of a section."""
        found = (
            each for each in self.functions if each.section == section and each.line < line and each.map is not None
        )
        vectors = [each for each in found if each.map is not None and not each.map.table.is_scalar]
        return vectors[-1] if vectors else None

    def others(self, line: int, section: int, used: int, *, alike: bool) -> list[Written]:
        """What a line may mean instead of a function that it uses; ``alike``: with as many arguments."""
        own = next(each for each in self.functions if each.line == used)
        same = (each for each in self.seen(line, section)[own.key] if each.key == own.key and each.map != own.map)
        return [each for each in same if not alike or each.arity in {own.arity, None}]


def swapped(key: str) -> str:
    """``g`` for G and the other way round; nothing for longer names."""
    return key.swapcase() if len(key.split("_", maxsplit=1)[0]) == 1 else ""


def library(lines: Sequence[Line], elements: Mapping[int, Elements] = MappingProxyType({})) -> Library:
    """The functions that lines write out; each may use the others.

    ``elements`` are the numbers of the elements of vectors of which the lines had dots.
    """
    marked = frozenset(_marked(lines)) if elements else frozenset()
    first = _pass(lines, Library(tuple(implied(lines, elements)), elements=elements, marked=marked))
    named = {each.key for each in first.functions}
    open_ = (functions_in(each.map.table) & named for each in first.functions if each.map is not None)
    # A function of components that are written out only behind it.
    found = _pass(lines, first) if any(open_) else first
    heads = frozenset(line.head.key for line in lines if isinstance(line.head, Ref))
    return replace(found, vectors=tuple(_vectors(lines)), defined=heads)


def _marked(lines: Sequence[Line]) -> Iterator[str]:
    """The letters of vectors in bold, or with an arrow."""
    refs = (ref for line in lines for term in line.sides for ref in references(term))
    return (core(ref) for ref in refs if core(ref) != ref.base)


def _vectors(lines: Sequence[Line]) -> Iterator[Written]:
    """The names that lines give as vectors of numbers."""
    for at, line in enumerate(lines):
        match line.head, line.side:
            case Ref(_, (), ()) as name, side if side is not None and line.relation in DEFINES and is_written_out(side):
                with suppress(Unknown, Clash, IllFormed):
                    table = Reader(Scope({})).table(side)
                    if table.is_vector and not any(True for _ in names_in(table)):
                        yield Written(name.key, at, line.section, 0, Map((), table))
            case _:
                pass


def _pass(lines: Sequence[Line], known: Library) -> Library:
    """The functions that lines write out with those that are known, and with those before them."""
    found: list[Written] = [each for each in known.functions if each.implied]
    heads = frozenset(line.head.key for line in lines if isinstance(line.head, Ref))
    gradients = _gradients(lines)
    counted = Counter(line.head.key for line in lines if isinstance(line.head, Ref))
    written = {each.key for each in known.functions if each.map is not None}
    several = written | {key for key, count in counted.items() if count > 1}
    for at, line in enumerate(lines):
        heading = _heading(line) if line.head is not None or not at else _in_chain(lines[at - 1], line, several)
        if heading is None or (line.head is None and any(each.key == heading[0].key for each in found)):
            continue
        name, parameters = heading
        others = [each for each in known.functions if each.line > at and each.key != name.key and not each.implied]
        reader = Reader(replace(known, functions=[*found, *others]).scope(at, line.section, open_jacobian=False))
        if {each.key for each in parameters} & {each.key for each in found if each.parameters and each.line < at}:
            continue  # D f is about the function f.
        if any(each.key == name.key and _is_again(each, parameters, line, reader) for each in found):
            continue  # F(x), where F(x_1, x_2) is written out.
        reader = replace(reader, scope=reader.scope.binding(parameters))
        if reader.scope.derived(name) or (parameters and line.side is not None and _is_number(line.side)):
            continue  # f(x, y) = 5 is a curve, or a value at some point.
        own = _function(line, parameters, reader, heads) if parameters else None
        if own is None and not parameters and name.key in gradients:
            own = _function(line, None, reader, heads)
        if own is None and not parameters and (reader.scope.whole(name) or line.applied is not None):
            own = _open(line, reader, heads)
        if own is not None and functions_in(own.table) and (further := _explicit(lines, at, parameters, reader, heads)):
            found.extend(_components(own, further, at, line.section))
            own = further
        arity = len(parameters) if own is None and parameters else len(own.parameters) if own is not None else None
        ordered = bool(parameters) or (own is not None and reader.scope.is_of_vectors(own.parameters))
        found.append(Written(name.key, at, line.section, arity, own, ordered=ordered))
    return replace(known, functions=found)


def _open(line: Line, reader: Reader, heads: frozenset[str]) -> Map | None:
    """A name for what functions give of which nothing is known: ``y = f(x)`` beside ``f_1(x), \\dots, f_m(x)``."""
    own = _function(replace(line, conditions=()), None, reader, heads, fewest=1)
    return own if own is not None and functions_in(own.table) else None


def _is_number(side: Term) -> bool:
    """``5``, ``-12``."""
    match side:
        case Times((Num(value), inner)) if value == -1:
            return _is_number(inner)
        case _:
            return isinstance(side, Num)


def _explicit(
    lines: Sequence[Line], at: int, parameters: Sequence[Ref], reader: Reader, heads: frozenset[str]
) -> Map | None:
    """What a chain that begins with components of a function says these are."""
    for line in lines[at + 1 :]:
        if line.chain is None or line.chain != lines[at].chain or line.head is not None:
            return None
        found = _function(line, parameters, reader, heads) if line.relation in DEFINES else None
        if found is not None and not functions_in(found.table):
            return found
    return None


def _components(open_: Map, explicit: Map, at: int, section: int) -> Iterator[Written]:
    """The components of a function, each as a function of its own."""
    if open_.table.shape != explicit.table.shape:
        return
    for entry, value in zip(open_.table.entries, explicit.table.entries, strict=True):
        match entry:
            case Apply(Function(name), arguments) if arguments == tuple(map(Tensor, explicit.parameters)):
                yield Written(name, at, section, len(arguments), Map(explicit.parameters, single(value)))
            case _:
                pass


def _gradients(lines: Sequence[Line]) -> frozenset[str]:
    """The names that a gradient by all their arguments is taken of."""
    terms = (term for line in lines for term in line.sides)
    parts = (part for term in terms for part in walk(term))
    return frozenset(
        part.of.key for part in parts if isinstance(part, Nabla) and isinstance(part.of, Ref) and not part.each
    )


def _function(
    line: Line, parameters: Sequence[Ref] | None, reader: Reader, heads: frozenset[str], *, fewest: int = 2
) -> Map | None:
    """The function that a line writes out; None where it is not understood, or depends on more than its parameters.

    Where it has none written, they are what it depends on, in the order of the alphabet.
    """
    if line.side is None or line.problem is not None or line.conditions:
        return None
    try:
        table = reader.table(line.side)
    except (Unknown, Clash, IllFormed):
        return None
    free = {each.name for each in names_in(table)}
    if parameters is None:
        return Map(tuple(map(Symbol, sorted(free))), table) if len(free) >= fewest and not free & heads else None
    own = _parameters(parameters, free)
    others = free - {each.name for each in own}
    return Map(own, table) if not others or (is_written_out(line.side) and not others & heads) else None


def is_written_out(term: Term) -> bool:
    """Whether entries stand in a term."""
    return has(term, Entries, Listed)


def _in_chain(before: Line, line: Line, several: Set[str]) -> tuple[Ref, tuple[Ref, ...]] | None:
    """The function in ``y = F(x_1, x_2) = (x_1, x_1 x_2)`` that the second line writes out.

    There is none where y is anything else already: one of ``several`` heads of lines, or a derivative.
    """
    goes_on = line.chain is not None and line.chain == before.chain and line.relation in DEFINES
    if not goes_on or line.side is None or not is_written_out(line.side):
        return None
    if not isinstance(before.head, Ref) or before.head.key in several or before.head.base in JACOBIANS | HESSIANS:
        return None
    heading = _applied(before.side)
    if heading is None or FUNCTION_WORDS.get(heading[0].base, heading[0].base) in {*RULES, *AXIS_RULES, "sigma"}:
        return None
    # Numbers are what a function gives at some point.
    letters = {each.key for each in heading[1]}
    return heading if any(ref.key in letters for ref in references(line.side)) else None


def _is_again(written: Written, parameters: Sequence[Ref], line: Line, reader: Reader) -> bool:
    """Whether a line says again what a function is, with the vector of its parameters for all of them."""
    if len(parameters) != 1 or line.side is None or written.parameters != reader.scope.whole(parameters[0]):
        return False
    try:
        return bool(reader.table(line.side).entries)
    except (Unknown, Clash, IllFormed):
        return False


def _heading(line: Line) -> tuple[Ref, tuple[Ref, ...]] | None:
    """The name and the parameters of a function that a line defines; no parameters where it is written without."""
    if line.relation not in DEFINES:
        return None
    match line.head, line.side:
        case Times((Ref() as name, Ref() as parameter), _, ()), Listed() | Entries() as entries:
            # W X = [W x_1, W x_2] is about the product.
            return None if any(each.key == name.key for each in references(entries)) else (name, (parameter,))
        case Ref() as name, Call(called) if called.key in {name.key, swapped(name.key)}:
            return None  # g = G(x, y)
        case Ref() as name, _:
            return name, ()
        case head, _:
            return _applied(head)


def _applied(head: Term | None) -> tuple[Ref, tuple[Ref, ...]] | None:
    """``F(x, y)``, taken apart."""
    match head:
        case Call(Ref() as name, 0, arguments):
            pass
        case Times((Ref() as name, Listed(None, arguments)), _, ()):
            pass
        case _:
            return None
    names = tuple(each for each in arguments if isinstance(each, Ref) and not each.sups and not each.at)
    distinct = len({each.key for each in names}) == len(names) == len(arguments)
    jacobian = name.base in JACOBIANS and bool(name.subs)
    return (name, names) if distinct and not jacobian else None


def _parameters(refs: Sequence[Ref], free: set[str]) -> tuple[Symbol, ...]:
    """The parameters as numbers; the one parameter ``x`` of a body with x_1 and x_2 is a vector of them."""
    match refs:
        case [Ref(_, (), ()) as whole] if whole.key not in free:
            own = f"{core(whole)}_{{"
            elements = [name for name in free if name.startswith(own) and name[len(own) : -1].isdigit()]
            if elements and len(elements) == len(free):
                return tuple(map(Symbol, sorted(elements, key=lambda name: int(name[len(own) : -1]))))
        case _:
            pass
    return tuple(Symbol(each.key) for each in refs)
