"""What a part of a document may gain: lines that are open for a reason that the part can do without."""

from __future__ import annotations

from backproof.calculus.bench import Bench
from backproof.check.doubts.finding import Finding
from backproof.check.interpretation.conventions import Court
from backproof.check.interpretation.parts import open_lines
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.read.document import read_document
from backproof.source import Source


def test_a_definition_that_other_lines_refute_is_nothing_that_a_part_may_prove() -> None:
    lines = read_document(Source("notes.md", "$$y = w x$$\n\n$$y = 2$$")).lines
    disproved = Outcome(Role.DEFINITION, Finding(Verdict.WRONG, "its minus is missing"))
    claimed = Outcome(Role.CLAIM, Finding(Verdict.WRONG))
    assert open_lines([disproved, claimed], lines) == {1}


def test_a_line_is_proved_for_all_of_its_layers_or_not_at_all() -> None:
    slopes = "$$\\frac{\\partial y}{\\partial w} = x$$\n\n$$\\frac{\\partial y}{\\partial w} = 2 x$$"
    document = read_document(Source("notes.md", f"$$y = w x$$\n\n{slopes}"))
    court = Court.of(document, Bench())
    assert court.judged_for([[1], [2]]) is not None
    assert court.judged_for([[1, 2]]) is None
    assert court.judged_for([[2, 1]]) is None
    assert court.judged_for([]) is None
