"""The two sides of a claim as expressions, with the definitions in force, under one entry of the table of readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from backproof.calculus.resolve import depends, needed
from backproof.check.classes import ONE_HOT
from backproof.check.elaborate import HERE, Elaborator
from backproof.check.letters import Use, number, resolved, uses
from backproof.check.names import DEPENDENT
from backproof.check.passing import slope_of
from backproof.check.reading import IllTyped, PerUnit, Reading
from backproof.check.readings import Entry
from backproof.check.scope import Book
from backproof.check.sums import extended
from backproof.check.suppressed import Defined, UserFunction
from backproof.expr import (
    Assumptions,
    CompareIndices,
    Derivative,
    Expression,
    IllFormed,
    Indicator,
    Model,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, ZERO, mul, subtract
from backproof.expr.walk import map_parts, tensors, walk
from backproof.read.rewriting import references
from backproof.read.rewriting import walk as walk_term
from backproof.read.terms import Big, Compare, Partial, Ref, Term, Unreadable


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides to compare where conditions hold, as a line of ``section`` means them.

    ``hedge`` says why a difference would refute nothing, where the words or signs of the line say so; ``lowered`` that
    the line is in matrix notation, of which the shapes were compared before.
    """

    left: Term
    right: Term
    conditions: tuple[Compare, ...]
    section: int
    line: int
    hedge: str = ""
    lowered: bool = False

    def parts(self) -> Iterable[Term]:
        """Every term in the claim."""
        return (part for term in (self.left, self.right) for part in walk_term(term))

    def names(self) -> Iterable[Ref]:
        """Every name in the claim."""
        return (ref for term in (self.left, self.right) for ref in references(term))


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared.

    ``inherited``: what the definitions in force were read with, which is not this line's doing. ``own``: what this line
    needed beyond its letter. ``opaque``: derivatives of undefined quantities that stand for themselves. ``vacuous``:
    whether a derivative vanishes only because the document does not say what its numerator depends on. ``loose``: names
    whose index inside of a sum is a guess.
    """

    left: Expression
    right: Expression
    model: Model
    inherited: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    opaque: frozenset[Symbol] = frozenset()
    loose: frozenset[str] = frozenset()
    vacuous: bool = False

    def derivatives(self) -> frozenset[Derivative]:
        """The derivatives that are not carried out."""
        return frozenset(
            part for side in (self.left, self.right) for part in walk(side) if isinstance(part, Derivative)
        )


@final
@dataclass(frozen=True)
class Builder:
    """Builds the sides of claims under one typing of a document.

    ``labels`` are the keys of cross-entropy labels; ``wide_bounds`` are bounds that at least two lines write although
    the others have a smaller one; ``inner`` are derivatives (of, by) that stand as factors beside others.
    """

    book: Book
    labels: frozenset[str] = frozenset()
    wide_bounds: frozenset[tuple[str, int]] = frozenset()
    inner: frozenset[tuple[str, str]] = frozenset()

    def build(
        self,
        claim: Claim,
        entry: Entry,
        instead: Mapping[str, Defined] | None = None,
        functions: Iterable[UserFunction] = (),
    ) -> Sides | None:
        """The sides under an entry, or None where it changes nothing here.

        ``instead`` replaces definitions of quantities, ``functions`` those of functions.
        """
        per_unit = self.per_unit(claim) if entry.per_unit else {}
        if (entry.per_unit and not per_unit) or (entry.wide and not self.has_wide_bound(claim)):
            return None
        if entry.alike and not any(_by_unnamed_sample(part) for part in claim.parts()):
            return None
        right = extended(claim.right, self.open_letters(claim.left), force=entry.extent)
        if entry.extent and right == claim.right:
            return None
        reading = replace(
            self.book.reading(claim.line),
            outer=entry.outer,
            supply=entry.supply,
            wide=entry.wide,
            local=entry.local,
            alike=entry.alike,
            linked=entry.linked,
            slopes=entry.slopes,
            per_unit=per_unit,
            inner=self.inner,
        )
        others = {each.key: (each.parameters, each.body) for each in functions}
        reading = replace(reading, functions={**reading.functions, **others})
        meant = replace(claim, left=extended(claim.left, frozenset(), force=False), right=right)
        if entry.linked and not self.leaves_open(meant, reading, instead or {}):
            return None
        if entry.slopes and (not self.book.slopes or self.is_premise(meant)):
            return None
        sides = self.elaborated(meant, reading, instead or {})
        if entry.labels != "free" and not self.names_labels(sides):
            return None
        sides = replace(sides, model=replace(sides.model, assumptions=self.assumptions(entry)))
        held = [each for each in sides.derivatives() if each.local]
        if entry.local and not (
            held and all(depends(each.of, each.by.symbol, sides.model, local=True) for each in held)
        ):
            return None
        return with_opaque(sides)

    def elaborated(self, claim: Claim, reading: Reading, instead: Mapping[str, Defined]) -> Sides:
        """Both sides where the conditions hold, and the model that they rest on."""
        names, ranges = self.book.names, self.book.ranges
        elaborator = Elaborator(names, ranges, reading, claim.left, claim.right, *claim.conditions)
        left = elaborator.expression(claim.left)
        elaborator.letters.kept = frozenset(index.name for index in left.free)
        right = elaborator.closed(claim.right, HERE)
        where = [_where(elaborator, each) for each in claim.conditions]
        left, right = mul(*where, left), mul(*where, right)
        model, built = self.book.model((left, right), claim.section, reading, instead)
        inherited = dict.fromkeys(note for each in built for note in each.supplied)
        loose = frozenset(elaborator.letters.loose).union(*(each.loose for each in built))
        own = {*elaborator.letters.notes}.union(*(each.assumes for each in built))
        return Sides(left, right, model, tuple(inherited), tuple(sorted(own)), loose=loose)

    def is_premise(self, claim: Claim) -> bool:
        """Whether a claim is what is assumed of a name, and so no consequence of it."""
        name = slope_of(claim.left, claim.right)
        return name is not None and resolved(self.book.names, name).key in self.book.slopes

    def leaves_open(self, claim: Claim, reading: Reading, instead: Mapping[str, Defined]) -> bool:
        """Whether a derivative in a claim is one that the document does not determine."""
        sides = with_opaque(self.elaborated(claim, replace(reading, linked=False), instead))
        return sides.vacuous or bool(sides.opaque)

    def names_labels(self, sides: Sides) -> bool:
        """Whether labels of a cross-entropy occur in what is compared."""
        resting = (sides.left, sides.right, *(definition.body for definition in sides.model))
        return any(tensor.symbol in self.label_symbols for each in resting for tensor in tensors(each))

    def unreadable(self, claim: Claim) -> str:
        """Why a side alone is not read, where it isn't: then a clash between the sides says nothing."""
        reading = self.book.reading(claim.line)
        for side in (claim.left, claim.right):
            try:
                Elaborator(self.book.names, self.book.ranges, reading, side).expression(side)
            except Unreadable as problem:
                return problem.reason
            except (IllTyped, IllFormed):
                continue
        return ""

    def open_letters(self, term: Term) -> frozenset[str]:
        """The index letters that are free in a term."""
        found = (use for use in uses(term, self.book.names) if isinstance(use, Use) and use.binder is None)
        return frozenset(use.letter for use in found if isinstance(use.letter, str))

    # -- what an entry of the table needs ------------------------------------------------------------------------

    def per_unit(self, claim: Claim) -> Mapping[str, PerUnit]:
        """Bare names in the definition of an indexed one, such as biases: they may have one entry for each unit."""
        found: dict[str, PerUnit] = {}
        for defined in self.book.definitions:
            letters = [slot for slot in defined.letters if isinstance(slot, str)]
            if len(letters) == 1 and self.book.in_scope(defined.key, claim.section) is defined:
                slot = (defined.key, defined.letters.index(letters[0]))
                found.update(
                    {key: PerUnit(slot, letters[0]) for key in self.undefined_bare_names(defined, claim.section)}
                )
        mentioned = {resolved(self.book.names, ref).key for ref in claim.names()}
        return found if mentioned & found.keys() else {}

    def undefined_bare_names(self, defined: Defined, section: int) -> Iterable[str]:
        """The names without an index in the body of a definition that nothing else defines."""
        for ref in (part for part in walk_term(defined.body) if isinstance(part, Ref)):
            name = resolved(self.book.names, ref)
            known = self.book.ranges.arity(name.key) or self.book.in_scope(name.key, section)
            if not name.slots and not known and not name.updated:
                yield name.key

    def has_wide_bound(self, claim: Claim) -> bool:
        """Whether a bound of the claim is one that another line writes too."""
        sums = (part for term in (claim.left, claim.right) for part in walk_term(term) if isinstance(part, Big))
        return any((each.letter, number(each.upper)) in self.wide_bounds for each in sums)

    def assumptions(self, entry: Entry) -> Assumptions:
        """What the entry assumes of labels."""
        match entry.labels:
            case "simplex":
                return Assumptions(simplex=self.label_symbols)
            case "one_hot":
                return Assumptions(one_hot=self.label_symbols)
            case _:
                return Assumptions()

    @cached_property
    def label_symbols(self) -> frozenset[Symbol]:
        """The labels of cross-entropies as symbols."""
        ranges = self.book.ranges
        return frozenset(ranges.symbol(key) for key in self.labels)


