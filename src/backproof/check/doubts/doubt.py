"""Why a difference may refute nothing: a side rests on something that the document does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import final

from backproof.calculus.facts import facts
from backproof.calculus.resolve import depends, needed
from backproof.check.definitions.definitions import names_error
from backproof.check.definitions.open import is_open
from backproof.check.doubts import hedges, implicit, put_in_place, ranks, siblings, through, true_class
from backproof.check.doubts.evaluated import evaluated
from backproof.check.doubts.finding import Kind, Reason
from backproof.check.doubts.ranks import Ranks
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import Use, resolved, uses
from backproof.check.indices.places import is_place
from backproof.check.indices.positions import unclear
from backproof.check.names.classes import ONE_HOT
from backproof.check.names.names import DEPENDENT
from backproof.check.verdicts.crossing import Letters, crossed
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Apply, CompareValues, Expression, Indicator, Tensor
from backproof.expr.walk import derivatives, tensors, walk
from backproof.expr.walk import names as names_of
from backproof.read.terms.rewriting import references
from backproof.read.terms.rewriting import walk as walk_term
from backproof.read.terms.terms import Big, Call, Nabla, Num, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.rules import rule_of

ONE_OR_ALL = "whether one sample is meant or all of them is not written"

FROM_WHERE = "whether places are counted from 0 or from 1 is not written"
SLOTS = 2
UNDEFINED = "is not defined in this document"


@final
@dataclass(frozen=True)
class Doubt:
    """Doubts about claims of one document."""

    book: Book
    rates: frozenset[str] = frozenset()
    """The learning rates of the updates, which are numbers of their own."""
    items: Sequence[int] = ()
    """The numbered paragraph of each line."""
    borne_out: frozenset[str] = frozenset()
    """The names of which other lines show that they are what the model says."""

    def of(self, claim: Claim, sides: Sides) -> Reason | None:
        """The first doubt; None where there is none and a difference refutes."""
        return next((Reason(said, kind) for kind, said in self.doubts(claim, sides) if said), None)

    def doubts(self, claim: Claim, sides: Sides) -> Iterator[tuple[Kind | None, str]]:
        """What may be doubted, in the order in which it is asked: a sentence, or nothing where there is no doubt."""
        yield hedges.KINDS.get(claim.hedge), claim.hedge
        yield None, implicit.said(claim, self.book)
        yield None, self.ranks.added_up(claim)
        yield Kind.ONE_OR_ALL, one_or_all(sides)
        yield Kind.WHOLE_ARRAYS, ranks.matrices(sides)
        yield Kind.ONE_OR_ALL, self.of_one_sample(sides)
        yield None, ranks.guessed(sides)
        yield Kind.WRITTEN_OTHERWISE, self.ranks.disputed(claim, sides)
        yield None, self.ranks.elements(claim, sides)
        apart = self.crossed(claim, sides) is not None
        if not apart:
            yield Kind.UNDETERMINED, self.unlinked(sides)
        yield Kind.UNDETERMINED, through.untied(sides, self.book)
        yield Kind.UNREAD, self.unread(claim, sides)
        yield Kind.LATER, self.later(claim, sides)
        yield None, through.only_later(claim, self.book, self.items)
        yield None, self.conditional(claim, sides)
        yield None, true_class.unsaid(claim, sides)
        yield None, self.index_as_number(claim, sides)
        yield None, self.counted_from(claim, sides)
        yield Kind.AT_NUMBERS, self.on_one_side(sides)
        if claim.lowered:
            yield None, ranks.diagonal(sides)
        yield Kind.UNDEFINED, of_itself(sides)
        yield Kind.ELEMENTS, self.ranks.stacked(sides)
        if not apart:
            # A matrix may be laid out the other way.
            spelt = frozenset() if claim.lowered else _spelt_out(sides)
            yield Kind.UNDEFINED, self.undefined(sides, spelt)
            yield Kind.AT_NUMBERS, self.at_numbers(sides)
            yield Kind.UNDEFINED, unknown(sides)
            yield Kind.UNDEFINED, put_in_place.unsaid(sides)
        yield Kind.UNDETERMINED, evaluated(sides)
        yield Kind.UNDETERMINED, siblings.uncomputed(sides)
        yield None, siblings.extended(sides)
        yield None, siblings.labelled(sides)

    def crossed(self, claim: Claim, sides: Sides) -> Letters | None:
        """The letters that refute a claim whatever the quantities are that the document does not determine."""
        if claim.conditions or self.book.einstein:
            return None
        loose = sides.opaque or self.undefined(sides) or self.at_numbers(sides) or unknown(sides)
        return crossed(sides) if loose else None

    def of_one_sample(self, sides: Sides) -> str:
        """A sample that only one side has, where the document leaves open whether its loss is that of one sample."""
        left, right = ({each for each in side.free if each.name.startswith("(")} for side in (sides.left, sides.right))
        open_ = self.book.generic | self.book.links.inputs.keys()
        loose = left != right and any(definition.symbol.name in open_ for definition in sides.model)
        return ONE_OR_ALL if loose else ""

    def later(self, claim: Claim, sides: Sides) -> str:
        """Names of the line that only a later section defines: there they may be something else."""
        own = {resolved(self.book.names, ref).key for ref in claim.names()}
        # A step names no loss: it may be by one that is never written.
        own |= {each.of.symbol.name for each in sides.derivatives() if isinstance(each.of, Tensor)}
        # In p = y = f, the f is said of y.
        alike = (each for each in sides.model if each.symbol.name in own and isinstance(each.body, Tensor))
        own |= {each.body.symbol.name for each in alike if isinstance(each.body, Tensor)}
        used = {definition.symbol.name for definition in sides.model} & own - self.borne_out
        scoped = {key: self.book.candidates(key, claim.section) for key in used}
        found = sorted(
            key
            for key, known in scoped.items()
            if known and all(each.section > claim.section and each.line > claim.line >= 0 for each in known)
        )
        return f"only a later section defines {', '.join(found)}" if found else ""

    def index_as_number(self, claim: Claim, sides: Sides) -> str:
        """Index letters of the line that are factors, too: ``c x_c``, where a subscript was meant or a position."""
        reached = frozenset().union(*sides.reached)
        found = (use for term in (claim.left, claim.right) for use in uses(term, self.book.names))
        letters = {use.letter for use in found if isinstance(use, Use) and isinstance(use.letter, str)}
        bare = {key for key in reached - self.known if key in letters}
        for term in (claim.left, claim.right):
            bare |= unclear(term, letters & self.book.catalogue.counting)
        said = ", ".join(sorted(bare))
        return f"whether {said} is an index or a quantity is not clear" if bare else ""

    def counted_from(self, claim: Claim, sides: Sides) -> str:
        r"""Numbers beside a definition with places, ``\sum_m x_{i+m} f_m``, that does not say where m begins."""
        if not any(script.isdigit() for ref in claim.names() for script in ref.subs):
            return ""
        scoped = (self.book.in_scope(each.symbol.name, claim.section, claim.line) for each in sides.model)
        bodies = (each.body for each in scoped if each is not None)
        sums = (part for body in bodies for part in walk_term(body) if isinstance(part, Big) and part.lower is None)
        places = (script for big in sums for ref in references(big.body) for script in ref.subs if is_place(script))
        return FROM_WHERE if any(True for _ in places) else ""

    def on_one_side(self, sides: Sides) -> str:
        """A function with kinks of names that are given in numbers, where a line has none: it may be past each kink."""
        reached = frozenset().union(*sides.reached)
        free = reached - {definition.symbol.name for definition in sides.model}
        if not free or not free <= self.book.given or facts(sides.right).kinked:
            return ""
        kinked = any(facts(body).kinked for side in sides.resting for body in side)
        return "it may hold for the numbers that the document gives" if kinked else ""

    def unlinked(self, sides: Sides) -> str:
        """Derivatives that stand on one side only and that the document does not determine."""
        if sides.vacuous and not self.vanishes(sides):
            return "the document does not say what a derivative in this line depends on"
        left, right = ({symbol for each in side for symbol in each.symbols} & sides.opaque for side in sides.resting)
        missing = sorted(symbol.name for symbol in left ^ right)
        return f"the document does not determine {', '.join(missing)}" if missing else ""

    def vanishes(self, sides: Sides) -> bool:
        """Whether other lines show that what a derivative is of has nothing in it that varies with what it is by.

        They take as constant what a definition has beside it: X in ``H = \\sum_i X_i w_i``, differentiated by w.
        """
        shown = [each for each in sides.model if each.symbol.name in self.borne_out]
        empty = [each for each in sides.derivatives() if not depends(each.of, each.by.symbol, sides.model)]
        return all(
            each.of.symbols
            <= frozenset().union(*(known.body.symbols for known in shown if each.by.symbol in known.body.symbols))
            and not isinstance(each.of, Tensor)
            for each in empty
        )

    def conditional(self, claim: Claim, sides: Sides) -> str:
        """``x + y = 1``, ``g(w^*) = 0``: an expression in undefined names that is given a number."""
        named = isinstance(claim.left, Ref | Call) and not self.is_at_another(claim.left)
        named = named or any(isinstance(part, Partial | Nabla) for part in claim.parts())
        free = any(True for _ in tensors(sides.left)) and not list(needed(sides.model, sides.left))
        return "it may be a condition on its names" if isinstance(claim.right, Num) and not named and free else ""

    def is_at_another(self, term: Term) -> bool:
        """Whether a term is a function of the document at other names than it is defined with."""
        match term:
            case Call(Ref() as name, 0, arguments) if all(isinstance(each, Ref) for each in arguments):
                own = {each.parameters for each in self.book.functions if each.key in {name.base, name.key}}
                return bool(own) and tuple(each.key for each in arguments if isinstance(each, Ref)) not in own
            case _:
                return False

    def unread(self, claim: Claim, sides: Sides) -> str:
        """Names that a line defines which gave the model nothing: no line at all, or the one that is meant here.

        Where no side has another name, there is nothing that the definition could tie to it.
        """
        left, right = sides.reached
        # What is equal to itself with its slots exchanged may be so by its definition.
        flat = all(self.book.ranges.arity(key) < SLOTS for key in left)
        if left == right and len(left) == 1 and not sides.opaque and flat:
            return ""
        # What alone is varied is what it is, whatever an equation behind solves it to.
        by = {each.by.symbol.name for each in sides.derivatives()}
        varied = {key for key in by if len(by) == 1 and self.solved_behind(key, claim.line)}
        reached = (left | right) - sides.freed - self.borne_out - varied
        missing = sorted(
            key for key in reached if self.book.is_missing(key, sides.model) or self.book.is_shadowed(key, claim.line)
        )
        return f"the line that defines {', '.join(missing)} is not read" if missing else ""

    def solved_behind(self, key: str, line: int) -> bool:
        """Whether what defines a key stands behind a line."""
        defined = (each.line for each in self.book.catalogue.by_key.get(key, ()))
        return min((*defined, *self.book.unread.get(key, ())), default=0) > line

    def undefined(self, sides: Sides, spelt: frozenset[str] = frozenset()) -> str:
        """Names on one side only that occur in no definition: they may mean anything."""
        missing = sorted(self.unexplained(sides, spelt))
        # The weights of a quantity that is any smooth function, ``E(u)``, are nobody's names.
        written = [name for name in missing if "(" not in name or name.endswith("}")]
        return f"{', '.join(written or missing)} {UNDEFINED}" if missing else ""

    def unexplained(self, sides: Sides, spelt: frozenset[str] = frozenset()) -> frozenset[str]:
        """The names on one side only that occur in no definition, but those that are ``spelt`` out there."""
        apart = self.apart(sides) - self.numbered(sides) - spelt
        # Which class a sample has is given: beside nothing else, no line could tie it to what the other side has.
        given = {name for name in apart if name.startswith(ONE_HOT)}
        tied = apart - given - {definition.symbol.name for definition in sides.model}
        shown = [each for each in sides.model if each.symbol.name in self.borne_out]
        known = self.known | self.borne_out | {symbol.name for each in shown for symbol in each.body.symbols}
        return frozenset(name for name in apart - (set() if tied else given) if name not in known)

    def at_numbers(self, sides: Sides) -> str:
        """Names on the right side only that the document gives in numbers."""
        found = ", ".join(sorted(self.numbered(sides)))
        return f"it may hold for the numbers of {found} that the document gives" if found else ""

    def only_claimed(self, claim: Claim, clashing: frozenset[str]) -> bool:
        """Whether claims alone say what the indices are of a name in a clash, or of a factor on one side only.

        They may say it of two D, or of an operator: ``D_{ij} P_t = D_i S_t x_j``; not where a derivative says by what.
        """
        if isinstance(claim.left, Partial):
            return False
        names = self.book.names
        left, right = ({resolved(names, ref).key for ref in references(side)} for side in (claim.left, claim.right))
        held = {key for key in clashing | (left ^ right) if not key.startswith(ONE_HOT) and self.book.ranges.arity(key)}
        taken = (part.of for part in claim.parts() if isinstance(part, Partial))
        bodies = (ref for term in (*taken, *(each.body for each in self.book.definitions)) for ref in references(term))
        defined = {resolved(names, ref).key for ref in bodies} | {each.key for each in self.book.definitions}
        return bool(held - defined)

    def apart(self, sides: Sides) -> frozenset[str]:
        """The names that one side alone has, but rates and what the document does not determine."""
        left, right = sides.reached
        return (left ^ right) - {symbol.name for symbol in sides.opaque} - ((right - left) & self.rates)

    def numbered(self, sides: Sides) -> frozenset[str]:
        """Those of the right side that the document gives in numbers, and says by no formula of names."""
        left, right = sides.reached
        formed = {each.symbol.name for each in sides.model if each.body.symbols}
        return (self.apart(sides) & (right - left) & self.book.given) - formed

    @cached_property
    def ranks(self) -> Ranks:
        """What is doubted of the number of values of a name."""
        return Ranks(self.book)

    @cached_property
    def known(self) -> frozenset[str]:
        """The names that occur in definitions; an error is known only where a definition says what it is."""
        names = self.book.names
        inside = {
            resolved(names, ref).key
            for each in self.book.definitions
            for ref in references(each.body)
            if not names_error(ref)
        }
        biases = {bias for bias in self.book.suppressed.contracted.values() if bias is not None}
        parameters = {resolved(names, ref).key for each in self.book.functions for ref in references(each.body)}
        defined = {each.key for each in self.book.definitions}
        # L(w) depends on w in a way that no line says.
        dependent = names.quantities - defined - self.book.generic
        return frozenset((inside | biases | parameters) - dependent | defined)


def _spelt_out(sides: Sides) -> frozenset[str]:
    r"""The names in what the left side differentiates where it is written out, ``\partial (w x + b)/\partial w``.

    No line says more of it, and what its slope has no more is lost by the rules alone.
    """
    spelt = (each for each in derivatives(sides.left) if not isinstance(each.of, Tensor))
    names = frozenset(symbol.name for each in spelt for symbol in (*each.of.symbols, each.by.symbol))
    return names - sides.reached[1]


def one_or_all(sides: Sides) -> str:
    """A sample that only one side has, where no name says which."""
    left, right = (DEPENDENT in names_of(side.free) for side in (sides.left, sides.right))
    return ONE_OR_ALL if left != right else ""


def unlikely(sides: Sides) -> bool:
    """Whether a side rests on an indicator of equal values, others than places that are counted, or bits."""
    bits = sides.model.assumptions.bits
    resting = (part for side in sides.resting for each in side for part in walk(each))
    indicators = (part.condition for part in resting if isinstance(part, Indicator))
    equal = (each for each in indicators if isinstance(each, CompareValues) and each.relation == "=")
    return any(isinstance(part, Tensor) and part.symbol not in bits for each in equal for part in walk(each))


def of_itself(sides: Sides) -> str:
    r"""The slope of an open quantity by its own value: ``\\partial y/\\partial z = y (1 - y)`` says what y is.

    No loss grows with its own value.
    """
    slopes = {each.of for each in derivatives(sides.right)}
    for each in derivatives(sides.left):
        own = sides.model.get(each.of.symbol) if isinstance(each.of, Tensor) and each.of not in slopes else None
        loss = own is not None and {own.symbol.name, own.symbol.name.removeprefix("\\")} & LOSS_LETTERS
        if own is not None and is_open(own) and own.symbol in sides.right.symbols and not loss:
            return f"{own.symbol.name} {UNDEFINED}"
    return ""


def unknown(sides: Sides) -> str:
    """Functions on one side only that nothing defines."""
    left, right = (set(_functions(side)) for side in sides.resting)
    functions = (left ^ right) | _solved_for(sides)
    return f"the function {', '.join(sorted(functions))} {UNDEFINED}" if functions else ""


def _solved_for(sides: Sides) -> set[str]:
    r"""The function of which a line says the slope by its value, ``s'(x) = s(x) + \\dots``: many have such slopes."""
    match sides.left:
        case Apply(function, arguments) if (
            any(function.orders) and rule_of(function) is None and not derivatives(sides.right)
        ):
            parts = (part for part in walk(sides.right) if isinstance(part, Apply))
            own = [part for part in parts if part.function.name == function.name]
            lower = any(sum(each.function.orders) < sum(function.orders) for each in own)
            # At other places it is said of any function.
            return {function.name} if lower and all(each.arguments == arguments for each in own) else set()
        case _:
            return set()


def _functions(side: Iterable[Expression]) -> Iterator[str]:
    for each in side:
        yield from (
            part.function.name for part in walk(each) if isinstance(part, Apply) and rule_of(part.function) is None
        )
