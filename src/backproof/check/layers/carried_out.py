r"""Steps that carry the gradient out: ``w_{t+1} = w_t - \eta (w_t x - y) x`` beside ``L = \frac12 (w x - y)^2``.

It is a step of ``w^{new}`` by w, and held to the loss. As a recurrence it would define the next w, and be right
whatever it says. What has other names with the number of the step, data or a velocity, stays a recurrence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.layers.iterations import alone, updates
from backproof.check.layers.recurrence import derives, marks, refs_of
from backproof.check.names.sampling import with_refs
from backproof.check.steps.rates import RATES, leading
from backproof.read.lines import Line
from backproof.read.notation.assigned import WEIGHTS
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Call, Partial, Plus, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the steps on parameters of a loss without the numbers of steps, where nothing else has such."""
    steps = [
        (head, mark.letter, line)
        for line in lines
        if not derives(line)
        for head, _, mark in updates(line)
        if alone(head, mark.letter) and _has_rate(line, mark.letter)
    ]
    if not steps:
        return lines
    parameters = descended(lines)
    for letter in sorted({letter for _, letter, _ in steps}):
        own = [(head.base, line.chain) for head, own, line in steps if own == letter]
        moved, chains = {base for base, _ in own}, {chain for _, chain in own}
        numbered = [(line, ref) for line in lines for ref in refs_of(line) if _has(ref, letter)]
        others = any(
            line.chain not in chains or ref.base not in moved or not alone(ref, letter) for line, ref in numbered
        )
        if len(moved) == len(own) and moved <= parameters and not others:
            lines = [_stepless(line, letter) if line.chain in chains else line for line in lines]
    return lines


def descended(lines: Sequence[Line]) -> frozenset[str]:
    """The parameters of losses, and of functions that a line differentiates by them."""
    derived = {
        (of.base, part.by.key)
        for line in lines
        for side in line.sides
        for part in occurrences(side, Partial)
        if (of := _named(part.of)) is not None
    }
    heads = ((_named(line.head), line.side) for line in lines if line.relation in DEFINES)
    told = [(head.base, ref.key) for head, side in heads if head and side for ref in references(side)]
    return frozenset(key for of, key in told if (of, key) in derived or (of in LOSS_LETTERS and key in WEIGHTS))


def _named(term: Term | None) -> Ref | None:
    """The name of a quantity, with or without what it is a function of."""
    match term:
        case Ref():
            return term
        case Call(name=name):
            return name
        case _:
            return None


def _has(ref: Ref, letter: str) -> bool:
    return any(mark.letter == letter for mark in marks(ref).values())


def _has_rate(line: Line, letter: str) -> bool:
    """Whether a step goes from the last value by something with a rate."""
    match line.side:
        case Plus((Ref() as old, *steps)) if _has(old, letter):
            rates = {ref.base for step in steps for ref in references(step) if not ref.subs}
            return not rates.isdisjoint(RATES) or any(map(leading, steps))
        case _:
            return False


def _stepless(line: Line, letter: str) -> Line:
    """A step with the next value marked as new, and the last one without its number."""

    def plain(ref: Ref) -> Ref:
        if not _has(ref, letter):
            return ref
        after = any(mark.offset > 0 for mark in marks(ref).values())
        return replace(ref, subs=(), sups=(*ref.sups, "new") if after else ref.sups)

    return with_refs(line, plain)
