r"""Gradients of a cost by what its steps change: ``\nabla C`` beside ``w \leftarrow w - \eta \nabla C`` is that by w.

A step names what it changes. Where all steps with such a gradient change the same name, the other lines mean it, too;
where they change several ones, each step means its own. Without a step it may be the only parameter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.gradients.output_gradients import UNSAID
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references
from backproof.read.terms.terms import Call, Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS

CHANGE: Final = "\\Delta "
PARAMETERS: Final = frozenset({"w", "W", "b", "v", "V", "u", "U", "theta", "Theta", "beta", "omega"})
ASSUMED: Final = "the gradient of the cost without a variable is the one by {}"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such gradients as derivatives."""
    found = tuple(lines)
    costs = {cost for line in lines for cost in _costs(line)}
    for cost in sorted(costs - _of_arguments(lines) if costs else costs):
        found = _settled(found, cost)
    return found


def _of_arguments(lines: Sequence[Line]) -> set[str]:
    r"""The costs that are written with what they are functions of: ``\nabla C`` is by w beside ``C(w)``."""
    calls = (call for line in lines for term in line.sides for call in occurrences(term, Call))
    return {call.name.base for call in calls if len(call.arguments) == 1}


def _settled(lines: tuple[Line, ...], cost: str) -> tuple[Line, ...]:
    """The lines with the gradients of one cost as derivatives."""
    steps = [_stepped(line, cost) for line in lines]
    names = [ref for line in lines for term in line.sides for ref in references(term)]
    parameters = [ref for ref in names if _letter(ref.base) in PARAMETERS]
    alone = len({ref.base for ref in parameters}) == 1
    stepped = {ref.key: ref for ref in steps if ref is not None}
    if not stepped and alone:
        whole = {ref.key: ref for ref in parameters if not ref.subs and not ref.sups}
        return tuple(
            _by(line, cost, _only(whole), sure=False) if isinstance(line.head, Nabla) else line for line in lines
        )
    by = _only(stepped)
    return tuple(
        _by(line, cost, step or by, sure=alone or step is not None) for line, step in zip(lines, steps, strict=True)
    )


def _only(names: Mapping[str, Ref]) -> Ref | None:
    """The one of some names, where there are no others."""
    return next(iter(names.values())) if len(names) == 1 else None


def _letter(base: str) -> str:
    """A letter without its style: w of ``\\mathbf{w}``."""
    return base.rpartition("{")[2].rstrip("}")


def _costs(line: Line) -> set[str]:
    """The costs of which a line has a gradient by something that is not written."""
    parts = (part for term in line.sides for part in occurrences(term, Nabla))
    return {cost for part in parts if (cost := _cost(part)) is not None}


def _cost(term: Nabla) -> str | None:
    match term.of:
        case Ref(base, (), ()) if not term.each and _letter(base) in LOSS_LETTERS:
            return base
        case _:
            return None


def _stepped(line: Line, cost: str) -> Ref | None:
    r"""What a line changes along the gradient of a cost: w of ``\Delta w = -\eta \nabla C``."""
    if cost not in _costs(line):
        return None
    match line.head, line.side:
        case Ref(base) as head, _ if base.startswith(CHANGE) and _letter(base.removeprefix(CHANGE)) not in LOSS_LETTERS:
            return replace(head, base=base.removeprefix(CHANGE))
        case Ref() as head, Plus((Ref() as old, step)) if old.base == head.base:
            falls = isinstance(step, Times) and isinstance(first := step.factors[0], Num) and first.value < 0
            # What adds gradients up is no parameter: ``g \leftarrow g + \nabla C``.
            return old if falls or _letter(head.base) in PARAMETERS else None
        case _:
            return next(_moved(line), None)


def _moved(line: Line) -> Iterator[Ref]:
    r"""The names of which a gradient is multiplied with the change: v of ``\nabla C \cdot \Delta v``."""
    for product in (part for term in line.sides for part in occurrences(term, Times)):
        if has(product, Nabla):
            changes = (each for each in product.factors if isinstance(each, Ref) and each.base.startswith(CHANGE))
            yield from (replace(each, base=each.base.removeprefix(CHANGE)) for each in changes)


def _by(line: Line, cost: str, by: Ref | None, *, sure: bool) -> Line:
    """A line with its gradients as derivatives; ``sure``: it is clear by what they are."""
    if by is None or cost not in _costs(line):
        return line

    def change(term: Term) -> Term:
        match term:
            case Nabla(Ref() as of, span) if _cost(term) == cost:
                return Partial(of, replace(by, span=span), span)
            case Ref():
                return term
            case _:
                return rebuilt(term, change)

    written = line.changed(change)
    if sure:
        return written
    return replace(written, assumes=(*line.assumes, ASSUMED.format(by.key)), limited=line.limited or UNSAID)
