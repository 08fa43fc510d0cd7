r"""Numbers of steps by the rule of a recurrence: ``v_2 = 0.9 \cdot 4 + 3.6`` behind ``v_{t+1} = \beta v_t + g_t``.

Momentum, Adam and the states of recurrent networks are written so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.layers.recurrence import Mark, Place, has_offset, marks, refs_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references
from backproof.read.terms.terms import Ref, Term
from backproof.read.vocabulary import ASSIGNMENTS
from backproof.records import Remembering, dataclass, replace


@final
@dataclass(frozen=True, slots=True)
class Recurrences(Remembering):
    """The rules of a document that say what a name is at one step by names at others."""

    lines: Sequence[Line] = ()

    @cached_property
    def rules(self) -> Sequence[tuple[Ref, Term]]:
        """Names at any step, and what they are there."""
        found = (line for line in self.lines if line.problem is None and line.relation in DEFINES)
        offset = (line for line in found if any(map(has_offset, refs_of(line))))
        return [(each.head, each.side) for each in offset if isinstance(each.head, Ref) and each.side is not None]

    @cached_property
    def assigned(self) -> frozenset[str]:
        r"""The names that are given a next value by their last one: ``v \leftarrow \beta v + g``."""
        arrows = [(line.head, line.side) for line in self.lines if line.relation in ASSIGNMENTS]
        pairs = ((head, side) for head, side in arrows if isinstance(head, Ref) and side is not None)
        return frozenset(head.key for head, side in pairs if any(ref.key == head.key for ref in references(side)))

    def of(self, head: Ref) -> Term | None:
        """What a rule says of a name at a step with a number; None where none does.

        >>> from backproof.read.document import read_document
        >>> from backproof.source import Source
        >>> lines = read_document(Source("hw.md", r"$v_{t+1} = \\beta v_t$ $v_0 = 1$ $v_2 = 3$")).lines
        >>> first, second = (Recurrences(lines).of(each.head) for each in lines[1:])
        >>> first, [ref.key for ref in references(second)]
        (None, ['beta', 'v_{1}'])
        """
        return next(self._said(head), None)

    def _said(self, head: Ref) -> Iterator[Term]:
        numbers = marks(head)
        for rule, side in self.rules:
            if rule.base != head.base or (len(rule.subs), len(rule.sups)) != (len(head.subs), len(head.sups)):
                continue
            for place, mark in marks(rule).items():
                number = numbers.get(place)
                if mark.letter and number is not None and not number.letter:
                    step = number.offset - mark.offset
                    if _at(rule, mark.letter, step) == replace(head, span=rule.span) and _exists(side, mark, step):
                        yield _all_at(side, mark.letter, step)


NO_RULES = Recurrences()


def _exists(side: Term, mark: Mark, step: int) -> bool:
    """Whether all steps that a side names have a number."""
    every = (each for ref in references(side) for each in marks(ref).values() if each.letter == mark.letter)
    return all(step + each.offset >= 0 for each in every)


def _all_at(term: Term, letter: str, step: int) -> Term:
    """A term at a step with a number."""
    return _at(term, letter, step) if isinstance(term, Ref) else rebuilt(term, lambda part: _all_at(part, letter, step))


def _at(ref: Ref, letter: str, step: int) -> Ref:
    """A name at a step with a number."""
    own: dict[Place, Mark] = {place: mark for place, mark in marks(ref).items() if mark.letter == letter}
    if not own:
        return ref
    subs, sups = list(ref.subs), list(ref.sups)
    for (kind, at), mark in own.items():
        scripts = subs if kind == "sub" else sups
        written = letter + (f"{mark.offset:+d}" if mark.offset else "")
        scripts[at] = scripts[at].replace(written, str(step + mark.offset))
    return replace(ref, subs=tuple(subs), sups=tuple(sups))
