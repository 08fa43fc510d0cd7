"""Which loss an update descends, and at which rate: those of the nearest line that writes the rule out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import final

from backproof.check.definitions.shape import is_constant
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import DEPENDENT, Names
from backproof.check.steps.aims import is_negative, is_of_counts, is_peak, is_size, predicts, resembles_loss, rises
from backproof.check.steps.rates import (
    FACTORS,
    RATES,
    USUAL_RATES,
    beside_gradients,
    by_any_letter,
    is_derivative,
    is_rate,
    leading,
    numeric_rates,
)
from backproof.check.steps.updates import Rule, assigns, before_step, is_update, loss_name
from backproof.read.context.aims import Aims
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS
from backproof.records import Remembering, dataclass, replace

MULTIPLIERS = frozenset({"lambda", "mu", "nu", "alpha", "kappa"})
"""Letters of the multipliers of constraints."""
LIKELY = frozenset({"l", "ell", "LL", "L", r"\mathcal{L}", "J"})
"""Letters of what may be made larger where the words say that something is."""
UNSAID = frozenset({"l", "ell", "LL", "J", r"\mathcal{J}"})
"""Those that are as usual for likelihoods and rewards as for costs."""


@final
@dataclass(frozen=True, slots=True)
class Rules(Remembering):
    """The update rules of a document: its lines, its definitions, what its names mean."""

    lines: Sequence[Line]
    definitions: Sequence[Defined]
    names: Names
    aims: Aims = Aims()
    """What the words say of where steps go."""

    def upwards(self, rule: Rule) -> Rule | None:
        """The rule that makes a likelihood larger, where the loss is one, or may be; None where it is none."""
        base = _letter(rule)
        likely = self.aims.climbs and (base in LIKELY or (base not in LOSS_LETTERS and not self.aims.descends))
        said = likely and not any(resembles_loss(body) or is_negative(body) for body in self.bodies(rule))
        return replace(rule, up=True) if said or self.is_likelihood(rule) else None

    def is_likelihood(self, rule: Rule) -> bool:
        """Whether a definition says that the logarithm of a likelihood is meant, or the words and its sign together."""
        bodies = self.bodies(rule)
        likely = any(map(rises, bodies)) or any(map(is_of_counts, bodies)) or self.is_called_likely(rule)
        return likely or (self.aims.climbs and any(map(is_peak, bodies)))

    def is_called_likely(self, rule: Rule) -> bool:
        """Whether the words call it the logarithm of a likelihood, and no line says what it is."""
        return _letter(rule) in self.aims.likelihoods and not self.bodies(rule)

    def may_rise(self, rule: Rule) -> bool:
        """Whether nothing says that it is made small: no definition of a loss, no word for one, no step down."""
        if _letter(rule) not in UNSAID or self.aims.costs:
            return False
        if any(resembles_loss(body) or is_negative(body) for body in self.bodies(rule)):
            return False
        steps = (line.side for line in self.lines if is_update(line.head, self.names) or assigns(line))
        terms = (term for side in steps if isinstance(side, Plus) for term in side.terms)
        taken = (part for term in terms if _is_taken(term) for part in occurrences(term, Partial))
        return all(loss_name(part.of) != loss_name(rule.loss) for part in taken)

    def as_multiplier(self, head: Ref, rule: Rule) -> Rule | None:
        r"""The rule that makes a quantity larger in a multiplier of a constraint, as dual ascent does.

        The quantity is linear in such a letter: ``f(w) + \\lambda (1 - w)``. What weighs a square or a norm is none.
        """
        bodies = self.bodies(rule) if before_step(head).base in MULTIPLIERS else []
        key = resolved(self.names, before_step(head)).key
        return replace(rule, up=True) if any(self._is_linear(body, key) for body in bodies) else None

    def _is_linear(self, body: Term, key: str) -> bool:
        """Whether a body has a name in its terms, and in none more than once as a factor."""
        if not any(resolved(self.names, ref).key == key for ref in references(body)):
            return False
        match body:
            case Ref():
                return True
            case Times(factors) if any(map(is_size, factors)):
                return False
            case Plus(terms) | Times(terms):
                having = [
                    each for each in terms if any(resolved(self.names, ref).key == key for ref in references(each))
                ]
                return (isinstance(body, Plus) or len(having) == 1) and all(
                    self._is_linear(each, key) for each in having
                )
            case Big("sum" | "mean", body=inner):
                return self._is_linear(inner, key)
            case _:
                return False

    def bodies(self, rule: Rule) -> list[Term]:
        """What definitions say of the loss of a rule."""
        return [each.body for each in self.definitions if loss_name(each.head) == loss_name(rule.loss)]

    def find(self, at: int, head: Ref) -> Rule | None:
        """The rule that an update at line ``at`` follows."""
        return next(self.candidates(at, head), None)

    def candidates(self, at: int, head: Ref) -> Iterator[Rule]:
        """The rules that an update may follow, one for each loss.

        Those of its own section come first; of these, the one of the nearest line that writes a gradient by the same
        name out.
        """
        section, rate = self.lines[at].section, self.rate(self.lines[at]) or self.usual_rate
        key = resolved(self.names, before_step(head)).key
        nearest = (*range(at, -1, -1), *range(at + 1, len(self.lines)))
        gradients = [(self.lines[line], part) for line in nearest for part in self.descended.get(line, ())]
        gradients = [(line, part) for line, part in gradients if not any(_sums_over(part, self.lines[at]))]
        own = [(line, part) for line, part in gradients if resolved(self.names, part.by).key == key]
        losses = [each for each in self.definitions if defines_loss(each)]
        losses = losses or [each for each in self.totals if not self._is_multiplied(each, at)]
        near = {loss_name(part.of) for line in self.lines if line.section == section for part in _gradients(line)}
        near |= {loss_name(each.head) for each in (*losses, *self.ends) if each.section == section}
        if not near:
            # Where its own section names none, the one loss that enters nothing else is no guess.
            last = {loss_name(each.head) for each in losses if each.key not in self.used}
            near |= last if len(last) == 1 else set()
        found: dict[str, Rule] = {}
        for line, part in (*own, *gradients):
            written = self.rate(line) if is_update(line.head, self.names) else None
            found.setdefault(loss_name(part.of), Rule(part.of, rate or written, loss_name(part.of) not in near))
        ends = [each for each in self.ends if not self._is_multiplied(each, at)] if found or losses else []
        for each in (*losses, *ends):
            found.setdefault(loss_name(each.head), Rule(each.head, rate, loss_name(each.head) not in near))
        if (whole := self._with_penalty(at, head)) is not None:
            found.setdefault(loss_name(whole), Rule(whole, rate, distant=True))
        found.pop(key, None)  # a value is no parameter of its own
        yield from sorted(found.values(), key=lambda rule: rule.distant)

    def _with_penalty(self, at: int, head: Ref) -> Term | None:
        """The one loss and the one penalty of what a step moves, where no line adds them."""
        key = resolved(self.names, before_step(head)).key
        penalties = [each for each in self.ends if self._weighs(each, key)]
        losses = [each for each in self.ends if each not in penalties and not self._is_multiplied(each, at)]
        if len(penalties) != 1 or len(losses) != 1 or losses[0].key == penalties[0].key:
            return None
        return Plus((losses[0].head, penalties[0].head), head.span)

    def _weighs(self, defined: Defined, key: str) -> bool:
        """Whether a quantity is made of the size of a parameter, and of letters that weigh it."""
        factors = defined.body.factors if isinstance(defined.body, Times) else (defined.body,)
        refs = list(references(defined.body))
        own = {resolved(self.names, ref).key for ref in refs}
        return (
            key in own
            and any(map(is_size, factors))
            and all(not ref.subs or resolved(self.names, ref).key == key for ref in refs)
        )

    def _is_multiplied(self, defined: Defined, at: int) -> bool:
        r"""Whether a step has a value in it that no line differentiates: y is no loss in ``\Delta w = \eta y x``."""
        side = self.lines[at].side
        taken = {loss_name(part.of) for parts in self.descended.values() for part in parts}
        named = side is not None and any(resolved(self.names, ref).key == defined.key for ref in references(side))
        return named and loss_name(defined.head) not in taken

    def is_target(self, term: Term) -> bool:
        """Whether a quantity is what is descended: a loss by its name, or the one scalar that enters nothing else.

        So is a loss with a penalty, ``L + R``, where a line differentiates their sum.
        """
        if isinstance(term, Plus):
            ends = {loss_name(each.head) for each in self.ends}
            return any(map(self.is_target, term.terms)) and all(loss_name(each) in ends for each in term.terms)
        if is_loss(term, self.names):
            return True
        key = resolved(self.names, term).key if isinstance(term, Ref) else None
        return key in {each.key for each in self.totals}

    @cached_property
    def descended(self) -> dict[int, list[Partial]]:
        """The derivatives of what is descended, by line; a sum of them is that of another loss."""
        found = (
            (at, [part for part in _gradients(line) if self.is_target(part.of) and not _is_summed(part, line)])
            for at, line in enumerate(self.lines)
        )
        return {at: parts for at, parts in found if parts}

    @cached_property
    def quantities(self) -> Sequence[Defined]:
        """What is defined by something else than a derivative: a derivative with a name of its own is no quantity."""
        return [each for each in self.definitions if each.key not in self.derivatives]

    @cached_property
    def derivatives(self) -> frozenset[str]:
        """The names of derivatives."""
        return frozenset(each.key for each in self.definitions if any(map(is_derivative, walk(each.body))))

    @cached_property
    def used(self) -> frozenset[str]:
        """What enters the definition of a quantity."""
        return frozenset(resolved(self.names, ref).key for each in self.quantities for ref in references(each.body))

    @cached_property
    def arguments(self) -> frozenset[str]:
        r"""What functions are written of, one value or that of each sample: a, where ``y(a) = \tanh(a)``."""
        calls = (line.head for line in self.lines if isinstance(line.head, Call))
        refs = (ref for call in calls for part in call.arguments for ref in references(part))
        keys = [resolved(self.names, ref).key for ref in refs]
        return frozenset((*keys, *(f"{key}^{{{DEPENDENT}}}" for key in keys)))

    @cached_property
    def ends(self) -> Sequence[Defined]:
        """Scalars that are defined and enter no other definition; no prediction, which is compared with a label."""
        scalars = (each for each in self.quantities if not each.letters and each.key not in self.used | self.arguments)
        scalars = (each for each in scalars if not predicts(each))
        return [each for each in scalars if not is_constant(each.body)]

    @property
    def totals(self) -> Sequence[Defined]:
        """The one scalar that enters no other definition, where there is one."""
        return self.ends if len({each.key for each in self.ends}) == 1 else ()

    @cached_property
    def usual_rate(self) -> Ref | Num | None:
        """The rate that the other updates of the document write."""
        updates = (line for line in self.lines if is_update(line.head, self.names) or assigns(line))
        return next((rate for line in updates if (rate := self.rate(line)) is not None), None)

    @cached_property
    def goes_whole(self) -> bool:
        """Whether an update is written in symbols without a rate: ``w - \\nabla L`` goes the whole gradient."""
        updates = (line for line in self.lines if is_update(line.head, self.names) or assigns(line))
        sides = ((line, side) for line in updates if (side := line.side) is not None)
        return any(self.rate(line) is None and any(map(is_derivative, walk(side))) for line, side in sides)

    @cached_property
    def given_rate(self) -> Ref | None:
        """The one letter of a rate that the document gives a number, and defines by nothing else."""
        given = [line.head for line in self.lines if isinstance(line.head, Ref) and isinstance(line.side, Num)]
        rates = {head.key: head for head in given if head.base in USUAL_RATES and not head.subs and not head.sups}
        return next(iter(rates.values())) if len(rates) == 1 else None

    @cached_property
    def varied(self) -> frozenset[str]:
        """What anything is differentiated by."""
        parts = [part for line in self.lines for term in line.sides for part in walk(term)]
        found = [part.by for part in parts if isinstance(part, Partial)]
        found += [part.of for part in parts if isinstance(part, Nabla) and isinstance(part.of, Ref)]
        return frozenset(resolved(self.names, ref).key for ref in found)

    def rates(self) -> frozenset[str]:
        """All rates that the updates of the document write."""
        updates = (line for line in self.lines if is_update(line.head, self.names) or assigns(line))
        found = (self.rate(line) for line in updates)
        return frozenset(resolved(self.names, rate).key for rate in found if isinstance(rate, Ref))

    def rate(self, line: Line) -> Ref | Num | None:
        """The learning rate of an update: a plain undefined letter that the field uses for one, or a number below 1.

        What the line itself moves is none, even if it is called gamma.
        """
        if line.side is None:
            return None
        defined = {each.key for each in self.definitions}
        if isinstance(line.head, Ref):
            defined.add(resolved(self.names, before_step(line.head)).key)
        found = (ref for ref in references(line.side) if ref.base in RATES and not ref.subs and not ref.sups)
        free = [ref for ref in found if resolved(self.names, ref).key not in defined]
        # The model may have letters like these, too: then the rate is the one that the model does not have.
        # It stands beside the gradient, where the line has one: in w - \eta \nabla L - \eta \lambda w it is \eta.
        beside = {ref.key for ref in beside_gradients(line.side)}
        free.sort(key=lambda ref: (ref.key not in beside, resolved(self.names, ref).key in self.used))
        if not free and (named := by_any_letter(line.head, line.side)) is not None:
            return named
        return free[0] if free else next(numeric_rates(line.side), self._decimal_rate(line) or self._handed(line))

    def _handed(self, line: Line) -> Ref | None:
        r"""The usual rate in the definition of what a step adds: that of ``h = -\eta g`` in ``w \leftarrow w + h``."""
        match line:
            case Line(head=Ref(key=key), side=Plus((Ref(key=old), Ref() as step))) if key == old:
                own = resolved(self.names, step).key
                bodies = [each.body for each in self.definitions if each.key == own]
                return next((ref for body in bodies for ref in references(body) if is_rate(ref)), None)
            case _:
                return None

    def other_rates(self, line: Line) -> Iterator[Num]:
        """What the rate may be where a decimal may be its product with a factor of the gradient: ``0.2 (a - y) x``."""
        decimal = self._decimal_rate(line)
        if decimal is not None and self.rate(line) == decimal and not (self._given_rates or self._writes_rates):
            yield from (replace(decimal, value=decimal.value / factor) for factor in FACTORS)

    @cached_property
    def _writes_rates(self) -> bool:
        """Whether an update has its rate beside a gradient."""
        sides = (line.side for line in self.lines if is_update(line.head, self.names) or assigns(line))
        return any(True for side in sides if side is not None for _ in numeric_rates(side))

    @cached_property
    def _given_rates(self) -> frozenset[Fraction]:
        """The numbers that the document gives its rates."""
        return frozenset(each.side.value for each in self.lines if isinstance(each.side, Num) and is_rate(each.head))

    def _decimal_rate(self, line: Line) -> Num | None:
        """The decimal that a step written without a derivative begins with: ``w - 0.1 (a - y) x``.

        Where the document gives its rate a number, that is meant: what differs from it has a factor of the gradient.
        """
        if line.side is None or not (is_update(line.head, self.names) or assigns(line)):
            return None
        products = line.side.terms if isinstance(line.side, Plus) else (line.side,)
        found = next(filter(None, map(leading, products)), None)
        if found is None or len(self._given_rates) > 1:
            return None
        return replace(found, value=next(iter(self._given_rates), found.value))


def _letter(rule: Rule) -> str:
    """The letter of what a rule descends."""
    return loss_name(rule.loss).split("_", maxsplit=1)[0]


def _is_taken(term: Term) -> bool:
    """Whether a term is taken away."""
    return isinstance(term, Times) and any(isinstance(each, Num) and each.value < 0 for each in term.factors)


def _gradients(line: Line) -> Iterable[Partial]:
    for term in (line.head, line.side):
        if term is not None:
            yield from occurrences(term, Partial)


def _is_summed(gradient: Partial, line: Line) -> bool:
    r"""Whether a sum binds the letter of the loss in a gradient: ``\sum_i \nabla L_i(w)``."""
    return any(part is gradient for each in _sums_over(gradient, line) for part in walk(each.body))


def _sums_over(gradient: Partial, line: Line) -> Iterator[Big]:
    """The sums of a line over the letter of the loss in a gradient."""
    scripts = {script for ref in references(gradient.of) for script in (*ref.subs, ref.sample)}
    return (part for side in line.sides for part in occurrences(side, Big) if part.letter in scripts)


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


def defines_loss(defined: Defined) -> bool:
    """Whether a definition says what a loss is."""
    return isinstance(defined.head, Ref) and defined.head.base in LOSS_LETTERS | QUANTITY_WORDS and not defined.letters
