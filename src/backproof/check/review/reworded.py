r"""Members of a chain that say what a refuted one says, with an expression in the place of a name that no line defines.

Behind ``-\sum_k y_k \log p_k``, where its sign is wrong, ``-\sum_k y_k \log \mathrm{softmax}(z)`` says what p is, and
has the same slip: whatever p is, nothing else of the formula has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from backproof.check.doubts.finding import Finding, Kind
from backproof.check.indices.letters import resolved
from backproof.check.judging.judge import Judge
from backproof.check.review.follows import reason
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import REFUTED, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, children, rebuilt, references
from backproof.read.terms.terms import NOWHERE, Num, Ref, Term

HOLE: Final = Num(Fraction(0), 0, NOWHERE)
OPEN: Final = frozenset({Kind.UNDEFINED, Kind.UNDETERMINED})


def carried(lines: Sequence[Line], outcomes: Sequence[Outcome], judge: Judge) -> Mapping[int, Finding]:
    """The findings of open members that go on with a refuted one in other words."""
    found: dict[int, Finding] = {}
    for at in range(1, len(lines)):
        line, before = lines[at], lines[at - 1]
        wrong = found.get(at - 1, outcomes[at - 1].finding)
        if outcomes[at].finding.kind not in OPEN or wrong.verdict not in REFUTED or not _goes_on(line, before):
            continue
        if before.side is None or line.side is None or not _same_heads(outcomes[at], outcomes[at - 1]):
            continue
        if _names_anew(before.side, line.side, judge):
            found[at] = Finding(Verdict.FOLLOWS, reason(wrong), root=before.span)
    return found


def _goes_on(line: Line, before: Line) -> bool:
    near = (line.chain, line.section, line.item) == (before.chain, before.section, before.item)
    plain = line.head is None and line.problem is None and not line.conditions and not before.conditions
    return near and plain and line.relation == before.relation == "="


def _same_heads(one: Outcome, other: Outcome) -> bool:
    """Whether two lines were compared with the same left sides."""
    own, others = ({bare(claim.left) for claim in each.claims} for each in (one, other))
    return own == others


def _names_anew(before: Term, after: Term, judge: Judge) -> bool:
    """Whether the only difference is an expression in the place of a name that no line defines."""
    changed = set(exchanged(before, after))
    if len(changed) != 1:
        return False
    ((name, meant),) = changed
    if not isinstance(name, Ref) or isinstance(meant, Num) or name.key in {ref.key for ref in references(after)}:
        return False
    return resolved(judge.book.names, name).key not in judge.book.catalogue.by_key


def exchanged(one: Term, other: Term) -> Iterator[tuple[Term, Term]]:
    """The parts in which two terms differ, each pair without its places in the text.

    >>> x, y, z = (Ref(name, (), (), NOWHERE) for name in "xyz")
    >>> from backproof.read.terms.terms import Plus
    >>> [(a.key, b.key) for a, b in exchanged(Plus((x, y), NOWHERE), Plus((x, z), NOWHERE))]
    [('y', 'z')]
    """
    if bare(one) == bare(other):
        return
    parts, others = children(one), children(other)
    alike = len(parts) == len(others) > 0 and bare(_hollow(one)) == bare(_hollow(other))
    if not alike:
        yield bare(one), bare(other)
        return
    for part, instead in zip(parts, others, strict=True):
        yield from exchanged(part, instead)


def _hollow(term: Term) -> Term:
    return rebuilt(term, lambda _: HOLE)
