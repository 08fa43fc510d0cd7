r"""Letters of derivatives, ``G_{ij} = \partial L/\partial O_{ij}``, ``s = \partial a/\partial z``, and adjoints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Call, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

JACOBIANS = frozenset({"J", "\\mathbf{J}", "\\boldsymbol{J}", "\\bm{J}", "\\mathrm{J}"})
"""Letters of Jacobians, whose entries are named by what is differentiated and by what."""


def named(lines: Sequence[Line]) -> frozenset[int]:
    r"""The lines that give the gradient of a loss a letter of its own: ``G_{ij} = \partial L/\partial O_{ij}``.

    The letter stands nowhere before, and no other line opens with it but those of further steps: an adjoint state
    ``\lambda_t`` is said by the next one, too. So is each entry of a Jacobian, ``J_{ij} = \partial y_i/\partial x_j``,
    where a line of its section, or one before it, says what y is, and any letter that first stands before a derivative
    of what a line before it defines: what else is said of it is a claim. The slope of a number by a number, as
    ``v = dy/dt``, may stand before what its section says of y, and the gradient by what has the same layer and the same
    indices anywhere.
    """
    if not any(isinstance(line.head, Ref) and isinstance(line.side, Partial) for line in lines):
        return frozenset()
    first: dict[str, int] = {}
    others = {line.head.base for line in lines if isinstance(line.head, Ref) and not _is_step(line.head, line.side)}
    heads = Counter(line.head.base for line in lines if isinstance(line.head, Ref))
    near = {(line.section, _name(line.head).base) for line in lines if isinstance(line.head, Ref | Call)}
    said = {line.head.base: at for at, line in reversed([*enumerate(lines)]) if isinstance(line.head, Ref)}
    again = {line.head.base for line in lines if isinstance(line.head, Ref) and _goes_on(line.head, line.side)}
    stepped: set[str] = set()
    for at, line in enumerate(lines):
        for ref in (ref for term in line.sides for ref in references(term)):
            first.setdefault(ref.base, at)
    found: set[int] = set()
    entries: set[str] = set()
    for at, line in enumerate(lines):
        match line.head, line.side:
            case Ref(subs=subs) as head, Partial(Ref() | Call() as of, by) if (
                head.base in JACOBIANS and subs and subs == (*_name(of).subs, *by.subs)
            ) and ((line.section, _name(of).base) in near or said.get(_name(of).base, at) < at):
                found.update([at] if head.key not in entries else [])
            case Ref() as head, Partial(Ref() | Call() as of, by) if (
                first[head.base] == at and head.base not in again and said.get(_name(of).base, at) < at
            ) and {*head.subs} == {*_name(of).subs, *by.subs}:
                found.add(at)
            case Ref() as head, Partial(Ref() | Call() as of, by) if _is_of_a_layer(head, of, by, said):
                found.add(at)
            case Ref() as head, Partial(Ref() | Call() as of, by) if (
                first[head.base] == at and (heads[head.base] == 1 or head.base not in others)
            ) or head.base in stepped:
                stepped.update([head.base] if head.base not in others else [])
                loss = _name(of).base in LOSS_LETTERS | QUANTITY_WORDS
                slope = (line.section, _name(of).base) in near and not (head.subs or _name(of).subs or by.subs)
                found.update([at] if slope or (loss and sorted(head.subs) == sorted(by.subs)) else [])
            case _:
                pass
        entries.update([line.head.key] if isinstance(line.head, Ref) else [])
    return frozenset(found)


def _name(of: Ref | Call) -> Ref:
    return of.name if isinstance(of, Call) else of


def _is_of_a_layer(head: Ref, of: Ref | Call, by: Ref, said: Container[str]) -> bool:
    """Whether a name is that of the gradient of a number by a quantity of its own layer, letter by letter."""
    name = _name(of)
    number = name.base in LOSS_LETTERS | QUANTITY_WORDS or (name.base in said and not (name.subs or name.sups))
    return number and bool(head.sups) and (head.subs, head.sups) == (by.subs, by.sups)


def _is_step(head: Ref, side: Term | None) -> bool:
    """Whether a line gives one step of a gradient, or says it by that of another step."""
    return bool(head.sups) and (isinstance(side, Partial) or _goes_on(head, side, above=True))


def _goes_on(head: Ref, side: Term | None, *, above: bool = False) -> bool:
    """Whether a line says a name by that of another step, which may have to stand above it."""
    refs = () if side is None else references(side)
    return any(ref.base == head.base and (ref.sups != head.sups or not above) for ref in refs)
