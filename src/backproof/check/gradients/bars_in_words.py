r"""Bars for gradients, where the words say so, or a step: ``W \leftarrow W - \eta \bar W`` descends along a bar.

Equations that say it are read by :mod:`backproof.check.gradients.overbars`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.gradients.overbars import below, with_gradients
from backproof.read.context.barred import Bars
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Big, Call, Num, Plus, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS


def settle(document: Document) -> Document:
    """The document with such bars as derivatives of the loss that is defined nearest before them."""
    bars, lines = document.bars, document.lines
    meant = below(lines) if bars is not None or any(map(_barred_step, lines)) else {}
    bars = bars or _stepped(lines, meant)
    meant = {base: name for base, name in meant.items() if not _is_mean(base, name, lines)}
    if bars is None or not meant:
        return document
    losses = _losses(lines) if bars.loss is None else {0: bars.loss}
    if not losses:
        return document
    outputs = _outputs(lines, meant)
    found: list[Line] = []
    for at, line in enumerate(lines):
        loss = losses[max((each for each in losses if each <= at), default=min(losses))]
        found.append(_by_outputs(with_gradients(line, meant | outputs, loss), line, outputs))
    return replace(document, lines=tuple(found))


def _losses(lines: Sequence[Line]) -> dict[int, Ref]:
    """The losses that lines define, by the number of the line."""
    heads = ((at, line.head) for at, line in enumerate(lines) if line.relation in DEFINES and line.side is not None)
    named = ((at, head.name if isinstance(head, Call) else head) for at, head in heads)
    return {at: name for at, name in named if isinstance(name, Ref) and name.base in LOSS_LETTERS and not name.subs}


def _is_mean(base: str, name: str, lines: Sequence[Line]) -> bool:
    r"""Whether a bar is defined as a mean or a sum of what stands below it: ``\bar x = \frac1n \sum_i x_i``."""
    sides = (line.side for line in lines if isinstance(line.head, Ref) and line.head.base == base)
    totals = (part for side in sides if side is not None for part in occurrences(side, Big))
    return any(ref.base == name for total in totals for ref in references(total))


def _outputs(lines: Sequence[Line], meant: Mapping[str, str]) -> dict[str, str]:
    """For a bar over a target the output, which has a hat: nobody needs the gradient by a target."""
    heads = {line.head.base for line in lines if isinstance(line.head, Ref) and _computes(line)}
    hatted = {base: rf"\hat{{{name}}}" for base, name in meant.items() if name not in heads}
    return {base: output for base, output in hatted.items() if output in heads}


def _computes(line: Line) -> bool:
    """Whether a line says by other names what its head is."""
    return line.relation in DEFINES and line.side is not None and any(True for _ in references(line.side))


def _by_outputs(line: Line, written: Line, outputs: Mapping[str, str]) -> Line:
    """A line that says so, where it takes gradients by outputs."""
    refs = {ref.base for side in written.sides for ref in references(side)} if outputs else set()
    said = tuple(f"{base} is the gradient by {outputs[base]}" for base in sorted(refs & outputs.keys()))
    return replace(line, assumes=(*line.assumes, *said)) if said else line


def _stepped(lines: Sequence[Line], meant: Mapping[str, str]) -> Bars | None:
    """What steps along bars say of these."""
    return Bars() if any(_barred_step(line) in meant for line in lines) else None


def _barred_step(line: Line) -> str:
    r"""The bar along which a line goes down from the name below it: ``w \leftarrow w - \eta \bar w``."""
    match line:
        case Line(head=Ref(base) as head, side=Plus((Ref() as old, Times() as step))) if head.key == old.key:
            bar = rf"\bar{{{base}}}"
            return bar if _goes_down(step, bar) else ""
        case _:
            return ""


def _goes_down(step: Times, bar: str) -> bool:
    """Whether a step is a negative product of a plain letter, the rate, and a bar."""
    factors = list(_factors(step))
    refs = [each for each in factors if isinstance(each, Ref)]
    others = [each for each in refs if each.base != bar and not each.subs and not each.sups]
    falls = any(isinstance(each, Num) and each.value < 0 for each in factors)
    return falls and len(others) == 1 == len(refs) - len(others)


def _factors(term: Term) -> Iterator[Term]:
    for each in term.factors if isinstance(term, Times) else (term,):
        yield from _factors(each) if isinstance(each, Times) else (each,)
