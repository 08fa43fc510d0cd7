r"""What the state of an optimiser adds: the gradient by the parameter that it moves, or nothing is said of it.

``v \leftarrow \beta v + 2 (w x - y) x`` is a definition of v, so that no other line refutes it; but what moves w by it
is meant to be the gradient.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from backproof.check.doubts.finding import Finding, guarded
from backproof.check.indices.letters import resolved
from backproof.check.judging.judge import Judge
from backproof.check.steps import updates
from backproof.check.steps.descended import Rules
from backproof.check.steps.rates import RATES
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Nabla, Num, Partial, Plus, Raise, Ref, Term, Times, minus

OTHER = "what this state adds is not the gradient by {}"
SQUARE = 2


def finding(at: int, lines: Sequence[Line], rules: Rules, judge: Judge) -> Finding:
    """A state is what it is said to be, unless what it adds is another thing than the gradient of what it moves."""
    for moved, loss in _moved(at, lines, rules):
        gradient = Partial(loss, moved, moved.span)
        for term in _added(lines[at], rules):
            claims = (Claim(gradient, each, (), lines[at].section, at) for each in _cores(term))
            if all(guarded(partial(judge.claim, claim)).verdict is Verdict.WRONG for claim in claims):
                return Finding(Verdict.UNCHECKED, OTHER.format(moved.key))
    return Finding(Verdict.RIGHT)


def _moved(at: int, lines: Sequence[Line], rules: Rules) -> Iterator[tuple[Ref, Term]]:
    """The parameters that later steps move by a state, each with the loss that it descends."""
    head = lines[at].head
    for later in range(at + 1, len(lines)):
        line = lines[later]
        if isinstance(head, Ref) and isinstance(line.head, Ref) and line.side is not None and updates.assigns(line):
            # A state with other letters than its parameter is none of the same elements.
            is_by = line.head.key != head.key and any(ref.key == head.key for ref in references(line.side))
            rule = rules.find(later, line.head) if is_by and line.head.subs == head.subs else None
            if rule is not None:
                yield line.head, rule.loss


def _added(line: Line, rules: Rules) -> Iterator[Term]:
    """The terms of a state that are written out in quantities, without a derivative and without its old value.

    Of a name alone that nothing defines words may say what it is.
    """
    known = {each.key for each in rules.definitions}
    own = resolved(rules.names, line.head).key if isinstance(line.head, Ref) else ""
    for term in line.side.terms if isinstance(line.side, Plus) else ():
        keys = {resolved(rules.names, ref).key for ref in references(term)}
        said = not all(map(_is_share, _factors(term))) and (len(keys) > 1 or keys <= known)
        if said and own not in keys and not has(term, Partial, Nabla):
            yield term


def _cores(term: Term) -> Iterator[Term]:
    """What is left of a term without its rate and its share, with either sign; of a square the base, too."""
    kept = tuple(each for each in _factors(term) if not _is_share(each))
    core = kept[0] if len(kept) == 1 else Times(kept, term.span)
    match core:
        case Raise(base, Num(power)) if power == SQUARE:
            yield from (base, minus(base, term.span))
        case _:
            pass
    yield from (core, minus(core, term.span))


def _factors(term: Term) -> tuple[Term, ...]:
    """The factors of a product, with those of products in it."""
    return tuple(each for factor in term.factors for each in _factors(factor)) if isinstance(term, Times) else (term,)


def _is_share(factor: Term) -> bool:
    r"""Whether a factor is a rate, a number below one, or what is left of one: ``1 - \beta``."""
    match factor:
        case Ref(base):
            return base in RATES
        case Num(value):
            return value == -1 or 0 < value < 1
        case Plus((Num(one), Times((Num(sign), Ref())))):
            return one == 1 and sign == -1
        case _:
            return False
