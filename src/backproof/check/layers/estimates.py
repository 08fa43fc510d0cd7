r"""Estimates that no line defines: the ``\hat Y`` of ``C = \|Y - \hat Y\|^2`` is what the network puts out.

It is where the document differentiates the loss by the activations of the last layer, and defines no other way from
these to the loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.layers.named import OUTPUT, place
from backproof.check.layers.recurrence import refs_of
from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import NOWHERE, Call, Partial, Ref
from backproof.read.vocabulary import LOSS_LETTERS

HAT = re.compile(r"\\(?:wide)?hat\{(?P<label>.*)\}")


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with what such an estimate is behind them."""
    defined = {line.head.base for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES}
    estimates = {ref.base: ref for line in lines for ref in _estimates(line) if ref.base not in defined}
    outputs = list(dict.fromkeys(_outputs(lines)))
    if len(estimates) != 1 or len(outputs) != 1:
        return tuple(lines)
    ((estimate, written),) = estimates.items()
    losses = {line.head.key for line in lines if isinstance(line.head, Ref) and written in _estimates(line)}
    if any(outputs[0].base in {ref.base for ref in refs_of(line)} for line in lines if _is_loss(line, losses)):
        return tuple(lines)
    used = {len(ref.subs) for line in lines for ref in refs_of(line) if ref.base == estimate}
    if len(used) != 1 or not any(_differentiates(line, losses, outputs[0]) for line in lines):
        return tuple(lines)
    head = replace(written, span=NOWHERE)
    side = replace(outputs[0], subs=head.subs, span=NOWHERE)
    return (*lines, Line(NOWHERE, head, "=", side, (), None, True, lines[0].section))


def _estimates(line: Line) -> Iterator[Ref]:
    r"""The estimates in a loss beside the labels that they are of: ``\hat Y`` beside Y."""
    if not isinstance(line.head, Ref) or line.head.base not in LOSS_LETTERS or line.side is None:
        return
    refs = list(references(line.side))
    labels = {(ref.base, ref.subs) for ref in refs}
    for ref in refs:
        hat = HAT.fullmatch(ref.base)
        if hat is not None and not ref.sups and (hat["label"], ref.subs) in labels:
            yield replace(ref, span=NOWHERE)


def _is_loss(line: Line, losses: set[str]) -> bool:
    return isinstance(line.head, Ref) and line.head.key in losses


def _outputs(lines: Sequence[Line]) -> Iterator[Ref]:
    """The activations of the last layer: of all layers by a letter, of the output layer by its name or number."""
    heads = [
        line.head
        for line in lines
        if isinstance(line.head, Ref) and isinstance(line.side, Call) and line.relation in DEFINES and line.head.sups
    ]
    last = max((int(ref.sups[0]) for ref in heads if ref.sups[0].isdigit()), default=0)
    known = [ref for ref in heads if place(ref.sups[0]) == OUTPUT or ref.sups[0] == str(last)]
    # Where the last layer has a name or a number, or another one follows it, the letter is that of all layers.
    lettered = [ref for ref in heads if (letter := LAYER.fullmatch(ref.sups[0])) is not None and letter[2] is None]
    follows = any("L+1" in ref.sups for line in lines for ref in refs_of(line))
    for ref in known or ([] if follows else lettered):
        yield Ref(ref.base, (), ref.sups if known else ("L",), NOWHERE)


def _differentiates(line: Line, losses: set[str], output: Ref) -> bool:
    """Whether a line has the derivative of a loss by the activations of the last layer."""
    parts = (part for term in line.sides for part in occurrences(term, Partial))
    own = [part.by for part in parts if isinstance(part.of, Ref) and part.of.key in losses]
    return any(by.base == output.base and (by.sups == output.sups or _is_number(by)) for by in own)


def _is_number(ref: Ref) -> bool:
    """Whether a layer has a number: whichever it is, it is above the inputs, and the loss depends on it."""
    return len(ref.sups) == 1 and ref.sups[0].isdigit()
