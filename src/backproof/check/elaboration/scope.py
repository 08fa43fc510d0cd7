"""Definitions in scope: the model under which a line is judged."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import field
from functools import partial
from typing import final

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.definitions import defines_error
from backproof.check.definitions.open import Links, of_step, smooth
from backproof.check.elaboration.built import Below, Built
from backproof.check.elaboration.elaborate import HERE, Elaborator
from backproof.check.indices.letters import SAMPLE, resolved
from backproof.check.indices.ranges import Ranges
from backproof.check.indices.sums import extended
from backproof.check.indices.suppressed import Defined, Suppressed, UserFunction
from backproof.check.names import circles
from backproof.check.names.names import DEPENDENT, Names
from backproof.check.steps.descended import defines_loss
from backproof.check.verdicts.reading import IllTyped, Reading
from backproof.expr import Definition, Expression, IllFormed, Index, Model, Symbol, Tensor
from backproof.read.context.aims import Aims
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Partial, Ref, Term, Unreadable
from backproof.records import Remembering, dataclass, replace
from backproof.source import Span


@final
@dataclass(frozen=True, slots=True)
class Book(Remembering):
    """Everything that a document defines, under one typing."""

    names: Names
    ranges: Ranges
    suppressed: Suppressed
    definitions: tuple[Defined, ...]
    functions: tuple[UserFunction, ...] = ()
    sigma: str = "sigmoid"
    einstein: bool = False
    single: bool = False
    """Capitals without indices are numbers, not matrices."""
    unread: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Names that stand on the left of lines which are not read, with these lines."""
    mentioned: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The letters that the lines have which define a name, whether they are read or not."""
    returned: frozenset[str] = frozenset()
    """Letters that the words call the output of layers."""
    generic: frozenset[str] = frozenset()
    """Losses that the document leaves open: any smooth function of what the network computes."""
    links: Links = field(default_factory=lambda: Links({}))
    """What other quantities that it leaves open depend on."""
    sloped: Links | None = None
    """The same where names mean what is assumed of them."""
    assumed: Mapping[str, Defined] = field(default_factory=dict)
    """What other names may mean that no line defines."""
    agreed: Mapping[str, Defined] = field(default_factory=dict)
    """Of names with definitions that disagree, the one that most of the others agree with."""
    differentiated: frozenset[tuple[str, str]] = frozenset()
    """What is differentiated by what: (L, y)."""
    varying: frozenset[tuple[str, str]] = frozenset()
    """The same where it stands on the right side of a line: what is zero is not written so."""
    given: frozenset[str] = frozenset()
    """Names that the document gives in numbers."""
    aims: Aims = Aims()
    """Whether the document makes something as large as can be, by steps up its gradient."""
    lone: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By the number of a line, the arrays that stand without their index in its chain, and nowhere else."""
    errors: frozenset[tuple[str, str]] = frozenset()
    """Errors of units on the left of equations, with each of their letters."""
    catalogue: Catalogue = field(init=False, repr=False, compare=False)
    _built: dict[tuple[int, str, frozenset[str]], Built] = field(default_factory=dict, repr=False, compare=False)
    _losses: dict[tuple[str, int, bool, bool], Built | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _meant: dict[Hashable, dict[Symbol, Built | None]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What names mean to lines, by what this rests on."""
    _readings: dict[int, Reading] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "catalogue", Catalogue(self.definitions, self.functions))

    @property
    def slopes(self) -> frozenset[str]:
        """The names of which nothing but a derivative is said."""
        return frozenset(key for key, each in self.assumed.items() if each.assumes)

    def in_scope(self, key: str, section: int, line: int | None = None) -> Defined | None:
        """The definition of a key that a line of this section sees."""
        return next(iter(self.candidates(key, section, line)), None)

    def is_missing(self, key: str, model: Model) -> bool:
        """Whether the document defines a key, but by a line that gave the model nothing."""
        known = key in self.unread or key in self.catalogue.by_key
        return known and all(definition.symbol.name != key for definition in model)

    def is_shadowed(self, key: str, line: int) -> bool:
        """Whether the last line before this one that defines a key gives nothing, though another one does."""
        own = self.catalogue.by_key.get(key, [])
        failed = {each.line for each in own if self.build(each, self.reading(each.line)).definition is None}
        before = [at for at in (*self.unread.get(key, ()), *(each.line for each in own)) if at < line]
        return bool(before) and max(before) in failed | {*self.unread.get(key, ())}

    def candidates(self, key: str, section: int, line: int | None = None) -> list[Defined]:
        """All definitions of a key, the one in scope first."""
        found = self.catalogue.candidates(key, section, line)
        agreed = self.agreed.get(key)
        return found if agreed is None else [agreed, *(each for each in found if each is not agreed)]

    def reading(self, line: int) -> Reading:
        """A line taken to its letter, with what holds for the whole document."""
        if line not in self._readings:
            self._readings[line] = self._reading(line)
        return self._readings[line]

    def _reading(self, line: int) -> Reading:
        aliases = {
            (matrix, 0): bias
            for (matrix, slot), bias in self.suppressed.contracted.items()
            if bias is not None and slot == 0 and self.is_beyond(matrix, slot)
        }
        later = {each.key: each.line for each in self.definitions if each.line <= line}
        own = {each.key: each.line for each in reversed(self.functions) if each.line > line}
        own |= {each.key: each.line for each in self.functions if each.line <= line}
        return Reading(
            scalars=frozenset(self.catalogue.by_key) | self.catalogue.divisors,
            bare=frozenset(key for key, at in own.items() if later.get(key, -1) < at),
            aliases=aliases,
            functions=self.catalogue.functions_at(line),
            home=self.suppressed.home,
            lone=self.lone.get(line, frozenset()),
            sigma=self.sigma,
            einstein=self.einstein,
            single=self.single,
            constants=self.constants,
            counting=self.catalogue.counting,
            line=line,
        )

    @property
    def constants(self) -> frozenset[str]:
        """The names of pi, where the document neither defines nor gives it nor differentiates by it."""
        varied = {by for _, by in self.differentiated}
        return frozenset({r"\pi", circles.NUMBER} - self.catalogue.by_key.keys() - self.given - varied)

    def sized(self, sizes: Mapping[str, int]) -> Book:
        """The book with so many elements in ranges of these names."""
        return replace(self, ranges=self.ranges.sized(sizes), _built={})

    def with_function(self, function: UserFunction) -> Book:
        """The book with one function in the place of all of its name."""
        others = tuple(each for each in self.functions if each.key != function.key)
        return replace(self, functions=(function, *others), _built={})

    def without(self, keys: Set[str]) -> Book:
        """The book without the definitions of some names."""
        return replace(self, definitions=tuple(each for each in self.definitions if each.key not in keys), _built={})

    def is_beyond(self, key: str, slot: int) -> bool:
        """Whether index 0 is no element of this slot by what the sums of the document say."""
        range_ = self.ranges.of(key, slot)
        return range_.first > 0 or self.ranges.extents[range_.name].last is None

    def build(self, defined: Defined, reading: Reading) -> Built:
        """A definition as an expression; ill-formed ones are mended where one small change makes them well-formed."""
        at = (defined.line, defined.key, frozenset(reading.per_unit))
        if at not in self._built:
            plain = replace(
                reading, outer=False, wide=False, supply=False, functions=self.catalogue.functions_at(defined.line)
            )
            self._built[at] = self._build(defined, plain)
        return self._built[at]

    def _build(self, defined: Defined, reading: Reading) -> Built:
        built = self._attempt(defined, defined.body, reading)
        if built.definition is not None or built.unreadable:
            return built
        supplied = self._attempt(defined, defined.body, replace(reading, supply=True))
        if supplied.definition is not None:
            return supplied
        for repaired, body in _repairs(defined.body, defined.letters):
            mended = self._attempt(defined, body, replace(reading, wide=True))
            if mended.definition is not None:
                return replace(mended, problem=built.problem, repaired=repaired)
        return built

    def formed(self, defined: Defined, body: Term) -> Definition | None:
        """A definition with another body, its bounds as they are written; None where it is not well-formed."""
        reading = replace(self.reading(defined.line), functions=self.catalogue.functions_at(defined.line))
        built = (self._attempt(defined, body, replace(reading, wide=wide)) for wide in (False, True))
        return next((each.definition for each in built if each.definition is not None), None)

    def _attempt(self, defined: Defined, body: Term, reading: Reading) -> Built:
        head = Ref(defined.key, (), (), Span(0, 0))
        letters_in_head = frozenset(self.head_letters(defined))
        try:
            elaborator = Elaborator(self.names, self.ranges, reading, body, head_letters=self.head_letters(defined))
            left = elaborator.head(defined, head.span)
            elaborator.letters.kept = frozenset(index.name for index in left.free)
            right = elaborator.closed(extended(body, letters_in_head, force=False), HERE)
            letters = tuple(slot for slot in left.slots if not isinstance(slot, int))
            if len(letters) != len(left.slots):
                return Built(None, f"{defined.key} with a number as an index defines one element only", True)
            whole = (
                ()
                if defined.letters or not self.names.arity.get(defined.key)
                else (f"{defined.key} stands for each of its elements",)
            )
            return Built(
                Definition(left.symbol, letters, right),
                supplied=(*sorted(elaborator.letters.notes), *whole),
                loose=frozenset(elaborator.letters.loose),
            )
        except Unreadable as problem:
            return Built(None, problem.reason, True, about=problem.about)
        except (IllTyped, IllFormed) as problem:
            return Built(None, str(problem))

    def is_built(self, defined: Defined) -> bool:
        """Whether a definition is well-formed."""
        return self.build(defined, self.reading(defined.line)).definition is not None

    def head_letters(self, defined: Defined) -> dict[str, tuple[str, int]]:
        """The slots that the letters of a head fill."""
        found = {letter: (defined.key, at) for at, letter in enumerate(defined.letters) if isinstance(letter, str)}
        return found if defined.sample is None else {**found, defined.sample: (defined.key, SAMPLE)}

    def model(self, expressions: Iterable[Expression], section: int, reading: Reading,
              instead: Mapping[str, Defined] | None = None) -> tuple[Model, tuple[Built, ...]]:  # fmt: skip
        """The definitions that expressions depend on, in topological order; ``instead`` replaces some of them."""
        # Of a reading this alone says what a name means.
        means = (section, reading.line, reading.linked, reading.slopes, reading.one_sample, frozenset(reading.per_unit))
        known = self._meant.setdefault(means, {})
        below = Below(partial(self._known, section=section, reading=reading, instead=instead or {}, known=known))
        for expression in expressions:
            below.take(expression.symbols)
        return Model(tuple(definition for definition, _ in below.order)), tuple(built for _, built in below.order)

    def _known(
        self,
        symbol: Symbol,
        section: int,
        reading: Reading,
        instead: Mapping[str, Defined],
        known: dict[Symbol, Built | None],
    ) -> Built | None:
        if symbol.name in instead:
            return self._definition_of(symbol, section, reading, [instead[symbol.name]])
        if symbol not in known:
            chosen = self.candidates(symbol.name, section, reading.line)
            known[symbol] = self._definition_of(symbol, section, reading, chosen)
        return known[symbol]

    def _definition_of(self, symbol: Symbol, section: int, reading: Reading, chosen: Iterable[Defined]) -> Built | None:
        for defined in chosen:
            built = self.build(defined, reading)
            if built.definition is not None and built.definition.symbol == symbol:
                return built
        assumed = self.assumed.get(symbol.name) if reading.linked else None
        if assumed is not None and (reading.slopes or not assumed.assumes):
            return replace(self.build(assumed, reading), assumes=assumed.assumes)
        links = self.sloped if reading.slopes and self.sloped is not None else self.links
        links = links.of_one_sample() if reading.one_sample else links
        if reading.linked and (linked := links.definition(symbol, self.ranges)) is not None:
            return Built(linked)
        if symbol.name in self.generic and not symbol.rank:
            at = (symbol.name, section, reading.one_sample, reading.slopes)
            if at not in self._losses:
                self._losses[at] = self.generic_loss(symbol, section, single=reading.one_sample)
                # A part of a loss that no output is left for depends on what the document differentiates it by. Of
                # several quantities, one may be what another one is computed from.
                apart = "_" in symbol.name or len(links.inputs.get(symbol.name, ())) == 1
                if self._losses[at] is None and apart and (told := links.definition(symbol, self.ranges)) is not None:
                    self._losses[at] = Built(told)
            return self._losses[at]
        return None

    def generic_loss(self, symbol: Symbol, section: int, *, single: bool = False) -> Built | None:
        """A loss that is any smooth function of the outputs."""
        inputs = self.outputs(symbol, section, single=single)
        return Built(Definition(symbol, (), smooth(symbol, (), inputs))) if inputs else None

    def outputs(self, symbol: Symbol, section: int, *, single: bool = False) -> list[Tensor]:
        """What a loss that the document leaves open depends on: what is defined and enters no other definition."""
        keys = [key for key in self.catalogue.by_key if not (single and DEPENDENT in key)]
        known = [each for key in keys if (each := self.in_scope(key, section)) is not None]
        # An error that is defined as a derivative is no output, and a part of a loss does not depend on other parts.
        part = "_" in symbol.name and "tot" not in symbol.name
        own = (each for each in known if not defines_error(each.head, each.body))
        in_force = [each for each in own if not has(each.body, Partial)]
        used = {resolved(self.names, ref).key for each in in_force for ref in references(each.body)}
        outputs = [
            each.key
            for each in in_force
            if each.key not in used | self.generic | self.above(symbol.name, section)
            and not (part and defines_loss(each))
        ]
        # An abbreviation that enters nothing else is no output where the document differentiates by the true ones.
        outputs = [key for key in outputs if (symbol.name, key) in self.differentiated] or outputs
        return [self.whole(key) for key in of_step(symbol.name, outputs)]

    def whole(self, key: str) -> Tensor:
        """All elements of an array."""
        made = self.ranges.symbol(key)
        return Tensor(made, tuple(Index(f"o{at}", range_) for at, range_ in enumerate(made.ranges)))

    def above(self, key: str, section: int) -> set[str]:
        """The names whose definitions rest on a name: what is computed from a loss is none of its arguments."""
        found = {key}
        known = [each for other in self.catalogue.by_key if (each := self.in_scope(other, section)) is not None]
        below = {each.key: {resolved(self.names, ref).key for ref in references(each.body)} for each in known}
        while wider := {other for other, names in below.items() if names & found} - found:
            found |= wider
        return found


def _repairs(body: Term, letters: tuple[str | int, ...]) -> list[tuple[str, Term]]:
    """Small changes that could make a definition well-formed: its bounds as elsewhere, or a sum over another letter."""
    tries = [("with the bounds that the other lines give", body)]
    for part in walk(body):
        if isinstance(part, Big) and part.letter in letters:
            scripts = {script for each in occurrences(part.body, Ref) for script in each.subs}
            for letter in sorted(scripts - {part.letter}):
                if not letter.isdigit() and letter not in letters:
                    tries.append((f"with the sum over {letter}", _renamed(body, part, letter)))
    return tries


def _renamed(term: Term, big: Big, letter: str) -> Term:
    """The term with another letter on one of its sums."""
    if term is big:
        return replace(big, letter=letter)
    return rebuilt(term, lambda part: _renamed(part, big, letter))
