"""The lines about functions that are written out, judged as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import final

from backproof.calculus.bench import Bench
from backproof.calculus.equal import Different, Equal, compare, counterexample
from backproof.check.definitions.definitions import DEFINES
from backproof.check.interpretation.outcome import Outcome
from backproof.check.judging.judge import PROVED, Finding
from backproof.check.maps.definitions import Library, is_written_out, library
from backproof.check.maps.reading import COMPOSITION, Reader
from backproof.check.maps.scope import JACOBIANS, Scope
from backproof.check.maps.values import Clash, Map, Table, Unknown, Value, alike, functions_in, names_in, single
from backproof.check.verdicts.verdict import Counterexample, Role, Verdict
from backproof.expr import Expression, IllFormed, Model, Symbol, Tensor
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import At, Call, Listed, Nabla, Num, Ref, Term, Times
from backproof.show.text import to_latex

TURNED = "a row stands for a column"
COLUMNS = "the gradient of a function of several values has a column for each of them"
CARRIED = "it goes on with a result that was wrong before"
DOUBTFUL = "several lines do not fit the function that is written out"
MANY = 3
HANDED_ON = "the arguments of the outer function are what the inner one gives"
AT_POINT = "whether this is meant at a point is not written"


def settled(lines: Sequence[Line], usual: Sequence[Outcome], bench: Bench) -> list[Outcome]:
    """The outcomes of all lines, with what functions that are written out decide.

    That goes before what is not understood, or not proved, without them.
    """
    own = _outcomes(lines, bench)
    return [_together(each, own[at]) if at in own else each for at, each in enumerate(usual)]


def _together(usual: Outcome, own: Outcome) -> Outcome:
    if usual.role is Role.DEFINITION and own.role is Role.CLAIM:
        return own  # The Jacobian of a function that is written out is not defined by its name.
    if usual.role is Role.GIVEN and own.finding.reason != AT_POINT:
        return own
    if usual.role is Role.NUMBER and own.finding.verdict is Verdict.WRONG and usual.finding.verdict in PROVED:
        return replace(own, finding=Finding(Verdict.FOLLOWS, CARRIED))
    proves = usual.finding.verdict is Verdict.WRONG and own.finding.verdict in PROVED
    return own if usual.finding.verdict is Verdict.UNCHECKED or proves else usual


def _outcomes(lines: Sequence[Line], bench: Bench) -> dict[int, Outcome]:
    found = library(lines)
    maps = [each.map for each in found.functions if each.map is not None]
    if not any(len(each.parameters) > 1 or not each.table.is_scalar for each in maps):
        return {}
    return _Judge(lines, found, bench).outcomes()


@final
@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of a line as tables, the functions that they use, and what reading them so assumes."""

    left: Table
    right: Table
    uses: frozenset[int]
    assumes: tuple[str, ...] = ()
    letters: frozenset[Symbol] = frozenset()
    """The letters that the left side names or may depend on."""


