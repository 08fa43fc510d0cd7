"""A submission against a key: judged by its own equations, by those of the key where it leaves some out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import final

from backproof.calculus.bench import Bench
from backproof.check.document import check_document
from backproof.check.grading.joining import Joined, completed, without
from backproof.check.grading.keys import Key, networks
from backproof.check.grading.marking import Mark, Marking
from backproof.check.grading.models import Alike, match
from backproof.check.grading.quantities import Kind, Quantity, stated
from backproof.check.grading.rubric import Rubric
from backproof.check.names.gathering import build as named
from backproof.check.understood import understand_document
from backproof.check.verdicts.verdict import Checked, Judgement, Role, Verdict
from backproof.read.document import Document, read_together
from backproof.source import Source


@final
@dataclass(frozen=True)
class Graded:
    """A submission with its verdicts and its marks; ``notes`` say how it was matched with the key."""

    checked: Checked
    marks: tuple[Mark, ...]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of the submission."""
        return self.checked.source.name

    @property
    def points(self) -> float:
        """What is earned for sure."""
        return sum(mark.earned for mark in self.marks if mark.earned is not None)

    @property
    def undecided(self) -> float:
        """The points that a person has to decide about."""
        return sum(mark.part.each for mark in self.marks if mark.earned is None)

    @property
    def possible(self) -> float:
        """All points of the task."""
        return sum(mark.part.each for mark in self.marks)


def grade(key: Key, rubric: Rubric, source: Source, bench: Bench | None = None, *, repairs: bool = False) -> Graded:
    """Judge a submission and give points for its answers; submissions that share a bench share their proofs.

    ``repairs``: say what would make wrong lines true.

    >>> key = Key.of(Source("key.md", "$L = (y - wx)^2$ and $\\\\frac{dL}{dw} = -2(y - wx)x$"))
    >>> found = grade(key, key.usual(), Source("hw.md", "$\\\\frac{dL}{dw} = 2(wx - y)x$"))
    >>> found.points, found.possible, found.marks[0].reason
    (1.0, 1.0, 'right')
    """
    bench = bench or Bench(0)
    theirs, own = read_together((key.source, source))
    joined, given = completed(theirs, own, key.losses)
    names = named(joined.lines)
    said = tuple(stated(joined.lines, names))[given:]
    alike = _alike(key, joined, said, bench)
    checked = check_document(source, joined, bench, given, repairs=repairs)
    by_key: Mapping[int, Verdict] = {}
    if alike is not None and alike.different:
        others = frozenset(at for at, each in enumerate(said) if _differs(each, alike))
        judgements = (_held(each, at in others) for at, each in enumerate(checked.judgements))
        checked = replace(checked, judgements=tuple(judgements))
        by_key = _by_key(source, completed(theirs, without(own, others), key.losses), others, bench)
    marking = Marking(rubric, alike, joined.lines[given:], said, checked.judgements, names, by_key)
    return Graded(checked, tuple(marking.marks()), tuple(_notes(alike, checked)))


def _by_key(source: Source, joined: Joined, left_out: frozenset[int], bench: Bench) -> Mapping[int, Verdict]:
    """The verdicts on the other lines where the key's definitions stand for those of a submission."""
    document, given = joined
    found = check_document(source, document, bench, given).judgements
    places = (at for at in range(len(found) + len(left_out)) if at not in left_out)
    return {at: each.verdict for at, each in zip(places, found, strict=True)}


def _alike(key: Key, joined: Document, said: Sequence[Quantity | None], bench: Bench) -> Alike | None:
    """How the letters of a submission are those of the key; None where its network is another one."""
    own = {each.name for each in said if each is not None and each.kind is Kind.VALUE}
    defined = {each.symbol.name for network in key.networks for each in network.model}
    theirs = networks(understand_document(joined, bench).definitions) if own else ()
    if not key.networks or not (own & defined or any(each.loss.symbol.name in own for each in theirs)):
        return Alike({})
    for ours in key.networks:
        same = [each for each in theirs if each.loss.symbol.name == ours.loss.symbol.name]
        for network in same or theirs:
            if (found := match(ours, network)) is not None:
                return found
    return None


def _differs(stated: Quantity | None, alike: Alike) -> bool:
    return stated is not None and stated.kind is Kind.VALUE and stated.name in alike.different


def _held(judgement: Judgement, differs: bool) -> Judgement:
    """A definition that is not the key's is wrong, though it is well-formed."""
    if not differs or judgement.role is Role.NUMBER:
        return judgement
    return replace(judgement, verdict=Verdict.WRONG, reason="the key defines this in another way")


def _notes(alike: Alike | None, checked: Checked) -> Iterator[str]:
    if not checked.judgements:
        yield "this submission has no equations"
    if alike is None:
        yield "its network is not that of the key, under any way to match the letters"
        return
    renamed = [f"{their} is the key's {one}" for one, their in alike.letters.items() if one != their]
    if renamed:
        yield f"read with: {', '.join(renamed)}"
    if not alike.unique:
        yield "the letters can be matched with those of the key in several ways, of which one was taken"
