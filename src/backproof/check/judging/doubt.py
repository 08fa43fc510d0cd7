"""Why a difference may refute nothing: a side rests on something that the document does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from backproof.calculus.facts import facts
from backproof.calculus.resolve import depends, expand, needed
from backproof.check.definitions.definitions import names_error
from backproof.check.definitions.open import is_open
from backproof.check.elaboration.scope import Book
from backproof.check.elaboration.tensors import SINGLE, WHOLE
from backproof.check.indices.letters import Use, resolved, uses
from backproof.check.indices.places import is_place
from backproof.check.judging import hedges, siblings, through, true_class
from backproof.check.judging.finding import Kind, Reason
from backproof.check.names.classes import ONE_HOT
from backproof.check.names.names import DEPENDENT, element
from backproof.check.names.totals import summed
from backproof.check.verdicts.crossing import Letters, crossed
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Apply, CompareValues, Expression, Index, Indicator, Slot, Sum, Tensor
from backproof.expr.walk import derivatives, tensors, walk
from backproof.expr.walk import names as names_of
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.terms.rewriting import references
from backproof.read.terms.rewriting import walk as walk_term
from backproof.read.terms.terms import Big, Call, Nabla, Num, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.rules import rule_of

ONE_OR_ALL = "whether one sample is meant or all of them is not written"

FROM_WHERE = "whether places are counted from 0 or from 1 is not written"
NUMBERED = re.compile(r"(.+)_\{\d+\}")

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
        yield None, self.added_up(claim)
        yield Kind.ONE_OR_ALL, one_or_all(sides)
        yield Kind.WHOLE_ARRAYS, matrices(sides)
        yield Kind.ONE_OR_ALL, self.of_one_sample(sides)
        yield None, guessed(sides)
        yield Kind.WRITTEN_OTHERWISE, self.disputed_rank(claim, sides)
        yield None, self.elements(claim, sides)
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
            yield None, diagonal(sides)
        yield Kind.UNDEFINED, of_itself(sides)
        yield None, self.stacked(sides)
        if not apart:
            yield Kind.UNDEFINED, self.undefined(sides)
            yield Kind.AT_NUMBERS, self.at_numbers(sides)
            yield Kind.UNDEFINED, unknown(sides)
        yield Kind.UNDETERMINED, siblings.uncomputed(sides)
        yield None, siblings.extended(sides)

    def added_up(self, claim: Claim) -> str:
        """A name that nothing defines, which may be the sum of its elements, and may be an array, as an output is."""
        found = summed(claim.left, claim.right)
        key = "" if found is None else resolved(self.book.names, found[0]).key
        known = not key or self.book.candidates(key, claim.section)
        return "" if known else f"whether {key} is the sum of its elements is not said"

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
        letters = {use.letter for use in found if isinstance(use, Use)}
        bare = sorted(key for key in reached - self.known if key in letters)
        return f"whether {', '.join(bare)} is an index or a quantity is not clear" if bare else ""

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

    def disputed_rank(self, claim: Claim, sides: Sides) -> str:
        """Arrays without an index that the document defines in several ways, perhaps as one number in some."""
        reached = frozenset().union(*sides.reached)
        disputed = sorted(reached & (self.several | self.flat(claim, sides)))
        return f"whether {', '.join(disputed)} has one value or one for each unit is not clear" if disputed else ""

    def flat(self, claim: Claim, sides: Sides) -> frozenset[str]:
        """Arrays that other lines write with an index, defined as a single number, through which a derivative goes."""
        units = ((each, frozenset(_units(each.indices))) for each in sides.model)
        keys = (each.symbol.name for each, own in units if own and not own & each.body.free)
        scoped = ((key, self.book.in_scope(key, claim.section, claim.line)) for key in keys)
        single = frozenset(key for key, defined in scoped if defined is not None and not defined.letters)
        return frozenset(key for key in single if _goes_through(key, sides) or _has_lone_twin(key, sides))

    def elements(self, claim: Claim, sides: Sides) -> str:
        """Elements that are written out beside the array of their name, and may be its own or others."""
        found = {tensor for side in sides.resting for body in side for tensor in tensors(body)}
        arrays = {each.symbol.name for each in found if any(map(_counts_units, each.slots))}
        own = {element(stem, slots): stem for stem, slots in self.book.names.defined_elements}
        ranks = {each.symbol.name: each.symbol.rank for each in found}
        unclear = {name for name in ranks if own.get(name) in arrays}
        # q_1 = W x_1 beside q_i^T k_j: a vector of its own, or one of the q_i.
        numbered = ((name, NUMBERED.fullmatch(name)) for name in ranks if claim.lowered)
        unclear |= {name for name, match in numbered if match and ranks.get(match[1], 0) > ranks[name] > 0}
        # q_0 is defined, and q_1 beside it is an element of an array of which nothing is said.
        formed = {each.symbol.name for each in sides.model}
        named = ((name, NUMBERED.fullmatch(name)) for name in formed)
        unclear |= {name for name, match in named if match and match[1] in arrays - formed}
        return (
            f"whether {', '.join(sorted(unclear))} is an element of the array of its name is not clear"
            if unclear
            else ""
        )

    @cached_property
    def several(self) -> frozenset[str]:
        """Arrays without an index that some definitions make one number for each unit and others a single one."""
        found = set()
        for key in self.book.suppressed.arrays:
            own = self.book.candidates(key, 0)
            built = (self.book.build(each, self.book.reading(each.line)).definition for each in own)
            spread = {bool(each.body.free & set(each.indices)) for each in built if each is not None}
            if len(spread) > 1:
                found.add(key)
        return frozenset(found)

    @staticmethod
    def unlinked(sides: Sides) -> str:
        """Derivatives that stand on one side only and that the document does not determine."""
        if sides.vacuous:
            return "the document does not say what a derivative in this line depends on"
        left, right = ({symbol for each in side for symbol in each.symbols} & sides.opaque for side in sides.resting)
        missing = sorted(symbol.name for symbol in left ^ right)
        return f"the document does not determine {', '.join(missing)}" if missing else ""

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
        reached = (left | right) - sides.freed - self.borne_out
        missing = sorted(
            key for key in reached if self.book.is_missing(key, sides.model) or self.book.is_shadowed(key, claim.line)
        )
        return f"the line that defines {', '.join(missing)} is not read" if missing else ""

    def stacked(self, sides: Sides) -> str:
        """An array that may hold what its small letter names one by one: X beside ``x_i``, where nothing says so."""
        left, right = sides.reached
        free = (left | right) - {definition.symbol.name for definition in sides.model}
        arity = {key: self.book.ranges.arity(key) for key in free}
        capitals = (key for key in (left ^ right) & free if key.lower() != key and arity[key])
        found = sorted(key for key in capitals if arity.get(key.lower()) == arity[key])
        return f"whether {', '.join(found)} holds what its small letter names is not written" if found else ""

    def undefined(self, sides: Sides) -> str:
        """Names on one side only that occur in no definition: they may mean anything."""
        missing = sorted(self.unexplained(sides))
        # The weights of a quantity that is any smooth function, ``E(u)``, are nobody's names.
        written = [name for name in missing if "(" not in name or name.endswith("}")]
        return f"{', '.join(written or missing)} {UNDEFINED}" if missing else ""

    def unexplained(self, sides: Sides) -> frozenset[str]:
        """The names on one side only that occur in no definition."""
        apart = self.apart(sides) - self.numbered(sides)
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

    def apart(self, sides: Sides) -> frozenset[str]:
        """The names that one side alone has, but rates and what the document does not determine."""
        left, right = sides.reached
        return (left ^ right) - {symbol.name for symbol in sides.opaque} - ((right - left) & self.rates)

    def numbered(self, sides: Sides) -> frozenset[str]:
        """Those of the right side that the document gives in numbers."""
        left, right = sides.reached
        return self.apart(sides) & (right - left) & self.book.given

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


def _has_lone_twin(key: str, sides: Sides) -> bool:
    r"""Whether a name with another number is one number beside it: of h_j with ``h_1``, ``h_2`` both are elements."""
    own = NUMBERED.fullmatch(key)
    found = {tensor.symbol for side in sides.resting for body in side for tensor in tensors(body)}
    twins = (NUMBERED.fullmatch(each.name) for each in found if not each.rank and each.name != key)
    return own is not None and any(twin is not None and twin[1] == own[1] for twin in twins)


def _goes_through(key: str, sides: Sides) -> bool:
    """Whether a derivative of a claim needs the definition of a name."""
    without = replace(sides.model, definitions=tuple(each for each in sides.model if each.symbol.name != key))
    return any(
        depends(each.of, each.by.symbol, sides.model) and not depends(each.of, each.by.symbol, without)
        for each in sides.derivatives()
    )


def _units(indices: Sequence[Index]) -> Iterator[Index]:
    """Indices that are not those of samples."""
    return (each for each in indices if not each.name.startswith("("))


def diagonal(sides: Sides) -> str:
    r"""A matrix by a matrix element by element, where others matter, too: ``\\partial Z/\\partial W`` for Z = W A."""
    for each in sides.derivatives():
        own, by = each.by.slots, each.by.symbol
        if isinstance(each.of, Tensor) and each.of.slots == own and len(own) > 1:
            rested = expand(each.of, sides.model)
            if any(tensor.symbol == by and tensor.slots != own for tensor in tensors(rested)):
                return "the derivative of one array by the other is no array of their shape"
    return ""


def one_or_all(sides: Sides) -> str:
    """A sample that only one side has, where no name says which."""
    left, right = (DEPENDENT in names_of(side.free) for side in (sides.left, sides.right))
    return ONE_OR_ALL if left != right else ""


def unlikely(sides: Sides) -> bool:
    """Whether a side rests on an indicator of equal values, others than places that are counted."""
    resting = (part for side in sides.resting for each in side for part in walk(each))
    indicators = (part.condition for part in resting if isinstance(part, Indicator))
    equal = (each for each in indicators if isinstance(each, CompareValues) and each.relation == "=")
    return any(isinstance(part, Tensor) for each in equal for part in walk(each))


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


def guessed(sides: Sides) -> str:
    """Names without an index inside of a sum over their range."""
    return f"whether the sum runs over {', '.join(sorted(sides.loose))} is not written" if sides.loose else ""


def unknown(sides: Sides) -> str:
    """Functions on one side only that nothing defines."""
    left, right = (set(_functions(side)) for side in sides.resting)
    functions = left ^ right
    return f"the function {', '.join(sorted(functions))} {UNDEFINED}" if functions else ""


def _counts_units(slot: Slot) -> bool:
    return isinstance(slot, int) or slot.name.rstrip("'") in INDEX_LETTERS


def matrices(sides: Sides) -> str:
    """Capitals that were taken for numbers beside arrays: the difference may be one of shapes.

    Where all names are numbers, it refutes the line for matrices, too: those with one row and one column are numbers.
    """
    parts = [part for side in sides.resting for body in side for part in walk(body)]
    if not any((isinstance(part, Tensor) and part.slots) or isinstance(part, Sum) for part in parts):
        return ""
    taken = sorted(note.removesuffix(SINGLE) for note in {*sides.own, *sides.inherited} if note.endswith(f" {SINGLE}"))
    return f"{', '.join(each.strip() for each in taken)} {WHOLE}" if taken else ""


def _functions(side: Iterable[Expression]) -> Iterator[str]:
    for each in side:
        yield from (
            part.function.name for part in walk(each) if isinstance(part, Apply) and rule_of(part.function) is None
        )
