r"""Derivatives of a loss that no line states, and that no loss at all has.

A text that writes ``\frac{\partial L}{\partial \hat y}`` and never says what L is leaves open which loss it means, and
a line may be right for one of them. Yet each loss is a function of what the network gives out and of what it ought to
give out, so that its slope by the output is such a function, too. In a network with one unit in each layer and one
sample a line says what this slope is: where that varies while output and target stay as they are, which a functional
determinant tells, the line is refuted for every loss. Nothing is proved by such a network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.check.definitions.definitions import defines
from backproof.check.doubts.doubt import unknown
from backproof.check.doubts.finding import Finding, Kind
from backproof.check.doubts.hedges import hedge
from backproof.check.interpretation.conventions import Court, Judged
from backproof.check.judging.judge import Judge
from backproof.check.judging.loss_slopes import Loss, Slope
from backproof.check.passes.one_unit import NETWORK
from backproof.check.prepared import prepared
from backproof.check.review.outcome import Outcome
from backproof.check.samples.one_unit import lines_of_one_unit
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import AS_WRITTEN
from backproof.check.verdicts.sides import Claim, with_opaque
from backproof.check.verdicts.verdict import PROVED, REFUTED, Role, Verdict
from backproof.expr import IllFormed, Tensor
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, rebuilt, references, walk
from backproof.read.terms.terms import NOWHERE, Num, Partial, Plus, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import dataclass, replace

SILENT: Final = frozenset({Kind.UNDETERMINED, Kind.UNDEFINED, Kind.ONE_OR_ALL})
"""What is said of a line for which the document does not say enough."""
BESIDE: Final = re.compile(r"\b(?:regulari[sz]\w+|penalt\w+|weight decay)\b", re.IGNORECASE)
"""With one of these a loss depends on parameters past what the network gives out."""
HAT: Final = re.compile(r"\\(?:hat|widehat)\{(.*)\}")
OUTPUTS: Final = frozenset({"a", "o", "p", "y", "z"})
"""Of these letters without a hat, too, it is clear that they are what a network gives out."""
TARGETS: Final = ("y", "t")
BY_OUTPUT, BY_TARGET = (Ref(rf"\mathfrak{{{letter}}}", (), (), NOWHERE) for letter in "ab")
"""The slopes of the loss."""
CARRIED: Final = "it goes on with what is wrong before"


def refuted(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with the open lines that are false whatever the loss is that no line states."""
    asked = [at for at, each in enumerate(judged.outcomes) if _is_open(document.lines[at], each)]
    loss = _unstated(document.lines) if asked and not BESIDE.search(document.words) else None
    network = None if loss is None else _Network.of(document.lines, judged.outcomes, loss)
    if network is None:
        return judged
    found = _Found(network.judge(document, judged, bench), network, document.lines, bench)
    outcomes = list(judged.outcomes)
    for at in asked:
        finding = found.finding(at, outcomes)
        if finding is not None:
            outcomes[at] = replace(outcomes[at], finding=finding, claims=(), instances=(), network=NETWORK)
    return replace(judged, outcomes=outcomes)


def _is_open(line: Line, outcome: Outcome) -> bool:
    """Whether a line is open for nothing but what the document does not say."""
    finding = outcome.finding
    if finding.verdict is not Verdict.UNCHECKED or finding.kind not in SILENT or finding.held:
        return False
    return outcome.role is Role.CLAIM and line.relation == "=" and not hedge(line)


def _unstated(lines: Sequence[Line]) -> str | None:
    """The one loss that lines differentiate, where none of them says what it is."""
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    taken = {part.of.base for part in parts if isinstance(part, Partial) and isinstance(part.of, Ref)} & LOSS_LETTERS
    if len(taken) != 1:
        return None
    (loss,) = taken
    sides = [term for line in lines for term in line.sides]
    own = sum(ref.base == loss for term in sides for ref in references(term))
    stated = own > sum(_is_slope(part, loss) for part in parts)
    return None if stated or any(_heads(line, loss) for line in lines) else loss


def _heads(line: Line, loss: str) -> bool:
    """Whether a line that is not read begins with a loss."""
    return isinstance(line.head, Ref) and line.head.base == loss


