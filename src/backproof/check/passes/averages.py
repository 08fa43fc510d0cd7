r"""States of optimisers that are no usual ones: ``m_t = \beta m_{t-1} + (1 + \beta) g_t``.

A state is what its author says. But a running average weighs what is new by ``1 - \beta``, is corrected by a power of
its own beta, holds squares where its root divides a step, and a step goes against gradients that were added up (heavy
ball, RMSprop, Adam: Kingma and Ba, algorithm 1). What does otherwise is open: it is another rule, or a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, references
from backproof.read.terms.terms import Call, Divide, Nabla, Num, Partial, Plus, Raise, Ref, Term, Times

ODD: Final = "it is none of the usual rules of a state of an optimiser: {}"
SQUARE: Final = 2


@final
@dataclass(frozen=True, slots=True)
class State:
    """What an equation keeps of the value before, and what it adds to that."""

    kept: tuple[Term, ...]
    added: tuple[Term, ...]


def settled(document: Document, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes with such equations as open."""
    states = {
        at: (line.head.base, state)
        for at, line in enumerate(document.lines)
        if isinstance(line.head, Ref) and (state := _state(line)) is not None
    }
    found = list(outcomes)
    if not states:
        return found
    last = {base: at for at, (base, _) in states.items()}
    odd = {at: said for at, (_, state) in states.items() if (said := _weighed(state))}
    odd |= {
        last[base]: "its root divides a step, and it holds no squares"
        for base in _without_squares(document.lines, {base: states[at][1] for base, at in last.items()})
    }
    for at, line in enumerate(document.lines):
        known = _said_before(at, states)
        if said := _corrected(line, known) or ("" if document.aims.climbs else _climbing(line, document.lines, known)):
            odd.setdefault(at, said)
    for at, said in odd.items():
        if found[at].finding.verdict in PROVED:
            found[at] = replace(found[at], finding=Finding(Verdict.UNCHECKED, ODD.format(said)), claims=())
    return found


def _said_before(at: int, states: Mapping[int, tuple[str, State]]) -> Mapping[str, State]:
    """What each state is by the last line before one that says it, else by the first one behind it."""
    behind = {base: state for other, (base, state) in reversed([*states.items()]) if other > at}
    return behind | {base: state for other, (base, state) in states.items() if other <= at}


def _state(line: Line) -> State | None:
    """What a line says of a name by the value that it had before."""
    if (
        not isinstance(line.head, Ref)
        or not isinstance(line.side, Plus)
        or line.relation not in DEFINES | {"leftarrow"}
    ):
        return None
    own = [each for each in line.side.terms if any(ref.base == line.head.base for ref in references(each))]
    if len(own) != 1:
        return None
    factors = _factors(own[0])
    before = [each for each in factors if isinstance(each, Ref) and each.base == line.head.base]
    if len(before) != 1 or (before[0].key == line.head.key and line.relation == "="):
        return None
    kept = tuple(each for each in factors if each is not before[0])
    return State(kept, tuple(each for each in line.side.terms if each is not own[0]))


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Times) else (term,)


def _share(term: Term) -> tuple[int, Ref] | None:
    """The sign and the name of ``1 - \\beta``."""
    match term:
        case Plus((Num(1), Ref() as name)):
            return 1, name
        case Plus((Num(1), Times((Num(-1), Ref() as name)))):
            return -1, name
        case _:
            return None


def _weighed(state: State) -> str:
    """How what is added is weighed by another share than what is left of the whole."""
    match state.kept:
        case (Ref() as kept,):
            pass
        case _:
            return ""
    shares = [share for term in state.added for factor in _factors(term) if (share := _share(factor)) is not None]
    for sign, name in shares:
        if name.base == kept.base and (sign > 0 or name.key != kept.key):
            return f"what it keeps and what it adds are not {kept.key} and 1 - {kept.key}"
    return ""


def _without_squares(lines: Sequence[Line], states: Mapping[str, State]) -> Iterator[str]:
    """The states of which a root divides something, and that no square is added to."""
    for below in (part.denominator for line in lines for term in line.sides for part in occurrences(term, Divide)):
        for root in occurrences(below, Call):
            for ref in references(root) if root.name.base == "sqrt" else ():
                base = _without_accent(ref.base)
                if base in states and not any(map(_squares, states[base].added)):
                    yield base


def _squares(term: Term) -> bool:
    if any(True for _ in occurrences(term, Raise)) or any(True for _ in occurrences(term, Call)):
        return True
    products = [term, *occurrences(term, Times)]
    return any(
        alike(one, other)
        for part in products
        for at, one in enumerate(_factors(part))
        for other in _factors(part)[at + 1 :]
        if not isinstance(one, Num)
    )


def _without_accent(base: str) -> str:
    return base[base.index("{") + 1 : -1] if base.startswith("\\") and base.endswith("}") else base


def _corrected(line: Line, states: Mapping[str, State]) -> str:
    """How a state is corrected by a power of another share than its own."""
    match line.side:
        case Divide(Ref(base), Plus((Num(1), Times((Num(-1), power))))) if base in states:
            pass
        case _:
            return ""
    share = power.base if isinstance(power, Raise) else power
    match states[base].kept, share:
        case (Ref() as kept,), Ref() if (kept.base, kept.subs) != (share.base, share.subs):
            return f"{base} keeps {kept.key} of what it was"
        case _:
            return ""


def _climbing(line: Line, lines: Sequence[Line], states: Mapping[str, State]) -> str:
    """How a step goes along what gradients add up to."""
    state = _state(line)
    if state is None or state.kept:
        return ""
    gradients = {
        each.head.base for each in lines if isinstance(each.head, Ref) and isinstance(each.side, Partial | Nabla)
    }
    summed = {
        base for base, each in states.items() if each.kept and all(_is_gradient(term, gradients) for term in each.added)
    }
    added = [term for term in state.added if {_without_accent(ref.base) for ref in references(term)} & summed]
    rising = [term for term in added if _sign(term) > 0]
    return "it goes up, along the gradients" if added and rising == added else ""


def _is_gradient(term: Term, gradients: set[str]) -> bool:
    """Whether a term is a gradient times something positive."""
    named = any(ref.base in gradients for ref in references(term))
    return (named or any(True for _ in occurrences(term, Partial, Nabla))) and _sign(term) > 0


def _sign(term: Term) -> int:
    match term:
        case Times(factors):
            return -1 if sum(isinstance(each, Num) and each.value < 0 for each in factors) % 2 else 1
        case Divide(above, below):
            return _sign(above) * _sign(below)
        case _:
            return 1
