"""A document in matrix notation -> the same document with indices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import final

from backproof.matrix import bold, hypotheses
from backproof.matrix import kinds as typing_
from backproof.matrix.extents import Extents
from backproof.matrix.lowering import KINDS, Lowering
from backproof.matrix.matching import Match, matched
from backproof.matrix.names import Spelling
from backproof.matrix.products import ELEMENT_BY_ELEMENT, Layout, Workshop
from backproof.matrix.values import Misfit, relettered
from backproof.read.lexicon import LOSS_LETTERS, QUANTITY_WORDS
from backproof.read.lines import Line, Mismatch
from backproof.read.spelling import GREEK
from backproof.read.terms import (
    Big,
    Call,
    Divide,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
    references,
    walk,
)
from backproof.source import Span

SIGNS = frozenset({"odot", "otimes"})
EQUALITIES = frozenset({"=", ":=", "equiv", "coloneqq", "triangleq", "approx", "simeq", "leftarrow", "propto"})
WORD = re.compile(r"[a-z]{3,}")
FREE = "ijklmnpqrsuvabcdfgh"
CONVENTION = 2
"""A reading that so many lines need is one of the document."""
LAYOUTS = (Layout(), Layout(jacobian=False), Layout(gradient=False))


@final
@dataclass(frozen=True, slots=True)
class Lowered:
    """A line with indices, and the number of the line that it comes from."""

    line: Line
    origin: int


def lower(lines: Sequence[Line]) -> tuple[list[Lowered], tuple[str, ...]]:
    """All lines with indices, in the order of the text, and how the document was read.

    A line without whole arrays stays as it is; a matrix that is entered entry by entry gives a line for each entry.
    """
    plain = [Lowered(line, at) for at, line in enumerate(lines)]
    if not any(speaks(line) for line in lines):
        return plain, ()
    page = Page(tuple(bold.merged(hypotheses.settled(lines))))
    found = page.lowered()
    spoken = {each.line.span for each in found if ELEMENT_BY_ELEMENT in each.line.assumes}
    if len(spoken) < CONVENTION:
        return found, page.notes()
    plain = [replace(each, line=_without(each.line, ELEMENT_BY_ELEMENT)) for each in found]
    return plain, (*page.notes(), ELEMENT_BY_ELEMENT)


def _without(line: Line, note: str) -> Line:
    """A line that no longer assumes what the whole document was read with."""
    return replace(line, assumes=tuple(each for each in line.assumes if each != note))


def speaks(line: Line) -> bool:
    """Whether a line can only be read as matrix notation."""
    parts = [part for term in _terms(line) for part in walk(term)]
    return any(_is_matrix(part) for part in parts) or _declares(line) is not None or _names_arrays(line, parts)


def _names_arrays(line: Line, parts: Sequence[Term]) -> bool:
    """Whether an equation names two things by bold or capital letters without indices."""
    names = {part.key for part in parts if isinstance(part, Ref) and not part.subs and typing_.is_array(part.base)}
    return line.relation in EQUALITIES and line.head is not None and len(names) > 1


def _is_matrix(part: Term) -> bool:
    match part:
        case Transposed() | Nabla():
            return True
        case Entries(rows):
            return any(True for row in rows for entry in row for _ in references(entry))
        case Times(signs=signs):
            return bool(SIGNS & frozenset(signs))
        case _:
            return False


def _gives_array(line: Line) -> bool:
    """Whether a line defines its head by an array: a list, a matrix, or names without indices."""
    match line.side:
        case None:
            return False
        case Listed() | Entries():
            return True
        case side:
            return any(isinstance(part, Ref) and not part.subs for part in walk(side)) and line.relation in EQUALITIES


def _declares(line: Line) -> tuple[Ref, tuple[Term, ...]] | None:
    """``W \\in \\mathbb{R}^{N \\times K}``: a name with its extents."""
    if line.relation != "in" or not isinstance(line.head, Ref):
        return None
    match line.side:
        case Raise(Ref("\\mathbb{R}" | "R"), Times(factors, _, signs)) if set(signs) == {"times"}:
            return line.head, factors
        case Raise(Ref("\\mathbb{R}" | "R"), Num() | Ref() as size):
            return line.head, (size,)
        case _:
            return None


def _terms(line: Line) -> tuple[Term, ...]:
    return tuple(term for term in (line.head, line.side) if term is not None)


@final
@dataclass
class Page:
    """A document in matrix notation: its lines with the heads that they go on from."""

    lines: tuple[Line, ...]
    _count: int = field(default=0, repr=False)
    _contradicted: set[int] = field(default_factory=set, repr=False)
    """Definitions whose extents contradict those of others."""

    # -- what the lines say ----------------------------------------------------------------------------------------

    @cached_property
    def spelling(self) -> Spelling:
        """How the document writes its indices."""
        heads = tuple(line.head for line in self.lines if isinstance(line.head, Ref) and _gives_array(line))
        return Spelling(tuple(term for line in self.lines for term in _terms(line)), heads)

    @cached_property
    def heads(self) -> tuple[Term | None, ...]:
        """What each line is compared with: its own head, or that of its chain."""
        opened: dict[int, Term] = {}
        found = []
        for line in self.lines:
            if line.head is not None and line.chain is not None:
                opened.setdefault(line.chain, line.head)
            found.append(line.head or opened.get(line.chain if line.chain is not None else -1))
        return tuple(found)

    @cached_property
    def equations(self) -> tuple[int, ...]:
        """The lines that say that two symbolic sides are equal."""
        return tuple(
            at
            for at, line in enumerate(self.lines)
            if line.side is not None
            and self.heads[at] is not None
            and line.problem is None
            and line.relation in EQUALITIES
            and any(True for _ in references(line.side))
            and not _is_function(line)
        )

    @cached_property
    def loss(self) -> Term | None:
        """What the document differentiates: the loss that stands above most derivatives."""
        partials = [
            part for line in self.lines for term in _terms(line) for part in walk(term) if isinstance(part, Partial)
        ]
        names = [each.of for each in partials if _loss_name(each.of) is not None]
        if not names:
            heads = [line.head for line in self.lines if line.head is not None and _loss_name(line.head) is not None]
            names = heads
        counts = Counter(_loss_name(each) for each in names)
        if not counts:
            return self._unnamed_loss
        chosen = counts.most_common(1)[0][0]
        return next(each for each in names if _loss_name(each) == chosen)

    @cached_property
    def _unnamed_loss(self) -> Term | None:
        """A name for the loss of a document that writes gradients and never names what they are of."""
        used = {ref.base for line in self.lines for term in _terms(line) for ref in references(term)}
        gradients = (
            part for line in self.lines for term in _terms(line) for part in walk(term) if isinstance(part, Nabla)
        )
        first = next(gradients, None)
        free = [letter for letter in ("J", "E", "C") if letter not in used]
        return Ref(free[0], (), (), first.span) if first is not None and free else None

    @cached_property
    def count(self) -> Ref | None:
        """m in ``dW = \\frac1m dZ A^T``: then dZ is the gradient of each sample's own loss."""
        for line in self.lines:
            if not (isinstance(line.head, Nabla) and line.head.each and isinstance(line.side, Times)):
                continue
            for factor in line.side.factors:
                match factor:
                    case Divide(Num(), Ref() as count):
                        return count
                    case _:
                        pass
        return None

    @cached_property
    def _computed(self) -> frozenset[str]:
        """The stems of names that lines without derivatives define."""
        heads = (self.lines[at].head for at in self.equations if self._defines(at))
        return frozenset(self.spelling.parts(head).stem for head in heads if isinstance(head, Ref))

    @cached_property
    def arguments(self) -> dict[str, Ref]:
        """The one argument that a loss is written with: w in ``J(w)``."""
        parts = (part for line in self.lines for term in _terms(line) for part in walk(term) if isinstance(part, Call))
        single = [each for each in parts if _loss_name(each) is not None and len(each.arguments) == 1]
        return {each.name.key: each.arguments[0] for each in single if isinstance(each.arguments[0], Ref)}

    @cached_property
    def losses(self) -> frozenset[str]:
        """The stems of losses that the document differentiates: they are numbers."""
        parts = (
            part.of for line in self.lines for term in _terms(line) for part in walk(term) if isinstance(part, Partial)
        )
        names = (each.name if isinstance(each, Call) else each for each in parts if _loss_name(each) is not None)
        return frozenset(self.spelling.parts(name).stem for name in names if isinstance(name, Ref))

    @cached_property
    def declared(self) -> dict[str, tuple[str, str, tuple[Term, ...]]]:
        """The kind and the extents of names whose space is declared: key -> stem, kind, extents."""
        found: dict[str, tuple[str, str, tuple[Term, ...]]] = {}
        for line in self.lines:
            said = _declares(line)
            if said is not None:
                parts = self.spelling.parts(said[0])
                kind = _kind_of(said[1])
                if kind is not None and not parts.slots:
                    found[parts.key] = (parts.stem, kind, said[1])
        return found

    # -- kinds -----------------------------------------------------------------------------------------------------

    @cached_property
    def chosen(self) -> tuple[dict[str, str], Layout, bool]:
        """The kinds of all names, the layout of derivatives, and whether vectors are rows."""
        best: tuple[float, dict[str, str], Layout, bool] | None = None
        for rows in (False, True):
            kinds, cost = self._search(LAYOUTS[0], rows=rows)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, kinds, LAYOUTS[0], rows)
        assert best is not None
        _, kinds, _, rows = best
        costs = {each: sum(self._cost(at, kinds, each, rows=rows) for at in self.equations) for each in LAYOUTS}
        return kinds, min(LAYOUTS, key=costs.__getitem__), rows

    def _search(self, layout: Layout, *, rows: bool) -> tuple[dict[str, str], float]:
        # Copies of a line for other layers or steps have the same kinds: one of them says what they cost.
        alike = Counter((self.lines[at].span, self._stems(at)) for at in self.equations)
        once = {(self.lines[at].span, self._stems(at)): at for at in self.equations}
        chosen = [(at, alike[each]) for each, at in once.items()]
        stems = [each for _, each in once]
        every = sorted(frozenset().union(*stems)) if stems else []
        counts = self.spelling.counts
        priors = {
            stem: typing_.priors(stem, frozenset(counts.get(stem, ())), rows=rows, loss=stem in self.losses)
            for stem in every
        }
        fixed = {stem: kind for stem, kind, _ in self.declared.values()} | self._given(rows=rows) | self._numbers
        search = typing_.Search(
            stems,
            lambda at, kinds: chosen[at][1] * self._cost(chosen[at][0], kinds, layout, rows=rows),
            priors,
            {stem: kind for stem, kind in fixed.items() if stem in priors},
        )
        return search.run()

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """Names that are declared to be numbers: ``t \\in \\{-1, 1\\}``, ``b \\in \\mathbb{R}``."""
        found = {}
        for line in self.lines:
            if line.relation == "in" and isinstance(line.head, Ref) and _is_set_of_numbers(line.side):
                parts = self.spelling.parts(line.head)
                if not parts.slots:
                    found[parts.stem] = "scalar"
        return found

    def _given(self, *, rows: bool) -> dict[str, str]:
        """The kinds of names that are given in numbers."""
        found: dict[str, str] = {}
        for line in self.lines:
            if not isinstance(line.head, Ref) or line.relation not in EQUALITIES:
                continue
            stem = self.spelling.parts(line.head).stem
            match line.side:
                case Entries(entries) if not any(True for _ in references(line.side)):
                    tall, wide = len(entries) > 1, len(entries[0]) > 1
                    found[stem] = "matrix" if tall and wide else "column" if tall else "row" if wide else "scalar"
                case Listed(None) if not any(True for _ in references(line.side)):
                    found.setdefault(stem, "row" if rows else "column")
                case Num(value) if value:
                    found.setdefault(stem, "scalar")
                case _:
                    pass
        return found

    def _stems(self, at: int) -> frozenset[str]:
        terms = [term for term in (self.heads[at], self.lines[at].side) if term is not None]
        if any(isinstance(part, Nabla) for term in terms for part in walk(term)) and self.loss is not None:
            terms.append(self.loss)
        names = (name for term in terms for part in walk(term) if (name := _array_name(part)) is not None)
        return frozenset(self.spelling.parts(name).stem for name in names)

    def _cost(self, at: int, kinds: Mapping[str, str], layout: Layout, *, rows: bool) -> float:
        head, side = self.heads[at], self.lines[at].side
        assert head is not None
        assert side is not None
        weight = typing_.DEFINES if isinstance(self.lines[at].head, Ref) and not _has_derivative(side) else 1.0
        weight /= self._copies[self.lines[at].span]
        try:
            return weight * self._match(head, side, kinds, layout, Extents(), rows=rows).cost
        except Misfit:
            return weight * typing_.MISFIT
        except Unreadable:
            return weight * typing_.UNREADABLE

    @cached_property
    def _copies(self) -> Counter[Span]:
        """How often each line stands here: once for each of its layers."""
        return Counter(line.span for line in self.lines)

    def _match(
        self, head: Term, side: Term, kinds: Mapping[str, str], layout: Layout, extents: Extents, *, rows: bool
    ) -> Match:
        shop = Workshop(self._fresh, extents.fit, extents.bound, layout, rows)
        lowering = Lowering(self.spelling, kinds, shop, self.loss, self.arguments, self._computed, self.count)
        return matched(lowering.options(head), lowering.options(side), shop)

    def _fresh(self) -> str:
        self._count += 1
        return f"\\{self._count}"

    # -- extents ---------------------------------------------------------------------------------------------------

    @cached_property
    def extents(self) -> Extents:
        """Which axes are equally long."""
        kinds, layout, rows = self.chosen
        extents = Extents()
        for key, (_, kind, sizes) in self.declared.items():
            axes = [name for name, there in zip(("rows", "columns"), KINDS[kind], strict=True) if there]
            for axis, size in zip(axes, [each for each in sizes if not _is_one(each)] or sizes, strict=False):
                extents.declare(f"{key}.{axis}", size)
        claims = []
        for at in self.equations:
            if not self._defines(at):
                claims.append(at)
                continue
            head, side = self.heads[at], self.lines[at].side
            assert head is not None
            assert side is not None
            try:
                found = self._match(head, side, kinds, layout, extents, rows=rows)
            except Misfit:
                self._contradicted.add(at)
                continue
            except Unreadable:
                continue
            extents.tie(found.ties, settle=True)
            extents.settle(axis.dim for axis in found.axes)
        extents.strict = True
        for at in claims:
            head, side = self.heads[at], self.lines[at].side
            assert head is not None
            assert side is not None
            try:
                extents.tie(self._match(head, side, kinds, layout, extents, rows=rows).ties, settle=False)
            except (Misfit, Unreadable):
                continue
        return extents

    def _defines(self, at: int) -> bool:
        """Whether a line is the first one to define its name."""
        line = self.lines[at]
        if not isinstance(line.head, Ref) or line.side is None or _has_derivative(line.side):
            return False
        return self._first[self.spelling.parts(line.head).key] == at

    @cached_property
    def _first(self) -> dict[str, int]:
        """The first line that has a name for its head."""
        heads = {at: self.lines[at].head for at in reversed(self.equations)}
        return {self.spelling.parts(head).key: at for at, head in heads.items() if isinstance(head, Ref)}

    # -- lines -----------------------------------------------------------------------------------------------------

    def lowered(self) -> list[Lowered]:
        """Every line with indices."""
        found: list[Lowered] = []
        chains: dict[tuple[int, int], int] = {}
        taken = max((line.chain for line in self.lines if line.chain is not None), default=0) + 1
        for at, line in enumerate(self.lines):
            for number, each in enumerate(self._line(at, line)):
                chain = each.chain
                if chain is not None and number:
                    chain = chains.setdefault((chain, number), taken + len(chains))
                found.append(Lowered(replace(each, chain=chain, lowered=each.lowered or self._is_loose), at))
        return found

    @cached_property
    def _is_loose(self) -> bool:
        """Whether letters say less of extents here: rows or columns stand for vectors, or spaces are declared."""
        kinds = self.chosen[0]
        terms = (term for line in self.lines for term in _terms(line))
        names = (name for term in terms for part in walk(term) if (name := _array_name(part)) is not None)
        parts = [self.spelling.parts(name) for name in names]
        sliced = any(0 < len(each.slots) < sum(KINDS[kinds.get(each.stem, "scalar")]) for each in parts)
        return sliced or bool(self.declared)

    def _line(self, at: int, line: Line) -> list[Line]:
        kinds, layout, rows = self.chosen
        head, side = self.heads[at], line.side
        if _names_gradient(head, side):
            return [replace(line, head=side)]
        if at not in self.equations or head is None or side is None or not self._is_whole(at):
            return [line]
        try:
            found = self._match(head, side, kinds, layout, self.extents, rows=rows)
        except Unreadable as problem:
            return [replace(line, problem=problem)]
        except Misfit as misfit:
            if not (self._is_explicit(line) or self._names_matrix(at)):
                return [line]
            certain = misfit.certain and self._is_firm(at) and not self._defines(at)
            return [replace(line, misfit=Mismatch(str(misfit), misfit.written, misfit.true, certain))]
        names = self._names(found)
        pairs = [(relettered(one, names), relettered(other, names)) for one, other in found.pairs]
        return [
            replace(
                line,
                head=one if line.head is not None else None,
                side=other,
                assumes=tuple(dict.fromkeys(found.notes)),
                lowered=True,
            )
            for one, other in pairs
        ]

    def _is_explicit(self, line: Line) -> bool:
        return any(_is_matrix(part) for term in _terms(line) for part in walk(term))

    def _names_matrix(self, at: int) -> bool:
        """Whether a line names a whole matrix."""
        kinds = self.chosen[0]
        terms = [term for term in (self.heads[at], self.lines[at].side) if term is not None]
        names = (name for term in terms for part in walk(term) if (name := _array_name(part)) is not None)
        parts = (self.spelling.parts(name) for name in names)
        return any(not each.slots and kinds.get(each.stem) == "matrix" for each in parts)

    def _is_firm(self, at: int) -> bool:
        """Whether the kinds and extents of the names of a line are not this line's guess.

        Each name stands in another line that fits, and in no definition that is not read or does not fit.
        """
        own = self._stems(at)
        if any(WORD.fullmatch(stem) and stem not in self._defined | GREEK for stem in own):
            return False
        others = [each for each in self.equations if self.lines[each].span != self.lines[at].span]
        fitting = [self._stems(other) for other in others if other not in self._misfits]
        arrays = {stem for stem in own if self.chosen[0].get(stem, "scalar") != "scalar"}
        bad = self._misfits | self._contradicted
        wrong = [self._stems(other) for other in others if other in bad and self._defines(other)]
        broken = frozenset().union(*wrong)
        unread = any(self.chosen[0].get(stem, "scalar") != "scalar" for stem in self._unread)
        return all(any(stem in named for named in fitting) for stem in arrays) and not arrays & broken and not unread

    @cached_property
    def _misfits(self) -> frozenset[int]:
        """The equations that do not fit."""
        kinds, layout, rows = self.chosen
        found = set()
        for at in self.equations:
            head, side = self.heads[at], self.lines[at].side
            assert head is not None
            assert side is not None
            try:
                self._match(head, side, kinds, layout, Extents(), rows=rows)
            except Misfit:
                found.add(at)
            except Unreadable:
                continue
        return frozenset(found)

    @cached_property
    def _defined(self) -> frozenset[str]:
        heads = (line.head for line in self.lines if isinstance(line.head, Ref))
        return frozenset(self.spelling.parts(head).stem for head in heads)

    @cached_property
    def _unread(self) -> frozenset[str]:
        """The names on the left of lines that are not read."""
        heads = (line.head for line in self.lines if isinstance(line.head, Ref) and line.problem is not None)
        return frozenset(self.spelling.parts(head).stem for head in heads)

    def _is_whole(self, at: int) -> bool:
        """Whether a line names an array as a whole, or is matrix notation by its signs."""
        kinds = self.chosen[0]
        line, head = self.lines[at], self.heads[at]
        terms = [term for term in (head, line.side) if term is not None]
        if any(_is_matrix(part) for term in terms for part in walk(term)) or any(
            ref.at for term in terms for ref in references(term)
        ):
            return True
        parts = (self.spelling.parts(ref) for term in terms for ref in references(term))
        return any(len(each.slots) < sum(KINDS[kinds.get(each.stem, "scalar")]) for each in parts)

    def _names(self, found: Match) -> dict[str, str]:
        """Letters for the axes: the free ones first, then those that sums bind, none that the document uses."""
        used = self.spelling.letters
        pool = [letter for letter in FREE if letter not in used]
        pool += [f"{letter}'" for letter in FREE]
        placeholders = [axis.letter for axis in found.axes]
        for pair in found.pairs:
            for term in pair:
                placeholders.extend(_placeholders(term))
        return dict(zip(dict.fromkeys(placeholders), pool, strict=False))

    def notes(self) -> tuple[str, ...]:
        """How the document was read."""
        kinds, layout, _ = self.chosen
        said = [
            f"{name}: {', '.join(sorted(stem for stem, kind in kinds.items() if kind == name_of))}"
            for name, name_of in (("columns", "column"), ("rows", "row"), ("matrices", "matrix"))
            if name_of in kinds.values()
        ]
        if not layout.gradient:
            said.append("the gradient of a number has the transposed shape of its variable (numerator layout)")
        if not layout.jacobian:
            said.append("a Jacobian has a row for each element of its denominator (denominator layout)")
        return tuple(said)