@final
@dataclass(frozen=True)
class _Judge:
    """Walks the lines of a document."""

    lines: Sequence[Line]
    library: Library
    bench: Bench
    _first: dict[int, int] = field(default_factory=dict)
    _points: dict[int | None, At] = field(default_factory=dict)
    """The point at which a chain goes on."""
    _uses: dict[int, frozenset[int]] = field(default_factory=dict)

    def outcomes(self) -> dict[int, Outcome]:
        """Each line that is decided; where many lines refute a definition, it is in doubt, and they are not."""
        found = dict(self.judged())
        refuted: dict[int, set[int | None]] = {}
        for at, each in found.items():
            if each.finding.verdict is Verdict.WRONG:
                for used in self._uses.get(at, ()):
                    refuted.setdefault(used, set()).add(self.lines[at].chain)
        doubtful = {used for used, chains in refuted.items() if len(chains) >= MANY}
        for at, each in found.items():
            if each.finding.verdict is Verdict.WRONG and doubtful & self._uses.get(at, frozenset()):
                finding = Finding(Verdict.UNCHECKED, DOUBTFUL, reading=each.finding.reading)
                found[at] = replace(each, finding=finding)
        return found

    def judged(self) -> Iterator[tuple[int, Outcome]]:
        """Each line that is decided, alone."""
        defining = {each.line for each in self.library.functions if each.map is not None}
        opened: dict[int, Term] = {}
        for at, line in enumerate(self.lines):
            if line.head is not None and line.chain is not None:
                self._first.setdefault(line.chain, at)
            if isinstance(line.side, At):
                self._points[line.chain] = line.side
            if line.side is None or line.problem is not None:
                continue
            if not line.relation:
                opened[line.section] = line.side
            if line.relation not in DEFINES:
                continue
            if at in defining:
                if is_written_out(line.side) or isinstance(line.head, Times):
                    yield at, Outcome(Role.DEFINITION, Finding(Verdict.RIGHT))
                continue
            head = self.head(line)
            finding = self.finding(at, line, head, guessed=False) if head is not None else None
            if head is None and line.section in opened:
                finding = self.finding(at, line, opened[line.section], guessed=True)
            if line.head is not None:
                opened[line.section] = line.head
            if finding is not None:
                yield at, Outcome(Role.CLAIM, finding)

    @cached_property
    def parameters(self) -> frozenset[Symbol]:
        """The parameters of all functions."""
        return frozenset(each for map_ in self.maps for each in map_.parameters)

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The functions of which nothing is known but that others are made of them."""
        return frozenset().union(*(functions_in(map_.table) for map_ in self.maps))

    @property
    def maps(self) -> list[Map]:
        return [each.map for each in self.library.functions if each.map is not None]

    def head(self, line: Line) -> Term | None:
        """What a line says its side is equal to: the head of its chain, at the point where the chain has one."""
        head = line.head
        if head is None and line.chain is not None and line.chain in self._first:
            head = self.lines[self._first[line.chain]].head
        point = self._points.get(line.chain)
        return head if head is None or point is None or isinstance(head, At) else replace(point, base=head)

    def finding(self, at: int, line: Line, head: Term, *, guessed: bool) -> Finding | None:
        """The verdict on a line; None where it is about something else, or is not understood."""
        assert line.side is not None
        try:
            sides = list(self.readings(at, line.section, head, line.side))
        except (Unknown, IllFormed):
            return None
        except Clash as clash:
            return None if guessed else self.misfit(at, line, head, clash)
        self._uses[at] = sides[0].uses
        usual = self.decided(sides[0])
        for each in sides:
            found = self.decided(each) if each is not sides[0] else usual
            if found.verdict in PROVED:
                return found
        if usual.verdict is not Verdict.WRONG or guessed:
            return None if guessed else usual
        doubt = self.doubt(at, line, head, sides[0])
        return Finding(Verdict.UNCHECKED, doubt, reading=usual.reading) if doubt else usual

    # -- readings ----------------------------------------------------------------------------------------------------

    def readings(self, at: int, section: int, head: Term, side: Term) -> Iterator[_Sides]:
        """The ways in which a line is taken, the usual one first."""
        reader = Reader(Scope(self.library.seen(at, section), self.library.latest(at, section)))
        wide = any(isinstance(part, Times) and "circ" in part.signs for part in walk(head)) and _has_gradient(head)
        try:
            usual = self.sides(reader, head, side)
            yield usual
            yield from self.handed_on(usual)
        except (Clash, Unknown):
            if not wide:
                raise
        if wide:
            yield self.sides(replace(reader, composed=True), head, side, COMPOSITION)

    def handed_on(self, sides: _Sides) -> Iterator[_Sides]:
        """The arguments of an outer function, on the right side alone, as what an inner one gives it: a for h_1(x)."""
        used = [each.map for each in self.library.functions if each.line in sides.uses and each.map is not None]
        inside = frozenset(names_in(sides.left))
        strange = frozenset(names_in(sides.right)) - inside
        for outer in used if strange else ():
            for inner in used:
                given = [single(entry) for entry in inner.table.entries]
                if inner is outer or len(given) != len(outer.parameters) or not strange <= frozenset(outer.parameters):
                    continue
                if not frozenset(inner.parameters) <= inside:
                    continue
                right = Map(outer.parameters, sides.right).at(given)
                yield replace(sides, right=right, assumes=(*sides.assumes, HANDED_ON))

    def sides(self, reader: Reader, head: Term, side: Term, *assumes: str) -> _Sides:
        """Both sides of a line as tables of one shape, if they can be."""
        try:
            left = reader.value(head)
            named = frozenset(reader.scope.uses)
            one, other = _matched(left, reader.value(side))
        except Clash as clash:
            if not reader.scope.uses:
                raise Unknown("no function that is written out is named here") from clash
            raise
        own = {symbol.name for symbol in self.parameters}
        names = {symbol.name for table in (one, other) for symbol in names_in(table)}
        both = is_written_out(head) and is_written_out(side) and not isinstance(head, Listed) and names <= own
        if not named and not both:
            raise Unknown("no function that is written out is named on the left")
        maps = [each.map for each in self.library.functions if each.line in named and each.map is not None]
        letters = frozenset((*names_in(one), *(symbol for map_ in maps for symbol in map_.parameters)))
        letters |= {Symbol(ref.key) for ref in references(head)}
        if one.shape == other.shape:
            return _Sides(one, other, frozenset(reader.scope.uses), assumes, letters)
        if one.shape == other.shape[::-1] and one.is_vector:
            turned = other.transposed()
            return _Sides(one, turned, frozenset(reader.scope.uses), (*assumes, TURNED), letters)
        raise Clash("both sides have different shapes", other.said(), one.said())

    def decided(self, sides: _Sides) -> Finding:
        """Both sides compared, entry by entry."""
        reading = f"{_latex(sides.left)} = {_latex(sides.right)}"
        rows, columns = sides.left.shape
        for at, (true, written) in enumerate(zip(sides.left.entries, sides.right.entries, strict=True)):
            match compare(true, written, Model(), bench=self.bench):
                case Equal():
                    continue
                case Different() as difference:
                    place = "" if rows == columns == 1 else f" in row {at // columns + 1}, column {at % columns + 1}"
                    return self.refuted(true, written, difference, place, reading)
                case _:
                    return Finding(
                        Verdict.UNCHECKED, "at the points that were tried this has no value", reading=reading
                    )
        verdict = Verdict.RIGHT_IF if sides.assumes else Verdict.RIGHT
        return Finding(verdict, "", sides.assumes, reading=reading)

    def refuted(self, true: Expression, written: Expression, found: Different, place: str, reading: str) -> Finding:
        """A point at which an entry differs."""
        shown = counterexample(true, written, Model(), bench=self.bench) or found
        point = {symbol.name: float(value.item()) for symbol, value in shown.values.items()}
        values = Counterexample(point, float(f"{shown.right:.6g}"), float(f"{shown.left:.6g}"))
        reason = f"both sides differ{place}: written {values.written}, true {values.true}"
        return Finding(Verdict.WRONG, reason, counterexample=values, reading=reading)

    # -- doubts ------------------------------------------------------------------------------------------------------

    def misfit(self, at: int, line: Line, head: Term, clash: Clash) -> Finding | None:
        """Shapes that do not fit; nothing where another function, or an entry, may be meant."""
        if "1 x 1" in {clash.written, clash.true} or line.hedged or line.limited or line.conditions:
            return Finding(Verdict.UNCHECKED, str(clash)) if _names_jacobian(head) else None
        if self.disputed(at, line, head, frozenset(), alike=False):
            return Finding(Verdict.UNCHECKED, str(clash))
        shown = Counterexample({}, clash.written, clash.true)
        return Finding(Verdict.WRONG, f"{clash}: {clash.written}; expected {clash.true}", counterexample=shown)

    def doubt(self, at: int, line: Line, head: Term, sides: _Sides) -> str:
        """Why a difference may refute nothing; empty where it does."""
        assert line.side is not None
        if line.hedged or line.limited or line.conditions:
            return line.limited or "the words behind this line limit it"
        if any(isinstance(part, Num) and part.decimals for part in walk(line.side)):
            return "these numbers may be rounded"
        if not any(True for _ in names_in(sides.right)) and any(True for _ in names_in(sides.left)):
            return AT_POINT
        names = [each for table in (sides.left, sides.right) for each in names_in(table)]
        if set(names_in(sides.right)) - sides.letters:
            return "at which point a part of this line is meant is not written"
        if (stray := next((each.name for each in names if each not in self.parameters), None)) is not None:
            return f"{stray} is not defined here"
        if unknown := (functions_in(sides.left) | functions_in(sides.right)) - self.unknown:
            return f"{min(unknown)} is not defined here"
        used = [each for each in self.library.functions if each.line in sides.uses]
        if not all(each.ordered for each in used):
            return "the order of the arguments of a function of this line is not written"
        if any(each.line > at for each in used):
            return "what a function of this line is stands only behind it"
        if self.disputed(at, line, head, sides.uses):
            return "a function of this line is written out in another way, too"
        if self.is_of_another(at, sides.uses, self.general(at, line) or sides.right):
            return "this is the derivative of another function that is written out"
        return ""

    def disputed(self, at: int, line: Line, head: Term, uses: frozenset[int], *, alike: bool = True) -> bool:
        """Whether the document writes out another function under the name of one that a line uses."""
        assert line.side is not None
        used = set(uses)
        for term in (head, line.side):
            reader = Reader(Scope(self.library.seen(at, line.section)))
            with suppress(Unknown, Clash, IllFormed):
                reader.value(term)
            used |= reader.scope.uses
        return any(self.library.others(at, line.section, each, alike=alike) for each in used)

    def general(self, at: int, line: Line) -> Table | None:
        """What a line, or one before it in its chain, writes before it puts a point in."""
        point = self._points.get(line.chain)
        if point is None:
            return None
        try:
            return Reader(Scope(self.library.seen(at, line.section))).table(point.base)
        except (Unknown, Clash, IllFormed):
            return None

    def is_of_another(self, at: int, uses: frozenset[int], written: Table) -> bool:
        """Whether a table is the derivative of something else that the document writes out before."""
        for number, before in enumerate(self.lines[:at]):
            if number in uses:
                continue
            terms = [term for term in before.sides if is_written_out(term)]
            for term in terms:
                try:
                    table = Reader(Scope(self.library.seen(at, before.section))).table(term)
                    names = dict.fromkeys(sorted(names_in(table), key=lambda each: each.name))
                    slopes = Map(tuple(names), table).jacobian().table if names else table
                except (Unknown, Clash, IllFormed):
                    continue
                one, other = alike(slopes, written)
                if one.shape == other.shape and self.decided(_Sides(one, other, frozenset())).verdict in PROVED:
                    return True
        return False


def _matched(left: Value, right: Value) -> tuple[Table, Table]:
    """Two values as tables of the same letters, a list laid as the other one is."""
    match left, right:
        case Map() as one, Map() as other:
            if len(one.parameters) != len(other.parameters):
                raise Unknown("these are functions of different numbers of arguments")
            tables = one.table, other.at([single(Tensor(each)) for each in one.parameters])
        case _:
            tables = _table(left), _table(right)
    return alike(*tables)


def _table(value: Value) -> Table:
    return value.table if isinstance(value, Map) else value


def _names_jacobian(head: Term) -> bool:
    """``J_F`` and ``J_F(x, y)``: nothing else is called so."""
    name = head.name if isinstance(head, Call) else head
    return isinstance(name, Ref) and name.base in JACOBIANS and bool(name.subs)


def _has_gradient(term: Term) -> bool:
    return any(isinstance(part, Nabla) for part in walk(term))


def _latex(table: Table) -> str:
    """A table as LaTeX writes it."""
    if table.is_scalar:
        return to_latex(table.scalar())
    rows = r" \\ ".join(" & ".join(map(to_latex, row)) for row in table.rows)
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"
