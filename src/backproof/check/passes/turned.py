r"""Definitions with a transpose that lines behind them lack: ``v = W^T h`` beside ``\partial L/\partial h = W^T d``.

Where all lines that say something of W are refuted, two or more, and all hold where the definition has W instead, the
slip may be its own: what is refuted so is open, and so is the definition. The same holds of a product in the other
order: ``z = W h`` beside ``h^T d`` and ``d W^T``, which are those of ``z = h W``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.calculus.bench import Bench
from backproof.check.definitions.definitions import defines
from backproof.check.doubts.finding import Finding
from backproof.check.interpretation.conventions import Judged
from backproof.check.passes.proving import proved
from backproof.check.prepared import prepared
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import Ref, Term, Times, Transposed

FEWEST: Final = 2
"""So many lines against one may be right."""
DISPUTED: Final = "it fits the lines behind it where {} {} in it"
HELD: Final = "it holds where {} {} in the line that defines {}"


def disputed(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with definitions and lines that a transpose sets against each other as open."""
    outcomes = list(judged.outcomes)
    lines = document.lines
    against: defaultdict[str, set[int]] = defaultdict(set)
    for at, each in enumerate(outcomes):
        if each.finding.verdict is Verdict.WRONG and each.role is Role.CLAIM:
            for key in {ref.key for term in lines[at].sides for ref in references(term) if _is_matrix(ref)}:
                against[key].add(at)
    for key, refuted in against.items():
        places = [at for at, line in enumerate(lines) if _multiplies(line, key)] if len(refuted) >= FEWEST else []
        if len(places) != 1 or outcomes[places[0]].finding.verdict not in PROVED:
            continue
        (place,) = places
        for how, change in (("is transposed", _turned), ("stands on the other side", _exchanged)):
            turned = lines[place].changed(partial(change, key=key))
            if turned is lines[place]:
                continue
            other = replace(document, lines=(*lines[:place], turned, *lines[place + 1 :]))
            again = proved(other, prepared(other), bench).outcomes
            if _holds(outcomes, again, refuted, place):
                head = lines[place].head
                said = HELD.format(key, how, head.key if isinstance(head, Ref) else "it")
                outcomes[place] = _open(outcomes[place], DISPUTED.format(key, how))
                for at in refuted:
                    outcomes[at] = _open(outcomes[at], said)
                break
    return replace(judged, outcomes=outcomes)


def _is_matrix(ref: Ref) -> bool:
    return not ref.subs and not ref.at and ref.base[-2:].strip("}").isupper()


def _multiplies(line: Line, key: str) -> bool:
    """Whether a line defines something by a product with a matrix."""
    if not defines(line) or line.side is None:
        return False
    return any(_names(each, key) for part in occurrences(line.side, Times) for each in part.factors)


def _names(term: Term, key: str) -> bool:
    match term:
        case Transposed(Ref() as ref) | (Ref() as ref):
            return ref.key == key
        case _:
            return False


def _turned(term: Term, key: str) -> Term:
    match term:
        case Transposed(Ref() as ref) if ref.key == key:
            return ref
        case Ref() if term.key == key:
            return Transposed(term, term.span)
        case _:
            return rebuilt(term, partial(_turned, key=key))


def _exchanged(term: Term, key: str) -> Term:
    """A product of two with its matrix on the other side."""
    match term:
        case Times((one, other)) if _names(one, key) or _names(other, key):
            return replace(term, factors=(other, one))
        case _:
            return rebuilt(term, partial(_exchanged, key=key))


def _holds(before: Sequence[Outcome], after: Sequence[Outcome], refuted: set[int], place: int) -> bool:
    """Whether all that is refuted is proved, and nothing else is lost."""
    return all(
        new.finding.verdict in PROVED if at in refuted or old.finding.verdict in PROVED else True
        for at, (old, new) in enumerate(zip(before, after, strict=False))
        if at != place
    )


def _open(outcome: Outcome, reason: str) -> Outcome:
    return replace(outcome, finding=Finding(Verdict.UNCHECKED, reason), claims=(), instances=())
