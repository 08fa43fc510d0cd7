"""What the left side of an update means: ``\\Delta w`` is ``-\\alpha dL/dw``, ``w^{new}`` is ``w - \\alpha dL/dw``.

The loss and the rate are the document's own: those of the nearest line that writes the rule out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import final

from backproof.check.letters import resolved
from backproof.check.names import UPDATE_MARKS, Names
from backproof.check.suppressed import Defined
from backproof.read.lexicon import LOSS_LETTERS, QUANTITY_WORDS
from backproof.read.lines import Line
from backproof.read.rewriting import references, walk
from backproof.read.terms import Big, Call, Nabla, Num, Partial, Plus, Ref, Term, Times

RATES = frozenset(
    {"alpha", "eta", "epsilon", "varepsilon", "mu", "lambda", "rho", "tau", "kappa", "nu", "r", "s", "h", "lr", "gamma"}
)


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """The loss that is descended, and the rate; None for the rate where the author writes none.

    ``distant``: only other sections name this loss. ``ascends``: it is a log-likelihood, which authors maximise.
    """

    loss: Term
    rate: Ref | Num | None
    distant: bool = False
    ascends: bool = False


def is_update(term: Term | None, names: Names) -> bool:
    """Whether a head is ``\\Delta w`` or ``w^{new}``."""
    return isinstance(term, Ref) and ((name := resolved(names, term)).updated or name.change)


def assigns(line: Line) -> bool:
    """``w \\leftarrow w - \\eta ...``: a name that is given a new value in terms of its old one."""
    head, side = line.head, line.side
    if not isinstance(head, Ref) or side is None or line.relation not in {"leftarrow", ":=", "coloneqq", "="}:
        return False
    refs = list(references(side))
    own = any(ref.key == head.key for ref in refs)
    return own and (
        line.relation != "=" or any(ref.base in RATES and not ref.subs and ref.key != head.key for ref in refs)
    )


def value(head: Ref, rule: Rule, names: Names) -> Term:
    """The term that the left side of an update stands for."""
    plain, change = _plain(head), _step(head, rule)
    return change if resolved(names, head).change else Plus((plain, change), head.span)


def gradient(head: Ref, rule: Rule) -> Term:
    """The gradient that an update is made of."""
    return Partial(rule.loss, _plain(head), head.span)


def loss_name(loss: Term) -> str:
    """The name of a loss, with or without what it depends on."""
    match loss:
        case Ref(key=key) | Call(name=Ref(key=key)):
            return key
        case _:
            return ""


def _plain(head: Ref) -> Ref:
    keep = tuple(script for script in head.subs if script not in UPDATE_MARKS)
    sups = tuple(script for script in head.sups if script not in UPDATE_MARKS)
    return replace(head, base=head.base.removeprefix("\\Delta "), subs=keep, sups=sups)


def _step(head: Ref, rule: Rule) -> Term:
    sign = Num(Fraction(1 if rule.ascends else -1), 0, head.span)
    rate: tuple[Term, ...] = (rule.rate,) if rule.rate is not None else ()
    return Times((sign, *rate, gradient(head, rule)), head.span)


@final
@dataclass(frozen=True)
class Rules:
    """The update rules of a document: its lines, its definitions, what its names mean."""

    lines: Sequence[Line]
    definitions: Sequence[Defined]
    names: Names

    def find(self, at: int, head: Ref) -> Rule | None:
        """The rule that an update at line ``at`` follows."""
        return next(self.candidates(at, head), None)

    def candidates(self, at: int, head: Ref) -> Iterator[Rule]:
        """The rules that an update may follow, one for each loss.

        Those of its own section come first; of these, the one of the nearest line that writes a gradient by the same
        name out.
        """
        section, rate = self.lines[at].section, self.rate(self.lines[at].side) or self.usual_rate
        key = resolved(self.names, _plain(head)).key
        nearest = (*range(at, -1, -1), *range(at + 1, len(self.lines)))
        gradients = [(self.lines[line], part) for line in nearest for part in self.descended.get(line, ())]
        own = [(line, part) for line, part in gradients if resolved(self.names, part.by).key == key]
        losses = [each for each in self.definitions if defines_loss(each)] or list(self.totals)
        near = {loss_name(part.of) for line in self.lines if line.section == section for part in _gradients(line)}
        near |= {loss_name(each.head) for each in (*losses, *self.ends) if each.section == section}
        found: dict[str, Rule] = {}
        for line, part in (*own, *gradients):
            written = self.rate(line.side) if is_update(line.head, self.names) else None
            found.setdefault(loss_name(part.of), Rule(part.of, rate or written, loss_name(part.of) not in near))
        for each in (*losses, *(self.ends if found or losses else ())):
            found.setdefault(loss_name(each.head), Rule(each.head, rate, loss_name(each.head) not in near))
        yield from sorted(found.values(), key=lambda rule: rule.distant)

    def ascending(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        """Those rules of which the loss is a log-likelihood, as rules that go up."""
        known = {loss_name(each.head) for each in self.definitions if is_likelihood(each.body)}
        yield from (replace(rule, ascends=True) for rule in rules if loss_name(rule.loss) in known)

    def is_target(self, term: Term) -> bool:
        """Whether a quantity is what is descended: a loss by its name, or the one scalar that enters nothing else."""
        if is_loss(term, self.names):
            return True
        key = resolved(self.names, term).key if isinstance(term, Ref) else None
        return key in {each.key for each in self.totals}

    @cached_property
    def descended(self) -> dict[int, list[Partial]]:
        """The derivatives of what is descended, by line."""
        found = (
            (at, [part for part in _gradients(line) if self.is_target(part.of)]) for at, line in enumerate(self.lines)
        )
        return {at: parts for at, parts in found if parts}

    @cached_property
    def ends(self) -> Sequence[Defined]:
        """Scalars that are defined and enter no other definition."""
        used = {resolved(self.names, ref).key for each in self.definitions for ref in references(each.body)}
        return [each for each in self.definitions if not each.letters and each.key not in used]

    @property
    def totals(self) -> Sequence[Defined]:
        """The one scalar that enters no other definition, where there is one."""
        return self.ends if len({each.key for each in self.ends}) == 1 else ()

    @cached_property
    def usual_rate(self) -> Ref | Num | None:
        """The rate that the other updates of the document write."""
        updates = (line for line in self.lines if is_update(line.head, self.names) or assigns(line))
        return next((rate for line in updates if (rate := self.rate(line.side)) is not None), None)

    def rates(self) -> frozenset[str]:
        """All rates that the updates of the document write."""
        updates = (line for line in self.lines if is_update(line.head, self.names) or assigns(line))
        found = (self.rate(line.side) for line in updates)
        return frozenset(resolved(self.names, rate).key for rate in found if isinstance(rate, Ref))

    def rate(self, side: Term | None) -> Ref | Num | None:
        """The learning rate on a side: a plain undefined letter that the field uses for one, or a number below 1."""
        if side is None:
            return None
        defined = {each.key for each in self.definitions}
        found = (ref for ref in references(side) if ref.base in RATES and not ref.subs and not ref.sups)
        letter = next((ref for ref in found if resolved(self.names, ref).key not in defined), None)
        return letter or next(_numeric_rates(side), None)


def _numeric_rates(side: Term) -> Iterator[Num]:
    """``w - 0.1 \\frac{\\partial L}{\\partial w}``: numbers between 0 and 1 beside a gradient."""
    products = (part.factors for part in walk(side) if isinstance(part, Times))
    for factors in products:
        if any(isinstance(factor, Partial | Nabla) for factor in factors):
            yield from (factor for factor in factors if isinstance(factor, Num) and 0 < factor.value < 1)


def _gradients(line: Line) -> Iterable[Partial]:
    for term in (line.head, line.side):
        if term is not None:
            yield from (part for part in walk(term) if isinstance(part, Partial))


def is_loss(term: Term, names: Names) -> bool:
    """A scalar that is named as losses are: ``CE(l, O)``, ``L``, ``E``, ``\\mathcal{L}``."""
    match term:
        case Call(name=name):
            return name.base in names.quantities or name.base in LOSS_LETTERS
        case Ref(base):
            return (base in LOSS_LETTERS | QUANTITY_WORDS or (len(base) > 1 and base.isupper())) and not resolved(
                names, term
            ).slots
        case _:
            return False


def is_likelihood(body: Term) -> bool:
    """Whether each term of a sum is a logarithm with nothing negative before it: ``y \\log p + (1 - y) \\log q``."""
    match body:
        case Big("sum" | "mean", body=inner):
            return is_likelihood(inner)
        case Plus(terms):
            return all(map(is_likelihood, terms))
        case Times(factors):
            numbers = [each.value for each in factors if isinstance(each, Num)]
            return all(value > 0 for value in numbers) and any(map(is_likelihood, factors))
        case Call(Ref("log" | "ln")):
            return True
        case _:
            return False


def defines_loss(defined: Defined) -> bool:
    """Whether a definition says what a loss is."""
    return isinstance(defined.head, Ref) and defined.head.base in LOSS_LETTERS | QUANTITY_WORDS and not defined.letters
