"""The sides of a claim under the entries of the table of readings; what two entries share is built once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import final

from backproof.calculus.resolve import depends, needed
from backproof.check.definitions.errors import is_error
from backproof.check.definitions.passing import slope_of
from backproof.check.elaboration.at_values import put_in
from backproof.check.elaboration.chained import summed
from backproof.check.elaboration.counted import counted
from backproof.check.elaboration.elaborate import HERE, Elaborator
from backproof.check.elaboration.scope import Book
from backproof.check.elaboration.where import where
from backproof.check.indices.letters import Use, number, resolved, uses
from backproof.check.indices.sums import extended
from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.check.names.chosen import read_so
from backproof.check.names.names import DEPENDENT
from backproof.check.samples.single import of_one_sample, spans_samples
from backproof.check.samples.summed import over_samples
from backproof.check.steps.descended import defines_loss
from backproof.check.verdicts.reading import IllTyped, PerUnit, Reading
from backproof.check.verdicts.readings import AS_WRITTEN, Entry, Way
from backproof.check.verdicts.sides import Claim, Sides, assuming, with_opaque
from backproof.expr import (
    Assumptions,
    Expression,
    IllFormed,
    Range,
    Symbol,
    Tensor,
)
from backproof.expr.build import mul
from backproof.expr.walk import derivatives
from backproof.read.terms.rewriting import walk as walk_term
from backproof.read.terms.terms import Big, Partial, Ref, Term, Unreadable
from backproof.records import Remembering, dataclass, replace

ENDLESS = "this rests on a longer chain of definitions than can be followed"


@final
@dataclass(frozen=True, slots=True)
class Builder(Remembering):
    """Builds the sides of claims under one typing of a document.

    ``labels`` are the keys of cross-entropy labels; ``wide_bounds`` are bounds that two lines of a section write,
    although the others have a smaller one; ``inner`` are derivatives (of, by) that stand as factors beside others;
    ``single`` are names with the ranges, by name, for whose units together they are one; ``upright`` are labels with
    their classes in the first slot; ``symmetric`` are matrices that the document calls so, ``signs`` labels that may be
    1 or -1, ``bits`` labels of which cases say that they are 0 or 1.
    """

    book: Book
    labels: frozenset[str] = frozenset()
    wide_bounds: frozenset[tuple[int, str, int]] = frozenset()
    inner: frozenset[tuple[str, str]] = frozenset()
    single: frozenset[tuple[str, str]] = frozenset()
    upright: frozenset[str] = frozenset()
    symmetric: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    bits: frozenset[str] = frozenset()

    def attempt(
        self, claim: Claim, instead: Mapping[str, Defined] | None = None, functions: Sequence[UserFunction] = ()
    ) -> Attempt:
        """A claim, to be built; ``instead`` replaces definitions of quantities, ``functions`` those of functions."""
        claim, labels = put_in(claim, self.book)
        reading = replace(self.book.reading(claim.line), inner=self.inner)
        others = {each.key: (each.parameters, each.body) for each in functions}
        reading = replace(reading, functions={**reading.functions, **others}) if others else reading
        return Attempt(self, claim, reading, {**(instead or {}), **labels}, tuple(functions))

    def unreadable(self, claim: Claim) -> Unreadable | None:
        """Why a side alone is not read, where it isn't: then a clash between the sides says nothing."""
        reading = self.book.reading(claim.line)
        for side in (claim.left, claim.right):
            try:
                Elaborator(self.book.names, self.book.ranges, reading, side).expression(side)
            except Unreadable as problem:
                return problem.with_traceback(None)
            except (IllTyped, IllFormed):
                continue
        return None

    # -- what an entry of the table needs ------------------------------------------------------------------------

    @cached_property
    def samples(self) -> frozenset[Range]:
        """What losses sum their samples over, which share the names without an index."""
        book, defined = self.book, self.book.catalogue.by_key.keys()
        losses = [each.body for each in book.definitions if defines_loss(each)]
        return frozenset().union(*(over_samples(body, book.names, book.ranges, defined) for body in losses))

    def per_unit(self, claim: Claim) -> Mapping[str, PerUnit]:
        """Bare names in the definition of an indexed one, such as biases: they may have one entry for each unit."""
        found: dict[str, PerUnit] = {}
        for defined in self.book.definitions:
            letters = [slot for slot in defined.letters if isinstance(slot, str)]
            if len(letters) == 1 and self.book.in_scope(defined.key, claim.section) is defined:
                slot = (defined.key, defined.letters.index(letters[0]))
                units = self.book.ranges.of(*slot)
                if units in self.samples:
                    continue
                bare = self.undefined_bare_names(defined, claim.section)
                found.update({key: PerUnit(slot, letters[0]) for key in bare if (key, units.name) not in self.single})
        mentioned = {resolved(self.book.names, ref).key for ref in claim.names()}
        return found if mentioned & found.keys() else {}

    def undefined_bare_names(self, defined: Defined, section: int) -> Iterable[str]:
        """The names without an index in the body of a definition that nothing else defines."""
        for ref in (part for part in walk_term(defined.body) if isinstance(part, Ref)):
            name = resolved(self.book.names, ref)
            known = self.book.ranges.arity(name.key) or self.book.in_scope(name.key, section)
            if not name.slots and not known and not name.updated:
                yield name.key

    def has_wide_bounds(self, claim: Claim) -> bool:
        """Whether each bound of the claim that is a number is one that another line of its section writes too."""
        sums = ((part.letter, number(part.upper)) for part in claim.parts() if isinstance(part, Big))
        ends = [(claim.section, letter, upper) for letter, upper in sums if upper is not None]
        return bool(ends) and self.wide_bounds.issuperset(ends)

    def assumptions(self, entry: Entry) -> Assumptions:
        """What the entry assumes of labels, and what the document says of its matrices."""
        known = Assumptions(symmetric=self.symbols(self.symmetric), bits=self.symbols(self.bits))
        match entry.labels:
            case "simplex":
                return replace(known, simplex=self.label_symbols, upright=self.upright_symbols)
            case "one_hot":
                return replace(known, one_hot=self.label_symbols, upright=self.upright_symbols)
            case "signs":
                return replace(known, signs=self.symbols(self.signs))
            case _:
                return known

    def symbols(self, keys: Iterable[str]) -> frozenset[Symbol]:
        """Names as symbols."""
        return frozenset(map(self.book.ranges.symbol, keys))

    @cached_property
    def label_symbols(self) -> frozenset[Symbol]:
        """The labels of cross-entropies as symbols."""
        return self.symbols(self.labels)

    @cached_property
    def upright_symbols(self) -> frozenset[Symbol]:
        """Those of them with their classes in the first slot."""
        return self.symbols(self.upright)