def _names_gradient(head: Term | None, side: Term | None) -> bool:
    """``da = \\partial L / \\partial a`` says what da means."""
    match head, side:
        case Nabla(Ref() as of, _, True), Partial(_, by):
            return of.key == by.key
        case _:
            return False


def _placeholders(term: Term) -> Iterator[str]:
    """The letters in a term that stand for letters to be chosen."""
    for part in walk(term):
        match part:
            case Ref(base=base, subs=subs):
                found: tuple[str, ...] = (base, *subs)
            case Partial(by=by):
                found = by.subs
            case Big(letter=letter):
                found = (letter,)
            case _:
                continue
        yield from (script for script in found if script[:1] == "\\" and script[1:].isdigit())


def _array_name(part: Term) -> Ref | None:
    """A name that may be an array; names of functions are none."""
    match part:
        case Ref():
            return part
        case Partial(by=by):
            return by
        case _:
            return None


def _loss_name(term: Term) -> str | None:
    match term:
        case Ref(base=base) if base in LOSS_LETTERS | QUANTITY_WORDS:
            return term.key
        case Call(name=name) if name.base in LOSS_LETTERS | QUANTITY_WORDS:
            return name.key
        case _:
            return None


def _has_derivative(term: Term) -> bool:
    return any(isinstance(part, Partial | Nabla) for part in walk(term))


def _is_function(line: Line) -> bool:
    """``\\phi(z) = ...``: a function of plain names."""
    head = line.head
    return (
        isinstance(head, Call)
        and head.name.base not in LOSS_LETTERS | QUANTITY_WORDS
        and all(isinstance(each, Ref) and not each.subs and not each.sups for each in head.arguments)
    )


def _is_set_of_numbers(side: Term | None) -> bool:
    match side:
        case Ref("\\mathbb{R}" | "R", (), ()):
            return True
        case Listed(None):
            return not any(True for _ in references(side))
        case _:
            return False


def _kind_of(sizes: Sequence[Term]) -> str | None:
    match [_is_one(size) for size in sizes]:
        case [True] | [True, True]:
            return "scalar"
        case [False] | [False, True]:
            return "column"
        case [True, False]:
            return "row"
        case [False, False]:
            return "matrix"
        case _:
            return None


def _is_one(size: Term) -> bool:
    return isinstance(size, Num) and size.value == 1