@final
@dataclass(frozen=True, slots=True)
class _Network:
    """The lines of a document for one unit, what they compute last, and what this ought to be."""

    lines: tuple[Line, ...]
    loss: str
    output: Ref
    target: Ref
    known: frozenset[str]
    """The names that it computes something from."""
    measured: bool
    """Whether lines name the target, and none gives the slope of the loss a number."""

    @staticmethod
    def of(lines: Sequence[Line], outcomes: Sequence[Outcome], loss: str) -> _Network | None:
        """The network of some lines; None where they compute nothing by which the loss is differentiated."""
        single = lines_of_one_unit(lines)
        meant: dict[str, tuple[Ref, Term]] = {}
        for line, outcome in zip(single, outcomes, strict=True):
            if not defines(line) or not isinstance(line.head, Ref) or line.side is None:
                continue
            first = meant.setdefault(line.head.key, (line.head, line.side))
            if line.problem or outcome.finding.verdict not in PROVED or not alike(first[1], line.side):
                return None
        used = {ref.key for _, side in meant.values() for ref in references(side)}
        last = [head for key, (head, _) in meant.items() if key not in used]
        slopes = [part for line in single for term in line.sides for part in walk(term) if _is_slope(part, loss)]
        by = {part.by.key for part in slopes if isinstance(part, Partial)}
        if len(last) != 1 or last[0].key not in by:
            return None
        (output,) = last
        named = {ref.key for line in single for term in line.sides for ref in references(term)}
        hat = HAT.fullmatch(output.base)
        usual = TARGETS if output.base in OUTPUTS else ()
        free = [each for each in ((hat[1],) if hat else usual) if each not in used | meant.keys()]
        target = next((each for each in free if each in named | by), None)
        if target is None:
            return None
        seeded = any(_is_slope(line.head, loss) and isinstance(line.side, Num) for line in single)
        known = frozenset((*used, *meant))
        return _Network(single, loss, output, Ref(target, (), (), NOWHERE), known, target in named and not seeded)

    def judge(self, document: Document, judged: Judged, bench: Bench) -> tuple[Judge, tuple[Line, ...]]:
        """What judges numbers, with a loss of which only the slopes are known, and the lines as it reads them."""
        slopes = ((BY_OUTPUT, self.output), (BY_TARGET, self.target))
        side = Plus(tuple(Times(pair, NOWHERE) for pair in slopes), NOWHERE)
        own = next(line for line in self.lines if isinstance(line.head, Ref) and line.head.key == self.output.key)
        stated = replace(own, head=Ref(self.loss, (), (), NOWHERE), side=side, chain=None, span=NOWHERE)
        # What says nothing of numbers would give names slots again.
        said = (replace(line, head=None, side=None) if line.problem is not None else line for line in self.lines)
        ready = prepared(replace(document, lines=(*said, stated)), numbers=True)
        court = Court.of(ready.document, bench, ready.assumed)
        placed = dict(zip(ready.origins, ready.document.lines, strict=False))
        lines = tuple(placed[at] for at in range(len(self.lines)))
        return court.interpreter(replace(judged.convention, single=True)).judge, lines


def _is_slope(term: Term | None, loss: str) -> bool:
    return isinstance(term, Partial) and isinstance(term.of, Ref) and term.of.base == loss


@final
class _Found:
    """What lines say of the slopes of the loss."""

    def __init__(
        self, judging: tuple[Judge, tuple[Line, ...]], network: _Network, written: Sequence[Line], bench: Bench
    ) -> None:
        self.judge, self.lines = judging
        self.network, self.written, self.bench = network, written, bench
        names = (network.output, network.target, BY_OUTPUT, BY_TARGET)
        self.loss = Loss(network.loss, *(self.judge.book.ranges.symbol(each.key) for each in names))
        self.opening = {line.chain: line.head for line in reversed(network.lines) if line.head is not None}

    def finding(self, at: int, outcomes: Sequence[Outcome]) -> Finding | None:
        """What refutes a line, or what it goes on with; None where a loss may make it right."""
        line = self.lines[at]
        head = line.head or self.opening.get(line.chain)
        if line.problem is not None or line.side is None or head is None:
            return None
        before = at - 1
        if line.head is None and line.chain == self.lines[before].chain and before >= 0:
            earlier = self.lines[before].side
            wrong = outcomes[before].finding.verdict in REFUTED and earlier is not None
            if wrong and earlier is not None and self.fits(earlier, line.side, at):
                return Finding(Verdict.FOLLOWS, CARRIED, root=self.written[before].span)
        every = [self.slope(*each, at) for each in self.meanings(head, line.side)]
        # A target is written for the output where its hat is left out: the line is false as either.
        impossible = [each for each in every if each is not None and self.is_impossible(each)]
        if len(impossible) < len(every):
            return None
        return Finding(Verdict.WRONG, impossible[0].expected(self.network.output.key, self.bench))

    def meanings(self, left: Term, right: Term) -> Iterator[tuple[Term, Term]]:
        """The sides as they are written, and with the output where the loss is differentiated by the target."""
        yield left, right
        target, output = self.network.target, self.network.output

        def instead(term: Term) -> Term:
            if isinstance(term, Partial) and _is_slope(term, self.network.loss) and term.by.key == target.key:
                return replace(term, by=output)
            return rebuilt(term, instead)

        if instead(left) != left or instead(right) != right:
            yield instead(left), instead(right)

    def fits(self, left: Term, right: Term, at: int) -> bool:
        """Whether there is a loss for which two sides are the same."""
        return any(
            (slope := self.slope(*each, at)) is not None and not self.is_impossible(slope)
            for each in self.meanings(left, right)
        )

    def slope(self, left: Term, right: Term, at: int) -> Slope | None:
        """What the loss has to be for two sides to be the same; None where they do not say it, or name other things."""
        allowed = self.network.known | {self.network.target.key, self.network.loss}
        parts = [part for side in (left, right) for part in walk(side)]
        by = (part.by for part in parts if isinstance(part, Partial))
        if any(ref.key not in allowed for ref in (*references(left), *references(right), *by)):
            return None
        claim = Claim(left, right, (), self.lines[at].section, at)
        try:
            sides = self.judge.builder.attempt(claim).built(AS_WRITTEN)
        except (Unreadable, IllTyped, IllFormed):
            return None
        told = with_opaque(sides)
        if told.opaque or told.vacuous or unknown(sides):
            return None
        return self.loss.slope(sides, Tensor(self.loss.output), self.bench)

    def is_impossible(self, slope: Slope) -> bool:
        """Whether no loss has such a slope; one number is that of no loss which measures anything."""
        return slope.is_impossible(self.bench) or (self.network.measured and slope.is_constant(self.bench))
