r"""Outputs without their layer: the a of ``\nabla_a C`` and of ``C = \frac12 \sum (y - a)^2`` is ``a^L``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from backproof.check.layers.lettered import defines_total, is_bare, is_layered, parsed, partials
from backproof.check.layers.recurrence import refs_of
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references
from backproof.read.terms.terms import Call, Listed, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS


def settle(lines: Sequence[Line]) -> list[Line]:
    r"""``\nabla_a C`` is a gradient by outputs: a name that only derivatives write without its layer is ``a^L``.

    So is one that a loss has without any layer.
    """
    layered = {ref.base for line in lines for ref in refs_of(line) if is_layered(ref)}
    below = Counter(part.by.base for line in lines for part in partials(line) if is_bare(part.by))
    plain = Counter(ref.base for line in lines for ref in refs_of(line) if is_bare(ref))
    outputs = {base for base in layered if below[base] and below[base] == plain[base]}

    def change(term: Term) -> Term:
        match term:
            case Partial(of, by) if by.base in outputs and is_bare(by):
                return replace(term, of=change(of), by=replace(by, sups=("L",)))
            case Ref():
                return term
            case _:
                return rebuilt(term, change)

    found = [line.changed(change) for line in lines] if outputs else list(lines)
    for section in sorted({line.section for line in lines if _is_of_bare(line, layered)}):
        found = _with_bare_outputs(found, section, layered)
    return found


def _is_of_bare(line: Line, layered: Set[str]) -> bool:
    r"""Whether a line defines a loss by outputs without their layer: ``\frac12 \sum (y - a)^2``; a set is no loss."""
    if not (defines_total(line) and _loss(line.head)) or line.side is None or isinstance(line.side, Listed):
        return False
    own = [ref for ref in references(line.side) if ref.base in layered]
    return bool(own) and all(map(is_bare, own))


def _computes(line: Line, base: str) -> bool:
    """Whether a line says what a name of layers is, by others."""
    match line.head, line.side:
        case Ref(base=own) as head, side if own == base and is_layered(head) and side is not None:
            return all(ref.base != base or parsed(ref) != parsed(head) for ref in references(side))
        case _:
            return False


def _loss(head: Term | None) -> bool:
    name = head.name if isinstance(head, Call) else head
    return isinstance(name, Ref) and name.base in LOSS_LETTERS


def _with_bare_outputs(lines: Sequence[Line], section: int, layered: Set[str]) -> list[Line]:
    """A section with the last layer in the lines that name outputs, as its loss does, without their letter.

    A name that a line defines so, in the section or before it, is itself; parameters may be those of any layer.
    """
    before = [line for line in lines if line.section <= section]
    heads = {line.head.base for line in before if isinstance(line.head, Ref) and is_bare(line.head)}
    own = [line for line in before if line.section == section and _is_of_bare(line, layered)]
    outputs = {ref.base for line in own for ref in refs_of(line) if ref.base in layered} - heads
    computed = {base for base in layered if any(_computes(line, base) for line in lines)} | outputs

    def last(ref: Ref) -> Ref:
        return replace(ref, sups=("L",)) if ref.base in computed and is_bare(ref) else ref

    def names_outputs(line: Line) -> bool:
        refs = [ref for ref in refs_of(line) if ref.base in layered]
        beside = any(parsed(ref) == ("L", 0) and ref.base in outputs for ref in refs)
        return not beside and any(ref.base in outputs and is_bare(ref) for ref in refs)

    return [with_refs(line, last) if line.section == section and names_outputs(line) else line for line in lines]
