"""What the left side of an update means: ``\\Delta w`` is ``-\\alpha dL/dw``, ``w^{new}`` is ``w - \\alpha dL/dw``.

Which loss is meant, and which rate, :mod:`backproof.check.steps.descended` finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import final

from backproof.check.indices.letters import resolved
from backproof.check.names.names import UPDATE_MARKS, Names
from backproof.check.steps.rates import (
    RATES,
    by_any_letter,
    leading,
)
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Call, Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import ASSIGNMENTS
from backproof.records import dataclass, replace

SHARES = frozenset({"beta", "gamma", "mu", "rho", "alpha"})
"""Letters of the part of a state that is kept."""


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """The loss that is descended, and the rate; None for the rate where the author writes none.

    ``distant``: only other sections name this loss. ``up``: it is made larger, as a likelihood is.
    """

    loss: Term
    rate: Ref | Num | None
    distant: bool = False
    up: bool = False
    half: bool = False
    """Whether half of the gradient is meant, of which a square brings a 2."""


def is_update(term: Term | None, names: Names) -> bool:
    """Whether a head is ``\\Delta w`` or ``w^{new}``."""
    return isinstance(term, Ref) and ((name := resolved(names, term)).updated or name.change)


def assigns(line: Line) -> bool:
    """``w \\leftarrow w - \\eta ...``: a name that is given a new value in terms of its old one."""
    head, side = line.head, line.side
    if not isinstance(head, Ref) or side is None or line.relation not in ASSIGNMENTS | {"="}:
        return False
    refs = list(references(side))
    own = any(ref.key == head.key for ref in refs)
    rates = any(ref.base in RATES and not ref.subs and ref.key != head.key for ref in refs)
    rates = rates or by_any_letter(head, side) is not None
    return own and (line.relation != "=" or rates or any(map(leading, _steps_off(side, head))))


def adds(line: Line) -> bool:
    """Whether a line adds something to the old value, ``w = w + v``: no equation is meant."""
    return isinstance(line.head, Ref) and line.side is not None and bool(_steps_off(line.side, line.head))


def keeps(line: Line) -> bool:
    r"""Whether a line keeps a part of the old value, ``m = \beta m + (1 - \beta) g``: an equation says less."""
    match line.head, line.side:
        case Ref() as head, Plus(terms):
            old = before_step(head)
            # A gradient may be taken where the old value leads to (Nesterov).
            kept = [term for term in terms if not has(term, Partial, Nabla)]
            parts = [term for term in kept if any(ref.key == old.key for ref in references(term))]
            return len(parts) == 1 < len(terms) and is_part(parts[0], old)
        case _:
            return False


def goes_on(line: Line) -> bool:
    r"""Whether a line gives a state of a step by a share of that of another step: ``v_{t+1} = \mu v_t + g_t``."""
    match line.head, line.side:
        case Ref() as head, Plus(terms):
            before = (ref for ref in references(line.side) if ref.base == head.base and ref.key != head.key)
            return any(is_part(term, ref) for ref in before for term in terms)
        case _:
            return False


def is_part(term: Term, whole: Ref) -> bool:
    r"""Whether a term is a share of a name: ``\beta m``, ``0.9 m``."""
    match term:
        case Times((Ref(base) | Call(name=Ref(base)), Ref() as old)) if base in SHARES:
            return old.key == whole.key
        case Times((Num(value, decimals), Ref() as old)) if decimals and 0 < value < 1:
            return old.key == whole.key
        case _:
            return False


def _steps_off(side: Term, head: Ref) -> Sequence[Term]:
    """What is added to the old value, where the right side of an assignment begins with it."""
    match side:
        case Plus((Ref() as old, *steps)) if old.key == head.key:
            return steps
        case _:
            return ()


def value(head: Ref, rule: Rule, names: Names) -> Term:
    """The term that the left side of an update stands for."""
    plain, change = before_step(head), _step(head, rule)
    return change if resolved(names, head).change else Plus((plain, change), head.span)


def gradient(head: Ref, rule: Rule) -> Term:
    """The gradient that an update is made of."""
    return Partial(rule.loss, before_step(head), head.span)


def loss_name(loss: Term) -> str:
    """The name of a loss, with or without what it depends on, or of the sum of a loss and its penalty."""
    match loss:
        case Ref(key=key) | Call(name=Ref(key=key)):
            return key
        case Plus(terms) if all(names := list(map(loss_name, terms))):
            return " + ".join(names)
        case _:
            return ""


def before_step(head: Ref) -> Ref:
    """The name whose next value is that of an update."""
    keep = tuple(script for script in head.subs if script not in UPDATE_MARKS)
    sups = tuple(script for script in head.sups if script not in UPDATE_MARKS)
    return replace(head, base=head.base.removeprefix("\\Delta "), subs=keep, sups=sups)


def _step(head: Ref, rule: Rule) -> Term:
    way = Num(Fraction(1 if rule.up else -1), 0, head.span)
    rate: tuple[Term, ...] = (rule.rate,) if rule.rate is not None else ()
    half = (Num(Fraction(1, 2), 0, head.span),) if rule.half else ()
    return Times((way, *half, *rate, gradient(head, rule)), head.span)
