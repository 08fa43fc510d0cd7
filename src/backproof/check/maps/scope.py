"""The functions that a line sees, by their names and by the names of their Jacobians."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import final

from backproof.check.maps.values import Map, Table, Unknown, column, single
from backproof.expr import Apply, Expression, Function, Symbol, Tensor
from backproof.expr.walk import walk
from backproof.read.grammar.scripts import COMPOSED
from backproof.read.terms.terms import NOWHERE, Ref
from backproof.records import dataclass, replace
from backproof.rules import RULES

JACOBIANS = frozenset(
    {"J", "D", "Jacobian", "\\mathbf{J}", "\\mathrm{J}", "\\mathcal{J}", "\\mathbb{J}", "\\mathrm{D}"}
)
"""What the Jacobian of a function is called, with the function as its subscript."""
BARE = frozenset({"J", "\\mathbf{J}", "\\mathrm{J}"})
"""What it is called where only one function can be meant."""
HESSIANS = frozenset({"H", "\\mathbf{H}", "\\mathrm{H}", "Hess"})
WORD = re.compile(r"D(\w)")
"""``DF`` is the Jacobian of F."""


Elements = Mapping[str, tuple[int, ...]]
"""The numbers of the elements of vectors, by their letters."""


@final
@dataclass(frozen=True, slots=True)
class Written:
    """A function as the line ``line`` writes it out; ``map`` is None where that line is not understood.

    ``arity`` is the number of its arguments, or None where it is written without them; ``ordered`` says whether their
    order is written.
    """

    key: str
    line: int
    section: int
    arity: int | None
    map: Map | None
    ordered: bool = True
    implied: bool = False
    """Whether no line says what it is: its entries are functions of which nothing is known."""

    @property
    def parameters(self) -> tuple[Symbol, ...]:
        """The arguments, as far as they are known."""
        return () if self.map is None else self.map.parameters


@final
@dataclass(frozen=True, slots=True)
class Scope:
    """The functions of each name, the nearest first; J is the Jacobian of ``latest``.

    ``uses`` collects the lines of the functions that were looked up.
    """

    known: Mapping[str, Sequence[Written]]
    latest: Written | None = None
    uses: set[int] = field(default_factory=set)
    vectors: Mapping[str, Written] = field(default_factory=dict)
    """The vectors of numbers that the document gives."""
    bound: frozenset[str] = frozenset()
    """The arguments of the functions of the section."""
    defined: frozenset[str] = frozenset()
    """The names on the left of lines."""
    elements: Elements = field(default_factory=dict)

    def whole(self, ref: Ref) -> tuple[Symbol, ...]:
        """The elements of a vector that stands without an index; none where a name is something else.

        A letter that is not bold is a vector where its elements are the arguments of functions, and it is none itself.
        """
        numbers = () if ref.subs or ref.sups else self.elements.get(core(ref), ())
        found = tuple(Symbol(f"{core(ref)}_{{{number}}}") for number in numbers)
        plain = core(ref) == ref.base
        return () if plain and (ref.base in self.bound or not {each.name for each in found} <= self.bound) else found

    def binding(self, parameters: Sequence[Ref]) -> Scope:
        """The scope within a function of these parameters."""
        return replace(self, bound=self.bound | {each.key for each in parameters})

    def is_of_vectors(self, parameters: Sequence[Symbol]) -> bool:
        """Whether names are the elements of one vector, in order."""
        wholes = (self.whole(Ref(f"\\mathbf{{{letter}}}", (), (), NOWHERE)) for letter in self.elements)
        return len(parameters) == 1 or any(tuple(parameters) == whole for whole in wholes)

    def vector(self, ref: Ref, *, direction: bool = False) -> Table | None:
        """The vector that a name was given, unless it is an argument of a function: those are no ``direction``."""
        found = self.vectors.get(ref.key)
        if found is None or found.map is None or (ref.key in self.bound and not direction):
            return None
        return found.map.table

    @property
    def parameters(self) -> frozenset[Symbol]:
        """The parameters of all functions."""
        maps = (each.map for found in self.known.values() for each in found)
        return frozenset(symbol for map_ in maps if map_ is not None for symbol in map_.parameters)

    def with_parameter(self, ref: Ref, symbol: Symbol) -> Map | None:
        """The nearest function of a name that has a parameter, or else the nearest one."""
        found = self.known.get(ref.key)
        if not found:
            return None
        own = [each for each in found if each.map is not None and symbol in each.map.parameters]
        return self.chosen(own or found)

    def named(self, ref: Ref, count: int | None = None) -> Map | None:
        """The function of a name, or its Jacobian; None where it is none that is known.

        ``count`` is the number of its arguments, where that is known.
        """
        if found := self.known.get(ref.key):
            return self.chosen([each for each in found if count is None or each.arity in {count, None}] or found)
        if ref.base in BARE and not ref.subs and not ref.sups and self.latest is not None:
            return self.chosen([self.latest]).jacobian()
        if ref.base in JACOBIANS and len(ref.subs) == 1 and not ref.sups:
            of = self.composite(ref.subs[0].split(COMPOSED), count)
            return None if of is None else of.jacobian()
        if ref.base in HESSIANS and len(ref.subs) == 1 and not ref.sups:
            of = self.composite(ref.subs, count)
            return of.jacobian().jacobian() if of is not None and of.table.is_scalar else None
        if (slopes := self.slopes(ref)) is not None:
            return slopes
        if (word := WORD.fullmatch(ref.base)) and not ref.subs and not ref.sups and word[1] in self.known:
            of = self.composite((word[1],), count)
            return None if of is None else of.jacobian()
        return None

    def entry(self, ref: Ref) -> Map | None:
        """An entry of a vector that is a function: y_2 of y."""
        symbol = Symbol(ref.key)
        for key, found in self.known.items() if ref.subs else ():
            nearest = found[0].map
            if nearest is not None and not nearest.table.is_scalar and symbol in (own := components(key, nearest)):
                self.uses.add(found[0].line)
                return Map(nearest.parameters, single(own[symbol]))
        return None

    def slopes(self, ref: Ref) -> Map | None:
        """``f_x`` and ``f_{xy}``: the derivatives of a number by its arguments; None for other names."""
        letters = [letter for sub in ref.subs for letter in (sub if sub.isalpha() else (sub,))]
        found = self.known.get(Ref(ref.base, (), (), ref.span).key) if letters and not ref.sups else None
        by = tuple(map(Symbol, letters))
        own = [each for each in found or () if set(by) <= set(each.parameters) and len(each.parameters) > 1]
        if not own or (slope := self.chosen(own)).table.shape != (1, 1):
            return None
        for symbol in by:
            slope = slope.partial(symbol)
        return slope

    def through(self, outer: Map, by: Ref) -> Map | None:
        """A function of the entries of another one, ``L(h_1, h_2)``, as a function of what these depend on."""
        for key, found in self.known.items():
            for inner in (each.map for each in found if each.map is not None):
                depends = Symbol(by.key) in inner.parameters or is_vector_of(inner.parameters, by)
                if depends and components(key, inner).keys() == set(outer.parameters):
                    given = [components(key, inner)[each] for each in outer.parameters]
                    return Map(inner.parameters, outer.at([column(given, listed=True)]))
        return None

    def derived(self, ref: Ref) -> bool:
        """Whether a name is that of the derivative of a function, and of no function itself."""
        return ref.key not in self.known and self.names(ref)

    def names(self, ref: Ref) -> bool:
        """Whether a name is that of a function, or of the derivative of one, which is understood."""
        try:
            return self.named(ref) is not None
        except Unknown:
            return False

    def chosen(self, found: Sequence[Written]) -> Map:
        """The nearest of some functions."""
        if (nearest := found[0].map) is None:
            raise Unknown(f"the line that defines {found[0].key} is not read")
        self.uses.add(found[0].line)
        return nearest

    def composite(self, names: Sequence[str], count: int | None) -> Map | None:
        r"""The function that a subscript names: ``f``, or ``f \circ g``."""
        *outer, last = names
        found = self.named(Ref(last.strip(), (), (), NOWHERE), count)
        if not outer or found is None:
            return found
        around = self.composite(outer, len(found.table.entries))
        return None if around is None else around.after(found)

    def component(self, of: Ref, by: Ref) -> Expression | None:
        """The derivative of a function of which nothing is known by one of its arguments, as it is applied to them."""
        for line, each in self.applied_to:
            if each.function.name != of.key:
                continue
            for at, argument in enumerate(each.arguments):
                match argument:
                    case Tensor(Symbol(name)) | Apply(Function(name)) if name == by.key:
                        self.uses.add(line)
                        orders = tuple(int(place == at) for place in range(len(each.arguments)))
                        return Apply(replace(each.function, orders=orders), each.arguments)
                    case _:
                        pass
        return None

    @property
    def applied_to(self) -> Iterator[tuple[int, Apply]]:
        """The functions of which nothing is known, as functions that are written out apply them."""
        for found in self.known.values():
            for written in found:
                for entry in written.map.table.entries if written.map is not None else ():
                    for part in walk(entry):
                        if isinstance(part, Apply) and part.function.name not in RULES and not part.function.orders:
                            yield written.line, part


def components(key: str, function: Map) -> dict[Symbol, Expression]:
    """The names of the entries of a function, ``h_1`` and ``h_2``, with the entries."""
    letter = core(Ref(key, (), (), NOWHERE))
    return {Symbol(f"{letter}_{{{at}}}"): entry for at, entry in enumerate(function.table.entries, start=1)}


def is_vector_of(elements: Sequence[Symbol], whole: Ref) -> bool:
    """Whether names are the elements of a vector."""
    return all(each.name.startswith(f"{core(whole)}_{{") for each in elements)


def core(ref: Ref) -> str:
    """The letter of a vector, without what marks it as one."""
    base = ref.base
    for mark in ("\\mathbf{", "\\vec{", "\\bar{", "\\underline{"):
        base = base.removeprefix(mark)
    return base.removesuffix("}") if base != ref.base else base
