"""What a submission earns for each quantity of a rubric, by the verdicts of the lines that state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.grading.models import Alike
from backproof.check.grading.quantities import Kind, Quantity
from backproof.check.grading.rubric import Aspect, Part, Rubric
from backproof.check.grading.working import Working
from backproof.check.indices.letters import Tied, Use, uses
from backproof.check.names.names import Names
from backproof.check.verdicts.verdict import PROVED, Judgement, Role, Verdict
from backproof.read.lines import Line

BY_HAND: Final = "for the teacher to decide"
ANOTHER: Final = f"its network is not that of the key: {BY_HAND}"
GIVES: Final = DEFINES | {"approx"}
"""Signs before an answer; that it is no more than near would be refuted."""


@final
@dataclass(frozen=True, slots=True)
class Mark:
    """What a submission earns for one quantity of a part: ``earned`` is None where a person has to decide.

    ``statements`` are the numbers of the lines that state it; one of them ``counts``, by its ``verdict``.
    """

    part: Part
    quantity: Quantity
    earned: float | None
    reason: str
    verdict: Verdict | None = None
    statements: tuple[int, ...] = ()
    counts: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Marking:
    """The judged lines of a submission, with what each of them states.

    ``alike`` says in which letters its network is that of the key; None where it is another one.
    """

    rubric: Rubric
    alike: Alike | None
    lines: Sequence[Line]
    stated: Sequence[Quantity | None]
    judgements: Sequence[Judgement]
    names: Names
    by_key: Mapping[int, Verdict] = field(default_factory=dict)
    """What the lines are by the definitions of the key, where the submission has others of the same names."""

    def marks(self) -> Iterator[Mark]:
        """A mark for each quantity of each part."""
        for part in self.rubric.parts:
            for quantity in part.quantities:
                yield self._mark(part, quantity)

    def _mark(self, part: Part, quantity: Quantity) -> Mark:
        answers = self._answers(quantity)
        if not answers and self.alike is None and self.judgements:
            return Mark(part, quantity, None, ANOTHER)
        if not answers:
            return Mark(part, quantity, 0.0, f"no line states the {quantity}")
        at = self._counting(answers)
        earned, reason = self._earned(part, at)
        ids = tuple(self.judgements[each].id for each in answers)
        judgement = self.judgements[at]
        return Mark(part, quantity, earned, reason, judgement.verdict, ids, judgement.id)

    def _counting(self, answers: Sequence[int]) -> int:
        """Of several answers the last one that is worked out, or the last one."""
        return next((at for at in reversed(answers) if self._working.is_worked_out(at)), answers[-1])

    @property
    def _working(self) -> Working:
        return Working(self.lines, self.stated, self.names)

    def _answers(self, asked: Quantity) -> list[int]:
        """The lines that state a quantity; a number counts where no formula does, else a step."""
        here = asked.lettered(self.alike.letters if self.alike is not None else {})
        found = [at for at, each in enumerate(self.stated) if here.is_answered_by(each) and self._gives(at)]
        formulas = [at for at in found if self.judgements[at].role is not Role.NUMBER]
        if found or asked.kind is not Kind.GRADIENT:
            return formulas or found
        return self._answers(Quantity(Kind.CHANGE, asked.name))

    def _gives(self, at: int) -> bool:
        return self.lines[at].relation in GIVES

    def _has_letters(self, at: int) -> bool:
        """Whether the letters that are free on the left side of a line occur on the right."""
        line = self.lines[at]
        free = [{letter for use in uses(side, self.names) if (letter := _free(use))} for side in line.sides]
        return len(free) < 2 or free[0] <= free[1]

    def _earned(self, part: Part, at: int) -> tuple[float | None, str]:
        """Points for an answer, and why."""
        each, judgement = part.each, self.judgements[at]
        if self.alike is None:
            return None, ANOTHER
        if not self.alike.unique:
            return None, f"its letters can be matched with those of the key in several ways: {BY_HAND}"
        if part.aspect is Aspect.DIMENSIONS:
            return _for_shape(each, judgement, has_letters=self._has_letters(at))
        match judgement.verdict:
            case Verdict.WRONG if self.by_key.get(at) not in PROVED:
                return 0.0, "wrong"
            case Verdict.UNCHECKED:
                return None, f"not checked: {judgement.reason or 'not understood'}; {BY_HAND}"
        if not self._working.is_worked_out(at):
            return None, f"derivatives are left in it: {BY_HAND}"
        if self.by_key.get(at) in PROVED:
            return each, "right by the key"
        if self.alike.different:
            return self._share(part, at) * each, f"right by {', '.join(self.alike.different)} as written here"
        if judgement.verdict is Verdict.FOLLOWS or self._working.rests_on(at, self._wrong):
            return self._share(part, at) * each, "right but for an error made before"
        return each, judgement.verdict.value

    @property
    def _wrong(self) -> frozenset[int]:
        return frozenset(at for at, each in enumerate(self.judgements) if each.verdict is Verdict.WRONG)

    def _share(self, part: Part, at: int) -> float:
        """All points where each error that a line may rest on cost another part its points, else the rubric's share."""
        roots = {each for each in self._wrong if each < at or self._working.rests_on(at, {each})}
        paid = {each for other in self.rubric.parts if other is not part for each in self._lost(other)}
        return 1.0 if roots and paid >= roots else self.rubric.carried

    def _lost(self, part: Part) -> Iterator[int]:
        """The answers that are wrong and count, so that their part has no points for them."""
        for quantity in part.quantities:
            answers = self._answers(quantity)
            if answers and part.aspect is Aspect.ANSWER and self._counting(answers) in self._wrong:
                yield from self._wrong.intersection(answers)


def _for_shape(each: float, judgement: Judgement, *, has_letters: bool) -> tuple[float | None, str]:
    """Points for the shape of an answer: one that was refuted by numbers has the right one if it has the letters."""
    match judgement.verdict:
        case Verdict.UNCHECKED:
            return None, f"not checked: {judgement.reason or 'not understood'}; {BY_HAND}"
        case Verdict.WRONG if not _has_point(judgement):
            return 0.0, judgement.reason or "the shapes do not fit"
        case Verdict.WRONG if not has_letters:
            return 0.0, "an index of the left side does not occur on the right"
        case _:
            return each, "the shape is right"


def _free(use: Use | Tied) -> str | None:
    match use:
        case Use(letter=str() as letter, binder=None):
            return letter
        case _:
            return None


def _has_point(judgement: Judgement) -> bool:
    found = judgement.counterexample
    return found is not None and not isinstance(found.written, str)
