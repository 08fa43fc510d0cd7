r"""Errors that a slip defines: beside a wrong ``\delta = a - y`` the line ``\partial C/\partial b = \delta`` is right.

What an error is, the field says: the derivative of the loss by what a unit computes. Where a definition says something
else, and lines that use the error hold by its meaning and not by the definition, it is the definition that is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import final

from backproof.check.definitions.definitions import NO_LINE
from backproof.check.definitions.errors import activated, is_error
from backproof.check.doubts.finding import Finding, guarded
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, references, walk
from backproof.read.terms.terms import Partial, Ref, Term, minus

LITERAL = TABLE[:2]
FEWEST = 2


@final
@dataclass(frozen=True, slots=True)
class Use:
    """A derivative of a loss that a line says by an error, and the definition of that error."""

    claim: Claim
    loss: Term
    defined: Defined


@final
@dataclass(frozen=True, slots=True)
class Mended:
    """A definition that is a slip: what is said of it and of its uses, and what it should say."""

    findings: Mapping[int, Finding]
    instead: Mapping[str, Defined]

    def updates(
        self, findings: Sequence[Finding], claims: Sequence[Sequence[Claim]], judge: Judge
    ) -> Iterator[tuple[int, Finding]]:
        """Refuted lines that hold by what it should say, by their ``claims``: steps of gradient descent."""
        for at, finding in enumerate(findings):
            refuted = finding.verdict is Verdict.WRONG and at not in self.findings
            if refuted and any(judge.right_with(claim, self.instead, ()) for claim in claims[at]):
                yield at, Finding(Verdict.RIGHT)


def mended(
    lines: Sequence[Line], findings: Sequence[Finding], judge: Judge, opening: Mapping[int | None, int]
) -> list[Mended]:
    """The definitions that are slips, and the lines that hold by what they should say.

    ``opening`` says which line opened a chain.
    """
    grouped: defaultdict[int, list[Use]] = defaultdict(list)
    for use in _uses(lines, findings, judge, opening):
        # A line that is open for another reason says nothing of the definition.
        if findings[use.claim.line].verdict is not Verdict.UNCHECKED:
            grouped[use.defined.line].append(use)
    refuted = {at for at, uses in grouped.items() if any(map(partial(_is_refuted, findings), uses))}
    # Which of two errors in one line makes it wrong, that line does not say.
    alone = {at: [use for use in uses if len(_errors(use.claim.right, judge)) == 1] for at, uses in grouped.items()}
    held = {own[0].defined.key for own in alone.values() if own and not any(map(partial(_is_refuted, findings), own))}
    # An error that is handed back by another one is the slip only where the uses of that one hold.
    disputed = (at for at in refuted if _errors(grouped[at][0].defined.body, judge) <= held)
    found = (_mended(at, grouped[at], lines, findings, judge) for at in sorted(disputed))
    return [each for each in found if each is not None]


def _is_refuted(findings: Sequence[Finding], use: Use) -> bool:
    return findings[use.claim.line].verdict is Verdict.WRONG


def _errors(term: Term, judge: Judge) -> set[str]:
    """The errors that a term names."""
    return {resolved(judge.book.names, ref).key for ref in references(term) if is_error(ref)}


def _uses(
    lines: Sequence[Line], findings: Sequence[Finding], judge: Judge, opening: Mapping[int | None, int]
) -> Iterator[Use]:
    for at, line in enumerate(lines):
        first = line if line.head is not None or line.chain not in opening else lines[opening[line.chain]]
        if not isinstance(first.head, Partial) or line.side is None or line.problem is not None:
            continue
        claim = Claim(first.head, line.side, line.conditions, line.section, at)
        for defined in (judge.book.in_scope(key, line.section, at) for key in _errors(line.side, judge)):
            if defined is not None and _is_plain(defined) and findings[defined.line].verdict in PROVED:
                yield Use(claim, first.head.of, defined)


def _is_plain(defined: Defined) -> bool:
    """Whether a line says what an error is by more than a derivative alone."""
    if defined.line < 0:
        return False
    # A chain rule is what it says: of ``\partial C/\partial a \, \sigma'(z)`` the slope may be lost.
    chained = sum(isinstance(part, Partial) for part in walk(defined.body)) > 1
    return not chained and not isinstance(defined.body, Partial)


def _mended(
    at: int, uses: Sequence[Use], lines: Sequence[Line], findings: Sequence[Finding], judge: Judge
) -> Mended | None:
    """What becomes of a definition and its uses, where one quantity makes all of them right."""
    defined, loss = uses[0].defined, uses[0].loss
    head = lines[at].head
    pairs = list(activated(head, lines)) if isinstance(head, Ref) else []
    meanings = [Partial(loss, quantity, lines[at].span) for pair in pairs for quantity in pair]
    # One use of what another convention calls the error is that line's slip; two are what the author means.
    usual = any(_says(defined, term, judge) for each in meanings for term in (each, minus(each, each.span)))
    if usual and len({bare(use.claim.left) for use in uses}) < FEWEST:
        return None
    used = (use.claim.left for use in uses if isinstance(head, Ref) and bare(use.claim.right) == bare(head))
    # Where no line says what a unit computes, the use that is the error alone does, if others hold by it.
    several = not pairs and len({bare(use.claim.left) for use in uses}) >= FEWEST
    named = [Partial(loss, inside, lines[at].span) for inside, _ in pairs]
    for meaning in (*named, *used) if several else named:
        instead = {defined.key: replace(defined, body=meaning, line=NO_LINE)}
        if all(judge.right_with(use.claim, instead, ()) for use in uses):
            finding = guarded(partial(judge.claim, Claim(meaning, defined.body, (), defined.section, at), LITERAL))
            if finding.verdict is Verdict.WRONG:
                wrong = (use.claim.line for use in uses if findings[use.claim.line].verdict not in PROVED)
                return Mended({at: finding, **dict.fromkeys(wrong, Finding(Verdict.RIGHT))}, instead)
    return None


def _says(defined: Defined, meaning: Term, judge: Judge) -> bool:
    """Whether a definition says what a meaning does."""
    claim = Claim(meaning, defined.body, (), defined.section, defined.line)
    return guarded(partial(judge.claim, claim, LITERAL)).verdict in PROVED
