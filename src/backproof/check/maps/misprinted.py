r"""One entry of a function that many lines do not fit: where these agree what it is, its definition is the slip.

With that entry left open, a line says what its derivatives are: ``J_g = [1, -5; y, x; 1, -1]`` those of the third one.
Where a value of the function contradicts the definition, no line is proved by it, and several lines agree, they are
right if that is meant; what does not fit them either is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different, Equal
from backproof.check.doubts.finding import Finding
from backproof.check.maps.compared import counterexample_of, decided
from backproof.check.maps.definitions import Library
from backproof.check.maps.scope import Written
from backproof.check.maps.sides import Sides, Ways
from backproof.check.maps.values import Clash, Map, Table, Unknown, slope
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.expr import Apply, Expression, Function, IllFormed, Model, Symbol, Tensor
from backproof.expr.build import MINUS_ONE, ZERO, divide, mul, subtract
from backproof.expr.build import number as number_of
from backproof.expr.walk import map_parts, walk
from backproof.read.lines import Line
from backproof.read.terms.terms import Term

MANY: Final = 3
"""So many chains have to agree."""


@final
@dataclass(frozen=True, slots=True)
class Question:
    """A line about functions: what it says its side is equal to, and how it is judged by their definitions."""

    line: Line
    head: Term
    outcome: Outcome


@final
@dataclass(frozen=True)
class Opened:
    """A function with one of its entries left open: any smooth function of its parameters."""

    written: Written
    entry: int

    @property
    def name(self) -> str:
        """The name of the open entry."""
        return f"{self.written.key}_{{{self.entry + 1}}}"

    @property
    def open(self) -> Expression:
        """The entry, of which nothing is known."""
        parameters = self.written.parameters
        return Apply(Function(self.name, len(parameters)), tuple(map(Tensor, parameters)))

    @property
    def defined(self) -> Expression:
        """The entry as it is defined."""
        assert self.written.map is not None
        return self.written.map.table.entries[self.entry]

    def within(self, library: Library, entry: Expression) -> Library:
        """The functions of a document where this entry is another one."""
        assert self.written.map is not None
        table = self.written.map.table
        entries = iter([entry if at == self.entry else each for at, each in enumerate(table.entries)])
        amended = replace(self.written, map=Map(self.written.parameters, table.each(lambda _: next(entries))))
        return replace(library, functions=[amended if each is self.written else each for each in library.functions])

    def parts(self, *expressions: Expression) -> set[Apply]:
        """The open entry and its derivatives, as they stand in expressions."""
        every = (part for each in expressions for part in walk(each))
        return {part for part in every if isinstance(part, Apply) and part.function.name == self.name}


@final
@dataclass(frozen=True)
class Said:
    """What a line says where an entry is open."""

    finding: Finding
    """Its verdict by what does not depend on the entry."""
    slopes: Mapping[Symbol, Expression] = field(default_factory=dict)
    """The derivatives of the entry by the parameters, as far as the line says them."""
    value: Expression | None = None
    complete: bool = True
    """Whether that is all that it says of the entry."""


@final
@dataclass(frozen=True)
class Misprint:
    """A definition that many lines refute, and these and the other lines that rest on it."""

    library: Library
    written: Written
    questions: Mapping[int, Question]
    bench: Bench

    def outcomes(self) -> dict[int, Outcome]:
        """What the lines are by what they agree on; nothing where they do not."""
        assert self.written.map is not None
        entries = range(len(self.written.map.table.entries)) if self.written.map.table.is_vector else ()
        tried = {at: self.said(Opened(self.written, at)) for at in entries}
        refuted = {at: sum(map(_is_refuted, each.values())) for at, each in tried.items()}
        fewest = [at for at, count in refuted.items() if count == min(refuted.values())]
        found = [each for at in fewest if (each := self.agreed(Opened(self.written, at), tried[at]))]
        return found[0] if len(found) == 1 else {}

    def said(self, opened: Opened) -> dict[int, Said]:
        """What each line says with an entry open; those that are not understood so are left out."""
        return {at: self.of_line(opened, sides) for at, sides in self.sides(opened, opened.open)}

    def sides(self, opened: Opened, entry: Expression) -> Iterator[tuple[int, Sides]]:
        """The sides of the lines where an entry is another one."""
        ways = Ways(opened.within(self.library, entry))
        for at, each in self.questions.items():
            assert each.line.side is not None
            with suppress(Unknown, Clash, IllFormed):
                yield at, next(ways.of(at, each.line.section, each.head, each.line.side))

    def of_line(self, opened: Opened, sides: Sides) -> Said:
        """What the sides of a line say: entry by entry."""
        pairs = list(zip(sides.left.entries, sides.right.entries, strict=True))
        about = [pair for pair in pairs if opened.parts(*pair)]
        others = [pair for pair in pairs if pair not in about]
        one, other = (Table((tuple(side),)) for side in zip(*others, strict=True)) if others else (None, None)
        finding = Finding(Verdict.RIGHT)
        if one is not None and other is not None:
            finding = decided(replace(sides, left=one, right=other, assumes=()), self.bench)
        told = [self.solved(opened, *pair) for pair in about if not self.holds(*pair)]
        slopes = {symbol: each for pair in told if pair is not None for symbol, each in pair[0].items()}
        values = [each for pair in told if pair is not None and (each := pair[1]) is not None]
        return Said(finding, slopes, values[0] if values else None, complete=None not in told)

    def holds(self, left: Expression, right: Expression) -> bool:
        """Whether two expressions are equal whatever is open in them."""
        return isinstance(compare(left, right, Model(), bench=self.bench), Equal)

    def solved(
        self, opened: Opened, left: Expression, right: Expression
    ) -> tuple[Mapping[Symbol, Expression], Expression | None] | None:
        """What an equation says of the open entry: its derivatives, and its value if it says that."""
        parts, parameters = opened.parts(left, right), opened.written.parameters
        if len(parts) != 1 or (part := parts.pop()).arguments != tuple(map(Tensor, parameters)):
            return None
        at = [_with(subtract(left, right), part, number_of(value)) for value in (0, 1, 2)]
        factor = subtract(at[1], at[0])
        if not self.holds(subtract(at[2], at[1]), factor) or self.holds(factor, ZERO):
            return None
        value = divide(mul(MINUS_ONE, at[0]), factor)
        orders = part.function.orders
        if not any(orders):
            return {each: slope(value, each) for each in parameters}, value
        return ({parameters[orders.index(1)]: value}, None) if sum(orders) == 1 else None

    def agreed(self, opened: Opened, said: Mapping[int, Said]) -> dict[int, Outcome]:
        """The outcomes by the slopes of an entry that most lines agree on."""
        every = [at for at, each in said.items() if each.slopes and not _is_refuted(each)]
        groups = [[other for other in every if self.agree(said[at].slopes, said[other].slopes)] for at in every]
        group = max(groups, key=len, default=[])
        slopes = {symbol: each for at in group for symbol, each in said[at].slopes.items()}
        chains = {self.questions[at].line.chain for at in group}
        meant = len(chains) >= MANY and slopes.keys() == {*opened.written.parameters}
        if not meant or self.is_supported(said) or not self.is_contradicted(opened, said):
            return {}
        found = {at: self.outcome(opened, each, slopes, self.questions[at].outcome) for at, each in said.items()}
        value = next((said[at].value for at in group if said[at].value is not None), None)
        for at, sides in self.sides(opened, value) if value is not None else ():
            usual = self.questions[at].outcome
            if (
                found.get(at) is None
                and decided(sides, self.bench).verdict in PROVED
                and usual.finding.verdict not in PROVED
            ):
                found[at] = replace(usual, finding=Finding(Verdict.RIGHT_IF, "", (_meant(opened),)))
        own = {each: slope(opened.defined, each) for each in opened.written.parameters}
        definition = Outcome(Role.DEFINITION, self.against(opened, own, slopes))
        return {at: each for at, each in found.items() if each is not None} | {opened.written.line: definition}

    def agree(self, one: Mapping[Symbol, Expression], other: Mapping[Symbol, Expression]) -> bool:
        """Whether two lines say the same of the same derivatives."""
        return one.keys() == other.keys() and all(self.holds(one[each], other[each]) for each in one)

    def is_supported(self, said: Mapping[int, Said]) -> bool:
        """Whether a line is proved by the entry as it is defined."""
        by_definition = (at for at in said if self.questions[at].outcome.finding.verdict in PROVED)
        return any(said[at].slopes or not said[at].complete for at in by_definition)

    def is_contradicted(self, opened: Opened, said: Mapping[int, Said]) -> bool:
        """Whether a line gives the entry another value: slopes alone may go on with one slip."""
        return any(each.value is not None and not self.holds(each.value, opened.defined) for each in said.values())

    def outcome(
        self, opened: Opened, said: Said, slopes: Mapping[Symbol, Expression], usual: Outcome
    ) -> Outcome | None:
        """What a line is that the definition refutes."""
        if not _is_refuted(usual):
            return None
        if _is_refuted(said):
            return replace(usual, finding=said.finding)
        if not said.complete or not said.slopes:
            return None
        if all(self.holds(each, slopes[symbol]) for symbol, each in said.slopes.items()):
            return replace(usual, finding=Finding(Verdict.RIGHT_IF, "", (_meant(opened),)))
        return replace(usual, finding=self.against(opened, said.slopes, slopes))

    def against(
        self, opened: Opened, written: Mapping[Symbol, Expression], meant: Mapping[Symbol, Expression]
    ) -> Finding:
        """The verdict on what makes of an entry something else than the other lines."""
        for symbol, each in written.items():
            difference = compare(meant[symbol], each, Model(), bench=self.bench)
            if isinstance(difference, Different):
                shown = counterexample_of(meant[symbol], each, difference, self.bench)
                reason = (
                    f"the other lines take entry {opened.entry + 1} of {opened.written.key} for something else: its "
                    f"derivative by {symbol.name} is {shown.written} here, and {shown.true} there"
                )
                return Finding(Verdict.WRONG, reason, counterexample=shown)
        return Finding(Verdict.UNCHECKED, _meant(opened))


def _is_refuted(said: Said | Outcome) -> bool:
    return said.finding.verdict is Verdict.WRONG


def _meant(opened: Opened) -> str:
    return f"entry {opened.entry + 1} of {opened.written.key} is what the other lines take it for"


def _with(expression: Expression, part: Expression, value: Expression) -> Expression:
    """An expression with a value for one of its parts."""
    return value if expression == part else map_parts(expression, lambda each: _with(each, part, value))
