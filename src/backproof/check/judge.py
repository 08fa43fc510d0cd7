"""The judgement of one line: its sides as expressions under each reading of the table, compared at fresh points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import final

from backproof.calculus.equal import Different, Equal, Undecided, compare, counterexample
from backproof.calculus.resolve import depends, needed
from backproof.check.elaborate import Elaborator
from backproof.check.letters import Use, resolved, uses
from backproof.check.reading import IllTyped, PerUnit, Reading
from backproof.check.readings import TABLE, Entry
from backproof.check.scope import Book
from backproof.check.sums import extended
from backproof.check.suppressed import Defined
from backproof.check.verdict import Counterexample, Verdict
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
from backproof.expr.build import ZERO, mul
from backproof.expr.walk import map_parts, tensors, walk
from backproof.read.terms import Compare, Ref, Term, Unreadable, references
from backproof.read.terms import walk as walk_term
from backproof.source import BackproofError


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on two sides, with what it rests on."""

    verdict: Verdict
    reason: str = ""
    assumes: tuple[str, ...] = ()
    counterexample: Counterexample | None = None


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides to compare where conditions hold, as a line of ``section`` means them."""

    left: Term
    right: Term
    conditions: tuple[Compare, ...]
    section: int
    line: int
    hedge: str = ""
    """Why a difference would refute nothing, where the words around the line say so."""


@final
@dataclass(frozen=True, slots=True)
class _Sides:
    left: Expression
    right: Expression
    model: Model
    inherited: tuple[str, ...]
    """What the definitions in force were read with: not this line's doing."""
    own: tuple[str, ...]
    """What this line itself needed beyond its letter."""
    opaque: bool = False
    """Whether derivatives of undefined quantities stand for themselves."""
    vacuous: bool = False
    """Whether a derivative vanishes only because the document does not say what its numerator depends on."""


