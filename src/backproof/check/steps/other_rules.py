r"""Steps that are more than the rate times the gradient: ``w \leftarrow w - \eta (\nabla L + \lambda w)``.

What such a step does to a loss is not what its gradient says, so that no difference from plain descent refutes it. One
that takes off a part of the weight, too, is plain descent of the loss with a penalty (Goodfellow, Bengio, Courville,
Deep Learning, section 7.1.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from backproof.check.indices.letters import resolved
from backproof.check.steps.descended import Rules
from backproof.check.steps.updates import Rule, assigns, before_step, is_part, loss_name, value
from backproof.check.verdicts.verdict import Role
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Nabla, Num, Partial, Plus, Raise, Ref, Term, Times, Transposed
from backproof.read.vocabulary import INVERSE

CURVATURE: Final = "a step that is divided by a derivative or a matrix is none by the gradient alone"
COUNTS: Final = frozenset("NMKTB")
"""Capitals that usually count: samples, classes, steps, those of a batch."""
ANOTHER_RULE: Final = "the words speak of a step by another rule than the rate times the gradient"
SHRUNK: Final = "a step that keeps a part of the old value is none by the gradient alone"

PENALTY: Final = "the loss has a penalty of {0} / 2 times the square of {1}"
WEIGHT: Final = "lambda"
"""What weighs a penalty."""


def penalised(line: Line, head: Ref, rule: Rule, rules: Rules) -> Iterator[tuple[Term, str]]:
    r"""What an update stands for whose loss has a penalty that no line adds, and that penalty: the weights decay.

    ``w \\leftarrow (1 - \\eta \\lambda) w - \\eta \\nabla L``, or ``\\eta \\lambda / n``.
    """
    known = rules.used | {each.key for each in rules.definitions}
    weight = next((ref for ref in references(line.side) if ref.base == WEIGHT), None) if line.side is not None else None
    if weight is None or line.side is None or resolved(rules.names, weight).key in known:
        return
    if not line.said.otherwise and any(loss_name(each.head) == loss_name(rule.loss) for each in rules.definitions):
        # No word and no definition speaks of a penalty.
        return
    shares = [part.denominator for part in occurrences(line.side, Divide) if weight in references(part.numerator)]
    plain, step = before_step(head), value(head, rule, rules.names)
    rate: tuple[Term, ...] = (rule.rate,) if rule.rate is not None else ()
    factors: tuple[Term, ...] = (weight, *(Divide(weight, share, share.span) for share in shares))
    for factor in factors:
        decay = Times((Num(Fraction(-1), 0, head.span), *rate, factor, plain), head.span)
        by = f"{weight.key} / {shares[0].key}" if factor is not weight and isinstance(shares[0], Ref) else weight.key
        yield Plus((step, decay), head.span), PENALTY.format(by, plain.key)


def followed(line: Line, role: Role) -> str:
    """Which other rule a line may follow; empty where it follows plain descent."""
    if decays(line):
        return ANOTHER_RULE
    if role is Role.UPDATE and shrinks(line):
        return SHRUNK
    return CURVATURE if role is Role.UPDATE and by_curvature(line) else ""


def decays(line: Line) -> bool:
    """Whether an update moves its name by the name itself, too, where the words speak of another rule."""
    if not line.said.otherwise or line.side is None or not isinstance(line.head, Ref) or not assigns(line):
        return False
    derived = list(occurrences(line.side, Partial, Nabla))
    inside = sum(_count(each, line.head) for each in derived)
    return _count(line.side, line.head) - inside > 1


def shrinks(line: Line) -> bool:
    r"""Whether an update keeps a share of the old value alone: ``w \leftarrow 0.99 w - \eta \nabla L``."""
    match line.head, line.side:
        case Ref() as head, Plus(terms):
            return any(is_part(term, before_step(head)) for term in terms)
        case _:
            return False


def by_curvature(line: Line) -> bool:
    r"""Whether an update divides by a derivative or a matrix, as Newton's: ``x - f'(x) / f''(x)``, ``w - H^{-1} g``."""
    if line.side is None:
        return False
    below = [part.denominator for part in occurrences(line.side, Divide)]
    inverted = [part.base for part in occurrences(line.side, Raise) if _is_negative(part.exponent)]
    if any(part.kind == INVERSE for part in occurrences(line.side, Big)):
        return True
    derived = any(_is_slope(part) for term in (*below, *inverted) for part in walk(term))
    return derived or any(_is_matrix(part) for term in inverted for part in walk(term))


def _is_negative(exponent: Term) -> bool:
    match exponent:
        case Num(value):
            return value < 0
        case Times((Num(sign), *_)) | Divide(Num(sign), _):
            return sign < 0
        case _:
            return False


def _is_slope(part: Term) -> bool:
    return isinstance(part, Partial | Nabla) or (isinstance(part, Call) and part.primes > 0)


def _is_matrix(part: Term) -> bool:
    """Whether a part looks like a matrix: a capital letter, which counts nothing."""
    match part:
        case Ref(base=base, subs=subs):
            return base.strip("}")[-1:].isupper() and (bool(subs) or base not in COUNTS)
        case _:
            return isinstance(part, Transposed)


def _count(term: Term, name: Ref) -> int:
    return sum(isinstance(part, Ref) and part.key == name.key for part in walk(term))