@final
@dataclass(frozen=True, slots=True)
class Written:
    """Both sides where the conditions hold, with what the line needed beyond its letter."""

    left: Expression
    right: Expression
    where: Expression
    """One where the conditions hold, and zero elsewhere."""
    notes: frozenset[str]
    loose: frozenset[str]
    bare: bool
    """Whether suppressed indices were given letters."""
    inside: bool
    """Whether a derivative stands inside of a sum."""

    def holds_any(self, inner: frozenset[tuple[str, str]]) -> bool:
        """Whether a derivative is one that may hold the other quantities which its numerator names."""
        found = (*derivatives(self.left), *derivatives(self.right))
        pairs = ((each.of.symbol.name, each.by.symbol.name) for each in found if isinstance(each.of, Tensor))
        return any(pair in inner for pair in pairs)


@final
@dataclass(frozen=True, slots=True)
class Attempt(Remembering):
    """A claim under one entry of the table after the other."""

    builder: Builder
    claim: Claim
    reading: Reading
    instead: Mapping[str, Defined]
    functions: tuple[UserFunction, ...] = ()
    _meanings: dict[Way, Reading] = field(default_factory=dict, init=False, repr=False)
    _written: dict[Way, Written] = field(default_factory=dict, init=False, repr=False)
    _clashes: dict[Way, IllTyped] = field(default_factory=dict, init=False, repr=False)
    _built: dict[tuple[Way, bool, bool], Sides] = field(default_factory=dict, init=False, repr=False)
    _determined: dict[tuple[Way, bool, bool], Sides] = field(default_factory=dict, init=False, repr=False)

    def sides(self, entry: Entry) -> Sides | None:
        """The sides under an entry, or None where it changes nothing here."""
        if entry.counted:
            return self.counted(entry)
        way = entry.way
        # Beside an open loss a sum is supplied only where the document implies sums.
        if way.supply and entry.linked and not self.reading.einstein:
            return None
        if not self.changes(way) or (entry.linked and not self.leaves_open(way)):
            return None
        if entry.slopes and (not self.builder.book.slopes or self.is_premise(way)):
            return None
        sides = self.built(way, linked=entry.linked, slopes=entry.slopes)
        if entry.labels != "free" and not self.names_labels(sides, entry):
            return None
        held = [each for each in sides.derivatives() if each.local]
        if way.local and not (held and all(depends(each.of, each.by.symbol, sides.model, local=True) for each in held)):
            return None
        determined = self.determined(way, linked=entry.linked, slopes=entry.slopes)
        if entry.single and spans_samples(determined):
            return None
        sides = assuming(determined, self.builder.assumptions(entry))
        return read_so(self.claim, sides) if entry.chosen else sides

    def counted(self, entry: Entry) -> Sides | None:
        """The sides where ranges have as many elements as the claim names, or None where it names none."""
        sizes = counted(tuple(self.claim.parts()), self.builder.book)
        if not sizes:
            return None
        sized = replace(self.builder, book=self.builder.book.sized(sizes))
        return sized.attempt(self.claim, self.instead, self.functions).sides(replace(entry, counted=False))

    @cached_property
    def of_one_sample(self) -> Attempt | None:
        """The claim as it is said of one sample, or None where it names none."""
        meant = of_one_sample(self.claim)
        reading = replace(self.reading, one_sample=True)
        return meant and Attempt(self.builder, meant, reading, self.instead, self.functions)

    @cached_property
    def unreadable(self) -> Unreadable | None:
        """Why a side alone is not read, where it isn't."""
        return self.builder.unreadable(self.claim)

    # -- what an entry changes -----------------------------------------------------------------------------------

    def changes(self, way: Way) -> bool:
        """Whether a way may write the sides otherwise than the line does."""
        if (way.per_unit and not self.per_unit) or (way.wide and not self.builder.has_wide_bounds(self.claim)):
            return False
        if way.alike and not any(_by_unnamed_sample(part) for part in self.claim.parts()):
            return False
        if (way.extent or way.chained) and self.right(way) == self.claim.right:
            return False
        plain = self._written.get(AS_WRITTEN)
        if plain is None:
            return True
        by_bare_names = way.supply and not self.reading.einstein
        return not (
            (by_bare_names and not plain.bare)
            or (way.outer and not plain.inside)
            or (way.local and not plain.holds_any(self.builder.inner))
        )

    @cached_property
    def per_unit(self) -> Mapping[str, PerUnit]:
        """The names of the claim that may have one entry for each unit."""
        return self.builder.per_unit(self.claim)

    def leaves_open(self, way: Way) -> bool:
        """Whether a derivative in the claim is one that the document does not determine, or an error in it."""
        sides = self.determined(way)
        return sides.vacuous or bool(sides.opaque) or self.names_open_error(sides)

    def names_open_error(self, sides: Sides) -> bool:
        """Whether an error is named of which only the chain rule says what it is."""
        assumed = {key for key, each in self.builder.book.assumed.items() if is_error(each.head)}
        bodies = (sides.left, sides.right, *(each.body for each in needed(sides.model, sides.left, sides.right)))
        return bool(assumed) and any(symbol.name in assumed for body in bodies for symbol in body.symbols)

    def is_premise(self, way: Way) -> bool:
        """Whether the claim is what is assumed of a name, and so no consequence of it."""
        name = slope_of(self.left, self.right(way))
        book = self.builder.book
        return name is not None and resolved(book.names, name).key in book.slopes

    def names_labels(self, sides: Sides, entry: Entry) -> bool:
        """Whether the labels of which an entry assumes something occur in what is compared."""
        signs = entry.labels == "signs"
        labels = self.builder.symbols(self.builder.signs) if signs else self.builder.label_symbols
        resting = (sides.left, sides.right, *(definition.body for definition in sides.model)) if labels else ()
        return any(symbol in labels for each in resting for symbol in each.symbols)

    # -- the sides -----------------------------------------------------------------------------------------------

    @cached_property
    def left(self) -> Term:
        """The left side with its sums as far as they reach."""
        return extended(self.claim.left, frozenset(), force=False)

    def right(self, way: Way) -> Term:
        """The right side with its sums as far as they reach."""
        if way.chained:
            return summed(self.usual, self.letters)
        return self.forced if way.extent else self.usual

    @cached_property
    def usual(self) -> Term:
        """The right side where a sum goes on over what its letter needs."""
        return extended(self.claim.right, self.letters, force=False)

    @cached_property
    def forced(self) -> Term:
        """The right side where it goes on although the other side has this letter, too."""
        return extended(self.claim.right, self.letters, force=True)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters of the left side that no sum binds."""
        written = uses(self.claim.left, self.builder.book.names)
        found = (use for use in written if isinstance(use, Use) and use.binder is None)
        return frozenset(use.letter for use in found if isinstance(use.letter, str))

    def built(self, way: Way, *, linked: bool = False, slopes: bool = False) -> Sides:
        """The sides as a way writes them, with the model that they rest on."""
        known = (way, linked, slopes)
        if known not in self._built:
            written = self.written(way)
            reading = self.meaning(way)
            reading = replace(reading, linked=linked, slopes=slopes) if linked or slopes else reading
            model, built = self.builder.book.model(
                (written.left, written.right), self.claim.section, reading, self.instead
            )
            inherited = dict.fromkeys(note for each in built for note in each.supplied)
            loose = written.loose.union(*(each.loose for each in built))
            own = written.notes.union(*(each.assumes for each in built))
            sides = Sides(written.left, written.right, model, tuple(inherited), tuple(sorted(own)), loose=loose)
            sides = replace(sides, where=written.where)
            self._built[known] = sides
        return self._built[known]

    def determined(self, way: Way, *, linked: bool = False, slopes: bool = False) -> Sides:
        """The sides with quantities of their own for derivatives that nothing determines."""
        known = (way, linked, slopes)
        if known not in self._determined:
            self._determined[known] = with_opaque(self.built(way, linked=linked, slopes=slopes))
        return self._determined[known]

    def written(self, way: Way) -> Written:
        """Both sides as expressions; raises the same clash for each entry that writes them so."""
        if way in self._clashes:
            raise self._clashes[way].again()
        if way not in self._written:
            try:
                self._written[way] = self.elaborated(way)
            except IllTyped as clash:
                self._clashes[way] = clash.again()
                raise
            except RecursionError:
                raise Unreadable(ENDLESS, self.right(way).span) from None
        return self._written[way]

    def elaborated(self, way: Way) -> Written:
        """Both sides as expressions, taken one way."""
        book, claim, right = self.builder.book, self.claim, self.right(way)
        elaborator = Elaborator(book.names, book.ranges, self.meaning(way), self.left, right, *claim.conditions)
        on_left = elaborator.expression(self.left)
        elaborator.letters.kept = frozenset(index.name for index in on_left.free)
        on_right = elaborator.closed(right, HERE)
        claimed = mul(*(where(elaborator, each) for each in claim.conditions))
        return Written(
            mul(claimed, on_left),
            mul(claimed, on_right),
            claimed,
            frozenset(elaborator.letters.notes),
            frozenset(elaborator.letters.loose),
            elaborator.letters.has_bare,
            elaborator.inside,
        )

    def meaning(self, way: Way) -> Reading:
        """The reading of the line in a way."""
        if way not in self._meanings:
            self._meanings[way] = replace(
                self.reading,
                outer=way.outer,
                supply=way.supply,
                wide=way.wide,
                local=way.local,
                alike=way.alike,
                per_unit=self.per_unit if way.per_unit else {},
            )
        return self._meanings[way]


def _by_unnamed_sample(term: Term) -> bool:
    return isinstance(term, Partial) and term.by.sample == DEPENDENT