@final
@dataclass(frozen=True)
class Judge:
    """Judges claims under one typing of a document.

    ``labels`` are the keys of cross-entropy labels, ``one_hot`` says whether the prose calls them one-hot,
    ``wide_bounds`` are bounds that at least two lines write although the others have a smaller one.
    """

    book: Book
    labels: frozenset[str] = frozenset()
    one_hot: bool = False
    wide_bounds: frozenset[tuple[str, int]] = frozenset()
    seed: int = 0

    def claim(self, claim: Claim, entries: Sequence[Entry] = TABLE) -> Finding:
        """The verdict of the first reading that proves the claim; otherwise why none does."""
        first: Finding | None = None
        tried: set[tuple[Expression, Expression, Assumptions]] = set()
        for entry in entries:
            try:
                sides = self.sides(claim, entry)
            except Unreadable as problem:
                return Finding(Verdict.UNCHECKED, problem.reason)
            except IllTyped as problem:
                first = first or Finding(Verdict.UNCHECKED if self.book.einstein else Verdict.WRONG, str(problem))
                continue
            except IllFormed as problem:
                first = first or Finding(Verdict.UNCHECKED, str(problem))
                continue
            if sides is None or (key := (sides.left, sides.right, sides.model.assumptions)) in tried:
                continue
            tried.add(key)
            finding = self.decide(claim, sides, entry)
            if finding.verdict in {Verdict.RIGHT, Verdict.RIGHT_IF}:
                return finding
            if first is None or (
                first.verdict is Verdict.UNCHECKED and finding.verdict is Verdict.WRONG and entry.name == "as written"
            ):
                first = finding
        return first or Finding(Verdict.UNCHECKED, "no reading of this line was tried")

    # -- sides ---------------------------------------------------------------------------------------------------

    def sides(self, claim: Claim, entry: Entry) -> _Sides | None:
        """Both sides as expressions with the model in scope, or None where the entry changes nothing here."""
        per_unit = self.per_unit(claim) if entry.per_unit else {}
        if entry.per_unit and not per_unit:
            return None
        if entry.wide and not self.has_wide_bound(claim):
            return None
        free = _open_letters(claim.left, self.book)
        right = extended(claim.right, free, force=entry.extent)
        left = extended(claim.left, frozenset(), force=False)
        if entry.extent and right == claim.right:
            return None
        reading = self.book.reading(
            claim.line, outer=entry.outer, supply=entry.supply, wide=entry.wide, per_unit=per_unit, local=entry.local
        )
        return self.elaborate(claim, left, right, reading, entry)

    def elaborate(self, claim: Claim, left: Term, right: Term, reading: Reading, entry: Entry) -> _Sides | None:
        book = self.book
        elaborator = Elaborator(book.names, book.ranges, reading, left, right, *claim.conditions)
        one = elaborator.expression(left)
        elaborator.letters.kept = frozenset(index.name for index in one.free)
        other = elaborator.expression(right)
        if claim.conditions:
            where = [Indicator(elaborator.condition(each)) for each in claim.conditions]
            if any(not isinstance(each.condition, CompareIndices) for each in where):
                raise Unreadable("a condition on values beside a claim is not read yet", claim.conditions[0].span)
            one, other = mul(*where, one), mul(*where, other)
        model, built = book.model((one, other), claim.section, reading)
        inherited = dict.fromkeys(note for each in built for note in each.supplied)
        sides = _Sides(
            one,
            other,
            replace(model, assumptions=self.assumptions(entry)),
            tuple(inherited),
            tuple(sorted(elaborator.letters.notes)),
        )
        return self.with_opaque(sides, entry)

    def per_unit(self, claim: Claim) -> Mapping[str, PerUnit]:
        """Bare names that stand added beside indexed terms in the definition of an indexed name: biases per unit."""
        found: dict[str, PerUnit] = {}
        for defined in self.book.definitions:
            if self.book.in_scope(defined.key, claim.section) is not defined:
                continue
            letters = [slot for slot in defined.letters if isinstance(slot, str)]
            if len(letters) != 1:
                continue
            for ref in (part for part in walk_term(defined.body) if isinstance(part, Ref)):
                name = resolved(self.book.names, ref)
                known = self.book.ranges.arity(name.key) or self.book.in_scope(name.key, claim.section)
                if not name.slots and not known and not name.updated:
                    found[name.key] = PerUnit((defined.key, defined.letters.index(letters[0])), letters[0])
        mentioned = {
            resolved(self.book.names, ref).key for term in (claim.left, claim.right) for ref in references(term)
        }
        return found if mentioned & found.keys() else {}

    def has_wide_bound(self, claim: Claim) -> bool:
        from backproof.check.letters import number
        from backproof.read.terms import Big

        return any(
            isinstance(part, Big) and (part.letter, number(part.upper)) in self.wide_bounds
            for term in (claim.left, claim.right)
            for part in walk_term(term)
        )

    def assumptions(self, entry: Entry) -> Assumptions:
        symbols = frozenset(
            Symbol(key, tuple(self.book.ranges.of(key, at) for at in range(self.book.ranges.arity(key))))
            for key in self.labels
        )
        match entry.labels:
            case "simplex":
                return Assumptions(simplex=symbols)
            case "one_hot":
                return Assumptions(one_hot=symbols)
            case _:
                return Assumptions()

    def with_opaque(self, sides: _Sides, entry: Entry) -> _Sides | None:
        """A derivative of something that the document does not define is a quantity of its own, equal only to itself."""
        parts = {part for side in (sides.left, sides.right) for part in walk(side) if isinstance(part, Derivative)}
        if entry.local and any(not depends(part.of, part.by.symbol, sides.model, local=True) for part in parts):
            return None
        empty = frozenset(part for part in parts if self.says_nothing(part, sides))
        if not empty:
            return sides
        if any(not isinstance(part.of, Tensor) for part in empty):
            return replace(sides, vacuous=True)
        return replace(sides, left=_opaque(sides.left, empty), right=_opaque(sides.right, empty), opaque=True)

    def says_nothing(self, derivative: Derivative, sides: _Sides) -> bool:
        """Whether a derivative vanishes only because the document does not say how its parts depend on each other.

        Where the other side says that it is zero, it is taken at its word.
        """
        if depends(derivative.of, derivative.by.symbol, sides.model):
            return False
        return ZERO not in (sides.left, sides.right)

    @staticmethod
    def is_empty(part: Expression, model: Model) -> bool:
        """Whether a derivative vanishes because its parts do not depend on each other: 0 = 0 proves nothing."""
        return isinstance(part, Derivative) and not depends(part.of, part.by.symbol, model)

    def in_model(self, key: str) -> bool:
        """Whether a name occurs in any definition of the document."""
        return key in self.known_keys

    @property
    def known_keys(self) -> frozenset[str]:
        names = self.book.names
        aliased = {bias for bias in self.book.suppressed.contracted.values() if bias is not None}
        return frozenset(
            {resolved(names, ref).key for each in self.book.definitions for ref in references(each.body)}
            | {each.key for each in self.book.definitions}
            | aliased
        )

    # -- decision ------------------------------------------------------------------------------------------------

    def decide(self, claim: Claim, sides: _Sides, entry: Entry) -> Finding:
        outcome = compare(sides.left, sides.right, sides.model, seed=self.seed)
        match outcome:
            case Equal() if sides.vacuous and isinstance(compare(sides.left, ZERO, sides.model, seed=self.seed), Equal):
                return Finding(
                    Verdict.UNCHECKED, "both sides vanish, because the document does not say what depends on what"
                )
            case Equal():
                return self.proved(sides, entry)
            case Undecided(reason):
                return Finding(Verdict.UNCHECKED, reason)
            case Different():
                doubt = self.doubt(claim, sides)
                if doubt:
                    return Finding(Verdict.UNCHECKED, doubt)
                return self.refuted(sides, outcome)

    def proved(self, sides: _Sides, entry: Entry) -> Finding:
        stated = not entry.lowers or (entry.labels == "one_hot" and self.one_hot)
        sentence = (entry.sentence,) if entry.sentence else ()
        return Finding(
            Verdict.RIGHT if stated and not sides.own else Verdict.RIGHT_IF, "", sentence + sides.own + sides.inherited
        )

    def doubt(self, claim: Claim, sides: _Sides) -> str:
        """Why a difference refutes nothing: something on one side is unknown to the document."""
        if sides.opaque:
            one, other = _opaque_symbols(sides.left), _opaque_symbols(sides.right)
            if one != other:
                missing = sorted(symbol.name for symbol in one ^ other)
                return f"the document does not define how these depend on each other: {', '.join(missing)}"
            return ""
        if claim.hedge:
            return claim.hedge
        if sides.vacuous:
            return "the document does not say what a derivative in this line depends on"
        left, right = self.reached(sides.left, sides.model), self.reached(sides.right, sides.model)
        missing = sorted(key for key in left | right if self.book.is_missing(key, sides.model))
        if missing:
            return f"the line that defines {', '.join(missing)} is not read"
        unknown = sorted(name for name in left ^ right if name not in self.known_keys)
        if unknown:
            return f"{', '.join(unknown)} is not defined in this document"
        functions = self.functions(sides.left, sides.model) ^ self.functions(sides.right, sides.model)
        if functions:
            return f"the function {', '.join(sorted(functions))} is not defined in this document"
        return ""

    def reached(self, side: Expression, model: Model) -> frozenset[str]:
        """The names that a side rests on, through the definitions in force."""
        return frozenset(name for each in _resting(side, model) for name in _names(each))

    def functions(self, side: Expression, model: Model) -> frozenset[str]:
        """The unknown functions that a side rests on."""
        return frozenset(name for each in _resting(side, model) for name in _functions(each))

    def refuted(self, sides: _Sides, outcome: Different) -> Finding:
        shown = counterexample(sides.left, sides.right, sides.model, seed=self.seed) or outcome
        element = ", ".join(f"{letter} = {at}" for letter, at in shown.element.items())
        where = f" at {element}" if element else ""
        point = {symbol.name: _plain(values) for symbol, values in shown.values.items()}
        return Finding(
            Verdict.WRONG,
            f"both sides differ{where}: written {_short(shown.right)}, true {_short(shown.left)}",
            counterexample=Counterexample(point, _short(shown.right), _short(shown.left)),
        )

    def instead(self, claim: Claim, instead: Mapping[str, Defined]) -> Finding:
        """The finding as written, with another definition of one name."""
        entry = TABLE[0]
        sides = self.sides(claim, entry)
        assert sides is not None
        model, _ = self.book.model((sides.left, sides.right), claim.section, self.book.reading(claim.line), instead)
        if any(self.is_empty(part, model) for side in (sides.left, sides.right) for part in walk(side)):
            return Finding(Verdict.UNCHECKED)
        return self.decide(claim, replace(sides, model=replace(model, assumptions=self.assumptions(TABLE[1]))), entry)

    def alternatives(self, claim: Claim) -> Iterator[dict[str, Defined]]:
        """Other definitions of what the claim rests on, one at a time."""
        seen: set[str] = set()
        pending = [resolved(self.book.names, ref).key for term in (claim.left, claim.right) for ref in references(term)]
        while pending:
            key = pending.pop(0)
            if key in seen:
                continue
            seen.add(key)
            found = self.book.candidates(key, claim.section)
            for other in found[1:]:
                yield {key: other}
            for defined in found[:1]:
                pending.extend(resolved(self.book.names, ref).key for ref in references(defined.body))