def _where(elaborator: Elaborator, compare: Compare) -> Expression:
    """What is one where a claim is made, and zero elsewhere."""
    if isinstance(compare.left, Ref) and compare.left.base.startswith(ONE_HOT):
        hit = elaborator.expression(compare.left)
        return hit if compare.relation == "=" else subtract(ONE, hit)
    condition = elaborator.condition(compare)
    if not isinstance(condition, CompareIndices):
        raise Unreadable("a condition on values beside a claim is not read yet", compare.span)
    return Indicator(condition)


def _by_unnamed_sample(term: Term) -> bool:
    return isinstance(term, Partial) and term.by.sample == DEPENDENT


def with_opaque(sides: Sides) -> Sides:
    """A derivative of something that the document does not define is a quantity of its own, equal only to itself.

    Where a side says that it is zero, it is taken at its word.
    """
    if ZERO in (sides.left, sides.right):
        return sides
    bodies = [definition.body for definition in needed(sides.model, sides.left, sides.right)]
    inside = frozenset(part for body in bodies for part in walk(body) if isinstance(part, Derivative))
    hollow = (each for each in inside if not depends(each.of, each.by.symbol, sides.model, local=each.local))
    open_ = (each for each in sides.derivatives() if not depends(each.of, each.by.symbol, sides.model))
    empty = frozenset((*hollow, *open_))
    if any(not isinstance(each.of, Tensor) for each in empty):
        return replace(sides, vacuous=True)
    symbols = frozenset(_stand_in(each).symbol for each in empty)
    kept = tuple(replace(each, body=_hidden(each.body, empty)) for each in sides.model) if inside else sides.model
    return replace(
        sides,
        left=_hidden(sides.left, empty),
        right=_hidden(sides.right, empty),
        model=replace(sides.model, definitions=tuple(kept)),
        opaque=symbols,
    )


def _hidden(expression: Expression, empty: frozenset[Derivative]) -> Expression:
    if isinstance(expression, Derivative) and expression in empty:
        return _stand_in(expression)
    return map_parts(expression, lambda part: _hidden(part, empty))


def _stand_in(derivative: Derivative) -> Tensor:
    assert isinstance(derivative.of, Tensor)
    of, by = derivative.of, derivative.by
    name = f"\\partial {of.symbol.name}/\\partial {by.symbol.name}"
    return Tensor(Symbol(name, of.symbol.ranges + by.symbol.ranges), of.slots + by.slots)
