"""The conventions of a document as a whole: chosen once, by the lines that they prove, and then held against all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.check.charity import at_given, biases
from backproof.check.charity.charity import Charity
from backproof.check.charity.corners import corners
from backproof.check.charity.nilpotent import vanishing
from backproof.check.charity.normalised import normalised
from backproof.check.charity.stated import stated
from backproof.check.charity.supposed_values import supposed
from backproof.check.definitions import definitions as defining
from backproof.check.definitions import families, put_in
from backproof.check.definitions import open as opening
from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.open import Links
from backproof.check.doubts.doubt import Doubt
from backproof.check.doubts.finding import Kind
from backproof.check.doubts.unlayered import HIDDEN
from backproof.check.elaboration.builder import Builder
from backproof.check.elaboration.scope import Book
from backproof.check.functions import applied, applied_to_numbers
from backproof.check.indices import lone, totals
from backproof.check.indices import ranges as typing_
from backproof.check.indices import suppressed as suppressing
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.check.interpretation import survey
from backproof.check.interpretation.interpret import Interpreter
from backproof.check.interpretation.worked import Worked
from backproof.check.judging import consensus
from backproof.check.judging.judge import Judge
from backproof.check.layers.step_rules import NO_RULES, Recurrences
from backproof.check.losses import two_cases
from backproof.check.losses.labels import label_keys, upright
from backproof.check.losses.margins import margin_keys
from backproof.check.names.names import Names
from backproof.check.review.outcome import Outcome
from backproof.check.steps.descended import Rules
from backproof.check.verdicts.verdict import PROVED, REFUTED, Verdict
from backproof.matrix.values import NO_SHAPES, Shapes
from backproof.read.context.functions_in_words import ACTIVATIONS, SIGMA
from backproof.read.document import Document
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import AXES, Call
from backproof.records import replace


@final
@dataclass(frozen=True, slots=True)
class Convention:
    """A reading of the document as a whole; ``note`` says it where it is not the usual one.

    ``first``: matrices are summed over their first slot with a bare vector. ``sigma``: what sigma means where the
    document does not define it; ``own_sigma``: that a definition of its own counts. ``single``: capitals without
    indices are numbers. ``from_zero``: arrays of which a line names the element 0 begin with it.
    """

    first: bool = True
    sigma: str = "sigmoid"
    own_sigma: bool = True
    single: bool = False
    from_zero: bool = False
    note: str = ""

    def allowed(self, functions: Iterable[UserFunction]) -> tuple[UserFunction, ...]:
        """The functions of the document that count."""
        return tuple(each for each in functions if self.own_sigma or each.key != "sigma")


LAST_SLOT = Convention(first=False, note="arrays are summed over the last index")
SOFTMAX = Convention(sigma="softmax", own_sigma=False, note="\\sigma is the softmax")
NUMBERS = Convention(single=True, note="capitals without indices are single numbers")
FROM_ZERO = Convention(from_zero=True, note="arrays of which an element 0 is named begin with it")
LOGISTIC = Convention(own_sigma=False, note="\\sigma is the logistic function")

USUAL: Final = "sigmoid"
OF_WORDS: Final = ("tanh", "relu")
"""Activations that words may name where the formulas have a sigma: "\\sigma is the activation, mostly tanh"."""
NO_ZERO = "has no element 0"


@final
@dataclass(frozen=True, slots=True)
class Judged:
    """All outcomes under a convention, and the sentences that say how the document was read."""

    outcomes: list[Outcome]
    notes: tuple[str, ...]
    convention: Convention = Convention()

    @property
    def score(self) -> tuple[int, int]:
        """The lines that are proved, and those of them that need no reading of their own."""
        counts = Counter(outcome.finding.verdict for outcome in self.outcomes)
        return sum(counts[verdict] for verdict in PROVED), counts[Verdict.RIGHT]

    @property
    def refuted(self) -> int:
        """The lines that are refuted."""
        return sum(outcome.finding.verdict in REFUTED for outcome in self.outcomes)


@final
@dataclass(frozen=True)
class Court:
    """A document with its names and definitions, ready to be judged under any convention."""

    document: Document
    names: Names
    definitions: tuple[Defined, ...]
    bench: Bench
    assumed: tuple[Defined, ...] = ()
    """What names may mean that no line defines: such definitions prove open lines, and refute none."""
    shapes: Shapes = NO_SHAPES
    """The arrays of matrix notation."""
    matrices: bool = True
    """Whether the document has matrices, so far as its signs show."""

    @staticmethod
    def of(document: Document, bench: Bench, assumed: Sequence[Line] = (), shapes: Shapes = NO_SHAPES,
           *, matrices: bool = True) -> Court:  # fmt: skip
        """Read the names and the definitions of a document."""
        names = families.named(document.lines)
        document = replace(document, lines=families.lettered(document.lines, names))
        found = defining.find(document.lines, names, whole=not shapes.arrays)
        losses = defining.field_losses(document.lines, names, found)
        known = (*found, *losses, *defining.complements(document.lines, names, found))
        known = (*known, *applied.instances(document.lines, names, known))
        meant = (
            replace(each, line=defining.NO_LINE, assumes=assumed[each.line].assumes)
            for each in defining.find(assumed, names)
        )
        return Court(document, names, known, bench, tuple(meant), shapes, matrices)

    def worked(self, convention: Convention, refuted: Mapping[int, Verdict], rules: Recurrences = NO_RULES) -> Worked:
        """What walks the numbers of the document; formulas that were refuted prove no number."""
        functions = convention.allowed(defining.functions(self.document.lines, self.names))
        lines, told = self.document.lines, self.document.told
        settled = applied_to_numbers.settle(lines)
        catalogue = Catalogue((*self.definitions, *self.of_results(settled)), functions)
        put_in_numbers = self.by_numbers(settled)
        return Worked(
            lines, self.names, catalogue, convention.sigma, told, put_in_numbers, rules,
            self.document.tabled, dict(refuted),
        )  # fmt: skip

    def of_results(self, settled: Sequence[Line]) -> Iterator[Defined]:
        """What functions of printed results define: numbers alone, as they are written."""
        lines = self.document.lines
        if any(one is not other for one, other in zip(settled, lines, strict=True)):
            found = defining.find(settled, self.names)
            yield from (each for each in found if settled[each.line] is not lines[each.line])

    def by_numbers(self, settled: Sequence[Line]) -> Sequence[Defined]:
        """What numbers define that are put in for names."""
        told = put_in.settle(settled, self.document.lines)
        found = defining.find([replace(settled[at], side=side) for at, side in told.items()], self.names)
        return [replace(each, line=at) for each, at in ((each, [*told][each.line]) for each in found)]

    def judged_for(self, groups: Iterable[Collection[int]]) -> Judged | None:
        """The outcomes where all lines of any group are proved as documents usually are read; else None."""
        usual = self.interpreter(Convention())
        return self.judged(usual.afresh()) if usual.proves_any(groups) else None

    def judged_against(self, lines: Container[int], convention: Convention) -> Judged | None:
        """The outcomes under a convention where any of some lines may be refuted by them; else None."""
        usual = self.interpreter(convention)
        return _heard(usual.afresh(), convention) if usual.may_refute(lines) else None

    def of_lines(self, lines: Collection[int], convention: Convention) -> Mapping[int, Outcome]:
        """The outcomes of some lines alone, under a convention."""
        return dict(self.interpreter(convention).only(lines))

    def judged(self, usual: Interpreter | None = None) -> Judged:
        """The outcomes under the convention that proves most lines; the first of equals wins."""
        best = _heard(usual or self.interpreter(Convention()), Convention())
        turned = suppressing.infer(self.definitions, self.names, first=False).contracted
        if any(slot for _, slot in turned):
            best = max(best, self.under(LAST_SLOT), key=lambda each: each.score)
        if not self.matrices and any(each.finding.kind is Kind.WHOLE_ARRAYS for each in best.outcomes):
            best = max(best, self.under(NUMBERS), key=lambda each: each.score)
        best = self.counted_from_0(best)
        blamed = _blamed_on_sigma(self.document.lines, best.outcomes)
        for other in (SOFTMAX, LOGISTIC) if blamed else ():
            if self.interpreter(other).proves_any([at] for at in blamed):
                best = max(best, self.under(other), key=lambda each: each.score)
        for other in self.named_in_words() if best.refuted else ():
            meant = self.under(other)
            best = meant if meant.score > best.score and meant.refuted < best.refuted else best
        return best

    def named_in_words(self) -> Iterator[Convention]:
        """Sigma as each activation that the words name, where no line defines it."""
        lines = self.document.lines
        applied = {part.name.base for line in lines for term in line.terms for part in occurrences(term, Call)}
        if SIGMA in applied and not any(each.key == SIGMA for each in defining.functions(lines, self.names)):
            named = {name for name in (USUAL, *OF_WORDS) if _is_named(name, self.document.words)}
            for name in OF_WORDS if USUAL not in named else ():
                if name in named:
                    yield Convention(sigma=name, own_sigma=False, note=f"\\sigma is {name}, which the words name")

    def counted_from_0(self, usual: Judged) -> Judged:
        """The outcomes where arrays begin with an element 0 that a line names, if that proves more and refutes no more.

        The weights of ``w_j^T x`` are often written out as ``w_{1j} x_1 + w_{2j} x_2`` although the first is a bias.
        """
        if not any(NO_ZERO in each.finding.reason for each in usual.outcomes):
            return usual
        other = self.under(FROM_ZERO)
        return other if other.score > usual.score and other.refuted <= usual.refuted else usual

    def under(self, convention: Convention) -> Judged:
        """The outcomes under one convention."""
        return _heard(self.interpreter(convention), convention)

    def links(self, assumed: Iterable[Defined]) -> Links:
        """What the quantities that the document leaves open depend on, beside what is assumed of some of them."""
        lines, names = self.document.lines, self.names
        functions = {each.key for each in defining.functions(lines, names)}
        terms = [term for line in lines for term in line.terms]
        known = (*self.definitions, *assumed)
        given = {resolved(names, each).key for each in opening.parameters(lines)}
        closed = survey.unread(lines, names).keys() | functions | given
        return opening.find(terms, names, known, closed, self.document.declared)

    def _direct(self, pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """The pairs (of, by) of which ``by`` may stand in the definition of ``of``; of others, the total is meant."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.definitions:
            named[each.key].update(resolved(self.names, ref).key for ref in references(each.body))
        return frozenset((of, by) for of, by in pairs if of not in named or by in named[of])

    def interpreter(self, convention: Convention) -> Interpreter:
        """The document typed under a convention, with everything that judging a line needs."""
        lines, names = self.document.lines, self.names
        book = self._typed(convention)
        asked = bool(self.assumed or self.document.symmetric)
        formed = {each.key for each in self.definitions if asked and book.is_built(each)}
        sound = [each for each in self.assumed if each.key not in formed and book.is_built(each)]
        book = self._linked(book, sound)
        numbered = survey.one_hot(lines, names)
        builder = self._builder(book, (*self.definitions, *sound), formed, numbered)
        # A label that is a class number is one-hot by what it means.
        one_hot = self.document.one_hot or bool(builder.labels and builder.labels <= numbered)
        doubt = Doubt(book, Rules(lines, self.definitions, names).rates(), [line.item for line in lines])
        cases, values = corners(lines, names), supposed(lines, names)
        zeros, powers = biases.written(lines, names), vanishing(lines, names)
        words, ends = self.document.words, stated(lines, names)
        alike, hidden = normalised(lines, names, words), HIDDEN.search(words) is not None
        free, units = self.document.free_labels, biases.units(lines, names)
        charity = Charity(book, ends, free, cases, values, zeros, units, powers, alike, hidden)
        judge = Judge(book, builder, doubt, charity, one_hot, self.bench, at_given.numbers(lines, names))
        return Interpreter(judge, lines, self.definitions)

    def _typed(self, convention: Convention) -> Book:
        """The names and the definitions, with the ranges of their indices."""
        lines, names = self.document.lines, self.names
        suppressed = suppressing.infer(self.definitions, names, first=convention.first)
        defined = {each.line for each in self.definitions}
        claims = [line.terms for at, line in enumerate(lines) if at not in defined]
        claims += [(each.head, each.body) for each in self.assumed]
        ranges = typing_.build(
            [(each.head, each.body) for each in self.definitions],
            claims,
            names,
            suppressed.ties,
            self.shapes,
            from_zero=convention.from_zero,
        )
        return Book(
            names,
            ranges,
            suppressed,
            self.definitions,
            convention.allowed(defining.functions(lines, names)),
            convention.sigma,
            self.document.einstein,
            convention.single,
            survey.unread(lines, names),
            survey.mentioned(lines, names),
            self.document.outputs,
            survey.generic(lines, names) - {each.key for each in self.definitions},
            differentiated=survey.differentiated(lines, names),
            varying=survey.varying(lines, names),
            given=survey.given(lines, names),
            aims=self.document.aims,
            lone=lone.arrays(lines, names, suppressed.arrays),
            errors=survey.errors(lines, names),
        )

    def _linked(self, book: Book, sound: Sequence[Defined]) -> Book:
        """A book with what open quantities depend on, and with what is assumed and can be built."""
        whole = [each for each in sound if not each.assumes]
        sloped = self.links(sound) if len(whole) < len(sound) else None
        assumed = {each.key: each for each in reversed(sound)}
        book = replace(book, links=self.links(whole), sloped=sloped, assumed=assumed)
        return replace(book, agreed=consensus.agreed(book, self.bench, self.document.lines))

    def _builder(
        self, book: Book, definitions: Sequence[Defined], formed: Set[str], numbered: frozenset[str]
    ) -> Builder:
        """What builds the sides of claims; ``numbered`` are labels that are class numbers."""
        lines, names = self.document.lines, self.names
        columns = upright(self.definitions, names)
        sum_to_one = label_keys(definitions, names, implied=self.document.einstein)
        labels = frozenset[str]() if self.document.free_labels else sum_to_one | columns
        symmetric = frozenset(map(letters_of, self.document.symmetric)) - formed
        return Builder(
            book,
            labels | numbered,
            survey.repeated_bounds(lines),
            self._direct(survey.inner(lines, names, book.links.losses)),
            totals.single(lines, names, book.ranges),
            columns,
            frozenset(key for key in symmetric if book.ranges.arity(key) == AXES),
            margin_keys(self.definitions, names),
            two_cases.bits(self.definitions, names),
        )


