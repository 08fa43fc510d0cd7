"""A document in matrix notation -> the same document with indices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import final

from backproof.matrix import bold, entered, hypotheses, identities, lost_axes, numbered, said, speaking, squares
from backproof.matrix.certainty import Certainty
from backproof.matrix.costs import Costs
from backproof.matrix.fitting import Fit
from backproof.matrix.kinds import KINDS
from backproof.matrix.matching import ELEMENT, Match
from backproof.matrix.names import spelt
from backproof.matrix.otherwise import Otherwise
from backproof.matrix.page import Page
from backproof.matrix.products import KRONECKER, NORM, POWER
from backproof.matrix.supported import Supported
from backproof.matrix.values import NO_SHAPES, Misfit, Shapes, relettered
from backproof.matrix.workshop import ELEMENT_BY_ELEMENT
from backproof.read.context.manner import PLAIN, Manner
from backproof.read.context.opened import opens
from backproof.read.lines import Line, Mismatch
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Call, Nabla, Partial, Ref, Term, Times, Unreadable
from backproof.records import dataclass, replace

FREE = "ijklmnpqrsuvabcdfgh"
UNPLACED = "which of two numbers is that of the unit is not written"
NUMBERS = "whether these are numbers or have a value for each unit is not written"
UNSAID = "whether an element or the whole array is meant is not written"
COMPOSITION = "a composition of functions is not read here yet"
POWER_UNSAID = "whether the power of a matrix or of its elements is meant is not written"
KRONECKER_UNSAID = "whether this sign means the Kronecker product is not written"
ONE = "1 x 1"
CONVENTION = 2
"""A reading that so many lines need is one of the document."""


@final
@dataclass(frozen=True, slots=True)
class Lowered:
    """A line with indices, and the number of the line that it comes from."""

    line: Line
    origin: int


@final
@dataclass(frozen=True, slots=True)
class LoweredDocument:
    """All lines with indices, in the order of the text, how the document was read, and the kinds of its names."""

    lines: list[Lowered]
    notes: tuple[str, ...]
    kinds: Mapping[str, str]
    shapes: Shapes = NO_SHAPES
    rewriter: Rewriter | None = field(default=None, repr=False, compare=False)

    @staticmethod
    def of(lines: Sequence[Line]) -> LoweredDocument:
        """Lines in which nothing is a whole array, as they are."""
        return LoweredDocument([Lowered(line, at) for at, line in enumerate(lines)], (), {})


@final
@dataclass(frozen=True, slots=True)
class Rewriter:
    """Lowers lines of a document with other right sides than they have, read as the document is."""

    writer: _Writer
    written: tuple[Line, ...]
    """The lines before their bold and plain letters are one."""

    def spelt(self, at: int, side: Term) -> Term:
        """A right side as the page spells it, where it was read alone."""
        line = replace(self.written[at], side=side)
        lines = (*self.written[:at], line, *self.written[at + 1 :])
        found = bold.merged(lines, self.writer.page.manner.rows)[at].side
        return side if found is None else found

    def side(self, at: int) -> Term | None:
        """The right side of a line as it was written, where the line is an equation of whole arrays."""
        return self.writer.page.lines[at].side if self.writer.is_whole(at) else None

    def lowered(self, at: int, side: Term) -> list[Line]:
        """The line with another side, in indices; nothing where that does not fit."""
        return self.writer.rewritten(at, side)


def lower(
    lines: Sequence[Line],
    near: Mapping[str, str],
    costs: Costs | None = None,
    rewriter: Rewriter | None = None,
    manner: Manner = PLAIN,
) -> LoweredDocument:
    """Write every line with indices.

    ``near`` are the kinds in the document of which the lines are a part, ``costs`` what its lines cost under kinds;
    ``rewriter`` is that of the document as it was, where one line is another one: its kinds and its layout are kept.
    ``manner`` is how the document writes arrays.
    A line without whole arrays stays as it is; a matrix that is entered entry by entry gives a line for each entry.
    """
    if not speaking.is_meant(lines):
        return LoweredDocument.of(lines)
    applied = frozenset(part.name.base for line in lines for part in said.parts(line, Call))
    written = tuple(hypotheses.settled(lines))
    page = Page(tuple(bold.merged(entered.merged(written), manner.rows)), applied, manner)
    fit = Fit(page, near, costs or Costs(), None if rewriter is None else rewriter.writer.fit.choice)
    certainty = Certainty(fit)
    writer = _Writer(page, fit, certainty, Otherwise(page, certainty))
    found, rewriter = list(writer.lines()), Rewriter(writer, written)
    spoken = {each.line.span for each in found if ELEMENT_BY_ELEMENT in each.line.assumes}
    if len(spoken) < CONVENTION:
        return LoweredDocument(found, fit.notes(), fit.kinds, fit.shapes(), rewriter)
    plain = [replace(each, line=_without(each.line, ELEMENT_BY_ELEMENT)) for each in found]
    return LoweredDocument(plain, (*fit.notes(), ELEMENT_BY_ELEMENT), fit.kinds, fit.shapes(), rewriter)


def _without(line: Line, note: str) -> Line:
    """A line that no longer assumes what the whole document was read with."""
    return replace(line, assumes=tuple(each for each in line.assumes if each != note))


@final
@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the lines of a page with indices."""

    page: Page
    fit: Fit
    certainty: Certainty
    otherwise: Otherwise

    def lines(self) -> Iterator[Lowered]:
        """Every line with indices; the entries of a matrix go on in chains of their own."""
        chains: dict[tuple[int, int], int] = {}
        taken = max((line.chain for line in self.page.lines if line.chain is not None), default=0) + 1
        for at, line in enumerate(self.page.lines):
            for number, each in enumerate(self._line(at, line)):
                chain = each.chain
                if chain is not None and number:
                    chain = chains.setdefault((chain, number), taken + len(chains))
                yield Lowered(replace(each, chain=chain, lowered=each.lowered or self.fit.is_loose), at)

    def rewritten(self, at: int, side: Term) -> list[Line]:
        """A line with another side and its head, which may be that of its chain; nothing where they do not fit."""
        try:
            found = self.fit.with_side(at, side)
        except (Unreadable, Misfit):
            return []
        return list(self._written(at, replace(self.page.lines[at], head=self.page.heads[at], side=side), found))

    def _line(self, at: int, line: Line) -> list[Line]:
        spelling = self.page.spelling
        loose = spelling.families - spelling.places.keys()
        if loose and any(ref.base in loose and numbered.is_mixed(ref) for ref in said.array_names(*line.sides)):
            line = replace(line, limited=line.limited or UNPLACED)
        if said.names_gradient(self.page.heads[at], line.side):
            return [replace(line, head=line.side)]
        if line.problem is None and self.page.composes(at):
            return [replace(line, problem=Unreadable(COMPOSITION, line.span))]
        if opens(self.page.lines, at) and line.side is not None:
            return [replace(line, side=self._alone(line.side))]
        if line.problem is not None and line.side is None and self._opens_chain(line):
            return [replace(line, head=self._alone(line.head))] if line.head is not None else [line]
        if not self.is_whole(at):
            return [line.changed(lambda term: spelt(term, self.page.spelling))]
        try:
            found = self.fit.match(at)
        except Unreadable as problem:
            return [replace(self._with_head(line), problem=problem.with_traceback(None))]
        except Misfit as misfit:
            signs = {sign for part in said.parts(line, Times) for sign in part.signs}
            # Between functions the sign is a composition; what a derivative is, is no function.
            explicit = said.is_explicit(line) or ("circ" in signs and isinstance(self.page.heads[at], Partial))
            explicit = explicit or any(ref.at for side in line.sides for ref in references(side))
            loses = misfit.written == ONE and lost_axes.loses(self.page, self.fit, at)
            if self.page.goes_on(at) or not (explicit or loses or self._names_matrix(at) or self._names_row(at)):
                return [line]
            line = self._with_head(line)
            clash = self.certainty.clash(at) or (None if misfit.certain else self.certainty.crossing(at))
            if clash is not None:
                return [replace(line, misfit=clash)]
            certain = (misfit.certain or loses) and self.certainty.is_firm(at)
            certain = certain and not (self.otherwise.is_meant(at, line) or self.certainty.fits_one_sample(at))
            certain = certain and not self.certainty.guesses_matrix(at)
            certain = certain or (misfit.declared and self.certainty.defies(at))
            support = None if certain else Supported(self.otherwise, at, line)
            return [replace(line, misfit=Mismatch(str(misfit), misfit.written, misfit.true, certain, support))]
        return list(self._written(at, line, found))

    def _opens_chain(self, line: Line) -> bool:
        """Whether an equation of whole arrays goes on from the head of a line."""
        behind = (at for at in self.page.equations if self.page.lines[at].chain == line.chain is not None)
        return line.head is not None and any(map(self.is_whole, behind))

    def _with_head(self, line: Line) -> Line:
        """A line that does not fit, with the derivative on its left written with indices: its chain goes on from it."""
        return replace(line, head=self._alone(line.head)) if isinstance(line.head, Nabla | Partial) else line

    def _alone(self, term: Term) -> Term:
        """A term with indices, taken as it usually is; as it stands where it is no array."""
        array = self.fit.array(term)
        if array is None:
            return term
        inside = (letter for letter in _placeholders(array.body))
        return relettered(array.body, self._letters((*(axis.letter for axis in array.axes), *inside)))

    def _written(self, at: int, line: Line, found: Match) -> Iterator[Line]:
        names, assumes = self._names(found), tuple(dict.fromkeys((*line.assumes, *found.notes)))
        limited = line.limited or (UNSAID if ELEMENT in assumes else said.lone_index(line))
        limited = limited or (POWER_UNSAID if {POWER, NORM} & {*assumes} else "")
        limited = limited or (KRONECKER_UNSAID if KRONECKER in assumes else "")
        limited = limited or identities.doubt(line, self.page.identities) or squares.doubt(line)
        whole = self._is_jacobian(self.page.heads[at])
        # Where a member of a chain is written out, each entry is one of its head; what follows is all of that head.
        alone = line.head is None and len(found.pairs) == 1 and at not in self.page.behind_entries
        for one, other in found.pairs:
            # The slopes of functions that are applied element by element are the diagonal of their Jacobian.
            head = None if alone and not (whole and _is_diagonal(one)) else relettered(one, names)
            side = relettered(other, names)
            doubt = limited or (NUMBERS if whole and self._may_be_of_numbers(at, one) else "")
            yield replace(line, head=head, side=side, assumes=assumes, limited=doubt, lowered=True, whole=whole)

    def _may_be_of_numbers(self, at: int, head: Term) -> bool:
        """Whether a Jacobian has one axis for both of its arrays, and nothing in the document calls these arrays."""
        spaces, whole = self.page.spaces, self.page.heads[at]
        if whole is None or not _is_diagonal(head):
            return False
        stems = {self.page.spelling.parts(ref).stem for ref in references(whole)}
        return not any(stem in spaces.declared_kinds or spaces.called(stem) for stem in stems)

    def _is_jacobian(self, head: Term | None) -> bool:
        """Whether a head is the derivative of one array by another one, both without indices."""
        match head:
            case Partial(Ref() as of, by):
                return not any(self.page.spelling.parts(each).slots for each in (of, by))
            case _:
                return False

    def _names(self, found: Match) -> dict[str, str]:
        """Letters for the axes: the free ones first, then those that sums bind, none that the document uses."""
        placeholders = [axis.letter for axis in found.axes]
        placeholders += [letter for pair in found.pairs for term in pair for letter in _placeholders(term)]
        return self._letters(placeholders)

    def _letters(self, placeholders: Iterable[str]) -> dict[str, str]:
        used = self.page.spelling.letters
        pool = [letter for letter in FREE if letter not in used]
        pool += [f"{letter}'" for letter in FREE]
        return dict(zip(dict.fromkeys(placeholders), pool, strict=False))

    def _names_row(self, at: int) -> bool:
        """Whether a line names a row or a column of a matrix, of which letters say which of the two it is."""
        parts = (self.page.spelling.parts(name) for name in said.array_names(*self.page.equations[at]))
        rows = {each.stem for each in parts if len(each.slots) == 1 and self.fit.kinds.get(each.stem) == "matrix"}
        return bool(rows & self.page.spelling.places.keys())

    def _names_matrix(self, at: int) -> bool:
        """Whether a line names a whole matrix."""
        parts = (self.page.spelling.parts(name) for name in said.array_names(*self.page.equations[at]))
        return any(not each.slots and self.fit.kinds.get(each.stem) == "matrix" for each in parts)

    def is_whole(self, at: int) -> bool:
        """Whether a line names an array as a whole, or is matrix notation by its signs."""
        if at not in self.page.equations:
            return False
        sides = self.page.equations[at]
        if any(said.is_matrix(part) for side in sides for part in walk(side)):
            return True
        refs = [ref for side in sides for ref in references(side)]
        parts = (self.page.spelling.parts(ref) for ref in refs)
        return any(ref.at for ref in refs) or any(
            len(each.slots) < sum(KINDS[self.fit.kinds.get(each.stem, "scalar")]) for each in parts
        )


def _is_diagonal(head: Term) -> bool:
    """Whether the elements of a Jacobian have one letter for both of its arrays."""
    axes = [script for ref in references(head) for script in (*ref.subs, *ref.at) if not script.isdigit()]
    return len(axes) != len({*axes})


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
