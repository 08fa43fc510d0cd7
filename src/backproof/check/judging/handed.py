r"""Errors that layers hand back, where the error of another layer is proved to be the derivative of the loss.

``\delta^{(2)} = (a - y) a (1 - a)`` says without a derivative what it is of: :math:`\partial L/\partial z^{(2)}`. Then
the error of the layer below is that of its own z, and a slip in what defines it is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import final

from backproof.check.definitions.errors import EQUALS, activated, at_layer_of, is_error, loss_of, stem
from backproof.check.doubts.finding import guarded
from backproof.check.indices.letters import resolved
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Partial, Ref, Term

LITERAL = TABLE[:2]


def firm(meanings: Sequence[Line], lines: Sequence[Line], judge: Judge) -> list[Line]:
    """Those of the lines that say what an error means which the errors of other layers are proved to mean, too."""
    loss = loss_of(lines) if meanings else None
    if loss is None:
        return []
    return [each for each in meanings if any(one.is_proved() for one in _handed(each, loss, lines, judge))]


def _handed(meaning: Line, loss: Ref, lines: Sequence[Line], judge: Judge) -> Iterator[_Handed]:
    quantity = next(part.by for term in meaning.sides for part in occurrences(term, Partial))
    for at, line in enumerate(lines):
        if line.span == meaning.span and line.head == meaning.head and line.side is not None:
            assert isinstance(line.head, Ref)
            yield _Handed(at, line.head, line.side, quantity, loss, lines, judge)


@final
@dataclass(frozen=True)
class _Handed:
    """An error with what a line says of it, and the quantity that it is the derivative by if it is as usual."""

    line: int
    error: Ref
    written: Term
    quantity: Ref
    loss: Ref
    lines: Sequence[Line]
    judge: Judge

    def is_proved(self) -> bool:
        """Whether those of other layers are what it is said to be, and nothing shows that its author means another."""
        others = list(self.others())
        proved = (guarded(partial(self.judge.claim, each, LITERAL)).verdict in PROVED for each in others)
        if not others or not all(proved):
            return False
        return self.is_of(self.quantity) or not (self.is_of_another() or self.is_used_as_written())

    def others(self) -> Iterator[Claim]:
        """What the errors of other layers are that rest on no error, if they mean the same."""
        for at, line in enumerate(self.lines):
            match line.head, line.side:
                case Ref() as error, side if side is not None and line.problem is None and line.relation in EQUALS:
                    alike = stem(error) == stem(self.error) and len(error.subs) == len(self.error.subs)
                    plain = not has(side, Partial)
                    if alike and plain and not any(map(is_error, references(side))):
                        meant = Partial(self.loss, at_layer_of(self.quantity, error), line.span)
                        yield Claim(meant, side, line.conditions, line.section, at)
                case _:
                    continue

    def is_of_another(self) -> bool:
        """Whether it is what the derivative by something else of its layer would be."""
        pairs = activated(self.error, self.lines)
        return any(self.is_of(each) for pair in pairs for each in pair if stem(each) != stem(self.quantity))

    def is_of(self, quantity: Ref) -> bool:
        """Whether what is written is the derivative of the loss by a quantity."""
        meant = Partial(self.loss, quantity, quantity.span)
        claim = Claim(meant, self.written, (), self.lines[self.line].section, self.line)
        return guarded(partial(self.judge.claim, claim)).verdict in PROVED

    def is_used_as_written(self) -> bool:
        """Whether a derivative of the loss is what a line says by it, where it is what is written."""
        book = self.judge.book
        own = resolved(book.names, self.error).key
        if own not in book.assumed:
            return False
        instead = {**book.assumed, own: replace(book.assumed[own], body=self.written, line=self.line)}
        uses = (
            Claim(line.head, line.side, line.conditions, line.section, at)
            for at, line in enumerate(self.lines)
            if isinstance(line.head, Partial) and line.side is not None and line.problem is None
        )
        named = (use for use in uses if own in {resolved(book.names, ref).key for ref in references(use.right)})
        return any(self.judge.right_with(use, instead, ()) for use in named)