def _heard(interpreter: Interpreter, convention: Convention) -> Judged:
    said = (convention.note,) if convention.note else ()
    return Judged(interpreter.outcomes(), (*said, *_notes(interpreter.judge.book)), convention)


def _blamed_on_sigma(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> list[int]:
    """Refuted lines that name sigma: then what sigma means is in question."""
    return [
        at
        for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True))
        if outcome.finding.verdict is Verdict.WRONG
        and not outcome.is_disproved_definition
        and any(isinstance(part, Call) and part.name.base == "sigma" for term in line.terms for part in walk(term))
    ]


def _is_named(activation: str, words: str) -> bool:
    return re.search(rf"(?<![A-Za-z])(?:{ACTIVATIONS[activation]})(?![A-Za-z])", words, re.IGNORECASE) is not None


def _notes(book: Book) -> Iterator[str]:
    """The readings that come from how the document writes its names."""
    if book.suppressed.arrays:
        yield f"names without an index are whole arrays: {', '.join(sorted(book.suppressed.arrays))}"
    for (stem, letter), key in book.names.families.items():
        if key == stem:
            continue
        yield f"{stem}_{letter} is another tensor than the one that the document defines as {stem}"
    for stem, layer in book.names.siblings.items():
        yield f"{stem} with an index is a unit of {layer}"
