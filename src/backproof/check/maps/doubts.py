"""What speaks against a refutation by functions that are written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import final

from backproof.calculus.bench import Bench
from backproof.check.doubts.finding import Finding
from backproof.check.maps.compared import decided
from backproof.check.maps.definitions import Library, is_written_out
from backproof.check.maps.reading import Reader
from backproof.check.maps.scope import JACOBIANS, Written
from backproof.check.maps.sides import Sides, Ways
from backproof.check.maps.values import (
    Clash,
    Map,
    Table,
    Unknown,
    alike,
    determined,
    functions_in,
    names_in,
    single,
)
from backproof.check.verdicts.verdict import PROVED, Counterexample, Verdict
from backproof.expr import IllFormed
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import At, Call, Num, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.rules import RULES

TURNED_LAYOUT = "whether derivatives are laid out in rows or in columns is not written"
SIZED = "the shapes do not fit where what stands between dots is written out"
AT_POINT = "whether this is meant at a point is not written"
OF_ANOTHER = "this is the derivative of another function that is written out"


@final
@dataclass(frozen=True)
class Doubts:
    """The doubts about the lines of a document; ``points`` are those at which its chains go on, as far as known.

    ``unknown`` are the functions of which nothing is known, ``sized`` the lines that were written out for some sizes.
    """

    lines: Sequence[Line]
    library: Library
    ways: Ways
    bench: Bench
    points: Mapping[int | None, At]
    unknown: frozenset[str]
    sized: frozenset[int]

    def misfit(self, at: int, line: Line, head: Term, clash: Clash) -> Finding | None:
        """Shapes that do not fit; nothing where another function, or an entry, may be meant."""
        scalar = "1 x 1" in {clash.written, clash.true}
        if (scalar and not self.is_no_entry(at, line, head)) or line.said.hedged or line.limited or line.conditions:
            return Finding(Verdict.UNCHECKED, str(clash)) if names_jacobian(head) else None
        if at in self.sized:
            return Finding(Verdict.UNCHECKED, SIZED)
        # A function of one number is none of two: only the functions of so many arguments are meant then.
        if self.others(at, line, head, frozenset(), alike=scalar) or self.stray(line, head):
            return Finding(Verdict.UNCHECKED, str(clash))
        shown = Counterexample({}, clash.written, clash.true)
        return Finding(Verdict.WRONG, f"{clash}: {clash.written}; expected {clash.true}", counterexample=shown)

    def doubt(self, at: int, line: Line, head: Term, sides: Sides) -> str:
        """Why a difference may refute nothing; empty where it does.

        Of the functions that are written behind a line under the name of one that it uses, the first may be meant.
        """
        assert line.side is not None
        if line.said.hedged or line.limited or line.conditions:
            return line.limited or "the words behind this line limit it"
        if any(isinstance(part, Num) and part.decimals for part in walk(line.side)):
            return "these numbers may be rounded"
        if not any(True for _ in names_in(sides.right)) and any(True for _ in names_in(sides.left)):
            return AT_POINT
        names = [each for table in (sides.left, sides.right) for each in names_in(table)]
        if set(names_in(sides.right)) - sides.letters:
            return "at which point a part of this line is meant is not written"
        if (stray := next((each.name for each in names if each not in self.ways.parameters), None)) is not None:
            return f"{stray} is not defined here"
        if unknown := (functions_in(sides.left) | functions_in(sides.right)) - self.unknown:
            return f"{min(unknown)} is not defined here"
        if at in self.sized and self.is_turned(sides):
            return TURNED_LAYOUT
        used = [each for each in self.library.functions if each.line in sides.uses]
        if not all(each.ordered for each in used):
            return "the order of the arguments of a function of this line is not written"
        if any(each.line > at for each in used):
            return "what a function of this line is stands only behind it"
        others = self.others(at, line, head, sides.uses)
        behind = min((each.line for each in others if each.line > at), default=at)
        if not all(self.refutes(each, at, line, head) for each in others if each.line <= behind):
            return "a function of this line is written out in another way, too"
        if self.is_of_another(at, sides.uses, self.general(at, line) or sides.right):
            return OF_ANOTHER
        return ""

    def is_no_entry(self, at: int, line: Line, head: Term) -> bool:
        """Whether what is written for a Jacobian with its arguments is a number, and no entry or determinant of it."""
        if not (isinstance(head, Call) and names_jacobian(head)) or line.side is None:
            return False
        try:
            reader = Reader(self.library.scope(at, line.section))
            table, number = reader.table(head), reader.table(line.side)
            square = table.shape[0] == table.shape[1]
            meant = [*table.entries, *(determined(table).entries if square else ())]
            sides = [Sides(single(each), number, frozenset()) for each in meant]
        except (Unknown, Clash, IllFormed):
            return False
        constant = not any(True for _ in names_in(number))
        refuted = (decided(each, self.bench).verdict is Verdict.WRONG for each in sides)
        return number.is_scalar and not constant and all(refuted)

    def is_turned(self, sides: Sides) -> bool:
        """Whether a matrix is the transposed one of what it should be: layouts of derivatives differ."""
        turned = replace(sides, right=sides.right.transposed())
        return sides.left.shape == turned.right.shape and decided(turned, self.bench).verdict in PROVED

    def stray(self, line: Line, head: Term) -> bool:
        """Whether a line names something that is no function and no argument of one: it may have any shape."""
        scope = self.library.scope(0, line.section)
        known = scope.vectors.keys() | FUNCTION_WORDS.keys() | RULES.keys()
        known |= {symbol.name for symbol in self.ways.parameters}
        refs = [ref for term in (head, line.side) if term is not None for ref in references(term)]
        return any(ref.key not in known and ref.base not in known and not scope.names(ref) for ref in refs)

    def others(self, at: int, line: Line, head: Term, uses: frozenset[int], *, alike: bool = True) -> list[Written]:
        """The other functions that the document writes out under the names of those that a line uses."""
        assert line.side is not None
        used = set(uses)
        for term in (head, line.side):
            reader = Reader(self.library.scope(at, line.section, open_jacobian=False))
            with suppress(Unknown, Clash, IllFormed):
                reader.value(term)
            used |= reader.scope.uses
        return [other for each in used for other in self.library.others(at, line.section, each, alike=alike)]

    def refutes(self, other: Written, at: int, line: Line, head: Term) -> bool:
        """Whether a line is refuted by another function of the name, too."""
        assert line.side is not None
        known = [each for each in self.library.functions if each.key != other.key or each is other]
        try:
            sides = list(Ways(replace(self.library, functions=known)).of(at, line.section, head, line.side))
        except (Unknown, Clash, IllFormed):
            return False
        return all(other.line in each.uses and decided(each, self.bench).verdict is Verdict.WRONG for each in sides)

    def general(self, at: int, line: Line) -> Table | None:
        """What a line, or one before it in its chain, writes before it puts a point in."""
        point = self.points.get(line.chain)
        if point is None:
            return None
        try:
            return Reader(self.library.scope(at, line.section, open_jacobian=False)).table(point.base)
        except (Unknown, Clash, IllFormed):
            return None

    def is_of_another(self, at: int, uses: frozenset[int], written: Table, *, near: bool = False) -> bool:
        """Whether a table is the derivative of something else that the document writes out before.

        ``near``: in the same numbered paragraph, as something that is no function with a name of its own.
        """
        named = {each.line for each in self.library.functions}
        for number, before in enumerate(self.lines[:at]):
            if number in uses or (near and (before.item != self.lines[at].item or number in named)):
                continue
            terms = [term for term in before.sides if is_written_out(term)]
            for term in terms:
                try:
                    table = Reader(self.library.scope(at, before.section, open_jacobian=False)).table(term)
                    names = dict.fromkeys(sorted(names_in(table), key=lambda each: each.name))
                    slopes = Map(tuple(names), table).jacobian().table if names else table
                except (Unknown, Clash, IllFormed):
                    continue
                one, other = alike(slopes, written)
                if one.shape == other.shape and decided(Sides(one, other, frozenset()), self.bench).verdict in PROVED:
                    return True
        return False


def names_jacobian(head: Term) -> bool:
    """``J_F`` and ``J_F(x, y)``: nothing else is called so."""
    name = name_of(head)
    return isinstance(name, Ref) and name.base in JACOBIANS and bool(name.subs)


def name_of(head: Term) -> Term:
    """What is applied in a head, or the head itself."""
    return head.name if isinstance(head, Call) else head