def guarded(judge: Callable[[], Finding]) -> Finding:
    """A judgement that never raises: what can't be decided is unchecked, with the reason."""
    try:
        return judge()
    except Unreadable as problem:
        return Finding(Verdict.UNCHECKED, problem.reason)
    except (IllTyped, IllFormed, BackproofError) as problem:
        return Finding(Verdict.UNCHECKED, str(problem))


def _open_letters(term: Term, book: Book) -> frozenset[str]:
    return frozenset(
        use.letter
        for use in uses(term, book.names)
        if isinstance(use, Use) and use.binder is None and isinstance(use.letter, str)
    )


def _opaque(expression: Expression, empty: frozenset[Derivative]) -> Expression:
    match expression:
        case Derivative(Tensor(of, slots), Tensor(by, by_slots)) if expression in empty:
            return Tensor(Symbol(f"d{of.name}/d{by.name}", of.ranges + by.ranges), slots + by_slots)
        case _:
            return map_parts(expression, lambda part: _opaque(part, empty))


def _opaque_symbols(expression: Expression) -> frozenset[Symbol]:
    return frozenset(
        tensor.symbol
        for tensor in tensors(expression)
        if tensor.symbol.name.startswith("d") and "/d" in tensor.symbol.name
    )


def _resting(side: Expression, model: Model) -> list[Expression]:
    """A side and the definitions under it."""
    return [side, *(definition.body for definition in needed(model, side))]


def _names(expression: Expression) -> frozenset[str]:
    return frozenset(tensor.symbol.name for tensor in tensors(expression))


def _functions(expression: Expression) -> frozenset[str]:
    from backproof.expr import Apply
    from backproof.rules import rule_of

    return frozenset(
        part.function.name for part in walk(expression) if isinstance(part, Apply) and rule_of(part.function) is None
    )


def _plain(values: object) -> object:
    import numpy as np

    return np.vectorize(float, otypes=[float])(values).tolist() if np.size(np.asarray(values)) else []


def _short(value: float) -> float:
    return float(f"{float(value):.6g}")
