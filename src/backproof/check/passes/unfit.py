r"""Lines whose shapes do not fit, and that are right with another link of a chain rule, or without one name.

Beside ``\partial L/\partial a`` the link ``\partial W/\partial z`` hangs on nothing. Where shapes do not fit, and the
line is right with ``\partial a/\partial z`` there, nobody can mean it as it is written. So it is with a name that only
keeps the others from fitting. What may be ones, or a mask, stays open: it does not vary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.check.doubts.finding import Finding
from backproof.check.doubts.hedges import misfit
from backproof.check.interpretation.conventions import Judged
from backproof.check.layers.in_numbers import plain
from backproof.check.passes.instead import is_open, openings, put_in
from backproof.check.passes.too_many import left_out, name_alone
from backproof.check.prepared import Prepared
from backproof.check.review import varying
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.document import Document
from backproof.read.lines import Mismatch
from backproof.read.terms.rewriting import alike, bare, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Partial, Ref, Term

MOST: Final = 4
"""So many ways to mend a line are tried."""


@final
@dataclass(frozen=True, slots=True)
class Mended:
    """A side that may fit, and what is said of it."""

    side: Term
    said: str


def refuted(document: Document, judged: Judged, bench: Bench, ready: Prepared) -> Judged:
    """What is judged, with the lines that do not fit refuted that are right when they are mended."""
    lines, outcomes = document.lines, list(judged.outcomes)
    misfits = {
        at: line.misfit
        for at, line in zip(ready.origins, ready.document.lines, strict=False)
        if line.misfit is not None and is_open(lines[at], outcomes[at]) and _is_of(line.misfit, outcomes[at])
    }
    if not misfits:
        return judged
    heads, varies = openings(lines), varying.letters(lines, outcomes)
    asked = {at: [*_mended(lines[at].side, heads[at], varies)] for at in misfits}
    for at, mended in _right(document, asked, judged, bench).items():
        mismatch = misfits[at]
        said = f"{misfit(mismatch, '').reason}; {mended.said}"
        shown = Counterexample({}, mismatch.written, mismatch.true)
        finding = Finding(Verdict.WRONG, said, counterexample=shown)
        outcomes[at] = replace(outcomes[at], finding=finding, claims=(), instances=())
    return replace(judged, outcomes=outcomes)


def _is_of(mismatch: Mismatch, outcome: Outcome) -> bool:
    """Whether a line is open because its shapes do not fit."""
    return bool(mismatch.written) and outcome.finding.reason == misfit(mismatch, "").reason


def _right(
    document: Document, asked: Mapping[int, Sequence[Mended]], judged: Judged, bench: Bench
) -> Mapping[int, Mended]:
    """The first way to mend each line with which it is right."""
    right: dict[int, Mended] = {}
    for rank in range(MOST):
        now = {at: ways[rank] for at, ways in asked.items() if rank < len(ways) and at not in right}
        found = put_in(document, {at: each.side for at, each in now.items()}, judged, bench) if now else {}
        right |= {at: now[at] for at, several in found.items() if all(each.is_right for each in several)}
    return right


def _mended(side: Term | None, head: Term | None, varies: Set[str]) -> Iterator[Mended]:
    """The ways to mend a side, of which at most one name is another."""
    if side is None or head is None:
        return
    # What the head is itself says nothing of a side.
    yield from (each for each in _linked(side, head) if not any(alike(head, part) for part in walk(each.side)))
    own = {ref.key for ref in references(head)}
    for part, without, _, _ in left_out(side):
        name = name_alone(part)
        # A name alone is what the left side is called, or a state that steps overwrite.
        if name is not None and plain(name.base) in varies and name.key not in own and name_alone(without) is None:
            yield Mended(without, f"it is right without {name.key}")


def _linked(side: Term, head: Term) -> Iterator[Mended]:
    """A side with one derivative between others that goes on from one to the other, or to what the head is."""
    links = [part for part in occurrences(side, Partial) if name_alone(part.of) is not None]
    if not links:
        return
    begins, ends = {bare(each.of): each.of for each in links}, {bare(each.by): each.by for each in links}
    # What a link may hang on: the ends of others on which nothing hangs, and those of the head.
    above: dict[Term, Term] = {key: by for key, by in ends.items() if key not in begins}
    below: dict[Term, Term] = {key: of for key, of in begins.items() if key not in ends}
    first, last = bare(links[0].of), bare(links[-1].by)
    if isinstance(head, Partial):
        above, below = {**above, bare(head.of): head.of}, {**below, bare(head.by): head.by}
        first, last = bare(head.of), bare(head.by)
    for link in links:
        of, by = bare(link.of), bare(link.by)
        if of not in ends and of != first:
            for each in (each for key, each in above.items() if key not in {by, last}):
                yield _with(side, link, replace(link, of=each))
        if by not in begins and by != last:
            for each in (each for key, each in below.items() if key not in {of, first}):
                if isinstance(each, Ref):
                    yield _with(side, link, replace(link, by=each))


def _with(side: Term, link: Partial, instead: Partial) -> Mended:
    def put(term: Term) -> Term:
        return instead if term is link else rebuilt(term, put)

    of = name_alone(instead.of)
    above = instead.by.key if of is None else of.key
    return Mended(put(side), f"it is right with the derivative of {above} by {instead.by.key} in it")
